#include "tests/sim/bench.h"

#include <stdlib.h>
#include <string.h>

/* Draws belong to requests: what is changed for one node, or happens once more
 * to one request, leaves the luck of all others as it is.
 *
 * Nobody waits for anybody in this model, so each visit to a node takes just
 * what was drawn for it.  Two runs that differ in one number are laid side by
 * side, visit by visit. */

#define INDEPENDENT \
	"{'attributes':{'size':['small','large']},'nodes':{" \
	"'people':{'type':'source','rate_per_s':20,'attributes':{'size':" \
	"{'small':3,'large':1}},'give_up_s':{'law':'exponential','mean':60}," \
	"'press_again':{'after_s':{'law':'exponential','mean':8},'on_slow':" \
	"0.3,'on_error':0.3,'think_s':{'law':'lognormal','mean':2,'sigma':1}}" \
	",'to':'gate'}," \
	"'others':{'type':'source','rate_per_s':5,'attributes':{'size':" \
	"'small'},'to':['first','swap']}," \
	"'gate':{'type':'gate','share':0.2,'to':['first','swap','way'," \
	"'last']}," \
	"'swap':{'type':'rewrite','attribute':'size','share':0.2,'map':" \
	"{'small':'large'},'to':'fork'}," \
	"'fork':{'type':'split','share':0.4,'a':'left','b':'right'}," \
	"'left':{'type':'pool','servers':100000,'service_s':{'by':'size'," \
	"'small':{'law':'exponential','mean':1},'large':{'law':" \
	"'exponential','mean':4}}}," \
	"'right':{'type':'pool','servers':100000,'service_s':{'law':" \
	"'erlang','mean':2,'k':3}}," \
	"'jam':{'type':'fault','kind':'slow','node':'right','share':0.3," \
	"'delay_s':{'law':'exponential','mean':1}}," \
	"'first':{'type':'pool','servers':100000,'service_s':{'law':" \
	"'lognormal','mean':1,'sigma':0.8}}," \
	"'way':{'type':'router','routes':{'one':'near','two':'far'}}," \
	"'near':{'type':'cache','keys':50,'zipf':1,'ttl_s':3,'to':'store'}," \
	"'store':{'type':'pool','servers':100000,'service_s':{'law':" \
	"'exponential','mean':2}}," \
	"'far':{'type':'caller','retries':2,'backoff_s':0.1,'jitter':'full'," \
	"'to':'cut'}," \
	"'cut':{'type':'fault','kind':'fail','share':0.1,'to':'api'}," \
	"'api':{'type':'api','price':1,'task_s':{'law':'gamma','mean':3," \
	"'shape':2},'report_lag_s':{'law':'uniform','low':0,'high':1}," \
	"'fail_share':0.3}," \
	"'last':{'type':'job-queue','workers':100000,'max_attempts':3," \
	"'backoff_s':1,'to':'shaky'}," \
	"'shaky':{'type':'fault','kind':'fail','share':0.3,'after':1,'to':" \
	"'work'}," \
	"'work':{'type':'pool','servers':100000,'service_s':{'law':" \
	"'uniform','low':1,'high':4}}}}"

/* The nodes whose visits take what was drawn for them. */
static const char *const leaves[] = { "first", "left", "right",
				      "store", "api",  "work" };
#define LEAVES (sizeof leaves / sizeof leaves[0])

#define SECONDS_RUN 200.0
#define SPANS_MAX 64
#define SOURCES 2 /* the first two nodes */
#define PEOPLE_MAX 20000

/* A visit: whose, where, the how manieth there; when, and what it took.  A
 * person is known by their source and when they came: others may come in
 * between. */
struct visit {
	int source, press, leaf, nth;
	int64_t came_us, enter_us, took_us;
	enum sim_outcome outcome;
};

struct visits {
	struct visit *all;
	size_t count, room;
	uint64_t hash; /* of the run */
	int64_t came_us[SOURCES][PEOPLE_MAX];
};

