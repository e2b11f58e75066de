#include "sim/engine_internal.h"

#include <assert.h>

/*
 * A person wants one clip.  They press; when no answer comes for a while they
 * may press again, beside the first; when every press has failed they may try
 * once more or leave; and when it takes too long they leave.  What they have
 * started runs on without them.
 *
 * Where a source has no such people, and nothing in the model asks for them,
 * the job of the one press stands for the person, too.
 */

static uint64_t person_draw(const struct person *person, uint64_t what,
			    enum purpose purpose)
{
	return random_fold(person->key, what << 8 | (uint64_t)purpose);
}

/* The first press has the person's key. */
static uint64_t press_key(const struct person *person, uint16_t number)
{
	return number == 1 ? person->key
			   : person_draw(person, number, PURPOSE_PRESS);
}

void person_unref(struct sim_engine *e, uint32_t index)
{
	struct person *person = person_at(e, index);

	if (--person->refs > 0)
		return;
	person->give_up = person->again = 0;
	SLAB_RELEASE(e, SLAB_PERSONS, person, row, index);
}

static const struct law *source_law(const struct sim_engine *e, int source,
				    enum source_law which)
{
	return &node_at(e, source)->law[which];
}

/* Whether an answer that is late makes the person press again is drawn when
 * the time has come, so that the chance can change until then. */
static void await_answer(struct sim_engine *e, uint32_t index)
{
	struct person *person = person_at(e, index);
	const struct law *law = source_law(e, person->source, SOURCE_AFTER);
	double after;

	person->again = 0;
	if (law->kind == LAW_NONE)
		return;
	after = law_sample(law, e->value,
			   person_draw(person, person->presses, PURPOSE_AFTER));
	person->again = engine_at(e, e->now_us + microseconds(after),
				  EVENT_SLOW, index);
}

static void press_button(struct sim_engine *e, uint32_t index)
{
	struct person *person = person_at(e, index);
	uint32_t at = job_new(e);
	struct job *job = job_at(e, at);

	person->presses++;
	person->open++;
	person->refs++;
	*job = (struct job){ .key = press_key(person, person->presses),
			     .start_us = e->now_us,
			     .owner = index,
			     .span = NONE,
			     .flags = JOB_PERSON };
	for (int a = 0; a < SIM_ATTRIBUTES_MAX; a++)
		job->value[a] = person->value[a];
	record_press(e, job, person->row, person->presses);
	await_answer(e, index);
	flow_call(e, at, person->source);
}

static void add_up(struct sim_engine *e, const struct asked *asked, int count)
{
	double sum = 0.0;

	for (int v = 0; v < count; v++) {
		sum += e->value[asked->weights + v];
		e->up_to[asked->weights + v] = sum;
	}
}

void person_decide(struct sim_engine *e)
{
	for (int node = 0; node < e->model->node_count; node++)
		for (int a = 0; a < SIM_ATTRIBUTES_MAX; a++) {
			const struct asked *asked = &node_at(e, node)->asked[a];

			if (asked->weighted)
				add_up(e, asked, e->model->attribute[a].count);
		}
}

/* The value whose share of all weights, one after the other, the draw falls into:
 * as many are before it as end at or below the point.  No jump depends on the
 * draw. */
static uint8_t draw_value(const struct sim_engine *e, uint64_t key, int a,
			  const struct asked *asked)
{
	const struct model_attribute *attribute = &e->model->attribute[a];
	const double *up_to = &e->up_to[asked->weights];
	int last = attribute->count - 1, value = 0;
	double point = up_to[last] *
		       random_unit(random_fold(key, attribute->key >> 8 << 8 |
							    PURPOSE_ATTRIBUTE));

	for (int v = 0; v < last; v++)
		value += up_to[v] <= point;
	return (uint8_t)(up_to[last] > 0.0 ? value : 0);
}

void person_draw_values(const struct sim_engine *e, uint64_t key, int source,
			uint8_t value[SIM_ATTRIBUTES_MAX])
{
	const struct model_node *node = node_at(e, source);

	for (int a = 0; a < SIM_ATTRIBUTES_MAX; a++) {
		if (node->asked[a].weighted)
			value[a] = draw_value(e, key, a, &node->asked[a]);
	}
}

static void draw_deadline(struct sim_engine *e, uint32_t index,
			  enum source_law which, enum purpose purpose)
{
	struct person *person = person_at(e, index);
	const struct law *law = source_law(e, person->source, which);
	double after;

	if (law->kind == LAW_NONE)
		return;
	after = law_sample(law, e->value, person_draw(person, 0, purpose));
	person->give_up = engine_at(e, e->now_us + microseconds(after),
				    EVENT_GIVE_UP, index);
}

/* A job that stands for the person, too. */
static void come_alone(struct sim_engine *e, int source, uint64_t key)
{
	uint32_t index = job_new(e);
	struct job *job = job_at(e, index);

	*job = (struct job){ .key = key,
			     .start_us = e->now_us,
			     .owner = (uint32_t)source,
			     .span = NONE };
	person_values(e, key, source, job->value);
	record_press(e, job, record_came(e, key, source, job->value), 1);
	flow_call(e, index, source);
}

