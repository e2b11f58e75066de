#include "tests/cmocka_setup.h"
#include "bench/harness.h"

#include <math.h>

static struct harness_series of(size_t count, const double *values)
{
	struct harness_series series = { 0 };

	for (size_t i = 0; i < count; i++)
		harness_add(&series, values[i]);
	return series;
}

static bool equal(double a, double b)
{
	return fabs(a - b) < 1e-12;
}

static void medians_and_spread(void **state)
{
	struct harness_series odd = of(3, (double[]){ 9, 1, 4 });
	struct harness_series even = of(4, (double[]){ 9, 1, 4, 6 });
	struct harness_series none = { 0 };

	(void)state;
	assert_true(equal(harness_median(&odd), 4));
	assert_true(equal(harness_median(&even), 5));
	assert_true(isnan(harness_median(&none)));
	assert_true(equal(harness_low(&even), 1));
	assert_true(equal(harness_high(&even), 9));
	/* The rounds stay in their order, which ratios need. */
	assert_true(equal(odd.value[0], 9));
}

static void no_more_than_there_is_room_for(void **state)
{
	struct harness_series series = { 0 };

	(void)state;
	for (int i = 0; i < HARNESS_ROUNDS_MAX + 7; i++)
		harness_add(&series, i);
	assert_int_equal(series.count, HARNESS_ROUNDS_MAX);
	assert_true(equal(harness_high(&series), HARNESS_ROUNDS_MAX - 1));
}

/* A machine that is twice as slow for a round shows in no ratio. */
static void ratios_are_taken_round_by_round(void **state)
{
	struct harness_series a = of(3, (double[]){ 30, 60, 30 });
	struct harness_series b = of(3, (double[]){ 10, 20, 10 });
	struct harness_series ratio = { 0 };

	(void)state;
	harness_ratio(&ratio, &a, 0.5, &b);
	assert_int_equal(ratio.count, 3);
	assert_true(equal(harness_low(&ratio), 1.5));
	assert_true(equal(harness_high(&ratio), 1.5));
}

struct turn {
	char name;
	char *order;
};

static void take(void *context)
{
	const struct turn *turn = context;

	turn->order[strlen(turn->order)] = turn->name;
}

static void cases_take_turns(void **state)
{
	char order[16] = "";
	struct turn a = { 'a', order }, b = { 'b', order };
	struct harness_case cases[] = { { .run = take, .context = &a },
					{ .run = take, .context = &b } };

	(void)state;
	harness_interleave(cases, 2, 3);
	assert_string_equal(order, "abababab"); /* the first is not counted */
	assert_int_equal(cases[0].ns.count, 3);
	assert_int_equal(cases[1].ns.count, 3);
	assert_true(harness_low(&cases[0].ns) >= 0.0);
}

static void verdicts(void **state)
{
	char out[32];

	(void)state;
	assert_string_equal(harness_verdict(30, 30, out, sizeof(out)), "met");
	assert_string_equal(harness_verdict(51, 30, out, sizeof(out)),
			    "x1.7 of goal");
	/* Just missed does not read like met. */
	assert_string_equal(harness_verdict(30.45, 30, out, sizeof(out)),
			    "x1.02 of goal");
	assert_string_equal(harness_verdict(30.01, 30, out, sizeof(out)),
			    "x1.01 of goal");
	assert_string_equal(harness_verdict(51, 0, out, sizeof(out)), "");
}

static void rows(void **state)
{
	struct harness_series series = of(3, (double[]){ 2e6, 4e6, 3e6 });
	struct harness_row row = { .what = "a drill",
				   .series = &series,
				   .per = 1e6,
				   .decimals = 1,
				   .unit = "ms",
				   .goal = 2 };
	char line[HARNESS_LINE_MAX], cut[12];

	(void)state;
	assert_string_equal(harness_format(&row, line, sizeof(line)),
			    "  a drill                                  3.0 ms"
			    "       2.0..4.0          <= 2     x1.5 of goal");
	row.goal = 0.0;
	row.remark = "of many";
	series.count = 1;
	assert_string_equal(harness_format(&row, line, sizeof(line)),
			    "  a drill                                  2.0 ms"
			    "                                              "
			    " of many");
	assert_string_equal(harness_format(&row, cut, sizeof(cut)),
			    "  a drill");
}

static void clocks_go_on(void **state)
{
	double cpu = harness_cpu_ns(), wall = harness_wall_ns();
	double resident = harness_resident_bytes();
	volatile double work = 0.0;

	(void)state;
	for (int i = 0; i < 100000; i++)
		work = work + i;
	assert_true(work > 0.0 && harness_cpu_ns() > cpu);
	assert_true(harness_wall_ns() > wall);
	/* A peak is asked for after what it must not be below. */
	assert_false(resident <= 4096.0);
	assert_false(harness_peak_bytes() < resident);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(medians_and_spread),
		cmocka_unit_test(no_more_than_there_is_room_for),
		cmocka_unit_test(ratios_are_taken_round_by_round),
		cmocka_unit_test(cases_take_turns),
		cmocka_unit_test(verdicts),
		cmocka_unit_test(rows),
		cmocka_unit_test(clocks_go_on),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
