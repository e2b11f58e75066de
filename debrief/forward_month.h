/*
 * The hours after a drill, and the windows that stand for them.
 *
 * Hours are counted from the end of the drill.  A border lies where the system
 * becomes another one: a measure comes into force, the launch or the slowdown
 * begins or ends.  Between two borders each hour of the week has one window, by
 * its first occurrence; those after it are taken to be like it.  The first
 * hours after a border, and the launch and the slowdown, have windows of their
 * own and are simulated whole; so are hours in which something begins again
 * every few minutes, as a slice would have more or less of it than the hour.  Of
 * the others a slice of some minutes is simulated, the same for all, as long as
 * the work allows.
 */
#ifndef GAMEDAY_DEBRIEF_FORWARD_MONTH_H
#define GAMEDAY_DEBRIEF_FORWARD_MONTH_H

#include "base/arena.h"
#include "debrief/forward_plan.h"
#include "scenarios/pack.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MONTH_HOURS_MAX (60 * 24)

enum month_spell { MONTH_ORDINARY, MONTH_LAUNCH, MONTH_SLOWDOWN };

struct month_window {
	int hour;    /* the first one that it stands for */
	int minutes; /* of it, from its middle, are simulated */
	int stands;  /* for so many hours */
};

struct month {
	const struct pack *pack;
	int hours;
	int slice_min;		       /* of the hours that are not whole */
	const enum month_spell *spell; /* of each hour */
	const int *window;	       /* that stands for each hour */
	const struct month_window *windows; /* in the order of time */
	size_t window_count;
};

/* Lives in the arena.  events_per_hour: how much work an hour is; 0 = every
 * hour has a window of its own. */
struct month month_of(const struct pack *pack, const struct pack_later *later,
		      const struct planned_list *plan, double events_per_hour,
		      struct arena *arena);

/* Local time at the beginning of an hour, in seconds since 1970. */
int64_t month_moment(const struct pack *pack, int hour);
/* Whether the hour that begins at this moment lies in what began on this
 * weekday or, when that goes on beyond midnight, the one before. */
bool month_is_again(const struct pack_again *again, int64_t moment);
/* The first hour that a measure is in force through, and the first in which it
 * is no more (INT_MAX = it stays). */
int month_hour(const struct planned *planned);
int month_end(const struct planned *planned);

#endif
