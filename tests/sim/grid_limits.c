#include "tests/sim/grid.h"

#include "tests/sim/theory.h"

#include <math.h>

/* Limits of ours and of others, and what they cost. */

#define EXPONENTIAL "{'law':'exponential','mean':%.12g}"
#define END ",'to':'end'},'end':{'type':'pool','servers':1000000}}}"

/* A burst that is refused often enough to be measured. */
static double bucket(struct grid_point *p, int *burst)
{
	double ratio = grid_real(p, 0.6, 2.0);

	*burst = grid_whole(p, 1, ratio < 0.9 ? 4 : 20);
	return ratio;
}

static void token_bucket(struct grid_point *p)
{
	double rate = grid_real(p, 0.1, 20.0);
	int burst;
	double ratio = bucket(p, &burst);

	grid_people(p, ratio * rate, "limit");
	grid_add(p,
		 "'limit':{'type':'limiter','rate_per_s':%.12g,'burst':%d" END,
		 rate, burst);
	p->weight = 2.0;
	grid_expect(p, "limit", "blocking",
		    theory_bucket_rejected(ratio, burst));
}

/* Two classes with a bucket each: what one does is nothing to the other. */
static void class_buckets(struct grid_point *p)
{
	double rate = grid_real(p, 0.1, 20.0), other = grid_real(p, 0.1, 3.0);
	int burst;
	double ratio = bucket(p, &burst);

	p->rate = rate * (ratio + other);
	grid_add(p,
		 "{'attributes':{'plan':['pro','free']},'nodes':{'pro':"
		 "{'type':'source','rate_per_s':%.12g,'attributes':{'plan':"
		 "'pro'},'to':'limit'},",
		 ratio * rate);
	grid_add(p,
		 "'free':{'type':'source','rate_per_s':%.12g,'attributes':"
		 "{'plan':'free'},'to':'limit'},'limit':{'type':'limiter',"
		 "'by':'plan','rate_per_s':%.12g,'burst':%d" END,
		 other * rate, rate, burst);
	p->weight = 2.0 * (ratio + other) / ratio;
	grid_expect(p, "pro", "success",
		    1.0 - theory_bucket_rejected(ratio, burst));
}

static void api_rate(struct grid_point *p)
{
	double rate = grid_real(p, 0.1, 20.0);
	int burst;
	double ratio = bucket(p, &burst);

	grid_people(p, ratio * rate, "api");
	grid_add(p,
		 "'api':{'type':'api','price':1,'task_s':1,'rate_per_s':%.12g,"
		 "'burst':%d}}}",
		 rate, burst);
	p->weight = 2.0;
	grid_expect(p, "api", "quota_share",
		    theory_bucket_rejected(ratio, burst));
}

static void spend_cap(struct grid_point *p)
{
	double price = grid_real(p, 0.1, 3.0);
	int burst;
	double ratio = bucket(p, &burst);
	double rate = burst * grid_real(p, 0.05, 0.9); /* window_s above 1 */

	grid_people(p, ratio * rate, "cap");
	/* A hair more than whole tasks, so that rounding takes none away. */
	grid_add(p,
		 "'cap':{'type':'spend-cap','usd_per_hour':%.12g,"
		 "'window_s':%.12g,'api':'api','to':'api'},"
		 "'api':{'type':'api','price':%.12g,'task_s':0.1}}}",
		 3600.0 * rate * price, (burst + 1e-6) / rate, price);
	p->weight = 2.0;
	grid_expect(p, "cap", "blocking", theory_bucket_rejected(ratio, burst));
}

static void fixed_window(struct grid_point *p)
{
	double window = grid_real(p, 0.5, 20.0);
	int limit = grid_whole(p, 1, 30);
	double mean = limit * grid_real(p, 0.9, 2.0);

	grid_people(p, mean / window, "limit");
	grid_add(p,
		 "'limit':{'type':'limiter','kind':'fixed-window',"
		 "'window_s':%.12g,'limit':%d" END,
		 window, limit);
	p->weight = 2.0;
	grid_expect(p, "limit", "blocking",
		    theory_window_rejected(mean, limit));
}

static void api_slots(struct grid_point *p)
{
	int slots = grid_whole(p, 1, 30);
	double load = slots * grid_real(p, 0.7, 1.4);
	double mean = grid_real(p, 0.1, 10.0);

	grid_people(p, load / mean, "api");
	grid_add(p, "'api':{'type':'api','price':1,'concurrency':%d,'task_s':",
		 slots);
	grid_law(p, mean);
	grid_add(p, "}}}");
	grid_expect(p, "api", "blocking", theory_erlang_b(load, slots));
}

