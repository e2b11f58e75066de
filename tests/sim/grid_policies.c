#include "tests/sim/grid.h"

#include "tests/sim/theory.h"

#include <math.h>

/* Limits, callers and caches. */

#define EXPONENTIAL "{'law':'exponential','mean':%.12g}"
#define END ",'to':'end'},'end':{'type':'pool','servers':1000000}}}"

/* --- limits -------------------------------------------------------------- */

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

/* --- callers ------------------------------------------------------------- */

/* Calls that fail with `fail`, whatever the backoff. */
static void calls(struct grid_point *p, double fail, int retries,
		  const char *fields)
{
	static const char *const jitter[] = { "none", "full", "equal",
					      "decorrelated" };

	grid_people(p, grid_real(p, 0.5, 20.0), "caller");
	grid_add(p, "'caller':{'type':'caller','retries':%d,'jitter':'%s',",
		 retries, jitter[grid_whole(p, 0, 3)]);
	grid_add(p,
		 "'backoff_s':%.12g,%s'to':'api'},'api':{'type':'api',"
		 "'price':1,'task_s':0.1,'fail_share':%.12g}}}",
		 grid_real(p, 0.0, 1.0), fields, fail);
}

static void retries_served(struct grid_point *p)
{
	double fail = grid_real(p, 0.1, 0.9);
	int retries = grid_whole(p, 0, 8);

	calls(p, fail, retries, "");
	grid_expect(p, "people", "success",
		    theory_retries_served(fail, retries));
}

static void retries_calls(struct grid_point *p)
{
	double fail = grid_real(p, 0.1, 0.9);
	int retries = grid_whole(p, 1, 8);

	calls(p, fail, retries, "");
	grid_expect(p, "caller", "attempts_per_call",
		    theory_retries_attempts(fail, retries));
}

static void budget_served(struct grid_point *p)
{
	char field[60];
	double fail = grid_real(p, 0.5, 0.9), fill = grid_real(p, 0.02, 0.2);

	snprintf(field, sizeof field, "'retry_budget':%.12g,", fill);
	calls(p, fail, 3, field);
	grid_expect(p, "people", "success", theory_budget_served(fail, fill));
}

static void timeouts(struct grid_point *p)
{
	double mean = grid_real(p, 0.1, 3.0);
	double timeout = mean * grid_real(p, 0.3, 2.0);
	int retries = grid_whole(p, 0, 5);

	grid_people(p, grid_real(p, 0.5, 20.0), "caller");
	grid_add(p,
		 "'caller':{'type':'caller','retries':%d,'timeout_s':%.12g,"
		 "'to':'pool'},'pool':{'type':'pool','servers':1000000,"
		 "'service_s':" EXPONENTIAL "}}}",
		 retries, timeout, mean);
	grid_expect(p, "people", "success",
		    theory_retries_served(theory_late(mean, timeout), retries));
}

static double hedge(struct grid_point *p, double *mean)
{
	double after;

	*mean = grid_real(p, 0.1, 3.0);
	after = *mean * grid_real(p, 0.1, 2.0);
	grid_people(p, grid_real(p, 0.5, 20.0), "caller");
	grid_add(p,
		 "'caller':{'type':'caller','hedge_after_s':%.12g,"
		 "'to':'pool'},'pool':{'type':'pool','servers':1000000,"
		 "'service_s':" EXPONENTIAL "}}}",
		 after, *mean);
	return after;
}

static void hedge_time(struct grid_point *p)
{
	double mean, after = hedge(p, &mean);

	grid_expect(p, "caller", "sojourn_s",
		    theory_hedged_sojourn(mean, after));
}

static void hedge_calls(struct grid_point *p)
{
	double mean, after = hedge(p, &mean);

	grid_expect(p, "caller", "attempts_per_call",
		    theory_hedged_load(mean, after));
}

static void job_attempts(struct grid_point *p)
{
	double fail = grid_real(p, 0.1, 0.9);
	int attempts = grid_whole(p, 1, 6);

	grid_people(p, grid_real(p, 0.5, 20.0), "jobs");
	grid_add(p,
		 "'jobs':{'type':'job-queue','workers':100000,"
		 "'max_attempts':%d,'backoff_s':0.5,'to':'work'},"
		 "'work':{'type':'gate','share':%.12g" END,
		 attempts, fail);
	grid_expect(p, "jobs", "success",
		    theory_retries_served(fail, attempts - 1));
}

/* --- caches -------------------------------------------------------------- */

