#include "tests/cmocka_setup.h"

#include <math.h>
#include <string.h>

#include "scenarios/pack.h"
#include "tests/scenarios/pack_files.h"

#define HANDS "\"hands\": 2,"

/* The tiny pack with this text after its hands. */
static struct pack *with(const char *text, struct err *err)
{
	char to[1024];
	struct edit edit = { "scenario.json", HANDS, to };

	snprintf(to, sizeof(to), "%s %s", HANDS, text);
	return load_edited(TINY_PACK, &edit, 1, NULL, err);
}

static bool near(double a, double b)
{
	return fabs(a - b) < 1e-9;
}

static void defaults(void **state)
{
	struct err err = { 0 };
	struct pack *pack = load_edited(TINY_PACK, NULL, 0, NULL, &err);
	const struct pack_forward *f;

	(void)state;
	assert_non_null(pack);
	f = &pack->forward;
	assert_int_equal(f->days, 30);
	for (int d = 0; d < 7; d++)
		assert_true(near(f->week[d], 1));
	/* people-free and people-pro; batch runs are machines */
	assert_int_equal(f->traffic_count, 2);
	assert_string_equal(sim_model_parameter_name(pack->model,
						     f->traffic[0]),
			    "people-free.rate_per_s");
	assert_true(near(f->due_days[0], 1));
	assert_true(near(f->due_days[2], 28));
	assert_int_equal(f->launch.day, 9);
	assert_true(near(f->launch.traffic, 2));
	assert_int_equal(f->slowdown.day, 16);
	assert_int_equal(f->slowdown.change_count, 1);
	assert_string_equal(f->slowdown.changes[0].path, "painter.slowdown");
	/* 1.6 times its objective of 20 s */
	assert_true(near(f->slowdown.p95_s, 32));
	assert_int_equal(pack->variants[0].later.again_count, 0);
	pack_destroy(pack);
}

static void as_written(void **state)
{
	struct err err = { 0 };
	struct pack *pack = with(
		"\"forward\": {\"days\": 14, "
		"\"week\": [1, 1, 1, 1, 0.9, 0.5, 0.4], "
		"\"traffic\": \"people-pro.rate_per_s\", "
		"\"due_days\": {\"now\": 2, \"days\": 5, \"weeks\": 20}, "
		"\"add\": {\"painter.credit_usd\": 1000}, "
		"\"launch\": {\"title\": \"Sale\", \"day\": 3, \"hour\": 8, "
		"\"hours\": 6, \"traffic\": 3}, "
		"\"slowdown\": {\"title\": \"Slow\", \"day\": 14, "
		"\"hour\": 23, \"hours\": 24, \"p95_s\": 55, "
		"\"scale\": {\"painter.slowdown\": 3}}},",
		&err);
	const struct pack_forward *f;

	(void)state;
	if (!pack)
		fail_msg("%s", err.message);
	f = &pack->forward;
	assert_int_equal(f->days, 14);
	assert_true(near(f->week[6], 0.4));
	assert_int_equal(f->traffic_count, 1);
	assert_true(near(f->due_days[1], 5));
	assert_int_equal(f->change_count, 1);
	assert_int_equal(f->launch.day, 3);
	assert_int_equal(f->launch.hour, 8);
	assert_true(near(f->launch.traffic, 3));
	assert_true(near(f->launch.p95_s, 0));
	assert_true(near(f->slowdown.traffic, 1));
	assert_true(near(f->slowdown.p95_s, 55));
	pack_destroy(pack);
}

