/*
 * There and back: a model's telemetry is recorded, imported, and the draft
 * simulated; what comes out is what was recorded, within stated bounds.
 */
#include "tests/cmocka_setup.h"

#include "base/calendar.h"
#include "scenarios/draw.h"
#include "scenarios/recorded/draft.h"
#include "sim/engine.h"
#include "tests/scenarios/telemetry_csv.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define MINUTES 110
#define FOLD 5		 /* minutes that are compared at once */
#define BEGAN 1772000040 /* a full minute */

/* Shares of the recorded value; failures and figures near nought are compared
 * by the difference instead. */
static const struct bound {
	enum sim_metric metric;
	double share, difference;
} bounds[] = {
	{ SIM_METRIC_ARRIVALS, 0.05, 0 },
	{ SIM_METRIC_P50, 0.08, 0 },
	{ SIM_METRIC_P95, 0.12, 0 },
	{ SIM_METRIC_P99, 0.25, 0 },
	{ SIM_METRIC_ERROR_RATE, 0.10, 0.006 },
	{ SIM_METRIC_SPEND_RATE, 0.06, 0 },
};
#define BOUNDS (sizeof(bounds) / sizeof(bounds[0]))

struct trip {
	struct sim_model *model;
	struct sim_engine *was; /* from 0 on */
	struct arena arena;
	struct chronicle chronicle;
	struct course course;
	struct fit fit;
	struct draft draft;
	struct pack *pack;
};

static void record(struct trip *t)
{
	char path[] = "/tmp/gameday-trip-XXXXXX";
	struct str csv = STR_INIT;
	struct err err = { 0 };
	int fd = mkstemp(path);

	assert_true(fd >= 0);
	telemetry_csv(t->was, MINUTES, BEGAN, &csv);
	assert_int_equal(write(fd, csv.s, csv.length), (ssize_t)csv.length);
	close(fd);
	str_finish(&csv);
	chronicle_init(&t->chronicle);
	if (!chronicle_read_csv(&t->chronicle, path, &err) ||
	    !chronicle_settle(&t->chronicle, &err))
		fail_msg("%s", err.message);
	unlink(path);
}

static int setup(void **state)
{
	static struct trip trip;
	struct trip *t = &trip;
	struct draft_options options = { "shop", "A shop", "a test",
					 SOURCE_ROOT "/templates/recorded" };
	struct pack_file files[DRAFT_FILES];
	struct err err = { 0 };

	t->was = telemetry_run(SOURCE_ROOT "/tests/data/recorded-shop.json",
			       MINUTES, &t->model);
	assert_non_null(t->was);
	record(t);
	fit_recording(&t->chronicle, &t->fit);
	arena_init(&t->arena);
	if (!course_find(&t->chronicle, NAN, &t->course, &err) ||
	    !draft_make(&t->chronicle, &t->course, &t->fit, &options, &t->arena,
			&t->draft, &err))
		fail_msg("%s", err.message);
	for (int i = 0; i < DRAFT_FILES; i++)
		files[i] = (struct pack_file){ t->draft.file[i].name,
					       t->draft.file[i].text,
					       t->draft.file[i].length };
	t->pack = pack_load_files(files, DRAFT_FILES, "draft", &err);
	if (!t->pack)
		fail_msg("%s:%d: %s", err.path, err.line, err.message);
	*state = t;
	return 0;
}

static int teardown(void **state)
{
	struct trip *t = *state;

	pack_destroy(t->pack);
	chronicle_finish(&t->chronicle);
	arena_finish(&t->arena);
	sim_engine_destroy(t->was);
	sim_model_destroy(t->model);
	return 0;
}

/* The draft's own engine, from its history to its end. */
static struct sim_engine *replay(const struct trip *t, int variant)
{
	const struct pack *pack = t->pack;
	struct cast cast;
	struct cast_change *changes;
	struct sim_engine *engine;
	struct err err = { 0 };
	size_t count;

