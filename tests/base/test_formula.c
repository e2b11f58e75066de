#include "tests/cmocka_setup.h"
#include "base/formula.h"

#include <math.h>
#include <string.h>

static struct unit unit(const char *text)
{
	struct unit u;
	struct err err;

	if (!unit_parse(text, &u, &err))
		fail_msg("%s: %s", text, err.message);
	return u;
}

/* --- units ---------------------------------------------------------------- */

static void units_of_one_kind(void **state)
{
	static const char *const same[][2] = {
		{ "ms", "h" },
		{ "USD/h", "USD/month" },
		{ "pods", "pod" },
		{ "KB/s", "GB/day" },
		{ "requests/s", "1/min*request" },
		{ "%", "1" },
		{ "B/s/stream", "MB/stream/h" },
		{ "s^2", "ms*h" },
	};
	static const char *const other[][2] = {
		{ "ms", "USD" },
		{ "USD/h", "USD" },
		{ "pods", "ports" },
		{ "s", "1/s" },
		{ "streams/pod", "stream" },
		{ "s^2", "s" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(same) / sizeof(*same); i++) {
		struct unit a = unit(same[i][0]), b = unit(same[i][1]);

		if (!unit_same_kind(&a, &b))
			fail_msg("%s is no %s", same[i][0], same[i][1]);
	}
	for (size_t i = 0; i < sizeof(other) / sizeof(*other); i++) {
		struct unit a = unit(other[i][0]), b = unit(other[i][1]);

		if (unit_same_kind(&a, &b))
			fail_msg("%s is %s", other[i][0], other[i][1]);
	}
}

static void units_refused(void **state)
{
	static const char *const bad[] = {
		"",
		"/",
		"ms/",
		"5",
		"$",
		"a*b*c*e*f*g*i*j*k",
		"abcdefghijklmnopqrstuvwxyz",
	};
	struct unit u;
	struct err err = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		if (unit_parse(bad[i], &u, &err))
			fail_msg("taken: '%s'", bad[i]);
}

/* --- quantities ----------------------------------------------------------- */

static void quantities_as_written(void **state)
{
	static const struct {
		const char *text, *unit;
		double first;
		size_t count;
	} samples[] = {
		{ "80", "ms", 80, 1 },
		{ "0.5 s", "ms", 500, 1 },
		{ "12%", "%", 12, 1 },
		{ "0.12", "1", .12, 1 },
		{ "12%", "1", .12, 1 },
		{ "20,000", "streams", 20000, 1 },
		{ "20k streams", "stream", 20000, 1 },
		{ "1.5M USD", "USD", 1.5e6, 1 },
		{ "2 h", "min", 120, 1 },
		{ "24 USD/day", "USD/h", 1, 1 },
		{ "3 4 5 min", "s", 180, 3 },
		{ "1e3", "ms", 1000, 1 },
		{ "-4", "1", -4, 1 },
		{ "5 events", "events", 5, 1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		struct unit u = unit(samples[i].unit);
		struct quantity q;
		struct err err;

		if (!quantity_parse(samples[i].text, &u, &q, &err))
			fail_msg("%s: %s", samples[i].text, err.message);
		if (fabs(q.number[0] - samples[i].first) > 1e-9 ||
		    q.count != samples[i].count)
			fail_msg("%s: %g (%zu)", samples[i].text, q.number[0],
				 q.count);
	}
}

static void quantities_of_another_kind(void **state)
{
	static const char *const bad[] = {
		"80 USD", "ms", "", "1 2 x y", "--3", "nan", "1e999",
	};
	struct unit ms = unit("ms");

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		struct quantity q;
		struct err err = { 0 };

		if (quantity_parse(bad[i], &ms, &q, &err))
			fail_msg("taken: '%s'", bad[i]);
		assert_true(err.code != ERR_NONE);
	}
}

/* --- formulas ------------------------------------------------------------- */

struct named {
	const char *name;
	struct quantity value;
};

static const struct quantity *look(const void *context, const char *name,
				   size_t length)
{
	for (const struct named *n = context; n->name; n++)
		if (strlen(n->name) == length &&
		    !strncmp(n->name, name, length))
			return &n->value;
	return NULL;
}

static struct named *names(void)
{
	static struct named all[8];
	struct unit ms = unit("ms"), s = unit("s"), usd_h = unit("USD/h"),
		    percent = unit("%"), none = unit("1"),
		    streams = unit("streams");

	all[0] = (struct named){ "edge", quantity_of(80, &ms) };
	all[1] = (struct named){ "model", quantity_of(.25, &s) };
	all[2] = (struct named){ "rate", quantity_of(120, &usd_h) };
	all[3] = (struct named){ "active", quantity_of(40, &percent) };
	all[4] = (struct named){ "streams", quantity_of(20000, &streams) };
	all[5] = (struct named){ "real", quantity_of(3, &none) };
	all[5].value.count = 3;
	all[5].value.number[1] = 5;
	all[5].value.number[2] = 10;
	return all;
}

static void formulas_worked_out(void **state)
{
	static const struct {
		const char *text, *unit;
		double value;
	} samples[] = {
		{ "edge + model", "ms", 330 },
		{ "model - edge", "ms", 170 },
		{ "edge + 20[ms] * 2", "ms", 120 },
		{ "rate * 30[min]", "USD", 60 },
		{ "streams * active", "streams", 8000 },
		{ "ceil(streams * active / 120[streams/pod])", "pods", 67 },
		{ "1 + 2 * 3 ^ 2", "1", 19 },
		{ "-2 ^ 2", "1", -4 },
		{ "(1 + 2) * 3", "1", 9 },
		{ "8 / 4 / 2", "1", 1 },
		{ "(1 - active ^ 3) / (1 - active)", "1", 1.56 },
		{ "edge < model", "1", 1 },
		{ "edge > model or 1 = 1", "1", 1 },
		{ "edge >= 80[ms] and model != 0[s]", "1", 1 },
		{ "min(edge, model, 1[min])", "ms", 80 },
		{ "max(real)", "1", 10 },
		{ "mean(abs(real - 4))", "1", 8. / 3 },
		{ "sum(real) / count(real)", "1", 6 },
		/* (1/3 + 1/5 + 6/10) / 3 */
		{ "mean(abs(real - 4) / real)", "%", 340. / 9 },
		{ "sqrt(edge * edge)", "ms", 80 },
		{ "round(2.5)", "1", 3 },
		{ "floor(-0.5) + abs(-3)", "1", 2 },
		{ "100[%]", "1", 1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		struct unit u = unit(samples[i].unit);
		struct quantity q;
		struct err err;

		if (!formula_eval(samples[i].text, look, names(), &q, &err))
			fail_msg("%s: %s", samples[i].text, err.message);
		if (!quantity_convert(&q, &u))
			fail_msg("%s: another kind", samples[i].text);
		if (fabs(q.number[0] - samples[i].value) > 1e-9)
			fail_msg("%s: %.12g", samples[i].text, q.number[0]);
	}
}

static void formulas_refused(void **state)
{
	static const struct {
		const char *text, *says;
	} samples[] = {
		{ "edge + rate", "s cannot be added to USD/s" },
		{ "rate < edge", "USD/s cannot be compared with s" },
		{ "edge + 1", "a plain number" },
		{ "edgy", "no \"edgy\"" },
		{ "(1 + 2", "bracket" },
		{ "1 +", "a number or a name is missing, at \"its end\"" },
		{ "1 2", "an operator is missing, at \"2\"" },
		{ "min(1", "bracket" },
		{ "abs(1, 2)", "too many arguments" },
		{ "2 ^ edge", "whole number" },
		{ "2 ^ 0.5", "whole number" },
		{ "sqrt(edge)", "no square root" },
		{ "5[", "not closed" },
		{ "", "missing" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		struct quantity q;
		struct err err = { 0 };

		if (formula_eval(samples[i].text, look, names(), &q, &err))
			fail_msg("taken: %s", samples[i].text);
		if (!strstr(err.message, samples[i].says))
			fail_msg("%s: %s", samples[i].text, err.message);
	}
}

static void depth_and_length_have_an_end(void **state)
{
	char text[FORMULA_LENGTH_MAX + 8];
	struct quantity q;
	struct err err = { 0 };

	(void)state;
	memset(text, '(', 400);
	text[400] = '\0';
	assert_false(formula_eval(text, look, names(), &q, &err));
	memset(text, '-', 400);
	assert_false(formula_eval(text, look, names(), &q, &err));
	memset(text, '1', FORMULA_LENGTH_MAX + 1);
	text[FORMULA_LENGTH_MAX + 1] = '\0';
	assert_false(formula_eval(text, look, names(), &q, &err));
	assert_int_equal(err.code, ERR_LIMIT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(units_of_one_kind),
		cmocka_unit_test(units_refused),
		cmocka_unit_test(quantities_as_written),
		cmocka_unit_test(quantities_of_another_kind),
		cmocka_unit_test(formulas_worked_out),
		cmocka_unit_test(formulas_refused),
		cmocka_unit_test(depth_and_length_have_an_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
