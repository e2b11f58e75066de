#include "cli/scenarios_new.h"

#include "base/file.h"
#include "base/json.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "cli/packs.h"
#include "scenarios/pack.h"

#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define SHELF "templates"
#define NAME "scenario"
#define MAIN_FILE "scenario.json"
#define FILES_MAX 32 /* of a template */
#define TITLE_MAX 80 /* characters */

/* What one call makes. */
struct making {
	const char *id, *title;
	const char *from; /* the template's folder */
	const char *to;	  /* a folder beside the one that it will be */
	struct names {
		VEC_OF(char *);
	} made, scripts; /* paths, folders before what is in them; names */
	size_t file_count;
};

/* --- what the user gave --------------------------------------------------- */

static bool check_id(const char *id, struct err *err)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789-";
	size_t length = strlen(id);

	if (length == 0 || length > PACK_ID_MAX ||
	    strspn(id, letters) != length || *id == '-')
		return err_set(
			err, ERR_INPUT,
			"\"%s\" is no id for a scenario: small letters, "
			"digits and '-', at most %d, not '-' first, such "
			"as my-incident",
			id, PACK_ID_MAX);
	return true;
}

static bool check_title(const char *title, struct err *err)
{
	size_t length = strlen(title);
	struct str clean = STR_INIT;
	bool good;

	utf8_scrub(&clean, title, length, UTF8_ONE_LINE);
	good = length > 0 && strcmp(clean.s, title) == 0 &&
	       utf8_text_width(title, length) <= TITLE_MAX &&
	       strspn(title, " ") < length;
	str_finish(&clean);
	if (!good)
		return err_set(err, ERR_INPUT,
			       "--title is one line of text that can be seen, "
			       "at most %d wide",
			       TITLE_MAX);
	return true;
}

/* "my-incident" is "My incident". */
static void title_of(const char *id, struct str *title)
{
	for (const char *c = id; *c; c++)
		str_add_char(title, *c == '-' ? ' ' : *c);
	if (title->s[0] >= 'a' && title->s[0] <= 'z')
		title->s[0] = (char)(title->s[0] - 'a' + 'A');
}

/* --- files ---------------------------------------------------------------- */

/* A title as it stands between the quotes of a JSON string. */
static void add_quoted(struct str *out, const char *text)
{
	struct str json = STR_INIT;
	struct json_writer w;

	json_writer_init(&w, &json, true);
	json_put_string(&w, text);
	str_add_n(out, json.s + 1, json.length - 2);
	str_finish(&json);
}

static void fill_in(const struct making *m, const char *text, bool json,
		    struct str *out)
{
	while (*text) {
		if (str_starts(text, "@ID@")) {
			str_add(out, m->id);
			text += strlen("@ID@");
		} else if (str_starts(text, "@TITLE@")) {
			if (json)
				add_quoted(out, m->title);
			else
				str_add(out, m->title);
			text += strlen("@TITLE@");
		} else {
			str_add_char(out, *text++);
		}
	}
}

static bool copy_file(struct making *m, const char *name, struct err *err)
{
	struct str from = STR_INIT, to = STR_INIT;
	struct str text = STR_INIT, filled = STR_INIT;
	bool good;

	str_addf(&from, "%s/%s", m->from, name);
	str_addf(&to, "%s/%s", m->to, name);
	if (!file_is_regular(from.s))
		good = err_set_at(err, ERR_INPUT, from.s, 0, 0,
				  "is no ordinary file; a template is made of "
				  "text files");
	else if (++m->file_count > FILES_MAX)
		good = err_set_at(err, ERR_LIMIT, m->from, 0, 0,
				  "holds more than %d files", FILES_MAX);
	else
		good = file_read(from.s, PACK_FILE_MAX, &text, err);
	if (good) {
		fill_in(m, text.s ? text.s : "", str_ends(name, ".json"),
			&filled);
		good = file_write(to.s, filled.s ? filled.s : "", filled.length,
				  err);
	}
	if (good) {
		vec_push(&m->made, str_detach(&to));
		if (str_starts(name, "scripts/"))
			vec_push(&m->scripts,
				 mem_strdup(name + strlen("scripts/")));
	}
	str_finish(&from);
	str_finish(&to);
	str_finish(&text);
	str_finish(&filled);
	return good;
}

/* Files, and one level of folders with files; `inside` is "" or "scripts/". */
static bool copy_folder(struct making *m, const char *inside, struct err *err)
{
	struct str path = STR_INIT, name = STR_INIT;
	char **entries;
	bool good;

	str_addf(&path, "%s/%s", m->to, inside);
	good = file_make_directories(path.s, err);
	if (good)
		vec_push(&m->made, mem_strdup(path.s));
	str_clear(&path);
	str_addf(&path, "%s/%s", m->from, inside);
	entries = good ? file_list(path.s, err) : NULL;
	good = entries != NULL;
	for (size_t i = 0; good && entries[i]; i++) {
		str_clear(&name);
		str_addf(&name, "%s%s", inside, entries[i]);
		str_clear(&path);
		str_addf(&path, "%s/%s", m->from, name.s);
		if (!*inside && file_is_directory(path.s)) {
			str_add_char(&name, '/');
			good = copy_folder(m, name.s, err);
		} else {
			good = copy_file(m, name.s, err);
		}
	}
	free(entries);
	str_finish(&path);
	str_finish(&name);
	return good;
}

