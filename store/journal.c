/*
 * The journal of a drill: rows that are there, on the disk, before the player
 * is told that the input counts.
 */
#include "store/store_internal.h"

#include "base/mem.h"

#include <string.h>
#include <time.h>

static const char *const kind_words[] = {
	[JOURNAL_INPUT] = "input",
	[JOURNAL_VERDICT] = "verdict",
	[JOURNAL_DERIVED] = "derived",
	[JOURNAL_CLOCK] = "clock",
};
#define KINDS (sizeof(kind_words) / sizeof(kind_words[0]))

struct record_journal {
	struct journal journal; /* first: it is what the caller holds */
	struct store *store;
	int64_t drill;
	int64_t next; /* position of the next row */
};

/* --- writing ------------------------------------------------------------- */

static const char *or_empty(const char *text)
{
	return text ? text : "";
}

bool store_add_row(struct store *store, int64_t drill, int64_t position,
		   const struct journal_row *row, struct err *err)
{
	static const char sql[] =
		"INSERT INTO journal (drill, position, kind, seq, at_s, actor,"
		" role, text, written) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
	sqlite3_stmt *statement = store_prepare(
		store, err, sql, "iitiittti", drill, position,
		kind_words[row->kind], (int64_t)row->seq, row->at_s,
		or_empty(row->actor), or_empty(row->role), or_empty(row->text),
		(int64_t)time(NULL));
	int code;

	if (!statement)
		return false;
	code = sqlite3_step(statement);
	sqlite3_finalize(statement);
	if (code == SQLITE_DONE)
		return true;
	/* The position is taken: this record is being played elsewhere. */
	if ((code & 0xff) == SQLITE_CONSTRAINT)
		return err_set_at(err, ERR_STATE, store->path, 0, 0,
				  "another gameday has gone on with drill "
				  "%lld; this one cannot be written any more",
				  (long long)drill);
	return store_fail(store, code, err);
}

static bool commit(void *context, const struct journal_row *rows, size_t count,
		   struct err *err)
{
	struct record_journal *journal = context;
	bool good = true;

	if (count == 0)
		return true;
	if (!store_start(journal->store, err))
		return false;
	for (size_t i = 0; good && i < count; i++)
		good = store_add_row(journal->store, journal->drill,
				     journal->next + (int64_t)i, &rows[i], err);
	if (!store_end(journal->store, good, err))
		return false;
	journal->next += (int64_t)count;
	return true;
}

static bool count_rows(struct store *store, int64_t drill, int64_t *count,
		       struct err *err)
{
	sqlite3_stmt *statement = store_prepare(
		store, err, "SELECT count(*) FROM journal WHERE drill = ?", "i",
		drill);
	bool row = false, good;

	if (!statement)
		return false;
	good = store_step(store, statement, &row, err);
	*count = row ? sqlite3_column_int64(statement, 0) : 0;
	sqlite3_finalize(statement);
	return good;
}

struct journal *store_journal_create(struct store *store, int64_t drill)
{
	struct record_journal *journal = mem_calloc(1, sizeof(*journal));

	journal->journal.context = journal;
	journal->journal.commit = commit;
	journal->store = store;
	journal->drill = drill;
	/* If this fails so will the first commit, which can say why. */
	count_rows(store, drill, &journal->next, NULL);
	return &journal->journal;
}

void store_journal_destroy(struct journal *journal)
{
	if (journal)
		free(journal->context);
}

/* --- reading ------------------------------------------------------------- */

static bool read_row(struct store *store, sqlite3_stmt *statement,
		     struct arena *arena, struct journal_row *row,
		     struct err *err)
{
	const char *kind = (const char *)sqlite3_column_text(statement, 0);
	size_t k = 0;

	while (k < KINDS && kind && strcmp(kind_words[k], kind) != 0)
		k++;
	if (!kind || k == KINDS)
		return store_fail(store, SQLITE_CORRUPT, err);
	row->kind = (enum journal_kind)k;
	row->seq = (uint32_t)sqlite3_column_int64(statement, 1);
	row->at_s = sqlite3_column_int64(statement, 2);
	row->actor = store_column(statement, 3, arena);
	row->role = store_column(statement, 4, arena);
	row->text = store_column(statement, 5, arena);
	return true;
}

const struct journal_row *store_rows(struct store *store, int64_t drill,
				     size_t *count, struct arena *arena,
				     struct err *err)
{
	static const char sql[] =
		"SELECT kind, seq, at_s, actor, role, text FROM journal"
		" WHERE drill = ? AND position < ? ORDER BY position";
	struct journal_row *rows;
	sqlite3_stmt *statement;
	int64_t total;
	size_t n = 0;
	bool row = true, good = true;

	*count = 0;
	if (!count_rows(store, drill, &total, err))
		return NULL;
	statement = store_prepare(store, err, sql, "ii", drill, total);
	if (!statement)
		return NULL;
	rows = arena_new(arena, struct journal_row, total + 1);
	while (good && n < (size_t)total) {
		good = store_step(store, statement, &row, err);
		if (good && !row)
			good = store_fail(store, SQLITE_CORRUPT, err);
		good = good &&
		       read_row(store, statement, arena, &rows[n++], err);
	}
	sqlite3_finalize(statement);
	*count = n;
	return good ? rows : NULL;
}
