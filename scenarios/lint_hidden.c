/*
 * Characters that cannot be seen: the loader drops them from what is shown, so
 * that a text in a file is not the text of the drill.
 */
#include "scenarios/lint_internal.h"

#include "base/json.h"
#include "base/utf8.h"

#include <string.h>

#define FIX "take it out; only line breaks are kept"
#define TOLD_MOST 20 /* of one file; who finds those finds the others */

struct finding {
	int line, column;
	uint32_t code;
};

/* The code of a JSON escape ("u001b" behind the backslash). */
static bool read_escape(const char *at, uint32_t *code)
{
	*code = 0;
	if (*at != 'u')
		return false;
	for (int i = 1; i <= 4; i++) {
		const char *digits = "0123456789abcdef", *found;
		char c = at[i];

		if (c >= 'A' && c <= 'F')
			c = (char)(c - 'A' + 'a');
		found = c ? strchr(digits, c) : NULL;
		if (!found)
			return false;
		*code = *code * 16 + (uint32_t)(found - digits);
	}
	return true;
}

static bool is_bad(uint32_t code)
{
	return (code < 0x20 && code != '\n' && code != '\t' && code != '\r') ||
	       (code >= 0x7f && code < 0xa0) || utf8_is_hidden(code);
}

/* The next one at or behind *at; line and column go along. */
static bool find_next(const char **at, const char *end, struct finding *f)
{
	while (*at < end) {
		size_t length = utf8_decode(*at, (size_t)(end - *at), &f->code);
		const char *here = *at;

		*at += length;
		f->column++;
		if (*here == '\n') {
			f->line++;
			f->column = 0;
			continue;
		}
		if (*here == '\\' && end - here > 5) {
			bool escaped = read_escape(here + 1, &f->code);

			if (escaped && is_bad(f->code))
				return true;
			*at += 1;
			f->column++;
			continue;
		}
		if (is_bad(f->code))
			return true;
	}
	return false;
}

/* The last value that begins before the place: the text that holds it. */
static void holder(const struct json_doc *doc, const struct json *value,
		   const struct finding *f, const struct json **best)
{
	int line, column;

	json_place(doc, value, &line, &column);
	if (line > f->line || (line == f->line && column > f->column))
		return;
	*best = value;
	for (const struct json *inner = json_first(value); inner;
	     inner = json_next(inner))
		holder(doc, inner, f, best);
}

static void look_at_json(struct lint *l, const struct pack_file *file)
{
	struct json_doc *doc = json_parse(file->bytes, file->length, NULL,
					  NULL);
	const char *at = file->bytes, *end = at + file->length;
	struct finding f = { .line = 1 };
	struct str where = STR_INIT;

	for (int told = 0; doc && told < TOLD_MOST; told++) {
		const struct json *best = json_root(doc);

		if (!find_next(&at, end, &f))
			break;
		holder(doc, best, &f, &best);
		str_clear(&where);
		str_add(&where, file->name);
		json_pointer(doc, best, &where);
		lint_say(l, arena_strdup(l->arena, where.s), FIX,
			 "holds the character U+%04X, which cannot be seen",
			 (unsigned)f.code);
	}
	str_finish(&where);
	json_destroy(doc);
}

static void look_at_text(struct lint *l, const struct pack_file *file)
{
	const char *at = file->bytes, *end = at + file->length;
	struct finding f = { .line = 1 };

	for (int told = 0; told < TOLD_MOST && find_next(&at, end, &f); told++)
		lint_say(l, arena_printf(l->arena, "%s:%d", file->name, f.line),
			 FIX,
			 "holds the character U+%04X, which cannot be seen",
			 (unsigned)f.code);
}

void lint_hidden(struct lint *l)
{
	size_t count;
	const struct pack_file *files = pack_files(l->pack, &count);

	for (size_t i = 0; i < count; i++) {
		if (str_ends(files[i].name, ".json"))
			look_at_json(l, &files[i]);
		else
			look_at_text(l, &files[i]);
	}
}
