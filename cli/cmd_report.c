/* gameday report: a recorded report, unchanged, in any form; what it lacks of the
 * debrief is worked out, and labelled so. */
#include "cli/cli.h"
#include "cli/debriefing.h"
#include "cli/recording.h"

#include "base/file.h"
#include "ui/render.h"

static bool fail_open(const struct store_drill *record, struct err *err)
{
	return err_set(
		err, ERR_STATE,
		"drill %lld has no report yet; `gameday resume %lld` goes on with it",
		(long long)record->id, (long long)record->id);
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
		later->debriefing = debriefing_start(later->drill, report,
						     REPORT_DEBRIEF_LATER);
		better = debriefing_attend(later->debriefing, &err);
	}
	if (!better)
		fprintf(stderr,
			"gameday: what each decision was worth is left out: %s\n",
			err.message);
	return better ? better : report;
}

static bool show(struct recording *recording, int64_t id,
		 enum render_format format, bool card, bool full,
		 struct str *out, struct err *err)
{
	struct later later = { 0 };
	bool recorded = true;
	struct arena arena = ARENA_INIT;
	struct store_drill record;
	struct json_doc *doc = NULL;
	const struct report *report = NULL;
	const char *text = NULL;

	if (!store_find(recording->store, id, false, &arena, &record, err))
		goto out;
	err->code = ERR_NONE;
	text = store_report(recording->store, record.id, &arena, err);
	if (!text) {
		if (err->code == ERR_NONE)
			fail_open(&record, err);
		goto out;
	}
	doc = json_parse(text, strlen(text), "report", err);
	if (doc)
		report = report_from_json(doc, &arena, err);
	if (report && full && !card &&
	    report->debrief == REPORT_DEBRIEF_SCORE) {
		recorded = false;
		report = complete(recording, &record, report, &later);
	}
	if (report && card)
		render_card(report, format, out);
	else if (report && recorded && format == RENDER_JSON)
		str_add(out, text);
	else if (report)
		render_report(report, format, 80, out);
out:
	later_finish(&later);
	json_destroy(doc);
	arena_finish(&arena);
	return report != NULL;
}

/* "-o FILE" is the one short option. */
static void lengthen(int argc, char **argv)
{
	static char output[] = "--output";

	for (int i = 1; i < argc; i++)
		if (strcmp(argv[i], "-o") == 0)
			argv[i] = output;
}

static int run(int argc, char **argv)
{
	const char *format = "text", *output = "-", *debrief = NULL;
	bool card = false, full;
	const struct cli_option options[] = {
		{ .name = "card", .flag = &card },
		{ .name = "debrief", .value = &debrief },
		{ .name = "format", .value = &format },
		{ .name = "output", .value = &output },
	};
	struct recording recording;
	struct str out = STR_INIT;
	struct err err = { 0 };
	int64_t id;
	int n, which;
	bool ok;

	lengthen(argc, argv);
	if (!cli_parse(&cli_report, argc, argv, options, 4, 1, &n, &err) ||
	    !recording_number(n > 0 ? argv[1] : NULL, &id, &err))
		return cli_fail(&err);
	which = cli_report_format(format, card, &err);
	if (which < 0 || !debriefing_wanted(debrief, &full, &err))
		return cli_fail(&err);
	if (!recording_open(&recording, &err))
		return cli_fail(&err);
	ok = show(&recording, id, (enum render_format)which, card, full, &out,
		  &err) &&
	     file_write(output, out.s, out.length, &err);
	recording_close(&recording);
	str_finish(&out);
	return ok ? 0 : cli_fail(&err);
}

const struct cli_command cli_report = {
	.name = "report",
	.usage = "[DRILL] [--format text|md|html|json] [--card] "
		 "[--debrief full|score] [-o FILE]",
	.help = "show the report of a drill (the last one)",
	.run = run,
};
