/* gameday play: a drill, by hand or by script. */
#include "cli/cli.h"
#include "cli/debriefing.h"
#include "cli/packs.h"
#include "cli/sit.h"

#include "base/file.h"
#include "base/number.h"
#include "drill/commands/script.h"
#include "scoring/score.h"
#include "ui/report/render.h"
#include "ui/session.h"

#define SCRIPT_MAX (4u << 20)

struct play {
	const char *seed, *mode, *speed, *script, *variant, *format, *debrief;
	const char *webhook, *style;
	bool plain, no_mouse, full;
	/* what they mean */
	uint64_t seed_value;
	bool has_seed;
	double speed_value;
	int mode_value, format_value, style_value, variant_index;
};

/* Options that mean nothing without a script. */
static bool check_script(const struct play *play, struct err *err)
{
	if (play->script || (!play->format && !play->style))
		return true;
	return err_set(
		err, ERR_INPUT,
		"--%s goes with --script FILE (- for standard input); of a drill played by hand `gameday report` gives any form",
		play->format ? "format" : "style");
}

static bool read_options(struct play *play, const struct pack *pack,
			 struct err *err)
{
	if (!check_script(play, err))
		return false;
	play->has_seed = play->seed != NULL;
	play->seed_value = cli_fresh_seed();
	if (play->seed && !cli_seed(play->seed, &play->seed_value, err))
		return false;
	play->mode_value = drill_mode_find(play->mode ? play->mode
						      : "practice");
	if (play->mode_value < 0)
		return err_set(
			err, ERR_INPUT,
			"--mode is practice, exam or coached, not \"%s\"",
			play->mode);
	if (play->speed &&
	    (!number_parse_double(play->speed, &play->speed_value) ||
	     play->speed_value < SESSION_SPEED_MIN ||
	     play->speed_value > SESSION_SPEED_MAX))
		return err_set(
			err, ERR_INPUT,
			"--speed is simulated seconds per second, from %.2f to %.0f, not \"%s\"",
			SESSION_SPEED_MIN, SESSION_SPEED_MAX, play->speed);
	play->format_value = render_format_find(play->format ? play->format
							     : "text");
	if (play->format_value < 0)
		return err_set(err, ERR_INPUT,
			       "--format is text, md, html or json, not \"%s\"",
			       play->format);
	play->style_value = cli_report_style(play->style, play->format_value,
					     err);
	if (play->style_value < 0)
		return false;
	if (!debriefing_wanted(play->debrief, &play->full, err))
		return false;
	play->variant_index = -1;
	if (play->variant) {
		play->variant_index = pack_variant(pack, play->variant);
		if (play->variant_index < 0)
			return err_set(
				err, ERR_INPUT,
				"%s has no variant \"%s\"; `gameday scenarios show %s --spoilers` names them",
				pack->id, play->variant, pack->id);
	}
	return true;
}

static bool play_script(const struct play *play, const struct pack *pack,
			struct err *err)
{
	struct arena arena = ARENA_INIT;
	struct str text = STR_INIT, out = STR_INIT;
	struct drill_options options = {
		.pack = pack,
		.seed = play->seed_value,
		.variant = play->variant_index,
		.mode = (enum drill_mode)play->mode_value,
		.judge = score_message_judge(),
	};
	struct drill *drill = NULL;
	struct rivals_ahead *ahead = NULL;
	struct script script;
	const struct report *report;
	struct debriefing *debriefing = NULL;
	bool ok = false;

	if (!file_read(play->script, SCRIPT_MAX, &text, err) ||
	    !script_parse(play->script, text.s, &arena, &script, err))
		goto out;
	drill = drill_create(&options, err);
	if (drill)
		ahead = rivals_ahead_start(drill);
	if (!drill || !script_run(drill, &script, false, err))
		goto out;
	report = score_drill_ahead(drill, ahead, NULL, &arena, err);
	if (report && play->full) {
		debriefing = debriefing_start(drill, ahead, report,
					      REPORT_DEBRIEF_FULL);
		report = debriefing_attend(debriefing, err);
	}
	if (!report)
		goto out;
	render_styled(report, (enum render_style)play->style_value,
		      (enum render_format)play->format_value, 80, &out);
	ok = cli_print(&out, err);
out:
	debriefing_destroy(debriefing);
	rivals_ahead_destroy(ahead);
	drill_destroy(drill);
	str_finish(&text);
	str_finish(&out);
	arena_finish(&arena);
	return ok;
}

