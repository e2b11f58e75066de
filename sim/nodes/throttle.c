#include "sim/engine_internal.h"

#include "sim/telemetry/tally.h"

/*
 * A caller that throttles itself, as in B. Beyer et al., "Site Reliability
 * Engineering", 2016, chapter 21, "Client-side throttling".
 *
 * It counts, over two minutes or so, the requests that it wanted to make and
 * those that the other side accepted, and refuses with probability
 *
 *	max(0, (requests - K * accepts) / (requests + 1))
 *
 * so that in the long run K calls go out for each that is accepted.
 */
static int64_t window(const struct sim_engine *e, int node)
{
	return microseconds(node_value(e, node, CALLER_THROTTLE_WINDOW));
}

bool throttle_passes(struct sim_engine *e, const struct job *job)
{
	const struct frame *f = &job->top;
	double k = node_value(e, f->node, CALLER_THROTTLE_K);
	struct tally *tally = &e->state[f->node].caller.throttle;
	struct tally_sum of;
	double refused;

	of = tally_sum(tally, window(e, f->node), e->now_us);
	tally_count(tally, window(e, f->node), e->now_us, 1, 0);
	refused = (of.all - k * of.some) / (of.all + 1.0);
	return refused <= 0.0 ||
	       random_unit(draw_key(e, job, f->node, f->salt + f->number,
				    PURPOSE_THROTTLE)) >= refused;
}

void throttle_tell(struct sim_engine *e, int node, enum sim_outcome outcome)
{
	if (outcome == SIM_OUTCOME_OK)
		tally_count(&e->state[node].caller.throttle, window(e, node),
			    e->now_us, 0, 1);
}
