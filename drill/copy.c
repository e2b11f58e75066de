#include "drill/drill_internal.h"

#include "base/mem.h"

static void *copy_of(const void *items, size_t count, size_t size)
{
	void *copy = mem_alloc((count + 1) * size);

	if (count)
		memcpy(copy, items, count * size);
	return copy;
}

/* Gives a vector of the copy its own memory. */
#define own_vec(v) \
	((v)->items = copy_of((v)->items, (v)->count, sizeof(*(v)->items)), \
	 (v)->capacity = (v)->count + 1)

/* An array has one item more than are counted. */
#define own_array(array, n) \
	((array) = copy_of((array), (n) + 1, sizeof(*(array))))

struct drill *drill_copy(const struct drill *drill)
{
	const struct pack *pack = drill->pack;
	struct drill *copy = mem_alloc(sizeof(*copy));

	*copy = *drill;
	copy->journal = NULL;
	/* what it says from here on; the rest it shares with the original */
	arena_init(&copy->arena);
	world_copy(&copy->world, &drill->world);
	if (drill->settled)
		copy->is_borrowed = true;
	else
		world_copy(&copy->baseline, &drill->baseline);
	own_vec(&copy->events);
	own_array(copy->measures, pack->mitigation_count);
	own_array(copy->runs, pack->mitigation_count);
	own_vec(&copy->queue);
	own_array(copy->alerts, pack->alert_count);
	own_array(copy->injects, pack->inject_count);
	own_array(copy->words, pack->word_effect_count);
	own_array(copy->questions, pack->stakeholder_count);
	own_array(copy->follow_ups, pack->stakeholder_count);
	own_array(copy->reminders, pack->stakeholder_count);
	own_vec(&copy->watches);
	own_vec(&copy->replies);
	own_vec(&copy->promises);
	own_vec(&copy->wants);
	own_vec(&copy->pins);
	own_array(copy->hypotheses, pack->cause_count);
	own_vec(&copy->plan);
	own_vec(&copy->messages);
	own_vec(&copy->roles);
	copy->cache = mem_calloc(1, sizeof(*copy->cache));
	return copy;
}

int64_t drill_next_event(const struct drill *drill)
{
	struct drill *copy;
	int64_t at;
	size_t before = drill->events.count;

	if (drill->phase != DRILL_PLAY)
		return drill->now_s;
	copy = drill_copy(drill);
	while (copy->events.count == before && copy->phase == DRILL_PLAY) {
		if (!drill_step(copy, copy->now_s + 1, NULL))
			break;
	}
	at = copy->now_s;
	drill_destroy(copy);
	return at;
}
