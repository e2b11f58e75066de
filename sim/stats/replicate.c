#include "sim/stats/replicate.h"

#include "base/calendar.h"
#include "base/mem.h"
#include "base/random.h"
#include "base/workers.h"
#include "sim/telemetry/record.h"
#include "sim/chance/student.h"

#include <assert.h>
#include <limits.h>
#include <math.h>
#include <stdlib.h>

/* Between two looks at the cancel flag, in events, roughly. */
#define LOOK_EVENTS 100000u

/* What one replication leaves behind; the values stand in struct work. */
struct slot {
	struct err err;
	uint64_t events, hash;
	bool done;
};

struct work {
	const struct sim_experiment *experiment;
	const atomic_bool *cancel;
	atomic_uint failed;	/* the first that did, as far as is known */
	_Atomic uint64_t bytes; /* of the engines that are there */
	size_t width;		/* measures and metrics */
	double *value; /* width a replication: measures, then metrics */
	struct slot *slot;
};

uint64_t sim_replication_seed(uint64_t seed, unsigned i)
{
	return i == 0 ? seed : random_fold(random_mix(seed), i);
}

/* Those behind one that failed need not go on; those before it do, so that
 * it is always the same one whose error is told. */
static bool stopped(const struct work *work, unsigned index)
{
	return atomic_load(&work->failed) < index ||
	       (work->cancel != NULL && atomic_load(work->cancel));
}

static void stop_behind(struct work *work, unsigned index)
{
	unsigned first = atomic_load(&work->failed);

	while (index < first &&
	       !atomic_compare_exchange_weak(&work->failed, &first, index))
		;
}

/* One replication on its way. */
struct trip {
	struct work *work;
	unsigned index;
	struct sim_engine *engine;
	uint64_t bytes; /* of the engine, at the last look */
	size_t next;	/* change */
	struct err *err;
};

/* Whether all engines together still have room, this one with `now` bytes. */
static bool has_room(struct trip *trip, uint64_t now)
{
	uint64_t most = trip->work->experiment->memory_bytes;
	uint64_t others = atomic_fetch_add(&trip->work->bytes,
					   now - trip->bytes) -
			  trip->bytes;

	trip->bytes = now;
	if (most == 0 || others + now <= most)
		return true;
	return err_set(trip->err, ERR_LIMIT,
		       "the simulation takes more memory than there is for it "
		       "(%llu MB for all threads); lower the rates of the "
		       "model or give its queues a bound, or take a shorter "
		       "time or fewer threads",
		       (unsigned long long)(most >> 20));
}

static void count_time(const struct trip *trip, int64_t us)
{
	_Atomic uint64_t *done = trip->work->experiment->done_us;

	if (done != NULL)
		atomic_fetch_add(done, (uint64_t)us);
}

/* In steps that are long enough to be cheap and short enough to be stopped;
 * in which steps an engine is advanced makes no difference to it. */
static bool advance(struct trip *trip, int64_t until_us)
{
	struct sim_engine *e = trip->engine;
	int64_t step = SECOND_US;

	while (sim_engine_now(e) < until_us) {
		uint64_t events = sim_engine_events(e);
		int64_t left = until_us - sim_engine_now(e);

		if (stopped(trip->work, trip->index))
			return err_set(trip->err, ERR_STATE,
				       "the simulation was stopped");
		if (left > step)
			left = step;
		if (!sim_engine_advance(e, sim_engine_now(e) + left, trip->err))
			return false;
		count_time(trip, left);
		if (!has_room(trip, sim_engine_bytes(e)))
			return false;
		events = sim_engine_events(e) - events;
		if (events < LOOK_EVENTS / 2 && step < HOUR_US)
			step *= 2;
		else if (events > LOOK_EVENTS && step > 1)
			step /= 2;
	}
	return true;
}

/* The same, with the changes that are due by then. */
static bool advance_changing(struct trip *trip, int64_t until_us)
{
	const struct sim_experiment *x = trip->work->experiment;

	for (; trip->next < x->change_count; trip->next++) {
		const struct sim_change *change = &x->changes[trip->next];

		if (change->at_us > until_us)
			break;
		if (!advance(trip, change->at_us))
			return false;
		sim_engine_set(trip->engine, change->parameter, change->value);
	}
	return advance(trip, until_us);
}

static void read_values(const struct work *work, const struct sim_engine *e,
			double *out)
{
	size_t measures = work->width - SIM_METRIC_COUNT;
	struct sim_measure *list = mem_calloc(measures + 1, sizeof *list);
	int64_t minutes = work->experiment->length_us / MINUTE_US;
	struct sim_window window = { 0, minutes * MINUTE_US };

	sim_measures(e, measures, list);
	for (size_t m = 0; m < measures; m++)
		out[m] = list[m].value;
	free(list);
	for (int m = 0; m < SIM_METRIC_COUNT; m++)
		out[measures + (size_t)m] =
			minutes > 0 ? sim_metric(e, (enum sim_metric)m, NULL,
						 window)
				    : NAN;
}

