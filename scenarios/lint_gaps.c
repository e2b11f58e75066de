/*
 * Gaps: what a draft leaves to its author, marked where it stands; and texts
 * that nobody would read in a drill.
 */
#include "scenarios/lint_internal.h"

#include <string.h>

#define GAP "GAP:"
#define SHOWN 160 /* bytes of a gap's text */
#define LONG 2000 /* bytes; a screen of 80x24 holds less */

static void say_gap(struct lint *l, const char *where, const char *text)
{
	size_t length = strcspn(text, "\n");

	lint_say(l, where, "write what is asked for, and take the mark away",
		 "%.*s%s", (int)(length > SHOWN ? SHOWN : length), text,
		 length > SHOWN ? "..." : "");
}

static void look(struct lint *l, const struct json_doc *doc, const char *file,
		 const struct json *value)
{
	const char *text = json_string_or(value, ""), *gap = strstr(text, GAP);
	struct str where = STR_INIT;

	if (gap || strlen(text) > LONG) {
		str_add(&where, file);
		json_pointer(doc, value, &where);
	}
	if (gap)
		say_gap(l, arena_strdup(l->arena, where.s), gap);
	if (strlen(text) > LONG)
		lint_say(l, arena_strdup(l->arena, where.s),
			 "say it shorter, or in several texts",
			 "is %zu bytes long; a screen shows fewer than %d",
			 strlen(text), LONG);
	str_finish(&where);
	for (const struct json *inner = json_first(value); inner;
	     inner = json_next(inner))
		look(l, doc, file, inner);
}

/* The guide is for people: its gaps are lines. */
static void look_at_guide(struct lint *l)
{
	int line = 1;

	for (const char *at = l->pack->guide; *at; at++) {
		line += *at == '\n';
		if (str_starts(at, GAP))
			say_gap(l, arena_printf(l->arena, "guide.md:%d", line),
				at);
	}
}

void lint_gaps(struct lint *l)
{
	size_t count;
	const struct pack_file *files = pack_files(l->pack, &count);

	for (size_t i = 0; i < count; i++) {
		struct json_doc *doc;

		if (!str_ends(files[i].name, ".json"))
			continue;
		doc = json_parse(files[i].bytes, files[i].length, NULL, NULL);
		if (doc)
			look(l, doc, files[i].name, json_root(doc));
		json_destroy(doc);
	}
	look_at_guide(l);
}
