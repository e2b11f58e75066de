#include "tests/sim/topology.h"

#include "base/random.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#define NODES_MAX 12

/* --- the tables -------------------------------------------------------- */

struct word {
	const char *name, *text;
};

/* What templates may use. */
static const struct word words[] = {
	{ "law", "<<0.05~2>|{'law':'exponential','mean':<0.05~2>}|"
		 "{'law':'lognormal','mean':<0.05~2>,'sigma':<0.1~1>}|"
		 "{'law':'uniform','low':<0~1>,'high':<1~3>}|"
		 "{'law':'erlang','mean':<0.1~2>,'k':<1~6#>}|"
		 "{'law':'hyperexponential','mean':<0.1~2>,'cv2':<1~9>}>" },
	{ "by size", "<<law>|{'by':'size','small':<law>,'large':<law>}>" },
	{ "match", "<|,'match':{'plan':['free']}|"
		   ",'match':{'size':['large'],'plan':['pro','free']}>" },
	{ "attributes", "'attributes':{'plan':<'free'|'pro'|"
			"{'free':3,'pro':1}>,'size':{'small':2,'large':1}}" },
	{ "come", "<'rate_per_s':<0.5~6>|'rate_per_s':<0.5~6>|"
		  "'arrivals':'deterministic','rate_per_s':<0.5~3>|"
		  "'arrivals':'recorded','period_s':9,'times_s':[0,1,1,4,8.5]|"
		  "'arrivals':'closed','clients':<1~30#>,'think_s':<law>>" },
	{ "patience", "<|,'give_up_s':{'law':'exponential','mean':<2~30>}|"
		      ",'give_up_s':<3~20>,'give_up_acknowledged_s':60>" },
	{ "again", "<|,'press_again':{'on_error':<0.2~1>,'think_s':<law>}|"
		   ",'press_again':{'after_s':<1~8>,'on_slow':<0.2~1>,"
		   "'on_error':<0~1>,'max':<2~5#>}>" },
	{ "discipline", "<||,'discipline':'lifo'|,'discipline':'ps'|"
			",'discipline':'priority','priority':{'by':'plan',"
			"'order':['pro']}|,'max_wait_s':<0.5~9>|"
			",'patience_s':{'law':'exponential','mean':<1~9>}>" },
};

/* At least one of each kind of these stands at the end, named so. */
#define POOL "last-pool"
#define API "last-api"

/* Sources come first. */
static const char source[] =
	"'type':'source',<come>,<attributes><patience><again>,'to':<to>";

/* What is in between. */
static const char *const types[] = {
	"'type':'pool','servers':<1~12#>,'service_s':<by size><discipline>"
	"<|,'queue':<0~20#>><|,'hold':0><|,'acknowledge':1>"
	"<|,'drop_if_gone':1>,'to':<to>",
	"'type':'limiter','rate_per_s':<1~9>,'burst':<1~9>"
	"<|,'by':'plan'><|,'concurrency':<1~20#>><match>,'to':<to>",
	"'type':'limiter','kind':'<fixed|sliding>-window','limit':<2~30#>,"
	"'window_s':<1~9><match>,'to':<to>",
	"'type':'gate','share':<0~0.6><match>,'to':<to>",
	"'type':'rewrite','attribute':'size','map':{'large':'small'},"
	"'share':<0~1><match>,'to':<to>",
	"'type':'split','share':<0~1><match>,'a':<to>,'b':<to>",
	"'type':'router','routes':{'one':<to>,'two':<to>}"
	"<|,'weight':{'one':3,'two':1}|,'failover':['two','one']>"
	"<|,'sticky':1><|,'eject_share':<0.2~0.8>,'eject_s':<1~20>>",
	"'type':'spend-cap','usd_per_hour':<500~9000>,'window_s':<1~60>,"
	"'api':'" API "'<|,'soft':1,'attribute':'size','map':"
	"{'large':'small'}>,'to':<to>",
	"'type':'caller','retries':<0~4#><|,'timeout_s':<0.5~6>>"
	"<|,'backoff_s':<0.01~2>><|,'jitter':'<full|equal|decorrelated>'>"
	"<|,'retry_budget':<0.1~1>><|,'idempotent':1>"
	"<|,'breaker_share':<0.2~0.9>,'breaker_min_calls':<3~20#>,"
	"'breaker_open_s':<1~20>><|,'throttle_k':<1.1~3>>"
	"<|,'hedge_after_s':<0.1~2>>"
	"<|,'drop_if_gone':1>,'to':<to>",
	"'type':'cache','keys':<1~200#>,'zipf':<0~1.2>,'ttl_s':<0~30>"
	"<|,'by':'plan'><|,'capacity':<1~50#>><|,'coalesce':1>"
	"<|,'negative_ttl_s':<0~5>><|,'early_beta':<0.5~2>>"
	"<|,'stale_s':<1~9>><|,'hit_s':<law>>,'to':<to>",
	"'type':'job-queue','workers':<1~12#><|,'backlog':<0~20#>>"
	"<|,'max_attempts':<2~4#>,'backoff_s':<law>><|,'notify_s':<law>>"
	"<|,'poll_s':<1~5>><|,'drop_if_gone':1>,'to':<to>",
	"'type':'fault','kind':'slow','delay_s':<law>,'factor':<1~3>,"
	"'share':<0~1>,'to':<to>",
	"'type':'fault','kind':'<fail','after':<0|1>|partition','hang_s':<1~9>"
	">,'start_s':<5~30>,'stop_s':<30~90>,'share':<0.2~1><match>,"
	"'to':<to>",
};
#define TYPES (sizeof types / sizeof types[0])

