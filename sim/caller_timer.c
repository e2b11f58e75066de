#include "sim/caller_timer.h"

/* Sets the event of the first that stands, if there is one. */
static void arm(struct sim_engine *e, int node)
{
	struct deadlines *s = &e->state[node].caller.deadlines;
	uint32_t what = (uint32_t)EVENT_DEADLINE << EVENT_INDEX_BITS |
			(uint32_t)node;
	struct deadline d;

	s->armed = deadlines_first(s, job_at(e, 0), &d);
	if (s->armed)
		agenda_push(&e->agenda,
			    (struct event){ deadline_time(&d, e->now_us),
					    (uint64_t)d.stamp << 32 | what });
}

void caller_timer_begin(struct sim_engine *e, uint32_t index, int node,
			int64_t us)
{
	struct deadlines *s = &e->state[node].caller.deadlines;
	struct job *job = job_at(e, index);
	struct deadline d;

	if (us != s->length_us && us <= DEADLINES_LONGEST_US &&
	    !deadlines_first(s, job_at(e, 0), &d))
		s->length_us = us;
	if (us != s->length_us) {
		job->timer = engine_at(e, e->now_us + us, EVENT_TIMEOUT, index);
		return;
	}
	d = (struct deadline){ (uint32_t)(e->now_us + us), engine_stamp(e),
			       index };
	deadlines_add(s, job_at(e, 0), d);
	job->timer = d.stamp;
	if (!s->armed)
		arm(e, node);
}

void caller_deadline(struct sim_engine *e, int node, uint32_t stamp)
{
	struct deadlines *s = &e->state[node].caller.deadlines;
	struct deadline d;
	bool due = deadlines_first(s, job_at(e, 0), &d) && d.stamp == stamp;

	if (due)
		deadlines_take(s);
	arm(e, node);
	if (!due)
		return;
	e->events++;
	caller_timeout(e, d.job);
}
