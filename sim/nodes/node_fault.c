#include "sim/engine_internal.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/*
 * Faults, as a proxy between two services or a chaos tool injects them: slow,
 * failing or cut off calls, and servers that are gone.
 *
 * A fault stands in the path of the calls (the parser puts it in front of the
 * node that it is about), so it sees them both ways.  What it does to a call is
 * drawn for that call: a retry has a draw of its own.  While it holds a call or
 * an answer back, the job has its frame on top, with FRAME_DELAYED or
 * FRAME_HELD.
 */
static struct fault_state *state_of(const struct sim_engine *e, int node)
{
	return &e->state[node].fault;
}

static enum fault_kind kind_of(const struct sim_engine *e, int node)
{
	return node_at(e, node)->fault;
}

/* A moment of the model, in whole microseconds. */
static int64_t moment(const struct sim_engine *e, int node, int slot)
{
	double seconds = node_value(e, node, slot);

	if (seconds < 0.0)
		return -microseconds(-seconds);
	return microseconds(seconds);
}

static bool is_active(const struct sim_engine *e, int node)
{
	return node_flag(e, node, FAULT_ON) &&
	       e->now_us >= moment(e, node, FAULT_START) &&
	       e->now_us < moment(e, node, FAULT_STOP);
}

/* Whether the fault is on and this call is of the share. */
static bool hits(const struct sim_engine *e, const struct job *job, int node,
		 uint32_t salt)
{
	return is_active(e, node) && node_matches(node_at(e, node), job) &&
	       random_unit(draw_key(e, job, node, salt, PURPOSE_SHARE)) <
		       node_value(e, node, FAULT_SHARE);
}

/* --- holding calls and answers back ------------------------------------- */

/* The job's frame goes on with the outcome after so long. */
static void hold(struct sim_engine *e, uint32_t index, int64_t us,
		 enum sim_outcome outcome, uint8_t flag)
{
	struct job *job = job_at(e, index);

	job->top.flags |= flag;
	job->top.outcome = (uint8_t)outcome;
	record_span(e, job, job->top.node);
	if (us >= NEVER / 4)
		job->stamp = engine_stamp(e);
	else
		job->stamp = engine_at(e, e->now_us + us, EVENT_ANSWER, index);
}

static bool still_hangs(const struct sim_engine *e, struct place place)
{
	return job_at(e, place.job)->stamp == place.stamp;
}

/* Twice the room, or the list without those that have gone on. */
static void make_room(const struct sim_engine *e, struct queue *list)
{
	uint32_t kept = 0;

	for (uint32_t i = 0; i < list->count; i++) {
		if (still_hangs(e, list->at[i]))
			list->at[kept++] = list->at[i];
	}
	list->count = kept;
	if (2 * kept < list->capacity)
		return;
	list->capacity = list->capacity > 0 ? 2 * list->capacity : 64;
	list->at = mem_realloc(list->at, list->capacity, sizeof *list->at);
}

/* Nothing is heard any more: the job hangs until the fault is over, or for as
 * long as the one who called believes in the connection. */
static void hang(struct sim_engine *e, uint32_t index, int node)
{
	struct queue *list = &state_of(e, node)->hanging;

	e->state[node].refused++;
	hold(e, index, microseconds(node_value(e, node, FAULT_HANG)),
	     SIM_OUTCOME_FAILED, FRAME_HELD);
	if (list->count == list->capacity)
		make_room(e, list);
	list->at[list->count++] =
		(struct place){ index, job_at(e, index)->stamp, e->now_us };
}

static void heal(struct sim_engine *e, int node)
{
	struct queue *list = &state_of(e, node)->hanging;

	for (uint32_t i = 0; i < list->count; i++) {
		if (still_hangs(e, list->at[i]))
			flow_answer_soon(e, list->at[i].job,
					 SIM_OUTCOME_FAILED);
	}
	list->count = 0;
}

/* --- the way there and back --------------------------------------------- */

static bool slow_pass(struct sim_engine *e, uint32_t index, int node)
{
	struct job *job = job_at(e, index);
	const struct law *law = &node_at(e, node)->law[FAULT_DELAY];
	uint32_t salt = job_salt(job);
	int64_t delay = 0;

	if (law->kind != LAW_NONE)
		delay = microseconds(law_sample(law, e->value,
						draw_key(e, job, node, salt,
							 PURPOSE_SERVICE)));
	frame_mark(flow_push(e, job, FRAME_FAULT, node), e->now_us + delay);
	if (delay > 0)
		hold(e, index, delay, SIM_OUTCOME_OK, FRAME_DELAYED);
	else
		flow_next(e, index);
	return false;
}

/* A cut that comes while the call is on its way holds its answer. */
static bool partition_pass(struct sim_engine *e, uint32_t index, int node)
{
	struct job *job = job_at(e, index);
	bool cut = hits(e, job, node, job_salt(job));

	flow_push(e, job, FRAME_FAULT, node);
	if (cut)
		hang(e, index, node);
	else
		flow_next(e, index);
	return false;
}

