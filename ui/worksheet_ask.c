#include "ui/worksheet_ask.h"

#include "base/mem.h"
#include "drill/commands/command_split.h"
#include "drill/figure.h"
#include "ui/worksheet_page.h"

#include <stdlib.h>
#include <string.h>

bool worksheet_is_asked(const char *line)
{
	size_t length = strlen(WORKSHEET_WORD);

	return str_starts(line, WORKSHEET_WORD) &&
	       (line[length] == '\0' || line[length] == ' ');
}

bool worksheet_live(const void *drill, const char *name, double *value,
		    const char **unit)
{
	*unit = figure_unit(name);
	if (!*unit)
		return false;
	*value = figure(drill, name);
	return true;
}

static void list(const struct worksheet_shelf *shelf, struct str *out)
{
	char **ids = shelf->list();

	str_add(out, "Worksheets:\n");
	for (size_t i = 0; ids && ids[i]; i++) {
		struct worksheet *sheet = shelf->load(ids[i], NULL);

		if (sheet)
			str_addf(out, "  %-20s %s\n", sheet->id, sheet->title);
		worksheet_destroy(sheet);
	}
	str_add(out, "`worksheet ID NAME=VALUE ...` works one out with the "
		     "drill's figures; `note` behind it keeps the "
		     "result, `note=ROW` that of a row.\n");
	free(ids);
}

/* Which row `note` or `note=ROW` keeps. */
static bool read_note(const struct worksheet *sheet, const char *row,
		      size_t *note, struct err *err)
{
	*note = *row ? worksheet_line(sheet, row) : sheet->line_count - 1;
	if (*note < sheet->input_count || *note >= sheet->line_count)
		return err_set(err, ERR_INPUT,
			       "note= takes a row of %s that is worked out, "
			       "such as %s, not \"%s\"",
			       sheet->id,
			       sheet->lines[sheet->line_count - 1].name, row);
	return true;
}

/* What stands behind the id: NAME=VALUE words, and `note`; `note` without
 * which stays 0, which is no row. */
static bool enter(struct parser *words, struct worksheet_values *values,
		  size_t *note, struct err *err)
{
	const struct worksheet *sheet = values->sheet;
	const struct token *word;

	*note = 0;
	while ((word = command_take(words)) != NULL) {
		const char *equals = strchr(word->text, '=');
		char *name;

		if (!word->quoted && (strcmp(word->text, "note") == 0 ||
				      str_starts(word->text, "note="))) {
			if (!read_note(sheet, equals ? equals + 1 : "", note,
				       err))
				return false;
			continue;
		}
		if (!equals)
			return command_fail(
				words, word->at,
				"expected NAME=VALUE or `note`, not ",
				word->text);
		name = arena_strndup(words->arena, word->text,
				     (size_t)(equals - word->text));
		if (!worksheet_enter(values, name, equals + 1, err))
			return false;
	}
	return true;
}

bool worksheet_keep(struct session *session,
		    const struct worksheet_values *values, size_t row,
		    struct err *err)
{
	struct str cite = STR_INIT;
	struct command note = { .verb = COMMAND_NOTE, .at_s = -1 };
	bool good;

	worksheet_cite(values, row, &cite);
	note.actor = "you";
	note.text = cite.s;
	good = session_submit(session, &note, NULL, err);
	str_finish(&cite);
	return good;
}

static bool answer(struct session *session, struct parser *words,
		   const struct worksheet *sheet, int width, struct str *out,
		   struct err *err)
{
	struct worksheet_values *values = mem_alloc(sizeof(*values));
	size_t note = 0;
	bool good;

	worksheet_begin(sheet, values);
	worksheet_fill(values, worksheet_live, session->drill);
	good = enter(words, values, &note, err) &&
	       worksheet_work(values, err) &&
	       worksheet_text(values, width, out, err) &&
	       (!note || worksheet_keep(session, values, note, err));
	free(values);
	return good;
}

bool worksheet_ask(struct session *session, const char *line, int width,
		   struct str *out, struct err *err)
{
	struct arena arena = ARENA_INIT;
	struct parser words = { .line = line, .arena = &arena, .err = err };
	const struct worksheet_shelf *shelf = session->worksheets;
	const struct token *id = NULL;
	struct worksheet *sheet = NULL;
	bool good = false;

	if (!shelf) {
		err_set(err, ERR_STATE, "there are no worksheets here");
	} else if (command_split(&words)) {
		command_take(&words); /* the word itself */
		id = command_take(&words);
		good = id == NULL;
		if (good)
			list(shelf, out);
		else
			sheet = shelf->load(id->text, err);
	}
	if (sheet)
		good = answer(session, &words, sheet, width, out, err);
	worksheet_destroy(sheet);
	arena_finish(&arena);
	return good;
}
