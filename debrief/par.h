/*
 * Par: how well a variant can be played by somebody who does everything right
 * and needs a realistic time to find out what to do.
 *
 * It is searched for.  The search begins with the lines that the pack's author
 * wrote (evidence, messages, measures) and tries one change after another: a
 * measure added, left out, sooner, later, with other numbers, taken back or not.
 * A change stays when it makes the mean loss over several seeds smaller (each
 * seed draws a cast of its own); a pass over all changes without one that stays
 * ends it.  Everything goes through the drill's rules: lead times, hands,
 * approvals; a candidate of which any line is refused is none.
 *
 * A realistic time to diagnose:
 *
 * - nobody acts before they have read the first panel: PAR_READ_S;
 * - a measure for a cause waits until two panels that bear on the cause have
 *   been read as well: PAR_READ_S each;
 * - a measure is added only if it needs no cause or is for the right one, the
 *   pack does not expect harm of it, and no approval is needed or the author's lines tell
 *   the approver something, and taken back PAR_LOOK_S after it was asked for at
 *   the soonest;
 * - messages and evidence stay at the author's times.
 */
#ifndef GAMEDAY_DEBRIEF_PAR_H
#define GAMEDAY_DEBRIEF_PAR_H

#include "drill/drill.h"

#include <stdatomic.h>

#define PAR_READ_S 30
#define PAR_LOOK_S 180
#define PAR_LINES_MAX 64
#define PAR_SEEDS 4	   /* that the search goes by */
#define PAR_CHECK_SEEDS 6  /* others, for the loss that is told */
#define PAR_TRIALS_MAX 240 /* of a variant */

/* What was found for one variant. */
struct par {
	const char *lines[PAR_LINES_MAX]; /* of a script, in the arena */
	size_t count;
	double loss_usd, noise_usd; /* on other seeds; 95 %, by Student's t */
	double start_usd;	    /* what the author's lines lose there */
	size_t trials;
};

struct par_search {
	const struct pack *pack;
	const struct judge *judge; /* of the messages in it */
	unsigned threads;
	size_t trials_max; /* 0 = PAR_TRIALS_MAX */
	bool keep;	   /* no trials: the lines are measured as they are */
	/* Called after each trial; may be NULL. */
	void (*tell)(void *context, int variant, size_t trial, double loss_usd);
	void *context;
};

/* The soonest that a measure can be asked for. */
int64_t par_earliest(const struct pack *pack,
		     const struct pack_mitigation *what);

/* Searches, beginning with these lines.  False on an error: a line is no
 * command, or none of it can be played. */
bool par_find(const struct par_search *search, int variant,
	      const char *const *lines, size_t count, struct arena *arena,
	      struct par *out, struct err *err);

/* The text of par.json, for all variants of the pack in their order. */
void par_to_json(const struct pack *pack, const struct par *pars,
		 struct str *out);

#endif
