#include "tests/cmocka_setup.h"
#include "sim/numeric.h"

#include "base/random.h"
#include "sim/law.h"

#include <math.h>
#include <stdbool.h>

static bool close_to(double a, double b, double relative)
{
	return fabs(a - b) <= relative * fabs(b);
}

static void exp_agrees_with_the_library(void **state)
{
	(void)state;
	for (double x = -600.0; x < 600.0; x += 0.37)
		assert_true(close_to(numeric_exp(x), exp(x), 1e-15));
	assert_true(numeric_exp(0.0) == 1.0);
	assert_true(isfinite(numeric_exp(1e9)));
	assert_true(numeric_exp(-1e9) > 0.0);
}

static void log_agrees_with_the_library(void **state)
{
	(void)state;
	for (double x = 1e-300; x < 1e300; x *= 1.7)
		assert_true(close_to(numeric_log(x), log(x), 1e-15));
	for (double x = 0.5; x < 2.0; x += 0.0007)
		assert_true(fabs(numeric_log(x) - log(x)) <= 2e-16);
	assert_true(numeric_log(1.0) == 0.0);
}

static void the_normal_quantile_inverts_the_distribution(void **state)
{
	(void)state;
	for (double p = 1e-12; p < 1.0; p = p < 1e-3 ? p * 3.0 : p + 0.0137) {
		double x = numeric_normal_quantile(p);

		assert_true(close_to(0.5 * erfc(-x / sqrt(2.0)), p, 1e-13));
	}
	assert_true(numeric_normal_quantile(0.5) == 0.0);
	assert_true(close_to(numeric_normal_quantile(0.975), 1.959963984540054,
			     1e-15));
	assert_true(numeric_normal_quantile(0.25) ==
		    -numeric_normal_quantile(0.75));
}

/* Mean and variance of many samples of a law. */
static void moments(struct law law, const double *values, double *mean,
		    double *variance)
{
	const int n = 200000;
	double sum = 0.0, squares = 0.0;

	for (int i = 0; i < n; i++) {
		double x = law_sample(&law, values,
				      random_fold(42, (uint64_t)i));

		assert_true(x >= 0.0);
		sum += x;
		squares += x * x;
	}
	*mean = sum / n;
	*variance = squares / n - *mean * *mean;
}

static void laws_have_their_moments(void **state)
{
	static const double values[] = { 38.0, 0.35, 10.0, 30.0 };
	double spread = exp(0.35 * 0.35) - 1.0;
	double mean, variance;

	(void)state;
	moments((struct law){ LAW_LOGNORMAL, 0, 1 }, values, &mean, &variance);
	assert_true(close_to(mean, 38.0, 0.004));
	assert_true(close_to(variance, 38.0 * 38.0 * spread, 0.03));
	moments((struct law){ LAW_EXPONENTIAL, 2, 0 }, values, &mean,
		&variance);
	assert_true(close_to(mean, 10.0, 0.01));
	assert_true(close_to(variance, 100.0, 0.03));
	moments((struct law){ LAW_UNIFORM, 2, 3 }, values, &mean, &variance);
	assert_true(close_to(mean, 20.0, 0.005));
	assert_true(close_to(variance, 400.0 / 12.0, 0.01));
	moments((struct law){ LAW_CONSTANT, 0, 0 }, values, &mean, &variance);
	assert_true(close_to(mean, 38.0, 1e-12));
}

static void a_slower_law_makes_nothing_faster(void **state)
{
	static const double values[] = { 10.0, 12.0, 0.5 };
	static const struct law fast = { LAW_LOGNORMAL, 0, 2 };
	static const struct law slow = { LAW_LOGNORMAL, 1, 2 };

	(void)state;
	for (uint64_t i = 0; i < 1000; i++)
		assert_true(law_sample(&slow, values, random_mix(i)) >
			    law_sample(&fast, values, random_mix(i)));
}

static void a_uniform_number_is_never_0_or_1(void **state)
{
	(void)state;
	assert_true(random_unit(0) > 0.0);
	assert_true(random_unit(UINT64_MAX) < 1.0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(exp_agrees_with_the_library),
		cmocka_unit_test(log_agrees_with_the_library),
		cmocka_unit_test(the_normal_quantile_inverts_the_distribution),
		cmocka_unit_test(laws_have_their_moments),
		cmocka_unit_test(a_slower_law_makes_nothing_faster),
		cmocka_unit_test(a_uniform_number_is_never_0_or_1),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
