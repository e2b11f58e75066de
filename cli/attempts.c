#include "cli/attempts.h"

#include "base/file.h"
#include "base/json.h"
#include "base/number.h"
#include "base/utf8.h"
#include "cli/packs.h"
#include "ui/editor.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PROGRESS_BYTES_MAX 4096
#define NUMBER_MAX 99999 /* attempts at one question */

/* --- places ---------------------------------------------------------------- */

static void text_path(const struct attempts *a, size_t i, struct str *path)
{
	str_clear(path);
	if (i == 0)
		str_addf(path, "%s/answer.md", a->folder.s);
	else
		str_addf(path, "%s/follow-up-%zu.md", a->folder.s, i);
}

/* An id as the name of a folder; ids come from files. */
static void add_name(struct str *path, const char *id)
{
	str_add_char(path, '/');
	for (; *id; id++)
		str_add_char(path, (*id >= 'a' && *id <= 'z') ||
						   (*id >= 'A' && *id <= 'Z') ||
						   (*id >= '0' && *id <= '9')
					   ? *id
					   : '-');
}

static void set_number(struct attempts *a, int number)
{
	a->number = number;
	str_clear(&a->folder);
	str_addf(&a->folder, "%s/%d", a->shelf.s, number);
}

/* The highest number there is, 0 for none. */
static int find_last(const struct attempts *a)
{
	struct err ignored;
	char **names = file_list(a->shelf.s, &ignored);
	int last = 0;

	for (size_t i = 0; names && names[i]; i++) {
		int64_t number;

		if (number_parse_int64(names[i], &number) && number > last &&
		    number <= NUMBER_MAX)
			last = (int)number;
	}
	free(names);
	return last;
}

/* --- who has it open ------------------------------------------------------- */

