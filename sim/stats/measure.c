#include "sim/stats/measure.h"

#include "sim/engine_internal.h"

#include <math.h>
#include <string.h>

/* What a measure is worked out from. */
struct view {
	const struct sim_engine *e;
	const struct stats_node *of;
	int node;
	double seconds; /* observed; above 0 */
};

/* Which durations a type of node keeps. */
#define KEEPS(what) (1u << STATS_##what)

static const uint8_t keeps[NODE_TYPES] = {
	[NODE_SOURCE] = KEEPS(SOJOURN),
	[NODE_POOL] = KEEPS(WAITING) | KEEPS(SOJOURN),
	[NODE_CALLER] = KEEPS(SOJOURN),
	[NODE_API] = KEEPS(SOJOURN),
	[NODE_CACHE] = KEEPS(SOJOURN),
	[NODE_JOB_QUEUE] = KEEPS(WAITING) | KEEPS(SOJOURN),
	[NODE_BURN_RATE] = KEEPS(WAITING), /* until an alert fires */
	[NODE_GUARDRAIL] = KEEPS(WAITING), /* until it rolls back */
};

/* Sets the levels to what they are, so that their integrals are right. */
static void read_levels(const struct sim_engine *e, int node,
			struct stats *stats)
{
	const struct node_state *s = &e->state[node];
	int64_t now = e->now_us;

	if (node_at(e, node)->type == NODE_POOL) {
		stats_level(stats, node, STATS_QUEUE, s->pool.waiting, now);
		stats_level(stats, node, STATS_BUSY, s->pool.busy, now);
		stats_level(stats, node, STATS_SERVERS, s->pool.servers, now);
	} else if (node_at(e, node)->type == NODE_API) {
		stats_level(stats, node, STATS_BUSY, s->api.in_flight, now);
		stats_level(stats, node, STATS_SERVERS,
			    node_value(e, node, API_CONCURRENCY), now);
	} else if (node_at(e, node)->type == NODE_BURN_RATE) {
		stats_level(stats, node, STATS_BUSY, s->burn.firing, now);
	} else if (node_at(e, node)->type == NODE_JOB_QUEUE) {
		stats_level(stats, node, STATS_QUEUE, s->job_queue.waiting,
			    now);
		stats_level(stats, node, STATS_BUSY, s->job_queue.busy, now);
		stats_level(stats, node, STATS_SERVERS,
			    node_value(e, node, JOBS_WORKERS), now);
	}
}

void sim_engine_observe(struct sim_engine *e)
{
	uint8_t kept[SIM_NODES_MAX] = { 0 };

	for (int n = 0; n < e->model->node_count; n++)
		kept[n] = keeps[node_at(e, n)->type];
	if (e->stats == NULL)
		e->stats = stats_create(e->model->node_count, kept);
	engine_decide(e);
	stats_restart(e->stats, e->now_us);
	for (int n = 0; n < e->model->node_count; n++) {
		const struct node_state *s = &e->state[n];
		int64_t *count = e->stats->node[n].count;

		read_levels(e, n, e->stats);
		/* Of this second, what was before now does not count. */
		count[STATS_IN] = -(int64_t)s->in;
		count[STATS_OK] = -(int64_t)s->out;
		count[STATS_REFUSED] = -(int64_t)s->refused;
	}
}

static double count_of(const struct view *v, enum stats_count what)
{
	const struct node_state *s = &v->e->state[v->node];
	int64_t count = v->of->count[what];

	if (what == STATS_IN)
		count += s->in;
	else if (what == STATS_OK)
		count += s->out;
	else if (what == STATS_REFUSED)
		count += s->refused;
	return (double)count;
}

static double level_of(const struct view *v, enum stats_level what)
{
	double since = (double)(v->e->now_us - v->of->level[what].since_us);

	return (v->of->level[what].integral + v->of->level[what].now * since) /
	       (v->seconds * 1e6);
}

static double share(double part, double whole)
{
	return whole > 0.0 ? part / whole : NAN;
}

static double arrivals(const struct view *v)
{
	return count_of(v, STATS_IN) / v->seconds;
}

