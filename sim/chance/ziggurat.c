#include "sim/chance/ziggurat.h"

#include "base/random.h"
#include "sim/chance/numeric.h"

#include <stdbool.h>
#include <stddef.h>

/* What further keys of a draw are for. */
enum { AGAIN = 1, HEIGHT, TAIL_X, TAIL_Y };

/* Whether a point of the layer, at a height of its own, lies under the
 * density, which is `density` there. */
static bool under(const struct ziggurat *ziggurat, uint64_t key, double density)
{
	size_t i = key % ZIGGURAT_LAYERS;
	double low = ziggurat->height[i], high = ziggurat->height[i + 1];
	double u = random_unit(random_fold(key, HEIGHT));

	return low + u * (high - low) < density;
}

/* Beyond the tail's beginning the law is the same law again. */
double ziggurat_exponential_rest(uint64_t key)
{
	const struct ziggurat *z = &ziggurat_of_exponential;
	double before = 0.0;

	for (;;) {
		const struct ziggurat_layer *layer = ziggurat_layer(z, key);
		int64_t place = ziggurat_place(key);
		double x = (double)place * layer->width;

		if ((uint64_t)place < layer->inside)
			return before + x;
		if (layer == z->layer)
			before += z->tail;
		else if (under(z, key, numeric_exp(-x)))
			return before + x;
		key = random_fold(key, AGAIN);
	}
}

/* Marsaglia, "Generating a variable from the tail of the normal distribution",
 * Technometrics 6 (1964). */
static double normal_tail(uint64_t key)
{
	double begin = ziggurat_of_normal.tail;

	for (;;) {
		double x = ziggurat_exponential(random_fold(key, TAIL_X)) /
			   begin;
		double y = ziggurat_exponential(random_fold(key, TAIL_Y));

		if (2.0 * y > x * x)
			return begin + x;
		key = random_fold(key, AGAIN);
	}
}

double ziggurat_normal_rest(uint64_t key)
{
	const struct ziggurat *z = &ziggurat_of_normal;

	for (;;) {
		const struct ziggurat_layer *layer = ziggurat_layer(z, key);
		int64_t place = ziggurat_signed_place(key);
		uint64_t size = (uint64_t)(place < 0 ? -place : place);
		double x = (double)place * layer->width;

		if (size < layer->inside)
			return x;
		if (layer == z->layer)
			return place < 0 ? -normal_tail(key) : normal_tail(key);
		if (under(z, key, numeric_exp(-0.5 * x * x)))
			return x;
		key = random_fold(key, AGAIN);
	}
}