/* The kernel takes the lock back when the program dies, however it dies. */
static bool lock(struct attempts *a)
{
	struct flock all = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
	struct str path = STR_INIT;

	str_addf(&path, "%s/lock", a->folder.s);
	a->lock = open(path.s, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	str_finish(&path);
	if (a->lock >= 0 && fcntl(a->lock, F_SETLK, &all) < 0) {
		close(a->lock);
		a->lock = -1;
	}
	return a->lock >= 0;
}

static void unlock(struct attempts *a)
{
	struct str path = STR_INIT;

	if (a->lock < 0)
		return;
	str_addf(&path, "%s/lock", a->folder.s);
	unlink(path.s);
	str_finish(&path);
	close(a->lock);
	a->lock = -1;
}

/* --- reading --------------------------------------------------------------- */

static const char *read_text(struct attempts *a, size_t i)
{
	struct str path = STR_INIT, text = STR_INIT, safe = STR_INIT;
	struct err ignored;
	const char *out = "";

	text_path(a, i, &path);
	if (file_exists(path.s) &&
	    file_read(path.s, EDITOR_TEXT_MAX, &text, &ignored)) {
		utf8_scrub(&safe, text.s, text.length, UTF8_KEEP_NEWLINES);
		out = arena_strdup(&a->arena, safe.s);
	}
	str_finish(&path);
	str_finish(&text);
	str_finish(&safe);
	return out;
}

/* Without its progress a text is a draft whose time is not known. */
static void read_progress(struct attempts *a)
{
	struct str path = STR_INIT, text = STR_INIT;
	struct json_doc *doc = NULL;
	struct err ignored;
	const struct json *texts;

	str_addf(&path, "%s/progress.json", a->folder.s);
	if (file_exists(path.s) &&
	    file_read(path.s, PROGRESS_BYTES_MAX, &text, &ignored))
		doc = json_parse(text.s, text.length, path.s, &ignored);
	texts = doc ? json_get(json_root(doc), "texts") : NULL;
	for (size_t i = 0; texts && i < a->begun.count; i++) {
		const struct json *one = json_at(texts, i);
		double seconds = json_number_or(json_get(one, "seconds"), 0);

		a->begun.texts[i].seconds = seconds > 0 && seconds < 1e7
						    ? seconds
						    : 0;
		a->begun.texts[i].sent = json_bool_or(json_get(one, "sent"),
						      false);
	}
	json_destroy(doc);
	str_finish(&path);
	str_finish(&text);
}

static bool is_done(const struct rehearsal_record *record)
{
	for (size_t i = 0; i < record->count; i++)
		if (!record->texts[i].sent)
			return false;
	return true;
}

bool attempts_open(struct attempts *a, const struct question *question,
		   struct err *err)
{
	int last;

	memset(a, 0, sizeof(*a));
	str_init(&a->shelf);
	str_init(&a->folder);
	arena_init(&a->arena);
	a->lock = -1;
	a->begun.count = 1 + question->follow_up_count;
	if (!packs_user_directory(&a->shelf, err))
		return false;
	str_add(&a->shelf, "/answers");
	add_name(&a->shelf, question->id);
	last = find_last(a);
	set_number(a, last);
	if (last > 0) {
		for (size_t i = 0; i < a->begun.count; i++)
			a->begun.texts[i].text = read_text(a, i);
		read_progress(a);
		a->has_begun = !is_done(&a->begun) && lock(a);
	}
	if (!a->has_begun)
		set_number(a, last + 1);
	return true;
}

void attempts_close(struct attempts *a)
{
	unlock(a);
	str_finish(&a->shelf);
	str_finish(&a->folder);
	arena_finish(&a->arena);
}

/* --- writing --------------------------------------------------------------- */

/* Makes the folder, which nobody else has made. */
static bool make_folder(struct attempts *a, struct err *err)
{
	if (!file_make_directories(a->shelf.s, err))
		return false;
	while (mkdir(a->folder.s, 0700) < 0) {
		if (errno != EEXIST || a->number >= NUMBER_MAX)
			return err_set_at(err, ERR_IO, a->folder.s, 0, 0,
					  "cannot make this folder: %s",
					  strerror(errno));
		set_number(a, a->number + 1);
	}
	return lock(a) || err_set_at(err, ERR_IO, a->folder.s, 0, 0,
				     "cannot write here: %s", strerror(errno));
}

static bool write_progress(const struct attempts *a,
			   const struct rehearsal_record *record,
			   struct err *err)
{
	struct str path = STR_INIT, text = STR_INIT;
	struct json_writer w;
	bool ok;

	json_writer_init(&w, &text, false);
	json_begin_object(&w);
	json_put_member_int(&w, "format", 1);
	json_put_key(&w, "texts");
	json_begin_array(&w);
	for (size_t i = 0; i < record->count; i++) {
		json_begin_object(&w);
		json_put_member_number(&w, "seconds", record->texts[i].seconds,
				       1);
		json_put_key(&w, "sent");
		json_put_bool(&w, record->texts[i].sent);
		json_end_object(&w);
	}
	json_end_array(&w);
	json_end_object(&w);
	str_add_char(&text, '\n');
	str_addf(&path, "%s/progress.json", a->folder.s);
	ok = file_write(path.s, text.s, text.length, err);
	str_finish(&path);
	str_finish(&text);
	return ok;
}

bool attempts_keep(void *context, const struct rehearsal_record *record,
		   struct err *err)
{
	struct attempts *a = context;
	struct str path = STR_INIT;
	bool ok = a->lock >= 0 || make_folder(a, err);

	for (size_t i = 0; ok && i < record->count; i++) {
		const char *text = record->texts[i].text;

		text_path(a, i, &path);
		if (*text || file_exists(path.s))
			ok = file_write(path.s, text, strlen(text), err);
	}
	ok = ok && write_progress(a, record, err);
	str_finish(&path);
	return ok;
}

const char *attempts_renew(void *context, struct err *err)
{
	struct attempts *a = context;

	(void)err;
	unlock(a);
	set_number(a, find_last(a) + 1);
	return a->folder.s;
}
