#include "drill/drill_internal.h"

const char *measure_state_word(enum measure_state state)
{
	static const char *const words[] = {
		[MEASURE_OFF] = "off",
		[MEASURE_ASKING] = "asking",
		[MEASURE_WAITING] = "waiting",
		[MEASURE_UNDER_WAY] = "under way",
		[MEASURE_IN_FORCE] = "in force",
		[MEASURE_REVERTING] = "reverting",
		[MEASURE_REFUSED] = "refused",
	};

	return words[state];
}

const struct measure *drill_measures(const struct drill *drill)
{
	return drill->measures;
}

const struct measure *drill_measure(const struct drill *drill, const char *id)
{
	for (size_t i = 0; i < drill->pack->mitigation_count; i++) {
		if (!strcmp(drill->pack->mitigations[i].id, id))
			return &drill->measures[i];
	}
	return NULL;
}

int drill_hands_free(const struct drill *drill)
{
	return drill->pack->hands - drill->hands_busy;
}

size_t measure_parameters(const struct pack_mitigation *what)
{
	return what->parameter_count < MEASURE_PARAMETERS_MAX
		       ? what->parameter_count
		       : MEASURE_PARAMETERS_MAX;
}

size_t measure_index(const struct drill *drill,
		     const struct pack_mitigation *what)
{
	return (size_t)(what - drill->pack->mitigations);
}

static void become(struct drill *drill, size_t index, enum measure_state state,
		   int64_t due_s)
{
	drill->measures[index].state = state;
	drill->measures[index].since_s = drill->now_s;
	drill->measures[index].due_s = due_s;
}

/* "Hourly spend cap (usd_per_hour 16000)" */
static const char *named(struct drill *drill, size_t index)
{
	const struct measure *measure = &drill->measures[index];
	const struct pack_mitigation *what = measure->what;
	struct str text = STR_INIT;
	const char *kept;

	drill_word(drill, what->title, &text);
	for (size_t i = 0; i < measure_parameters(what); i++)
		str_addf(&text, "%s%s %.10g", i ? ", " : " (",
			 what->parameters[i].name, measure->parameters[i]);
	if (measure_parameters(what))
		str_add_char(&text, ')');
	kept = arena_strdup(&drill->arena, text.s);
	str_finish(&text);
	return kept;
}

static void log_measure(struct drill *drill, enum event_kind kind, size_t index,
			uint32_t cause)
{
	drill_log(drill, kind, NULL, drill->measures[index].what->id,
		  named(drill, index), cause);
}

/* It works from now on. */
static void land(struct drill *drill, size_t index)
{
	struct measure *measure = &drill->measures[index];
	struct measure_run *run = &drill->runs[index];
	struct layer layer =
		world_layer(&drill->cast, measure->what->effects,
			    measure->what->effect_count,
			    measure->what->parameters, measure->parameters,
			    measure_parameters(measure->what), &drill->arena);

	layer.kind = LAYER_MEASURE;
	layer.index = index;
	world_put(&drill->world, layer);
	run->in_force = true;
	run->landed_s = drill->now_s;
	memcpy(run->active, measure->parameters, sizeof(run->active));
	measure->times++;
	become(drill, index, MEASURE_IN_FORCE, -1);
	log_measure(drill, EVENT_LANDED, index, measure->seq);
}

static void taken_back(struct drill *drill, size_t index)
{
	world_take(&drill->world, LAYER_MEASURE, index);
	drill->runs[index].in_force = false;
	become(drill, index, MEASURE_OFF, -1);
	log_measure(drill, EVENT_REVERTED, index, drill->measures[index].seq);
}

static void finish(struct drill *drill, size_t index)
{
	drill->hands_busy--;
	if (drill->measures[index].state == MEASURE_REVERTING)
		taken_back(drill, index);
	else
		land(drill, index);
}

static void start(struct drill *drill, size_t index)
{
	struct measure *measure = &drill->measures[index];
	bool back = measure->state == MEASURE_REVERTING;
	int64_t takes = back ? measure->what->revert_lead_s
			     : measure->what->lead_s;

	drill->hands_busy++;
	become(drill, index, back ? MEASURE_REVERTING : MEASURE_UNDER_WAY,
	       drill->now_s + takes);
	drill_log(drill, EVENT_STARTED, NULL, measure->what->id,
		  back ? arena_printf(&drill->arena, "taking back %s",
				      named(drill, index))
		       : named(drill, index),
		  measure->seq);
	if (takes <= 0)
		finish(drill, index);
}

