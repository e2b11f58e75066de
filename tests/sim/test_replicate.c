#include "tests/sim/bench.h"

#include "base/str.h"
#include "sim/stats/replicate.h"
#include "sim/chance/student.h"

#include <math.h>
#include <stdatomic.h>
#include <string.h>

/* Independent replications and their confidence intervals. */

static void assert_digits(double measured, double expected, double most)
{
	if (!(fabs(measured - expected) <= most))
		fail_msg("%.9f, not %.9f", measured, expected);
}

/* Tables of Student's t, two-sided: Abramowitz and Stegun, table 26.10. */
static void student_agrees_with_the_tables(void **state)
{
	static const struct {
		double confidence;
		unsigned degrees;
		double t;
	} table[] = {
		{ 0.95, 1, 12.706 },  { 0.95, 2, 4.303 },
		{ 0.95, 3, 3.182 },   { 0.95, 4, 2.776 },
		{ 0.95, 5, 2.571 },   { 0.95, 9, 2.262 },
		{ 0.95, 10, 2.228 },  { 0.95, 19, 2.093 },
		{ 0.95, 30, 2.042 },  { 0.95, 60, 2.000 },
		{ 0.95, 120, 1.980 }, { 0.95, 9999, 1.960 },
		{ 0.99, 1, 63.657 },  { 0.99, 2, 9.925 },
		{ 0.99, 9, 3.250 },   { 0.99, 40, 2.704 },
		{ 0.90, 1, 6.314 },   { 0.90, 7, 1.895 },
		{ 0.90, 29, 1.699 },  { 0.50, 1, 1.000 },
		{ 0.50, 8, 0.706 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
		assert_digits(student_quantile(table[i].confidence,
					       table[i].degrees),
			      table[i].t, 0.00051);
	assert_digits(student_within(0.0, 7), 0.0, 1e-15);
	/* With one degree it is Cauchy's, with two a root. */
	assert_digits(student_within(1.0, 1), 0.5, 1e-12);
	assert_digits(student_within(1.0, 2), 1.0 / sqrt(3.0), 1e-12);
}

#define MM1 \
	"{'nodes':{'people':{'type':'source','rate_per_s':0.5," \
	"'to':'server'},'server':{'type':'pool','servers':1," \
	"'service_s':{'law':'exponential','mean':1}}}}"

static struct sim_findings *findings(const struct sim_experiment *x)
{
	struct err err = { 0 };
	struct sim_findings *f = sim_replicate(x, NULL, &err);

	if (f == NULL)
		fail_msg("%s", err.message);
	return f;
}

static const struct sim_estimate *of(const struct sim_findings *f, int node,
				     const char *key)
{
	for (size_t i = 0; i < f->count; i++) {
		const struct sim_estimate *e = &f->estimate[i];

		if (e->measure.node == node && strcmp(e->measure.key, key) == 0)
			return e;
	}
	fail_msg("no %s", key);
	return NULL;
}

static bool same(double a, double b)
{
	return a == b || (isnan(a) && isnan(b));
}

static void assert_same(const struct sim_estimate *a,
			const struct sim_estimate *b)
{
	assert_string_equal(a->measure.key, b->measure.key);
	assert_true(same(a->measure.value, b->measure.value));
	assert_true(same(a->deviation, b->deviation));
	assert_true(same(a->half_width, b->half_width));
	assert_int_equal(a->n, b->n);
}

static void threads_make_no_difference(void **state)
{
	struct sim_model *model = bench_model(MM1);
	struct sim_change changes[] = {
		{ -SECONDS(10), sim_model_parameter(model, "people.rate_per_s"),
		  0.6 },
		{ SECONDS(60), sim_model_parameter(model, "server.servers"),
		  0 },
		{ SECONDS(70), sim_model_parameter(model, "server.servers"),
		  1 },
	};
	struct sim_experiment x = { .model = model,
				    .seed = 11,
				    .warm_up_us = SECONDS(10),
				    .length_us = SECONDS(300),
				    .changes = changes,
				    .change_count = 3,
				    .replications = 7,
				    .threads = 1 };
	struct sim_findings *one = findings(&x), *four;

	(void)state;
	x.threads = 4;
	four = findings(&x);
	assert_true(one->hash == four->hash && one->events == four->events);
	assert_int_equal(one->count, four->count);
	for (size_t i = 0; i < one->count; i++)
		assert_same(&one->estimate[i], &four->estimate[i]);
	for (int i = 0; i < SIM_METRIC_COUNT; i++)
		assert_same(&one->metric[i], &four->metric[i]);
	/* The changes were made: ten of 300 seconds without a server. */
	assert_digits(of(one, 1, "servers")->measure.value, 290.0 / 300.0,
		      1e-9);
	sim_findings_destroy(one);
	sim_findings_destroy(four);
	sim_model_destroy(model);
}

/* Mean, deviation and interval from runs made by hand. */
static void estimates_are_those_of_single_runs(void **state)
{
	struct sim_model *model = bench_model(MM1);
	struct sim_experiment x = { .model = model,
				    .seed = 4,
				    .warm_up_us = SECONDS(20),
				    .length_us = SECONDS(120),
				    .replications = 3 };
	struct sim_findings *f = findings(&x);
	double value[3], mean = 0.0, squares = 0.0;
	const struct sim_estimate *wait = of(f, 1, "waiting_s");

	(void)state;
	for (unsigned i = 0; i < 3; i++) {
		struct sim_engine *e =
			sim_engine_create(model, sim_replication_seed(4, i),
					  -SECONDS(20), SIM_FULL);

		bench_advance(e, 0);
		sim_engine_observe(e);
		bench_advance(e, 120);
		value[i] = sim_measure(e, 1, "waiting_s");
		mean += value[i] / 3.0;
		if (i == 0)
			assert_true(sim_engine_hash(e) == f->hash);
		sim_engine_destroy(e);
	}
	for (int i = 0; i < 3; i++)
		squares += (value[i] - mean) * (value[i] - mean);
	assert_true(value[0] != value[1] && value[1] != value[2]);
	assert_digits(wait->measure.value, mean, 1e-12);
	assert_digits(wait->deviation, sqrt(squares / 2.0), 1e-12);
	assert_digits(wait->half_width,
		      4.302653 * sqrt(squares / 2.0) / sqrt(3.0), 1e-5);
	assert_int_equal(wait->n, 3);
	assert_true(sim_replication_seed(4, 0) == 4);
	sim_findings_destroy(f);
	sim_model_destroy(model);
}

static void one_replication_has_no_interval(void **state)
{
	struct sim_model *model = bench_model(MM1);
	struct sim_experiment x = { .model = model,
				    .seed = 1,
				    .length_us = SECONDS(30),
				    .replications = 1 };
	struct sim_findings *f = findings(&x);
	const struct sim_estimate *busy = of(f, 1, "busy");

	(void)state;
	assert_true(busy->measure.value > 0.0);
	assert_true(isnan(busy->half_width) && isnan(busy->deviation));
	/* A measure that never exists. */
	x.replications = 2;
	assert_int_equal(f->metric[SIM_METRIC_TASK_P50].n, 0);
	assert_true(isnan(f->metric[SIM_METRIC_TASK_P50].measure.value));
	sim_findings_destroy(f);
	sim_model_destroy(model);
}

static void failure_and_cancelling_are_told_once(void **state)
{
	struct sim_model *model = bench_model(
		"{'nodes':{'people':{'type':'source','rate_per_s':1000000,"
		"'to':'server'},'server':{'type':'pool','servers':0}}}");
	struct sim_experiment x = { .model = model,
				    .seed = 1,
				    .length_us = SECONDS(3600),
				    .replications = 2,
				    .threads = 2 };
	struct err err = { 0 };
	atomic_bool cancel;

	(void)state;
	atomic_init(&cancel, true);
	assert_null(sim_replicate(&x, &cancel, &err));
	assert_int_equal(err.code, ERR_STATE);
	err = (struct err){ 0 };
	x.replications = 1;
	assert_null(sim_replicate(&x, NULL, &err));
	assert_int_equal(err.code, ERR_LIMIT);
	assert_non_null(strstr(err.message, "in flight"));
	sim_model_destroy(model);
}

/* Ten million bytes are soon full of people; what fits says how far it is. */
static void memory_is_bounded_and_progress_counted(void **state)
{
	struct sim_model *model = bench_model(
		"{'nodes':{'people':{'type':'source','rate_per_s':10000,"
		"'to':'server'},'server':{'type':'pool','servers':0}}}");
	_Atomic uint64_t done_us;
	struct sim_experiment x = { .model = model,
				    .seed = 1,
				    .warm_up_us = SECONDS(1),
				    .length_us = SECONDS(3600),
				    .replications = 3,
				    .threads = 2,
				    .memory_bytes = 10000000,
				    .done_us = &done_us };
	struct err err = { 0 };

	(void)state;
	atomic_init(&done_us, 0);
	assert_null(sim_replicate(&x, NULL, &err));
	assert_int_equal(err.code, ERR_LIMIT);
	assert_non_null(strstr(err.message, "more memory"));
	assert_true(done_us > 0 && done_us < (uint64_t)SECONDS(3 * 60));
	x.length_us = SECONDS(4);
	x.memory_bytes *= 10;
	atomic_init(&done_us, 0);
	sim_findings_destroy(findings(&x));
	assert_true(done_us == (uint64_t)SECONDS(3 * 5));
	sim_model_destroy(model);
}

/* Of many intervals of 95 % about 95 of 100 hold the true mean sojourn. */
static void intervals_cover_the_truth(void **state)
{
	enum { EXPERIMENTS = 200 };
	struct sim_model *model = bench_model(MM1);
	int covered = 0;

	(void)state;
	for (uint64_t seed = 1; seed <= EXPERIMENTS; seed++) {
		struct sim_experiment x = { .model = model,
					    .seed = seed * 1000,
					    .warm_up_us = SECONDS(50),
					    .length_us = SECONDS(1000),
					    .replications = 5,
					    .threads = 2 };
		struct sim_findings *f = findings(&x);
		const struct sim_estimate *e = of(f, 1, "sojourn_s");

		covered += fabs(e->measure.value - 2.0) <= e->half_width;
		sim_findings_destroy(f);
	}
	if (covered < EXPERIMENTS * 90 / 100 ||
	    covered > EXPERIMENTS * 99 / 100)
		fail_msg("%d of %d intervals hold the mean", covered,
			 EXPERIMENTS);
	sim_model_destroy(model);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(student_agrees_with_the_tables),
		cmocka_unit_test(threads_make_no_difference),
		cmocka_unit_test(estimates_are_those_of_single_runs),
		cmocka_unit_test(one_replication_has_no_interval),
		cmocka_unit_test(failure_and_cancelling_are_told_once),
		cmocka_unit_test(memory_is_bounded_and_progress_counted),
		cmocka_unit_test(intervals_cover_the_truth),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
