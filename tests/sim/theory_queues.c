#include "tests/sim/theory.h"

#include <math.h>

double theory_mm1_number(double lambda, double mu)
{
	return lambda / (mu - lambda);
}

double theory_mm1_sojourn(double lambda, double mu)
{
	return 1.0 / (mu - lambda);
}

double theory_mm1_wait(double lambda, double mu)
{
	return lambda / mu / (mu - lambda);
}

double theory_mm1_sojourn_quantile(double lambda, double mu, double p)
{
	return -log(1.0 - p) / (mu - lambda);
}

/* The iteration contracts towards the root below 1. */
double theory_dm1_sojourn(double lambda, double mu)
{
	double sigma = 0.0;

	for (int i = 0; i < 10000; i++)
		sigma = exp(-(1.0 - sigma) * mu / lambda);
	return 1.0 / mu / (1.0 - sigma);
}

/* B(0) = 1, B(c) = a B(c-1) / (c + a B(c-1)): no factorials. */
double theory_erlang_b(double a, int c)
{
	double b = 1.0;

	for (int i = 1; i <= c; i++)
		b = a * b / (i + a * b);
	return b;
}

double theory_erlang_c(double a, int c)
{
	double b = theory_erlang_b(a, c);

	return c * b / (c - a * (1.0 - b));
}

double theory_mmc_wait(double lambda, double mu, int c)
{
	return theory_erlang_c(lambda / mu, c) / (c * mu - lambda);
}

double theory_mmc_wait_quantile(double lambda, double mu, int c, double p)
{
	double waits = theory_erlang_c(lambda / mu, c);

	return waits <= 1.0 - p ? 0.0
				: log(waits / (1.0 - p)) / (c * mu - lambda);
}

/* A birth and death process, step by step from 0 in the system: weight is the
 * probability of the state as a multiple of that of state 0. */
struct walk {
	double weight, sum, number, waiting;
};

static void walk_step(struct walk *w, int state, int c, double birth,
		      double death)
{
	w->weight *= birth / death;
	w->sum += w->weight;
	w->number += state * w->weight;
	if (state > c)
		w->waiting += (state - c) * w->weight;
}

static int busy(int state, int c)
{
	return state < c ? state : c;
}

struct theory_mmck theory_mmck(double lambda, double mu, int c, int k)
{
	struct walk w = { 1.0, 1.0, 0.0, 0.0 };
	struct theory_mmck m;

	for (int i = 1; i <= k; i++)
		walk_step(&w, i, c, lambda, busy(i, c) * mu);
	m.blocked = w.weight / w.sum;
	m.number = w.number / w.sum;
	m.sojourn = m.number / (lambda * (1.0 - m.blocked));
	return m;
}

struct theory_closed theory_closed(double think, double mu, int c, int n)
{
	struct walk w = { 1.0, 1.0, 0.0, 0.0 };
	struct theory_closed m;

	for (int i = 1; i <= n; i++)
		walk_step(&w, i, c, (n - i + 1) * think, busy(i, c) * mu);
	m.number = w.number / w.sum;
	m.throughput = (n - m.number) * think;
	m.sojourn = m.number / m.throughput;
	return m;
}

double theory_mg1_wait(double lambda, double mean, double cv2)
{
	double rho = lambda * mean;

	return rho * mean * (1.0 + cv2) / 2.0 / (1.0 - rho);
}

double theory_ps_sojourn(double lambda, double mean, int c)
{
	return theory_mmc_wait(lambda, 1.0 / mean, c) + mean;
}

double theory_mginf_number(double lambda, double mean)
{
	return lambda * mean;
}

double theory_lognormal_cv2(double sigma)
{
	return expm1(sigma * sigma);
}

double theory_priority_wait(const struct theory_class *classes, int count,
			    int which)
{
	double residual = 0.0, before = 0.0, with;

	for (int i = 0; i < count; i++)
		residual += classes[i].lambda * classes[i].square / 2.0;
	for (int i = 0; i < which; i++)
		before += classes[i].lambda * classes[i].mean;
	with = before + classes[which].lambda * classes[which].mean;
	return residual / (1.0 - before) / (1.0 - with);
}

double theory_priority2_wait(double first, double second, double mu, int which)
{
	const struct theory_class classes[] = {
		{ first, 1.0 / mu, 2.0 / mu / mu },
		{ second, 1.0 / mu, 2.0 / mu / mu },
	};

	return theory_priority_wait(classes, 2, which);
}

double theory_tandem_sojourn(double lambda, double mu1, double mu2)
{
	return theory_mm1_sojourn(lambda, mu1) +
	       theory_mm1_sojourn(lambda, mu2);
}

/* Each visit meets a queue that is offered lambda / (1 - p). */
double theory_feedback_sojourn(double lambda, double mu, double p)
{
	return theory_mm1_number(lambda / (1.0 - p), mu) / lambda;
}

/* The work that a newcomer finds has density lambda P0 exp(-(mu - lambda) x)
 * up to tau, and from there falls by mu alone, as nobody joins. */
double theory_mm1d_abandoned(double lambda, double mu, double tau)
{
	double slope = mu - lambda;
	double at_tau = lambda * exp(-slope * tau);
	double below = slope == 0.0 ? lambda * tau
				    : lambda * -expm1(-slope * tau) / slope;

	return at_tau / mu / (1.0 + below + at_tau / mu);
}

double theory_erlang_a_abandoned(double lambda, double mu, int c, double theta)
{
	struct walk w = { 1.0, 1.0, 0.0, 0.0 };

	for (int i = 1; i <= c || w.weight > 1e-18 * w.sum; i++)
		walk_step(&w, i, c, lambda,
			  busy(i, c) * mu + (i - busy(i, c)) * theta);
	return theta * w.waiting / w.sum / lambda;
}
