#include "tests/cmocka_setup.h"
#include "base/mem.h"
#include "scenarios/worksheet.h"

#include <math.h>
#include <string.h>

static const char *const shipped[] = {
	"capacity",	  "error-budget",	 "forecast-error",
	"latency-budget", "retry-amplification", "sample-size",
	"spend-forecast", "unit-cost",
};

static struct worksheet *load(const char *id)
{
	char path[512];
	struct err err;
	struct worksheet *sheet;

	snprintf(path, sizeof(path), "%s/%s/worksheet.json", WORKSHEETS, id);
	sheet = worksheet_load(path, &err);
	if (!sheet)
		fail_msg("%s: %s", id, err.message);
	return sheet;
}

static double value_of(const struct worksheet_values *values, const char *name)
{
	const struct worksheet *sheet = values->sheet;

	for (size_t i = 0; i < sheet->line_count; i++)
		if (!strcmp(sheet->lines[i].name, name))
			return values->value[i].number[0];
	fail_msg("%s has no %s", sheet->id, name);
	return NAN;
}

/* What a row comes to with some inputs entered: "name=value" words. */
static double row(const char *id, const char *const *entered, const char *name)
{
	struct worksheet *sheet = load(id);
	struct worksheet_values *values = mem_alloc(sizeof(*values));
	struct err err;
	double value;

	worksheet_begin(sheet, values);
	for (; entered && *entered; entered += 2)
		if (!worksheet_enter(values, entered[0], entered[1], &err))
			fail_msg("%s: %s", id, err.message);
	if (!worksheet_work(values, &err))
		fail_msg("%s: %s", id, err.message);
	value = value_of(values, name);
	free(values);
	worksheet_destroy(sheet);
	return value;
}

#define ENTER(...) ((const char *const[]){ __VA_ARGS__, NULL })

static void near(double got, double wanted, double within)
{
	if (!(fabs(got - wanted) <= within))
		fail_msg("%.9g, not %.9g", got, wanted);
}

static void every_shipped_one_works(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(shipped) / sizeof(*shipped); i++) {
		struct worksheet *sheet = load(shipped[i]);
		struct worksheet_values *values = mem_alloc(sizeof(*values));
		struct str said = STR_INIT;
		struct err err;

		assert_string_equal(sheet->id, shipped[i]);
		worksheet_begin(sheet, values);
		assert_true(worksheet_work(values, &err));
		assert_true(worksheet_say(values, &said, &err));
		assert_true(said.length > 0);
		for (size_t l = 0; l < sheet->line_count; l++)
			assert_true(isfinite(values->value[l].number[0]));
		str_finish(&said);
		free(values);
		worksheet_destroy(sheet);
	}
}

static void streams_to_pods(void **state)
{
	(void)state;
	near(row("capacity", NULL, "sending"), 8000, 0);
	near(row("capacity", NULL, "traffic"), 128, 1e-9);
	near(row("capacity", NULL, "bare"), 67, 0);
	near(row("capacity", NULL, "pods"), 88, 0);
	near(row("capacity", ENTER("headroom", "0"), "pods"), 67, 0);
	near(row("capacity",
		 ENTER("streams", "1k", "active", "12%", "rate",
		       "1 MB/min/stream"),
		 "traffic"),
	     2, 1e-9);
}

static void budget_of_latency(void **state)
{
	(void)state;
	near(row("latency-budget", NULL, "total"), 500, 1e-9);
	near(row("latency-budget", NULL, "after"), -100, 1e-9);
	near(row("latency-budget", ENTER("work", "0.15 s"), "slack"), 100,
	     1e-9);
}

static void blended_cost(void **state)
{
	(void)state;
	near(row("unit-cost", NULL, "own"), .00043, 5e-6);
	near(row("unit-cost", NULL, "blended"), .0063, 5e-5);
	near(row("unit-cost", ENTER("share", "0"), "blended"), .02, 1e-12);
	near(row("unit-cost", ENTER("managed", "1.2 USD/h", "share", "0"),
		 "blended"),
	     .02, 1e-12);
}

