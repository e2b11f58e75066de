/*
 * A drill that is written down while it is played.
 */
#ifndef GAMEDAY_CLI_RECORDING_H
#define GAMEDAY_CLI_RECORDING_H

#include "base/arena.h"
#include "drill/drill.h"
#include "scoring/report/report.h"
#include "store/store.h"

struct recording {
	struct store *store;
	struct journal *journal; /* NULL until begun or reopened */
	int64_t id;
	int lock; /* file that says who plays it; -1 = none */
};

/* Opens the store in the user's data directory. */
bool recording_open(struct recording *recording, struct err *err);
void recording_close(struct recording *recording);
/* Begins a new record of a drill that is about to be created. */
bool recording_begin(struct recording *recording, const struct pack *pack,
		     uint64_t seed, int variant, enum drill_mode mode,
		     struct err *err);
/* Continues the record of an older drill; refused while another gameday plays
 * it. */
bool recording_reopen(struct recording *recording, int64_t id, struct err *err);
/* Variants that the player met in the last drills of this pack, as bits. */
unsigned recording_seen(struct recording *recording, const struct pack *pack);
/* Keeps the report. */
bool recording_finish(struct recording *recording, const struct report *report,
		      struct err *err);

/* A recorded drill, run again from its rows.  The pack comes from the record;
 * both are the caller's.  `journal`: where further commands go, or NULL. */
bool recording_restore(struct recording *recording,
		       const struct store_drill *record,
		       const struct journal *journal, struct pack **pack,
		       struct drill **drill, struct err *err);
/* What such a drill is made of: its pack (the caller's) and the options to
 * create it anew.  ERR_STATE when another engine played it. */
bool recording_load(struct recording *recording,
		    const struct store_drill *record, struct pack **pack,
		    struct drill_options *options, struct err *err);
/* Rows run again on a pack that is there; the drill is the caller's. */
bool recording_replay(uint64_t seed, const char *variant, const char *mode,
		      const struct pack *pack, const struct journal_row *rows,
		      size_t count, struct drill **drill, struct err *err);
/* Lets others go on with the record that was begun or reopened. */
void recording_leave(struct recording *recording);
/* Number of a drill as the user wrote it ("12"); 0 for NULL. */
bool recording_number(const char *text, int64_t *id, struct err *err);

#endif
