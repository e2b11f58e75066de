/*
 * Whole records: out of the store, into it, and away.
 */
#include "store/parcel.h"

#include "base/hash.h"
#include "store/store_internal.h"

#include <string.h>

bool store_load(struct store *store, int64_t drill, struct arena *arena,
		struct store_record *out, struct err *err)
{
	struct err trouble = { 0 };

	memset(out, 0, sizeof(*out));
	if (!store_find(store, drill, false, arena, &out->drill, err))
		return false;
	drill = out->drill.id;
	out->files = store_pack_files(store, drill, &out->file_count, arena,
				      err);
	if (!out->files)
		return false;
	out->rows = store_rows(store, drill, &out->row_count, arena, err);
	if (!out->rows)
		return false;
	out->report = store_report(store, drill, arena, &trouble);
	if (trouble.code != ERR_NONE && err)
		*err = trouble;
	return trouble.code == ERR_NONE;
}

bool store_keep_files(struct store *store, const struct pack_file *files,
		      size_t count, const char *hash, struct err *err)
{
	for (size_t i = 0; i < count; i++)
		if (!store_change(store, err,
				  "INSERT INTO pack_files (pack_hash, position,"
				  " name, bytes) VALUES (?, ?, ?, ?)"
				  " ON CONFLICT DO NOTHING",
				  "titb", hash, (int64_t)i, files[i].name,
				  files[i].bytes, files[i].length))
			return false;
	return true;
}

static bool add_drill(struct store *store, struct store_record *record,
		      const char *hash, struct err *err)
{
	static const char sql[] =
		"INSERT INTO drills (scenario, title, seed, variant, mode,"
		" engine_version, scoring_version, pack_hash, started, ended,"
		" player, imported) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?,"
		" nullif(?, 0), ?, ?)";
	struct store_drill *drill = &record->drill;
	char seed[24];

	snprintf(seed, sizeof(seed), "%llu", (unsigned long long)drill->seed);
	if (!store_change(store, err, sql, "tttttiitiiti", drill->scenario,
			  drill->title, seed, drill->variant, drill->mode,
			  (int64_t)drill->engine_version,
			  (int64_t)drill->scoring_version, hash, drill->started,
			  drill->ended, drill->player,
			  (int64_t)drill->imported))
		return false;
	drill->id = sqlite3_last_insert_rowid(store->db);
	return true;
}

static bool add_result(struct store *store, const struct store_record *record,
		       struct err *err)
{
	const struct store_drill *drill = &record->drill;

	if (!store_change(store, err,
			  "UPDATE drills SET player = ?, report = ?, score = ?,"
			  " max = ?, decision = ? WHERE id = ?",
			  "ttrrti", drill->player, record->report, drill->score,
			  drill->max,
			  drill->has_report ? drill->decision : NULL,
			  drill->id) ||
	    !store_change(store, err, "DELETE FROM parts WHERE drill = ?", "i",
			  drill->id))
		return false;
	for (size_t i = 0; i < drill->part_count; i++)
		if (!store_change(store, err,
				  "INSERT INTO parts (drill, position, score)"
				  " VALUES (?, ?, ?)",
				  "iir", drill->id, (int64_t)i,
				  drill->parts[i]))
			return false;
	return true;
}

static bool put_all(struct store *store, struct store_record *record,
		    struct err *err)
{
	char hash[HASH_HEX_SIZE];

	hash_hex(record->drill.pack_hash, hash);
	if (record->drill.id == 0 &&
	    (!store_keep_files(store, record->files, record->file_count, hash,
			       err) ||
	     !add_drill(store, record, hash, err)))
		return false;
	if (!add_result(store, record, err) ||
	    !store_change(store, err, "DELETE FROM journal WHERE drill = ?",
			  "i", record->drill.id))
		return false;
	for (size_t i = 0; i < record->row_count; i++)
		if (!store_add_row(store, record->drill.id, (int64_t)i,
				   &record->rows[i], err))
			return false;
	return true;
}

bool store_keep(struct store *store, struct store_record *record,
		struct err *err)
{
	return store_start(store, err) &&
	       store_end(store, put_all(store, record, err), err);
}

int64_t store_same(struct store *store, const struct store_record *record,
		   struct err *err)
{
	struct arena arena = ARENA_INIT;
	uint64_t hash = parcel_hash(record);
	size_t count;
	const struct store_drill *all = store_list(store, &count, &arena, err);
	int64_t found = all ? 0 : -1;

	for (size_t i = 0; all && i < count && found == 0; i++) {
		struct store_record other;

		/* Rows are read only of those that could be it. */
		if (all[i].seed != record->drill.seed ||
		    all[i].started != record->drill.started ||
		    all[i].pack_hash != record->drill.pack_hash)
			continue;
		if (!store_load(store, all[i].id, &arena, &other, err))
			found = -1;
		else if (parcel_hash(&other) == hash)
			found = all[i].id;
	}
	arena_finish(&arena);
	return found;
}

static bool take_out(struct store *store, int64_t drill, struct err *err)
{
	static const char *const steps[] = {
		"DELETE FROM journal WHERE drill = ?",
		"DELETE FROM parts WHERE drill = ?",
		"DELETE FROM drills WHERE id = ?",
	};

	for (size_t i = 0; i < sizeof(steps) / sizeof(*steps); i++)
		if (!store_change(store, err, steps[i], "i", drill))
			return false;
	if (sqlite3_changes(store->db) != 1)
		return err_set(err, ERR_INPUT,
			       "there is no drill %lld; gameday history lists "
			       "them",
			       (long long)drill);
	return store_run(store,
			 "DELETE FROM pack_files WHERE pack_hash NOT IN"
			 " (SELECT pack_hash FROM drills)",
			 err);
}

bool store_forget(struct store *store, int64_t drill, struct err *err)
{
	/* What is deleted is overwritten, not only no longer listed. */
	return store_run(store, "PRAGMA secure_delete = ON", err) &&
	       store_start(store, err) &&
	       store_end(store, take_out(store, drill, err), err) &&
	       store_run(store, "PRAGMA wal_checkpoint(TRUNCATE)", err);
}