void person_come(struct sim_engine *e, int source, uint64_t key,
		 uint32_t client)
{
	uint32_t index;
	struct person *person;

	e->state[source].in++;
	e->state[source].source.count++;
	if (!e->people && !node_at(e, source)->has_people) {
		come_alone(e, source, key);
		return;
	}
	index = SLAB_NEW(e, SLAB_PERSONS, person, row);
	person = person_at(e, index);
	*person = (struct person){ .key = key,
				   .came_us = e->now_us,
				   .refs = 1,
				   .client = client,
				   .source = (uint8_t)source };
	person_values(e, key, source, person->value);
	person->row = record_came(e, key, source, person->value);
	draw_deadline(e, index, SOURCE_GIVE_UP, PURPOSE_GIVE_UP);
	press_button(e, index);
}

static void leave(struct sim_engine *e, uint32_t index,
		  enum sim_outcome outcome, bool degraded)
{
	struct person *person = person_at(e, index);
	struct node_state *state = &e->state[person->source];

	state->out += outcome == SIM_OUTCOME_OK;
	state->refused += outcome != SIM_OUTCOME_OK;
	stats_end(e->stats, person->source, outcome == SIM_OUTCOME_OK,
		  e->now_us - person->came_us);
	record_left(e, &(struct leaving){ person->key, person->came_us,
					  person->row, person->presses,
					  person->value, outcome, degraded });
	person->flags |= PERSON_DONE;
	person->give_up = person->again = 0;
	if (person->client != NONE)
		source_answered(e, person->source, person->client);
	person_unref(e, index);
}

static bool may_press(const struct sim_engine *e, const struct person *person)
{
	return person->presses < node_value(e, person->source, SOURCE_MAX);
}

void person_give_up(struct sim_engine *e, uint32_t index)
{
	leave(e, index, SIM_OUTCOME_GAVE_UP, false);
}

void person_again(struct sim_engine *e, uint32_t index)
{
	press_button(e, index);
}

/* The newest press is told by its key. */
static bool is_newest(const struct person *person, const struct job *job)
{
	return job->key == press_key(person, person->presses);
}

void person_acknowledge(struct sim_engine *e, uint32_t job_index)
{
	struct job *job = job_at(e, job_index);
	uint32_t index = flow_person(e, job);
	struct person *person;

	job->flags |= JOB_ACKNOWLEDGED;
	if (index == NONE)
		return;
	person = person_at(e, index);
	/* Who has been answered already may be thinking of another press. */
	if (person->open > 0 && is_newest(person, job))
		person->again = 0;
	if (person->flags & (PERSON_DONE | PERSON_ACKNOWLEDGED))
		return;
	person->flags |= PERSON_ACKNOWLEDGED;
	draw_deadline(e, index, SOURCE_GIVE_UP_ACKNOWLEDGED,
		      PURPOSE_GIVE_UP_ACKNOWLEDGED);
}

void person_slow(struct sim_engine *e, uint32_t index)
{
	const struct person *person = person_at(e, index);
	uint64_t key = person_draw(person, person->presses, PURPOSE_ON_SLOW);
	double chance = node_value(e, person->source, SOURCE_ON_SLOW);

	if (may_press(e, person) && random_unit(key) < chance)
		press_button(e, index);
}

/* All presses of a person have failed: they think and try again, or leave. */
static void after_failure(struct sim_engine *e, uint32_t index,
			  enum sim_outcome outcome)
{
	struct person *person = person_at(e, index);
	const struct law *law = source_law(e, person->source, SOURCE_THINK);
	uint64_t key = person_draw(person, person->presses, PURPOSE_ON_ERROR);
	double chance = node_value(e, person->source, SOURCE_ON_ERROR);
	double think = 0.0;

	if (!may_press(e, person) || random_unit(key) >= chance) {
		leave(e, index, outcome, false);
		return;
	}
	if (law->kind != LAW_NONE)
		think = law_sample(law, e->value,
				   person_draw(person, person->presses,
					       PURPOSE_THINK));
	person->again = engine_at(e, e->now_us + microseconds(think),
				  EVENT_AGAIN, index);
}

/* The press of a job without a person is over, and so is all of it. */
static void answered_alone(struct sim_engine *e, uint32_t index,
			   enum sim_outcome outcome)
{
	const struct job *job = job_at(e, index);
	struct node_state *state = &e->state[job->owner];
	bool degraded = (job->flags & JOB_DEGRADED) != 0;

	state->out += outcome == SIM_OUTCOME_OK;
	state->refused += outcome != SIM_OUTCOME_OK;
	stats_end(e->stats, (int)job->owner, outcome == SIM_OUTCOME_OK,
		  e->now_us - job->start_us);
	record_press_end(e, job, outcome);
	record_left(e, &(struct leaving){ job->key, job->start_us,
					  record_person(e, job), 1, job->value,
					  outcome, degraded });
	flow_end(e, index);
}

void press_answered(struct sim_engine *e, uint32_t job_index,
		    enum sim_outcome outcome)
{
	const struct job *job = job_at(e, job_index);
	bool degraded = (job->flags & JOB_DEGRADED) != 0;
	uint32_t index = job->owner;
	struct person *person;

	if (!(job->flags & JOB_PERSON)) {
		answered_alone(e, job_index, outcome);
		return;
	}
	person = person_at(e, index);
	record_press_end(e, job, outcome);
	person->open--;
	if (!(person->flags & PERSON_DONE)) {
		if (is_newest(person, job))
			person->again = 0;
		if (outcome == SIM_OUTCOME_OK)
			leave(e, index, outcome, degraded);
		else if (person->open == 0)
			after_failure(e, index, outcome);
	}
	flow_end(e, job_index);
}