static int play_by_hand(const struct play *play, const struct pack *pack,
			struct chat *chat)
{
	struct recording recording;
	struct sitting sitting = { .speed = play->speed_value,
				   .plain = play->plain,
				   .score_only = !play->full,
				   .no_mouse = play->no_mouse,
				   .chat = chat };
	struct drill_options options = {
		.pack = pack,
		.seed = play->seed_value,
		.variant = play->variant_index,
		.mode = (enum drill_mode)play->mode_value,
		.judge = score_message_judge(),
	};
	struct err err = { 0 };
	int status = 0;

	if (!recording_open(&recording, &err))
		return cli_fail(&err);
	if (options.variant < 0)
		options.variant = cast_pick_variant(
			pack, options.seed,
			play->has_seed ? 0 : recording_seen(&recording, pack));
	if (!recording_begin(&recording, pack, options.seed, options.variant,
			     options.mode, &err)) {
		recording_close(&recording);
		return cli_fail(&err);
	}
	options.journal = recording.journal;
	sitting.recording = &recording;
	sitting.drill = drill_create(&options, &err);
	if (sitting.drill)
		chat_follow(chat, sitting.drill);
	status = sitting.drill ? sit_down(&sitting) : cli_fail(&err);
	drill_destroy(sitting.drill);
	recording_close(&recording);
	return status;
}

/* With a chat that follows, if one is wanted. */
static int play_live(const struct play *play, const struct pack *pack)
{
	struct err err = { 0 };
	struct chat *chat = play->webhook ? chat_create(play->webhook, &err)
					  : NULL;
	int status;

	if (play->webhook && !chat)
		return cli_fail(&err);
	status = play_by_hand(play, pack, chat);
	chat_destroy(chat);
	return status;
}

static int run(int argc, char **argv)
{
	struct play play = { 0 };
	const struct cli_option options[] = {
		{ .name = "seed", .value = &play.seed },
		{ .name = "mode", .value = &play.mode },
		{ .name = "speed", .value = &play.speed },
		{ .name = "plain", .flag = &play.plain },
		{ .name = "no-mouse", .flag = &play.no_mouse },
		{ .name = "script", .value = &play.script },
		{ .name = "style", .value = &play.style },
		{ .name = "variant", .value = &play.variant },
		{ .name = "format", .value = &play.format },
		{ .name = "debrief", .value = &play.debrief },
		{ .name = "webhook", .value = &play.webhook },
	};
	struct err err = { 0 };
	struct pack *pack;
	int n, status = 0;

	if (!cli_parse(&cli_play, argc, argv, options,
		       sizeof(options) / sizeof(options[0]), 1, &n, &err))
		return cli_fail(&err);
	pack = packs_load(n > 0 ? argv[1] : NULL, &err);
	if (!pack)
		return cli_fail(&err);
	if (!read_options(&play, pack, &err))
		status = cli_fail(&err);
	else if (play.script)
		status = play_script(&play, pack, &err) ? 0 : cli_fail(&err);
	else
		status = play_live(&play, pack);
	pack_destroy(pack);
	return status;
}

const struct cli_command cli_play = {
	.name = "play",
	.usage =
		"[SCENARIO] [--seed N] [--mode practice|exam|coached] "
		"[--speed X] [--plain] [--no-mouse] [--variant ID] [--webhook URL] "
		"[--debrief full|score] "
		"[--script FILE [--format text|md|html|json] "
		"[--style review|aar|postmortem]]",
	.help = "play a drill",
	.run = run,
};