static void api_bill(struct grid_point *p)
{
	double lambda = grid_real(p, 0.1, 10.0),
	       price = grid_real(p, 0.01, 5.0);

	grid_people(p, lambda, "api");
	grid_add(p,
		 "'api':{'type':'api','price':%.12g,'task_s':1,"
		 "'fail_share':0.3}}}",
		 price);
	grid_expect(p, "api", "usd_per_hour", 3600.0 * lambda * price);
}

/* A share asks for less than it wanted. */
static void rewritten_bill(struct grid_point *p)
{
	double lambda = grid_real(p, 0.1, 10.0), share = grid_real(p, 0.1, 0.9);
	double small = grid_real(p, 0.01, 1.0), large = grid_real(p, 1.0, 5.0);

	p->rate = lambda;
	grid_add(p,
		 "{'attributes':{'size':['s','l']},'nodes':{'people':{'type':"
		 "'source','rate_per_s':%.12g,'attributes':{'size':'l'},'to':"
		 "'less'},'less':{'type':'rewrite','attribute':'size','map':"
		 "{'l':'s'},'share':%.12g,'to':'api'},",
		 lambda, share);
	grid_add(p,
		 "'api':{'type':'api','by':'size','price':{'s':%.12g,"
		 "'l':%.12g},'task_s':1}}}",
		 small, large);
	grid_expect(p, "api", "usd_per_hour",
		    3600.0 * lambda * (share * small + (1.0 - share) * large));
}

static void api_lag(struct grid_point *p)
{
	double task = grid_real(p, 0.1, 5.0), lag = grid_real(p, 0.1, 5.0);

	grid_people(p, grid_real(p, 0.5, 20.0), "api");
	grid_add(p, "'api':{'type':'api','price':1,'task_s':");
	grid_law(p, task);
	grid_add(p, ",'report_lag_s':");
	grid_law(p, lag);
	grid_add(p, "}}}");
	grid_expect(p, "people", "sojourn_s", task + lag);
}

static void in_flight(struct grid_point *p)
{
	int slots = grid_whole(p, 1, 30);
	double load = slots * grid_real(p, 0.7, 1.4);
	double mean = grid_real(p, 0.1, 10.0);

	grid_people(p, load / mean, "limit");
	grid_add(p,
		 "'limit':{'type':'limiter','concurrency':%d,'to':'pool'},"
		 "'pool':{'type':'pool','servers':1000,'service_s':",
		 slots);
	grid_law(p, mean);
	grid_add(p, "}}}");
	grid_expect(p, "limit", "blocking", theory_erlang_b(load, slots));
}

static void gate(struct grid_point *p)
{
	double share = grid_real(p, 0.05, 0.9);
	double mu = grid_real(p, 0.5, 5.0);
	double passed = mu * grid_real(p, 0.3, 0.8);

	grid_people(p, passed / (1.0 - share), "gate");
	grid_add(p,
		 "'gate':{'type':'gate','share':%.12g,'to':'pool'},"
		 "'pool':{'type':'pool','servers':1,'service_s':" EXPONENTIAL
		 "}}}",
		 share, 1.0 / mu);
	p->weight = 2.0 / (1.0 - share);
	grid_expect(p, "pool", "waiting_s", theory_mm1_wait(passed, mu));
}

const struct grid_family grid_limits[] = {
	{ "Token bucket", "share refused", "M/D/1/K", token_bucket },
	{ "Token bucket of each class", "served", "M/D/1/K", class_buckets },
	{ "Rate limit of an API", "share refused", "M/D/1/K", api_rate },
	{ "Spend cap", "share refused", "M/D/1/K", spend_cap },
	{ "Fixed window", "share refused", "Poisson", fixed_window },
	{ "Slots of an API, any law", "share refused", "Erlang B, Gross 2.5",
	  api_slots },
	{ "Bill of an API", "USD an hour", "Poisson", api_bill },
	{ "Bill after a rewrite", "USD an hour", "thinning", rewritten_bill },
	{ "API that tells late, any law", "time to the answer, mean",
	  "means add", api_lag },
	{ "Limit in flight, any law", "share refused", "Erlang B, Gross 2.5",
	  in_flight },
	{ "Gate, then M/M/1", "wait, mean", "thinning", gate },
	{ NULL, NULL, NULL, NULL },
};
