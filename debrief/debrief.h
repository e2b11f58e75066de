/*
 * The debrief: all counterfactuals of a drill, worked out in rounds.
 *
 * The first rounds run each decision otherwise on the drill's own seed, so that
 * there is something to read soon; the next give all of them two more seeds,
 * and the last two more, twice, to those that are not clear.  Each round is one
 * list of pure jobs on base/workers; what comes out does not depend on the
 * number of threads.
 *
 * A debrief may run in a thread of its own while another asks for progress or
 * cancels it.  Results are read between rounds, or by `news` (below), in the
 * thread that runs it.  The drill must not change meanwhile.
 */
#ifndef GAMEDAY_DEBRIEF_DEBRIEF_H
#define GAMEDAY_DEBRIEF_DEBRIEF_H

#include "debrief/counterfactual.h"

struct debrief;

/* Finds the decisions; runs nothing yet.  The drill is borrowed. */
struct debrief *debrief_create(const struct drill *drill);
void debrief_destroy(struct debrief *debrief);

/* Called after each round in which something became known. */
struct debrief_news {
	void (*tell)(void *context, const struct debrief *debrief);
	void *context;
};

/* Runs all rounds on up to `threads` threads (0 = one per core).  news may be
 * NULL.  True also when it was cancelled; then what was known stays.  False on
 * an error: the drill cannot be run again. */
bool debrief_run(struct debrief *debrief, unsigned threads,
		 const struct debrief_news *news, struct err *err);

/* From any thread. */
void debrief_cancel(struct debrief *debrief);
/* Runs done, of those that are planned; the plan grows when more seeds are
 * needed. */
void debrief_progress(const struct debrief *debrief, size_t *done,
		      size_t *total);

/* What is known so far, in the order of the decisions, "removed" before
 * "earlier"; words that changed nothing are left out.  The items live as long
 * as the debrief, the array in the arena. */
const struct counterfactual *const *debrief_results(
	const struct debrief *debrief, struct arena *arena, size_t *count);
const struct inputs *debrief_inputs(const struct debrief *debrief);
const struct drill *debrief_drill(const struct debrief *debrief);
bool debrief_was_cancelled(const struct debrief *debrief);
/* Runs of the drill so far, those as played too: for benchmarks. */
size_t debrief_runs(const struct debrief *debrief);

#endif
