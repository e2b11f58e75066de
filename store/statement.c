#include "store/store_internal.h"

#include <assert.h>

bool store_fail(const struct store *store, int code, struct err *err)
{
	static const struct {
		int code;
		enum err_code kind;
		const char *message;
	} known[] = {
		{ SQLITE_BUSY, ERR_IO,
		  "another program holds it; nothing is lost, close the other "
		  "one or try again" },
		{ SQLITE_LOCKED, ERR_IO,
		  "another program holds it; nothing is lost, close the other "
		  "one or try again" },
		{ SQLITE_FULL, ERR_IO,
		  "the disk is full; what was acknowledged is kept, make room "
		  "and try again" },
		{ SQLITE_CORRUPT, ERR_INPUT,
		  "is damaged; move it away to begin with an empty one, or "
		  "bring back a copy" },
		{ SQLITE_NOTADB, ERR_INPUT,
		  "is no database; move it away to begin with an empty one" },
		{ SQLITE_READONLY, ERR_INPUT,
		  "cannot be written; make the folder writable, or set "
		  "XDG_DATA_HOME to one that is" },
		{ SQLITE_PERM, ERR_INPUT,
		  "cannot be written; make the folder writable, or set "
		  "XDG_DATA_HOME to one that is" },
		{ SQLITE_CANTOPEN, ERR_INPUT,
		  "cannot be opened; make the folder writable, or set "
		  "XDG_DATA_HOME to one that is" },
		{ SQLITE_IOERR, ERR_IO,
		  "the disk refuses to read or write it; what was "
		  "acknowledged is kept" },
	};

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if ((code & 0xff) == known[i].code)
			return err_set_at(err, known[i].kind, store->path, 0, 0,
					  "%s", known[i].message);
	return err_set_at(err, ERR_IO, store->path, 0, 0, "%s",
			  store->db ? sqlite3_errmsg(store->db)
				    : sqlite3_errstr(code));
}

bool store_run(struct store *store, const char *sql, struct err *err)
{
	int code = sqlite3_exec(store->db, sql, NULL, NULL, NULL);

	return code == SQLITE_OK || store_fail(store, code, err);
}

static int bind(sqlite3_stmt *statement, int at, char type, va_list *args)
{
	const void *bytes;
	const char *text;

	switch (type) {
	case 't':
		text = va_arg(*args, const char *);
		return sqlite3_bind_text(statement, at, text, -1,
					 SQLITE_STATIC);
	case 'i':
		return sqlite3_bind_int64(statement, at,
					  va_arg(*args, int64_t));
	case 'r':
		return sqlite3_bind_double(statement, at,
					   va_arg(*args, double));
	default:
		assert(type == 'b');
		bytes = va_arg(*args, const void *);
		return sqlite3_bind_blob64(statement, at, bytes,
					   va_arg(*args, size_t),
					   SQLITE_STATIC);
	}
}

static sqlite3_stmt *prepare(struct store *store, struct err *err,
			     const char *sql, const char *types, va_list *args)
{
	sqlite3_stmt *statement = NULL;
	int code = sqlite3_prepare_v2(store->db, sql, -1, &statement, NULL);

	for (int i = 0; code == SQLITE_OK && types[i]; i++)
		code = bind(statement, i + 1, types[i], args);
	if (code == SQLITE_OK)
		return statement;
	store_fail(store, code, err);
	sqlite3_finalize(statement);
	return NULL;
}

sqlite3_stmt *store_prepare(struct store *store, struct err *err,
			    const char *sql, const char *types, ...)
{
	sqlite3_stmt *statement;
	va_list args;

	va_start(args, types);
	statement = prepare(store, err, sql, types, &args);
	va_end(args);
	return statement;
}

bool store_step(struct store *store, sqlite3_stmt *statement, bool *row,
		struct err *err)
{
	int code = sqlite3_step(statement);

	*row = code == SQLITE_ROW;
	if (code == SQLITE_ROW || code == SQLITE_DONE)
		return true;
	return store_fail(store, code, err);
}

bool store_change(struct store *store, struct err *err, const char *sql,
		  const char *types, ...)
{
	sqlite3_stmt *statement;
	va_list args;
	bool row, good;

	va_start(args, types);
	statement = prepare(store, err, sql, types, &args);
	va_end(args);
	if (!statement)
		return false;
	good = store_step(store, statement, &row, err);
	sqlite3_finalize(statement);
	return good;
}

const char *store_column(sqlite3_stmt *statement, int column,
			 struct arena *arena)
{
	const unsigned char *text = sqlite3_column_text(statement, column);

	return text ? arena_strdup(arena, (const char *)text) : NULL;
}

bool store_start(struct store *store, struct err *err)
{
	/* IMMEDIATE: the wait for another writer comes here and not in the
	 * middle, where it could not be waited for. */
	return store_run(store, "BEGIN IMMEDIATE", err);
}

bool store_end(struct store *store, bool good, struct err *err)
{
	if (good && store_run(store, "COMMIT", err))
		return true;
	if (!sqlite3_get_autocommit(store->db))
		store_run(store, "ROLLBACK", NULL);
	return false;
}
