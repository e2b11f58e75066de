#include "scenarios/recorded/fit.h"

#include "sim/chance/numeric.h"

#include <math.h>

/* Times below are as if they took so long: no law has a logarithm of 0. */
#define LEAST_S 1e-6
/* What the engine takes (docs/model-format.md). */
#define SIGMA_MIN 0.001
#define SIGMA_MAX 5.0
#define SHAPE_MIN 0.1
#define SHAPE_MAX 100.0

static const double quantile[CHRONICLE_SERIES] = {
	[CHRONICLE_P50] = 0.50,
	[CHRONICLE_P90] = 0.90,
	[CHRONICLE_P95] = 0.95,
	[CHRONICLE_P99] = 0.99,
};

static const struct {
	const char *word, *number[2];
} kinds[FIT_KINDS] = {
	[FIT_LOGNORMAL] = { "lognormal", { "mean", "sigma" } },
	[FIT_WEIBULL] = { "weibull", { "scale", "shape" } },
};

const char *fit_kind_word(enum fit_kind kind)
{
	return kinds[kind].word;
}

const char *fit_number_word(enum fit_kind kind, int number)
{
	return kinds[kind].number[number];
}

static double clamp(double value, double low, double high)
{
	return value < low ? low : value > high ? high : value;
}

/* -ln(1 - q) */
static double exponent(double q)
{
	return -numeric_log(1 - q);
}

static double power(double base, double to)
{
	return numeric_exp(to * numeric_log(base));
}

double fit_quantile(const struct fit_law *law, double q)
{
	double sigma = law->number[1];

	if (law->kind == FIT_WEIBULL)
		return law->number[0] * power(exponent(q), 1 / law->number[1]);
	return law->number[0] * numeric_exp(sigma * numeric_normal_quantile(q) -
					    sigma * sigma / 2);
}

static struct fit_law lognormal(double p50, double sigma)
{
	struct fit_law law = { FIT_LOGNORMAL, { 0, 0 } };

	law.number[1] = clamp(sigma, SIGMA_MIN, SIGMA_MAX);
	law.number[0] = p50 * numeric_exp(law.number[1] * law.number[1] / 2);
	return law;
}

/* Through two of its quantiles, qa < qb. */
static struct fit_law through(enum fit_kind kind, double qa, double ta,
			      double qb, double tb)
{
	double a = fmax(ta, LEAST_S), b = fmax(tb, a), za, sigma;
	struct fit_law law = { kind, { 0, 0 } };

	if (kind == FIT_LOGNORMAL) {
		za = numeric_normal_quantile(qa);
		sigma = clamp(numeric_log(b / a) /
				      (numeric_normal_quantile(qb) - za),
			      SIGMA_MIN, SIGMA_MAX);
		return lognormal(a * numeric_exp(-sigma * za), sigma);
	}
	law.number[1] = b > a ? clamp(numeric_log(exponent(qb) / exponent(qa)) /
					      numeric_log(b / a),
				      SHAPE_MIN, SHAPE_MAX)
			      : SHAPE_MAX;
	law.number[0] = a / power(exponent(qa), 1 / law.number[1]);
	return law;
}

/* The Weibull law has no tidy moments without the gamma function: they are
 * summed over its quantiles, in the middle of so many equal parts. */
#define PARTS 500

static double moment(const struct fit_law *law, int n)
{
	double sum = 0;

	for (int i = 0; i < PARTS; i++) {
		double t = fit_quantile(law, (i + 0.5) / PARTS);

		sum += n == 1 ? t : t * t;
	}
	return sum / PARTS;
}

double fit_mean(const struct fit_law *law)
{
	return law->kind == FIT_LOGNORMAL ? law->number[0] : moment(law, 1);
}

double fit_variance(const struct fit_law *law)
{
	double mean = fit_mean(law), sigma = law->number[1];

	if (law->kind == FIT_LOGNORMAL)
		return mean * mean * (numeric_exp(sigma * sigma) - 1);
	return fmax(0, moment(law, 2) - mean * mean);
}

