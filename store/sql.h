/*
 * SQL with its errors in our words: a statement is prepared, bound, stepped and
 * finished through these, so that a locked, full, read-only or damaged file
 * always ends in one clear err.
 */
#ifndef GAMEDAY_STORE_SQL_H
#define GAMEDAY_STORE_SQL_H

#include "base/arena.h"
#include "base/err.h"

#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>

struct store {
	sqlite3 *db;
	char path[ERR_PATH_MAX];
};

/* Fills err from the database's last error.  Always false. */
bool sql_fail(struct store *store, struct err *err);
bool sql_run(struct store *store, const char *text, struct err *err);
sqlite3_stmt *sql_prepare(struct store *store, const char *text,
			  struct err *err);
void sql_bind_text(sqlite3_stmt *statement, int at, const char *text);
void sql_bind_int(sqlite3_stmt *statement, int at, int64_t value);
/* Steps a statement that gives no row, and finishes it. */
bool sql_finish(struct store *store, sqlite3_stmt *statement,
		struct err *err);
/* Steps to the next row: true = there is one.  At the end *done is set. */
bool sql_next(struct store *store, sqlite3_stmt *statement, bool *done,
	      struct err *err);
/* A copy of a text column; "" for NULL. */
const char *sql_text(sqlite3_stmt *statement, int column,
		     struct arena *arena);

/* One transaction around the writes between; rollback on false. */
bool sql_begin(struct store *store, struct err *err);
bool sql_end(struct store *store, bool good, struct err *err);

#endif
