/*
 * Whatever the text: a model is refused with a message and a place, or an
 * engine of it runs, and twice alike.
 */
#include "base/json.h"
#include "base/utf8.h"
#include "sim/engine.h"

#include <stdlib.h>

#define UNTIL_US 1000

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool kept)
{
	if (!kept)
		abort();
}

static uint64_t run(const struct sim_model *model)
{
	struct sim_engine *e = sim_engine_create(model, 1, 0, SIM_SUMMARY);
	struct err err = { 0 };
	uint64_t hash;

	if (!sim_engine_advance(e, UNTIL_US, &err))
		must(err.code == ERR_LIMIT && err.message[0] != '\0');
	hash = sim_engine_hash(e);
	sim_engine_destroy(e);
	return hash;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct err err = { 0 };
	struct json_doc *doc = json_parse((const char *)data, size, "fuzz.json",
					  &err);
	struct sim_model *model;

	if (!doc)
		return 0;
	model = sim_model_parse(doc, json_root(doc), &err);
	if (model) {
		must(run(model) == run(model));
	} else {
		must(err.code == ERR_INPUT || err.code == ERR_LIMIT);
		must(err.message[0] &&
		     utf8_valid(err.message, strlen(err.message)));
		must(err.line > 0 && err.column > 0);
	}
	sim_model_destroy(model);
	json_destroy(doc);
	return 0;
}