static void attempts_of_retries(void **state)
{
	(void)state;
	near(row("retry-amplification", NULL, "attempts"), 1.875, 1e-12);
	near(row("retry-amplification", NULL, "success"), 93.75, 1e-9);
	near(row("retry-amplification", ENTER("retries", "0"), "attempts"), 1,
	     1e-12);
	near(row("retry-amplification", ENTER("layers", "3"), "worst"),
	     280 * 64, 1e-9);
}

static void people_in_a_variant(void **state)
{
	(void)state;
	/* 16 x .12 x .88 / .0024^2 */
	near(row("sample-size", NULL, "people"), 293334, 0);
	near(row("sample-size", ENTER("share", "50%", "change", "10%"),
		 "people"),
	     1600, 0);
}

static void budget_of_errors(void **state)
{
	(void)state;
	near(row("error-budget", NULL, "burn"), 12, 1e-9);
	near(row("error-budget", NULL, "used"), 12. * 7 / (30 * 1440) * 100,
	     1e-9);
	near(row("error-budget",
		 ENTER("errors", "1.44%", "lasts", "1 h", "spent", "0"),
		 "used"),
	     2, 1e-9);
}

static void errors_of_estimates(void **state)
{
	(void)state;
	near(row("forecast-error",
		 ENTER("actual", "10 20 40", "estimate", "12 18 44"), "mae"),
	     8. / 3, 1e-12);
	near(row("forecast-error",
		 ENTER("actual", "10 20 40", "estimate", "12 18 44"), "mape"),
	     40. / 3, 1e-9);
}

static void month_at_this_rate(void **state)
{
	const char *const *entered =
		ENTER("rate", "1000 USD/h", "normal", "250 USD/h", "spent",
		      "10k", "budget", "100k", "left", "10 d", "lasts", "4 h");

	(void)state;
	near(row("spend-forecast", entered, "excess"), 3000, 1e-6);
	near(row("spend-forecast", entered, "stopped"), 73000, 1e-6);
	near(row("spend-forecast", entered, "unstopped"), 250000, 1e-6);
	near(row("spend-forecast", entered, "allowed"), 375, 1e-6);
}

static void what_is_entered_is_checked(void **state)
{
	static const struct {
		const char *name, *text, *says;
	} samples[] = {
		{ "streams", "5 USD", "not in stream" },
		{ "streams", "many", "no number" },
		{ "streams", "-1", "from 0" },
		{ "streams", "1 2 3", "one number" },
		{ "active", "120%", "100" },
		{ "pods", "3", "worked out" },
		{ "cows", "3", "has no input" },
	};
	struct worksheet *sheet = load("capacity");
	struct worksheet_values *values = mem_alloc(sizeof(*values));

	(void)state;
	worksheet_begin(sheet, values);
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		struct err err = { 0 };

		if (worksheet_enter(values, samples[i].name, samples[i].text,
				    &err))
			fail_msg("taken: %s", samples[i].text);
		if (!strstr(err.message, samples[i].says))
			fail_msg("%s: %s", samples[i].text, err.message);
	}
	free(values);
	worksheet_destroy(sheet);
}

/* Live figures, some of them of no use. */
static bool live(const void *drill, const char *name, double *value,
		 const char **unit)
{
	(void)drill;
	*unit = !strcmp(name, "minutes_since_trigger") ? "min"
		: !strcmp(name, "presses_per_s")       ? "1/s"
						       : "ratio";
	*value = !strcmp(name, "minutes_since_trigger") ? 15
		 : !strcmp(name, "presses_per_s")	? 2.5
							: NAN;
	return true;
}

