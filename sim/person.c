#include "sim/engine_internal.h"

#include <assert.h>

/*
 * A person wants one clip.  They press; when no answer comes for a while they
 * may press again, beside the first; when every press has failed they may try
 * once more or leave; and when it takes too long they leave.  What they have
 * started runs on without them.
 */

static uint64_t person_draw(const struct person *person, uint64_t what,
			    enum purpose purpose)
{
	return random_fold(person->key, what << 8 | (uint64_t)purpose);
}

static void person_unref(struct sim_engine *e, uint32_t index)
{
	if (--person_at(e, index)->refs == 0)
		slab_release(e, SLAB_PERSONS, index);
}

void press_unref(struct sim_engine *e, uint32_t press_index)
{
	struct press *press = press_at(e, press_index);
	uint32_t person = press->person;

	if (--press->refs > 0)
		return;
	slab_release(e, SLAB_PRESSES, press_index);
	person_unref(e, person);
}

static const struct law *source_law(const struct sim_engine *e, int source,
				    enum source_law which)
{
	return &node_at(e, source)->law[which];
}

static void person_at_later(struct sim_engine *e, uint32_t index,
			    enum event_kind kind, int64_t time)
{
	person_at(e, index)->refs++;
	engine_at(e, time, kind, index);
}

/* Whether an answer that is late makes the person press again is drawn when
 * the time has come, so that the chance can change until then. */
static void await_answer(struct sim_engine *e, uint32_t index)
{
	struct press *press = press_at(e, index);
	const struct person *person = person_at(e, press->person);
	const struct law *law = source_law(e, person->source, SOURCE_AFTER);
	double after;

	if (law->kind == LAW_NONE)
		return;
	after = law_sample(law, e->value,
			   person_draw(person, press->number, PURPOSE_AFTER));
	press->refs++;
	engine_at(e, e->now_us + microseconds(after), EVENT_SLOW, index);
}

static void press_button(struct sim_engine *e, uint32_t index)
{
	struct person *person = person_at(e, index);
	uint32_t at = slab_new(e, SLAB_PRESSES);
	struct press *press = press_at(e, at);
	struct call call = { at, NONE, NONE, 0, person->source, 0 };

	person->presses++;
	person->open++;
	person->refs++;
	press->key = person_draw(person, person->presses, PURPOSE_PRESS);
	press->start_us = e->now_us;
	press->person = index;
	press->refs = 1;
	press->number = person->presses;
	for (int a = 0; a < SIM_ATTRIBUTES_MAX; a++)
		press->value[a] = person->value[a];
	record_press(e, at);
	await_answer(e, at);
	flow_call(e, call);
}

static uint8_t draw_value(const struct sim_engine *e,
			  const struct person *person, int a,
			  const struct asked *asked)
{
	const struct model_attribute *attribute = &e->model->attribute[a];
	const double *weight = &e->value[asked->weights];
	double total = 0.0, point;
	int last = 0;

	for (int v = 0; v < attribute->count; v++)
		total += weight[v];
	point = total * random_unit(person_draw(person, attribute->key >> 8,
						PURPOSE_ATTRIBUTE));
	for (int v = 0; v < attribute->count; v++) {
		if (weight[v] <= 0.0)
			continue;
		last = v;
		if (point < weight[v])
			break;
		point -= weight[v];
	}
	return (uint8_t)last;
}

