/*
 * The store: drills that were played, in one SQLite file.
 *
 * A record of a drill is the bytes of its pack (kept once per hash), its seed,
 * variant and mode, every journal row, and in the end its report.  Rows are
 * committed in one transaction before they are acknowledged; a program killed
 * at any moment loses nothing that was acknowledged.
 *
 * The file carries an application id and a version; one that a newer gameday
 * wrote is refused, not touched.
 */
#ifndef GAMEDAY_STORE_STORE_H
#define GAMEDAY_STORE_STORE_H

#include "base/arena.h"
#include "base/err.h"
#include "drill/journal.h"
#include "scenarios/pack.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct store;

/* Opens (and makes, with its folder) `folder`/gameday.db.  NULL on error:
 * unwritable, locked for long, not a database of ours, made by a newer one. */
struct store *store_open(const char *folder, struct err *err);
void store_close(struct store *store);

struct store_drill {
	int64_t id;
	const char *scenario, *title; /* id and title of the pack */
	uint64_t seed;
	const char *variant, *mode;
	int engine_version, scoring_version;
	uint64_t pack_hash;
	int64_t started, ended; /* real time, seconds since 1970; 0 = not */
	int64_t reached_s;	/* drill time of the last row */
	bool has_report;
	double score, max;    /* of the report; 0 without one */
	const char *decision; /* "" without one */
	double parts[8];      /* score per part, in rubric order */
	size_t part_count;
	const char *player; /* name that it is listed under; "" = nobody said */
	bool imported;	    /* played elsewhere */
	/* It has a report, but ended before half of its length, and nobody had
	 * decided or written anything: it says nothing about anybody. */
	bool broken_off;
};

/* Begins a record; sets drill->id.  The pack's files are stored with it. */
bool store_begin(struct store *store, const struct pack *pack,
		 struct store_drill *drill, struct err *err);
/* A journal that appends to the record; valid while the store is open. The
 * caller owns it and frees it with store_journal_destroy. */
struct journal *store_journal_create(struct store *store, int64_t drill);
void store_journal_destroy(struct journal *journal);

/* The record of a drill; id 0 = the newest one.  `open_only`: the newest that
 * has no end.  Lives in the arena.  ERR_INPUT when there is none. */
bool store_find(struct store *store, int64_t id, bool open_only,
		struct arena *arena, struct store_drill *out, struct err *err);
/* All, newest first; an array of *count in the arena. */
const struct store_drill *store_list(struct store *store, size_t *count,
				     struct arena *arena, struct err *err);
/* Every journal row of a drill in order. */
const struct journal_row *store_rows(struct store *store, int64_t drill,
				     size_t *count, struct arena *arena,
				     struct err *err);
/* The files of the pack it was played with. */
const struct pack_file *store_pack_files(struct store *store, int64_t drill,
					 size_t *count, struct arena *arena,
					 struct err *err);

/* How it ended: the report (JSON), and of it what a list of drills shows. */
struct store_result {
	const char *report;
	double score, max;
	const char *decision;
	const double *parts; /* score per part, in rubric order */
	size_t part_count;
};
/* Marks the drill as ended and keeps its result. */
bool store_finish(struct store *store, int64_t drill,
		  const struct store_result *result, struct err *err);
/* The report as it was kept; NULL without err when there is none. */
const char *store_report(struct store *store, int64_t drill,
			 struct arena *arena, struct err *err);
/* Marks the record as ended without a report (thrown away by the player). */
bool store_abandon(struct store *store, int64_t drill, struct err *err);

/* Small settings of the player; NULL when not set. */
const char *store_setting(struct store *store, const char *key,
			  struct arena *arena, struct err *err);
bool store_set(struct store *store, const char *key, const char *value,
	       struct err *err);

#endif
