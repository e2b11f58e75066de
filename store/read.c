/* Reading: records, journals, packs, reports, settings. */
#include "store/store.h"

#include "base/number.h"
#include "store/sql.h"

#define COLUMNS \
	"SELECT id,scenario,title,seed,variant,mode,engine,scoring,pack," \
	"started,ended,report IS NOT NULL,coalesce(score,0),coalesce(max,0)," \
	"coalesce(decision,''),coalesce(parts,'')," \
	"coalesce((SELECT max(at_s) FROM journal WHERE drill=drills.id),0) " \
	"FROM drills "

static void read_parts(const char *list, struct store_drill *out)
{
	while (*list && out->part_count < 8) {
		char *end;
		double value = strtod(list, &end);

		if (end == list)
			return;
		out->parts[out->part_count++] = value;
		list = end;
	}
}

static void read_drill(sqlite3_stmt *s, struct arena *arena,
		       struct store_drill *out)
{
	*out = (struct store_drill){
		.id = sqlite3_column_int64(s, 0),
		.scenario = sql_text(s, 1, arena),
		.title = sql_text(s, 2, arena),
		.variant = sql_text(s, 4, arena),
		.mode = sql_text(s, 5, arena),
		.engine_version = sqlite3_column_int(s, 6),
		.scoring_version = sqlite3_column_int(s, 7),
		.pack_hash = strtoull(sql_text(s, 8, arena), NULL, 16),
		.started = sqlite3_column_int64(s, 9),
		.ended = sqlite3_column_int64(s, 10),
		.has_report = sqlite3_column_int(s, 11) != 0,
		.score = sqlite3_column_double(s, 12),
		.max = sqlite3_column_double(s, 13),
		.decision = sql_text(s, 14, arena),
		.reached_s = sqlite3_column_int64(s, 16),
	};
	number_parse_u64(sql_text(s, 3, arena), &out->seed);
	read_parts(sql_text(s, 15, arena), out);
}

static bool fail_none(int64_t id, bool open_only, struct err *err)
{
	if (id != 0)
		return err_set(err, ERR_INPUT,
			       "there is no drill %lld; `gameday history` lists them",
			       (long long)id);
	if (open_only)
		return err_set(err, ERR_INPUT,
			       "no drill is open; `gameday play` begins one");
	return err_set(err, ERR_INPUT,
		       "no drill has been played yet; `gameday play` begins one");
}

bool store_find(struct store *store, int64_t id, bool open_only,
		struct arena *arena, struct store_drill *out, struct err *err)
{
	sqlite3_stmt *s = sql_prepare(
		store,
		COLUMNS "WHERE (?1=0 OR id=?1) AND (?2=0 OR ended=0) "
			"ORDER BY id DESC LIMIT 1",
		err);
	bool done, found;

	if (!s)
		return false;
	sql_bind_int(s, 1, id);
	sql_bind_int(s, 2, open_only);
	found = sql_next(store, s, &done, err);
	if (found)
		read_drill(s, arena, out);
	else if (done)
		fail_none(id, open_only, err);
	sqlite3_finalize(s);
	return found;
}

static bool count_of(struct store *store, const char *query, int64_t key,
		     size_t *count, struct err *err)
{
	sqlite3_stmt *s = sql_prepare(store, query, err);
	bool done, good;

	if (!s)
		return false;
	if (sqlite3_bind_parameter_count(s) > 0)
		sql_bind_int(s, 1, key);
	good = sql_next(store, s, &done, err);
	*count = good ? (size_t)sqlite3_column_int64(s, 0) : 0;
	sqlite3_finalize(s);
	return good;
}

const struct store_drill *store_list(struct store *store, size_t *count,
				     struct arena *arena, struct err *err)
{
	struct store_drill *drills;
	sqlite3_stmt *s;
	size_t room, n = 0;
	bool done = false;

