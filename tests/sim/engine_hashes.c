/*
 * Prints what the engine makes of many models, a line each: models at random
 * with changes at random, and the model files that are named.  Programs that
 * were built by other compilers, for other machines or with other options must
 * print the same bytes.
 *
 * usage: engine_hashes [MODEL...]
 */
#include "tests/sim/topology.h"

#include "base/hash.h"
#include "base/json.h"
#include "base/random.h"
#include "sim/stats/measure.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MODELS 200
#define SECONDS_RUN 60

static int fail(const struct err *err)
{
	fprintf(stderr, "engine_hashes: %s\n", err->message);
	return 1;
}

/* The measures as well: they are printed by gameday sim. */
static uint64_t hash_measures(const struct sim_engine *e)
{
	static struct sim_measure all[SIM_MEASURES_MAX];
	size_t count = sim_measures(e, SIM_MEASURES_MAX, all);
	uint64_t hash = HASH_INIT;

	for (size_t i = 0; i < count; i++) {
		uint64_t bits = 0;

		/* The sign of what is no number may be any. */
		if (all[i].value == all[i].value)
			memcpy(&bits, &all[i].value, sizeof bits);
		hash = hash_word(hash, bits);
	}
	return hash;
}

/* Runs a model of the document, with a change each second if it shall. */
static int run(const char *name, const struct json_doc *doc, uint64_t seed,
	       bool changes)
{
	struct err err = { 0 };
	struct sim_model *model = sim_model_parse(doc, json_root(doc), &err);
	struct sim_engine *e;
	int64_t second = 1000000;

	if (model == NULL)
		return fail(&err);
	e = sim_engine_create(model, seed, 0, SIM_FULL);
	sim_engine_observe(e);
	for (int now = 0; now < SECONDS_RUN; now++) {
		if (changes)
			topology_change(e, random_fold(seed, (uint64_t)now));
		if (!sim_engine_advance(e, (now + 1) * second, &err))
			return fail(&err);
	}
	printf("%s %016" PRIx64 " %016" PRIx64 "\n", name, sim_engine_hash(e),
	       hash_measures(e));
	sim_engine_destroy(e);
	sim_model_destroy(model);
	return 0;
}

static int run_random(uint64_t seed)
{
	struct err err = { 0 };
	struct str text = STR_INIT;
	struct json_doc *doc;
	char name[32];
	int status;

	topology_write(seed, &text);
	for (size_t i = 0; i < text.length; i++) {
		if (text.s[i] == '\'')
			text.s[i] = '"';
	}
	snprintf(name, sizeof name, "random-%d", (int)seed);
	doc = json_parse(text.s, text.length, name, &err);
	str_finish(&text);
	if (doc == NULL)
		return fail(&err);
	status = run(name, doc, seed, true);
	json_destroy(doc);
	return status;
}

static int run_file(const char *path)
{
	struct err err = { 0 };
	struct json_doc *doc = json_parse_file(path, &err);
	const char *slash = strrchr(path, '/');
	int status;

	if (doc == NULL)
		return fail(&err);
	status = run(slash != NULL ? slash + 1 : path, doc, 7, false);
	json_destroy(doc);
	return status;
}

int main(int argc, char **argv)
{
	int status = 0;

	for (int i = 1; i < argc; i++)
		status |= run_file(argv[i]);
	for (uint64_t seed = 1; seed <= MODELS; seed++)
		status |= run_random(seed);
	return status;
}