static void start_waiting(struct drill *drill)
{
	while (drill->queue.count > 0 && drill_hands_free(drill) > 0) {
		size_t index = drill->queue.items[0];

		vec_remove(&drill->queue, 0);
		start(drill, index);
	}
}

static void wait_for_hands(struct drill *drill, size_t index,
			   enum measure_state state, uint32_t cause)
{
	become(drill, index, state, -1);
	vec_push(&drill->queue, index);
	if (drill_hands_free(drill) <= 0)
		log_measure(drill, EVENT_QUEUED, index, cause);
	start_waiting(drill);
}

void measure_enqueue(struct drill *drill, size_t index, uint32_t cause)
{
	wait_for_hands(drill, index, MEASURE_WAITING, cause);
}

void measure_request(struct drill *drill, size_t index, uint32_t cause)
{
	const struct measure *measure = &drill->measures[index];

	if (measure->what->approval && !measure->overridden)
		approval_ask(drill, index, cause);
	else
		measure_enqueue(drill, index, cause);
}

static void leave_queue(struct drill *drill, size_t index)
{
	for (size_t i = 0; i < drill->queue.count; i++) {
		if (drill->queue.items[i] == index) {
			vec_remove(&drill->queue, i);
			return;
		}
	}
}

/* One that was in force with other numbers goes on with those. */
void measure_cancel(struct drill *drill, size_t index, uint32_t cause)
{
	struct measure *measure = &drill->measures[index];
	struct measure_run *run = &drill->runs[index];

	leave_queue(drill, index);
	if (measure->state == MEASURE_UNDER_WAY)
		drill->hands_busy--;
	run->decide_s = -1;
	run->asked_back = false;
	drill_log(drill, EVENT_REVERTED, NULL, measure->what->id,
		  arena_printf(&drill->arena,
			       "%s: called off before it was in force",
			       named(drill, index)),
		  cause);
	if (run->in_force)
		memcpy(measure->parameters, run->active, sizeof(run->active));
	become(drill, index, run->in_force ? MEASURE_IN_FORCE : MEASURE_OFF,
	       -1);
	start_waiting(drill);
}

void measure_take_back(struct drill *drill, size_t index, uint32_t cause)
{
	drill->measures[index].seq = cause;
	wait_for_hands(drill, index, MEASURE_REVERTING, cause);
}

void measure_to_front(struct drill *drill, size_t index)
{
	leave_queue(drill, index);
	vec_push(&drill->queue, index);
	for (size_t i = drill->queue.count - 1; i > 0; i--)
		drill->queue.items[i] = drill->queue.items[i - 1];
	drill->queue.items[0] = index;
}

/* Of those that are due, the one that was asked for first. */
static size_t next_due(const struct drill *drill)
{
	size_t best = SIZE_MAX;

	for (size_t i = 0; i < drill->pack->mitigation_count; i++) {
		const struct measure *measure = &drill->measures[i];

		if (measure->due_s < 0 || measure->due_s > drill->now_s ||
		    (measure->state != MEASURE_UNDER_WAY &&
		     measure->state != MEASURE_REVERTING))
			continue;
		if (best == SIZE_MAX ||
		    measure->seq < drill->measures[best].seq)
			best = i;
	}
	return best;
}

void measure_tick(struct drill *drill)
{
	for (size_t i = next_due(drill); i != SIZE_MAX; i = next_due(drill))
		finish(drill, i);
	start_waiting(drill);
}

double drill_people_touched(const struct drill *drill,
			    const struct pack_mitigation *what)
{
	const struct sim_model *model = drill->pack->model;
	struct sim_window window = { (drill->now_s - 600) * SECOND_US,
				     drill->now_s * SECOND_US };
	struct sim_people people[SIM_VALUES_MAX] = { 0 };
	const char *name = what->touches_attribute;
	int attribute = sim_model_attribute(
		model, name ? name : drill->pack->stakes.attribute);
	double sum = 0;

	if (attribute < 0)
		return 0;
	sim_people_by_attribute(drill->world.engine, attribute, window, people);
	for (int v = 0; v < sim_model_value_count(model, attribute); v++) {
		bool touched = !name;

		for (size_t i = 0; i < what->touch_count; i++)
			touched |= !strcmp(what->touches[i],
					   sim_model_value_name(model,
								attribute, v));
		if (touched)
			sum += people[v].came;
	}
	return sum;
}
