/*
 * Closed forms that the engine must agree with.
 *
 * lambda is arrivals a second, mu services a second and server, a = lambda / mu
 * the offered load, rho = a / servers.  Times are in seconds; shares and
 * probabilities lie in 0..1.  Queues are in steady state, so rho < 1 where
 * nothing bounds them.
 *
 * Sources:
 *   [Kleinrock]  L. Kleinrock, Queueing Systems 1, 1975, and 2, 1976
 *   [Gross]      D. Gross et al., Fundamentals of Queueing Theory, 4th ed. 2008
 *   [Cobham]     A. Cobham, Priority assignment in waiting line problems, 1954
 *   [Barrer]     D. Y. Barrer, Queuing with impatient customers, 1957
 *   [Palm]       C. Palm 1957; Garnett, Mandelbaum, Reiman 2002 (Erlang-A)
 *   [Bronson]    N. Bronson et al., Metastable failures, HotOS 2021
 *   [Brooker]    M. Brooker, Fixing retries with token buckets, 2022
 *   [Dean]       J. Dean, L. A. Barroso, The tail at scale, 2013
 *   [SRE]        B. Beyer et al., Site Reliability Engineering, ch. 21, 2016
 *   [Workbook]   B. Beyer et al., The Site Reliability Workbook, ch. 5, 2018
 *   [Vattani]    A. Vattani et al., Optimal probabilistic cache stampede
 *                prevention, VLDB 2015
 */
#ifndef GAMEDAY_TESTS_SIM_THEORY_H
#define GAMEDAY_TESTS_SIM_THEORY_H

#include <stddef.h>

/* --- theory_queues.c: servers and who waits for them ------------------- */

/* M/M/1 [Kleinrock 1, 3.2]: number in the system, time in it, time before
 * service, and the quantile p of the time in it, which is exponential. */
double theory_mm1_number(double lambda, double mu);
double theory_mm1_sojourn(double lambda, double mu);
double theory_mm1_wait(double lambda, double mu);
double theory_mm1_sojourn_quantile(double lambda, double mu, double p);

/* The share that finds all c servers busy, without a queue (B, any service
 * law) and with one (C) [Gross 2.5, 2.3]. */
double theory_erlang_b(double a, int c);
double theory_erlang_c(double a, int c);
/* M/M/c [Gross 2.3]. */
double theory_mmc_wait(double lambda, double mu, int c);
double theory_mmc_wait_quantile(double lambda, double mu, int c, double p);

/* M/M/c/K, K = in service and waiting [Gross 2.4].  The sojourn is of those
 * who were let in. */
struct theory_mmck {
	double blocked, number, sojourn;
};
struct theory_mmck theory_mmck(double lambda, double mu, int c, int k);

/* D/M/1: mean time in the system; the share sigma that finds somebody there is
 * the root of sigma = exp(-(1 - sigma) mu / lambda) [Kleinrock 1, 6.3]. */
double theory_dm1_sojourn(double lambda, double mu);
/* M/M/c//N, machines with one repair crew of c: each of N clients thinks for
 * 1 / think, then waits and is served [Gross 2.7]. */
struct theory_closed {
	double throughput, number, sojourn;
};
struct theory_closed theory_closed(double think, double mu, int c, int n);

/* M/G/1 by the mean of service and its squared coefficient of variation
 * (Pollaczek, Khinchine) [Kleinrock 1, 5.7]; any order that does not look at
 * service times has the same mean. */
double theory_mg1_wait(double lambda, double mean, double cv2);
/* M/G/c with processor sharing, each of those there served at the rate
 * min(1, c / number): only the mean counts, so that it is the time of M/M/c
 * [Kleinrock 2, 4.4; Kelly, Reversibility and Stochastic Networks, 1979, 3.3].
 */
double theory_ps_sojourn(double lambda, double mean, int c);
/* M/G/infinity: the mean, and variance, of the number in service. */
double theory_mginf_number(double lambda, double mean);
/* Squared coefficient of variation of a lognormal law. */
double theory_lognormal_cv2(double sigma);

/* Classes 0.. in order of priority, not preemptive, each with its rate and
 * the first two moments of its service [Cobham]. */
struct theory_class {
	double lambda, mean, square;
};
double theory_priority_wait(const struct theory_class *classes, int count,
			    int which);
