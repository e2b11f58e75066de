/*
 * Recordings as they come, good and bad; the fit of laws; when it began.
 */
#include "tests/cmocka_setup.h"

#include "base/str.h"
#include "scenarios/recorded/course.h"
#include "scenarios/recorded/fit.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define ROWS 60

/* What a row of a good file holds; `bad` replaces that of one row. */
static void make_csv(struct str *out, const char *names, const char *row,
		     int bad_row, const char *bad)
{
	str_addf(out, "%s\n", names);
	for (int i = 0; i < ROWS; i++) {
		if (i == bad_row && bad)
			str_addf(out, "%s\n", bad);
		else
			str_addf(out, "%d,%s\n", 1772000040 + 60 * i, row);
	}
}

static bool read_text(struct chronicle *chronicle, const char *text,
		      struct err *err)
{
	char path[] = "/tmp/gameday-csv-XXXXXX";
	int fd;
	bool good;

	fd = mkstemp(path);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, strlen(text)), (ssize_t)strlen(text));
	close(fd);
	good = chronicle_read_csv(chronicle, path, err) &&
	       chronicle_settle(chronicle, err);
	unlink(path);
	return good;
}

static struct chronicle *fresh(void)
{
	struct chronicle *chronicle = malloc(sizeof(*chronicle));

	assert_non_null(chronicle);
	chronicle_init(chronicle);
	return chronicle;
}

static void drop(struct chronicle *chronicle)
{
	chronicle_finish(chronicle);
	free(chronicle);
}

