#include "sim/engine_internal.h"

#include "base/mapped.h"

#include <string.h>

static const struct {
	size_t size;
	const char *what;
} kinds[SLAB_COUNT] = {
	[SLAB_JOBS] = { sizeof(struct job), "requests in flight" },
	[SLAB_FRAMES] = { sizeof(struct frame), "calls in flight" },
	[SLAB_PERSONS] = { sizeof(struct person), "people waiting" },
	[SLAB_TASKS] = { sizeof(struct task), "tasks in flight" },
	[SLAB_KEYS] = { sizeof(struct key), "idempotency keys" },
	[SLAB_HEDGES] = { sizeof(struct hedge), "hedged calls" },
};

static void resize(struct slab *slab, enum slab_id id, uint32_t capacity)
{
	slab->items = mapped_resize(slab->items,
				    slab->capacity * kinds[id].size,
				    capacity * kinds[id].size);
	slab->capacity = capacity;
}

void slab_init(struct sim_engine *e)
{
	for (int id = 0; id < SLAB_COUNT; id++) {
		e->slab[id] = (struct slab){ .free = NONE };
		resize(&e->slab[id], (enum slab_id)id, SLAB_MARGIN + 64);
	}
}

void slab_finish(struct sim_engine *e)
{
	for (int id = 0; id < SLAB_COUNT; id++)
		mapped_free(e->slab[id].items,
			    e->slab[id].capacity * kinds[id].size);
}

void slab_copy(struct sim_engine *to, const struct sim_engine *from)
{
	for (int id = 0; id < SLAB_COUNT; id++) {
		const struct slab *old = &from->slab[id];
		struct slab *slab = &to->slab[id];

		*slab = *old;
		slab->items = NULL;
		slab->capacity = 0;
		resize(slab, (enum slab_id)id, old->capacity);
		memcpy(slab->items, old->items, old->used * kinds[id].size);
	}
}

/* Steps are small, because a job is most of what a request weighs; large slabs
 * grow without being copied. */
static uint32_t more(uint32_t live, size_t size)
{
	return live / (live * size < MAPPED_FROM ? 64 : 128) + 16;
}

/* No more than have a number (deadlines.h). */
static uint32_t room_for(uint32_t wanted, uint32_t live, size_t size)
{
	uint32_t room = wanted + more(live, size);

	return room < LIVE_MAX ? room : LIVE_MAX;
}

bool slab_ready(struct sim_engine *e, struct err *err)
{
	for (int id = 0; id < SLAB_COUNT; id++) {
		struct slab *slab = &e->slab[id];
		uint32_t wanted = slab->live + SLAB_MARGIN;

		if (wanted <= slab->capacity)
			continue;
		if (wanted > LIVE_MAX)
			return err_set(err, ERR_LIMIT,
				       "the simulation has more than %u %s; "
				       "lower the rates of the model or give "
				       "its queues a bound",
				       LIVE_MAX - SLAB_MARGIN, kinds[id].what);
		resize(slab, (enum slab_id)id,
		       room_for(wanted, slab->live, kinds[id].size));
	}
	e->slab_low = false;
	return true;
}

size_t slab_bytes(const struct sim_engine *e)
{
	size_t bytes = 0;

	for (int id = 0; id < SLAB_COUNT; id++)
		bytes += e->slab[id].capacity * kinds[id].size;
	return bytes;
}
