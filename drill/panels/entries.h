/*
 * The pack's dated entries (deploys, flags, notices) as this drill has them.
 */
#ifndef GAMEDAY_DRILL_PANELS_ENTRIES_H
#define GAMEDAY_DRILL_PANELS_ENTRIES_H

#include "drill/drill.h"

struct entry {
	int64_t at_s;
	const struct pack_entry *what;
	const char *who, *text; /* slots filled */
};

#define ENTRIES_MAX 256

/* Those of the window [from, to] in order of time.  kind NULL = all but
 * `but`, which may be NULL too. */
size_t entries_between(const struct drill *drill, int64_t from_s, int64_t to_s,
		       const char *kind, const char *but, struct arena *arena,
		       struct entry out[ENTRIES_MAX]);

#endif