bool fault_pass(struct sim_engine *e, uint32_t index, int node)
{
	struct job *job = job_at(e, index);

	if (kind_of(e, node) == FAULT_PARTITION)
		return partition_pass(e, index, node);
	if (!hits(e, job, node, job_salt(job)))
		return true;
	if (kind_of(e, node) == FAULT_SLOW)
		return slow_pass(e, index, node);
	if (!node_flag(e, node, FAULT_AFTER)) {
		flow_refuse(e, index, node, SIM_OUTCOME_FAILED);
		return false;
	}
	flow_push(e, job, FRAME_FAULT, node);
	flow_next(e, index);
	return false;
}

/* False when the answer stays here for a while. */
static bool way_back(struct sim_engine *e, uint32_t index,
		     enum sim_outcome *outcome)
{
	struct job *job = job_at(e, index);
	const struct frame *f = &job->top;
	double more;

	switch (kind_of(e, f->node)) {
	case FAULT_SLOW:
		more = (double)frame_since(f, e->now_us) *
		       (node_value(e, f->node, FAULT_FACTOR) - 1.0);
		if (more < 0.5)
			break;
		hold(e, index, (int64_t)(more + 0.5), *outcome, FRAME_HELD);
		return false;
	case FAULT_PARTITION:
		if (!hits(e, job, f->node, f->salt))
			break;
		hang(e, index, f->node);
		return false;
	case FAULT_FAIL:
		e->state[f->node].refused++;
		*outcome = SIM_OUTCOME_FAILED;
		break;
	case FAULT_CAPACITY:
		break;
	}
	return true;
}

bool fault_answered(struct sim_engine *e, uint32_t index,
		    enum sim_outcome *outcome)
{
	struct job *job = job_at(e, index);
	struct frame *f = &job->top;

	if (f->flags & FRAME_DELAYED) {
		f->flags = 0;
		record_span_end(e, job, SIM_OUTCOME_OK);
		flow_next(e, index);
		return false;
	}
	if (f->flags & FRAME_HELD) {
		/* A cut that ends later finds it gone. */
		job->stamp = 0;
		record_span_end(e, job, *outcome);
	} else if (*outcome == SIM_OUTCOME_OK &&
		   f->step + 1 < node_at(e, f->node)->to[0].count) {
		f->step++;
		flow_next(e, index);
		return false;
	} else if (!way_back(e, index, outcome)) {
		return false;
	}
	e->state[f->node].out += *outcome == SIM_OUTCOME_OK;
	flow_pop(e, job);
	return true;
}

/* --- when it begins and ends -------------------------------------------- */

/* All that the pool's faults leave of its servers. */
static double share_left(const struct sim_engine *e, int pool)
{
	double left = 1.0;

	for (int node = 0; node < e->model->node_count; node++) {
		const struct model_node *m = node_at(e, node);

		if (m->type == NODE_FAULT && m->fault == FAULT_CAPACITY &&
		    m->target == pool && is_active(e, node))
			left *= 1.0 - node_value(e, node, FAULT_SHARE);
	}
	return left;
}

static void arm(struct sim_engine *e, int node)
{
	int64_t start = moment(e, node, FAULT_START);
	int64_t stop = moment(e, node, FAULT_STOP);

	e->state[node].armed = 0;
	if (start > e->now_us)
		engine_alarm(e, node, start);
	else if (stop > e->now_us && stop < NEVER / 4)
		engine_alarm(e, node, stop);
}

void fault_alarm(struct sim_engine *e, int node)
{
	int pool = node_at(e, node)->target;

	if (kind_of(e, node) == FAULT_CAPACITY)
		pool_keep(e, pool, share_left(e, pool));
	else if (kind_of(e, node) == FAULT_PARTITION && !is_active(e, node))
		heal(e, node);
	arm(e, node);
}

/* The pool that it is about may not have been started yet. */
void fault_start(struct sim_engine *e, int node)
{
	if (kind_of(e, node) == FAULT_CAPACITY)
		engine_alarm(e, node, e->now_us);
	else
		arm(e, node);
}

void fault_finish(struct fault_state *s)
{
	free(s->hanging.at);
}

void fault_copy(struct fault_state *to, const struct fault_state *from)
{
	if (from->hanging.capacity == 0)
		return;
	to->hanging.at = mem_calloc(from->hanging.capacity,
				    sizeof *to->hanging.at);
	memcpy(to->hanging.at, from->hanging.at,
	       from->hanging.count * sizeof *to->hanging.at);
}

size_t fault_bytes(const struct fault_state *s)
{
	return s->hanging.capacity * sizeof *s->hanging.at;
}

double fault_level(const struct sim_engine *e, int node)
{
	return is_active(e, node);
}
