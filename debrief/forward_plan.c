#include "debrief/forward_plan.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/calendar.h"
#include "drill/fork.h"

#define DAY_S 86400

bool forward_due(const char *due, const struct pack *pack, int64_t *out)
{
	struct calendar_date date;
	char *end;
	long count;

	if (!due || !*due)
		return false;
	if (calendar_parse_date(due, &date)) {
		*out = (calendar_days(date) - pack->start_moment / DAY_S) *
		       DAY_S;
		return true;
	}
	if (*due != '+')
		return false;
	count = strtol(due + 1, &end, 10);
	if (end == due + 1 || count < 0 || count > 999 ||
	    (*end != 'd' && *end != 'w'))
		return false;
	*out = count * DAY_S * (*end == 'w' ? 7 : 1);
	return true;
}

/* As the pack has them. */
static void usual_numbers(const struct pack_mitigation *what, double *out)
{
	for (size_t i = 0; i < what->parameter_count; i++)
		out[i] = what->parameters[i].fallback;
}

static bool in_force(const struct world *world, size_t index)
{
	for (size_t i = 0; i < world->layers.count; i++)
		if (world->layers.items[i].kind == LAYER_MEASURE &&
		    world->layers.items[i].index == index)
			return true;
	return false;
}

static struct planned planned_item(const struct pack *pack,
				   const struct plan_item *item)
{
	struct planned planned = {
		.what = item->what,
		.index = (size_t)(item->what - pack->mitigations),
	};
	int64_t ready_s = (int64_t)ceil(item->what->ready_days * DAY_S) +
			  item->what->lead_s;

	if (!forward_due(item->due, pack, &planned.due_s))
		planned.due_s =
			(int64_t)(pack->forward.due_days[item->phase] * DAY_S);
	planned.late = planned.due_s < ready_s;
	planned.from_s = planned.late ? ready_s : planned.due_s;
	usual_numbers(item->what, planned.numbers);
	return planned;
}

/* What the drill left; false when it left nothing. */
static bool left_over(const struct drill *drill, size_t index,
		      struct planned *out)
{
	const struct measure *measure = &drill_measures(drill)[index];
	int64_t lands_s = measure->due_s - drill_now(drill);

	*out = (struct planned){ .what = measure->what, .index = index };
	if (in_force(drill_world(drill), index)) {
		out->stands = measure->state != MEASURE_REVERTING;
		out->leaves = !out->stands;
		return true;
	}
	out->under_way = measure->state == MEASURE_UNDER_WAY ||
			 measure->state == MEASURE_WAITING;
	out->from_s = out->due_s = lands_s > 0 ? lands_s
					       : measure->what->lead_s;
	memcpy(out->numbers, measure->parameters, sizeof(out->numbers));
	return out->under_way;
}

static bool is_listed(const struct planned *items, size_t count, size_t index)
{
	for (size_t i = 0; i < count; i++)
		if (items[i].index == index && !items[i].leaves)
			return true;
	return false;
}

static void limit(struct planned *planned)
{
	double days = planned->what->lasts_days;

	planned->until_s = days > 0 ? planned->from_s + (int64_t)(days * DAY_S)
				    : INT64_MAX;
}

struct planned_list forward_planned(const struct drill *drill,
				    struct arena *arena)
{
	const struct pack *pack = drill_pack(drill);
	size_t plan_count, count = 0;
	const struct plan_item *plan = drill_plan(drill, &plan_count);
	struct planned *items = arena_new(
		arena, struct planned, pack->mitigation_count + plan_count + 1);

	for (size_t i = 0; i < pack->mitigation_count; i++)
		if (left_over(drill, i, &items[count]))
			count++;
	for (size_t i = 0; i < plan_count; i++) {
		struct planned planned = planned_item(pack, &plan[i]);

		if (!is_listed(items, count, planned.index))
			items[count++] = planned;
	}
	for (size_t i = 0; i < count; i++)
		limit(&items[i]);
	return (struct planned_list){ items, count };
}
