/*
 * Messages of a drill that were begun and not sent.
 *
 * They are no part of the drill's record: only what is sent is.  Until then
 * they lie beside it, in "$XDG_DATA_HOME/gameday/drafts-DRILL.json", so that a
 * sitting that ended in the middle of a sentence goes on with it.
 */
#ifndef GAMEDAY_CLI_DRAFTS_H
#define GAMEDAY_CLI_DRAFTS_H

#include "base/arena.h"
#include "base/err.h"
#include "ui/app.h"

/* Puts these in the place of those kept before; none takes the file away. */
bool drafts_keep(int64_t drill, const struct message_draft *drafts,
		 size_t count, struct err *err);
/* What is kept, at most MESSAGE_DRAFTS_MAX, in the arena; a file that cannot be
 * read holds none. */
size_t drafts_read(int64_t drill, struct arena *arena,
		   struct message_draft drafts[MESSAGE_DRAFTS_MAX]);
/* Of a drill that has ended, or is gone. */
void drafts_forget(int64_t drill);

#endif
