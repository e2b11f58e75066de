/* gameday report: a recorded report, unchanged, in any form; what it lacks of the
 * debrief is worked out, and labelled so.  A drill that has ended but is still
 * open where it was played gives its score. */
#include "cli/cli.h"
#include "cli/debriefing.h"
#include "cli/opinion.h"
#include "cli/recording.h"

#include "base/file.h"
#include "scoring/score.h"
#include "ui/report/render.h"

/* The newest that was played to its end; 0 = none. */
static int64_t newest_ended(struct recording *recording, struct arena *arena)
{
	struct err ignored = { 0 };
	size_t count = 0;
	const struct store_drill *all = store_list(recording->store, &count,
						   arena, &ignored);

	for (size_t i = 0; all && i < count; i++)
		if (all[i].ended)
			return all[i].id;
	return 0;
}

static bool fail_open(struct recording *recording,
		      const struct store_drill *record, struct arena *arena,
		      struct err *err)
{
	int64_t other = newest_ended(recording, arena);
	char instead[80] = "";

	if (other)
		snprintf(instead, sizeof(instead),
			 ", `gameday report %lld` shows the last that ended",
			 (long long)other);
	return err_set(
		err, ERR_STATE,
		"drill %lld has no report yet; `gameday resume %lld` goes on with it%s",
		(long long)record->id, (long long)record->id, instead);
}

/* What a recorded report lacks, worked out now. */
struct later {
	struct pack *pack;
	struct drill *drill;
	struct debriefing *debriefing;
};

static void later_finish(struct later *later)
{
	debriefing_destroy(later->debriefing);
	drill_destroy(later->drill);
	pack_destroy(later->pack);
}

/* The report with it.  A drill that cannot be run again here keeps the report
 * that it has. */
static const struct report *complete(struct recording *recording,
				     const struct store_drill *record,
				     const struct report *report,
				     struct later *later)
{
	struct err err = { 0 };
	const struct report *better = NULL;

	if (recording_restore(recording, record, NULL, &later->pack,
			      &later->drill, &err)) {
		later->debriefing = debriefing_start(later->drill, NULL, report,
						     REPORT_DEBRIEF_LATER);
		better = debriefing_attend(later->debriefing, &err);
	}
	if (!better)
		fprintf(stderr,
			"gameday: what each decision was worth is left out: %s\n",
			err.message);
	return better ? better : report;
}

/* Whether somebody said that it is over: to find out more, it must be run. */
static bool was_ended(struct recording *recording,
		      const struct store_drill *record, struct arena *arena)
{
	struct err ignored = { 0 };
	size_t count = 0;
	const struct journal_row *rows = store_rows(
		recording->store, record->id, &count, arena, &ignored);

	for (size_t i = 0; rows && i < count; i++)
		if (rows[i].kind == JOURNAL_INPUT &&
		    strcmp(rows[i].text, "end") == 0)
			return true;
	return false;
}

/* Of a drill that has ended and is not recorded yet: whoever played it has its
 * report on the screen.  Scored from the rows that there are. */
static const struct report *unfinished(struct recording *recording,
				       const struct store_drill *record,
				       struct later *later, struct arena *arena,
				       struct err *err)
{
	const struct report *scored = NULL;
	struct report *open;

	if (record->ended || !was_ended(recording, record, arena)) {
		fail_open(recording, record, arena, err);
		return NULL;
	}
	if (!recording_restore(recording, record, NULL, &later->pack,
			       &later->drill, err))
		return NULL;
	if (drill_phase(later->drill) == DRILL_ENDED)
		scored = score_drill(later->drill, arena, err);
	else
		fail_open(recording, record, arena, err);
	if (!scored)
		return NULL;
	open = arena_new(arena, struct report, 1);
	*open = *scored;
	open->debrief = REPORT_DEBRIEF_OPEN;
	return open;
}

/* The report as it was recorded; the caller destroys the doc. */
static const struct report *recorded_report(const char *text,
					    struct json_doc **doc,
					    struct arena *arena,
					    struct err *err)
{
	*doc = json_parse(text, strlen(text), "report", err);
	return *doc ? report_from_json(*doc, arena, err) : NULL;
}

/* Of a drill from elsewhere, or one that was anonymised: by the name that it
 * is listed under. */
static const struct report *named(const struct report *report,
				  const struct store_drill *record,
				  struct arena *arena)
{
	struct report *copy;

	if (!*record->player)
		return report;
	copy = arena_new(arena, struct report, 1);
	*copy = *report;
	copy->player = record->player;
	return copy;
}

/* How it is to be shown. */
struct looks {
	enum render_format format;
	enum render_style style;
	bool card, full, opinion;
};

