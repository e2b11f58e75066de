#include "sim/engine_internal.h"

#include "sim/bucket.h"

/*
 * The external API.  A call that it accepts makes a task, which is billed at
 * once and runs to its end whether or not somebody still waits.  The slot is
 * free when the task is done; the caller hears of it after the report's lag.
 */
static struct api_state *state_of(const struct sim_engine *e, int node)
{
	return &e->state[node].api;
}

static int chosen(const struct by_value *by, const struct press *press)
{
	uint8_t value;

	if (by->attribute < 0)
		return 0;
	value = press->value[by->attribute];
	return value == MODEL_UNSET ? 0 : value;
}

double api_price(const struct sim_engine *e, int node,
		 const struct press *press)
{
	const struct by_value *prices = &node_at(e, node)->prices;

	return e->value[prices->first + chosen(prices, press)];
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

void api_end_call(struct sim_engine *e, uint32_t frame_index,
		  enum sim_outcome outcome)
{
	struct frame *f = frame_at(e, frame_index);

	if (f->flags & FRAME_CALL_ENDED)
		return;
	f->flags |= FRAME_CALL_ENDED;
	record_call_end(e, f->row, f->press, outcome);
}

static void refuse(struct sim_engine *e, const struct call *call, uint32_t row,
		   enum sim_outcome outcome)
{
	record_call_end(e, row, call->press, outcome);
	flow_refuse(e, call, outcome);
}

/* The caller whose attempt this is, if it sends an idempotency key. */
static uint32_t joining_caller(const struct sim_engine *e,
			       const struct call *call)
{
	uint32_t caller;

	if (call->attempt == NONE)
		return NONE;
	caller = frame_at(e, call->attempt)->parent;
	if (!node_flag(e, frame_at(e, caller)->node, CALLER_IDEMPOTENT))
		return NONE;
	return caller;
}

static uint32_t open_call(struct sim_engine *e, const struct call *call,
			  uint32_t row)
{
	uint32_t index = flow_open(e, call, FRAME_API);

	frame_at(e, index)->row = row;
	if (call->attempt != NONE)
		frame_at(e, call->attempt)->aux = index;
	return index;
}

static void finish_call(struct sim_engine *e, uint32_t index,
			enum sim_outcome outcome)
{
	struct frame *f = frame_at(e, index);

	api_end_call(e, index, outcome);
	if (f->attempt != NONE && frame_at(e, f->attempt)->aux == index)
		frame_at(e, f->attempt)->aux = NONE;
	flow_close(e, index, outcome);
}

static double task_seconds(const struct sim_engine *e, const struct call *call)
{
	const struct model_node *node = node_at(e, call->node);
	int value = chosen(&node->times, press_at(e, call->press));
	uint64_t key = draw_key(e, call->press, call->node, call->salt,
				PURPOSE_TASK);

	return law_sample(&e->model->laws[node->times.first + value], e->value,
			  key) *
	       node_value(e, call->node, API_SLOWDOWN);
}

static void create_task(struct sim_engine *e, const struct call *call,
			uint32_t row, uint32_t owner, double usd)
{
	uint32_t index = slab_new(e, SLAB_TASKS);
	struct task *task = task_at(e, index);
	struct api_state *s = state_of(e, call->node);
	struct press *press = press_at(e, call->press);
	struct person *person = person_at(e, press->person);
	double fail = draw_unit(e, call->press, call->node, call->salt,
				PURPOSE_FAIL);

	s->in_flight++;
	s->credit -= usd;
	cap_charge(e, call->press, call->node, usd);
	task->press = call->press;
	task->node = call->node;
	task->salt = call->salt;
	task->attempt = call->attempt == NONE
				? (uint8_t)(press->calls < 255 ? press->calls
							       : 255)
				: frame_at(e, call->attempt)->number;
	task->created_us = e->now_us;
	task->outcome = fail < node_value(e, call->node, API_FAIL_SHARE)
				? SIM_OUTCOME_FAILED
				: SIM_OUTCOME_OK;
	task->owner = owner;
	task->waiting = open_call(e, call, row);
	record_span_usd(e, frame_at(e, task->waiting)->span, usd);
	record_task(e, index, usd, (person->flags & PERSON_HAS_TASK) != 0);
	person->flags |= PERSON_HAS_TASK;
	if (owner != NONE)
		frame_at(e, owner)->aux = index;
	engine_at(e, e->now_us + microseconds(task_seconds(e, call)),
		  EVENT_TASK_DONE, index);
}

/* With an idempotency key a retry gets the task that is there already. */
static bool join_task(struct sim_engine *e, const struct call *call,
		      uint32_t row, uint32_t owner)
{
	struct frame *caller;
	uint32_t index;

	if (owner == NONE)
		return false;
	caller = frame_at(e, owner);
	if (caller->flags & FRAME_KNOWN) {
		finish_call(e, open_call(e, call, row), SIM_OUTCOME_OK);
		return true;
	}
	if (caller->aux == NONE)
		return false;
	index = open_call(e, call, row);
	frame_at(e, index)->next = task_at(e, caller->aux)->waiting;
	task_at(e, caller->aux)->waiting = index;
	return true;
}

static bool over_rate(struct sim_engine *e, int node)
{
	double rate = node_value(e, node, API_RATE);

	return rate < MODEL_NO_LIMIT &&
	       !bucket_take(&state_of(e, node)->bucket, rate,
			    node_value(e, node, API_BURST), e->now_us, 1.0);
}

void api_enter(struct sim_engine *e, const struct call *call)
{
	struct api_state *s = state_of(e, call->node);
	struct press *press = press_at(e, call->press);
	double usd = api_price(e, call->node, press);
	uint32_t owner = joining_caller(e, call);
	int number = call->attempt == NONE ? press->calls + 1
					   : frame_at(e, call->attempt)->number;
	uint32_t row =
		record_call(e, call->press, call->node, number,
			    flow_is_orphan(e, call->press, call->attempt));

	press->calls++;
	if (over_rate(e, call->node))
		refuse(e, call, row, SIM_OUTCOME_QUOTA);
	else if (join_task(e, call, row, owner))
		return;
	else if (s->in_flight >= node_value(e, call->node, API_CONCURRENCY))
		refuse(e, call, row, SIM_OUTCOME_QUOTA);
	else if (s->credit < usd)
		refuse(e, call, row, SIM_OUTCOME_CREDIT);
	else
		create_task(e, call, row, owner, usd);
}

void api_done(struct sim_engine *e, uint32_t task_index)
{
	const struct task *task = task_at(e, task_index);
	const struct law *law = &node_at(e, task->node)->law[API_REPORT_LAG];
	int64_t lag = 0;

	state_of(e, task->node)->in_flight--;
	record_task_done(e, task_index);
	if (law->kind != LAW_NONE)
		lag = microseconds(
			law_sample(law, e->value,
				   draw_key(e, task->press, task->node,
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
		struct frame *caller = frame_at(e, task->owner);

		caller->aux = NONE;
		if (outcome == SIM_OUTCOME_OK)
			caller->flags |= FRAME_KNOWN;
	}
	slab_release(e, SLAB_TASKS, task_index);
	while (waiting != NONE) {
		uint32_t next = frame_at(e, waiting)->next;

		finish_call(e, waiting, outcome);
		waiting = next;
	}
}
