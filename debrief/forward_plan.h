/*
 * What comes into force when, in the weeks after a drill.
 *
 * A measure that is in force at the end stays, unless it was being taken back;
 * one that was under way comes into force.  A planned one does so when it is
 * due (without a date: the pack's typical one for its phase), or
 * when the work on it can be done, if that is later.  Approvals are taken to be
 * given by then; numbers are the measure's defaults.  A stopgap is taken back
 * after the time that the pack gives it.
 */
#ifndef GAMEDAY_DEBRIEF_FORWARD_PLAN_H
#define GAMEDAY_DEBRIEF_FORWARD_PLAN_H

#include "base/arena.h"
#include "drill/drill.h"
#include "drill/world.h"

struct planned {
	const struct pack_mitigation *what;
	size_t index;	 /* of it in the pack */
	bool stands;	 /* in force since the drill */
	bool leaves;	 /* it was being taken back */
	bool under_way;	 /* when the drill ended */
	int64_t from_s;	 /* after the end; 0 = from the start */
	int64_t until_s; /* a stopgap's end; INT64_MAX = it stays */
	int64_t due_s;
	bool late; /* from_s is later than due_s */
	double numbers[PACK_PARAMETERS_MAX];
};

struct planned_list {
	const struct planned *items; /* those that stand first */
	size_t count;
};

/* Of a drill that stands at its full length.  Lives in the arena. */
struct planned_list forward_planned(const struct drill *drill,
				    struct arena *arena);

/* "+3d", "+2w" or a day of the calendar as seconds after the drill's day began
 * to be over; false when it is none of these. */
bool forward_due(const char *due, const struct pack *pack, int64_t *out);

#endif
