#include "tests/scenarios/pack_files.h"

#include "base/file.h"
#include "base/str.h"
#include "tests/cmocka_setup.h"

#include <string.h>

static const char *const names[] = { "scenario.json", "stakeholders.json",
				     "guide.md" };
#define FILES (sizeof(names) / sizeof(names[0]))

static int line_of(const char *text, size_t at)
{
	int line = 1;

	for (size_t i = 0; i < at; i++)
		line += text[i] == '\n';
	return line;
}

/* False when the edit takes the file away. */
static bool make_edit(struct str *text, const struct edit *edit, int *line)
{
	const char *found;
	size_t at;

	if (!edit->to)
		return false;
	found = strstr(text->s, edit->from);
	if (!found)
		fail_msg("'%s' is not in %s", edit->from, edit->file);
	at = (size_t)(found - text->s);
	str_erase(text, at, strlen(edit->from));
	str_insert(text, at, edit->to, strlen(edit->to));
	if (line)
		*line = line_of(text->s, at);
	return true;
}

struct pack *load_edited(const char *folder, const struct edit *edits,
			 size_t count, int *line, struct err *err)
{
	return load_edited_all(folder, edits, count, line, NULL, err);
}

struct pack *load_edited_all(const char *folder, const struct edit *edits,
			     size_t count, int *line, struct pack_mistakes *all,
			     struct err *err)
{
	struct str texts[FILES], path = STR_INIT;
	struct pack_file files[FILES];
	size_t n = 0;
	struct pack *pack;

	for (size_t i = 0; i < FILES; i++) {
		bool there = true;

		str_init(&texts[i]);
		str_clear(&path);
		str_addf(&path, "%s/%s", folder, names[i]);
		assert_true(file_read(path.s, PACK_FILE_MAX, &texts[i], err));
		for (size_t j = 0; j < count; j++)
			if (!strcmp(edits[j].file, names[i]))
				there = make_edit(&texts[i], &edits[j], line);
		if (there)
			files[n++] = (struct pack_file){ names[i], texts[i].s,
							 texts[i].length };
	}
	pack = pack_load_files_all(files, n, "tiny", all, err);
	for (size_t i = 0; i < FILES; i++)
		str_finish(&texts[i]);
	str_finish(&path);
	return pack;
}
