#include "tests/sim/scene.h"

#include "sim/stats/measure.h"

#include <math.h>

struct scene scene_of(const char *model)
{
	struct scene s = { .model = bench_model(model) };

	s.e = sim_engine_create(s.model, 1, 0, SIM_FULL);
	sim_engine_observe(s.e);
	return s;
}

void scene_finish(struct scene *s)
{
	sim_engine_destroy(s->e);
	sim_model_destroy(s->model);
}

double scene_measure(const struct scene *s, const char *node,
		     const char *measure)
{
	int id = sim_model_node(s->model, node);
	double value = sim_measure(s->e, id, measure);

	if (isnan(value))
		fail_msg("no %s of %s", measure, node);
	return value;
}

double scene_busy(const struct scene *s, const char *node, double from,
		  double to)
{
	return bench_level(s->e, node, SIM_GAUGE_BUSY, from, to);
}