static double throughput(const struct view *v)
{
	return count_of(v, STATS_OK) / v->seconds;
}

static double refused(const struct view *v)
{
	return count_of(v, STATS_REFUSED) / v->seconds;
}

static double success(const struct view *v)
{
	double failed = count_of(v, node_at(v->e, v->node)->type == NODE_SOURCE
					    ? STATS_REFUSED
					    : STATS_FAILED);
	double ok = count_of(v, STATS_OK);

	return share(ok, ok + failed);
}

static double abandonment(const struct view *v)
{
	return share(count_of(v, STATS_EXPIRED) + count_of(v, STATS_DROPPED),
		     count_of(v, STATS_IN));
}

static double blocking(const struct view *v)
{
	return share(count_of(v, STATS_REFUSED) - count_of(v, STATS_EXPIRED),
		     count_of(v, STATS_IN));
}

static double queue_length(const struct view *v)
{
	return level_of(v, STATS_QUEUE);
}

static double busy(const struct view *v)
{
	return level_of(v, STATS_BUSY);
}

static double in_system(const struct view *v)
{
	return queue_length(v) + busy(v);
}

/* A capacity that is none is no number of servers. */
static double servers(const struct view *v)
{
	double mean = level_of(v, STATS_SERVERS);

	return mean < MODEL_NO_LIMIT / 2.0 ? mean : NAN;
}

static double utilisation(const struct view *v)
{
	return share(busy(v), servers(v));
}

static double attempts_per_s(const struct view *v)
{
	return count_of(v, STATS_ATTEMPTS) / v->seconds;
}

static double attempts_per_call(const struct view *v)
{
	return share(count_of(v, STATS_ATTEMPTS), count_of(v, STATS_IN));
}

static double failovers(const struct view *v)
{
	return count_of(v, STATS_FAILOVERS) / v->seconds;
}

static double dead(const struct view *v)
{
	return count_of(v, STATS_DEAD) / v->seconds;
}

static double bad_share(const struct view *v)
{
	return share(count_of(v, STATS_REFUSED), count_of(v, STATS_IN));
}

static double burn_rate(const struct view *v)
{
	return bad_share(v) / (1.0 - node_value(v->e, v->node, BURN_TARGET));
}

static double alerts(const struct view *v)
{
	return count_of(v, STATS_ALERTS);
}

static double rollbacks(const struct view *v)
{
	return count_of(v, STATS_ROLLBACKS);
}

static double tasks(const struct view *v)
{
	return count_of(v, STATS_TASKS) / v->seconds;
}

static double quota(const struct view *v)
{
	return share(count_of(v, STATS_QUOTA), count_of(v, STATS_IN));
}

static double cost(const struct view *v)
{
	return v->of->usd;
}

static double cost_rate(const struct view *v)
{
	return v->of->usd / v->seconds * 3600.0;
}

static double lookups(const struct view *v)
{
	double sum = 0.0;

	for (int what = STATS_HIT; what <= STATS_MISS; what++)
		sum += count_of(v, (enum stats_count)what);
	return sum;
}

static double hit_ratio(const struct view *v)
{
	return share(count_of(v, STATS_HIT) + count_of(v, STATS_STALE_HIT),
		     lookups(v));
}

static double fills(const struct view *v)
{
	return count_of(v, STATS_MISS) + count_of(v, STATS_REFRESH);
}

static double fills_per_s(const struct view *v)
{
	return fills(v) / v->seconds;
}

static double fills_per_expiry(const struct view *v)
{
	return share(fills(v), count_of(v, STATS_FIRST_FILLS));
}

static double evictions(const struct view *v)
{
	return count_of(v, STATS_EVICTED) / v->seconds;
}

#define OF_LOOKUPS(name, what) \
	static double name(const struct view *v) \
	{ \
		return share(count_of(v, what), lookups(v)); \
	}
OF_LOOKUPS(stale, STATS_STALE_HIT)
OF_LOOKUPS(negative, STATS_NEGATIVE)
OF_LOOKUPS(coalesced, STATS_JOIN)
OF_LOOKUPS(early, STATS_REFRESH)
#undef OF_LOOKUPS

