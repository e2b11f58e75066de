#include "store/parcel.h"

#include "base/base64.h"
#include "base/hash.h"
#include "base/json.h"
#include "base/number.h"

#include <string.h>

static const char *const kind_words[] = {
	[JOURNAL_INPUT] = "input",
	[JOURNAL_VERDICT] = "verdict",
	[JOURNAL_DERIVED] = "derived",
	[JOURNAL_CLOCK] = "clock",
};
#define KINDS (sizeof(kind_words) / sizeof(kind_words[0]))

static const char *or_empty(const char *text)
{
	return text ? text : "";
}

/* --- the hashes ------------------------------------------------------------ */

uint64_t parcel_hash(const struct store_record *record)
{
	const struct store_drill *drill = &record->drill;
	uint64_t hash = hash_word(HASH_INIT, PARCEL_VERSION);

	hash = hash_word(hash, drill->pack_hash);
	hash = hash_word(hash, drill->seed);
	hash = hash_word(hash, (uint64_t)drill->started);
	hash = hash_text(hash, drill->variant);
	hash = hash_text(hash, drill->mode);
	for (size_t i = 0; i < record->row_count; i++) {
		const struct journal_row *row = &record->rows[i];

		hash = hash_word(hash, row->kind);
		hash = hash_word(hash, row->seq);
		hash = hash_word(hash, (uint64_t)row->at_s);
		hash = hash_text(hash, or_empty(row->actor));
		hash = hash_text(hash, or_empty(row->role));
		hash = hash_text(hash, or_empty(row->text));
	}
	return hash;
}

/* Of the whole file: what the drill is, whose, and how it went. */
static uint64_t whole_hash(const struct store_record *record)
{
	const struct store_drill *drill = &record->drill;
	uint64_t hash = parcel_hash(record);

	hash = hash_text(hash, drill->player);
	hash = hash_text(hash, drill->scenario);
	hash = hash_text(hash, drill->title);
	hash = hash_word(hash, (uint64_t)drill->ended);
	hash = hash_word(hash, (uint64_t)drill->engine_version);
	hash = hash_word(hash, (uint64_t)drill->scoring_version);
	for (size_t i = 0; i < record->file_count; i++) {
		const struct pack_file *file = &record->files[i];

		hash = hash_text(hash, file->name);
		hash = hash_bytes(hash, file->bytes, file->length);
	}
	return hash_text(hash, or_empty(record->report));
}

/* --- writing --------------------------------------------------------------- */

static void write_hash(struct json_writer *w, const char *key, uint64_t hash)
{
	char hex[HASH_HEX_SIZE];

	json_put_member_string(w, key, hash_hex(hash, hex));
}

static void write_files(struct json_writer *w,
			const struct store_record *record)
{
	struct str bytes = STR_INIT;

	json_put_key(w, "pack");
	json_begin_array(w);
	for (size_t i = 0; i < record->file_count; i++) {
		const struct pack_file *file = &record->files[i];

		str_clear(&bytes);
		base64_add(&bytes, file->bytes, file->length);
		json_begin_object(w);
		json_put_member_string(w, "name", file->name);
		json_put_member_string(w, "base64", bytes.s);
		json_end_object(w);
	}
	json_end_array(w);
	str_finish(&bytes);
}

static void write_rows(struct json_writer *w, const struct store_record *record)
{
	json_put_key(w, "rows");
	json_begin_array(w);
	for (size_t i = 0; i < record->row_count; i++) {
		const struct journal_row *row = &record->rows[i];

		json_begin_object(w);
		json_put_member_string(w, "kind", kind_words[row->kind]);
		json_put_member_int(w, "seq", row->seq);
		json_put_member_int(w, "at_s", row->at_s);
		json_put_member_string(w, "actor", or_empty(row->actor));
		json_put_member_string(w, "role", or_empty(row->role));
		json_put_member_string(w, "text", or_empty(row->text));
		json_end_object(w);
	}
	json_end_array(w);
}

void parcel_write(const struct store_record *record, struct str *out)
{
	const struct store_drill *drill = &record->drill;
	struct json_writer w;

	json_writer_init(&w, out, true);
	json_begin_object(&w);
	json_put_member_int(&w, "gameday_drill", PARCEL_VERSION);
	json_put_member_string(&w, "scenario", drill->scenario);
	json_put_member_string(&w, "title", drill->title);
	json_put_key(&w, "seed");
	json_put_u64(&w, drill->seed);
	json_put_member_string(&w, "variant", drill->variant);
	json_put_member_string(&w, "mode", drill->mode);
	json_put_member_string(&w, "player", drill->player);
	json_put_member_int(&w, "engine_version", drill->engine_version);
	json_put_member_int(&w, "scoring_version", drill->scoring_version);
	json_put_member_int(&w, "started", drill->started);
	json_put_member_int(&w, "ended", drill->ended);
	write_hash(&w, "pack_hash", drill->pack_hash);
	write_files(&w, record);
	write_rows(&w, record);
	json_put_member_string(&w, "report", record->report);
	write_hash(&w, "hash", whole_hash(record));
	json_end_object(&w);
	str_add_char(out, '\n');
}