/* With what somebody else thinks of the player's words. */
static const struct report *add_opinion(struct recording *recording,
					const struct store_drill *record,
					const struct report *report,
					struct arena *arena, struct err *err)
{
	struct pack *pack = NULL;
	struct drill *drill = NULL;
	const struct report *both = NULL;

	fprintf(stderr, "gameday: asking for a second opinion\n");
	if (recording_restore(recording, record, NULL, &pack, &drill, err))
		both = opinion_add_drill(report, drill, arena, err);
	drill_destroy(drill);
	pack_destroy(pack);
	return both;
}

static bool show(struct recording *recording, int64_t id,
		 const struct looks *looks, struct str *out, struct err *err)
{
	struct later later = { 0 };
	bool recorded;
	struct arena arena = ARENA_INIT;
	struct store_drill record;
	struct json_doc *doc = NULL;
	const struct report *report = NULL;
	const char *text = NULL;

	if (!store_find(recording->store, id, false, &arena, &record, err))
		goto out;
	err->code = ERR_NONE;
	text = store_report(recording->store, record.id, &arena, err);
	recorded = text != NULL;
	if (text)
		report = recorded_report(text, &doc, &arena, err);
	else if (err->code == ERR_NONE)
		report = unfinished(recording, &record, &later, &arena, err);
	if (report)
		report = named(report, &record, &arena);
	if (report && looks->full && !looks->card &&
	    report->debrief == REPORT_DEBRIEF_SCORE) {
		recorded = false;
		report = complete(recording, &record, report, &later);
	}
	if (report && looks->opinion) {
		recorded = false;
		report = add_opinion(recording, &record, report, &arena, err);
	}
	if (report && looks->card)
		render_card(report, looks->format, out);
	else if (report && recorded && looks->format == RENDER_JSON)
		str_add(out, text);
	else if (report)
		render_styled(report, looks->style, looks->format, 80, out);
out:
	later_finish(&later);
	json_destroy(doc);
	arena_finish(&arena);
	return report != NULL;
}

static bool read_looks(const char *format, const char *style,
		       const char *debrief, struct looks *looks,
		       struct err *err)
{
	int found = cli_report_format(format, looks->card, err);
	int which;

	if (found < 0 || !debriefing_wanted(debrief, &looks->full, err))
		return false;
	which = cli_report_style(style, found, err);
	if (which < 0)
		return false;
	if (which != RENDER_REVIEW && looks->card)
		return err_set(err, ERR_INPUT,
			       "--card is a style of its own; leave out "
			       "--style %s",
			       style);
	looks->format = (enum render_format)found;
	looks->style = (enum render_style)which;
	return true;
}

bool cli_report_text(const char *word, struct str *out, struct err *err)
{
	const struct looks looks = { .format = RENDER_TEXT,
				     .style = RENDER_REVIEW,
				     .full = true };
	struct recording recording;
	int64_t id;
	bool ok;

	if (!recording_number(word, &id, err) ||
	    !recording_open(&recording, err))
		return false;
	ok = show(&recording, id, &looks, out, err);
	recording_close(&recording);
	return ok;
}

static int run(int argc, char **argv)
{
	const char *format = "text", *output = "-", *debrief = NULL;
	const char *style = NULL;
	struct looks looks = { .card = false };
	const struct cli_option options[] = {
		{ .name = "card", .flag = &looks.card },
		{ .name = "debrief", .value = &debrief },
		{ .name = "format", .value = &format },
		{ .name = "output", .value = &output },
		{ .name = "second-opinion", .flag = &looks.opinion },
		{ .name = "style", .value = &style },
	};
	struct recording recording;
	struct str out = STR_INIT;
	struct err err = { 0 };
	int64_t id;
	int n;
	bool ok;

	cli_lengthen(argc, argv);
	if (!cli_parse(&cli_report, argc, argv, options,
		       sizeof(options) / sizeof(*options), 1, &n, &err) ||
	    !recording_number(n > 0 ? argv[1] : NULL, &id, &err) ||
	    !read_looks(format, style, debrief, &looks, &err) ||
	    (looks.opinion && !opinion_need(&err)) ||
	    !recording_open(&recording, &err))
		return cli_fail(&err);
	ok = show(&recording, id, &looks, &out, &err) &&
	     file_write(output, out.s, out.length, &err);
	recording_close(&recording);
	str_finish(&out);
	return ok ? 0 : cli_fail(&err);
}

const struct cli_command cli_report = {
	.name = "report",
	.usage = "[DRILL] [--format text|md|html|json] [--card] "
		 "[--style review|aar|postmortem] [--debrief full|score] "
		 "[--second-opinion] [-o FILE]",
	.help = "show the report of a drill (the last one)",
	.run = run,
};
