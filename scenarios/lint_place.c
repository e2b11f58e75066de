/*
 * Where in the files a complaint stands.
 */
#include "scenarios/lint_internal.h"

#include "base/json.h"
#include "base/number.h"

#include <string.h>

#define SEGMENT_MAX 128

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

/* "guide.md", "guide.md:12" */
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

static void place(const struct pack *pack, struct pack_complaint *complaint,
		  struct arena *arena)
{
	const char *path;
	size_t count;
	const struct pack_file *files = pack_files(pack, &count);
	struct str pointer = STR_INIT;
	struct json_doc *doc = NULL;

	complaint->file = find_file(complaint->where, &path);
	complaint->pointer = "";
	for (size_t i = 0; i < count && !doc; i++)
		if (!strcmp(files[i].name, complaint->file))
			doc = json_parse(files[i].bytes, files[i].length, NULL,
					 NULL);
	if (!doc)
		return;
	json_place(doc, walk(json_root(doc), path), &complaint->line,
		   &complaint->column);
	json_pointer(doc, walk(json_root(doc), path), &pointer);
	complaint->pointer = arena_strdup(arena, pointer.s);
	str_finish(&pointer);
	json_destroy(doc);
}

void lint_place(const struct pack *pack, struct pack_complaint *complaints,
		size_t count, struct arena *arena)
{
	for (size_t i = 0; i < count; i++) {
		if (str_starts(complaints[i].where, "guide.md"))
			place_text(&complaints[i], arena);
		else
			place(pack, &complaints[i], arena);
	}
}
