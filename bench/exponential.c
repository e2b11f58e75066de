#include "bench/exponential.h"

#include <math.h>

/* Where the bottom layer ends and the area of each, from the paper. */
#define TAIL 7.69711747013104972
#define AREA 0.0039496598225815571993

void exponential_init(struct exponential *tables)
{
	double *edge = tables->edge;

	edge[0] = AREA * exp(TAIL);
	edge[1] = TAIL;
	for (int i = 2; i < EXPONENTIAL_LAYERS; i++)
		edge[i] = -log(exp(-edge[i - 1]) + AREA / edge[i - 1]);
	edge[EXPONENTIAL_LAYERS] = 0.0;
	for (int i = 0; i <= EXPONENTIAL_LAYERS; i++)
		tables->height[i] = exp(-edge[i]);
}

double exponential_edge(const struct exponential *tables,
			struct random_stream *stream, unsigned layer, double x)
{
	for (;;) {
		const double *height = &tables->height[layer];
		uint64_t bits;

		if (x < tables->edge[layer + 1])
			return x;
		/* The tail of an exponential is one again. */
		if (layer == 0)
			return TAIL - log(random_unit(random_next(stream)));
		if (height[0] + random_unit(random_next(stream)) *
					(height[1] - height[0]) <
		    exp(-x))
			return x;
		bits = random_next(stream);
		layer = (unsigned)(bits & (EXPONENTIAL_LAYERS - 1));
		x = random_unit(bits) * tables->edge[layer];
	}
}
