/*
 * Records of drills: beginning, finding, listing, ending.
 */
#include "store/store_internal.h"

#include "base/hash.h"
#include "base/number.h"

#include <string.h>
#include <time.h>

/* --- beginning ----------------------------------------------------------- */

bool store_begin(struct store *store, const struct pack *pack,
		 struct store_drill *drill, struct err *err)
{
	static const char sql[] =
		"INSERT INTO drills (scenario, title, seed, variant, mode,"
		" engine_version, scoring_version, pack_hash, started)"
		" VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
	char seed[24], hash[HASH_HEX_SIZE];
	const struct pack_file *files;
	size_t count;

	snprintf(seed, sizeof(seed), "%llu", (unsigned long long)drill->seed);
	hash_hex(pack->hash, hash);
	if (!drill->started)
		drill->started = (int64_t)time(NULL);
	if (!store_start(store, err))
		return false;
	files = pack_files(pack, &count);
	if (!store_end(store,
		       store_keep_files(store, files, count, hash, err) &&
			       store_change(store, err, sql, "tttttiiti",
					    pack->id, pack->title, seed,
					    drill->variant, drill->mode,
					    (int64_t)drill->engine_version,
					    (int64_t)drill->scoring_version,
					    hash, drill->started),
		       err))
		return false;
	drill->id = sqlite3_last_insert_rowid(store->db);
	drill->scenario = pack->id;
	drill->title = pack->title;
	drill->pack_hash = pack->hash;
	return true;
}

/* --- reading ------------------------------------------------------------- */

#define DRILL_COLUMNS \
	"id, scenario, title, seed, variant, mode, engine_version," \
	" scoring_version, pack_hash, started, coalesce(ended, 0)," \
	" report IS NOT NULL, coalesce(score, 0), coalesce(max, 0)," \
	" coalesce(decision, ''), coalesce((SELECT at_s FROM journal" \
	" WHERE drill = drills.id ORDER BY position DESC LIMIT 1), 0)," \
	" player, imported"

static bool read_hash(const char *text, uint64_t *out)
{
	char *end;

	if (strlen(text) != HASH_HEX_SIZE - 1 ||
	    strspn(text, "0123456789abcdef") != HASH_HEX_SIZE - 1)
		return false;
	*out = strtoull(text, &end, 16);
	return true;
}

static bool read_parts(struct store *store, struct store_drill *drill,
		       struct err *err)
{
	const size_t max = sizeof(drill->parts) / sizeof(drill->parts[0]);
	sqlite3_stmt *statement =
		store_prepare(store, err,
			      "SELECT score FROM parts WHERE drill = ?"
			      " ORDER BY position",
			      "i", drill->id);
	bool row = true, good = statement != NULL;

	drill->part_count = 0;
	while (good && row && drill->part_count < max) {
		good = store_step(store, statement, &row, err);
		if (good && row)
			drill->parts[drill->part_count++] =
				sqlite3_column_double(statement, 0);
	}
	sqlite3_finalize(statement);
	return good;
}

static bool read_drill(struct store *store, sqlite3_stmt *s,
		       struct arena *arena, struct store_drill *out,
		       struct err *err)
{
	out->id = sqlite3_column_int64(s, 0);
	out->scenario = store_column(s, 1, arena);
	out->title = store_column(s, 2, arena);
	out->variant = store_column(s, 4, arena);
	out->mode = store_column(s, 5, arena);
	out->engine_version = sqlite3_column_int(s, 6);
	out->scoring_version = sqlite3_column_int(s, 7);
	out->started = sqlite3_column_int64(s, 9);
	out->ended = sqlite3_column_int64(s, 10);
	out->has_report = sqlite3_column_int(s, 11) != 0;
	out->score = sqlite3_column_double(s, 12);
	out->max = sqlite3_column_double(s, 13);
	out->decision = store_column(s, 14, arena);
	out->reached_s = sqlite3_column_int64(s, 15);
	out->player = store_column(s, 16, arena);
	out->imported = sqlite3_column_int(s, 17) != 0;
	if (!number_parse_u64(store_column(s, 3, arena), &out->seed) ||
	    !read_hash(store_column(s, 8, arena), &out->pack_hash))
		return store_fail(store, SQLITE_CORRUPT, err);
	return read_parts(store, out, err) &&
	       store_find_broken_off(store, out, err);
}

bool store_find(struct store *store, int64_t id, bool open_only,
		struct arena *arena, struct store_drill *out, struct err *err)
{
	static const char sql[] =
		"SELECT " DRILL_COLUMNS " FROM drills"
		" WHERE (?1 = 0 OR id = ?1) AND (?2 = 0 OR ended IS NULL)"
		" ORDER BY id DESC LIMIT 1";
	sqlite3_stmt *statement = store_prepare(store, err, sql, "ii", id,
						(int64_t)open_only);
	bool row = false, good = statement != NULL;