/* What is called by nobody, or calls nobody. */
static const char *const ends[][2] = {
	{ POOL, "'type':'pool','servers':<2~12#>,'service_s':<by size>"
		"<discipline><|,'queue':<0~20#>><|,'drop_if_gone':1>" },
	{ API, "'type':'api','by':'size','price':{'small':0.5,'large':1.5},"
	       "'task_s':<law><|,'concurrency':<2~30#>>"
	       "<|,'rate_per_s':<1~9>,'burst':<1~9>><|,'fail_share':<0~0.5>>"
	       "<|,'report_lag_s':<law>><|,'credit_usd':<10~500>>" },
	{ "scaler", "'type':'autoscaler','pool':'" POOL "','target':<0.3~0.9>,"
		    "'max':<5~30#>,'delay_s':<1~20>,'down_after_s':<5~60>" },
	{ "loss", "'type':'fault','kind':'capacity','pool':'" POOL "',"
		  "'share':<0.2~1>,'start_s':<10~30>,'stop_s':<31~90>" },
	{ "slo",
	  "'type':'burn-rate','node':'<s0|last-pool>','target':<0.5~0.99>"
	  ",'period_s':<1~9><|,'threshold_s':<1~9>>,'alerts':{'fast':{"
	  "'long_s':<20~60>,'short_s':<2~19>,'factor':<0.2~2>}}" },
	{ "guard", "'type':'guardrail','node':'<n0|last-pool>','metric':'"
		   "<error_share','limit':<0.1~0.6>|p95_s','limit':<1~5>>,"
		   "'set':{'last-pool.servers':<5~20#>},'window_s':<5~30>,"
		   "'min_calls':5,'cooldown_s':<5~30>" },
};
#define ENDS (sizeof ends / sizeof ends[0])

/* --- writing ----------------------------------------------------------- */

struct writer {
	struct random_stream random;
	struct str *out;
	int node, nodes; /* of those in between */
};

static double uniform(struct writer *w)
{
	return random_unit(random_next(&w->random));
}

static int choose(struct writer *w, int count)
{
	return (int)(uniform(w) * count);
}

/* One of the next three, or an end. */
static void write_name(struct writer *w)
{
	int next = w->node + 1 + choose(w, 3);

	if (next < w->nodes)
		str_addf(w->out, "'n%d'", next);
	else
		str_addf(w->out, "'%s'", ends[choose(w, 2)][0]);
}

static void write_to(struct writer *w)
{
	if (choose(w, 4) > 0) {
		write_name(w);
		return;
	}
	str_add_char(w->out, '[');
	write_name(w);
	str_add_char(w->out, ',');
	write_name(w);
	str_add_char(w->out, ']');
}

static void write_template(struct writer *w, const char *text, size_t length);

/* Where the part that begins at `text` ends: a | or the end, at this depth. */
static size_t part_length(const char *text, size_t length)
{
	int depth = 0;
	size_t i;

	for (i = 0; i < length && (depth > 0 || text[i] != '|'); i++)
		depth += (text[i] == '<') - (text[i] == '>');
	return i;
}

static void write_one_of(struct writer *w, const char *text, size_t length)
{
	const char *part[16];
	size_t size[16];
	int count = 0;

	for (size_t i = 0;; i += size[count - 1] + 1) {
		assert(count < 16);
		part[count] = text + i;
		size[count] = part_length(text + i, length - i);
		count++;
		if (i + size[count - 1] >= length)
			break;
	}
	count = choose(w, count);
	write_template(w, part[count], size[count]);
}

