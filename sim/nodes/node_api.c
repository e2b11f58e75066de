#include "sim/engine_internal.h"

#include "sim/nodes/bucket.h"

/*
 * The external API.  A call that it accepts makes a task, which is billed at
 * once and runs to its end whether or not somebody still waits.  The slot is
 * free when the task is done; the caller hears of it after the report's lag.
 */
static struct api_state *state_of(const struct sim_engine *e, int node)
{
	return &e->state[node].api;
}

static int chosen(const struct by_value *by, const struct job *job)
{
	uint8_t value;

	if (by->attribute < 0)
		return 0;
	value = job->value[by->attribute];
	return value == MODEL_UNSET ? 0 : value;
}

double api_price(const struct sim_engine *e, int node, const struct job *job)
{
	const struct by_value *prices = &node_at(e, node)->prices;

	return e->value[prices->first + chosen(prices, job)];
}

void api_start(struct sim_engine *e, int node)
{
	struct api_state *s = state_of(e, node);

	s->bucket.tokens = node_value(e, node, API_BURST);
	s->bucket.at_us = e->now_us;
	s->credit = node_value(e, node, API_CREDIT);
}

void api_changed(struct sim_engine *e, int node, int slot, double before)
{
	struct api_state *s = state_of(e, node);

	if (slot == API_CONCURRENCY)
		stats_level(e->stats, node, STATS_SERVERS,
			    node_value(e, node, slot), e->now_us);
	/* A top-up adds to what is left. */
	if (slot == API_CREDIT)
		s->credit += node_value(e, node, API_CREDIT) - before;
	if (slot == API_RATE || slot == API_BURST)
		bucket_settle(&s->bucket,
			      slot == API_RATE ? before
					       : node_value(e, node, API_RATE),
			      slot == API_BURST
				      ? before
				      : node_value(e, node, API_BURST),
			      e->now_us);
}

void api_end_call(struct sim_engine *e, struct job *job,
		  enum sim_outcome outcome)
{
	struct frame *f = &job->top;

	if (f->flags & FRAME_ENDED)
		return;
	f->flags |= FRAME_ENDED;
	record_call_end(e, job, f->aux, outcome);
}

static void refuse(struct sim_engine *e, uint32_t index, int node, uint32_t row,
		   enum sim_outcome outcome)
{
	record_call_end(e, job_at(e, index), row, outcome);
	if (outcome == SIM_OUTCOME_QUOTA)
		stats_count(e->stats, node, STATS_QUOTA);
	flow_refuse(e, index, node, outcome);
}

/* The job waits for the API's answer. */
static void open_call(struct sim_engine *e, struct job *job, int node,
		      uint32_t row, uint32_t link)
{
	struct frame *f;

	record_span(e, job, node);
	f = flow_push(e, job, FRAME_API, node);
	f->aux = row;
	f->link = link;
}

static void finish_call(struct sim_engine *e, uint32_t index,
			enum sim_outcome outcome)
{
	struct job *job = job_at(e, index);
	int node = job->top.node;

	api_end_call(e, job, outcome);
	if (outcome == SIM_OUTCOME_OK)
		e->state[node].out++;
	record_span_end(e, job, outcome);
	flow_pop(e, job);
	flow_answer(e, index, outcome);
}

static double task_seconds(const struct sim_engine *e, const struct job *job,
			   int at, uint32_t salt)
{
	const struct model_node *node = node_at(e, at);
	const struct law *law =
		&e->model->laws[node->times.first + chosen(&node->times, job)];

	return law_sample(law, e->value,
			  draw_key(e, job, at, salt, PURPOSE_TASK)) *
	       node_value(e, at, API_SLOWDOWN);
}

/* What the API has been asked to do for whom. */
struct request {
	uint32_t job, row, key;
	int node;
	uint8_t attempt;
	double usd;
};

/* True when the person has a task already. */
static bool has_task(struct sim_engine *e, const struct job *job)
{
	struct person *person = person_at(e, flow_person(e, job));
	bool had = (person->flags & PERSON_HAS_TASK) != 0;

	person->flags |= PERSON_HAS_TASK;
	return had;
}

