#include "cli/sim_print.h"

#include "base/hash.h"
#include "base/json.h"
#include "base/number.h"
#include "base/utf8.h"

#include <math.h>
#include <string.h>

#define NAME_WIDTH 22
#define DECIMALS_MOST 6
#define DECIMALS_JSON 15

/* Decimals that show `figures` of the value's figures. */
static int decimals_of(double value, int figures)
{
	int decimals = figures - 1;

	value = fabs(value);
	if (!(value > 0.0))
		return 0;
	for (; value >= 10.0 && decimals > 0; value /= 10.0)
		decimals--;
	for (; value < 1.0 && decimals < DECIMALS_MOST; value *= 10.0)
		decimals++;
	return decimals;
}

/* A mean needs no more digits than its interval leaves sure. */
static int decimals_for(const struct sim_estimate *e)
{
	double mean = e->measure.value;

	if (e->half_width > 0.0)
		return decimals_of(e->half_width, 2);
	return mean == floor(mean) && fabs(mean) < 1e15 ? 0
							: decimals_of(mean, 5);
}

static void put_row(const struct sim_findings *f, const struct sim_estimate *e,
		    struct str *out)
{
	int decimals = decimals_for(e);

	str_addf(out, "  %-*s %14.*f", NAME_WIDTH, e->measure.key, decimals,
		 e->measure.value);
	/* What never differs needs no interval. */
	if (!(e->half_width > 0.0))
		str_addf(out, "    %10s", "");
	else
		str_addf(out, " +- %-10.*f", decimals, e->half_width);
	str_addf(out, " %s", e->measure.unit);
	if (e->n < f->replications)
		str_addf(out, "  (in %u of %u)", e->n, f->replications);
	str_add_char(out, '\n');
}

/* Shown even when it is nought: it says that nothing goes on. */
static const char *const always[] = { "throughput_per_s", "utilisation",
				      "queue_length" };

static bool is_shown(const struct sim_estimate *e)
{
	if (e->n == 0)
		return false;
	if (e->measure.value != 0.0 || e->deviation > 0.0)
		return true;
	for (size_t i = 0; i < sizeof(always) / sizeof(always[0]); i++)
		if (strcmp(always[i], e->measure.key) == 0)
			return true;
	return false;
}

static const struct sim_estimate *find(const struct sim_findings *f, int node,
				       const char *key)
{
	for (size_t i = 0; i < f->count; i++)
		if (f->estimate[i].measure.node == node &&
		    strcmp(f->estimate[i].measure.key, key) == 0)
			return &f->estimate[i];
	return NULL;
}

static bool is_measured(const struct sim_findings *f, int node)
{
	for (size_t i = 0; i < f->count; i++)
		if (f->estimate[i].measure.node == node)
			return true;
	return false;
}

static void put_head(const char *name, const struct sim_experiment *x,
		     const struct sim_findings *f, struct str *out)
{
	const char *slash = strrchr(name, '/');
	struct str shown = STR_INIT;

	if (slash)
		name = slash + 1;
	utf8_scrub(&shown, name, strlen(name), UTF8_ONE_LINE);
	str_addf(out,
		 "%s\n%u replication%s of %.10g s after %.10g s of warm-up, ",
		 shown.s, x->replications, x->replications == 1 ? "" : "s",
		 (double)x->length_us * 1e-6, (double)x->warm_up_us * 1e-6);
	str_addf(out, "seed %llu\n", (unsigned long long)x->seed);
	if (f->replications > 1)
		str_add(out, "means with 95 % confidence intervals\n");
	else
		str_add(out, "one replication tells nothing of its chance: "
			     "no intervals\n");
	str_finish(&shown);
}

void sim_print_text(const char *name, const struct sim_experiment *x,
		    const struct sim_findings *f, struct str *out)
{
	char hash[HASH_HEX_SIZE], events[NUMBER_SIZE];

	put_head(name, x, f, out);
	for (int n = 0; n < sim_model_node_count(x->model); n++) {
		const char *type = sim_model_node_type(x->model, n);

		if (!is_measured(f, n))
			continue;
		str_addf(out, "\n%s (%s)\n", sim_model_node_name(x->model, n),
			 type);
		for (size_t i = 0; i < f->count; i++)
			if (f->estimate[i].measure.node == n &&
			    is_shown(&f->estimate[i]))
				put_row(f, &f->estimate[i], out);
	}
	if (f->metric[SIM_METRIC_SPEND].measure.value > 0.0) {
		str_add(out, "\nall together\n");
		for (int m = 0; m < SIM_METRIC_COUNT; m++)
			if (is_shown(&f->metric[m]))
				put_row(f, &f->metric[m], out);
	}
	str_addf(out, "\n%s events; hash of the first replication %s\n",
		 number_int((int64_t)f->events, events),
		 hash_hex(f->hash, hash));
}

