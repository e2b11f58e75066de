#include "tests/sim/grid.h"

#include "tests/sim/theory.h"

#include <math.h>

/* Routers, faults, and those who watch. */

#define EXPONENTIAL "{'law':'exponential','mean':%.12g}"
#define MANY "'type':'pool','servers':1000000"

/* --- routers ------------------------------------------------------------- */

static void routes(struct grid_point *p)
{
	double weight[3], sum = 0.0, mu = grid_real(p, 0.5, 5.0);
	double lambda = mu * grid_real(p, 0.4, 0.8);

	for (int i = 0; i < 3; i++) {
		weight[i] = grid_real(p, 0.1, 5.0);
		sum += weight[i];
	}
	grid_people(p, lambda * sum / weight[0], "router");
	grid_add(p,
		 "'router':{'type':'router','routes':{'x':'a','y':'b',"
		 "'z':'b'},'weight':{'x':%.12g,'y':%.12g,'z':%.12g}},",
		 weight[0], weight[1], weight[2]);
	grid_add(p,
		 "'a':{'type':'pool','servers':1,'service_s':" EXPONENTIAL
		 "},'b':{" MANY "}}}",
		 1.0 / mu);
	p->weight = 2.0 * sum / weight[0];
	if (p->weight > 20.0)
		p->weight = 20.0;
	grid_expect(p, "a", "waiting_s", theory_mm1_wait(lambda, mu));
}

/* The second of two that fail is asked when the first has. */
static void failover(struct grid_point *p, double *first, double *second)
{
	*first = grid_real(p, 0.05, 0.9);
	*second = grid_real(p, 0.05, 0.9);
	grid_people(p, grid_real(p, 0.5, 20.0), "router");
	grid_add(p,
		 "'router':{'type':'router','routes':{'x':'f','y':'g'},"
		 "'failover':['x','y']},'f':{'type':'fault','kind':'fail',"
		 "'share':%.12g,'to':'a'},'g':{'type':'fault','kind':'fail',"
		 "'share':%.12g,'to':'a'},'a':{" MANY "}}}",
		 *first, *second);
}

static void failover_served(struct grid_point *p)
{
	double first, second;

	failover(p, &first, &second);
	grid_expect(p, "people", "success", 1.0 - first * second);
}

static void failover_rate(struct grid_point *p)
{
	double first, second;

	failover(p, &first, &second);
	grid_expect(p, "router", "failovers_per_s", p->rate * first);
}

static void canary(struct grid_point *p)
{
	double share = grid_real(p, 0.01, 0.5), fail = grid_real(p, 0.1, 1.0);

	grid_people(p, grid_real(p, 0.5, 20.0), "router");
	grid_add(p,
		 "'router':{'type':'router','routes':{'stable':'a',"
		 "'canary':'f'},'sticky':%d,'weight':{'stable':%.12g,"
		 "'canary':%.12g}},'f':{'type':'fault','kind':'fail',"
		 "'share':%.12g,'to':'a'},'a':{" MANY "}}}",
		 grid_whole(p, 0, 1), 1.0 - share, share, fail);
	grid_expect(p, "people", "success", 1.0 - share * fail);
}

/* A class with a route of its own; the others go by weight. */
static void classes(struct grid_point *p)
{
	double pro = grid_real(p, 0.1, 0.9), weight = grid_real(p, 0.1, 0.9);
	double lambda = grid_real(p, 1.0, 20.0);

	p->rate = lambda;
	grid_add(p,
		 "{'attributes':{'plan':['pro','free']},'nodes':{'people':"
		 "{'type':'source','rate_per_s':%.12g,'attributes':{'plan':"
		 "{'pro':%.12g,'free':%.12g}},'to':'router'},",
		 lambda, pro, 1.0 - pro);
	grid_add(p,
		 "'router':{'type':'router','routes':{'x':'a','y':'b'},"
		 "'weight':{'x':%.12g,'y':%.12g},'by':'plan','choose':"
		 "{'pro':'x'}},'a':{" MANY "},'b':{" MANY "}}}",
		 weight, 1.0 - weight);
	grid_expect(p, "a", "throughput_per_s",
		    lambda * (pro + (1.0 - pro) * weight));
}