static void create_task(struct sim_engine *e, const struct request *r)
{
	uint32_t index = SLAB_NEW(e, SLAB_TASKS, task, row);
	struct task *task = task_at(e, index);
	struct api_state *s = state_of(e, r->node);
	struct job *job = job_at(e, r->job);
	double fail = draw_unit(e, job, r->node, PURPOSE_FAIL);
	int64_t done;

	*task = (struct task){ .created_us = e->now_us,
			       .owner = r->key,
			       .waiting = r->job,
			       .first = r->job,
			       .salt = job_salt(job),
			       .node = (uint8_t)r->node,
			       .outcome = SIM_OUTCOME_OK,
			       .attempt = r->attempt };
	if (fail < node_value(e, r->node, API_FAIL_SHARE))
		task->outcome = SIM_OUTCOME_FAILED;
	s->in_flight++;
	stats_level(e->stats, r->node, STATS_BUSY, s->in_flight, e->now_us);
	stats_task(e->stats, r->node, r->usd);
	s->credit -= r->usd;
	cap_charge(e, job, r->node, r->usd);
	done = e->now_us +
	       microseconds(task_seconds(e, job, r->node, task->salt));
	open_call(e, job, r->node, r->row, NONE);
	if (job->flags & JOB_TRACED)
		span_usd(e, job, r->usd);
	record_task(e, index, job, r->usd, has_task(e, job));
	if (r->key != NONE) {
		key_at(e, r->key)->task = index;
		key_at(e, r->key)->refs++;
	}
	engine_at(e, done, EVENT_TASK_DONE, index);
}

/* With an idempotency key a retry gets the task that is there already. */
static bool join_task(struct sim_engine *e, const struct request *r)
{
	const struct key *key;
	struct task *task;

	if (r->key == NONE)
		return false;
	key = key_at(e, r->key);
	if (key->known) {
		open_call(e, job_at(e, r->job), r->node, r->row, NONE);
		finish_call(e, r->job, SIM_OUTCOME_OK);
		return true;
	}
	if (key->task == NONE)
		return false;
	task = task_at(e, key->task);
	open_call(e, job_at(e, r->job), r->node, r->row, task->waiting);
	task->waiting = r->job;
	return true;
}

static bool over_rate(struct sim_engine *e, int node)
{
	double rate = node_value(e, node, API_RATE);

	return rate < MODEL_NO_LIMIT &&
	       !bucket_take(&state_of(e, node)->bucket, rate,
			    node_value(e, node, API_BURST), e->now_us, 1.0);
}

void api_enter(struct sim_engine *e, uint32_t index, int node)
{
	struct api_state *s = state_of(e, node);
	struct job *job = job_at(e, index);
	const struct frame *caller = flow_caller(e, job);
	struct request r = { .job = index,
			     .key = caller == NULL ? NONE : caller->aux,
			     .node = node,
			     .attempt = caller == NULL ? 1 : caller->number,
			     .usd = api_price(e, node, job) };

	r.row = record_call(e, job, node, r.attempt);
	if (over_rate(e, node))
		refuse(e, index, node, r.row, SIM_OUTCOME_QUOTA);
	else if (join_task(e, &r))
		return;
	else if (s->in_flight >= node_value(e, node, API_CONCURRENCY))
		refuse(e, index, node, r.row, SIM_OUTCOME_QUOTA);
	else if (s->credit < r.usd)
		refuse(e, index, node, r.row, SIM_OUTCOME_CREDIT);
	else
		create_task(e, &r);
}

void api_done(struct sim_engine *e, uint32_t task_index)
{
	const struct task *task = task_at(e, task_index);
	const struct law *law = &node_at(e, task->node)->law[API_REPORT_LAG];
	struct api_state *s = state_of(e, task->node);
	int64_t lag = 0;

	s->in_flight--;
	stats_level(e->stats, task->node, STATS_BUSY, s->in_flight, e->now_us);
	record_task_done(e, task_index);
	if (law->kind != LAW_NONE)
		lag = microseconds(law_sample(
			law, e->value,
			draw_key(e, job_at(e, task->first), task->node,
				 task->salt, PURPOSE_LAG)));
	if (lag > 0)
		engine_at(e, e->now_us + lag, EVENT_TASK_TOLD, task_index);
	else
		api_told(e, task_index);
}

void api_told(struct sim_engine *e, uint32_t task_index)
{
	struct task *task = task_at(e, task_index);
	enum sim_outcome outcome = (enum sim_outcome)task->outcome;
	uint32_t waiting = task->waiting;

	record_task_told(e, task_index);
	if (task->owner != NONE) {
		struct key *key = key_at(e, task->owner);

		key->task = NONE;
		key->known = outcome == SIM_OUTCOME_OK;
		key_unref(e, task->owner);
	}
	SLAB_RELEASE(e, SLAB_TASKS, task, row, task_index);
	while (waiting != NONE) {
		uint32_t next = job_at(e, waiting)->top.link;

		finish_call(e, waiting, outcome);
		waiting = next;
	}
}