struct fit_law fit_moments(double mean, double variance)
{
	double sigma = sqrt(numeric_log(1 + fmax(0, variance) / (mean * mean)));

	sigma = clamp(sigma, SIGMA_MIN, SIGMA_MAX);
	return (struct fit_law){ FIT_LOGNORMAL, { mean, sigma } };
}

double fit_median(const double *values, size_t count)
{
	double sorted[CHRONICLE_STEPS_MAX] = { 0 };
	size_t n = 0;

	for (size_t i = 0; i < count && i < CHRONICLE_STEPS_MAX; i++) {
		size_t j = n++;

		for (; j > 0 && sorted[j - 1] > values[i]; j--)
			sorted[j] = sorted[j - 1];
		sorted[j] = values[i];
	}
	if (n == 0)
		return 0;
	return (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
}

/* --- a recording --------------------------------------------------------- */

static void choose_pair(const struct chronicle *r, struct fit *fit)
{
	fit->low = fit->high = fit->check = -1;
	for (int s = CHRONICLE_P50; s <= CHRONICLE_P99; s++) {
		if (!r->has[s])
			continue;
		if (fit->low < 0)
			fit->low = s;
		fit->high = s;
	}
	if (fit->low == CHRONICLE_P50 && r->has[CHRONICLE_P95])
		fit->high = CHRONICLE_P95;
	for (int s = CHRONICLE_P50; s <= CHRONICLE_P99; s++)
		if (r->has[s] && s != fit->low && s != fit->high)
			fit->check = s;
}

/* The law of one step, or of what `value` gives for each series. */
static struct fit_law fit_values(const struct fit *fit, enum fit_kind kind,
				 const double value[CHRONICLE_SERIES])
{
	double t;

	if (fit->low < 0)
		return lognormal(FIT_P50_GUESS_S, FIT_SIGMA_GUESS);
	t = fmax(value[fit->low], LEAST_S);
	if (fit->low == fit->high)
		return lognormal(t * numeric_exp(-FIT_SIGMA_GUESS *
						 numeric_normal_quantile(
							 quantile[fit->low])),
				 FIT_SIGMA_GUESS);
	return through(kind, quantile[fit->low], t, quantile[fit->high],
		       value[fit->high]);
}

static void fit_steps(const struct chronicle *r, struct fit *fit,
		      enum fit_kind kind)
{
	double miss[CHRONICLE_STEPS_MAX];

	fit->kind = kind;
	fit->miss_most = 0;
	for (size_t i = 0; i < r->count; i++) {
		double value[CHRONICLE_SERIES], said, recorded;

		for (int s = 0; s < CHRONICLE_SERIES; s++)
			value[s] = r->value[s][i];
		fit->law[i] = fit_values(fit, kind, value);
		if (fit->check < 0)
			continue;
		said = fit_quantile(&fit->law[i], quantile[fit->check]);
		recorded = fmax(value[fit->check], LEAST_S);
		miss[i] = fabs(said - recorded) / recorded;
		fit->miss_most = fmax(fit->miss_most, miss[i]);
	}
	fit->miss_usual = fit->check < 0 ? 0 : fit_median(miss, r->count);
}

void fit_recording(const struct chronicle *recording, struct fit *out)
{
	double lognormal_miss;

	memset(out, 0, sizeof(*out));
	choose_pair(recording, out);
	out->guessed = out->low < 0 || out->low == out->high;
	fit_steps(recording, out, FIT_LOGNORMAL);
	if (out->guessed || out->check < 0)
		return;
	lognormal_miss = out->miss_usual;
	fit_steps(recording, out, FIT_WEIBULL);
	if (out->miss_usual >= lognormal_miss)
		fit_steps(recording, out, FIT_LOGNORMAL);
}

struct fit_law fit_usual(const struct chronicle *recording,
			 const struct fit *fit, size_t until)
{
	double value[CHRONICLE_SERIES];

	for (int s = 0; s < CHRONICLE_SERIES; s++)
		value[s] = fit_median(recording->value[s], until);
	return fit_values(fit, fit->kind, value);
}