	cast_init(&cast, pack, 5, variant);
	changes = calloc(cast_changes(&cast) + 1, sizeof(*changes));
	count = cast_timeline(&cast, false, cast_changes(&cast), changes);
	engine = sim_engine_create(pack->model, 5, -pack->history_s * SECOND_US,
				   SIM_FULL);
	for (size_t i = 0; i < count; i++) {
		if (changes[i].at_us > sim_engine_now(engine))
			assert_true(sim_engine_advance(engine, changes[i].at_us,
						       &err));
		sim_engine_set(engine, changes[i].parameter, changes[i].value);
	}
	assert_true(
		sim_engine_advance(engine, pack->length_s * SECOND_US, &err));
	free(changes);
	return engine;
}

/* Of both, over the same minutes; true when they agree. */
static bool agree(const struct trip *t, const struct sim_engine *now,
		  const struct bound *bound, int minute)
{
	int64_t page_us = (int64_t)t->course.page * MINUTE_US;
	struct sim_window then = { minute * MINUTE_US,
				   (minute + FOLD) * MINUTE_US };
	struct sim_window here = { then.from_us - page_us,
				   then.to_us - page_us };
	double was = sim_metric(t->was, bound->metric, NULL, then);
	double is = sim_metric(now, bound->metric, NULL, here);

	if (fabs(is - was) <= bound->share * was + bound->difference)
		return true;
	print_error("%s of minute %d: %.4g, was %.4g\n",
		    sim_metric_key(bound->metric), minute, is, was);
	return false;
}

static int differences(const struct trip *t, const struct sim_engine *now,
		       double wider)
{
	int page = (int)t->course.page, wrong = 0;
	int first = page - (int)(t->pack->history_s - t->pack->warm_up_s) / 60;
	int last = page + (int)t->pack->length_s / 60;

	first = first < 0 ? 0 : first;
	last = last > MINUTES ? MINUTES : last;
	assert_true(last - first >= 60);
	for (int m = first; m + FOLD <= last; m += FOLD)
		for (size_t i = 0; i < BOUNDS; i++) {
			struct bound bound = bounds[i];

			bound.share *= wider;
			bound.difference *= wider;
			wrong += !agree(t, now, &bound, m);
		}
	return wrong;
}

static void the_draft_replays_what_was_recorded(void **state)
{
	const struct trip *t = *state;
	struct sim_engine *now = replay(t, pack_variant(t->pack, "behind"));

	assert_int_equal(differences(t, now, 1), 0);
	sim_engine_destroy(now);
}

/* Its times are sums of two laws, which fit the percentiles less well. */
static void the_other_variant_gives_the_same_headline(void **state)
{
	const struct trip *t = *state;
	struct sim_engine *now = replay(t, pack_variant(t->pack, "ours"));

	assert_int_equal(differences(t, now, 2), 0);
	sim_engine_destroy(now);
}

/* The incident of the model began at minute 40. */
static void the_trigger_is_found(void **state)
{
	const struct trip *t = *state;

	assert_in_range(t->course.trigger, 40, 42);
	assert_int_equal(t->course.page, t->course.trigger + 12);
	assert_false(t->course.page_said);
	assert_true(t->course.departs[CHRONICLE_P95]);
}

/* A replay that departs is noticed: the test can fail. */
static void another_seed_of_another_model_does_not_agree(void **state)
{
	const struct trip *t = *state;
	struct sim_engine *now = replay(t, 0);
	const struct bound tight = { SIM_METRIC_P95, 1e-6, 0 };

	assert_false(agree(t, now, &tight, (int)t->course.page));
	sim_engine_destroy(now);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_draft_replays_what_was_recorded),
		cmocka_unit_test(the_other_variant_gives_the_same_headline),
		cmocka_unit_test(the_trigger_is_found),
		cmocka_unit_test(another_seed_of_another_model_does_not_agree),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