static const struct durations *kept(const struct view *v,
				    enum stats_duration what)
{
	return stats_durations(v->e->stats, v->node, what);
}

static double waiting_share(const struct view *v)
{
	return durations_above_zero(kept(v, STATS_WAITING));
}

#define OF_DURATION(name, what, figure) \
	static double name(const struct view *v) \
	{ \
		const struct durations *d = kept(v, what); \
\
		return figure; \
	}
OF_DURATION(waiting, STATS_WAITING, durations_mean(d))
OF_DURATION(waiting_p50, STATS_WAITING, durations_quantile(d, 0.5))
OF_DURATION(waiting_p95, STATS_WAITING, durations_quantile(d, 0.95))
OF_DURATION(waiting_p99, STATS_WAITING, durations_quantile(d, 0.99))
OF_DURATION(sojourn, STATS_SOJOURN, durations_mean(d))
OF_DURATION(sojourn_p50, STATS_SOJOURN, durations_quantile(d, 0.5))
OF_DURATION(sojourn_p95, STATS_SOJOURN, durations_quantile(d, 0.95))
OF_DURATION(sojourn_p99, STATS_SOJOURN, durations_quantile(d, 0.99))
#undef OF_DURATION

#define SOURCE (1u << NODE_SOURCE)
#define POOL (1u << NODE_POOL)
#define CALLER (1u << NODE_CALLER)
#define API (1u << NODE_API)
#define CACHE (1u << NODE_CACHE)
#define GUARDS \
	(1u << NODE_LIMITER | 1u << NODE_GATE | 1u << NODE_SPEND_CAP | \
	 1u << NODE_FAULT | QUEUES | API)
#define JOBS (1u << NODE_JOB_QUEUE)
#define QUEUES (POOL | JOBS)
#define ROUTER (1u << NODE_ROUTER)
#define BURN (1u << NODE_BURN_RATE)
#define GUARD (1u << NODE_GUARDRAIL)
#define FILTERS (1u << NODE_REWRITE | 1u << NODE_SPLIT | ROUTER)
#define VISITED (CALLER | CACHE | GUARDS | FILTERS)
#define TIMED (SOURCE | QUEUES | CALLER | API | CACHE)

