/*
 * A parcel: one drill as one file, to be handed on.
 *
 * It is a JSON object with the pack it was played with, the versions, every
 * journal row and the report as it was given, and a hash over all of it.  The
 * hash tells that a file is whole; it is no signature.  That a drill was played
 * as its rows say is told by running it again (gameday verify), which an import
 * does.
 */
#ifndef GAMEDAY_STORE_PARCEL_H
#define GAMEDAY_STORE_PARCEL_H

#include "store/store.h"

#define PARCEL_VERSION 1
#define PARCEL_SIZE_MAX (8u << 20) /* bytes of a file */
#define PARCEL_ROWS_MAX 200000
#define PARCEL_FILES_MAX 16

/* Everything that is kept of a drill; borrowed. */
struct store_record {
	struct store_drill drill; /* its id means nothing elsewhere */
	const struct pack_file *files;
	size_t file_count;
	const struct journal_row *rows;
	size_t row_count;
	const char *report; /* NULL = it has none */
};

/* Over what makes a drill this drill, whoever played it and wherever it is
 * kept: two with the same are the same. */
uint64_t parcel_hash(const struct store_record *record);
void parcel_write(const struct store_record *record, struct str *out);
/* Lives in the arena.  ERR_INPUT, with the file and the place, when it is no
 * parcel, damaged, or of a newer version. */
bool parcel_read(const char *text, size_t length, const char *path,
		 struct arena *arena, struct store_record *out,
		 struct err *err);

/* --- records in the store (store/record_move.c) ---------------------------- */

/* All of a drill, in the arena. */
bool store_load(struct store *store, int64_t drill, struct arena *arena,
		struct store_record *out, struct err *err);
/* Keeps it as a new drill, or in place of one that is there (id > 0); sets
 * record->drill.id. */
bool store_keep(struct store *store, struct store_record *record,
		struct err *err);
/* The drill that is the same one; 0 when there is none, -1 on error. */
int64_t store_same(struct store *store, const struct store_record *record,
		   struct err *err);
/* Takes it out for good, with its pack when no other drill has it. */
bool store_forget(struct store *store, int64_t drill, struct err *err);

#endif
