/*
 * Exponential draws by the ziggurat of Marsaglia and Tsang ("The Ziggurat
 * Method for Generating Random Variables", J. Stat. Software 5(8), 2000): 256
 * layers of equal area under exp(-x).  Nineteen draws in twenty cost one
 * multiplication and one comparison, which beats a logarithm each.
 *
 * For the reference loop only.  The engine draws in its own way, by what
 * base/random.h says of requests and their luck.
 */
#ifndef GAMEDAY_BENCH_EXPONENTIAL_H
#define GAMEDAY_BENCH_EXPONENTIAL_H

#include "base/random.h"

#define EXPONENTIAL_LAYERS 256

/* Right edges of the layers, falling to edge[256] = 0, and exp(-edge).
 * edge[0] is the width that gives the bottom layer, with its tail, the area
 * of the others. */
struct exponential {
	double edge[EXPONENTIAL_LAYERS + 1];
	double height[EXPONENTIAL_LAYERS + 1];
};

void exponential_init(struct exponential *tables);

/* What happens once in a hundred draws or so: the tail, or beside the curve.
 * Returns a draw in any case. */
double exponential_edge(const struct exponential *tables,
			struct random_stream *stream, unsigned layer, double x);

/* One draw with mean 1. */
static inline double exponential_draw(const struct exponential *tables,
				      struct random_stream *stream)
{
	uint64_t bits = random_next(stream);
	unsigned layer = (unsigned)(bits & (EXPONENTIAL_LAYERS - 1));
	double x = random_unit(bits) * tables->edge[layer];

	if (x < tables->edge[layer + 1])
		return x;
	return exponential_edge(tables, stream, layer, x);
}

#endif
