#include "store/store.h"

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/store_internal.h"

#include <stdlib.h>

#define BUSY_WAIT_MS 5000

static bool open_database(struct store *store, struct err *err)
{
	int code = sqlite3_open_v2(store->path, &store->db,
				   SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
				   NULL);

	if (code != SQLITE_OK)
		return store_fail(store, code, err);
	sqlite3_extended_result_codes(store->db, 1);
	sqlite3_busy_timeout(store->db, BUSY_WAIT_MS);
	return store_run(store,
			 "PRAGMA foreign_keys = ON;"
			 "PRAGMA trusted_schema = OFF;"
			 "PRAGMA synchronous = FULL",
			 err) &&
	       store_schema(store, err);
}

struct store *store_open(const char *folder, struct err *err)
{
	struct store *store;
	struct str path = STR_INIT;

	if (!file_make_directories(folder, err)) {
		/* Whoever named the folder can name another. */
		if (err)
			err->code = ERR_INPUT;
		return NULL;
	}
	store = mem_calloc(1, sizeof(*store));
	str_addf(&path, "%s/gameday.db", folder);
	store->path = str_detach(&path);
	if (open_database(store, err))
		return store;
	store_close(store);
	return NULL;
}

void store_close(struct store *store)
{
	if (!store)
		return;
	sqlite3_close(store->db);
	free(store->path);
	free(store);
}

/* --- settings ------------------------------------------------------------ */

const char *store_setting(struct store *store, const char *key,
			  struct arena *arena, struct err *err)
{
	sqlite3_stmt *statement = store_prepare(
		store, err, "SELECT value FROM settings WHERE key = ?", "t",
		key);
	const char *value = NULL;
	bool row;

	if (!statement)
		return NULL;
	if (store_step(store, statement, &row, err) && row)
		value = store_column(statement, 0, arena);
	sqlite3_finalize(statement);
	return value;
}

bool store_set(struct store *store, const char *key, const char *value,
	       struct err *err)
{
	return store_change(store, err,
			    "INSERT INTO settings (key, value) VALUES (?, ?)"
			    " ON CONFLICT (key) DO UPDATE SET value ="
			    " excluded.value",
			    "tt", key, value);
}
