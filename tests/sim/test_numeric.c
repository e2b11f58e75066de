#include "tests/cmocka_setup.h"
#include "sim/chance/numeric.h"

#include "base/random.h"

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
	/* Half a unit in the last place and what the series leaves. */
	for (double x = -20.0; x < 20.0; x += 0.00037)
		assert_true(fabsl(numeric_exp(x) - expl(x)) <=
			    0.52 * ldexp(1.0, ilogb(exp(x)) - 52));
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
		cmocka_unit_test(a_uniform_number_is_never_0_or_1),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