static int by_who(const void *a, const void *b)
{
	const struct visit *x = a, *y = b;

	if (x->source != y->source)
		return x->source - y->source;
	if (x->came_us != y->came_us)
		return x->came_us < y->came_us ? -1 : 1;
	if (x->press != y->press)
		return x->press - y->press;
	if (x->leaf != y->leaf)
		return x->leaf - y->leaf;
	return x->nth - y->nth;
}

/* A copy that a caller sends comes after what it is a copy of. */
static int by_who_and_when(const void *a, const void *b)
{
	const struct visit *x = a, *y = b;
	int order = by_who(a, b);

	return order != 0 ? order
			  : (x->enter_us > y->enter_us) -
				    (x->enter_us < y->enter_us);
}

static int leaf_of(const struct sim_engine *e, int node)
{
	const char *name = sim_model_node_name(sim_engine_model(e), node);

	for (size_t i = 0; i < LEAVES; i++) {
		if (strcmp(leaves[i], name) == 0)
			return (int)i;
	}
	return -1;
}

static void add_press(const struct sim_engine *e, const struct sim_trace *t,
		      struct visits *v)
{
	struct sim_span spans[SPANS_MAX];
	size_t count = sim_trace_spans(e, t->press, SPANS_MAX, spans);
	int nth[LEAVES] = { 0 };

	assert_true(t->source < SOURCES && t->person < PEOPLE_MAX);
	if (t->press_number == 1)
		v->came_us[t->source][t->person] = t->start_us;
	for (size_t i = 0; i < count; i++) {
		int leaf = leaf_of(e, spans[i].node);
		int which;

		if (leaf < 0 || spans[i].outcome == SIM_OUTCOME_OPEN)
			continue;
		/* Not every attempt of a caller comes as far as here. */
		which = spans[i].attempt > 0 ? spans[i].attempt : ++nth[leaf];
		assert_true(v->count < v->room);
		v->all[v->count++] = (struct visit){
			t->source,
			t->press_number,
			leaf,
			which,
			v->came_us[t->source][t->person],
			spans[i].enter_us,
			spans[i].end_us - spans[i].enter_us,
			spans[i].outcome,
		};
	}
}

static struct visits *visits_of(const struct sim_model *model,
				const char *parameter, double value)
{
	struct sim_engine *e = sim_engine_create(model, 3, 0, SIM_FULL);
	struct visits *v = calloc(1, sizeof *v);
	struct sim_trace trace;

	assert_non_null(v);
	v->room = 1 << 17;
	v->all = calloc(v->room, sizeof *v->all);
	assert_non_null(v->all);
	if (parameter != NULL)
		bench_set(e, parameter, value);
	bench_advance(e, SECONDS_RUN);
	for (uint32_t i = 0; sim_trace(e, i, &trace); i++)
		add_press(e, &trace, v);
	v->hash = sim_engine_hash(e);
	qsort(v->all, v->count, sizeof *v->all, by_who_and_when);
	sim_engine_destroy(e);
	return v;
}

