#include "sim/chance/empirical.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>

struct step {
	double value;
	double up_to; /* share of the draws that are not above it */
};

struct empirical {
	int count;
	struct step *step;
	uint16_t *guide; /* the first step that can hold u in i/n .. (i+1)/n */
};

/* By weight too, so that the order and with it every rounded sum is the same
 * with any sort. */
static int compare(const void *a, const void *b)
{
	const struct empirical_value *x = a, *y = b;

	if (x->value != y->value)
		return x->value < y->value ? -1 : 1;
	return (x->weight > y->weight) - (x->weight < y->weight);
}

static void fill_steps(struct empirical *e,
		       const struct empirical_value *sorted)
{
	double total = 0.0, sum = 0.0;

	for (int i = 0; i < e->count; i++)
		total += sorted[i].weight;
	for (int i = 0; i < e->count; i++) {
		sum += sorted[i].weight;
		e->step[i].value = sorted[i].value;
		e->step[i].up_to = sum / total;
	}
	/* Rounding must not leave a gap below 1. */
	e->step[e->count - 1].up_to = 1.0;
}

static void fill_guide(struct empirical *e)
{
	int step = 0;

	for (int i = 0; i < e->count; i++) {
		while (e->step[step].up_to <= (double)i / e->count)
			step++;
		e->guide[i] = (uint16_t)step;
	}
}

const struct empirical *empirical_create(struct arena *arena,
					 const struct empirical_value *values,
					 int count)
{
	struct empirical *e = arena_new(arena, struct empirical, 1);
	struct empirical_value *sorted;

	assert(count >= 1 && count <= EMPIRICAL_MAX);
	e->count = count;
	e->step = arena_new(arena, struct step, count);
	e->guide = arena_new(arena, uint16_t, count);
	sorted = arena_new(arena, struct empirical_value, count);
	for (int i = 0; i < count; i++)
		sorted[i] = values[i];
	qsort(sorted, (size_t)count, sizeof *sorted, compare);
	fill_steps(e, sorted);
	fill_guide(e);
	return e;
}

double empirical_quantile(const struct empirical *empirical, double u)
{
	int i = empirical->guide[(int)(u * empirical->count)];

	while (empirical->step[i].up_to <= u)
		i++;
	return empirical->step[i].value;
}
