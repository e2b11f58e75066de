/* gameday answer: a question, and a written answer to it graded. */
#include "cli/cli.h"

#include "base/file.h"
#include "base/utf8.h"
#include "cli/opinion.h"
#include "cli/practise.h"
#include "cli/questions.h"
#include "scoring/answers/answer.h"
#include "ui/report/render.h"

#include <stdio.h>
#include <stdlib.h>

/* The questions there are, or one of them in full. */
static bool show(const char *name, bool example, struct err *err)
{
	struct str out = STR_INIT;
	struct question *question = NULL;
	bool ok = false;

	if (!name) {
		char **ids = questions_list();

		for (size_t i = 0; ids && ids[i]; i++)
			str_addf(&out, "%s\n", ids[i]);
		free(ids);
	} else {
		question = questions_load(name, err);
		if (!question)
			goto done;
		str_addf(&out, "%s\n",
			 example ? question->example : question->text);
	}
	ok = cli_print(&out, err);
done:
	question_destroy(question);
	str_finish(&out);
	return ok;
}

static bool grade(const char *name, const char *file, int format, bool card,
		  struct err *err)
{
	struct str text = STR_INIT, safe = STR_INIT, out = STR_INIT;
	struct arena arena = ARENA_INIT;
	struct question *question = questions_load(name, err);
	const struct report *report;
	bool ok = false;

	if (!question || !file_read(file, ANSWER_BYTES_MAX, &text, err) ||
	    !opinion_check(err))
		goto done;
	utf8_scrub(&safe, text.s, text.length, UTF8_KEEP_NEWLINES);
	if (opinion_is_wanted())
		fprintf(stderr, "gameday: asking for a second opinion\n");
	report = opinion_add(answer_grade(question, safe.s, &arena), question,
			     safe.s, &arena, err);
	if (!report)
		goto done;
	if (card)
		render_card(report, (enum render_format)format, &out);
	else
		render_report(report, (enum render_format)format, 0, &out);
	ok = cli_print(&out, err);
done:
	question_destroy(question);
	arena_finish(&arena);
	str_finish(&text);
	str_finish(&safe);
	str_finish(&out);
	return ok;
}

static bool practise(const char *name, struct err *err)
{
	struct question *question = questions_load(name, err);
	bool ok = question && practise_answer(question, err);

	question_destroy(question);
	return ok;
}

static int run(int argc, char **argv)
{
	const char *format = "text";
	bool example = false, practised = false, card = false;
	const struct cli_option options[] = {
		{ .name = "format", .value = &format },
		{ .name = "card", .flag = &card },
		{ .name = "example", .flag = &example },
		{ .name = "practise", .flag = &practised },
		{ .name = "practice", .flag = &practised },
	};
	struct err err = { 0 };
	int operands, which;
	bool ok;

	if (!cli_parse(&cli_answer, argc, argv, options,
		       sizeof(options) / sizeof(*options), 2, &operands, &err))
		return cli_fail(&err);
	which = cli_report_format(format, card, &err);
	if (which < 0)
		return cli_fail(&err);
	if (card && operands < 2) {
		err_set(&err, ERR_INPUT,
			"--card wants a question and an answer; usage: gameday answer QUESTION FILE --card");
		return cli_fail(&err);
	}
	if (practised && operands != 1) {
		err_set(&err, ERR_INPUT,
			"--practise wants a question and no file; usage: gameday answer QUESTION --practise");
		return cli_fail(&err);
	}
	if (practised)
		ok = practise(argv[1], &err);
	else if (operands == 2 && !example)
		ok = grade(argv[1], argv[2], which, card, &err);
	else
		ok = show(operands > 0 ? argv[1] : NULL, example, &err);
	return ok ? 0 : cli_fail(&err);
}

const struct cli_command cli_answer = {
	.name = "answer",
	.usage =
		"[QUESTION [FILE] [--format text|md|html|json] [--card] [--example] [--practise]]",
	.help = "grade a written answer; without a file, show the question",
	.run = run,
};