/* What is not said of a measure follows from where it can be planned. */
static void days_of_work(void **state)
{
	static const struct {
		const char *phases;
		double days;
	} rows[] = {
		{ "\"phases\": [\"now\"]", 0 },
		{ "\"plan_only\": true, \"phases\": [\"days\", \"weeks\"]", 3 },
		{ "\"plan_only\": true, \"phases\": [\"weeks\"]", 14 },
		{ "\"ready_days\": 0.5, \"plan_only\": true, "
		  "\"phases\": [\"weeks\"]",
		  0.5 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct edit edit = { "scenario.json", "\"phases\": [\"now\"]",
				     rows[i].phases };
		struct err err = { 0 };
		struct pack *pack = load_edited(TINY_PACK, &edit, 1, NULL,
						&err);

		if (!pack)
			fail_msg("%s", err.message);
		assert_true(
			near(pack->mitigations[0].ready_days, rows[i].days));
		pack_destroy(pack);
	}
}

static void mistakes(void **state)
{
	static const struct {
		const char *text, *says;
	} rows[] = {
		{ "\"forward\": 30,", "/forward: must be an object" },
		{ "\"forward\": {\"days\": 61},", "/forward/days: 61 is out" },
		{ "\"forward\": {\"week\": [1, 1]},",
		  "/forward/week: needs seven numbers" },
		{ "\"forward\": {\"week\": [1, 1, 1, -1, 1, 1, 1]},",
		  "/forward/week/3: must be from 0 to 100" },
		{ "\"forward\": {\"traffic\": \"people.rate_per_s\"},",
		  "there is no parameter in the model 'people.rate_per_s'" },
		{ "\"forward\": {\"launch\": {\"title\": \"x\", \"day\": 1, "
		  "\"hour\": 25, \"hours\": 1}},",
		  "/forward/launch/hour: 25 is out of range" },
		{ "\"forward\": {\"days\": 5, \"launch\": {\"title\": \"x\", "
		  "\"day\": 6, \"hour\": 1, \"hours\": 1}},",
		  "/forward/launch/day: must be one of the 5 days" },
		{ "\"forward\": {\"scale\": {\"painter.slow\": 2}},",
		  "painter.slow" },
		{ "\"forward\": {\"holiday\": 2},", "holiday" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct err err = { 0 };

		assert_null(with(rows[i].text, &err));
		if (!strstr(err.message, rows[i].says))
			fail_msg("'%s' does not say '%s'", err.message,
				 rows[i].says);
	}
}

static struct pack *with_later(const char *later, struct err *err)
{
	char to[512];
	struct edit edit = { "scenario.json", "\"id\": \"tenant\",", to };

	snprintf(to, sizeof(to), "\"id\": \"tenant\", \"later\": %s,", later);
	return load_edited(TINY_PACK, &edit, 1, NULL, err);
}

static void what_is_left_of_a_cause(void **state)
{
	struct err err = { 0 };
	struct pack *pack = with_later(
		"{\"text\": \"{who} comes again.\", "
		"\"set\": {\"batch-{who}.rate_per_s\": 0.02}, "
		"\"again\": [{\"weekdays\": [\"mon\", \"sun\"], \"hour\": 22, "
		"\"hours\": 5, \"set\": {\"batch-{who}.rate_per_s\": "
		"\"$batch_rate\"}}]}",
		&err);
	const struct pack_later *later;

	(void)state;
	if (!pack)
		fail_msg("%s", err.message);
	later = &pack->variants[1].later;
	assert_int_equal(later->change_count, 1);
	assert_int_equal(later->again_count, 1);
	assert_true(later->again[0].weekday[0]);
	assert_false(later->again[0].weekday[1]);
	assert_true(later->again[0].weekday[6]);
	assert_int_equal(later->again[0].hours, 5);
	pack_destroy(pack);
	assert_null(with_later("{\"again\": [{\"weekdays\": \"someday\", "
			       "\"hour\": 1, \"hours\": 1}]}",
			       &err));
	assert_non_null(strstr(err.message, "someday"));
	assert_null(with_later("{\"again\": [{\"weekdays\": \"mon\", "
			       "\"hour\": 1, \"hours\": 1}]}",
			       &err));
	assert_non_null(strstr(err.message, "changes nothing"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(defaults),
		cmocka_unit_test(as_written),
		cmocka_unit_test(days_of_work),
		cmocka_unit_test(mistakes),
		cmocka_unit_test(what_is_left_of_a_cause),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
