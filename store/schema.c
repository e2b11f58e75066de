#include "store/store_internal.h"

/* Each step brings the tables from one version to the next.  A step that has
 * been released is never changed. */
static const char *const steps[STORE_VERSION] = {
	/* 1 */
	"CREATE TABLE pack_files ("
	"	pack_hash TEXT NOT NULL,"
	"	position INTEGER NOT NULL,"
	"	name TEXT NOT NULL,"
	"	bytes BLOB NOT NULL,"
	"	PRIMARY KEY (pack_hash, position)"
	") STRICT;"
	"CREATE TABLE drills ("
	"	id INTEGER PRIMARY KEY AUTOINCREMENT,"
	"	scenario TEXT NOT NULL,"
	"	title TEXT NOT NULL,"
	"	seed TEXT NOT NULL," /* unsigned, 64 bits: not for INTEGER */
	"	variant TEXT NOT NULL,"
	"	mode TEXT NOT NULL,"
	"	engine_version INTEGER NOT NULL,"
	"	scoring_version INTEGER NOT NULL,"
	"	pack_hash TEXT NOT NULL,"
	"	started INTEGER NOT NULL,"
	"	ended INTEGER,"
	"	score REAL,"
	"	max REAL,"
	"	decision TEXT,"
	"	report TEXT"
	") STRICT;"
	"CREATE TABLE parts ("
	"	drill INTEGER NOT NULL REFERENCES drills ON DELETE CASCADE,"
	"	position INTEGER NOT NULL,"
	"	score REAL NOT NULL,"
	"	PRIMARY KEY (drill, position)"
	") STRICT;"
	"CREATE TABLE journal ("
	"	drill INTEGER NOT NULL REFERENCES drills ON DELETE CASCADE,"
	"	position INTEGER NOT NULL,"
	"	kind TEXT NOT NULL"
	"		CHECK (kind IN ('input', 'verdict', 'derived', 'clock')),"
	"	seq INTEGER NOT NULL,"
	"	at_s INTEGER NOT NULL,"
	"	actor TEXT NOT NULL,"
	"	role TEXT NOT NULL,"
	"	text TEXT NOT NULL,"
	"	written INTEGER NOT NULL," /* real time; no part of any hash */
	"	PRIMARY KEY (drill, position)"
	") STRICT, WITHOUT ROWID;"
	"CREATE TABLE settings ("
	"	key TEXT NOT NULL PRIMARY KEY,"
	"	value TEXT NOT NULL"
	") STRICT, WITHOUT ROWID;",
	/* 2: drills of others */
	"ALTER TABLE drills ADD COLUMN player TEXT NOT NULL DEFAULT '';"
	"ALTER TABLE drills ADD COLUMN imported INTEGER NOT NULL DEFAULT 0;",
};

static bool read_number(struct store *store, const char *sql, int64_t *out,
			struct err *err)
{
	sqlite3_stmt *statement = store_prepare(store, err, sql, "");
	bool row = false, good;

	if (!statement)
		return false;
	good = store_step(store, statement, &row, err);
	*out = row ? sqlite3_column_int64(statement, 0) : 0;
	sqlite3_finalize(statement);
	return good;
}

/* Whose file it is, and how old; an empty one counts as ours of version 0. */
static bool read_version(struct store *store, int64_t *version, struct err *err)
{
	int64_t application, objects;

	if (!read_number(store, "PRAGMA application_id", &application, err) ||
	    !read_number(store, "PRAGMA user_version", version, err) ||
	    !read_number(store, "SELECT count(*) FROM sqlite_schema", &objects,
			 err))
		return false;
	if (application != STORE_APPLICATION_ID &&
	    (application || *version || objects))
		return err_set_at(err, ERR_INPUT, store->path, 0, 0,
				  "is a database of another program; move it "
				  "away to begin with an empty one");
	if (*version > STORE_VERSION)
		return err_set_at(err, ERR_INPUT, store->path, 0, 0,
				  "was written by a newer gameday (version "
				  "%lld, this one knows %d); use that one",
				  (long long)*version, STORE_VERSION);
	return true;
}

static bool take_steps(struct store *store, struct err *err)
{
	int64_t version;
	char sql[128];

	/* Read again inside the transaction: another program may have been
	 * quicker. */
	if (!read_version(store, &version, err))
		return false;
	if (version == STORE_VERSION)
		return true;
	for (int64_t i = version; i < STORE_VERSION; i++)
		if (!store_run(store, steps[i], err))
			return false;
	snprintf(sql, sizeof(sql),
		 "PRAGMA application_id = %d; PRAGMA user_version = %d",
		 STORE_APPLICATION_ID, STORE_VERSION);
	return store_run(store, sql, err);
}

/* SQLite does not wait for others when it changes the journal mode, so that
 * two programs that make the file at once would meet. */
static bool use_wal(struct store *store, struct err *err)
{
	int code = SQLITE_BUSY;

	for (int i = 0; i < 200 && (code & 0xff) == SQLITE_BUSY; i++) {
		code = sqlite3_exec(store->db, "PRAGMA journal_mode = WAL",
				    NULL, NULL, NULL);
		if ((code & 0xff) == SQLITE_BUSY)
			sqlite3_sleep(20);
	}
	return code == SQLITE_OK || store_fail(store, code, err);
}

bool store_schema(struct store *store, struct err *err)
{
	int64_t version;

	/* First look, touch nothing: the file may not be ours. */
	if (!read_version(store, &version, err))
		return false;
	if (sqlite3_db_readonly(store->db, "main"))
		return store_fail(store, SQLITE_READONLY, err);
	if (!use_wal(store, err))
		return false;
	if (version == STORE_VERSION)
		return true;
	return store_start(store, err) &&
	       store_end(store, take_steps(store, err), err);
}