/* What is made goes again, the last first; folders are empty by then. */
static void take_back(struct making *m)
{
	while (m->made.count > 0) {
		char *path = m->made.items[--m->made.count];

		if (unlink(path) != 0)
			rmdir(path);
		free(path);
	}
}

/* --- what to do next ------------------------------------------------------ */

/* A path as a shell takes it. */
static void add_word(struct str *out, const char *path)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
				    "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "0123456789._-/+=:,@";

	if (strspn(path, plain) == strlen(path)) {
		str_add(out, path);
		return;
	}
	str_add_char(out, '\'');
	for (; *path; path++)
		if (*path == '\'')
			str_add(out, "'\\''");
		else
			str_add_char(out, *path);
	str_add_char(out, '\'');
}

/* The script "good-X.txt" is a good run for the variant X. */
static void say_script(const char *script, const char *name, const char *folder,
		       struct str *out)
{
	static const char good[] = "good-", end[] = ".txt";
	size_t length = strlen(script);

	if (!str_starts(script, good) || !str_ends(script, end))
		return;
	str_addf(out, "  gameday play %s --variant %.*s --script ", name,
		 (int)(length - strlen(good) - strlen(end)),
		 script + strlen(good));
	add_word(out, folder);
	str_addf(out, "/scripts/%s\n", script);
}

static void say_next(const struct making *m, const char *folder, bool own,
		     struct str *out)
{
	struct str name = STR_INIT;

	add_word(&name, own ? m->id : folder);
	str_add(out, "Made ");
	add_word(out, folder);
	str_addf(out,
		 ": a scenario that works, %zu files. Its README.md says "
		 "what is where.\n\n",
		 m->file_count);
	str_addf(out, "  gameday scenarios lint %s\n", name.s);
	for (size_t i = 0; i < m->scripts.count; i++)
		say_script(m->scripts.items[i], name.s, folder, out);
	str_addf(out, "  gameday play %s\n", name.s);
	str_finish(&name);
}

static void names_finish(struct names *names)
{
	for (size_t i = 0; i < names->count; i++)
		free(names->items[i]);
	vec_finish(names);
}

/* --- the whole ------------------------------------------------------------ */

/* Where it goes, "parent/id". */
static bool place(const char *id, const char *parent, struct str *folder,
		  struct err *err)
{
	struct stat status;

	if (parent) {
		if (!*parent || !file_is_directory(parent))
			return err_set_at(
				err, ERR_INPUT, parent, 0, 0,
				"is no folder; name the one in which "
				"the scenario's folder is to be made");
		str_add(folder, parent);
		while (folder->length > 1 && str_ends(folder->s, "/"))
			str_truncate(folder, folder->length - 1);
	} else {
		if (!packs_user_directory(folder, err))
			return false;
		str_add(folder, "/scenarios");
		if (!file_make_directories(folder->s, err))
			return false;
	}
	str_addf(folder, "/%s", id);
	if (lstat(folder->s, &status) == 0 || errno != ENOENT)
		return err_set_at(err, ERR_INPUT, folder->s, 0, 0,
				  "is there already; choose another id or "
				  "another folder");
	return true;
}

static bool make(struct making *m, const char *folder, struct err *err)
{
	struct str beside = STR_INIT;
	bool good;

	str_addf(&beside, "%s.new-%ld", folder, (long)getpid());
	m->to = beside.s;
	good = copy_folder(m, "", err);
	if (good && rename(m->to, folder) != 0)
		good = err_set_at(err, ERR_IO, folder, 0, 0,
				  "cannot be made: %s", strerror(errno));
	if (!good)
		take_back(m);
	str_finish(&beside);
	return good;
}

bool scenarios_new(const char *id, const char *title, const char *parent,
		   struct str *out, struct err *err)
{
	struct str from = STR_INIT, folder = STR_INIT, made_of_id = STR_INIT;
	struct making m = { .id = id, .title = title };
	bool good = check_id(id, err) && (!title || check_title(title, err));

	if (good && !packs_find(SHELF, MAIN_FILE, NAME, &from))
		good = err_set(err, ERR_IO,
			       "the template for new scenarios is not "
			       "installed (" SHELF "/" NAME " in the data "
			       "folder)");
	good = good && place(id, parent, &folder, err);
	if (good) {
		title_of(id, &made_of_id);
		m.title = title ? title : made_of_id.s;
		m.from = from.s;
		good = make(&m, folder.s, err);
	}
	if (good)
		say_next(&m, folder.s, !parent, out);
	names_finish(&m.made);
	names_finish(&m.scripts);
	str_finish(&from);
	str_finish(&folder);
	str_finish(&made_of_id);
	return good;
}