static void units_become_base_units(void **state)
{
	static const struct {
		const char *names, *row;
		enum chronicle_series series;
		double value;
	} cases[] = {
		{ "time,rate_per_min", "120", CHRONICLE_RATE, 2 },
		{ "time,requests", "120", CHRONICLE_RATE, 2 },
		{ "time,rate_per_s,p95_ms", "2,250", CHRONICLE_P95, 0.25 },
		{ "time,rate_per_s,p99_s", "2,0.25", CHRONICLE_P99, 0.25 },
		{ "time,rate_per_s,error_percent", "2,3", CHRONICLE_ERRORS,
		  0.03 },
		{ "time,rate_per_s,errors_per_s", "2,0.5", CHRONICLE_ERRORS,
		  0.25 },
		{ "time,requests,errors", "120,30", CHRONICLE_ERRORS, 0.25 },
		{ "time,rate_per_s,usd", "2,3", CHRONICLE_COST, 180 },
		{ "time,rate_per_s,usd_per_request", "2,0.001", CHRONICLE_COST,
		  7.2 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct chronicle *c = fresh();
		struct str text = STR_INIT;
		struct err err = { 0 };

		make_csv(&text, cases[i].names, cases[i].row, -1, NULL);
		if (!read_text(c, text.s, &err))
			fail_msg("%s: %s", cases[i].names, err.message);
		assert_int_equal(c->count, ROWS);
		assert_int_equal(c->step_s, 60);
		assert_true(c->has[cases[i].series]);
		assert_true(fabs(c->value[cases[i].series][7] -
				 cases[i].value) < 1e-9);
		str_finish(&text);
		drop(c);
	}
}

static void each_mistake_has_one_clear_error(void **state)
{
	static const struct {
		const char *names, *row, *bad, *says;
	} cases[] = {
		{ "time,rate_per_sec", "2", NULL,
		  "no column 'rate_per_sec'; did you mean 'rate_per_s'?" },
		{ "when,rate_per_s", "2", NULL, "no column 'when'" },
		{ "rate_per_s,p50_s", "2", NULL,
		  "no column is called \"time\"" },
		{ "time,p50_s", "2", NULL, "there are no arrivals" },
		{ "time,rate_per_s,requests", "2,120", NULL, "say the same" },
		{ "time,rate_per_s", "2", "1772000640,2,3",
		  "another number of values" },
		{ "time,rate_per_s", "2", "noon,2", "'noon' is no time" },
		{ "time,rate_per_s", "2", "1772000640,2 ms",
		  "'2 ms' is no number" },
		{ "time,rate_per_s", "2", "1772000640,NaN",
		  "2026-02-25T06:24:00Z: there is no value" },
		{ "time,rate_per_s", "2", "1772000641,2",
		  "does not stand on the steps" },
		{ "time,rate_per_s", "2", "1772000040,2", "is not later" },
		{ "time,rate_per_s", "2", "1772000640,-2",
		  "must not be negative" },
		{ "time,rate_per_s", "0", NULL, "nobody came" },
		{ "time,rate_per_s,error_share", "2,3", NULL,
		  "per cent are error_percent" },
		{ "time,rate_per_s,p50_s", "2,4000", NULL,
		  "milliseconds are p50_ms" },
		{ "time,rate_per_s,p50_ms,p95_s", "2,400,0.01", NULL,
		  "in another unit?" },
		{ "time,rate_per_s", "2", "1772000640,\"2",
		  "a quote does not end" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct chronicle *c = fresh();
		struct str text = STR_INIT;
		struct err err = { 0 };

		make_csv(&text, cases[i].names, cases[i].row, 10, cases[i].bad);
		if (read_text(c, text.s, &err))
			fail_msg("taken: %s", cases[i].says);
		if (!strstr(err.message, cases[i].says))
			fail_msg("not \"%s\" but: %s", cases[i].says,
				 err.message);
		str_finish(&text);
		drop(c);
	}
}

static void steps_are_counted(void **state)
{
	struct chronicle *c = fresh();
	struct str text = STR_INIT;
	struct err err = { 0 };

	(void)state;
	str_add(&text, "time,rate_per_s\n");
	for (int i = 0; i < CHRONICLE_STEPS_MAX + 1; i++)
		str_addf(&text, "%d,1\n", 1772000040 + 60 * i);
	assert_false(read_text(c, text.s, &err));
	assert_non_null(strstr(err.message, "at most 600 are replayed"));
	drop(c);
	c = fresh();
	str_truncate(&text, 16 + 13 * 5);
	assert_false(read_text(c, text.s, &err));
	assert_non_null(strstr(err.message, "20 at least show an incident"));
	str_finish(&text);
	drop(c);
}

static void series_share_step_and_time(void **state)
{
	static const struct {
		int step, begin;
		const char *says;
	} cases[] = { { 30, 0, "a step of 30 s, but rate_per_s" },
		      { 60, 600, "record all of the same time" } };

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct chronicle *c = fresh();
		struct err err = { 0 };
		struct chronicle_input *rate = chronicle_add(
			c, chronicle_column("rate_per_s"), "one", &err);
		struct chronicle_input *p50 = chronicle_add(
			c, chronicle_column("p50_s"), "other", &err);

		for (int k = 0; k < ROWS; k++) {
			struct chronicle_point a = { 1772000040 + 60 * k, 1 };
			struct chronicle_point b = {
				1772000040 + cases[i].begin + cases[i].step * k,
				1
			};

			vec_push(&rate->points, a);
			vec_push(&p50->points, b);
		}
		assert_false(chronicle_settle(c, &err));
		assert_non_null(strstr(err.message, cases[i].says));
		drop(c);
	}
}

static void gaps_are_filled_when_asked(void **state)
{
	struct chronicle *c = fresh();
	struct str text = STR_INIT;
	struct err err = { 0 };

	(void)state;
	c->fill = true;
	make_csv(&text, "time,rate_per_s", "2", 10, "1772000640,");
	assert_true(read_text(c, text.s, &err));
	assert_int_equal(c->filled, 1);
	assert_true(fabs(c->value[CHRONICLE_RATE][10] - 2) < 1e-12);
	str_finish(&text);
	drop(c);
}

static void spreadsheets_are_read(void **state)
{
	struct chronicle *c = fresh();
	struct str text = STR_INIT;
	struct err err = { 0 };

	(void)state;
	str_add(&text, "\xef\xbb\xbf\"Time\";\"rate_per_s\"\r\n");
	for (int i = 0; i < ROWS; i++)
		str_addf(&text, "\"2026-03-10 14:%02d:00\";%d\r\n", i, i + 1);
	if (!read_text(c, text.s, &err))
		fail_msg("%s", err.message);
	assert_int_equal(c->start_s, 1773151200);
	assert_true(fabs(c->value[CHRONICLE_RATE][59] - 60) < 1e-12);
	str_finish(&text);
	drop(c);
}

static void times_are_read(void **state)
{
	static const struct {
		const char *text;
		double is;
	} good[] = {
		{ "1773151200", 1773151200 },
		{ "1773151200.25", 1773151200.25 },
		{ "1773151200250", 1773151200.25 },
		{ "2026-03-10T14:00:00Z", 1773151200 },
		{ "2026-03-10T14:00", 1773151200 },
		{ "2026-03-10 14:00:00", 1773151200 },
		{ "2026-03-10T16:00:00+02:00", 1773151200 },
		{ "2026-03-10T09:00-05:00", 1773151200 },
		{ "2026-03-10T14:00:00.500Z", 1773151200.5 },
	};
	static const char *const bad[] = { "",
					   "noon",
					   "10.3.2026",
					   "2026-03-10",
					   "2026-03-10T25:00",
					   "2026-03-10T14:00:00X",
					   "1773151200250000" };
	double at;

	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		assert_true(chronicle_parse_time(good[i].text, &at));
		assert_true(fabs(at - good[i].is) < 1e-6);
	}
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		if (chronicle_parse_time(bad[i], &at))
			fail_msg("taken: %s", bad[i]);
}

/* A settled chronicle of one law's percentiles, which the fit must find. */
static void fill_law(struct chronicle *c, const struct fit_law *law)
{
	chronicle_init(c);
	c->step_s = 60;
	c->count = ROWS;
	for (int s = 0; s < CHRONICLE_ERRORS; s++)
		c->has[s] = s != CHRONICLE_P90;
	for (size_t i = 0; i < ROWS; i++) {
		c->value[CHRONICLE_RATE][i] = 10;
		c->value[CHRONICLE_P50][i] = fit_quantile(law, 0.50);
		c->value[CHRONICLE_P95][i] = fit_quantile(law, 0.95);
		c->value[CHRONICLE_P99][i] = fit_quantile(law, 0.99);
	}
}

