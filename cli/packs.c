#include "cli/packs.h"

#include "base/file.h"
#include "base/vec.h"
#include "scoring/score.h"

#define SHELF "scenarios"
#define MAIN_FILE "scenario.json"
#define FIRST_FILE "first.txt" /* one line: the id of a pack */
#define FIRST_MAX 200

bool packs_user_directory(struct str *out, struct err *err)
{
	const char *data = getenv("XDG_DATA_HOME");
	const char *home = getenv("HOME");

	if (data && *data == '/')
		str_addf(out, "%s/gameday", data);
	else if (home && *home)
		str_addf(out, "%s/.local/share/gameday", home);
	else
		return err_set(
			err, ERR_INPUT,
			"neither XDG_DATA_HOME nor HOME is set; set one so that drills can be kept");
	return true;
}

/* The places to look in, in this order; the first that has it wins. */
static size_t search_path(const char *shelf, struct str places[4])
{
	const char *own = getenv("GAMEDAY_DATA_DIR");
	struct err ignored;
	size_t count = 0;

	if (own && *own)
		str_addf(&places[count++], "%s/%s", own, shelf);
	if (packs_user_directory(&places[count], &ignored)) {
		str_addf(&places[count], "/%s", shelf);
		count++;
	}
	str_addf(&places[count++], "%s/%s", GAMEDAY_DATA_DIR, shelf);
	if (count < 4)
		str_addf(&places[count++], "%s/%s", GAMEDAY_SOURCE_DATA_DIR,
			 shelf);
	return count;
}

bool packs_find(const char *shelf, const char *main_file, const char *name,
		struct str *folder)
{
	struct str places[4] = { STR_INIT, STR_INIT, STR_INIT, STR_INIT };
	size_t count = search_path(shelf, places);
	bool found = false;

	for (size_t i = 0; i < count && !found; i++) {
		str_clear(folder);
		str_addf(folder, "%s/%s/%s", places[i].s, name, main_file);
		found = file_exists(folder->s);
		str_clear(folder);
		str_addf(folder, "%s/%s", places[i].s, name);
	}
	for (size_t i = 0; i < 4; i++)
		str_finish(&places[i]);
	return found;
}

void packs_first(struct str *id)
{
	struct str places[4] = { STR_INIT, STR_INIT, STR_INIT, STR_INIT };
	size_t count = search_path(SHELF, places);
	char **ids = NULL;
	struct err ignored;

	for (size_t i = 0; i < count && id->length == 0; i++) {
		str_addf(&places[i], "/%s", FIRST_FILE);
		if (file_is_regular(places[i].s) &&
		    file_read(places[i].s, FIRST_MAX, id, &ignored))
			str_truncate(id, strcspn(id->s ? id->s : "", " \r\n"));
	}
	if (id->length == 0) {
		ids = packs_list();
		str_add(id, ids[0] ? ids[0] : "");
	}
	free(ids);
	for (size_t i = 0; i < 4; i++)
		str_finish(&places[i]);
}

static bool fail_unknown(const char *name, struct err *err)
{
	struct str known = STR_INIT;
	char **ids = packs_list();

	for (size_t i = 0; ids && ids[i]; i++)
		str_addf(&known, "%s%s", i ? ", " : "", ids[i]);
	err_set(err, ERR_INPUT,
		"there is no scenario \"%s\"; there are: %s (a folder can be given as ./NAME)",
		name, known.length ? known.s : "none");
	free(ids);
	str_finish(&known);
	return false;
}

/* A folder is meant when the word has a slash, or is "." or "..". */
static bool is_path(const char *name)
{
	return strchr(name, '/') || strcmp(name, ".") == 0 ||
	       strcmp(name, "..") == 0;
}

/* What is found by name is called so: else one pack would pass for another. */
static bool check_name(const struct pack *pack, const char *name,
		       const char *folder, struct err *err)
{
	if (is_path(name) || strcmp(pack->id, name) == 0)
		return true;
	return err_set_at(err, ERR_INPUT, folder, 0, 0,
			  "holds the scenario \"%s\"; its folder must be "
			  "called so",
			  pack->id);
}

bool packs_folder(const char *name, struct str *folder, struct err *err)
{
	if (is_path(name))
		str_add(folder, name);
	else if (!packs_find(SHELF, MAIN_FILE, name, folder))
		return fail_unknown(name, err);
	return true;
}

struct pack *packs_load(const char *name, struct err *err)
{
	struct str folder = STR_INIT, first = STR_INIT;
	struct pack *pack = NULL;

	if (!name) {
		packs_first(&first);
		name = first.s ? first.s : "";
	}
	if (!packs_folder(name, &folder, err))
		goto out;
	pack = pack_load(folder.s, err);
	if (pack && (!check_name(pack, name, folder.s, err) ||
		     !score_check_rubric(pack, err))) {
		pack_destroy(pack);
		pack = NULL;
	}
out:
	str_finish(&folder);
	str_finish(&first);
	return pack;
}

struct names {
	VEC_OF(char *);
};

static bool has(const struct names *names, const char *name)
{
	for (size_t i = 0; i < names->count; i++)
		if (strcmp(names->items[i], name) == 0)
			return true;
	return false;
}

static void collect(const char *place, const char *main_file,
		    struct names *names)
{
	struct err ignored;
	char **entries = file_list(place, &ignored);

	for (size_t i = 0; entries && entries[i]; i++) {
		struct str path = STR_INIT;

		str_addf(&path, "%s/%s/%s", place, entries[i], main_file);
		if (file_exists(path.s) && !has(names, entries[i]))
			vec_push(names, mem_strdup(entries[i]));
		str_finish(&path);
	}
	free(entries);
}

static int compare(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Moves the names into one block behind their pointers. */
static char **pack_block(struct names *names)
{
	size_t bytes = (names->count + 1) * sizeof(char *);
	char **block;
	char *at;

	for (size_t i = 0; i < names->count; i++)
		bytes += strlen(names->items[i]) + 1;
	block = mem_alloc(bytes);
	at = (char *)(block + names->count + 1);
	for (size_t i = 0; i < names->count; i++) {
		size_t size = strlen(names->items[i]) + 1;

		block[i] = memcpy(at, names->items[i], size);
		at += size;
		free(names->items[i]);
	}
	block[names->count] = NULL;
	return block;
}

char **packs_list(void)
{
	return packs_list_of(SHELF, MAIN_FILE);
}

char **packs_list_of(const char *shelf, const char *main_file)
{
	struct str places[4] = { STR_INIT, STR_INIT, STR_INIT, STR_INIT };
	size_t count = search_path(shelf, places);
	struct names names = { 0 };
	char **block;

	for (size_t i = 0; i < count; i++)
		collect(places[i].s, main_file, &names);
	for (size_t i = 0; i < 4; i++)
		str_finish(&places[i]);
	if (names.count > 1)
		qsort(names.items, names.count, sizeof(*names.items), compare);
	block = pack_block(&names);
	vec_finish(&names);
	return block;
}
