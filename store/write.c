/* Writing: a drill's beginning, its journal, its end. */
#include "store/store.h"

#include "base/hash.h"
#include "base/mem.h"
#include "store/sql.h"

static int64_t now(void)
{
	struct timespec at;

	clock_gettime(CLOCK_REALTIME, &at);
	return (int64_t)at.tv_sec;
}

static bool keep_pack(struct store *store, const struct pack *pack,
		      struct err *err)
{
	size_t count;
	const struct pack_file *files = pack_files(pack, &count);
	char hash[HASH_HEX_SIZE];

	hash_hex(pack->hash, hash);
	for (size_t i = 0; i < count; i++) {
		sqlite3_stmt *s = sql_prepare(
			store, "INSERT OR IGNORE INTO packs VALUES(?,?,?)",
			err);

		if (!s)
			return false;
		sql_bind_text(s, 1, hash);
		sql_bind_text(s, 2, files[i].name);
		sqlite3_bind_blob64(s, 3,
				    files[i].bytes ? files[i].bytes : "",
				    files[i].length, SQLITE_TRANSIENT);
		if (!sql_finish(store, s, err))
			return false;
	}
	return true;
}

static bool keep_drill(struct store *store, struct store_drill *drill,
		       struct err *err)
{
	sqlite3_stmt *s = sql_prepare(
		store,
		"INSERT INTO drills(scenario,title,seed,variant,mode,engine,"
		"scoring,pack,started) VALUES(?,?,?,?,?,?,?,?,?)",
		err);
	char seed[24], hash[HASH_HEX_SIZE];

	if (!s)
		return false;
	drill->started = now();
	snprintf(seed, sizeof(seed), "%llu", (unsigned long long)drill->seed);
	sql_bind_text(s, 1, drill->scenario);
	sql_bind_text(s, 2, drill->title);
	sql_bind_text(s, 3, seed);
	sql_bind_text(s, 4, drill->variant);
	sql_bind_text(s, 5, drill->mode);
	sql_bind_int(s, 6, drill->engine_version);
	sql_bind_int(s, 7, drill->scoring_version);
	sql_bind_text(s, 8, hash_hex(drill->pack_hash, hash));
	sql_bind_int(s, 9, drill->started);
	if (!sql_finish(store, s, err))
		return false;
	drill->id = sqlite3_last_insert_rowid(store->db);
	return true;
}

bool store_begin(struct store *store, const struct pack *pack,
		 struct store_drill *drill, struct err *err)
{
	return sql_begin(store, err) &&
	       sql_end(store,
		       keep_pack(store, pack, err) &&
			       keep_drill(store, drill, err),
		       err);
}

struct appender {
	struct journal journal;
	struct store *store;
	int64_t drill, next;	/* next = number of the next row; 0 = ask */
};

static bool ask_next(struct appender *appender, struct err *err)
{
	sqlite3_stmt *s = sql_prepare(
		appender->store,
		"SELECT coalesce(max(n),0)+1 FROM journal WHERE drill=?", err);
	bool done, good;

	if (!s)
		return false;
	sql_bind_int(s, 1, appender->drill);
	good = sql_next(appender->store, s, &done, err);
	if (good)
		appender->next = sqlite3_column_int64(s, 0);
	sqlite3_finalize(s);
	return good;
}

static bool insert_rows(struct appender *appender,
			const struct journal_row *rows, size_t count,
			struct err *err)
{
	int64_t wall = now();

	for (size_t i = 0; i < count; i++) {
		sqlite3_stmt *s = sql_prepare(
			appender->store,
			"INSERT INTO journal VALUES(?,?,?,?,?,?,?,?,?)", err);

		if (!s)
			return false;
		sql_bind_int(s, 1, appender->drill);
		sql_bind_int(s, 2, appender->next + (int64_t)i);
		sql_bind_int(s, 3, rows[i].kind);
		sql_bind_int(s, 4, rows[i].seq);
		sql_bind_int(s, 5, rows[i].at_s);
		sql_bind_text(s, 6, rows[i].actor);
		sql_bind_text(s, 7, rows[i].role);
		sql_bind_text(s, 8, rows[i].text);
		sql_bind_int(s, 9, wall);
		if (!sql_finish(appender->store, s, err))
			return false;
	}
	return true;
}

static bool commit(void *context, const struct journal_row *rows, size_t count,
		   struct err *err)
{
	struct appender *appender = context;

	if (count == 0)
		return true;
	if (appender->next == 0 && !ask_next(appender, err))
		return false;
	if (!sql_begin(appender->store, err) ||
	    !sql_end(appender->store, insert_rows(appender, rows, count, err),
		     err))
		return false;
	appender->next += (int64_t)count;
	return true;
}

struct journal *store_journal_create(struct store *store, int64_t drill)
{
	struct appender *appender = mem_calloc(1, sizeof(*appender));

	appender->journal.context = appender;
	appender->journal.commit = commit;
	appender->store = store;
	appender->drill = drill;
	return &appender->journal;
}

void store_journal_destroy(struct journal *journal)
{
	free(journal ? journal->context : NULL);
}

bool store_finish(struct store *store, int64_t drill, const char *report,
		  double score, double max, const char *decision,
		  const double *parts, size_t part_count, struct err *err)
{
	sqlite3_stmt *s = sql_prepare(
		store,
		"UPDATE drills SET ended=?,report=?,score=?,max=?,decision=?,"
		"parts=? WHERE id=?",
		err);
	char list[256];
	size_t used = 0;

	if (!s)
		return false;
	list[0] = '\0';
	for (size_t i = 0; i < part_count && used < sizeof(list) - 32; i++)
		used += (size_t)snprintf(list + used, sizeof(list) - used,
					 "%s%.4f", i ? " " : "", parts[i]);
	sql_bind_int(s, 1, now());
	sql_bind_text(s, 2, report);
	sqlite3_bind_double(s, 3, score);
	sqlite3_bind_double(s, 4, max);
	sql_bind_text(s, 5, decision);
	sql_bind_text(s, 6, list);
	sql_bind_int(s, 7, drill);
	return sql_finish(store, s, err);
}

bool store_abandon(struct store *store, int64_t drill, struct err *err)
{
	sqlite3_stmt *s =
		sql_prepare(store, "UPDATE drills SET ended=? WHERE id=?", err);

	if (!s)
		return false;
	sql_bind_int(s, 1, now());
	sql_bind_int(s, 2, drill);
	return sql_finish(store, s, err);
}

bool store_set(struct store *store, const char *key, const char *value,
	       struct err *err)
{
	sqlite3_stmt *s = sql_prepare(
		store, "INSERT OR REPLACE INTO settings VALUES(?,?)", err);

	if (!s)
		return false;
	sql_bind_text(s, 1, key);
	sql_bind_text(s, 2, value);
	return sql_finish(store, s, err);
}