static void a_law_is_found_again(void **state)
{
	static const struct fit_law laws[] = {
		{ FIT_LOGNORMAL, { 0.3, 0.7 } },
		{ FIT_LOGNORMAL, { 40, 0.2 } },
		{ FIT_WEIBULL, { 2, 1.5 } },
		{ FIT_WEIBULL, { 0.1, 0.6 } },
	};
	struct chronicle *c = fresh();
	struct fit *fit = malloc(sizeof(*fit));

	(void)state;
	assert_non_null(fit);
	for (size_t i = 0; i < sizeof(laws) / sizeof(laws[0]); i++) {
		fill_law(c, &laws[i]);
		fit_recording(c, fit);
		assert_int_equal(fit->kind, laws[i].kind);
		for (int n = 0; n < 2; n++)
			assert_true(
				fabs(fit->law[3].number[n] / laws[i].number[n] -
				     1) < 1e-9);
		assert_int_equal(fit->check, CHRONICLE_P99);
		assert_true(fit->miss_most < 1e-9);
		assert_false(fit->guessed);
	}
	free(fit);
	drop(c);
}

/* Textbook values: exponential with mean 2 is Weibull with scale 2, shape 1;
 * mean and variance of a lognormal law. */
static void moments_are_those_of_the_law(void **state)
{
	struct fit_law exponential = { FIT_WEIBULL, { 2, 1 } };
	struct fit_law made = fit_moments(3, 4);

	(void)state;
	assert_true(fabs(fit_quantile(&exponential, 0.5) - 1.386294361) < 1e-8);
	assert_true(fabs(fit_mean(&exponential) - 2) < 0.01);
	assert_true(fabs(fit_variance(&exponential) - 4) < 0.1);
	assert_true(fabs(fit_mean(&made) - 3) < 1e-12);
	assert_true(fabs(fit_variance(&made) - 4) < 1e-9);
}

static void the_check_shows_what_does_not_fit(void **state)
{
	struct fit_law law = { FIT_LOGNORMAL, { 0.3, 0.5 } };
	struct chronicle *c = fresh();
	struct fit *fit = malloc(sizeof(*fit));

	(void)state;
	assert_non_null(fit);
	fill_law(c, &law);
	for (size_t i = 0; i < ROWS; i++)
		c->value[CHRONICLE_P99][i] *= 2;
	fit_recording(c, fit);
	assert_true(fabs(fit->miss_usual - 0.5) < 0.01);
	for (int s = CHRONICLE_P90; s <= CHRONICLE_P99; s++)
		c->has[s] = false;
	fit_recording(c, fit);
	assert_true(fit->guessed);
	free(fit);
	drop(c);
}

/* Times that grow threefold at one step. */
static void grow(struct chronicle *c, size_t from)
{
	struct fit_law law = { FIT_LOGNORMAL, { 0.3, 0.5 } };

	fill_law(c, &law);
	for (size_t i = from; i < ROWS; i++)
		for (int s = CHRONICLE_P50; s <= CHRONICLE_P99; s++)
			c->value[s][i] *= 3;
}

static void the_course_is_found(void **state)
{
	struct chronicle *c = fresh();
	struct course course;
	struct err err = { 0 };

	(void)state;
	grow(c, 25);
	/* One bad minute begins nothing. */
	c->value[CHRONICLE_P95][20] *= 4;
	assert_true(course_find(c, NAN, &course, &err));
	assert_int_equal(course.trigger, 25);
	assert_int_equal(course.page, 37);
	assert_true(course.departs[CHRONICLE_P95]);
	assert_false(course.departs[CHRONICLE_RATE]);
	assert_true(
		fabs(course.worst[CHRONICLE_P95] / course.usual[CHRONICLE_P95] -
		     3) < 1e-9);
	assert_true(course_find(c, 60 * 40, &course, &err));
	assert_int_equal(course.page, 40);
	assert_true(course.page_said);
	assert_false(course_find(c, 60 * 26, &course, &err));
	assert_non_null(strstr(err.message, "the page is 60 s after"));
	assert_false(course_find(c, 1e6, &course, &err));
	assert_non_null(strstr(err.message, "outside the recording"));
	grow(c, ROWS);
	assert_false(course_find(c, NAN, &course, &err));
	assert_non_null(strstr(err.message, "nothing departs"));
	drop(c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(units_become_base_units),
		cmocka_unit_test(each_mistake_has_one_clear_error),
		cmocka_unit_test(steps_are_counted),
		cmocka_unit_test(series_share_step_and_time),
		cmocka_unit_test(gaps_are_filled_when_asked),
		cmocka_unit_test(spreadsheets_are_read),
		cmocka_unit_test(times_are_read),
		cmocka_unit_test(a_law_is_found_again),
		cmocka_unit_test(moments_are_those_of_the_law),
		cmocka_unit_test(the_check_shows_what_does_not_fit),
		cmocka_unit_test(the_course_is_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