static void draw_values(const struct sim_engine *e, struct person *person)
{
	const struct model_node *source = node_at(e, person->source);

	for (int a = 0; a < SIM_ATTRIBUTES_MAX; a++) {
		const struct asked *asked = &source->asked[a];

		person->value[a] = asked->value;
		if (asked->weighted)
			person->value[a] = draw_value(e, person, a, asked);
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
	person->deadline_us = e->now_us + microseconds(after);
	person_at_later(e, index, EVENT_GIVE_UP, person->deadline_us);
}

void person_come(struct sim_engine *e, int source, uint64_t key)
{
	uint32_t index = slab_new(e, SLAB_PERSONS);
	struct person *person = person_at(e, index);
	struct node_state *state = &e->state[source];

	person->key = key;
	person->came_us = e->now_us;
	person->deadline_us = NEVER;
	person->refs = 1;
	person->n = ++state->source.count;
	person->source = (uint8_t)source;
	state->in++;
	draw_values(e, person);
	record_came(e, index);
	draw_deadline(e, index, SOURCE_GIVE_UP, PURPOSE_GIVE_UP);
	press_button(e, index);
}

static void leave(struct sim_engine *e, uint32_t index,
		  enum sim_outcome outcome, bool degraded)
{
	struct person *person = person_at(e, index);
	struct node_state *state = &e->state[person->source];

	if (outcome == SIM_OUTCOME_OK)
		state->out++;
	else
		state->refused++;
	record_left(e, index, outcome, degraded);
	person->flags |= PERSON_DONE;
	person_unref(e, index);
}

static bool may_press(const struct sim_engine *e, const struct person *person)
{
	return person->presses < node_value(e, person->source, SOURCE_MAX);
}

void person_give_up(struct sim_engine *e, uint32_t person_index)
{
	const struct person *person = person_at(e, person_index);

	/* The deadline has moved if the press was acknowledged since. */
	if (!(person->flags & PERSON_DONE) && person->deadline_us == e->now_us)
		leave(e, person_index, SIM_OUTCOME_GAVE_UP, false);
	person_unref(e, person_index);
}

void person_again(struct sim_engine *e, uint32_t person_index)
{
	if (!(person_at(e, person_index)->flags & PERSON_DONE))
		press_button(e, person_index);
	person_unref(e, person_index);
}

void person_acknowledge(struct sim_engine *e, uint32_t press_index)
{
	struct press *press = press_at(e, press_index);
	struct person *person = person_at(e, press->person);

	press->flags |= PRESS_ACKNOWLEDGED;
	if (person->flags & (PERSON_DONE | PERSON_ACKNOWLEDGED))
		return;
	person->flags |= PERSON_ACKNOWLEDGED;
	draw_deadline(e, press->person, SOURCE_GIVE_UP_ACKNOWLEDGED,
		      PURPOSE_GIVE_UP_ACKNOWLEDGED);
}

void press_slow(struct sim_engine *e, uint32_t press_index)
{
	const struct press *press = press_at(e, press_index);
	const struct person *person = person_at(e, press->person);
	uint64_t key = person_draw(person, press->number, PURPOSE_ON_SLOW);
	double chance = node_value(e, person->source, SOURCE_ON_SLOW);

	if (!(press->flags & (PRESS_ENDED | PRESS_ACKNOWLEDGED)) &&
	    !(person->flags & PERSON_DONE) && may_press(e, person) &&
	    random_unit(key) < chance)
		press_button(e, press->person);
	press_unref(e, press_index);
}

/* All presses of a person have failed: they think and try again, or leave. */
static void after_failure(struct sim_engine *e, uint32_t index,
			  enum sim_outcome outcome)
{
	const struct person *person = person_at(e, index);
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
	person_at_later(e, index, EVENT_AGAIN, e->now_us + microseconds(think));
}

void press_answered(struct sim_engine *e, uint32_t press_index,
		    enum sim_outcome outcome)
{
	struct press *press = press_at(e, press_index);
	uint32_t at = press->person;
	struct person *person = person_at(e, at);
	bool degraded = (press->flags & PRESS_DEGRADED) != 0;

	assert(!(press->flags & PRESS_ENDED));
	press->flags |= PRESS_ENDED;
	person->open--;
	record_press_end(e, press_index, outcome);
	if (!(person->flags & PERSON_DONE)) {
		if (outcome == SIM_OUTCOME_OK)
			leave(e, at, outcome, degraded);
		else if (person->open == 0)
			after_failure(e, at, outcome);
	}
	press_unref(e, press_index);
}
