#include "sim/chance/law.h"

#include "base/random.h"
#include "sim/chance/numeric.h"

#include <math.h>

double law_lognormal(double mean, double sigma, uint64_t key)
{
	return mean *
	       numeric_exp(sigma * ziggurat_normal(key) - 0.5 * sigma * sigma);
}

static double erlang(double mean, int k, uint64_t key)
{
	double sum = 0.0;

	for (int i = 0; i < k; i++)
		sum += ziggurat_exponential(random_fold(key, (uint64_t)i));
	return mean / k * sum;
}

static double hyperexponential(double mean, double cv2, uint64_t key)
{
	double root = cv2 > 1.0 ? sqrt((cv2 - 1.0) / (cv2 + 1.0)) : 0.0;
	double p = 0.5 + 0.5 * root, q = 0.5 - 0.5 * root;
	double share = random_unit(key) < p ? p : q;

	return mean * ziggurat_exponential(random_fold(key, 1)) / (2.0 * share);
}

/* With mean `shape`, for a shape of at least 1.  Each attempt (19 of 20 are
 * the last) has a key of its own. */
static double gamma_above_1(double shape, uint64_t key)
{
	double d = shape - 1.0 / 3.0, c = 1.0 / sqrt(9.0 * d);

	for (;;) {
		double z = ziggurat_normal(random_fold(key, 1));
		double v = 1.0 + c * z;
		double u;

		v = v * v * v;
		u = random_unit(random_fold(key, 2));
		if (v > 0.0 &&
		    (u < 1.0 - 0.0331 * (z * z) * (z * z) ||
		     numeric_log(u) <
			     0.5 * z * z + d * (1.0 - v + numeric_log(v))))
			return d * v;
		key = random_fold(key, 3);
	}
}

/* For a small shape that of one more, times u to the power of 1 / shape. */
static double any_gamma(double mean, double shape, uint64_t key)
{
	double boost;

	if (shape >= 1.0)
		return mean / shape * gamma_above_1(shape, key);
	boost = numeric_exp(-ziggurat_exponential(random_fold(key, 4)) / shape);
	return mean / shape * gamma_above_1(shape + 1.0, key) * boost;
}

static double weibull(double scale, double shape, uint64_t key)
{
	return scale *
	       numeric_exp(numeric_log(ziggurat_exponential(key)) / shape);
}

static double pareto(double low, double high, double shape, uint64_t key)
{
	double cut, x;

	if (high <= low)
		return low;
	cut = 1.0 - numeric_exp(shape * numeric_log(low / high));
	x = low *
	    numeric_exp(-numeric_log(1.0 - cut * random_unit(key)) / shape);
	return x < high ? x : high;
}

double law_sample_other(const struct law *law, const double *values,
			uint64_t key)
{
	const double *v = values + law->first;

	switch ((enum law_kind)law->kind) {
	case LAW_ERLANG:
		return erlang(v[0], (int)v[1], key);
	case LAW_HYPEREXPONENTIAL:
		return hyperexponential(v[0], v[1], key);
	case LAW_GAMMA:
		return any_gamma(v[0], v[1], key);
	case LAW_WEIBULL:
		return weibull(v[0], v[1], key);
	case LAW_PARETO:
		return pareto(v[0], v[1], v[2], key);
	case LAW_EMPIRICAL:
		return v[0] *
		       empirical_quantile(law->empirical, random_unit(key));
	case LAW_NONE:
	case LAW_CONSTANT:
	case LAW_EXPONENTIAL:
	case LAW_LOGNORMAL:
	case LAW_UNIFORM:
		break;
	}
	return 0.0;
}
