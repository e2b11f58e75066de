#include "cli/sit.h"

#include "cli/cli.h"
#include "cli/drafts.h"
#include "cli/settings.h"
#include "scoring/score.h"
#include "ui/report/render.h"

#include <unistd.h>

static void say_how_to_resume(const struct recording *recording)
{
	fprintf(stderr,
		"gameday: drill %lld is kept; `gameday resume` goes on with it\n",
		(long long)recording->id);
}

static bool print_report(const struct report *report, struct err *err)
{
	struct str out = STR_INIT;
	bool ok;

	render_report(report, RENDER_TEXT, 80, &out);
	ok = cli_print(&out, err);
	str_finish(&out);
	return ok;
}

/* A drill in which nobody did anything and no time passed is none. */
static bool has_begun(const struct drill *drill)
{
	size_t count;
	const struct event *events = drill_events(drill, &count);

	for (size_t i = 0; i < count; i++)
		if (events[i].kind == EVENT_COMMAND)
			return true;
	return drill_now(drill) > 0;
}

/* Keeps the report, shows it, and says where it can be found. */
static bool close_drill(const struct sitting *sitting,
			const struct report *report, bool shown,
			struct err *err)
{
	drafts_forget(sitting->recording->id);
	if (!recording_finish(sitting->recording, report, err))
		return false;
	chat_end(sitting->chat, report);
	if (!shown && !print_report(report, err))
		return false;
	fprintf(stderr,
		"gameday: %s, %.1f of %.0f; `gameday report` shows it again\n",
		report->decision, report->score, report->max);
	return true;
}

static bool has_drafts(int64_t drill)
{
	struct message_draft drafts[MESSAGE_DRAFTS_MAX];
	struct arena arena = ARENA_INIT;
	size_t count = drafts_read(drill, &arena, drafts);

	arena_finish(&arena);
	return count > 0;
}

static void leave(const struct sitting *sitting, bool say)
{
	struct err ignored;

	if (!has_begun(sitting->drill) && !has_drafts(sitting->recording->id)) {
		store_abandon(sitting->recording->store, sitting->recording->id,
			      &ignored);
	} else if (say) {
		say_how_to_resume(sitting->recording);
	}
}

/* What is set, and what this command says over it. */
static bool read_settings(const struct sitting *sitting, struct config *config,
			  struct err *err)
{
	if (!settings_load(config, err))
		return false;
	if (sitting->no_mouse)
		config->terminal.mouse = 0;
	if (sitting->speed > 0)
		config->speed = sitting->speed;
	return true;
}

/* Whoever has left the screen does not wait for the rest. */
static const struct report *full_report(const struct sitting *sitting,
					const struct report *report,
					bool screen,
					struct debriefing **debriefing,
					struct err *err)
{
	size_t done, total;

	if (sitting->score_only)
		return report;
	if (!*debriefing)
		*debriefing = debriefing_start(sitting->drill, sitting->ahead,
					       report, REPORT_DEBRIEF_FULL);
	return screen ? debriefing_wait(*debriefing,
					debriefing_progress(*debriefing, &done,
							    &total),
					err)
		      : debriefing_attend(*debriefing, err);
}

static int sit(const struct sitting *sitting)
{
	struct arena arena = ARENA_INIT;
	struct err err = { 0 };
	const struct report *report = NULL;
	struct debriefing *debriefing = NULL;
	bool screen = !sitting->plain && isatty(STDIN_FILENO);
	struct config config;
	bool ended;

	ended = read_settings(sitting, &config, &err) &&
		(screen ? sit_screen(sitting, &config, &arena, &report,
				     &debriefing, &err)
			: sit_plain(sitting, &config, &err));
	if (ended && !report)
		report = score_drill_ahead(sitting->drill, sitting->ahead, NULL,
					   &arena, &err);
	if (ended && report)
		report = full_report(sitting, report, screen, &debriefing,
				     &err);
	if (ended && report)
		close_drill(sitting, report, screen, &err);
	else
		leave(sitting, err.code == ERR_NONE);
	debriefing_destroy(debriefing);
	arena_finish(&arena);
	return err.code == ERR_NONE ? 0 : cli_fail(&err);
}

int sit_down(const struct sitting *sitting)
{
	struct sitting with = *sitting;
	int status;

	with.ahead = rivals_ahead_start(sitting->drill);
	status = sit(&with);
	rivals_ahead_destroy(with.ahead);
	return status;
}
