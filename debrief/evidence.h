/*
 * What the player had seen by when: looks and pins at panels that, as the pack
 * says, bear on a cause.
 */
#ifndef GAMEDAY_DEBRIEF_EVIDENCE_H
#define GAMEDAY_DEBRIEF_EVIDENCE_H

#include "drill/drill.h"

/* Whether a look or a pin shows what is asked for. */
bool evidence_shows(const struct command *command,
		    const struct pack_evidence *wanted);
/* Second of the first look or pin at all before `before_s`; -1 = none. */
int64_t evidence_first(const struct drill *drill, int64_t before_s);
/* The same of one that bears on a cause which the measure is for; -1 also when
 * the measure needs no cause. */
int64_t evidence_first_for(const struct drill *drill,
			   const struct pack_mitigation *what,
			   int64_t before_s);
/* Second at which such a cause was first suspected or concluded. */
int64_t evidence_named_for(const struct drill *drill,
			   const struct pack_mitigation *what,
			   int64_t before_s);

#endif
