#include "sim/engine_internal.h"

#include "base/mem.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

static const struct {
	size_t size, next;
	const char *what;
} kinds[SLAB_COUNT] = {
	[SLAB_FRAMES] = { sizeof(struct frame), offsetof(struct frame, next),
			  "calls in flight" },
	[SLAB_PRESSES] = { sizeof(struct press), offsetof(struct press, next),
			   "presses in flight" },
	[SLAB_PERSONS] = { sizeof(struct person), offsetof(struct person, next),
			   "people waiting" },
	[SLAB_TASKS] = { sizeof(struct task), offsetof(struct task, next),
			 "tasks in flight" },
};

static unsigned char *item(const struct slab *slab, enum slab_id id,
			   uint32_t index)
{
	return (unsigned char *)slab->items + index * kinds[id].size;
}

static void resize(struct slab *slab, enum slab_id id, uint32_t capacity)
{
	slab->items = mem_realloc(slab->items, capacity, kinds[id].size);
	slab->capacity = capacity;
}

void slab_init(struct sim_engine *e)
{
	for (int id = 0; id < SLAB_COUNT; id++) {
		e->slab[id] = (struct slab){ .free = NONE };
		resize(&e->slab[id], (enum slab_id)id, 2 * SLAB_MARGIN);
	}
}

void slab_finish(struct sim_engine *e)
{
	for (int id = 0; id < SLAB_COUNT; id++)
		free(e->slab[id].items);
}

void slab_copy(struct sim_engine *to, const struct sim_engine *from)
{
	for (int id = 0; id < SLAB_COUNT; id++) {
		const struct slab *old = &from->slab[id];
		struct slab *slab = &to->slab[id];

		*slab = *old;
		slab->items = NULL;
		resize(slab, (enum slab_id)id, old->capacity);
		memcpy(slab->items, old->items, old->used * kinds[id].size);
	}
}

bool slab_ready(struct sim_engine *e, struct err *err)
{
	for (int id = 0; id < SLAB_COUNT; id++) {
		struct slab *slab = &e->slab[id];

		if (slab->live + SLAB_MARGIN <= slab->capacity)
			continue;
		if (slab->capacity >= ENGINE_LIVE_MAX)
			return err_set(err, ERR_LIMIT,
				       "the simulation has more than %u %s; "
				       "lower the rates of the model or give "
				       "its queues a bound",
				       ENGINE_LIVE_MAX - SLAB_MARGIN,
				       kinds[id].what);
		resize(slab, (enum slab_id)id, slab->capacity * 2);
	}
	e->slab_low = false;
	return true;
}

uint32_t slab_new(struct sim_engine *e, enum slab_id id)
{
	struct slab *slab = &e->slab[id];
	uint32_t index = slab->free;

	if (index != NONE) {
		memcpy(&slab->free, item(slab, id, index) + kinds[id].next,
		       sizeof slab->free);
	} else {
		assert(slab->used < slab->capacity);
		index = slab->used++;
	}
	if (++slab->live + SLAB_MARGIN > slab->capacity)
		e->slab_low = true;
	memset(item(slab, id, index), 0, kinds[id].size);
	return index;
}

void slab_release(struct sim_engine *e, enum slab_id id, uint32_t index)
{
	struct slab *slab = &e->slab[id];

	memcpy(item(slab, id, index) + kinds[id].next, &slab->free,
	       sizeof slab->free);
	slab->free = index;
	slab->live--;
}

size_t slab_bytes(const struct sim_engine *e)
{
	size_t bytes = 0;

	for (int id = 0; id < SLAB_COUNT; id++)
		bytes += e->slab[id].capacity * kinds[id].size;
	return bytes;
}
