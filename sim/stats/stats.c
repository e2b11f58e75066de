#include "sim/stats/stats.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

_Static_assert(sizeof(struct stats) % _Alignof(struct durations) == 0 &&
		       sizeof(struct stats_node) % _Alignof(struct durations) ==
			       0,
	       "durations stand right behind the nodes");

struct stats *stats_create(int nodes, const uint8_t *kept)
{
	int durations = 0;
	size_t bytes;
	struct stats *stats;

	for (int n = 0; n < nodes; n++)
		durations += __builtin_popcount(kept[n]);
	bytes = sizeof *stats + (size_t)nodes * sizeof stats->node[0] +
		(size_t)durations * sizeof(struct durations);
	stats = mem_calloc(1, bytes);
	stats->bytes = bytes;
	stats->nodes = nodes;
	stats->visits_free = STATS_NO_VISIT;
	for (int n = 0; n < nodes; n++) {
		for (int d = 0; d < STATS_DURATIONS; d++)
			stats->node[n].durations[d] =
				kept[n] >> d & 1
					? (int16_t)stats->duration_count++
					: (int16_t)-1;
	}
	return stats;
}

void stats_destroy(struct stats *stats)
{
	if (stats == NULL)
		return;
	free(stats->visit);
	free(stats);
}

struct stats *stats_copy(const struct stats *from)
{
	struct stats *to;

	if (from == NULL)
		return NULL;
	to = mem_alloc(from->bytes);
	memcpy(to, from, from->bytes);
	to->visit = NULL;
	if (from->visits_capacity > 0) {
		to->visit = mem_calloc(from->visits_capacity,
				       sizeof *to->visit);
		memcpy(to->visit, from->visit,
		       from->visits_used * sizeof *to->visit);
	}
	return to;
}

void stats_restart(struct stats *stats, int64_t now_us)
{
	stats->since_us = now_us;
	for (int n = 0; n < stats->nodes; n++) {
		struct stats_node *node = &stats->node[n];

		memset(node->count, 0, sizeof node->count);
		node->usd = 0.0;
		for (int l = 0; l < STATS_LEVELS; l++) {
			node->level[l].now = node->level[l].integral = 0.0;
			node->level[l].since_us = now_us;
		}
		for (int d = 0; d < STATS_DURATIONS; d++) {
			if (node->durations[d] >= 0)
				memset(stats_durations(stats, n,
						       (enum stats_duration)d),
				       0, sizeof(struct durations));
		}
	}
}

size_t stats_bytes(const struct stats *stats)
{
	if (stats == NULL)
		return 0;
	return stats->bytes + stats->visits_capacity * sizeof *stats->visit;
}

static void more_visits(struct stats *stats)
{
	uint32_t capacity = stats->visits_capacity;

	capacity = capacity > 0 ? capacity + capacity / 2 : 64;
	stats->visit = mem_realloc(stats->visit, capacity,
				   sizeof *stats->visit);
	stats->visits_capacity = capacity;
}

uint32_t stats_enter(struct stats *stats, uint32_t outer, int node,
		     int64_t now_us)
{
	uint32_t at;

	if (stats == NULL)
		return STATS_NO_VISIT;
	at = stats->visits_free;
	if (at != STATS_NO_VISIT) {
		stats->visits_free = stats->visit[at].outer;
	} else {
		if (stats->visits_used == stats->visits_capacity)
			more_visits(stats);
		at = stats->visits_used++;
	}
	stats->visits_open++;
	stats->visit[at] = (struct stats_visit){ now_us, outer, (uint8_t)node };
	return at;
}

uint32_t stats_leave(struct stats *stats, uint32_t visit, bool ok,
		     int64_t now_us)
{
	struct stats_visit *v;
	uint32_t outer;

	if (visit == STATS_NO_VISIT)
		return visit;
	v = &stats->visit[visit];
	outer = v->outer;
	stats_end(stats, v->node, ok, now_us - v->enter_us);
	v->outer = stats->visits_free;
	stats->visits_free = visit;
	stats->visits_open--;
	return outer;
}

uint32_t stats_visit_of(const struct stats *stats, uint32_t visit, int node)
{
	while (visit != STATS_NO_VISIT && stats->visit[visit].node != node)
		visit = stats->visit[visit].outer;
	return visit;
}
