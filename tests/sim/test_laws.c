#include "tests/cmocka_setup.h"
#include "sim/chance/law.h"

#include "base/random.h"
#include "sim/chance/numeric.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

/* Samples of every law against its distribution function.  All seeds are
 * fixed; the bounds are those a right law breaks once in 10,000 tries. */

#define SAMPLES 100000
#define SIGMAS 3.9	 /* of a normal: 1e-4 on both sides together */
#define KOLMOGOROV 2.226 /* times 1 / sqrt(n): 1e-4 */
#define SEED 20240607

/* The regularised lower incomplete gamma function (DLMF 8.11.4 and 8.9.2). */
static double gamma_cdf(double shape, double x)
{
	double front = exp(shape * log(x) - x - lgamma(shape));
	double sum = 1.0 / shape, term = sum;
	double b = x + 1.0 - shape, c = 1e300, d = 1.0 / b, h = d;

	if (x < shape + 1.0) {
		for (int n = 1; n < 10000 && term > 1e-17 * sum; n++)
			sum += term *= x / (shape + n);
		return front * sum;
	}
	for (int n = 1; n < 10000; n++) {
		double a = n * (shape - n);

		b += 2.0;
		d = 1.0 / (a * d + b);
		c = b + a / c;
		h *= c * d;
		if (fabs(c * d - 1.0) < 1e-15)
			break;
	}
	return 1.0 - front * h;
}

/* P(X <= x) for x > 0, with the law's numbers. */
typedef double cdf(const double *v, double x);

static double exponential_cdf(const double *v, double x)
{
	return -expm1(-x / v[0]);
}

static double lognormal_cdf(const double *v, double x)
{
	double z = (log(x / v[0]) + 0.5 * v[1] * v[1]) / v[1];

	return 0.5 * erfc(-z / sqrt(2.0));
}

static double uniform_cdf(const double *v, double x)
{
	return x < v[0] ? 0.0 : x > v[1] ? 1.0 : (x - v[0]) / (v[1] - v[0]);
}

static double erlang_cdf(const double *v, double x)
{
	return gamma_cdf(v[1], v[1] * x / v[0]);
}

/* Moments instead of the formula in use: p / a + q / b = mean with equal
 * parts of it, and the second moment from cv2. */
static double hyperexponential_cdf(const double *v, double x)
{
	/* 1 / p + 1 / q = 2 (cv2 + 1) gives p q = 1 / (2 (cv2 + 1)). */
	double pq = 0.5 / (v[1] + 1.0);
	double p = 0.5 * (1.0 + sqrt(1.0 - 4.0 * pq)), q = 1.0 - p;

	return 1.0 - p * exp(-2.0 * p * x / v[0]) -
	       q * exp(-2.0 * q * x / v[0]);
}

static double weibull_cdf(const double *v, double x)
{
	return -expm1(-pow(x / v[0], v[1]));
}

static double pareto_cdf(const double *v, double x)
{
	if (x <= v[0])
		return 0.0;
	if (x >= v[1])
		return 1.0;
	return (1.0 - pow(v[0] / x, v[2])) / (1.0 - pow(v[0] / v[1], v[2]));
}

/* The n-th moment of the bounded Pareto law (shape other than n). */
static double pareto_moment(const double *v, int n)
{
	double a = v[2], low = v[0], high = v[1];

	return a / (a - n) * pow(low, n) * (1.0 - pow(low / high, a - n)) /
	       (1.0 - pow(low / high, a));
}

struct expected {
	const char *name;
	enum law_kind kind;
	double number[LAW_NUMBERS];
	cdf *cdf;
	double mean, variance;
};

/* What the constant initialisers below cannot say. */
static double number_of(const struct expected *e, bool variance)
{
	const double *v = e->number;
	double g;

	if (e->kind == LAW_LOGNORMAL)
		return variance ? v[0] * v[0] * expm1(v[1] * v[1]) : v[0];
	if (e->kind == LAW_WEIBULL) {
		g = v[0] * tgamma(1.0 + 1.0 / v[1]);
		return variance ? v[0] * v[0] * tgamma(1.0 + 2.0 / v[1]) - g * g
				: g;
	}
	if (e->kind == LAW_PARETO) {
		g = pareto_moment(v, 1);
		return variance ? pareto_moment(v, 2) - g * g : g;
	}
	return variance ? e->variance : e->mean;
}

