#include "tests/cmocka_setup.h"
#include "sim/chance/ziggurat.h"

#include "base/random.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

/* The tables against geometry, the draws against their laws.  All seeds are
 * fixed; the bounds are those a right law breaks once in 10,000 tries. */

#define DRAWS 1000000
#define BINS 500
#define SIGMAS 3.9	 /* of a normal: 1e-4 on both sides together */
#define CHI_SQUARE 625.0 /* with 499 degrees of freedom: 1e-4 */
#define KOLMOGOROV 2.226 /* times 1 / sqrt(n): 1e-4 */

static double exponential_density(double x)
{
	return exp(-x);
}

static double normal_density(double x)
{
	return exp(-0.5 * x * x);
}

static double exponential_tail(double x)
{
	return exp(-x);
}

static double normal_tail(double x)
{
	return sqrt(acos(-1.0) / 2.0) * erfc(x / sqrt(2.0));
}

static double exponential_cdf(double x)
{
	return -expm1(-x);
}

static double normal_cdf(double x)
{
	return 0.5 * erfc(-x / sqrt(2.0));
}

/* Where the tail begins and the area of a layer, as published. */
static const struct covering {
	const char *name;
	const struct ziggurat *table;
	double places, begin, area;
	double (*density)(double x), (*tail)(double x), (*cdf)(double x);
	double (*draw)(uint64_t key);
	double at_once; /* share that needs no more than one look */
} coverings[] = {
	{ "exponential", &ziggurat_of_exponential, 0x1p53, 7.69711747013104972,
	  0.0039496598225815571993, exponential_density, exponential_tail,
	  exponential_cdf, ziggurat_exponential, 0.977780 },
	{ "normal", &ziggurat_of_normal, 0x1p52, 3.6541528853610088,
	  0.00492867323399, normal_density, normal_tail, normal_cdf,
	  ziggurat_normal, 0.985081 },
};
#define COVERINGS (sizeof coverings / sizeof coverings[0])

static bool close_to(double a, double b, double relative)
{
	return fabs(a - b) <= relative * fabs(b);
}

static double edge(const struct covering *c, int i)
{
	return i == ZIGGURAT_LAYERS ? 0.0
				    : c->table->layer[i].width * c->places;
}

static void layers_have_one_area(void **state)
{
	(void)state;
	for (size_t n = 0; n < COVERINGS; n++) {
		const struct covering *c = &coverings[n];
		const double *height = c->table->height;
		double begin = c->table->tail;
		double area = begin * height[1] + c->tail(begin);

		assert_true(close_to(begin, c->begin, 1e-15));
		assert_true(edge(c, 1) == begin);
		assert_true(close_to(area, c->area, 1e-11));
		assert_true(close_to(edge(c, 0) * height[1], area, 1e-14));
		for (int i = 1; i < ZIGGURAT_LAYERS; i++)
			assert_true(close_to(
				edge(c, i) * (height[i + 1] - height[i]), area,
				1e-12));
	}
}

static void layers_follow_the_density(void **state)
{
	(void)state;
	for (size_t n = 0; n < COVERINGS; n++) {
		const struct covering *c = &coverings[n];
		double at_once = 0.0;

		for (int i = 0; i < ZIGGURAT_LAYERS; i++) {
			double inside = (double)c->table->layer[i].inside;

			assert_true(edge(c, i) > edge(c, i + 1));
			assert_true(close_to(c->table->height[i],
					     c->density(edge(c, i)), 1e-14));
			/* No place inside lies beyond the next edge. */
			assert_true((inside - 1) * c->table->layer[i].width <=
				    edge(c, i + 1));
			assert_true(close_to(inside / c->places * edge(c, i),
					     edge(c, i + 1), 1e-14));
			at_once += inside / c->places / ZIGGURAT_LAYERS;
		}
		assert_true(c->table->height[ZIGGURAT_LAYERS] == 1.0);
		assert_true(fabs(at_once - c->at_once) < 1e-6);
	}
}

