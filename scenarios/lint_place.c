/*
 * Where in the files a complaint stands.
 */
#include "scenarios/lint_internal.h"

#include "base/json.h"
#include "base/number.h"

#include <string.h>

#define SEGMENT_MAX 128
#define FILES_MAX 16 /* of a pack */

/* The item of a list by its id or its number. */
static const struct json *item(const struct json *list, const char *name)
{
	int64_t index;

	for (const struct json *one = json_first(list); one;
	     one = json_next(one))
		if (!strcmp(json_string_or(json_get(one, "id"), ""), name))
			return one;
	if (number_parse_int64(name, &index) && index >= 0)
		return json_at(list, (size_t)index);
	return NULL;
}

/* As far down the path as there is something. */
static const struct json *walk(const struct json *value, const char *path)
{
	while (*path) {
		char segment[SEGMENT_MAX];
		size_t length;
		const struct json *inner;

		path += *path == '/';
		length = strcspn(path, "/");
		if (length == 0 || length >= sizeof(segment))
			return value;
		memcpy(segment, path, length);
		segment[length] = '\0';
		inner = json_type(value) == JSON_ARRAY
				? item(value, segment)
				: json_get(value, segment);
		if (!inner)
			return value;
		value = inner;
		path += length;
	}
	return value;
}

/* "guide.md", "guide.md:12", "scripts/good.txt" */
static void place_text(struct pack_complaint *complaint, struct arena *arena)
{
	const char *colon = strchr(complaint->where, ':');
	size_t length = colon ? (size_t)(colon - complaint->where)
			      : strlen(complaint->where);
	int64_t line = 0;

	complaint->file = arena_strndup(arena, complaint->where, length);
	complaint->pointer = "";
	if (colon && number_parse_int64(colon + 1, &line))
		complaint->line = (int)line;
}

/* Takes the file's name off the beginning; else it is that of the thing. */
static const char *find_file(const char *where, const char **path)
{
	static const char *const files[] = { "scenario.json",
					     "stakeholders.json", "rubric.json",
					     "par.json" };

	*path = where;
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		if (!str_starts(where, files[i]))
			continue;
		*path = where + strlen(files[i]);
		return files[i];
	}
	return str_starts(where, "stakeholders") ? files[1] : files[0];
}

/* The files of a pack, each read once. */
struct places {
	const struct pack_file *files;
	size_t count;
	struct json_doc *docs[FILES_MAX];
};

static const struct json_doc *doc_of(struct places *p, const char *name)
{
	for (size_t i = 0; i < p->count && i < FILES_MAX; i++) {
		const struct pack_file *file = &p->files[i];

		if (strcmp(file->name, name) != 0)
			continue;
		if (!p->docs[i])
			p->docs[i] = json_parse(file->bytes, file->length, NULL,
						NULL);
		return p->docs[i];
	}
	return NULL;
}

static void place(struct places *places, struct pack_complaint *complaint,
		  struct arena *arena)
{
	const char *path;
	struct str pointer = STR_INIT;
	const struct json_doc *doc;

	complaint->file = find_file(complaint->where, &path);
	complaint->pointer = "";
	doc = doc_of(places, complaint->file);
	if (!doc)
		return;
	json_place(doc, walk(json_root(doc), path), &complaint->line,
		   &complaint->column);
	json_pointer(doc, walk(json_root(doc), path), &pointer);
	complaint->pointer = arena_strdup(arena, pointer.s);
	str_finish(&pointer);
}

void lint_place(const struct pack *pack, struct pack_complaint *complaints,
		size_t count, struct arena *arena)
{
	struct places places = { .files = NULL };

	places.files = pack_files(pack, &places.count);
	for (size_t i = 0; i < count; i++) {
		if (str_starts(complaints[i].where, "guide.md") ||
		    str_starts(complaints[i].where, "scripts"))
			place_text(&complaints[i], arena);
		else
			place(&places, &complaints[i], arena);
	}
	for (size_t i = 0; i < FILES_MAX; i++)
		json_destroy(places.docs[i]);
}