static const struct expected laws[] = {
	{ "exponential", LAW_EXPONENTIAL, { 10 }, exponential_cdf, 10, 100 },
	{ "lognormal", LAW_LOGNORMAL, { 38, 0.35 }, lognormal_cdf, 0, 0 },
	{ "lognormal, wide", LAW_LOGNORMAL, { 2, 1 }, lognormal_cdf, 0, 0 },
	{ "uniform", LAW_UNIFORM, { 10, 30 }, uniform_cdf, 20, 400.0 / 12.0 },
	{ "erlang 1", LAW_ERLANG, { 3, 1 }, erlang_cdf, 3, 9 },
	{ "erlang 4", LAW_ERLANG, { 3, 4 }, erlang_cdf, 3, 9.0 / 4 },
	{ "erlang 100", LAW_ERLANG, { 3, 100 }, erlang_cdf, 3, 9.0 / 100 },
	{ "hyperexponential 1",
	  LAW_HYPEREXPONENTIAL,
	  { 2, 1 },
	  hyperexponential_cdf,
	  2,
	  4 },
	{ "hyperexponential 4",
	  LAW_HYPEREXPONENTIAL,
	  { 2, 4 },
	  hyperexponential_cdf,
	  2,
	  16 },
	{ "gamma 0.3", LAW_GAMMA, { 5, 0.3 }, erlang_cdf, 5, 25 / 0.3 },
	{ "gamma 1", LAW_GAMMA, { 5, 1 }, erlang_cdf, 5, 25 },
	{ "gamma 7.5", LAW_GAMMA, { 5, 7.5 }, erlang_cdf, 5, 25 / 7.5 },
	{ "weibull 0.7", LAW_WEIBULL, { 4, 0.7 }, weibull_cdf, 0, 0 },
	{ "weibull 3", LAW_WEIBULL, { 4, 3 }, weibull_cdf, 0, 0 },
	{ "pareto", LAW_PARETO, { 0.1, 50, 1.2 }, pareto_cdf, 0, 0 },
};
#define LAWS (sizeof laws / sizeof laws[0])

static uint64_t key_of(int i)
{
	return random_fold(SEED, (uint64_t)i);
}

/* Caller frees. */
static double *samples_of(const struct law *law, const double *number, int n)
{
	double *x = malloc((size_t)n * sizeof *x);

	assert_non_null(x);
	for (int i = 0; i < n; i++) {
		x[i] = law_sample(law, number, key_of(i));
		assert_true(x[i] >= 0.0 && isfinite(x[i]));
	}
	return x;
}

static double *samples(const struct expected *e)
{
	struct law law = { .kind = (uint8_t)e->kind };

	return samples_of(&law, e->number, SAMPLES);
}

static void laws_have_their_moments(void **state)
{
	(void)state;
	for (size_t l = 0; l < LAWS; l++) {
		double *x = samples(&laws[l]);
		double mean = number_of(&laws[l], false);
		double variance = number_of(&laws[l], true);
		double sum = 0.0, squares = 0.0, fourth = 0.0, error;

		for (int i = 0; i < SAMPLES; i++) {
			double d = x[i] - mean;

			sum += d / SAMPLES;
			squares += d * d / SAMPLES;
			fourth += d * d * d * d / SAMPLES;
		}
		error = sqrt((fourth - squares * squares) / SAMPLES);
		if (fabs(sum) > SIGMAS * sqrt(variance / SAMPLES) ||
		    fabs(squares - variance) > SIGMAS * error)
			fail_msg("%s: mean %g not %g, variance %g not %g",
				 laws[l].name, mean + sum, mean, squares,
				 variance);
		free(x);
	}
}

