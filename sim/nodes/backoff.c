#include "sim/engine_internal.h"

/*
 * How long a caller waits before a retry.
 *
 * The delay is the base, or doubles with each retry, up to a cap; jitter makes
 * callers that failed together come back at different times.  The kinds are
 * those of M. Brooker, "Exponential backoff and jitter", AWS Architecture
 * Blog, 2015:
 *
 *	full		uniform in 0..delay
 *	equal		delay / 2 + uniform in 0..delay / 2
 *	decorrelated	min(cap, uniform in base..3 * the last one), which
 *			begins at the base and grows by itself
 */

/* The n-th retry's own draw. */
static double draw(const struct sim_engine *e, const struct job *job, int n)
{
	const struct frame *f = &job->top;

	return random_unit(draw_key(e, job, f->node, f->salt + (uint32_t)n,
				    PURPOSE_BACKOFF));
}

/* Nobody remembers the delays before this one: the draws give them again. */
static double decorrelated(const struct sim_engine *e, const struct job *job,
			   double base, double cap)
{
	double delay = base;

	for (int n = 1; n <= job->top.number; n++) {
		delay = base + draw(e, job, n) * (3.0 * delay - base);
		if (delay > cap)
			delay = cap;
	}
	return delay;
}

static double plain(const struct sim_engine *e, const struct frame *f,
		    double base, double cap)
{
	double delay = base;

	if (!node_flag(e, f->node, CALLER_BACKOFF_KIND)) {
		for (int n = 1; n < f->number && delay < cap; n++)
			delay *= 2.0;
	}
	return delay < cap ? delay : cap;
}

double caller_backoff(const struct sim_engine *e, const struct job *job)
{
	const struct frame *f = &job->top;
	double base = node_value(e, f->node, CALLER_BACKOFF);
	double cap = node_value(e, f->node, CALLER_BACKOFF_CAP);
	double delay = plain(e, f, base, cap);

	switch ((enum jitter)node_value(e, f->node, CALLER_JITTER)) {
	case JITTER_FULL:
		return delay * draw(e, job, f->number);
	case JITTER_EQUAL:
		return delay / 2.0 * (1.0 + draw(e, job, f->number));
	case JITTER_DECORRELATED:
		return decorrelated(e, job, base, cap);
	case JITTER_NONE:
	case JITTERS:
		break;
	}
	return delay;
}