static void run(size_t index, void *context)
{
	struct work *work = context;
	const struct sim_experiment *x = work->experiment;
	struct slot *slot = &work->slot[index];
	struct trip trip = { .work = work,
			     .index = (unsigned)index,
			     .err = &slot->err };

	if (stopped(work, trip.index))
		return;
	trip.engine = sim_engine_create(
		x->model, sim_replication_seed(x->seed, trip.index),
		-x->warm_up_us, SIM_SUMMARY);
	sim_engine_observe(trip.engine);
	slot->done = advance_changing(&trip, 0);
	if (slot->done) {
		sim_engine_observe(trip.engine);
		slot->done = advance_changing(&trip, x->length_us);
	}
	if (slot->done) {
		read_values(work, trip.engine,
			    work->value + index * work->width);
		slot->hash = sim_engine_hash(trip.engine);
		slot->events = sim_engine_events(trip.engine);
	} else {
		stop_behind(work, trip.index);
	}
	atomic_fetch_sub(&work->bytes, trip.bytes);
	sim_engine_destroy(trip.engine);
}

/* The mean of column `at`, as far as it exists, and its interval. */
static void estimate(const struct work *work, size_t at,
		     struct sim_estimate *out)
{
	unsigned replications = work->experiment->replications;
	double sum = 0.0, squares = 0.0;

	out->n = 0;
	for (unsigned i = 0; i < replications; i++) {
		double value = work->value[i * work->width + at];

		if (isnan(value))
			continue;
		sum += value;
		out->n++;
	}
	out->measure.value = out->n > 0 ? sum / out->n : NAN;
	out->deviation = out->half_width = NAN;
	if (out->n < 2)
		return;
	for (unsigned i = 0; i < replications; i++) {
		double off = work->value[i * work->width + at] -
			     out->measure.value;

		if (!isnan(off))
			squares += off * off;
	}
	out->deviation = sqrt(squares / (out->n - 1));
	out->half_width = student_quantile(SIM_CONFIDENCE, out->n - 1) *
			  out->deviation / sqrt(out->n);
}

static struct sim_findings *findings_of(const struct work *work,
					const struct sim_measure *list)
{
	struct sim_findings *f = mem_calloc(1, sizeof *f);

	f->replications = work->experiment->replications;
	f->count = work->width - SIM_METRIC_COUNT;
	f->estimate = mem_calloc(f->count, sizeof *f->estimate);
	f->hash = work->slot[0].hash;
	for (unsigned i = 0; i < f->replications; i++)
		f->events += work->slot[i].events;
	for (size_t m = 0; m < f->count; m++) {
		f->estimate[m].measure = list[m];
		estimate(work, m, &f->estimate[m]);
	}
	for (int m = 0; m < SIM_METRIC_COUNT; m++) {
		enum sim_metric metric = (enum sim_metric)m;

		f->metric[m].measure =
			(struct sim_measure){ -1, sim_metric_key(metric),
					      sim_metric_unit(metric),
					      sim_metric_help(metric), NAN };
		estimate(work, f->count + (size_t)m, &f->metric[m]);
	}
	return f;
}

/* One that failed by itself, not because it was stopped. */
static void first_error(const struct work *work, struct err *err)
{
	unsigned failed = atomic_load(&work->failed);

	if (failed < work->experiment->replications && err != NULL)
		*err = work->slot[failed].err;
	else
		err_set(err, ERR_STATE, "the simulation was stopped");
}

/* Fewer than are wanted when a long time alone, whose minutes are kept, would
 * fill half of the memory. */
static unsigned threads_of(const struct sim_experiment *x)
{
	int64_t minutes = (x->warm_up_us + x->length_us) / MINUTE_US + 1;
	uint64_t each = 2 * (uint64_t)minutes * sizeof(struct minute);
	uint64_t room = x->memory_bytes / each;

	if (x->memory_bytes == 0 || room >= SIM_THREADS_MAX)
		return x->threads;
	room = room > 0 ? room : 1;
	return x->threads == 0 || x->threads > room ? (unsigned)room
						    : x->threads;
}

struct sim_findings *sim_replicate(const struct sim_experiment *x,
				   const atomic_bool *cancel, struct err *err)
{
	struct sim_measure *list = mem_calloc(SIM_MEASURES_MAX, sizeof *list);
	struct sim_engine *e = sim_engine_create(x->model, x->seed, 0,
						 SIM_SUMMARY);
	struct work work = { .experiment = x, .cancel = cancel };
	struct sim_findings *findings = NULL;
	bool done = true;

	assert(x->replications >= 1 && x->replications <= SIM_REPLICATIONS_MAX);
	work.width = sim_measures(e, SIM_MEASURES_MAX, list) + SIM_METRIC_COUNT;
	sim_engine_destroy(e);
	atomic_init(&work.failed, UINT_MAX);
	atomic_init(&work.bytes, 0);
	work.value = mem_calloc(x->replications * work.width,
				sizeof *work.value);
	work.slot = mem_calloc(x->replications, sizeof *work.slot);
	workers_run(x->replications, run, &work, threads_of(x), cancel);
	for (unsigned i = 0; i < x->replications; i++)
		done = done && work.slot[i].done;
	if (done)
		findings = findings_of(&work, list);
	else
		first_error(&work, err);
	free(work.slot);
	free(work.value);
	free(list);
	return findings;
}

void sim_findings_destroy(struct sim_findings *findings)
{
	if (findings == NULL)
		return;
	free(findings->estimate);
	free(findings);
}
