/*
 * How long a whole drill takes to simulate: the history and the full length,
 * nobody doing anything, once with all telemetry and once with sums only; how
 * large the process is then; and what all cores make of several re-runs.
 *
 *	drill_sim PACK-FOLDER [ROUNDS]
 *
 * Round by round the seed is another, and each variant of the pack runs with
 * both kinds of telemetry, in turn.
 */
#include "base/calendar.h"
#include "base/workers.h"
#include "bench/harness.h"
#include "scenarios/draw.h"
#include "sim/engine.h"

#include <sys/wait.h>
#include <unistd.h>

#define CHANGES_MAX 256
#define VARIANTS_MAX 16
#define RERUNS 8

#define GOAL_FULL_MS 30
#define GOAL_SUMMARY_MS 12
#define GOAL_MB 64

enum { FULL, SUMMARY, DETAILS };
static const struct {
	const char *name;
	enum sim_detail detail;
	double goal_ms;
} details[DETAILS] = {
	[FULL] = { "full", SIM_FULL, GOAL_FULL_MS },
	[SUMMARY] = { "summary", SIM_SUMMARY, GOAL_SUMMARY_MS },
};

/* What is left of one drill. */
struct outcome {
	uint64_t events, hash;
	size_t bytes;
};

static void change(struct sim_engine *engine, const struct cast_change *c)
{
	double old = sim_engine_get(engine, c->parameter);

	sim_engine_set(engine, c->parameter,
		       c->verb == PACK_SET     ? c->value
		       : c->verb == PACK_SCALE ? old * c->value
					       : old + c->value);
}

static bool simulate(const struct pack *pack, uint64_t seed, size_t variant,
		     enum sim_detail detail, struct outcome *out,
		     struct err *err)
{
	struct cast_change changes[CHANGES_MAX];
	struct cast cast;
	struct sim_engine *engine;
	size_t count;
	bool ok = true;

	cast_init(&cast, pack, seed, (int)variant);
	count = cast_timeline(&cast, false, CHANGES_MAX, changes);
	engine = sim_engine_create(pack->model, seed,
				   -pack->history_s * SECOND_US, detail);
	for (size_t i = 0; i < count && ok; i++) {
		ok = sim_engine_advance(engine, changes[i].at_us, err);
		if (ok)
			change(engine, &changes[i]);
	}
	ok = ok && sim_engine_advance(engine, pack->length_s * SECOND_US, err);
	out->events = sim_engine_events(engine);
	out->hash = sim_engine_hash(engine);
	out->bytes = sim_engine_bytes(engine);
	sim_engine_destroy(engine);
	return ok;
}

/* Times of every variant with every kind of telemetry. */
struct times {
	struct harness_series ms[VARIANTS_MAX][DETAILS];
	struct outcome last[VARIANTS_MAX][DETAILS];
};

static bool measure(const struct pack *pack, size_t rounds, struct times *times,
		    struct err *err)
{
	for (size_t r = 0; r < rounds; r++)
		for (size_t v = 0; v < pack->variant_count; v++)
			for (int d = 0; d < DETAILS; d++) {
				double from = harness_cpu_ns();

				if (!simulate(pack, 1 + r, v, details[d].detail,
					      &times->last[v][d], err))
					return false;
				harness_add(&times->ms[v][d],
					    (harness_cpu_ns() - from) * 1e-6);
			}
	return true;
}

static void print_times(const struct pack *pack, const struct times *times)
{
	for (int d = 0; d < DETAILS; d++)
		for (size_t v = 0; v < pack->variant_count; v++) {
			const struct outcome *last = &times->last[v][d];
			double ms =
				times->ms[v][d].value[times->ms[v][d].count - 1];
			char what[64], remark[64];

			snprintf(what, sizeof(what), "%s, %s",
				 pack->variants[v].id, details[d].name);
			snprintf(remark, sizeof(remark),
				 "%.0fk events of %.0f ns",
				 (double)last->events * 1e-3,
				 ms * 1e6 / (double)last->events);
			harness_print(&(struct harness_row){
				.what = what,
				.series = &times->ms[v][d],
				.decimals = 1,
				.unit = "ms",
				.goal = details[d].goal_ms,
				.remark = remark });
		}
}

/* What it costs to keep everything, not sums only: round by round, so that the
 * machine's mood does not matter. */
static void print_ratios(const struct pack *pack, const struct times *times)
{
	for (size_t v = 0; v < pack->variant_count; v++) {
		struct harness_series ratio;
		char what[64];

		snprintf(what, sizeof(what), "%s, full / summary",
			 pack->variants[v].id);
		harness_ratio(&ratio, &times->ms[v][FULL], 1.0,
			      &times->ms[v][SUMMARY]);
		harness_print(&(struct harness_row){ .what = what,
						     .series = &ratio,
						     .decimals = 2,
						     .unit = "x" });
	}
}

/* The most that a process had in memory which loaded the pack and did nothing
 * but this drill with full telemetry.  A child, because what a process once
 * had stays in the figure, and before others have made this one large. */
static bool peak(const struct pack *pack, size_t variant, double *bytes)
{
	int ends[2];
	pid_t child;
	bool ok;

	if (pipe(ends) != 0)
		return false;
	child = fork();
	if (child == 0) {
		struct err err = { 0 };
		struct outcome outcome;

		ok = simulate(pack, 1, variant, SIM_FULL, &outcome, &err);
		*bytes = harness_peak_bytes();
		ok = ok && write(ends[1], bytes, sizeof(*bytes)) ==
				   (ssize_t)sizeof(*bytes);
		_exit(ok ? 0 : 1);
	}
	close(ends[1]);
	ok = child > 0 &&
	     read(ends[0], bytes, sizeof(*bytes)) == (ssize_t)sizeof(*bytes);
	close(ends[0]);
	if (child > 0)
		waitpid(child, NULL, 0);
	return ok;
}