	good = good && store_step(store, statement, &row, err) &&
	       (!row || read_drill(store, statement, arena, out, err));
	sqlite3_finalize(statement);
	if (!good || row)
		return good;
	if (id == 0)
		return err_set(err, ERR_INPUT,
			       open_only ? "no drill is open; begin one with "
					   "gameday play"
					 : "no drill has been played yet; "
					   "begin one with gameday play");
	return err_set(err, ERR_INPUT,
		       open_only ? "there is no open drill %lld; gameday "
				   "history lists them"
				 : "there is no drill %lld; gameday history "
				   "lists them",
		       (long long)id);
}

static int64_t count_drills(struct store *store, struct err *err)
{
	sqlite3_stmt *statement =
		store_prepare(store, err, "SELECT count(*) FROM drills", "");
	int64_t count = -1;
	bool row;

	if (statement && store_step(store, statement, &row, err) && row)
		count = sqlite3_column_int64(statement, 0);
	sqlite3_finalize(statement);
	return count;
}

const struct store_drill *store_list(struct store *store, size_t *count,
				     struct arena *arena, struct err *err)
{
	static const char sql[] = "SELECT " DRILL_COLUMNS
				  " FROM drills ORDER BY id DESC LIMIT ?";
	int64_t total = count_drills(store, err);
	struct store_drill *drills;
	sqlite3_stmt *statement;
	bool row = true, good = true;
	size_t n = 0;

	*count = 0;
	if (total < 0)
		return NULL;
	statement = store_prepare(store, err, sql, "i", total);
	if (!statement)
		return NULL;
	drills = arena_new(arena, struct store_drill, total + 1);
	while (good && row && n < (size_t)total) {
		good = store_step(store, statement, &row, err);
		if (good && row)
			good = read_drill(store, statement, arena, &drills[n++],
					  err);
	}
	sqlite3_finalize(statement);
	*count = n;
	return good ? drills : NULL;
}

const struct pack_file *store_pack_files(struct store *store, int64_t drill,
					 size_t *count, struct arena *arena,
					 struct err *err)
{
	enum { FILES_MAX = 16 };
	static const char sql[] =
		"SELECT name, bytes FROM pack_files WHERE pack_hash ="
		" (SELECT pack_hash FROM drills WHERE id = ?)"
		" ORDER BY position";
	sqlite3_stmt *s = store_prepare(store, err, sql, "i", drill);
	struct pack_file *files = arena_new(arena, struct pack_file, FILES_MAX);
	bool row = true, good = s != NULL;
	size_t n = 0;

	*count = 0;
	while (good && row && n < FILES_MAX) {
		good = store_step(store, s, &row, err);
		if (!good || !row)
			break;
		files[n].name = store_column(s, 0, arena);
		files[n].length = (size_t)sqlite3_column_bytes(s, 1);
		files[n].bytes = arena_strndup(
			arena, files[n].length ? sqlite3_column_blob(s, 1) : "",
			files[n].length);
		n++;
	}
	sqlite3_finalize(s);
	if (good && n == 0)
		good = err_set_at(err, ERR_INPUT, store->path, 0, 0,
				  "holds no scenario for drill %lld",
				  (long long)drill);
	*count = n;
	return good ? files : NULL;
}

/* --- ending -------------------------------------------------------------- */

static bool keep_report(struct store *store, int64_t drill,
			const struct store_result *result, struct err *err)
{
	static const char sql[] =
		"UPDATE drills SET ended = coalesce(ended, ?), report = ?,"
		" score = ?, max = ?, decision = ? WHERE id = ?";

	if (!store_change(store, err, sql, "itrrti", (int64_t)time(NULL),
			  result->report, result->score, result->max,
			  result->decision, drill))
		return false;
	if (sqlite3_changes(store->db) == 1)
		return true;
	return err_set(err, ERR_INPUT, "there is no drill %lld",
		       (long long)drill);
}

static bool keep_parts(struct store *store, int64_t drill, const double *parts,
		       size_t count, struct err *err)
{
	if (!store_change(store, err, "DELETE FROM parts WHERE drill = ?", "i",
			  drill))
		return false;
	for (size_t i = 0; i < count; i++)
		if (!store_change(store, err,
				  "INSERT INTO parts (drill, position, score)"
				  " VALUES (?, ?, ?)",
				  "iir", drill, (int64_t)i, parts[i]))
			return false;
	return true;
}

bool store_finish(struct store *store, int64_t drill,
		  const struct store_result *result, struct err *err)
{
	return store_start(store, err) &&
	       store_end(store,
			 keep_report(store, drill, result, err) &&
				 keep_parts(store, drill, result->parts,
					    result->part_count, err),
			 err);
}

const char *store_report(struct store *store, int64_t drill,
			 struct arena *arena, struct err *err)
{
	sqlite3_stmt *statement = store_prepare(
		store, err, "SELECT report FROM drills WHERE id = ?", "i",
		drill);
	const char *report = NULL;
	bool row;

	if (statement && store_step(store, statement, &row, err) && row)
		report = store_column(statement, 0, arena);
	sqlite3_finalize(statement);
	return report;
}

bool store_abandon(struct store *store, int64_t drill, struct err *err)
{
	return store_change(store, err,
			    "UPDATE drills SET ended = ?"
			    " WHERE id = ? AND ended IS NULL",
			    "ii", (int64_t)time(NULL), drill);
}
