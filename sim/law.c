#include "sim/law.h"

#include "base/random.h"
#include "sim/numeric.h"

static double lognormal(double mean, double sigma, double u)
{
	double z = numeric_normal_quantile(u);

	return mean * numeric_exp(sigma * z - 0.5 * sigma * sigma);
}

double law_sample(const struct law *law, const double *values, uint64_t key)
{
	double a = values[law->a];
	double u = random_unit(key);

	switch ((enum law_kind)law->kind) {
	case LAW_CONSTANT:
		return a;
	case LAW_EXPONENTIAL:
		return -a * numeric_log(1.0 - u);
	case LAW_LOGNORMAL:
		return lognormal(a, values[law->b], u);
	case LAW_UNIFORM:
		return a + (values[law->b] > a ? values[law->b] - a : 0.0) * u;
	case LAW_NONE:
		break;
	}
	return 0.0;
}