/* The same for two classes of exponential service with rate mu. */
double theory_priority2_wait(double first, double second, double mu, int which);

/* Stations in a row [Burke 1956] and one station to which a share p of those
 * served goes back [Jackson 1957]. */
double theory_tandem_sojourn(double lambda, double mu1, double mu2);
double theory_feedback_sojourn(double lambda, double mu, double p);

/* The share that leaves the queue, when everybody waits tau at most
 * (M/M/1+D) [Barrer], and when patience is exponential with rate theta
 * (M/M/c+M) [Palm]. */
double theory_mm1d_abandoned(double lambda, double mu, double tau);
double theory_erlang_a_abandoned(double lambda, double mu, int c, double theta);

/* --- theory_policies.c: limits, callers, caches ------------------------ */

/* A token bucket that holds `burst` and is offered `ratio` times its rate
 * rejects what M/D/1/K with K = burst does: its missing tokens are the work
 * of that queue.  By the chain at departures [Gross 5.1]. */
double theory_bucket_rejected(double ratio, int burst);
/* A fixed window that lets `limit` pass of a Poisson number with this mean. */
double theory_window_rejected(double mean, int limit);

/* N retries of calls that fail independently with p: served in the end, and
 * calls made. */
double theory_retries_served(double p, int retries);
double theory_retries_attempts(double p, int retries);
/* Retries paid from a bucket that gains `fill` with each request; for p well
 * above fill [Brooker]. */
double theory_budget_served(double p, double fill);
double theory_budget_load(double fill);
/* A share p of the calls hears nothing until the timeout, the others take
 * `mean`: time of those that are answered at last, with up to N retries.  Given
 * success, k calls were in vain with probability p^k (1-p) / (1-p^(N+1)). */
double theory_cut_sojourn(double mean, double timeout, double p, int retries);
/* An exponential call of this mean is late. */
double theory_late(double mean, double timeout);
/* A second call is sent when the first took longer than `after`; both are
 * exponential, the first answer counts: mean time, and calls sent [Dean]. */
double theory_hedged_sojourn(double mean, double after);
double theory_hedged_load(double mean, double after);
/* A client that throttles itself by K: calls that reach a backend which
 * accepts `capacity` of the `offered` ones [SRE]. */
double theory_throttled_load(double offered, double capacity, double k);

/* After an outage of D seconds a FIFO queue of calls that time out after tau
 * and take s has cleared: seconds from the end of the outage.  The rate of
 * retries is that while all calls fail.  Negative: it never does.  A fluid
 * approximation: at the end lambda D + retries (D - tau) calls wait, and good
 * calls come back when the wait is down to tau - s [Bronson, section 2.1]. */
struct theory_storm {
	double lambda, retries, capacity, outage, timeout, service;
};
double theory_storm_recovery(const struct theory_storm *storm);

/* How fast an error budget burns, 1 - target being what an objective allows of
 * the share of errors; and seconds from when they begin until a window of
 * `length` burns at `factor` [Workbook]. */
double theory_burn_rate(double target, double errors);
double theory_burn_detection(double target, double errors, double length,
			     double factor);
/* Seconds until a window that was good has more than this share of bad ones. */
double theory_window_crossed(double length, double errors, double limit);

/* A cache whose time to live begins when it is filled: hits of requests that
 * come at random to one key. */
double theory_ttl_hits(double lambda, double ttl);
/* The same when a fill takes delta and those who come meanwhile wait for it. */
double theory_coalesced_hits(double lambda, double ttl, double delta);
/* Many keys, key k asked for in proportion to k^-zipf: hits when each lives for
 * ttl (exact), and when the `capacity` least recently used ones are held, by
 * the approximation of Che, Tung and Wang, IEEE JSAC 20, 2002. */
double theory_zipf_ttl_hits(double lambda, double ttl, int keys, double zipf);
double theory_lru_hits(int keys, double zipf, int capacity);
/* Recomputations an expiry when each takes delta and none is shared. */
double theory_stampede(double lambda, double delta);
/* The same with early expiry by chance: a request at x before the expiry
 * recomputes with probability exp(-x / (beta delta)) [Vattani].  Tends to
 * exp(1 / beta) when there are many requests in delta. */
double theory_early_refresh(double lambda, double delta, double beta);

#endif