static void live_figures_fill_in(void **state)
{
	struct worksheet *sheet = load("error-budget");
	struct worksheet_values *values = mem_alloc(sizeof(*values));
	struct err err;

	(void)state;
	worksheet_begin(sheet, values);
	assert_true(worksheet_enter(values, "errors", "3%", &err));
	worksheet_fill(values, live, NULL);
	near(value_of(values, "traffic"), 9000, 1e-9);
	near(value_of(values, "lasts"), 15, 1e-9);
	/* what does not exist now leaves what is there */
	near(value_of(values, "errors"), 3, 1e-9);
	free(values);
	worksheet_destroy(sheet);
}

#define HEAD "{\"format\":1,\"id\":\"x\",\"title\":\"X\",\"about\":\"y\","
#define INPUT "{\"name\":\"a\",\"title\":\"A\",\"unit\":\"ms\",\"value\":5}"
#define ROW(formula, unit) \
	"\"rows\":[{\"name\":\"r\",\"title\":\"R\",\"unit\":\"" unit \
	"\",\"formula\":\"" formula "\"}]"

static void mistakes_are_told(void **state)
{
	static const struct {
		const char *text, *says;
	} samples[] = {
		{ "[]", "must be an object" },
		{ HEAD "\"inputs\":[]," ROW("1", "1") "}", "/inputs" },
		{ HEAD "\"inputs\":[" INPUT "," INPUT "]," ROW("a", "ms") "}",
		  "/inputs/1/name: there is a \"a\" already" },
		{ HEAD "\"inputs\":[" INPUT "]," ROW("b", "ms") "}",
		  "there is no \"b\"" },
		{ HEAD "\"inputs\":[" INPUT "]," ROW("r", "ms") "}",
		  "there is no \"r\"" },
		{ HEAD "\"inputs\":[" INPUT "]," ROW("a", "USD") "}",
		  "r is in USD, but its formula \"a\" gives s" },
		{ HEAD "\"inputs\":[" INPUT "]," ROW("a", "$") "}",
		  "/rows/0/unit" },
		{ HEAD "\"inputs\":[" INPUT
		       "]," ROW("a", "ms") ",\"says\":[{\"text\":\"{zz}\"}]}",
		  "there is no line {zz}" },
		{ HEAD "\"inputs\":[" INPUT "]," ROW(
			  "a",
			  "ms") ",\"says\":[{\"when\":\"a < 1\",\"text\":\"x\"}]}",
		  "compared" },
		{ HEAD "\"inputs\":[{\"name\":\"A b\",\"title\":\"A\","
		       "\"unit\":\"ms\",\"value\":5}]," ROW("1", "1") "}",
		  "/inputs/0/name" },
		{ HEAD
		  "\"inputs\":[{\"name\":\"a\",\"title\":\"A\","
		  "\"unit\":\"ms\",\"value\":5,\"max\":4}]," ROW("a", "ms") "}",
		  "from 0 to 4" },
		{ HEAD "\"inputs\":[" INPUT
		       "],\"colour\":1," ROW("a", "ms") "}",
		  "colour" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		struct err err = { 0 };
		struct worksheet *sheet = worksheet_parse(
			samples[i].text, strlen(samples[i].text), "x", &err);

		if (sheet)
			fail_msg("taken: %s", samples[i].text);
		if (!strstr(err.message, samples[i].says))
			fail_msg("%zu: %s", i, err.message);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_shipped_one_works),
		cmocka_unit_test(streams_to_pods),
		cmocka_unit_test(budget_of_latency),
		cmocka_unit_test(blended_cost),
		cmocka_unit_test(attempts_of_retries),
		cmocka_unit_test(people_in_a_variant),
		cmocka_unit_test(budget_of_errors),
		cmocka_unit_test(errors_of_estimates),
		cmocka_unit_test(month_at_this_rate),
		cmocka_unit_test(what_is_entered_is_checked),
		cmocka_unit_test(live_figures_fill_in),
		cmocka_unit_test(mistakes_are_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
