/*
 * Pure jobs on all cores.
 *
 * Job i of n writes only its own slot of the caller's results, so the outcome
 * does not depend on how many threads there are or which runs first.
 */
#ifndef GAMEDAY_BASE_WORKERS_H
#define GAMEDAY_BASE_WORKERS_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

typedef void workers_job(size_t index, void *context);

/* Runs job(0..count-1, context) on up to `threads` threads (0 = one per core,
 * at most 16) and returns when all are done.  If *cancel becomes true, jobs
 * not yet begun are left out and false is returned.  cancel may be NULL. */
bool workers_run(size_t count, workers_job *job, void *context,
		 unsigned threads, const atomic_bool *cancel);

#endif
