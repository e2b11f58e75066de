#include "tests/sim/grid.h"

#include "tests/sim/theory.h"

#include <math.h>

/* Callers and caches. */

#define EXPONENTIAL "{'law':'exponential','mean':%.12g}"
#define END ",'to':'end'},'end':{'type':'pool','servers':1000000}}}"

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

/* What is cancelled serves nobody twice: exponential work stays what it was. */
static void hedge_cancelled(struct grid_point *p)
{
	double mean = grid_real(p, 0.1, 3.0);

	grid_people(p, grid_real(p, 0.5, 20.0), "caller");
	grid_add(p,
		 "'caller':{'type':'caller','hedge_after_s':%.12g,"
		 "'hedge_cancel':1,'to':'pool'},'pool':{'type':'pool',"
		 "'servers':1000000,'service_s':" EXPONENTIAL "}}}",
		 mean * grid_real(p, 0.1, 1.5), mean);
	grid_expect(p, "pool", "busy", p->rate * mean);
}

/* All fail: one probe, then nothing until the breaker lets the next one who
 * comes try again. */
static void breaker(struct grid_point *p)
{
	double lambda = grid_real(p, 0.5, 20.0);
	double open = grid_real(p, 1.0, 20.0) / lambda;

	open = open < 0.1 ? 0.1 : open; /* the least that there is */
	grid_people(p, lambda, "caller");
	grid_add(p,
		 "'caller':{'type':'caller','breaker_share':0.5,"
		 "'breaker_min_calls':5,'breaker_open_s':%.12g,'to':'api'},"
		 "'api':{'type':'api','price':1,'task_s':0,'fail_share':1}}}",
		 open);
	grid_expect(p, "api", "arrivals_per_s", 1.0 / (open + 1.0 / lambda));
}

/* A retry joins the task that is still running. */
static void idempotent(struct grid_point *p)
{
	double task = grid_real(p, 0.5, 5.0);

	grid_people(p, grid_real(p, 0.5, 20.0), "caller");
	grid_add(p,
		 "'caller':{'type':'caller','idempotent':1,'retries':5,"
		 "'timeout_s':%.12g,'to':'api'},'api':{'type':'api','price':1,"
		 "'task_s':%.12g}}}",
		 task * grid_real(p, 0.3, 0.9), task);
	grid_expect(p, "api", "tasks_per_s", p->rate);
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

/* Nothing can be fetched, and that is remembered. */
static void negative(struct grid_point *p)
{
	double rate = grid_real(p, 0.1, 20.0);
	double life = grid_real(p, 0.1, 20.0) / rate;

	grid_people(p, rate, "cache");
	grid_add(p,
		 "'cache':{'type':'cache','negative_ttl_s':%.12g,'to':'store'},"
		 "'store':{'type':'api','price':0,'task_s':0,'fail_share':1}}}",
		 life);
	grid_expect(p, "cache", "negative_share", theory_ttl_hits(rate, life));
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
	{ "Retries, any backoff", "served", "independent calls",
	  retries_served },
	{ "Retries, any backoff", "calls each", "independent calls",
	  retries_calls },
	{ "Retry budget", "served", "Brooker", budget_served },
	{ "Timeouts", "served", "independent calls", timeouts },
	{ "Hedging", "time of a call, mean", "Dean and Barroso", hedge_time },
	{ "Hedging", "calls each", "Dean and Barroso", hedge_calls },
	{ "Hedging, copies cancelled", "in service", "no memory",
	  hedge_cancelled },
	{ "Breaker, all fail", "calls a second", "renewal", breaker },
	{ "Idempotent retries", "tasks a second", "Poisson", idempotent },
	{ "Attempts of a job queue", "share that is done", "geometric",
	  job_attempts },
	{ "TTL", "hits", "renewal", ttl },
	{ "TTL, shared fills", "hits", "renewal", coalesced },
	{ "Failures remembered", "answered so", "renewal", negative },
	{ "Stampede", "fills an expiry", "Vattani", stampede },
	{ "Early refresh", "fills an expiry", "Vattani", early },
	{ "TTL, many keys", "hits", "renewal", zipf },
	{ NULL, NULL, NULL, NULL },
};