/* --- reading --------------------------------------------------------------- */

struct reader {
	const struct json_doc *doc;
	struct arena *arena;
	struct err *err;
};

static bool read_text(struct reader *r, const struct json *object,
		      const char *key, const char **out)
{
	const char *text = json_need_string(r->doc, object, key, r->err);

	*out = text ? arena_strdup(r->arena, text) : NULL;
	return text != NULL;
}

static bool read_int(struct reader *r, const struct json *object,
		     const char *key, double low, double high, int64_t *out)
{
	double value;

	if (!json_need_number(r->doc, object, key, &value, r->err))
		return false;
	if (!(value >= low && value <= high) || (double)(int64_t)value != value)
		return json_fail(r->doc, json_get(object, key), r->err,
				 "must be a whole number from %.0f to %.0f",
				 low, high);
	*out = (int64_t)value;
	return true;
}

static bool read_hash(struct reader *r, const struct json *object,
		      const char *key, uint64_t *out)
{
	const char *text = json_need_string(r->doc, object, key, r->err);

	if (!text)
		return false;
	if (strlen(text) != HASH_HEX_SIZE - 1 ||
	    strspn(text, "0123456789abcdef") != HASH_HEX_SIZE - 1)
		return json_fail(r->doc, json_get(object, key), r->err,
				 "must be 16 hexadecimal digits");
	*out = strtoull(text, NULL, 16);
	return true;
}

static bool read_file(struct reader *r, const struct json *object,
		      struct pack_file *out)
{
	struct str bytes = STR_INIT;
	const char *text;
	bool good = read_text(r, object, "name", &out->name);

	text = good ? json_need_string(r->doc, object, "base64", r->err) : NULL;
	good = text != NULL;
	if (good && !base64_read(text, &bytes))
		good = json_fail(r->doc, json_get(object, "base64"), r->err,
				 "is not base64");
	if (good) {
		out->bytes = arena_strndup(r->arena, bytes.s ? bytes.s : "",
					   bytes.length);
		out->length = bytes.length;
	}
	str_finish(&bytes);
	return good;
}

static bool read_files(struct reader *r, const struct json *root,
		       struct store_record *out)
{
	const struct json *items = json_need(r->doc, root, "pack", JSON_ARRAY,
					     r->err);
	struct pack_file *files;

	if (!items)
		return false;
	if (json_count(items) == 0 || json_count(items) > PARCEL_FILES_MAX)
		return json_fail(r->doc, items, r->err,
				 "must hold 1 to %d files", PARCEL_FILES_MAX);
	files = arena_new(r->arena, struct pack_file, json_count(items));
	for (const struct json *i = json_first(items); i; i = json_next(i))
		if (!read_file(r, i, &files[out->file_count++]))
			return false;
	out->files = files;
	return true;
}

static bool read_row(struct reader *r, const struct json *object,
		     struct journal_row *out)
{
	const char *kind;
	int64_t seq = 0;
	size_t k = 0;

	if (!read_text(r, object, "kind", &kind) ||
	    !read_int(r, object, "seq", 0, 4294967295.0, &seq) ||
	    !read_int(r, object, "at_s", -1e9, 1e9, &out->at_s) ||
	    !read_text(r, object, "actor", &out->actor) ||
	    !read_text(r, object, "role", &out->role) ||
	    !read_text(r, object, "text", &out->text))
		return false;
	while (k < KINDS && strcmp(kind_words[k], kind) != 0)
		k++;
	if (k == KINDS)
		return json_fail(r->doc, json_get(object, "kind"), r->err,
				 "must be input, verdict, derived or clock");
	out->kind = (enum journal_kind)k;
	out->seq = (uint32_t)seq;
	return true;
}

static bool read_rows(struct reader *r, const struct json *root,
		      struct store_record *out)
{
	const struct json *items = json_need(r->doc, root, "rows", JSON_ARRAY,
					     r->err);
	struct journal_row *rows;
	int64_t last_s = -1000000000;

	if (!items)
		return false;
	if (json_count(items) > PARCEL_ROWS_MAX)
		return json_fail(r->doc, items, r->err,
				 "must hold at most %d rows", PARCEL_ROWS_MAX);
	rows = arena_new(r->arena, struct journal_row, json_count(items) + 1);
	for (const struct json *i = json_first(items); i; i = json_next(i)) {
		struct journal_row *row = &rows[out->row_count++];

		if (!read_row(r, i, row))
			return false;
		if (row->at_s < last_s)
			return json_fail(r->doc, i, r->err,
					 "goes back in time");
		last_s = row->at_s;
	}
	out->rows = rows;
	return true;
}