static void put_estimate(struct json_writer *w, const struct sim_estimate *e)
{
	json_put_key(w, e->measure.key);
	json_begin_object(w);
	json_put_member_string(w, "unit", e->measure.unit);
	json_put_member_number(w, "mean", e->measure.value, DECIMALS_JSON);
	json_put_member_number(w, "deviation", e->deviation, DECIMALS_JSON);
	json_put_member_number(w, "half_width", e->half_width, DECIMALS_JSON);
	json_put_member_int(w, "n", e->n);
	json_end_object(w);
}

/* Short names of means that each node has; 0 where it has no such thing. */
static const struct {
	const char *key, *measure;
} shorts[] = {
	{ "in_per_s", "arrivals_per_s" },
	{ "out_per_s", "throughput_per_s" },
	{ "refused_per_s", "refused_per_s" },
	{ "queue", "queue_length" },
	{ "busy", "busy" },
	{ "servers", "servers" },
};

static void put_node(struct json_writer *w, const struct sim_model *model,
		     const struct sim_findings *f, int node)
{
	json_put_key(w, sim_model_node_name(model, node));
	json_begin_object(w);
	json_put_member_string(w, "type", sim_model_node_type(model, node));
	for (size_t i = 0; i < sizeof(shorts) / sizeof(shorts[0]); i++) {
		const struct sim_estimate *e = find(f, node, shorts[i].measure);

		json_put_member_number(w, shorts[i].key,
				       e ? e->measure.value : 0.0,
				       DECIMALS_JSON);
	}
	json_put_key(w, "measures");
	json_begin_object(w);
	for (size_t i = 0; i < f->count; i++)
		if (f->estimate[i].measure.node == node)
			put_estimate(w, &f->estimate[i]);
	json_end_object(w);
	json_end_object(w);
}

static void put_changes(struct json_writer *w, const struct sim_experiment *x)
{
	json_put_key(w, "changes");
	json_begin_array(w);
	for (size_t i = 0; i < x->change_count; i++) {
		const struct sim_change *c = &x->changes[i];

		json_begin_object(w);
		json_put_member_number(w, "at_s", (double)c->at_us * 1e-6, 6);
		json_put_member_string(w, "parameter",
				       sim_model_parameter_name(x->model,
								c->parameter));
		json_put_member_number(w, "value", c->value, DECIMALS_JSON);
		json_end_object(w);
	}
	json_end_array(w);
}

void sim_print_json(const struct sim_experiment *x,
		    const struct sim_findings *f, struct str *out)
{
	struct json_writer w;
	char hash[HASH_HEX_SIZE];

	json_writer_init(&w, out, false);
	json_begin_object(&w);
	json_put_key(&w, "seed");
	json_put_u64(&w, x->seed);
	json_put_member_int(&w, "replications", x->replications);
	json_put_member_number(&w, "confidence", SIM_CONFIDENCE, 2);
	json_put_member_number(&w, "warm_up_s", (double)x->warm_up_us * 1e-6,
			       6);
	json_put_member_number(&w, "seconds", (double)x->length_us * 1e-6, 6);
	put_changes(&w, x);
	json_put_key(&w, "nodes");
	json_begin_object(&w);
	for (int n = 0; n < sim_model_node_count(x->model); n++)
		put_node(&w, x->model, f, n);
	json_end_object(&w);
	json_put_key(&w, "figures");
	json_begin_object(&w);
	for (int m = 0; m < SIM_METRIC_COUNT; m++)
		json_put_member_number(&w, f->metric[m].measure.key,
				       f->metric[m].measure.value,
				       DECIMALS_JSON);
	json_end_object(&w);
	json_put_key(&w, "events");
	json_put_u64(&w, f->events);
	json_put_member_string(&w, "hash", hash_hex(f->hash, hash));
	json_end_object(&w);
	str_add_char(out, '\n');
}