static bool measure_peaks(const struct pack *pack, struct harness_series *peaks,
			  struct err *err)
{
	for (size_t v = 0; v < pack->variant_count; v++) {
		double bytes;

		if (!peak(pack, v, &bytes))
			return err_set(err, ERR_IO,
				       "the process of its own that was to "
				       "simulate '%s' did not do it",
				       pack->variants[v].id);
		harness_add(&peaks[v], bytes);
	}
	return true;
}

static void print_peaks(const struct pack *pack,
			const struct harness_series *peaks,
			const struct times *times)
{
	for (size_t v = 0; v < pack->variant_count; v++) {
		char what[64], remark[64];

		snprintf(what, sizeof(what), "%s, the process",
			 pack->variants[v].id);
		snprintf(remark, sizeof(remark), "%.1f at the end the engine's",
			 (double)times->last[v][FULL].bytes * 1e-6);
		harness_print(&(struct harness_row){ .what = what,
						     .series = &peaks[v],
						     .per = 1e6,
						     .decimals = 1,
						     .unit = "MB",
						     .goal = GOAL_MB,
						     .remark = remark });
	}
}

/* Re-runs of the first variant, each with a seed and a slot of its own. */
struct reruns {
	const struct pack *pack;
	struct outcome out[RERUNS];
	bool ok[RERUNS];
};

static void rerun(size_t index, void *context)
{
	struct reruns *reruns = context;
	struct err err = { 0 };

	reruns->ok[index] = simulate(reruns->pack, index + 1, 0, SIM_SUMMARY,
				     &reruns->out[index], &err);
}

/* With one thread and with all, in turn; they must say the same. */
static bool measure_reruns(const struct pack *pack, size_t rounds,
			   struct harness_series ms[2], struct err *err)
{
	struct reruns reruns[2] = { { .pack = pack }, { .pack = pack } };

	for (size_t r = 0; r < rounds; r++)
		for (unsigned all = 0; all < 2; all++) {
			double from = harness_wall_ns();

			workers_run(RERUNS, rerun, &reruns[all], all ? 0 : 1,
				    NULL);
			harness_add(&ms[all],
				    (harness_wall_ns() - from) * 1e-6);
		}
	for (size_t i = 0; i < RERUNS; i++)
		if (!reruns[0].ok[i] || !reruns[1].ok[i] ||
		    reruns[0].out[i].hash != reruns[1].out[i].hash)
			return err_set(err, ERR_STATE,
				       "re-run %zu differs with the threads",
				       i + 1);
	return true;
}

static void print_reruns(const struct harness_series ms[2])
{
	struct harness_series gain;
	char remark[64];

	snprintf(remark, sizeof(remark), "by the wall; same hashes");
	harness_ratio(&gain, &ms[0], 1.0, &ms[1]);
	harness_print(&(struct harness_row){ .what = "8 re-runs, 1 thread",
					     .series = &ms[0],
					     .decimals = 1,
					     .unit = "ms",
					     .remark = remark });
	harness_print(&(struct harness_row){ .what = "8 re-runs, all cores",
					     .series = &ms[1],
					     .decimals = 1,
					     .unit = "ms",
					     .remark = remark });
	snprintf(remark, sizeof(remark), "of %ld",
		 sysconf(_SC_NPROCESSORS_ONLN));
	harness_print(&(struct harness_row){ .what = "cores gained",
					     .series = &gain,
					     .decimals = 2,
					     .unit = "x",
					     .remark = remark });
}

static bool bench(const struct pack *pack, size_t rounds, struct err *err)
{
	struct harness_series peaks[VARIANTS_MAX] = { 0 };
	struct harness_series reruns_ms[2] = { 0 };
	struct times times = { 0 };
	char title[96];

	if (pack->variant_count > VARIANTS_MAX)
		return err_set(err, ERR_LIMIT, "more than %d variants",
			       VARIANTS_MAX);
	if (!measure_peaks(pack, peaks, err) ||
	    !measure(pack, rounds, &times, err) ||
	    !measure_reruns(pack, rounds, reruns_ms, err))
		return false;
	snprintf(title, sizeof(title),
		 "A drill of %lld minutes and %lld of history, %zu seeds",
		 (long long)pack->length_s / 60,
		 (long long)pack->history_s / 60, rounds);
	harness_heading(title);
	print_times(pack, &times);
	print_ratios(pack, &times);
	print_peaks(pack, peaks, &times);
	print_reruns(reruns_ms);
	return true;
}

int main(int argc, char **argv)
{
	struct err err = { 0 };
	char line[ERR_MESSAGE_MAX + ERR_PATH_MAX + 32];
	int64_t rounds = harness_argument(argc, argv, 2, 5, 1,
					  HARNESS_ROUNDS_MAX);
	struct pack *pack = argc > 1 ? pack_load(argv[1], &err) : NULL;
	bool ok = pack != NULL && bench(pack, (size_t)rounds, &err);

	if (!ok)
		fprintf(stderr, "%s\n",
			argc > 1 ? err_format(&err, line, sizeof(line))
				 : "usage: drill_sim PACK-FOLDER [ROUNDS]");
	pack_destroy(pack);
	return ok ? 0 : 1;
}
