/* gameday sim: run any model file and print its figures. */
#include "cli/cli.h"

#include "base/calendar.h"
#include "base/hash.h"
#include "base/number.h"
#include "sim/telemetry.h"

#include <math.h>

#define HOURS_MAX 24.0
#define WARM_UP_SHARE 0.1 /* of the time, simulated before it counts */

struct run {
	struct json_doc *doc;
	struct sim_model *model;
	struct sim_engine *engine;
	struct sim_window window;
};

static bool run_model(struct run *run, const char *path, uint64_t seed,
		      double hours, struct err *err)
{
	int64_t length = (int64_t)(hours * (double)HOUR_US);

	run->doc = json_parse_file(path, err);
	if (!run->doc)
		return false;
	run->model = sim_model_parse(run->doc, json_root(run->doc), err);
	if (!run->model)
		return false;
	run->window.from_us = 0;
	run->window.to_us = length;
	run->engine = sim_engine_create(
		run->model, seed, -(int64_t)(WARM_UP_SHARE * (double)length),
		SIM_FULL);
	return sim_engine_advance(run->engine, length, err);
}

static void finish(struct run *run)
{
	sim_engine_destroy(run->engine);
	sim_model_destroy(run->model);
	json_destroy(run->doc);
}

/* Columns of the table of nodes. */
static const struct column {
	const char *key, *title;
	enum sim_gauge gauge;
} columns[] = {
	{ "in_per_s", "in/s", SIM_GAUGE_IN },
	{ "out_per_s", "ok/s", SIM_GAUGE_OUT },
	{ "refused_per_s", "refused/s", SIM_GAUGE_REFUSED },
	{ "queue", "queue", SIM_GAUGE_QUEUE },
	{ "busy", "busy", SIM_GAUGE_BUSY },
	{ "servers", "servers", SIM_GAUGE_SERVERS },
};
#define COLUMNS (sizeof(columns) / sizeof(columns[0]))

static void put_text(const struct run *run, struct str *out)
{
	str_addf(out, "%-22s %14s  %s\n", "figure", "value", "unit");
	for (int m = 0; m < SIM_METRIC_COUNT; m++) {
		enum sim_metric metric = (enum sim_metric)m;
		double value = sim_metric(run->engine, metric, NULL,
					  run->window);

		if (isnan(value))
			str_addf(out, "%-22s %14s\n", sim_metric_key(metric),
				 "-");
		else
			str_addf(out, "%-22s %14.4f  %s\n",
				 sim_metric_key(metric), value,
				 sim_metric_unit(metric));
	}
	str_addf(out, "\n%-22s %-10s", "node", "type");
	for (size_t c = 0; c < COLUMNS; c++)
		str_addf(out, " %10s", columns[c].title);
	for (int n = 0; n < sim_model_node_count(run->model); n++) {
		str_addf(out, "\n%-22s %-10s",
			 sim_model_node_name(run->model, n),
			 sim_model_node_type(run->model, n));
		for (size_t c = 0; c < COLUMNS; c++)
			str_addf(out, " %10.3f",
				 sim_gauge(run->engine, n, columns[c].gauge,
					   run->window));
	}
	str_add_char(out, '\n');
}

static void put_json(const struct run *run, uint64_t seed, struct str *out)
{
	struct json_writer w;
	char hash[HASH_HEX_SIZE];

	json_writer_init(&w, out, false);
	json_begin_object(&w);
	json_put_key(&w, "seed");
	json_put_u64(&w, seed);
	json_put_key(&w, "figures");
	json_begin_object(&w);
	for (int m = 0; m < SIM_METRIC_COUNT; m++)
		json_put_member_number(&w, sim_metric_key((enum sim_metric)m),
				       sim_metric(run->engine,
						  (enum sim_metric)m, NULL,
						  run->window),
				       6);
	json_end_object(&w);
	json_put_key(&w, "nodes");
	json_begin_object(&w);
	for (int n = 0; n < sim_model_node_count(run->model); n++) {
		json_put_key(&w, sim_model_node_name(run->model, n));
		json_begin_object(&w);
		for (size_t c = 0; c < COLUMNS; c++)
			json_put_member_number(&w, columns[c].key,
					       sim_gauge(run->engine, n,
							 columns[c].gauge,
							 run->window),
					       6);
		json_end_object(&w);
	}
	json_end_object(&w);
	json_put_member_string(&w, "hash",
			       hash_hex(sim_engine_hash(run->engine), hash));
	json_end_object(&w);
	str_add_char(out, '\n');
}

static bool read_options(const char *seed_text, const char *hours_text,
			 const char *format, uint64_t *seed, double *hours,
			 struct err *err)
{
	*seed = 1;
	*hours = 1;
	if (seed_text && !cli_seed(seed_text, seed, err))
		return false;
	if (hours_text && (!number_parse_double(hours_text, hours) ||
			   *hours <= 0 || *hours > HOURS_MAX))
		return err_set(
			err, ERR_INPUT,
			"--hours is above 0 and at most %.0f, not \"%s\"",
			HOURS_MAX, hours_text);
	if (strcmp(format, "text") != 0 && strcmp(format, "json") != 0)
		return err_set(err, ERR_INPUT,
			       "--format is text or json, not \"%s\"", format);
	return true;
}

static int run_command(int argc, char **argv)
{
	const char *seed_text = NULL, *hours_text = NULL, *format = "text";
	const struct cli_option options[] = {
		{ .name = "seed", .value = &seed_text },
		{ .name = "hours", .value = &hours_text },
		{ .name = "format", .value = &format },
	};
	struct run run = { 0 };
	struct str out = STR_INIT;
	struct err err = { 0 };
	uint64_t seed;
	double hours;
	int n;
	bool ok;

	if (!cli_parse(&cli_sim, argc, argv, options, 3, 1, &n, &err) ||
	    !read_options(seed_text, hours_text, format, &seed, &hours, &err))
		return cli_fail(&err);
	if (n != 1) {
		err_set(&err, ERR_INPUT,
			"a model file is wanted; usage: gameday sim %s",
			cli_sim.usage);
		return cli_fail(&err);
	}
	ok = run_model(&run, argv[1], seed, hours, &err);
	if (ok && strcmp(format, "json") == 0)
		put_json(&run, seed, &out);
	else if (ok)
		put_text(&run, &out);
	ok = ok && cli_print(&out, &err);
	finish(&run);
	str_finish(&out);
	return ok ? 0 : cli_fail(&err);
}

const struct cli_command cli_sim = {
	.name = "sim",
	.usage = "MODEL [--seed N] [--hours H] [--format text|json]",
	.help = "run a model file and print its figures",
	.run = run_command,
};