/* --- faults -------------------------------------------------------------- */

/* Nobody is kept busy: only the time to the answer grows. */
static void slow(struct grid_point *p)
{
	double mean = grid_real(p, 0.1, 2.0), delay = grid_real(p, 0.1, 3.0);
	double share = grid_real(p, 0.05, 1.0), factor = grid_real(p, 1.0, 6.0);

	grid_people(p, grid_real(p, 0.5, 20.0), "pool");
	grid_add(p, "'pool':{" MANY ",'service_s':");
	grid_law(p, mean);
	grid_add(p,
		 "},'fault':{'type':'fault','kind':'slow','node':'pool',"
		 "'share':%.12g,'factor':%.12g,'delay_s':",
		 share, factor);
	grid_law(p, delay);
	grid_add(p, "}}}");
	grid_expect(p, "people", "sojourn_s",
		    mean + share * (delay + (factor - 1.0) * mean));
}

/* A server that is held while a share of its calls is slow: M/G/1. */
static void slow_server(struct grid_point *p)
{
	double own = grid_real(p, 0.1, 2.0), share = grid_real(p, 0.02, 0.5);
	double delay = own * grid_real(p, 0.5, 4.0);
	double mean = own + share * delay;
	double square = 2.0 * own * own + 2.0 * own * share * delay +
			share * delay * delay;
	double lambda = grid_real(p, 0.3, 0.8) / mean;

	grid_people(p, lambda, "pool");
	grid_add(p,
		 "'pool':{'type':'pool','servers':1,'service_s':" EXPONENTIAL
		 ",'to':'next'},'next':{" MANY "},'fault':{'type':'fault',"
		 "'kind':'slow','node':'next','share':%.12g,"
		 "'delay_s':%.12g}}}",
		 own, share, delay);
	p->weight = 3.0;
	grid_expect(p, "pool", "waiting_s",
		    theory_mg1_wait(lambda, mean, square / mean / mean - 1.0));
}

static void fail(struct grid_point *p)
{
	double share = grid_real(p, 0.05, 0.9);
	int retries = grid_whole(p, 0, 6);

	grid_people(p, grid_real(p, 0.5, 20.0), "caller");
	grid_add(p,
		 "'caller':{'type':'caller','retries':%d,'to':'pool'},"
		 "'pool':{" MANY "},'fault':{'type':'fault','kind':'fail',"
		 "'node':'pool','share':%.12g}}}",
		 retries, share);
	grid_expect(p, "people", "success",
		    theory_retries_served(share, retries));
}

/* What is lost on the way back has been done all the same. */
static void lost_answers(struct grid_point *p)
{
	double share = grid_real(p, 0.1, 0.9), mean = grid_real(p, 0.1, 2.0);
	int retries = grid_whole(p, 0, 4);

	grid_people(p, grid_real(p, 0.5, 20.0), "caller");
	grid_add(p,
		 "'caller':{'type':'caller','retries':%d,'to':'pool'},"
		 "'pool':{" MANY ",'service_s':" EXPONENTIAL
		 "},'fault':{'type':'fault','kind':'fail','after':1,"
		 "'node':'pool','share':%.12g}}}",
		 retries, mean, share);
	grid_expect(p, "pool", "busy",
		    p->rate * mean * theory_retries_attempts(share, retries));
}

/* A share of the calls hears nothing until the caller's timeout. */
static void cut(struct grid_point *p, double *mean, double *timeout,
		double *share, int *retries)
{
	*mean = grid_real(p, 0.1, 1.0);
	*timeout = *mean * grid_real(p, 1.5, 5.0);
	*share = grid_real(p, 0.05, 0.8);
	*retries = grid_whole(p, 0, 4);
	grid_people(p, grid_real(p, 0.5, 20.0), "caller");
	grid_add(p,
		 "'caller':{'type':'caller','retries':%d,'timeout_s':%.12g,"
		 "'to':'pool'},'pool':{" MANY ",'service_s':%.12g},"
		 "'fault':{'type':'fault','kind':'partition','node':'pool',"
		 "'share':%.12g,'hang_s':%.12g}}}",
		 *retries, *timeout, *mean, *share, *timeout * 3.0);
}

