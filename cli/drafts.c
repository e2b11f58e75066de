#include "cli/drafts.h"

#include "base/file.h"
#include "base/json.h"
#include "base/utf8.h"
#include "cli/packs.h"
#include "ui/editor.h"

#include <string.h>
#include <unistd.h>

/* JSON writes a byte of a text in six at most. */
#define DRAFTS_BYTES_MAX (MESSAGE_DRAFTS_MAX * 6 * (EDITOR_TEXT_MAX + 1024))

static bool find(int64_t drill, struct str *path, struct err *err)
{
	if (!packs_user_directory(path, err))
		return false;
	str_addf(path, "/drafts-%lld.json", (long long)drill);
	return true;
}

static void write_all(const struct message_draft *drafts, size_t count,
		      struct str *out)
{
	struct json_writer w;

	json_writer_init(&w, out, false);
	json_begin_object(&w);
	json_put_member_int(&w, "format", 1);
	json_put_key(&w, "drafts");
	json_begin_array(&w);
	for (size_t i = 0; i < count; i++) {
		json_begin_object(&w);
		json_put_member_string(&w, "audience", drafts[i].audience);
		json_put_member_string(&w, "text", drafts[i].text);
		json_end_object(&w);
	}
	json_end_array(&w);
	json_end_object(&w);
	str_add_char(out, '\n');
}

bool drafts_keep(int64_t drill, const struct message_draft *drafts,
		 size_t count, struct err *err)
{
	struct str path = STR_INIT, text = STR_INIT;
	bool ok = find(drill, &path, err);

	if (ok && count == 0) {
		unlink(path.s);
	} else if (ok) {
		write_all(drafts, count, &text);
		ok = file_write(path.s, text.s, text.length, err);
	}
	str_finish(&path);
	str_finish(&text);
	return ok;
}

/* Files can be changed by others: a text goes to the screen scrubbed. */
static const char *take(struct arena *arena, const struct json *value)
{
	const char *text = json_string_or(value, "");
	struct str safe = STR_INIT;
	const char *kept;

	utf8_scrub(&safe, text, strlen(text), UTF8_KEEP_NEWLINES);
	kept = arena_strdup(arena, safe.s);
	str_finish(&safe);
	return kept;
}

size_t drafts_read(int64_t drill, struct arena *arena,
		   struct message_draft drafts[MESSAGE_DRAFTS_MAX])
{
	struct str path = STR_INIT, text = STR_INIT;
	struct json_doc *doc = NULL;
	struct err ignored;
	const struct json *list = NULL, *one;
	size_t count = 0;

	if (find(drill, &path, &ignored) && file_exists(path.s) &&
	    file_read(path.s, DRAFTS_BYTES_MAX, &text, &ignored))
		doc = json_parse(text.s, text.length, path.s, &ignored);
	if (doc)
		list = json_get(json_root(doc), "drafts");
	while (list && count < MESSAGE_DRAFTS_MAX &&
	       (one = json_at(list, count)) != NULL) {
		drafts[count].audience = take(arena, json_get(one, "audience"));
		drafts[count++].text = take(arena, json_get(one, "text"));
	}
	json_destroy(doc);
	str_finish(&path);
	str_finish(&text);
	return count;
}

void drafts_forget(int64_t drill)
{
	struct err ignored;

	drafts_keep(drill, NULL, 0, &ignored);
}
