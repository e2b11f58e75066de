/* gameday compare: two recorded drills of a scenario side by side. */
#include "cli/cli.h"
#include "cli/recording.h"

#include "base/file.h"
#include "ui/report/render.h"

#include <string.h>

struct compared {
	struct store_drill drill;
	struct json_doc *doc;
	const struct report *report;
	char name[80];
};

static bool load(struct recording *recording, int64_t id, struct arena *arena,
		 struct compared *out, struct err *err)
{
	const char *text;

	if (!store_find(recording->store, id, false, arena, &out->drill, err))
		return false;
	err->code = ERR_NONE;
	text = store_report(recording->store, out->drill.id, arena, err);
	if (!text)
		return err->code == ERR_NONE &&
		       err_set(err, ERR_STATE,
			       "drill %lld has no report yet, so there is "
			       "nothing to compare",
			       (long long)out->drill.id);
	out->doc = json_parse(text, strlen(text), "report", err);
	if (out->doc)
		out->report = report_from_json(out->doc, arena, err);
	snprintf(out->name, sizeof(out->name), "drill %lld%s%s",
		 (long long)out->drill.id, *out->drill.player ? ", " : "",
		 out->drill.player);
	return out->report != NULL;
}

static bool compare(struct recording *recording, const int64_t ids[2],
		    enum render_format format, struct str *out, struct err *err)
{
	struct arena arena = ARENA_INIT;
	struct compared *a = arena_new(&arena, struct compared, 1);
	struct compared *b = arena_new(&arena, struct compared, 1);
	bool ok = load(recording, ids[0], &arena, a, err) &&
		  load(recording, ids[1], &arena, b, err);

	if (ok && strcmp(a->drill.scenario, b->drill.scenario) != 0)
		ok = err_set(err, ERR_INPUT,
			     "drill %lld is of %s, drill %lld of %s; only "
			     "drills of one scenario can be compared",
			     (long long)a->drill.id, a->drill.scenario,
			     (long long)b->drill.id, b->drill.scenario);
	if (ok) {
		const struct render_side left = { a->name, a->report };
		const struct render_side right = { b->name, b->report };

		render_compare(&left, &right, format, 80, out);
	}
	json_destroy(a->doc);
	json_destroy(b->doc);
	arena_finish(&arena);
	return ok;
}

static bool read_words(int argc, char **argv, int64_t ids[2],
		       enum render_format *format, const char **output,
		       struct err *err)
{
	const char *form = "text";
	const struct cli_option options[] = {
		{ .name = "format", .value = &form },
		{ .name = "output", .value = output },
	};
	int n, which;

	cli_lengthen(argc, argv);
	if (!cli_parse(&cli_compare, argc, argv, options, 2, 2, &n, err))
		return false;
	if (n != 2)
		return err_set(err, ERR_INPUT,
			       "compare wants two drills; `gameday history` "
			       "lists them");
	which = render_format_find(form);
	if (which < 0 || which == RENDER_JSON)
		return err_set(err, ERR_INPUT,
			       "--format of a comparison is text, md or html, "
			       "not \"%s\"",
			       form);
	*format = (enum render_format)which;
	return recording_number(argv[1], &ids[0], err) &&
	       recording_number(argv[2], &ids[1], err);
}

static int run(int argc, char **argv)
{
	struct recording recording;
	struct str out = STR_INIT;
	struct err err = { 0 };
	enum render_format format = RENDER_TEXT;
	const char *output = "-";
	int64_t ids[2] = { 0, 0 };
	bool ok;

	if (!read_words(argc, argv, ids, &format, &output, &err) ||
	    !recording_open(&recording, &err))
		return cli_fail(&err);
	ok = compare(&recording, ids, format, &out, &err) &&
	     file_write(output, out.s, out.length, &err);
	recording_close(&recording);
	str_finish(&out);
	return ok ? 0 : cli_fail(&err);
}

const struct cli_command cli_compare = {
	.name = "compare",
	.usage = "DRILL DRILL [--format text|md|html] [-o FILE]",
	.help = "two drills of a scenario side by side",
	.run = run,
};