/* Of the report what a list of drills shows. */
static bool read_result(struct reader *r, const struct json *root,
			struct store_record *out)
{
	const struct json *member = json_get(root, "report");
	const char *text = json_string_or(member, NULL);
	struct json_doc *doc;
	const struct json *report, *parts;
	struct store_drill *drill = &out->drill;

	drill->decision = "";
	if (json_type(member) == JSON_NULL)
		return true;
	if (!text)
		return json_fail(r->doc, root, r->err,
				 "must have a report, or null");
	doc = json_parse(text, strlen(text), "the report in it", r->err);
	if (!doc)
		return false;
	report = json_root(doc);
	parts = json_get(report, "parts");
	drill->has_report = true;
	drill->score = json_number_or(json_get(report, "score"), 0);
	drill->max = json_number_or(json_get(report, "max"), 0);
	drill->decision = arena_strdup(
		r->arena, json_string_or(json_get(report, "decision"), ""));
	for (const struct json *i = json_first(parts);
	     i &&
	     drill->part_count < sizeof(drill->parts) / sizeof(*drill->parts);
	     i = json_next(i))
		drill->parts[drill->part_count++] =
			json_number_or(json_get(i, "score"), 0);
	out->report = arena_strdup(r->arena, text);
	json_destroy(doc);
	return true;
}

static bool read_head(struct reader *r, const struct json *root,
		      struct store_drill *out)
{
	const char *seed;
	int64_t engine = 0, scoring = 0;

	if (!read_text(r, root, "scenario", &out->scenario) ||
	    !read_text(r, root, "title", &out->title) ||
	    !read_text(r, root, "seed", &seed) ||
	    !read_text(r, root, "variant", &out->variant) ||
	    !read_text(r, root, "mode", &out->mode) ||
	    !read_text(r, root, "player", &out->player) ||
	    !read_int(r, root, "engine_version", 0, 1e6, &engine) ||
	    !read_int(r, root, "scoring_version", 0, 1e6, &scoring) ||
	    !read_int(r, root, "started", 0, 1e12, &out->started) ||
	    !read_int(r, root, "ended", 0, 1e12, &out->ended) ||
	    !read_hash(r, root, "pack_hash", &out->pack_hash))
		return false;
	if (!number_parse_u64(seed, &out->seed))
		return json_fail(r->doc, json_get(root, "seed"), r->err,
				 "must be a whole number as text");
	out->engine_version = (int)engine;
	out->scoring_version = (int)scoring;
	return true;
}

static bool read_version(struct reader *r, const struct json *root)
{
	double version;

	if (json_type(root) != JSON_OBJECT || !json_get(root, "gameday_drill"))
		return json_fail(r->doc, root, r->err,
				 "is no drill; `gameday export` writes one");
	if (!json_need_number(r->doc, root, "gameday_drill", &version, r->err))
		return false;
	if (version > PARCEL_VERSION)
		return json_fail(r->doc, json_get(root, "gameday_drill"),
				 r->err,
				 "was exported by a newer gameday (form %.0f, "
				 "this one knows %d); use that one",
				 version, PARCEL_VERSION);
	return version == PARCEL_VERSION ||
	       json_fail(r->doc, json_get(root, "gameday_drill"), r->err,
			 "must be %d", PARCEL_VERSION);
}

/* What is no JSON at all was hardly exported; where it breaks off tells. */
static struct json_doc *parse(const char *text, size_t length, const char *path,
			      struct err *err)
{
	struct err why = { 0 };
	struct json_doc *doc = json_parse(text, length, path, &why);

	if (!doc)
		err_set_at(err, ERR_INPUT, path, why.line, why.column,
			   "is no whole drill that `gameday export` wrote: %s",
			   why.message);
	return doc;
}

bool parcel_read(const char *text, size_t length, const char *path,
		 struct arena *arena, struct store_record *out, struct err *err)
{
	struct json_doc *doc = parse(text, length, path, err);
	struct reader r = { doc, arena, err };
	const struct json *root = doc ? json_root(doc) : NULL;
	uint64_t hash = 0;
	bool good;

	memset(out, 0, sizeof(*out));
	good = doc && read_version(&r, root) &&
	       read_head(&r, root, &out->drill) && read_files(&r, root, out) &&
	       read_rows(&r, root, out) && read_result(&r, root, out) &&
	       read_hash(&r, root, "hash", &hash);
	if (good && hash != whole_hash(out))
		good = err_set_at(err, ERR_INPUT, path, 0, 0,
				  "is damaged or was changed: its hash is "
				  "another; export the drill again");
	json_destroy(doc);
	return good;
}
