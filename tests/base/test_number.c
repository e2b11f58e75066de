#include "tests/cmocka_setup.h"
#include "base/number.h"

#include <math.h>

static void parses_whole_texts_alone(void **state)
{
	static const char *const bad[] = {
		"",    "-",	"+1",	  " 1",	   "1 ",	"1x",  "0x10",
		"inf", "nan",	"1.",	  ".",	   "1e",	"1e+", "--1",
		"1,5", "1e400", "-1e400", "1_000", "1\xC2\xA0", "e5",  "-.",
	};
	double value = 42;

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		if (number_parse_double(bad[i], &value))
			fail_msg("taken: '%s'", bad[i]);
	assert_true(value == 42);
	assert_true(number_parse_double("-0.5", &value) && value == -0.5);
	assert_true(number_parse_double(".5", &value) && value == 0.5);
	assert_true(number_parse_double("007", &value) && value == 7);
	assert_true(number_parse_double("1e6", &value) && value == 1e6);
	assert_true(number_parse_double("2E-2", &value) && value == 0.02);
	assert_true(number_parse_double("1e-400", &value) && value == 0);
}

static void parses_integers_in_range(void **state)
{
	int64_t i = 5;
	uint64_t u = 5;

	(void)state;
	assert_true(number_parse_int64("-9223372036854775808", &i));
	assert_true(i == INT64_MIN);
	assert_true(number_parse_int64("9223372036854775807", &i));
	assert_true(i == INT64_MAX);
	assert_false(number_parse_int64("9223372036854775808", &i));
	assert_false(number_parse_int64("-9223372036854775809", &i));
	assert_false(number_parse_int64("1.0", &i));
	assert_false(number_parse_int64("", &i));
	assert_false(number_parse_int64(" 1", &i));
	assert_true(i == INT64_MAX);
	assert_true(number_parse_u64("18446744073709551615", &u));
	assert_true(u == UINT64_MAX);
	assert_false(number_parse_u64("18446744073709551616", &u));
	assert_false(number_parse_u64("-1", &u));
	assert_false(number_parse_u64("+1", &u));
	assert_false(number_parse_u64("1 ", &u));
}

typedef const char *formatter(double, char[NUMBER_SIZE]);

struct sample {
	double value;
	const char *text;
};

static void expect_all(formatter *format, const struct sample *samples,
		       size_t count)
{
	char out[NUMBER_SIZE];

	for (size_t i = 0; i < count; i++)
		assert_string_equal(format(samples[i].value, out),
				    samples[i].text);
	assert_string_equal(format((double)NAN, out), "n/a");
	/* The largest there is must fit. */
	format(-1.7e308, out);
	assert_in_range(strlen(out), 1, NUMBER_SIZE - 1);
	format(-999999999999999872.0, out);
	assert_in_range(strlen(out), 1, NUMBER_SIZE - 1);
	format((double)INFINITY, out);
	assert_in_range(strlen(out), 1, NUMBER_SIZE - 1);
}

#define expect_samples(format, samples) \
	expect_all((format), (samples), sizeof(samples) / sizeof(*(samples)))

static void integers_and_decimals(void **state)
{
	char out[NUMBER_SIZE];

	(void)state;
	assert_string_equal(number_int(0, out), "0");
	assert_string_equal(number_int(-999, out), "-999");
	assert_string_equal(number_int(1000, out), "1,000");
	assert_string_equal(number_int(-123456, out), "-123,456");
	assert_string_equal(number_int(INT64_MIN, out),
			    "-9,223,372,036,854,775,808");
	assert_string_equal(number_decimal(12345.6, 2, out), "12,345.60");
	assert_string_equal(number_decimal(999999.996, 2, out), "1,000,000.00");
	assert_string_equal(number_decimal(-0.001, 2, out), "0.00");
	assert_string_equal(number_decimal(-1234.5678, 4, out), "-1,234.5678");
}

static void money(void **state)
{
	static const struct sample whole[] = {
		{ 0, "0.00 USD" },	   { 12.3, "12.30 USD" },
		{ 99.994, "99.99 USD" },   { 99.996, "100 USD" },
		{ 12345.4, "12,345 USD" }, { -1320.5, "-1,320 USD" },
	};
	static const struct sample brief[] = {
		{ 4.25, "4.2 USD" },
		{ 999.4, "999 USD" },
		{ 12345, "12.3k USD" },
	};

	(void)state;
	expect_samples(number_money, whole);
	expect_samples(number_money_short, brief);
}

static void short_numbers(void **state)
{
	static const struct sample samples[] = {
		{ 0, "0" },	      { 7, "7" },	  { 7.26, "7.3" },
		{ 950, "950" },	      { 999.6, "1.0k" },  { 12345, "12.3k" },
		{ 999949, "999.9k" }, { 999960, "1.0M" }, { 4.5e6, "4.5M" },
		{ 1.2e9, "1.2B" },    { -1500, "-1.5k" }, { -0.01, "0.0" },
		{ 3e13, "30.0T" },
	};

	(void)state;
	expect_samples(number_short, samples);
}

static void ratios(void **state)
{
	static const struct sample percents[] = {
		{ 0, "0%" },	    { 0.0001, "<0.1%" }, { 0.004, "0.4%" },
		{ 0.0994, "9.9%" }, { 0.0996, "10%" },	 { 1, "100%" },
		{ 41.2, "4,120%" }, { -0.25, "-25%" },
	};
	static const struct sample multiples[] = {
		{ 4.1, "4.1x" },
		{ 1, "1.0x" },
		{ 99.96, "100x" },
		{ 1200, "1,200x" },
	};

	(void)state;
	expect_samples(number_percent, percents);
	expect_samples(number_multiple, multiples);
}

static void durations(void **state)
{
	static const struct sample samples[] = {
		{ 0, "0 s" },	       { 0.04, "40 ms" },
		{ 0.0996, "0.1 s" },   { 2.5, "2.5 s" },
		{ 3, "3 s" },	       { 9.96, "10 s" },
		{ 45.4, "45 s" },      { 59.6, "1 min" },
		{ 80, "1 min 20 s" },  { 3599.7, "1 h" },
		{ 7500, "2 h 5 min" }, { 86400, "1 d" },
		{ 273600, "3 d 4 h" }, { -80, "-1 min 20 s" },
	};

	(void)state;
	expect_samples(number_duration, samples);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(parses_whole_texts_alone),
		cmocka_unit_test(parses_integers_in_range),
		cmocka_unit_test(integers_and_decimals),
		cmocka_unit_test(money),
		cmocka_unit_test(short_numbers),
		cmocka_unit_test(ratios),
		cmocka_unit_test(durations),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