	if (!count_of(store, "SELECT count(*) FROM drills", 0, &room, err))
		return NULL;
	s = sql_prepare(store, COLUMNS "ORDER BY id DESC", err);
	if (!s)
		return NULL;
	drills = arena_new(arena, struct store_drill, room + 1);
	while (n < room && sql_next(store, s, &done, err))
		read_drill(s, arena, &drills[n++]);
	sqlite3_finalize(s);
	*count = n;
	return n == room || done ? drills : NULL;
}

const struct journal_row *store_rows(struct store *store, int64_t drill,
				     size_t *count, struct arena *arena,
				     struct err *err)
{
	struct journal_row *rows;
	sqlite3_stmt *s;
	size_t room, n = 0;
	bool done = false;

	if (!count_of(store, "SELECT count(*) FROM journal WHERE drill=?",
		      drill, &room, err))
		return NULL;
	s = sql_prepare(store,
			"SELECT kind,seq,at_s,actor,role,text FROM journal "
			"WHERE drill=? ORDER BY n",
			err);
	if (!s)
		return NULL;
	sql_bind_int(s, 1, drill);
	rows = arena_new(arena, struct journal_row, room + 1);
	while (n < room && sql_next(store, s, &done, err))
		rows[n++] = (struct journal_row){
			.kind = (enum journal_kind)sqlite3_column_int(s, 0),
			.seq = (uint32_t)sqlite3_column_int64(s, 1),
			.at_s = sqlite3_column_int64(s, 2),
			.actor = sql_text(s, 3, arena),
			.role = sql_text(s, 4, arena),
			.text = sql_text(s, 5, arena),
		};
	sqlite3_finalize(s);
	*count = n;
	return n == room || done ? rows : NULL;
}

const struct pack_file *store_pack_files(struct store *store, int64_t drill,
					 size_t *count, struct arena *arena,
					 struct err *err)
{
	static const char query[] =
		"SELECT name,bytes FROM packs WHERE hash="
		"(SELECT pack FROM drills WHERE id=?) ORDER BY name";
	struct pack_file *files = arena_new(arena, struct pack_file, 64);
	sqlite3_stmt *s = sql_prepare(store, query, err);
	size_t n = 0;
	bool done = false;

	if (!s)
		return NULL;
	sql_bind_int(s, 1, drill);
	while (n < 64 && sql_next(store, s, &done, err)) {
		size_t length = (size_t)sqlite3_column_bytes(s, 1);
		const char *bytes = sqlite3_column_blob(s, 1);

		files[n].name = sql_text(s, 0, arena);
		files[n].bytes = arena_strndup(arena, bytes ? bytes : "",
					       length);
		files[n++].length = length;
	}
	sqlite3_finalize(s);
	*count = n;
	if (n == 0 && done)
		err_set_at(err, ERR_IO, store->path, 0, 0,
			   "the record of drill %lld has lost its pack",
			   (long long)drill);
	return n > 0 ? files : NULL;
}

/* The one text of a query with one key; NULL without err when there is none. */
static const char *text_of(struct store *store, sqlite3_stmt *s,
			   struct arena *arena, struct err *err)
{
	const char *text = NULL;
	bool done;

	if (sql_next(store, s, &done, err) &&
	    sqlite3_column_type(s, 0) != SQLITE_NULL)
		text = sql_text(s, 0, arena);
	sqlite3_finalize(s);
	return text;
}

const char *store_report(struct store *store, int64_t drill,
			 struct arena *arena, struct err *err)
{
	sqlite3_stmt *s = sql_prepare(
		store, "SELECT report FROM drills WHERE id=?", err);

	if (!s)
		return NULL;
	sql_bind_int(s, 1, drill);
	return text_of(store, s, arena, err);
}

const char *store_setting(struct store *store, const char *key,
			  struct arena *arena, struct err *err)
{
	sqlite3_stmt *s = sql_prepare(
		store, "SELECT value FROM settings WHERE key=?", err);

	if (!s)
		return NULL;
	sql_bind_text(s, 1, key);
	return text_of(store, s, arena, err);
}
