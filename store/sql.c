#include "store/sql.h"

/* What a person can do about it, per primary result code. */
static const char *advice(int code)
{
	switch (code) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return "another gameday is writing; try again when it has ended";
	case SQLITE_READONLY:
	case SQLITE_PERM:
	case SQLITE_CANTOPEN:
		return "make the folder writable, or set XDG_DATA_HOME to one that is";
	case SQLITE_FULL:
		return "the disk is full; make room and try again";
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
		return "the file is damaged or not ours; move it away and gameday makes a new one";
	case SQLITE_IOERR:
		return "the disk failed to read or write";
	default:
		return "this should not happen; please report it";
	}
}

bool sql_fail(struct store *store, struct err *err)
{
	int code = sqlite3_errcode(store->db) & 0xff;

	return err_set_at(err, ERR_IO, store->path, 0, 0, "%s: %s",
			  sqlite3_errmsg(store->db), advice(code));
}

bool sql_run(struct store *store, const char *text, struct err *err)
{
	if (sqlite3_exec(store->db, text, NULL, NULL, NULL) == SQLITE_OK)
		return true;
	return sql_fail(store, err);
}

sqlite3_stmt *sql_prepare(struct store *store, const char *text,
			  struct err *err)
{
	sqlite3_stmt *statement = NULL;

	if (sqlite3_prepare_v2(store->db, text, -1, &statement, NULL) !=
	    SQLITE_OK) {
		sql_fail(store, err);
		return NULL;
	}
	return statement;
}

void sql_bind_text(sqlite3_stmt *statement, int at, const char *text)
{
	sqlite3_bind_text(statement, at, text ? text : "", -1,
			  SQLITE_TRANSIENT);
}

void sql_bind_int(sqlite3_stmt *statement, int at, int64_t value)
{
	sqlite3_bind_int64(statement, at, value);
}

bool sql_finish(struct store *store, sqlite3_stmt *statement, struct err *err)
{
	bool good = sqlite3_step(statement) == SQLITE_DONE ||
		    sql_fail(store, err);

	sqlite3_finalize(statement);
	return good;
}

bool sql_next(struct store *store, sqlite3_stmt *statement, bool *done,
	      struct err *err)
{
	int code = sqlite3_step(statement);

	*done = code == SQLITE_DONE;
	if (code != SQLITE_ROW && code != SQLITE_DONE)
		sql_fail(store, err);
	return code == SQLITE_ROW;
}

const char *sql_text(sqlite3_stmt *statement, int column, struct arena *arena)
{
	const unsigned char *text = sqlite3_column_text(statement, column);
	int length = sqlite3_column_bytes(statement, column);

	return text ? arena_strndup(arena, (const char *)text, (size_t)length)
		    : "";
}

bool sql_begin(struct store *store, struct err *err)
{
	return sql_run(store, "BEGIN IMMEDIATE", err);
}

bool sql_end(struct store *store, bool good, struct err *err)
{
	if (good && sql_run(store, "COMMIT", err))
		return true;
	sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
	return false;
}
