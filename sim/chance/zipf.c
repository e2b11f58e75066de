#include "sim/chance/zipf.h"

#include "base/random.h"
#include "sim/chance/numeric.h"

#include <math.h>

#define SMALL 0.01 /* where the series are good to the last bits */

/* (e^t - 1) / t */
static double growth(double t)
{
	if (fabs(t) > SMALL)
		return (numeric_exp(t) - 1.0) / t;
	return 1.0 +
	       t / 2.0 *
		       (1.0 +
			t / 3.0 *
				(1.0 +
				 t / 4.0 * (1.0 + t / 5.0 * (1.0 + t / 6.0))));
}

/* log(1 + t) / t */
static double decline(double t)
{
	if (fabs(t) > SMALL)
		return numeric_log(1.0 + t) / t;
	return 1.0 -
	       t * (1.0 / 2 -
		    t * (1.0 / 3 -
			 t * (1.0 / 4 -
			      t * (1.0 / 5 - t * (1.0 / 6 - t * (1.0 / 7))))));
}

/* H of the header. */
static double area(const struct zipf *z, double x)
{
	double log_x = numeric_log(x);

	return log_x * growth((1.0 - z->exponent) * log_x);
}

/* Its inverse. */
static double place(const struct zipf *z, double area)
{
	double t = (1.0 - z->exponent) * area;

	/* So far out on a steep law that x^(1-s) is lost beside 1. */
	if (t < -1.0 + 0x1p-52)
		return z->n;
	return numeric_exp(area * decline(t));
}

static double weight(const struct zipf *z, double k)
{
	return numeric_exp(-z->exponent * numeric_log(k));
}

double zipf_weight(const struct zipf *z, uint32_t k)
{
	return weight(z, (double)k + 1.0);
}

void zipf_init(struct zipf *z, double n, double exponent)
{
	*z = (struct zipf){ .n = n, .exponent = exponent };
	/* The first thing's part of the hat is as high as its weight, 1. */
	z->low = area(z, 1.5) - 1.0;
	z->high = area(z, n + 0.5);
	z->sure = 2.0 - place(z, area(z, 2.5) - weight(z, 2.0));
}

uint32_t zipf_draw(const struct zipf *z, uint64_t key)
{
	if (z->exponent <= 0.0) {
		double k = random_unit(key) * z->n;

		return k < z->n ? (uint32_t)k : (uint32_t)z->n - 1;
	}
	for (;; key = random_fold(key, 1)) {
		double h = z->low + random_unit(key) * (z->high - z->low);
		double x = place(z, h);
		double k = (double)(int64_t)(x + 0.5);

		if (k < 1.0)
			k = 1.0;
		if (k > z->n)
			k = z->n;
		if (k - x <= z->sure || h >= area(z, k + 0.5) - weight(z, k))
			return (uint32_t)k - 1;
	}
}