static void cache(struct grid_point *p, double rate, double fill,
		  const char *fields)
{
	grid_people(p, rate, "cache");
	grid_add(p,
		 "'cache':{'type':'cache',%s'to':'store'},'store':{'type':"
		 "'pool','servers':1000000,'service_s':%.12g}}}",
		 fields, fill);
}

static void ttl(struct grid_point *p)
{
	char field[60];
	double rate = grid_real(p, 0.1, 20.0);
	double life = grid_real(p, 0.1, 20.0) / rate;

	snprintf(field, sizeof field, "'ttl_s':%.12g,", life);
	cache(p, rate, 0.0, field);
	grid_expect(p, "cache", "hit_ratio", theory_ttl_hits(rate, life));
}

static void coalesced(struct grid_point *p)
{
	char field[60];
	double rate = grid_real(p, 0.1, 20.0);
	double life = grid_real(p, 0.5, 20.0) / rate;
	double fill = grid_real(p, 0.1, 5.0) / rate;

	snprintf(field, sizeof field, "'coalesce':1,'ttl_s':%.12g,", life);
	cache(p, rate, fill, field);
	grid_expect(p, "cache", "hit_ratio",
		    theory_coalesced_hits(rate, life, fill));
}

static void stampede(struct grid_point *p)
{
	char field[60];
	double rate = grid_real(p, 1.0, 20.0);
	double fill = grid_real(p, 2.0, 30.0) / rate;

	snprintf(field, sizeof field, "'ttl_s':%.12g,", 4.0 * fill);
	cache(p, rate, fill, field);
	p->weight = 2.0;
	grid_expect(p, "cache", "fills_per_expiry",
		    theory_stampede(rate, fill));
}

/* The law wants many calls in a fill, and a long life. */
static void early(struct grid_point *p)
{
	char field[80];
	double rate = grid_real(p, 1.0, 20.0), beta = grid_real(p, 0.8, 2.5);
	double fill = grid_real(p, 20.0, 40.0) / rate;

	snprintf(field, sizeof field, "'ttl_s':%.12g,'early_beta':%.12g,",
		 25.0 * fill * beta, beta);
	cache(p, rate, fill, field);
	p->weight = 10.0;
	grid_expect(p, "cache", "fills_per_expiry",
		    theory_early_refresh(rate, fill, beta));
}

static void zipf(struct grid_point *p)
{
	char field[100];
	double rate = grid_real(p, 1.0, 50.0), power = grid_real(p, 0.0, 1.5);
	int keys = grid_whole(p, 2, 300);
	double life = grid_real(p, 0.1, 2.0) * keys / rate;

	snprintf(field, sizeof field, "'keys':%d,'zipf':%.12g,'ttl_s':%.12g,",
		 keys, power, life);
	cache(p, rate, 0.0, field);
	grid_expect(p, "cache", "hit_ratio",
		    theory_zipf_ttl_hits(rate, life, keys, power));
}

const struct grid_family grid_policies[] = {
	{ "Token bucket", "share refused", "M/D/1/K", token_bucket },
	{ "Rate limit of an API", "share refused", "M/D/1/K", api_rate },
	{ "Spend cap", "share refused", "M/D/1/K", spend_cap },
	{ "Fixed window", "share refused", "Poisson", fixed_window },
	{ "Slots of an API, any law", "share refused", "Erlang B, Gross 2.5",
	  api_slots },
	{ "Bill of an API", "USD an hour", "Poisson", api_bill },
	{ "Limit in flight, any law", "share refused", "Erlang B, Gross 2.5",
	  in_flight },
	{ "Gate, then M/M/1", "wait, mean", "thinning", gate },
	{ "Retries, any backoff", "served", "independent calls",
	  retries_served },
	{ "Retries, any backoff", "calls each", "independent calls",
	  retries_calls },
	{ "Retry budget", "served", "Brooker", budget_served },
	{ "Timeouts", "served", "independent calls", timeouts },
	{ "Hedging", "time of a call, mean", "Dean and Barroso", hedge_time },
	{ "Hedging", "calls each", "Dean and Barroso", hedge_calls },
	{ "Attempts of a job queue", "share that is done", "geometric",
	  job_attempts },
	{ "TTL", "hits", "renewal", ttl },
	{ "TTL, shared fills", "hits", "renewal", coalesced },
	{ "Stampede", "fills an expiry", "Vattani", stampede },
	{ "Early refresh", "fills an expiry", "Vattani", early },
	{ "TTL, many keys", "hits", "renewal", zipf },
	{ NULL, NULL, NULL, NULL },
};