/* One draw at once, one from beside the layers' insides, one from the tail. */
static void draws_are_these_bits_everywhere(void **state)
{
	static const struct {
		double (*draw)(uint64_t key);
		uint64_t number;
		double value;
	} golden[] = {
		{ ziggurat_exponential, 2, 0x1.544e530ce36e5p+0 },
		{ ziggurat_exponential, 36, 0x1.e59a8c744b706p-2 },
		{ ziggurat_exponential, 4631, 0x1.0b2ca65410527p+3 },
		{ ziggurat_normal, 1, -0x1.ff819a48ca70ap-3 },
		{ ziggurat_normal, 105, -0x1.6b2cfe6180df2p-3 },
		{ ziggurat_normal, 361, 0x1.1f841036dd91ap-3 },
		{ ziggurat_normal, 1462, -0x1.fd3a92abd4d81p+1 },
		{ ziggurat_normal, 7391, 0x1.d9def80fbe865p+1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof golden / sizeof golden[0]; i++)
		assert_true(golden[i].draw(random_mix(golden[i].number)) ==
			    golden[i].value);
}

/* The ends of the keys' range. */
static void no_key_gives_nonsense(void **state)
{
	(void)state;
	for (uint64_t layer = 0; layer < ZIGGURAT_LAYERS; layer++) {
		uint64_t first = layer, last = UINT64_MAX - 255 + layer;

		assert_true(ziggurat_exponential(first) > 0.0);
		assert_true(ziggurat_exponential(last) > 0.0);
		assert_true(ziggurat_exponential(last) < 60.0);
		assert_true(fabs(ziggurat_normal(first)) < 12.0);
		assert_true(fabs(ziggurat_normal(last)) < 12.0);
		assert_true(ziggurat_normal(layer | UINT64_C(1) << 63) != 0.0);
	}
	/* As many places on the left as on the right. */
	assert_true(ziggurat_signed_place(0) ==
		    -ziggurat_signed_place(UINT64_MAX));
}

static int ascending(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static double *draws_of(const struct covering *c)
{
	double *x = malloc(DRAWS * sizeof *x);

	assert_non_null(x);
	for (uint64_t i = 0; i < DRAWS; i++)
		x[i] = c->draw(random_fold(11, i));
	return x;
}

/* The largest distance from the law, and the squares of the differences in
 * bins of equal chance, which see the edges of single layers. */
static void draws_have_their_law(void **state)
{
	(void)state;
	for (size_t n = 0; n < COVERINGS; n++) {
		const struct covering *c = &coverings[n];
		double *x = draws_of(c);
		double worst = 0.0, squares = 0.0;
		double bin[BINS] = { 0 };

		qsort(x, DRAWS, sizeof *x, ascending);
		for (int i = 0; i < DRAWS; i++) {
			double f = c->cdf(x[i]);

			worst = fmax(worst, f - (double)i / DRAWS);
			worst = fmax(worst, (i + 1.0) / DRAWS - f);
			bin[(int)(f * (BINS - 1e-9))]++;
		}
		for (int b = 0; b < BINS; b++)
			squares += pow(bin[b] - (double)DRAWS / BINS, 2) /
				   ((double)DRAWS / BINS);
		if (worst > KOLMOGOROV / sqrt(DRAWS) || squares > CHI_SQUARE)
			fail_msg("%s: off by %g, chi-square %g", c->name, worst,
				 squares);
		free(x);
	}
}

static void agrees(const char *what, double x, double count, double share)
{
	if (fabs(count - DRAWS * share) >
	    SIGMAS * sqrt(DRAWS * share * (1.0 - share)))
		fail_msg("%s beyond %g: %g, not %g", what, x, count,
			 DRAWS * share);
}

/* From well inside the layers to where only the tail's own code comes. */
static void tails_have_their_share(void **state)
{
	double *exponential = draws_of(&coverings[0]);
	double *normal = draws_of(&coverings[1]);

	(void)state;
	for (int x = 5; x <= 12; x++) {
		int count = 0;

		for (int i = 0; i < DRAWS; i++)
			count += exponential[i] > x;
		agrees("exponential", x, count, exp(-x));
	}
	for (double x = 2.5; x < 4.6; x += 0.25) {
		int left = 0, right = 0;

		for (int i = 0; i < DRAWS; i++) {
			left += normal[i] < -x;
			right += normal[i] > x;
		}
		agrees("normal, left", x, left, normal_cdf(-x));
		agrees("normal, right", x, right, normal_cdf(-x));
	}
	free(exponential);
	free(normal);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(layers_have_one_area),
		cmocka_unit_test(layers_follow_the_density),
		cmocka_unit_test(draws_are_these_bits_everywhere),
		cmocka_unit_test(no_key_gives_nonsense),
		cmocka_unit_test(draws_have_their_law),
		cmocka_unit_test(tails_have_their_share),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
