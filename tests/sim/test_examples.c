#include "tests/sim/bench.h"

#include "base/file.h"
#include "sim/stats/measure.h"

#include <stdlib.h>

/* The example models run, and the document tells every measure. */

static const char *from_root(struct str *path, const char *file)
{
	const char *root = getenv("GAMEDAY_DATA_DIR");

	str_clear(path);
	str_addf(path, "%s/%s", root != NULL ? root : ".", file);
	return path->s;
}

static void examples_run(void **state)
{
	static const char *const files[] = { "mm1",
					     "mmc",
					     "priority",
					     "token-bucket",
					     "retry-storm",
					     "cache-stampede",
					     "canary-rollback" };
	struct str path = STR_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
		struct str name = STR_INIT;
		struct err err = { 0 };
		struct json_doc *doc;
		struct sim_model *model;
		struct sim_engine *e;

		str_addf(&name, "examples/models/%s.json", files[i]);
		doc = json_parse_file(from_root(&path, name.s), &err);
		assert_non_null(doc);
		model = sim_model_parse(doc, json_root(doc), &err);
		json_destroy(doc);
		assert_non_null(model);
		e = bench_run(model, 1, 100);
		assert_true(bench_metric(e, SIM_METRIC_CLIPS, 0, 100) > 0.5);
		sim_engine_destroy(e);
		sim_model_destroy(model);
		str_finish(&name);
	}
	str_finish(&path);
}

static void check_documented(const char *text, const char *file,
			     const char *name)
{
	struct str quoted = STR_INIT;

	str_addf(&quoted, "`%s`", name);
	if (strstr(text, quoted.s) == NULL)
		fail_msg("%s does not tell of %s", file, name);
	str_finish(&quoted);
}

static void the_document_tells_every_measure(void **state)
{
	struct sim_model *model = bench_model(
		"{'attributes':{'a':['b']},'nodes':{"
		"'s':{'type':'source','rate_per_s':1,'to':'cap'},"
		"'cap':{'type':'spend-cap','usd_per_hour':1,'api':'api',"
		"'to':'c'},'c':{'type':'caller','to':'cache'},"
		"'cache':{'type':'cache','to':'p'},"
		"'p':{'type':'pool','servers':1,'to':'jobs'},"
		"'jobs':{'type':'job-queue','workers':1,'to':'api'},"
		"'api':{'type':'api','price':1,'task_s':1},"
		"'r':{'type':'router','routes':{'x':'l','y':'g'}},"
		"'l':{'type':'limiter','to':'w'},"
		"'g':{'type':'gate','to':'w'},"
		"'w':{'type':'split','a':'p','b':'p'},"
		"'slo':{'type':'burn-rate','node':'p','target':0.9},"
		"'guard':{'type':'guardrail','node':'p','metric':"
		"'error_share','limit':0.5,'set':{'p.servers':2}}}}");
	struct sim_engine *e = bench_run(model, 1, 0);
	struct sim_measure measures[SIM_MEASURES_MAX];
	size_t count = sim_measures(e, SIM_MEASURES_MAX, measures);
	struct str path = STR_INIT;
	struct str text = STR_INIT;
	struct err err = { 0 };

	(void)state;
	assert_true(file_read(from_root(&path, "docs/cli.md"), 1 << 20, &text,
			      &err));
	for (size_t i = 0; i < count; i++)
		check_documented(text.s, "docs/cli.md", measures[i].key);
	sim_engine_destroy(e);
	sim_model_destroy(model);
	str_finish(&text);
	str_finish(&path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(examples_run),
		cmocka_unit_test(the_document_tells_every_measure),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