/* Every measure: which types of node have it, and how it is worked out. */
static const struct {
	uint32_t types;
	const char *key, *unit, *help;
	double (*value)(const struct view *v);
} measures[] = {
	{ SOURCE | VISITED | BURN | GUARD, "arrivals_per_s", "1/s", "came",
	  arrivals },
	{ SOURCE | VISITED, "throughput_per_s", "1/s",
	  "answered ok; filters: passed on", throughput },
	{ SOURCE | CALLER | GUARDS, "refused_per_s", "1/s",
	  "refused by the node; source: people who failed", refused },
	{ TIMED, "success", "ratio", "answered ok, of those answered",
	  success },
	{ CALLER | JOBS, "attempts_per_s", "1/s", "attempts begun",
	  attempts_per_s },
	{ CALLER | JOBS, "attempts_per_call", "attempts",
	  "attempts for each call", attempts_per_call },
	{ ROUTER, "failovers_per_s", "1/s",
	  "calls of another route after a failure", failovers },
	{ QUEUES | API, "utilisation", "ratio", "servers busy, of those there",
	  utilisation },
	{ QUEUES | API, "busy", "calls", "being served, mean over time", busy },
	{ QUEUES, "servers", "servers", "servers there, mean over time",
	  servers },
	{ QUEUES, "queue_length", "calls", "waiting, mean over time",
	  queue_length },
	{ QUEUES, "in_system", "calls", "waiting or being served", in_system },
	{ GUARDS | CALLER, "blocking", "ratio", "refused, of those that came",
	  blocking },
	{ QUEUES, "abandonment", "ratio",
	  "left the queue unserved, of those that came", abandonment },
	{ QUEUES, "waiting_share", "ratio", "had to wait, of those served",
	  waiting_share },
	{ QUEUES, "waiting_s", "s", "wait of those served, mean", waiting },
	{ QUEUES, "waiting_p50_s", "s", "its median", waiting_p50 },
	{ QUEUES, "waiting_p95_s", "s", "its 95th percentile", waiting_p95 },
	{ QUEUES, "waiting_p99_s", "s", "its 99th percentile", waiting_p99 },
	{ TIMED, "sojourn_s", "s", "time to the answer of those answered ok",
	  sojourn },
	{ TIMED, "sojourn_p50_s", "s", "its median", sojourn_p50 },
	{ TIMED, "sojourn_p95_s", "s", "its 95th percentile", sojourn_p95 },
	{ TIMED, "sojourn_p99_s", "s", "its 99th percentile", sojourn_p99 },
	{ JOBS, "dead_per_s", "1/s", "jobs that failed for good", dead },
	{ CACHE, "hit_ratio", "ratio",
	  "answered ok from what is held, of those that came", hit_ratio },
	{ CACHE, "stale_share", "ratio", "got a value past its time", stale },
	{ CACHE, "negative_share", "ratio", "got a failure that is remembered",
	  negative },
	{ CACHE, "coalesced_share", "ratio", "waited for another's fill",
	  coalesced },
	{ CACHE, "early_share", "ratio", "refreshed a value before its time",
	  early },
	{ CACHE, "fills_per_s", "1/s", "calls that went on", fills_per_s },
	{ CACHE, "fills_per_expiry", "fills",
	  "fills of a thing until one of them is there", fills_per_expiry },
	{ CACHE, "evictions_per_s", "1/s", "taken out for want of room",
	  evictions },
	{ BURN | GUARD, "bad_share", "ratio", "bad, of those answers",
	  bad_share },
	{ BURN, "burn_rate", "ratio",
	  "bad share over the share that the objective allows", burn_rate },
	{ BURN, "alerts", "alerts", "that began to fire", alerts },
	{ BURN, "firing_share", "ratio", "of the time that it fired", busy },
	{ BURN, "time_to_detect_s", "s",
	  "from when the budget burned too fast until it fired", waiting },
	{ GUARD, "rollbacks", "rollbacks", "done", rollbacks },
	{ GUARD, "time_to_roll_back_s", "s",
	  "from the last change of what it sets until it set it", waiting },
	{ API, "tasks_per_s", "1/s", "tasks created", tasks },
	{ API, "quota_share", "ratio", "answered 429, of the calls", quota },
	{ API, "cost_usd", "USD", "money for tasks created", cost },
	{ API, "usd_per_hour", "USD/h", "money an hour", cost_rate },
};
#define MEASURES (sizeof(measures) / sizeof(measures[0]))

static double value_of(const struct sim_engine *e, int node, size_t measure)
{
	struct view v = { .e = e, .node = node };

	if (e->stats == NULL || e->now_us <= e->stats->since_us)
		return NAN;
	v.of = &e->stats->node[node];
	v.seconds = (double)(e->now_us - e->stats->since_us) * 1e-6;
	return measures[measure].value(&v);
}

static bool has(const struct sim_engine *e, int node, size_t measure)
{
	return measures[measure].types >> node_at(e, node)->type & 1;
}

size_t sim_measures(const struct sim_engine *e, size_t max,
		    struct sim_measure *out)
{
	size_t count = 0;

	for (int node = 0; node < e->model->node_count; node++) {
		for (size_t m = 0; m < MEASURES; m++) {
			if (!has(e, node, m))
				continue;
			if (count < max)
				out[count] = (struct sim_measure){
					node, measures[m].key, measures[m].unit,
					measures[m].help, value_of(e, node, m)
				};
			count++;
		}
	}
	return count;
}

double sim_measure(const struct sim_engine *e, int node, const char *key)
{
	for (size_t m = 0; m < MEASURES; m++) {
		if (strcmp(measures[m].key, key) == 0)
			return has(e, node, m) ? value_of(e, node, m) : NAN;
	}
	return NAN;
}

bool sim_measure_known(const char *key)
{
	for (size_t m = 0; m < MEASURES; m++) {
		if (strcmp(measures[m].key, key) == 0)
			return true;
	}
	return false;
}
