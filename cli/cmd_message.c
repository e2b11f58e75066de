/* gameday message: grade one message against the facts of its moment. */
#include "cli/cli.h"

#include "base/file.h"
#include "base/utf8.h"
#include "ui/report/render.h"

#define MESSAGE_MAX (1u << 20)

static bool check_words(const char *audience, const char *format, int *which,
			struct err *err)
{
	if (!score_is_audience(audience))
		return err_set(err, ERR_INPUT,
			       "\"%s\" is no audience; there are: %s", audience,
			       score_audiences());
	*which = render_format_find(format);
	if (*which < 0)
		return err_set(err, ERR_INPUT,
			       "--format is text, md, html or json, not \"%s\"",
			       format);
	return true;
}

static bool grade(const char *audience, const char *file,
		  const char *facts_file, int format, struct err *err)
{
	struct str text = STR_INIT, safe = STR_INIT, out = STR_INIT;
	struct arena arena = ARENA_INIT;
	struct json_doc *doc = NULL;
	struct facts facts;
	bool ok = false;

	if (!file_read(file, MESSAGE_MAX, &text, err))
		goto done;
	utf8_scrub(&safe, text.s, text.length, UTF8_KEEP_NEWLINES);
	doc = json_parse_file(facts_file, err);
	if (!doc || !facts_from_json(doc, json_root(doc), &arena, &facts, err))
		goto done;
	render_message(score_message(audience, safe.s, &facts, &arena),
		       (enum render_format)format, &out);
	ok = cli_print(&out, err);
done:
	json_destroy(doc);
	arena_finish(&arena);
	str_finish(&text);
	str_finish(&safe);
	str_finish(&out);
	return ok;
}

static int run(int argc, char **argv)
{
	const char *facts = NULL, *format = "text";
	const struct cli_option options[] = {
		{ .name = "facts", .value = &facts },
		{ .name = "format", .value = &format },
	};
	struct err err = { 0 };
	int operands, which = -1;

	if (!cli_parse(&cli_message, argc, argv, options, 2, 2, &operands,
		       &err))
		return cli_fail(&err);
	if (operands != 2 || !facts) {
		err_set(&err, ERR_INPUT,
			"an audience, a file and --facts are wanted; usage: gameday message %s",
			cli_message.usage);
		return cli_fail(&err);
	}
	if (!check_words(argv[1], format, &which, &err) ||
	    !grade(argv[1], argv[2], facts, which, &err))
		return cli_fail(&err);
	return 0;
}

const struct cli_command cli_message = {
	.name = "message",
	.usage = "AUDIENCE FILE --facts FACTS [--format text|md|html|json]",
	.help = "grade one message against the facts of its moment",
	.run = run,
};
