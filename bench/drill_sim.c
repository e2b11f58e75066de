/*
 * How long a whole drill takes to simulate: the history and the full length,
 * nobody doing anything, once with all telemetry and once with sums only.
 *
 *	drill_sim PACK-FOLDER [RUNS]
 *
 * Prints medians; the runs of the two kinds alternate, so that a noisy machine
 * hurts both alike.
 */
#include "base/calendar.h"
#include "base/number.h"
#include "scenarios/draw.h"
#include "sim/engine.h"

#include <time.h>

#define RUNS_MAX 101
#define CHANGES_MAX 256

static double now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec * 1e-6;
}

static int compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static double median(double *values, size_t count)
{
	qsort(values, count, sizeof(*values), compare);
	return values[count / 2];
}

static void change(struct sim_engine *engine, const struct cast_change *c)
{
	double old = sim_engine_get(engine, c->parameter);

	sim_engine_set(engine, c->parameter,
		       c->verb == PACK_SET     ? c->value
		       : c->verb == PACK_SCALE ? old * c->value
					       : old + c->value);
}

/* One drill; adds its events and bytes. */
static bool simulate(const struct pack *pack, uint64_t seed, int variant,
		     enum sim_detail detail, uint64_t *events, size_t *bytes,
		     struct err *err)
{
	struct cast_change changes[CHANGES_MAX];
	struct cast cast;
	struct sim_engine *engine;
	size_t count;
	bool ok = true;

	cast_init(&cast, pack, seed, variant);
	count = cast_timeline(&cast, false, CHANGES_MAX, changes);
	engine = sim_engine_create(pack->model, seed,
				   -pack->history_s * SECOND_US, detail);
	for (size_t i = 0; i < count && ok; i++) {
		ok = sim_engine_advance(engine, changes[i].at_us, err);
		if (ok)
			change(engine, &changes[i]);
	}
	ok = ok && sim_engine_advance(engine, pack->length_s * SECOND_US, err);
	*events = sim_engine_events(engine);
	*bytes = sim_engine_bytes(engine);
	sim_engine_destroy(engine);
	return ok;
}

static bool bench_variant(const struct pack *pack, int variant, size_t runs,
			  struct err *err)
{
	double times[2][RUNS_MAX];
	uint64_t events[2] = { 0, 0 };
	size_t bytes[2] = { 0, 0 };

	for (size_t r = 0; r < runs; r++)
		for (int d = 0; d < 2; d++) {
			double from = now_ms();

			if (!simulate(pack, 1 + r, variant,
				      d ? SIM_SUMMARY : SIM_FULL, &events[d],
				      &bytes[d], err))
				return false;
			times[d][r] = now_ms() - from;
		}
	for (int d = 0; d < 2; d++) {
		double ms = median(times[d], runs);

		printf("%-8s %-8s %8.1f ms %9llu events %6.0f ns/event %7.1f MB\n",
		       pack->variants[variant].id, d ? "summary" : "full", ms,
		       (unsigned long long)events[d],
		       ms * 1e6 / (double)events[d], (double)bytes[d] / 1e6);
	}
	return true;
}

int main(int argc, char **argv)
{
	struct err err = { 0 };
	char line[ERR_MESSAGE_MAX + ERR_PATH_MAX + 32];
	int64_t runs = 11;
	struct pack *pack = argc > 1 ? pack_load(argv[1], &err) : NULL;
	bool ok = pack != NULL;

	if (argc > 2)
		number_parse_int64(argv[2], &runs);
	if (runs < 1 || runs > RUNS_MAX)
		runs = 11;
	for (size_t v = 0; ok && v < pack->variant_count; v++)
		ok = bench_variant(pack, (int)v, (size_t)runs, &err);
	if (!ok)
		fprintf(stderr, "%s\n",
			argc > 1 ? err_format(&err, line, sizeof(line))
				 : "usage: drill_sim PACK-FOLDER [RUNS]");
	pack_destroy(pack);
	return ok ? 0 : 1;
}
