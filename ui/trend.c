#include "ui/trend.h"
#include "base/calendar.h"
#include "base/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void trends_finish(struct trends *trends)
{
	for (int i = 0; i < trends->count; i++)
		free(trends->items[i]);
	trends->count = 0;
}

static int64_t floor_divide(int64_t a, int64_t b)
{
	return a >= 0 ? a / b : -((-a + b - 1) / b);
}

static double measure(const struct drill *drill, const struct trend_key *key,
		      int64_t from_s, int64_t to_s)
{
	const struct sim_engine *engine = key->baseline ? drill_baseline(drill)
							: drill_engine(drill);
	struct sim_window window = { from_s * SECOND_US, to_s * SECOND_US };
	struct sim_filter filter;

	if (from_s <
	    -drill_pack(drill)->history_s + drill_pack(drill)->warm_up_s)
		return NAN;
	if (key->is_gauge)
		return sim_gauge(engine, key->node, key->gauge, window);
	sim_filter_any(&filter);
	if (key->attribute >= 0)
		filter.value[key->attribute] = key->value;
	return sim_metric(engine, key->metric, &filter, window);
}

static bool same_key(const struct trend_key *a, const struct trend_key *b)
{
	return a->baseline == b->baseline && a->is_gauge == b->is_gauge &&
	       a->metric == b->metric && a->attribute == b->attribute &&
	       a->value == b->value && a->node == b->node &&
	       a->gauge == b->gauge && a->step_s == b->step_s &&
	       a->count == b->count;
}

static struct trend *find(struct trends *trends, const struct trend_key *key)
{
	for (int i = 0; i < trends->count; i++)
		if (same_key(&trends->items[i]->key, key))
			return trends->items[i];
	return NULL;
}

/* A place for a new one; of many, an old one that nobody asked for lately. */
static struct trend *make(struct trends *trends, const struct trend_key *key)
{
	struct trend *trend = NULL;

	for (int i = 0; i < trends->count && trends->count == TRENDS_MAX; i++)
		if (!trends->items[i]->used)
			trend = trends->items[i];
	if (!trend && trends->count == TRENDS_MAX) {
		for (int i = 0; i < trends->count; i++)
			trends->items[i]->used = false;
		trend = trends->items[0];
	}
	if (!trend) {
		trend = mem_calloc(1, sizeof(*trend));
		trends->items[trends->count++] = trend;
	}
	trend->key = *key;
	trend->last_step = INT64_MIN;
	return trend;
}

const double *trends_get(struct trends *trends, const struct drill *drill,
			 const struct trend_key *key)
{
	struct trend *trend = find(trends, key);
	int64_t now_s = drill_now(drill);
	int64_t last = floor_divide(now_s, key->step_s) - 1;
	int past = key->count - 1; /* whole steps before the last value */
	int known = 0;

	if (!trend)
		trend = make(trends, key);
	trend->used = true;
	if (trend->last_step != INT64_MIN && trend->last_step <= last &&
	    last - trend->last_step < past) {
		int moved = (int)(last - trend->last_step);

		known = past - moved;
		memmove(trend->values, trend->values + moved,
			(size_t)known * sizeof(*trend->values));
	}
	for (int i = known; i < past; i++) {
		int64_t step = last - past + 1 + i;

		trend->values[i] = measure(drill, key, step * key->step_s,
					   (step + 1) * key->step_s);
	}
	trend->values[past] = measure(drill, key, now_s - key->step_s, now_s);
	trend->last_step = last;
	return trend->values;
}
