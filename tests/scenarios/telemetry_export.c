/* Prints a model's telemetry: telemetry_export MODEL MINUTES UNIX csv|openmetrics */
#include "tests/scenarios/telemetry_csv.h"

#include "base/number.h"

#include <stdio.h>

int main(int argc, char **argv)
{
	struct sim_model *model;
	struct sim_engine *engine;
	struct str out = STR_INIT;
	int64_t minutes, unix_s;

	if (argc != 5 || !number_parse_int64(argv[2], &minutes) ||
	    !number_parse_int64(argv[3], &unix_s))
		return 2;
	engine = telemetry_run(argv[1], (int)minutes, &model);
	if (!engine)
		return 1;
	if (!strcmp(argv[4], "csv"))
		telemetry_csv(engine, (int)minutes, unix_s, &out);
	else
		telemetry_openmetrics(engine, (int)minutes, unix_s, &out);
	fwrite(out.s, 1, out.length, stdout);
	str_finish(&out);
	sim_engine_destroy(engine);
	sim_model_destroy(model);
	return 0;
}
