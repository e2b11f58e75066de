/* Opening and closing the file, and its tables. */
#include "store/store.h"

#include "base/file.h"
#include "base/mem.h"
#include "store/sql.h"

#define APPLICATION_ID 0x67616d65	/* "game" */
#define VERSION 1
#define BUSY_MS 4000

static const char schema[] =
	"CREATE TABLE packs("
	" hash TEXT NOT NULL, name TEXT NOT NULL, bytes BLOB NOT NULL,"
	" PRIMARY KEY(hash, name)) STRICT;"
	"CREATE TABLE drills("
	" id INTEGER PRIMARY KEY, scenario TEXT NOT NULL, title TEXT NOT NULL,"
	" seed TEXT NOT NULL, variant TEXT NOT NULL, mode TEXT NOT NULL,"
	" engine INTEGER NOT NULL, scoring INTEGER NOT NULL,"
	" pack TEXT NOT NULL, started INTEGER NOT NULL,"
	" ended INTEGER NOT NULL DEFAULT 0, report TEXT,"
	" score REAL, max REAL, decision TEXT, parts TEXT) STRICT;"
	"CREATE TABLE journal("
	" drill INTEGER NOT NULL REFERENCES drills(id) ON DELETE CASCADE,"
	" n INTEGER NOT NULL, kind INTEGER NOT NULL, seq INTEGER NOT NULL,"
	" at_s INTEGER NOT NULL, actor TEXT NOT NULL, role TEXT NOT NULL,"
	" text TEXT NOT NULL, wall INTEGER NOT NULL,"
	" PRIMARY KEY(drill, n)) STRICT, WITHOUT ROWID;"
	"CREATE TABLE settings("
	" key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;";

static bool read_number(struct store *store, const char *pragma,
			int64_t *value, struct err *err)
{
	sqlite3_stmt *statement = sql_prepare(store, pragma, err);
	bool done, good;

	if (!statement)
		return false;
	good = sql_next(store, statement, &done, err);
	*value = good ? sqlite3_column_int64(statement, 0) : 0;
	sqlite3_finalize(statement);
	return good;
}

static bool make_tables(struct store *store, struct err *err)
{
	char marks[96];

	snprintf(marks, sizeof(marks),
		 "PRAGMA application_id=%d; PRAGMA user_version=%d;",
		 APPLICATION_ID, VERSION);
	return sql_begin(store, err) &&
	       sql_end(store,
		       sql_run(store, schema, err) &&
			       sql_run(store, marks, err),
		       err);
}

static bool check_owner(struct store *store, struct err *err)
{
	int64_t owner, version, tables;

	if (!read_number(store, "PRAGMA application_id", &owner, err) ||
	    !read_number(store, "PRAGMA user_version", &version, err) ||
	    !read_number(store, "SELECT count(*) FROM sqlite_schema", &tables,
			 err))
		return false;
	if (owner == 0 && version == 0 && tables == 0)
		return make_tables(store, err);
	if (owner != APPLICATION_ID)
		return err_set_at(err, ERR_INPUT, store->path, 0, 0,
				  "this is a database of another program; move it away and gameday makes a new one");
	if (version > VERSION)
		return err_set_at(err, ERR_INPUT, store->path, 0, 0,
				  "a newer gameday wrote this (version %lld, this one knows %d); use that one",
				  (long long)version, VERSION);
	return true;
}

static bool open_file(struct store *store, const char *folder,
		      struct err *err)
{
	int length = snprintf(store->path, sizeof(store->path),
			      "%s/gameday.db", folder);

	if (length < 0 || (size_t)length >= sizeof(store->path))
		return err_set(err, ERR_INPUT,
			       "the name of the data folder is too long: %s",
			       folder);
	if (!file_make_directories(folder, err))
		return false;
	if (sqlite3_open_v2(store->path, &store->db,
			    SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
			    NULL) != SQLITE_OK)
		return sql_fail(store, err);
	sqlite3_busy_timeout(store->db, BUSY_MS);
	return sql_run(store,
		       "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
		       "PRAGMA foreign_keys=ON; PRAGMA trusted_schema=OFF;",
		       err) &&
	       check_owner(store, err);
}

struct store *store_open(const char *folder, struct err *err)
{
	struct store *store = mem_calloc(1, sizeof(*store));

	if (open_file(store, folder, err))
		return store;
	store_close(store);
	return NULL;
}

void store_close(struct store *store)
{
	if (!store)
		return;
	sqlite3_close(store->db);
	free(store);
}
