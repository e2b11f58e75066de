#include "tests/sim/theory.h"

#include <assert.h>
#include <math.h>

#define BURST_MAX 1000

/* Weights of the states that departures leave, from 0 on:
 * p(j+1) a(0) = p(j) - p(0) a(j) - sum of p(i) a(j-i+1), i = 1..j. */
double theory_bucket_rejected(double ratio, int burst)
{
	double left[BURST_MAX], come[BURST_MAX];
	double sum = 1.0;

	assert(burst >= 1 && burst <= BURST_MAX);
	come[0] = exp(-ratio);
	left[0] = 1.0;
	for (int j = 1; j < burst; j++)
		come[j] = come[j - 1] * ratio / j;
	for (int j = 0; j + 1 < burst; j++) {
		double next = left[j] - left[0] * come[j];

		for (int i = 1; i <= j; i++)
			next -= left[i] * come[j - i + 1];
		left[j + 1] = next / come[0];
		sum += left[j + 1];
	}
	return 1.0 - 1.0 / (left[0] / sum + ratio);
}

double theory_window_rejected(double mean, int limit)
{
	double p = exp(-mean);
	double passed = 0.0, within = 0.0;

	for (int n = 0; n < limit; n++) {
		passed += n * p;
		within += p;
		p *= mean / (n + 1);
	}
	return 1.0 - (passed + limit * (1.0 - within)) / mean;
}

double theory_retries_served(double p, int retries)
{
	return 1.0 - pow(p, retries + 1);
}

double theory_retries_attempts(double p, int retries)
{
	return theory_retries_served(p, retries) / (1.0 - p);
}

double theory_budget_served(double p, double fill)
{
	return (1.0 - p) * (1.0 + fill);
}

double theory_budget_load(double fill)
{
	return 1.0 + fill;
}

double theory_cut_sojourn(double mean, double timeout, double p, int retries)
{
	double in_vain = 0.0;

	for (int k = 1; k <= retries; k++)
		in_vain += k * pow(p, k) * (1.0 - p);
	return mean + timeout * in_vain / theory_retries_served(p, retries);
}

double theory_late(double mean, double timeout)
{
	return exp(-timeout / mean);
}

double theory_hedged_sojourn(double mean, double after)
{
	double late = theory_late(mean, after);

	return mean * (1.0 - late) + mean / 2.0 * late;
}

double theory_hedged_load(double mean, double after)
{
	return 1.0 + theory_late(mean, after);
}

double theory_throttled_load(double offered, double capacity, double k)
{
	return k * capacity < offered ? k * capacity : offered;
}

double theory_storm_recovery(const struct theory_storm *s)
{
	double queue = s->lambda * s->outage +
		       s->retries * (s->outage - s->timeout) -
		       s->capacity * (s->timeout - s->service);
	double spare = s->capacity - s->lambda - s->retries;

	return spare > 0.0 ? queue / spare : -1.0;
}

double theory_burn_rate(double target, double errors)
{
	return errors / (1.0 - target);
}

double theory_burn_detection(double target, double errors, double length,
			     double factor)
{
	return factor * length / theory_burn_rate(target, errors);
}

double theory_window_crossed(double length, double errors, double limit)
{
	return length * limit / errors;
}

double theory_ttl_hits(double lambda, double ttl)
{
	return lambda * ttl / (1.0 + lambda * ttl);
}

double theory_coalesced_hits(double lambda, double ttl, double delta)
{
	return lambda * ttl / (1.0 + lambda * ttl + lambda * delta);
}

static double zipf_sum(int keys, double zipf)
{
	double sum = 0.0;

	for (int k = 1; k <= keys; k++)
		sum += pow(k, -zipf);
	return sum;
}

double theory_zipf_ttl_hits(double lambda, double ttl, int keys, double zipf)
{
	double all = zipf_sum(keys, zipf), hits = 0.0;

	for (int k = 1; k <= keys; k++) {
		double share = pow(k, -zipf) / all;

		hits += share * theory_ttl_hits(share * lambda, ttl);
	}
	return hits;
}

/* How many keys were asked for in the last t requests, and what share of the
 * requests that is: a key stays for about the same t, whichever it is. */
static double lru_held(int keys, double zipf, double t, double *hits)
{
	double all = zipf_sum(keys, zipf), held = 0.0;

	*hits = 0.0;
	for (int k = 1; k <= keys; k++) {
		double share = pow(k, -zipf) / all;

		held -= expm1(-share * t);
		*hits -= share * expm1(-share * t);
	}
	return held;
}

double theory_lru_hits(int keys, double zipf, int capacity)
{
	double low = 0.0, high = 1.0, hits;

	assert(capacity < keys);
	while (lru_held(keys, zipf, high, &hits) < capacity)
		high *= 2.0;
	for (int i = 0; i < 60; i++) {
		double middle = (low + high) / 2.0;

		if (lru_held(keys, zipf, middle, &hits) < capacity)
			low = middle;
		else
			high = middle;
	}
	return hits;
}

double theory_stampede(double lambda, double delta)
{
	return 1.0 + lambda * delta;
}

/* Early recomputations come at rate lambda exp(-x / (beta delta)); the integral
 * of that up to the first one is exponential.  What comes in the delta after
 * the first is repeated work. */
double theory_early_refresh(double lambda, double delta, double beta)
{
	double scale = beta * delta;
	double all = lambda * scale; /* expected before the expiry */
	double sum = exp(-all) * lambda * delta;
	int steps = 200000;

	/* Substitute u = 1 - exp(-h), the midpoint rule over u. */
	for (int i = 0; i < steps; i++) {
		double width = -expm1(-all) / steps;
		double h = -log1p(-(i + 0.5) * width);
		double x = scale * log(all / h);
		double more = x >= delta ? h * expm1(1.0 / beta)
					 : all - h + lambda * (delta - x);

		sum += width * more;
	}
	return 1.0 + sum;
}