static int ascending(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* Kolmogorov and Smirnov: the largest distance from the distribution. */
static void laws_have_their_distribution(void **state)
{
	(void)state;
	for (size_t l = 0; l < LAWS; l++) {
		double *x = samples(&laws[l]);
		double worst = 0.0;

		qsort(x, SAMPLES, sizeof *x, ascending);
		for (int i = 0; i < SAMPLES; i++) {
			double f = laws[l].cdf(laws[l].number, x[i]);

			worst = fmax(worst, f - (double)i / SAMPLES);
			worst = fmax(worst, (i + 1.0) / SAMPLES - f);
		}
		if (worst > KOLMOGOROV / sqrt(SAMPLES))
			fail_msg("%s: is off by %g", laws[l].name, worst);
		free(x);
	}
}

static void agrees(const char *what, double count, double n, double share)
{
	if (fabs(count - n * share) > SIGMAS * sqrt(n * share * (1.0 - share)))
		fail_msg("%s: %g of %g, not %g", what, count, n, n * share);
}

static double quantile(const struct expected *e, double share)
{
	double low = 1e-12, high = 1e12;

	for (int i = 0; i < 200; i++) {
		double middle = sqrt(low * high);

		if (e->cdf(e->number, middle) < share)
			low = middle;
		else
			high = middle;
	}
	return high;
}

static void laws_have_their_percentiles(void **state)
{
	static const double shares[] = { 0.001, 0.05, 0.5, 0.95, 0.99, 0.999 };

	(void)state;
	for (size_t l = 0; l < LAWS; l++) {
		double *x = samples(&laws[l]);

		for (size_t s = 0; s < sizeof shares / sizeof shares[0]; s++) {
			double bound = quantile(&laws[l], shares[s]);
			int count = 0;

			for (int i = 0; i < SAMPLES; i++)
				count += x[i] <= bound;
			agrees(laws[l].name, count, SAMPLES, shares[s]);
		}
		free(x);
	}
}

/* The same bits with every compiler.  When this fails, the engine gives other
 * facts than before: raise SIM_ENGINE_VERSION and put the new hashes here. */
static void draws_are_these_bits_everywhere(void **state)
{
	static const struct {
		enum law_kind kind;
		double number[LAW_NUMBERS];
		double first;
		uint64_t hash; /* of 10,000 draws */
	} golden[] = {
		{ LAW_EXPONENTIAL,
		  { 10 },
		  0x1.cea627089b67p+0,
		  UINT64_C(0xf6c170428a2ed7c4) },
		{ LAW_LOGNORMAL,
		  { 38, 0.35 },
		  0x1.06012dce8523bp+5,
		  UINT64_C(0xd126f778c5b67a9a) },
		{ LAW_UNIFORM,
		  { 10, 30 },
		  0x1.0c369ba4540dcp+4,
		  UINT64_C(0xb3e0596c97e389d7) },
		{ LAW_ERLANG,
		  { 3, 4 },
		  0x1.6f2c4e9eb4737p+0,
		  UINT64_C(0x9dec0e5a765b3bcb) },
		{ LAW_HYPEREXPONENTIAL,
		  { 2, 4 },
		  0x1.1abd35511ab4cp-3,
		  UINT64_C(0x854fd2ed10aabfd5) },
		{ LAW_GAMMA,
		  { 5, 0.3 },
		  0x1.1b6f0ceeefeb6p+2,
		  UINT64_C(0xc75f8d78a497c80f) },
		{ LAW_GAMMA,
		  { 5, 7.5 },
		  0x1.3452949fa1899p+2,
		  UINT64_C(0x75b745dedad38a8a) },
		{ LAW_WEIBULL,
		  { 4, 0.7 },
		  0x1.6396bc081a3b9p-2,
		  UINT64_C(0x3944ef25b94238ce) },
		{ LAW_PARETO,
		  { 0.1, 50, 1.2 },
		  0x1.20cd2b2d18fdbp-3,
		  UINT64_C(0xacb950ed9d1c6321) },
	};

	(void)state;
	for (size_t g = 0; g < sizeof golden / sizeof golden[0]; g++) {
		struct law law = { .kind = (uint8_t)golden[g].kind };
		uint64_t hash = 0;

		for (uint64_t i = 0; i < 10000; i++) {
			double x = law_sample(&law, golden[g].number,
					      random_mix(i));

			if (i == 1)
				assert_true(x == golden[g].first);
			hash = random_fold(hash, numeric_bits(x));
		}
		assert_true(hash == golden[g].hash);
	}
}

static void a_slower_law_makes_nothing_faster(void **state)
{
	(void)state;
	for (size_t l = 0; l < LAWS; l++) {
		struct law law = { .kind = (uint8_t)laws[l].kind };
		bool bounded = laws[l].kind == LAW_UNIFORM ||
			       laws[l].kind == LAW_PARETO;
		double slow[LAW_NUMBERS];

		for (int i = 0; i < LAW_NUMBERS; i++)
			slow[i] = laws[l].number[i];
		slow[0] *= 1.2;
		if (bounded)
			slow[1] *= 1.2;
		for (int i = 0; i < 10000; i++)
			assert_true(
				law_sample(&law, slow, key_of(i)) >
				law_sample(&law, laws[l].number, key_of(i)));
	}
}

static void limits_of_the_numbers_do_no_harm(void **state)
{
	static const struct {
		enum law_kind kind;
		double number[LAW_NUMBERS];
	} edges[] = {
		{ LAW_CONSTANT, { 1e9 } },
		{ LAW_EXPONENTIAL, { 0 } },
		{ LAW_LOGNORMAL, { 1e9, 5 } },
		{ LAW_UNIFORM, { 5, 3 } },
		{ LAW_ERLANG, { 1e9, 100 } },
		{ LAW_HYPEREXPONENTIAL, { 1e9, 1e4 } },
		{ LAW_HYPEREXPONENTIAL, { 1, 0.5 } },
		{ LAW_GAMMA, { 1e9, 0.01 } },
		{ LAW_GAMMA, { 1e9, 1e4 } },
		{ LAW_WEIBULL, { 1e9, 0.1 } },
		{ LAW_WEIBULL, { 1e9, 100 } },
		{ LAW_PARETO, { 1e-6, 1e9, 0.01 } },
		{ LAW_PARETO, { 1e-6, 1e9, 100 } },
		{ LAW_PARETO, { 5, 3, 1 } },
	};
	struct law law = { .kind = LAW_NONE };

	(void)state;
	assert_true(law_sample(&law, edges[0].number, 1) == 0.0);
	for (size_t e = 0; e < sizeof edges / sizeof edges[0]; e++) {
		law.kind = (uint8_t)edges[e].kind;
		free(samples_of(&law, edges[e].number, 10000));
	}
	/* Bounds that a change has turned round leave the lower one. */
	law.kind = LAW_UNIFORM;
	assert_true(law_sample(&law, (double[]){ 5, 3 }, 1) == 5.0);
	law.kind = LAW_PARETO;
	assert_true(law_sample(&law, (double[]){ 5, 3, 1 }, 1) == 5.0);
}

static void measured_values_come_as_often_as_they_weigh(void **state)
{
	static const struct empirical_value measured[] = {
		{ 7.0, 2.0 }, { 1.0, 5.0 },  { 3.0, 0.01 },
		{ 7.0, 1.0 }, { 0.5, 10.0 }, { 40.0, 1.99 },
	};
	static const double values[] = { 0.5, 1.0, 3.0, 7.0, 40.0 };
	static const double weights[] = { 10.0, 5.0, 0.01, 3.0, 1.99 };
	const double scale = 2.0;
	struct arena arena = ARENA_INIT;
	struct law law = { .kind = LAW_EMPIRICAL };
	double *x;

	(void)state;
	law.empirical = empirical_create(&arena, measured, 6);
	x = samples_of(&law, &scale, SAMPLES);
	for (int v = 0; v < 5; v++) {
		int count = 0;

		for (int i = 0; i < SAMPLES; i++)
			count += x[i] == scale * values[v];
		agrees("value", count, SAMPLES, weights[v] / 20.0);
	}
	free(x);
	arena_finish(&arena);
}

/* The guide must find what a search from the beginning finds. */
static void the_guide_finds_the_quantile(void **state)
{
	struct arena arena = ARENA_INIT;
	struct empirical_value list[EMPIRICAL_MAX];
	const struct empirical *e;

	(void)state;
	for (int n = 1; n <= EMPIRICAL_MAX; n = n * 3 + 1) {
		for (int i = 0; i < n; i++)
			list[i] = (struct empirical_value){ n - i, 1.0 };
		e = empirical_create(&arena, list, n);
		assert_true(empirical_quantile(e, random_unit(0)) == 1.0);
		assert_true(empirical_quantile(e, random_unit(UINT64_MAX)) ==
			    n);
		for (int i = 0; i < 2000; i++) {
			double u = random_unit(key_of(i));

			assert_true(empirical_quantile(e, u) ==
				    floor(u * n) + 1.0);
		}
	}
	/* One heavy value, then many light ones, and the other way round. */
	for (int i = 0; i < EMPIRICAL_MAX; i++)
		list[i] = (struct empirical_value){ i, i == 0 ? 1e6 : 1e-6 };
	e = empirical_create(&arena, list, EMPIRICAL_MAX);
	assert_true(empirical_quantile(e, 0.999) == 0.0);
	assert_true(empirical_quantile(e, random_unit(UINT64_MAX)) >= 4094.0);
	for (int i = 0; i < EMPIRICAL_MAX; i++)
		list[i].weight = i == EMPIRICAL_MAX - 1 ? 1e6 : 1e-6;
	e = empirical_create(&arena, list, EMPIRICAL_MAX);
	assert_true(empirical_quantile(e, 1e-15) == 0.0);
	assert_true(empirical_quantile(e, 0.001) == EMPIRICAL_MAX - 1);
	arena_finish(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(laws_have_their_moments),
		cmocka_unit_test(laws_have_their_distribution),
		cmocka_unit_test(laws_have_their_percentiles),
		cmocka_unit_test(draws_are_these_bits_everywhere),
		cmocka_unit_test(a_slower_law_makes_nothing_faster),
		cmocka_unit_test(limits_of_the_numbers_do_no_harm),
		cmocka_unit_test(measured_values_come_as_often_as_they_weigh),
		cmocka_unit_test(the_guide_finds_the_quantile),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