/* Each of these; and what may take longer by it. */
static const struct {
	const char *parameter;
	double value;
	const char *slower; /* leaf, or NULL */
	bool outcomes;	    /* of the API may differ */
} changes[] = {
	{ "gate.share", 0.5, NULL, false },
	{ "gate.on", 0, NULL, false },
	{ "first.service_s.mean", 3, "first", false },
	{ "work.service_s.low", 2, "work", false },
	{ "way.weight.one", 4, NULL, false },
	{ "near.ttl_s", 0.5, NULL, false },
	{ "near.zipf", 0, NULL, false },
	{ "store.service_s.mean", 5, "store", false },
	{ "far.retries", 6, NULL, false },
	{ "far.backoff_s", 3, NULL, false },
	{ "far.jitter", 0, NULL, false },
	{ "cut.share", 0.4, NULL, false },
	{ "api.fail_share", 0.6, NULL, true },
	{ "api.slowdown", 2, "api", false },
	{ "api.report_lag_s.high", 9, "api", false },
	{ "last.max_attempts", 6, NULL, false },
	{ "last.backoff_s", 4, NULL, false },
	{ "work.service_s.high", 9, "work", false },
	{ "people.press_again.on_slow", 0.9, NULL, false },
	{ "people.press_again.on_error", 0.9, NULL, false },
	{ "people.press_again.after_s.mean", 3, NULL, false },
	{ "people.press_again.max", 6, NULL, false },
	{ "people.give_up_s.mean", 10, NULL, false },
	{ "people.rate_per_s", 30, NULL, false },
	{ "people.size.large", 3, "left", false },
	{ "others.rate_per_s", 15, NULL, false },
	{ "others.start_s", 50, NULL, false },
	{ "swap.share", 0.9, "left", false },
	{ "fork.share", 0.7, NULL, false },
	{ "left.service_s.large.mean", 9, "left", false },
	{ "jam.share", 0.8, NULL, false },
	{ "jam.factor", 3, NULL, false },
	{ "jam.delay_s.mean", 5, NULL, false },
	{ "near.ttl_jitter", 0.9, NULL, false },
	{ "near.early_beta", 2, NULL, false },
	{ "near.coalesce", 1, NULL, false },
	{ "near.capacity", 5, NULL, false },
	{ "near.warm", 1, NULL, false },
	{ "far.hedge_after_s", 1, NULL, false },
	{ "far.throttle_k", 1.1, NULL, false },
	{ "far.timeout_s", 2, NULL, false },
	{ "way.sticky", 1, NULL, false },
};
#define CHANGES (sizeof changes / sizeof changes[0])

static void compare(const struct visit *a, const struct visit *b, size_t change)
{
	const char *leaf = leaves[a->leaf];
	const char *slower = changes[change].slower;
	bool may = slower != NULL && strcmp(slower, leaf) == 0;

	/* Times are whole microseconds, differences of two of them. */
	if (may ? b->took_us + 2 < a->took_us : b->took_us != a->took_us)
		fail_msg("%s: who came at %lld us, press %d, %s took %lld us, "
			 "not %lld",
			 changes[change].parameter, (long long)a->came_us,
			 a->press, leaf, (long long)b->took_us,
			 (long long)a->took_us);
	if (!changes[change].outcomes && a->outcome != b->outcome)
		fail_msg(
			"%s: who came at %lld us, press %d, %s ended otherwise",
			changes[change].parameter, (long long)a->came_us,
			a->press, leaf);
}

static void visits_destroy(struct visits *v)
{
	free(v->all);
	free(v);
}

static void a_change_touches_only_what_it_touches(void **state)
{
	struct sim_model *model = bench_model(INDEPENDENT);
	struct visits *plain = visits_of(model, NULL, 0);

	(void)state;
	for (size_t c = 0; c < CHANGES; c++) {
		struct visits *v = visits_of(model, changes[c].parameter,
					     changes[c].value);
		size_t same = 0;

		for (size_t i = 0, j = 0; i < plain->count && j < v->count;) {
			int order = by_who(&plain->all[i], &v->all[j]);

			if (order == 0) {
				compare(&plain->all[i], &v->all[j], c);
				same++;
			}
			i += order <= 0;
			j += order >= 0;
		}
		/* There was a change, and enough is left to compare. */
		if (v->hash == plain->hash)
			fail_msg("%s changes nothing", changes[c].parameter);
		if (same < plain->count / 3)
			fail_msg("%s: hardly anything is left to compare",
				 changes[c].parameter);
		visits_destroy(v);
	}
	visits_destroy(plain);
	sim_model_destroy(model);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_change_touches_only_what_it_touches),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
