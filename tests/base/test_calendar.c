#include "tests/cmocka_setup.h"
#include "base/calendar.h"

static void days_and_back(void **state)
{
	(void)state;
	assert_int_equal(calendar_days((struct calendar_date){ 1970, 1, 1 }),
			 0);
	assert_int_equal(calendar_days((struct calendar_date){ 2000, 3, 1 }),
			 11017);
	assert_int_equal(calendar_days((struct calendar_date){ 2026, 3, 10 }),
			 20522);
	for (int64_t day = -800000; day < 800000; day++) {
		struct calendar_date date = calendar_from_days(day);

		assert_int_equal(calendar_days(date), day);
		assert_in_range(date.month, 1, 12);
		assert_in_range(date.day, 1,
				calendar_month_length(date.year, date.month));
	}
}

static void weekdays(void **state)
{
	(void)state;
	assert_string_equal(calendar_weekday_name(calendar_weekday(0)), "Thu");
	assert_string_equal(calendar_weekday_name(calendar_weekday(20522)),
			    "Tue");
	assert_string_equal(calendar_weekday_name(calendar_weekday(-4)), "Sun");
	assert_string_equal(calendar_month_name(12), "Dec");
	assert_int_equal(calendar_month_length(1900, 2), 28);
	assert_int_equal(calendar_month_length(2000, 2), 29);
	assert_int_equal(calendar_month_length(2024, 2), 29);
}

static void dates_are_strict(void **state)
{
	static const char *const bad[] = {
		"",
		"2026",
		"2026-3-10",
		"2026-03-10 ",
		" 2026-03-10",
		"2026-13-01",
		"2026-00-01",
		"2026-02-29",
		"2026-04-31",
		"2026-03-00",
		"+026-03-10",
		"2026/03/10",
		"2026-03-101",
	};
	struct calendar_date date = { 1, 2, 3 };

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		assert_false(calendar_parse_date(bad[i], &date));
	assert_int_equal(date.year, 1);
	assert_true(calendar_parse_date("2024-02-29", &date));
	assert_int_equal(date.year, 2024);
	assert_int_equal(date.month, 2);
	assert_int_equal(date.day, 29);
}

static void moments(void **state)
{
	static const char *const bad[] = {
		"2026-03-10",	       "2026-03-10T",	    "2026-03-10T14",
		"2026-03-10 14:05",    "2026-03-10T24:00",  "2026-03-10T14:60",
		"2026-03-10T14:05:60", "2026-03-10T14:05:", "2026-03-10T14:05Z",
	};
	char out[CALENDAR_CLOCK_SIZE];
	int64_t seconds = -1;

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		assert_false(calendar_parse_moment(bad[i], &seconds));
	assert_true(calendar_parse_moment("1970-01-02T00:00", &seconds));
	assert_int_equal(seconds, 86400);
	assert_true(calendar_parse_moment("2026-03-10T14:05:09", &seconds));
	assert_int_equal(seconds, INT64_C(20522) * 86400 + 50709);
	assert_string_equal(calendar_format_hour(seconds, out), "14:05");
	assert_string_equal(calendar_format_hour(-60, out), "23:59");
}

static void clocks(void **state)
{
	static const struct {
		const char *text;
		int64_t seconds;
		const char *back;
	} good[] = {
		{ "00:00", 0, "00:00" },      { "04:10", 250, "04:10" },
		{ "4:10", 250, "04:10" },     { "-12:30", -750, "-12:30" },
		{ "-00:01", -1, "-00:01" },   { "-00:00", 0, "00:00" },
		{ "104:07", 6247, "104:07" },
	};
	static const char *const bad[] = {
		"",	 "4",	   "4:1",    "04:60",	  "04:100", ":10",
		"+4:10", "--4:10", "04:10 ", "123456:00", "1e1:00",
	};
	char out[CALENDAR_CLOCK_SIZE];
	int64_t seconds = 7;

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		assert_false(calendar_parse_clock(bad[i], &seconds));
	assert_int_equal(seconds, 7);
	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++) {
		assert_true(calendar_parse_clock(good[i].text, &seconds));
		assert_int_equal(seconds, good[i].seconds);
		assert_string_equal(calendar_format_clock(seconds, out),
				    good[i].back);
	}
	assert_string_equal(calendar_format_clock(INT64_MIN, out),
			    "-99999999999:59");
}

static void spans(void **state)
{
	static const struct {
		int64_t seconds;
		const char *span, *left;
	} good[] = {
		{ 0, "0 s", "0 s" },
		{ 45, "45 s", "45 s" },
		{ 60, "1 min", "60 s" },
		{ 119, "1 min 59 s", "119 s" },
		{ 120, "2 min", "2 min" },
		{ 121, "2 min 1 s", "3 min" },
		{ 600, "10 min", "10 min" },
		{ 5400, "90 min", "90 min" },
		{ 9000, "2 h 30 min", "150 min" },
	};
	char out[CALENDAR_SPAN_SIZE];

	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++) {
		assert_string_equal(calendar_format_span(good[i].seconds, out),
				    good[i].span);
		assert_string_equal(calendar_format_left(good[i].seconds, out),
				    good[i].left);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(days_and_back),    cmocka_unit_test(weekdays),
		cmocka_unit_test(dates_are_strict), cmocka_unit_test(moments),
		cmocka_unit_test(clocks),	    cmocka_unit_test(spans),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
