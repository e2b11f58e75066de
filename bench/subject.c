#include "bench/subject.h"

#include "base/calendar.h"
#include "base/json.h"

#include <math.h>

#define TEXT_MAX 2048

static void end(const struct err *err)
{
	char line[ERR_MESSAGE_MAX + ERR_PATH_MAX + 32];

	fprintf(stderr, "%s\n", err_format(err, line, sizeof(line)));
	exit(1);
}

struct sim_model *subject_model(const char *format, ...)
{
	char text[TEXT_MAX];
	struct err err = { 0 };
	struct json_doc *doc;
	struct sim_model *model = NULL;
	va_list arguments;
	int length;

	va_start(arguments, format);
	length = vsnprintf(text, sizeof(text), format, arguments);
	va_end(arguments);
	if (length < 0 || length >= TEXT_MAX)
		err_set(&err, ERR_LIMIT, "a model of more than %d bytes",
			TEXT_MAX - 1);
	doc = err.code == ERR_NONE
		      ? json_parse(text, (size_t)length, "model", &err)
		      : NULL;
	if (doc != NULL)
		model = sim_model_parse(doc, json_root(doc), &err);
	if (model == NULL)
		end(&err);
	json_destroy(doc);
	return model;
}

void subject_advance(struct sim_engine *engine, int64_t until_us)
{
	struct err err = { 0 };

	if (!sim_engine_advance(engine, until_us, &err))
		end(&err);
}

void subject_set(struct sim_engine *engine, const char *parameter, double value)
{
	int id = sim_model_parameter(sim_engine_model(engine), parameter);
	struct err err = { 0 };

	if (id < 0) {
		err_set(&err, ERR_INPUT, "there is no parameter %s", parameter);
		end(&err);
	}
	sim_engine_set(engine, id, value);
}

/* Sums are kept by the minute: a rate is over whole ones. */
double subject_people(const struct sim_engine *engine)
{
	int64_t minutes = sim_engine_now(engine) / (60 * SECOND_US) + 1;
	struct sim_window window = { 0, minutes * 60 * SECOND_US };

	return sim_metric(engine, SIM_METRIC_ARRIVALS, NULL, window) *
	       (double)minutes * 60.0;
}

void subject_expect(const char *what, double measured, double expected,
		    double tolerance)
{
	if (fabs(measured - expected) <= tolerance * expected)
		return;
	fprintf(stderr, "%s: %g, where theory says %g\n", what, measured,
		expected);
	exit(1);
}