static void write_number(struct writer *w, double low, double high, bool whole)
{
	if (whole)
		str_addf(w->out, "%d",
			 (int)(low + uniform(w) * (high - low) + 0.5));
	else
		str_addf(w->out, "%.3f", low + uniform(w) * (high - low));
}

/* What stands between < and >. */
static void write_choice(struct writer *w, const char *text, size_t length)
{
	char word[32];
	double low, high;

	if (part_length(text, length) < length) {
		write_one_of(w, text, length);
		return;
	}
	assert(length < sizeof word);
	memcpy(word, text, length);
	word[length] = '\0';
	if (strcmp(word, "to") == 0) {
		write_to(w);
	} else if (sscanf(word, "%lf~%lf", &low, &high) == 2) {
		write_number(w, low, high, word[length - 1] == '#');
	} else {
		for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
			if (strcmp(words[i].name, word) == 0)
				write_template(w, words[i].text,
					       strlen(words[i].text));
		}
	}
}

static void write_template(struct writer *w, const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		size_t end = i + 1;

		if (text[i] != '<') {
			str_add_char(w->out, text[i]);
			continue;
		}
		for (int depth = 1; depth > 0; end++)
			depth += (text[end] == '<') - (text[end] == '>');
		write_choice(w, text + i + 1, end - i - 2);
		i = end - 1;
	}
}

static void write_node(struct writer *w, const char *name, const char *text)
{
	str_addf(w->out, "%s'%s':{",
		 w->out->s[w->out->length - 1] == '{' ? "" : ",", name);
	write_template(w, text, strlen(text));
	str_add_char(w->out, '}');
}

void topology_write(uint64_t seed, struct str *out)
{
	struct writer w = { .random = { random_fold(seed, 1) }, .out = out };
	int sources = 1 + choose(&w, 3);
	char name[16];

	w.nodes = 2 + choose(&w, NODES_MAX - 2);
	str_add(out, "{'attributes':{'plan':['free','pro'],"
		     "'size':['small','large']},'nodes':{");
	for (int i = 0; i < sources; i++) {
		w.node = -1;
		snprintf(name, sizeof name, "s%d", i);
		write_node(&w, name, source);
	}
	for (w.node = 0; w.node < w.nodes; w.node++) {
		snprintf(name, sizeof name, "n%d", w.node);
		write_node(&w, name, types[choose(&w, TYPES)]);
	}
	for (size_t i = 0; i < ENDS; i++)
		write_node(&w, ends[i][0], ends[i][1]);
	str_add(out, "}}");
}

/* --- changing ---------------------------------------------------------- */

static bool is_whole(const struct sim_model *model, int id, double value)
{
	double low, high;

	return !sim_model_parameter_allows(model, id, value + 0.5, &low,
					   &high) &&
	       value + 0.5 < high;
}

/* A default of a thousand million stands for "none". */
static double other_value(const struct sim_model *model, int id, double now,
			  uint64_t draw)
{
	static const double times[] = { 0.34, 0.5, 1, 2 };
	double usual = sim_model_parameter_default(model, id);
	double low, high, value;

	sim_model_parameter_allows(model, id, usual, &low, &high);
	if (low == 0.0 && high == 1.0 && is_whole(model, id, 0.0))
		return 1.0 - now;
	if (usual == 0.0)
		return (double)(draw >> 62);
	if (usual >= 1e9)
		return draw >> 63 ? usual : (double)(draw >> 60);
	value = usual * times[draw >> 62];
	return is_whole(model, id, usual) ? (double)(int64_t)value : value;
}

void topology_change(struct sim_engine *engine, uint64_t draw)
{
	const struct sim_model *model = sim_engine_model(engine);
	int id = (int)(draw % (uint64_t)sim_model_parameter_count(model));
	double value = other_value(model, id, sim_engine_get(engine, id),
				   random_mix(draw));
	double low, high;

	if (sim_model_parameter_allows(model, id, value, &low, &high))
		sim_engine_set(engine, id, value);
}

void topology_close(struct sim_engine *engine)
{
	const struct sim_model *model = sim_engine_model(engine);
	double now = (double)sim_engine_now(engine) * 1e-6;

	for (int id = 0; id < sim_model_parameter_count(model); id++) {
		const char *name = sim_model_parameter_name(model, id);
		double value = sim_model_parameter_default(model, id);

		if (name[0] == 's' && str_ends(name, ".stop_s"))
			value = now;
		if (str_ends(name, ".clients"))
			value = 0.0;
		sim_engine_set(engine, id, value);
	}
}
