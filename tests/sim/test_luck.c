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
	"'gate':{'type':'gate','share':0.2,'to':['first','way','last']}," \
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
static const char *const leaves[] = { "first", "store", "api", "work" };
#define LEAVES (sizeof leaves / sizeof leaves[0])

#define SECONDS_RUN 200.0
#define SPANS_MAX 64

/* A visit: whose, where, the how manieth there; and what it took. */
struct visit {
	int press, leaf, nth;
	uint32_t person;
	int64_t took_us;
	enum sim_outcome outcome;
};

struct visits {
	struct visit *all;
	size_t count, room;
	uint64_t hash; /* of the run */
};

static int by_who(const void *a, const void *b)
{
	const struct visit *x = a, *y = b;

	if (x->person != y->person)
		return x->person < y->person ? -1 : 1;
	if (x->press != y->press)
		return x->press - y->press;
	if (x->leaf != y->leaf)
		return x->leaf - y->leaf;
	return x->nth - y->nth;
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

	for (size_t i = 0; i < count; i++) {
		int leaf = leaf_of(e, spans[i].node);
		int which;

		if (leaf < 0 || spans[i].outcome == SIM_OUTCOME_OPEN)
			continue;
		/* Not every attempt of a caller comes as far as here. */
		which = spans[i].attempt > 0 ? spans[i].attempt : ++nth[leaf];
		assert_true(v->count < v->room);
		v->all[v->count++] = (struct visit){
			t->press_number,
			leaf,
			which,
			t->person,
			spans[i].end_us - spans[i].enter_us,
			spans[i].outcome,
		};
	}
}

static struct visits visits_of(const struct sim_model *model,
			       const char *parameter, double value)
{
	struct sim_engine *e = sim_engine_create(model, 3, 0, SIM_FULL);
	struct visits v = { NULL, 0, 1 << 17, 0 };
	struct sim_trace trace;

	v.all = calloc(v.room, sizeof *v.all);
	assert_non_null(v.all);
	if (parameter != NULL)
		bench_set(e, parameter, value);
	bench_advance(e, SECONDS_RUN);
	for (uint32_t i = 0; sim_trace(e, i, &trace); i++)
		add_press(e, &trace, &v);
	v.hash = sim_engine_hash(e);
	qsort(v.all, v.count, sizeof *v.all, by_who);
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
};
#define CHANGES (sizeof changes / sizeof changes[0])

static void compare(const struct visit *a, const struct visit *b, size_t change)
{
	const char *leaf = leaves[a->leaf];
	const char *slower = changes[change].slower;
	bool may = slower != NULL && strcmp(slower, leaf) == 0;

	/* Times are whole microseconds, differences of two of them. */
	if (may ? b->took_us + 2 < a->took_us : b->took_us != a->took_us)
		fail_msg("%s: person %u, press %d, %s took %lld us, not %lld",
			 changes[change].parameter, a->person, a->press, leaf,
			 (long long)b->took_us, (long long)a->took_us);
	if (!changes[change].outcomes && a->outcome != b->outcome)
		fail_msg("%s: person %u, press %d, %s ended otherwise",
			 changes[change].parameter, a->person, a->press, leaf);
}

static void a_change_touches_only_what_it_touches(void **state)
{
	struct sim_model *model = bench_model(INDEPENDENT);
	struct visits plain = visits_of(model, NULL, 0);

	(void)state;
	for (size_t c = 0; c < CHANGES; c++) {
		struct visits v = visits_of(model, changes[c].parameter,
					    changes[c].value);
		size_t same = 0;

		for (size_t i = 0, j = 0; i < plain.count && j < v.count;) {
			int order = by_who(&plain.all[i], &v.all[j]);

			if (order == 0) {
				compare(&plain.all[i], &v.all[j], c);
				same++;
			}
			i += order <= 0;
			j += order >= 0;
		}
		/* There was a change, and enough is left to compare. */
		if (v.hash == plain.hash)
			fail_msg("%s changes nothing", changes[c].parameter);
		if (same < plain.count / 3)
			fail_msg("%s: hardly anything is left to compare",
				 changes[c].parameter);
		free(v.all);
	}
	free(plain.all);
	sim_model_destroy(model);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_change_touches_only_what_it_touches),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