static void cut_served(struct grid_point *p)
{
	double mean, timeout, share;
	int retries;

	cut(p, &mean, &timeout, &share, &retries);
	grid_expect(p, "people", "success",
		    theory_retries_served(share, retries));
}

static void cut_time(struct grid_point *p)
{
	double mean, timeout, share;
	int retries;

	cut(p, &mean, &timeout, &share, &retries);
	grid_expect(p, "people", "sojourn_s",
		    theory_cut_sojourn(mean, timeout, share, retries));
}

static void capacity(struct grid_point *p)
{
	int servers = grid_whole(p, 2, 20);
	int lost = grid_whole(p, 1, servers - 1);
	double mu = grid_real(p, 0.5, 5.0);
	double lambda = mu * (servers - lost) * grid_real(p, 0.5, 0.85);

	grid_people(p, lambda, "pool");
	grid_add(p,
		 "'pool':{'type':'pool','servers':%d,'service_s':" EXPONENTIAL
		 "},'fault':{'type':'fault','kind':'capacity','pool':'pool',"
		 "'share':%.12g}}}",
		 servers, 1.0 / mu, (double)lost / servers);
	p->weight = 2.0;
	grid_expect(p, "pool", "waiting_s",
		    theory_mmc_wait(lambda, mu, servers - lost));
}

/* --- objectives ---------------------------------------------------------- */

static void burn_rate(struct grid_point *p)
{
	double share = grid_real(p, 0.01, 0.9),
	       target = grid_real(p, 0.9, 0.999);

	grid_people(p, grid_real(p, 0.5, 20.0), "gate");
	grid_add(
		p,
		"'gate':{'type':'gate','share':%.12g,'to':'pool'},'pool':{" MANY
		"},'slo':{'type':'burn-rate','node':'people',"
		"'target':%.12g}}}",
		share, target);
	grid_expect(p, "slo", "burn_rate", share / (1.0 - target));
}

/* An answer that is ok and too late is bad. */
static void burn_late(struct grid_point *p)
{
	double mean = grid_real(p, 0.1, 2.0);
	double late = mean * grid_real(p, 0.2, 4.0);

	grid_people(p, grid_real(p, 0.5, 20.0), "pool");
	grid_add(p,
		 "'pool':{" MANY ",'service_s':" EXPONENTIAL "},"
		 "'slo':{'type':'burn-rate','node':'pool','target':0.9,"
		 "'threshold_s':%.12g}}}",
		 mean, late);
	grid_expect(p, "slo", "bad_share", theory_late(mean, late));
}

const struct grid_family grid_faults[] = {
	{ "Router by weight, then M/M/1", "wait, mean", "thinning", routes },
	{ "Router with failover", "served", "independent calls",
	  failover_served },
	{ "Router with failover", "failovers a second", "thinning",
	  failover_rate },
	{ "Canary that fails", "served", "thinning", canary },
	{ "Router by class", "calls a second", "thinning", classes },
	{ "Slow share, any law", "time to the answer, mean", "means add",
	  slow },
	{ "M/G/1 with a slow share", "wait, mean", "Pollaczek-Khinchine",
	  slow_server },
	{ "Failing share, retries", "served", "independent calls", fail },
	{ "Lost answers, retries", "in service", "Little's law", lost_answers },
	{ "Partition, retries", "served", "independent calls", cut_served },
	{ "Partition, retries", "time to the answer, mean", "geometric",
	  cut_time },
	{ "M/M/c without k servers", "wait, mean", "Gross 2.3", capacity },
	{ "Burn rate", "burn rate", "thinning", burn_rate },
	{ "Burn rate by time", "share that is bad", "exponential", burn_late },
	{ NULL, NULL, NULL, NULL },
};
