#include "tests/cmocka_setup.h"
#include "tests/drill/tiny.h"

#include <string.h>

/* Finance approves the cap and has a condition for it. */
static const struct tiny_edit with_finance[] = {
	{ "\"category\": \"contain\", \"phases\": [\"now\"], \"lead\": "
	  "\"01:00\", \"revert_lead\": \"00:30\", \"reversible\": true,",
	  "\"category\": \"contain\", \"phases\": [\"now\"], \"lead\": "
	  "\"01:00\", \"revert_lead\": \"00:30\", \"reversible\": true, "
	  "\"approval\": \"finance\"," },
	{ "\"reply\": [\"01:00\", \"02:00\"],",
	  "\"reply\": [\"01:00\", \"02:00\"], \"approval\": [\"02:00\", "
	  "\"08:00\"]," },
	{ 0 },
};

static void asks_back_until_told(void **state)
{
	struct pack *pack = tiny_pack(NULL);
	struct drill *drill = tiny_drill(pack, "tenant", NULL);
	const struct event *back;

	(void)state;
	tiny_do(drill, "00:00", "apply tenant-quota");
	assert_int_equal(tiny_state(drill, "tenant-quota"), MEASURE_ASKING);
	assert_int_equal(drill_hands_free(drill), 2);
	tiny_refused(drill, "00:10", "apply tenant-quota", "override=yes");
	tiny_go(drill, "01:59");
	assert_null(tiny_event(drill, EVENT_ASKED_BACK, NULL, 1));
	tiny_go(drill, "04:00");
	back = tiny_event(drill, EVENT_ASKED_BACK, "tenant-quota", 1);
	assert_non_null(back);
	assert_string_equal(back->from, "manager");
	assert_string_equal(back->text, "What is the impact?");
	/* nobody answers: nothing happens but one reminder */
	tiny_go(drill, "15:00");
	assert_int_equal(tiny_state(drill, "tenant-quota"), MEASURE_ASKING);
	assert_non_null(tiny_event(drill, EVENT_REPLY, "reminder", 1));
	tiny_do(drill, "15:00", "tell manager \"score 1\"");
	tiny_go(drill, "17:00");
	assert_non_null(tiny_event(drill, EVENT_ASKED_BACK, "tenant-quota", 2));
	tiny_do(drill, "17:00", "tell manager \"score 3\"");
	tiny_go(drill, "18:30");
	assert_non_null(tiny_event(drill, EVENT_APPROVED, "tenant-quota", 1));
	tiny_go(drill, "19:30");
	assert_int_equal(tiny_state(drill, "tenant-quota"), MEASURE_IN_FORCE);
	drill_destroy(drill);
	pack_destroy(pack);
}

static int64_t answered_at(struct pack *pack, const char *telling)
{
	struct drill *drill = tiny_drill(pack, "tenant", NULL);
	int64_t at;

	if (telling)
		tiny_do(drill, "00:00", telling);
	tiny_do(drill, "00:10", "apply tenant-quota");
	tiny_go(drill, "10:00");
	at = tiny_event(drill, EVENT_APPROVED, "tenant-quota", 1)->at_s;
	drill_destroy(drill);
	return at;
}

static void good_words_hasten_it(void **state)
{
	struct pack *pack = tiny_pack(NULL);
	int64_t badly = answered_at(pack, "tell manager \"score 3\"");
	int64_t well = answered_at(pack, "tell manager \"score 9\"");

	(void)state;
	assert_true(badly >= 10 + 120 && badly <= 10 + 240);
	assert_true(well < badly - 30);
	pack_destroy(pack);
}

static void good_words_while_they_think(void **state)
{
	struct pack *pack = tiny_pack(NULL);
	struct drill *drill = tiny_drill(pack, "tenant", NULL);
	int64_t badly = answered_at(pack, "tell manager \"score 3\"");

	(void)state;
	tiny_do(drill, "00:00", "tell manager \"score 3\"");
	tiny_do(drill, "00:10", "apply tenant-quota");
	tiny_do(drill, "00:20", "tell manager \"score 10\"");
	tiny_go(drill, "10:00");
	assert_true(tiny_event(drill, EVENT_APPROVED, NULL, 1)->at_s < badly);
	drill_destroy(drill);
	pack_destroy(pack);
}

static void is_refused(void **state)
{
	struct pack *pack = tiny_pack(NULL);
	struct drill *drill = tiny_drill(pack, "preset", NULL);

	(void)state;
	tiny_do(drill, "00:00", "tell manager \"score 5\"");
	tiny_do(drill, "00:10", "apply tenant-quota");
	tiny_go(drill, "05:00");
	assert_string_equal(
		tiny_event(drill, EVENT_REFUSED, "tenant-quota", 1)->text,
		"Why them?");
	assert_int_equal(tiny_state(drill, "tenant-quota"), MEASURE_REFUSED);
	/* asking again is possible */
	tiny_do(drill, "05:00", "apply tenant-quota");
	assert_int_equal(tiny_state(drill, "tenant-quota"), MEASURE_ASKING);
	drill_destroy(drill);
	pack_destroy(pack);
}

static void has_a_condition(void **state)
{
	struct pack *pack = tiny_pack(with_finance);
	struct drill *drill = tiny_drill(pack, "preset", NULL);

	(void)state;
	tiny_do(drill, "00:00", "apply spend-cap usd_per_hour=9000");
	tiny_go(drill, "10:00");
	assert_int_equal(tiny_state(drill, "spend-cap"), MEASURE_IN_FORCE);
	assert_true(drill_measure(drill, "spend-cap")->parameters[0] == 2500);
	assert_string_equal(
		tiny_event(drill, EVENT_APPROVED, "spend-cap", 1)->text,
		"Yes, with 2,500.");
	drill_destroy(drill);
	pack_destroy(pack);
}

static void override_is_noticed(void **state)
{
	struct pack *pack = tiny_pack(NULL);
	struct drill *drill = tiny_drill(pack, "preset", NULL);

	(void)state;
	tiny_do(drill, "00:00", "apply tenant-quota");
	tiny_do(drill, "00:30", "apply tenant-quota override=yes");
	assert_int_equal(tiny_state(drill, "tenant-quota"), MEASURE_UNDER_WAY);
	assert_true(drill_measure(drill, "tenant-quota")->overridden);
	assert_string_equal(tiny_event(drill, EVENT_OVERRIDE, NULL, 1)->from,
			    "manager");
	tiny_go(drill, "05:00");
	assert_int_equal(tiny_state(drill, "tenant-quota"), MEASURE_IN_FORCE);
	assert_null(tiny_event(drill, EVENT_REFUSED, NULL, 1));
	assert_null(tiny_event(drill, EVENT_ASKED_BACK, NULL, 1));
	assert_string_equal(tiny_event(drill, EVENT_REPLY, "notice", 1)->from,
			    "manager");
	drill_destroy(drill);
	pack_destroy(pack);
}

static void a_request_is_called_off(void **state)
{
	struct pack *pack = tiny_pack(NULL);
	struct drill *drill = tiny_drill(pack, "tenant", NULL);

	(void)state;
	tiny_do(drill, "00:00", "apply tenant-quota");
	tiny_do(drill, "01:00", "revert tenant-quota");
	tiny_go(drill, "10:00");
	assert_null(tiny_event(drill, EVENT_ASKED_BACK, NULL, 1));
	assert_int_equal(tiny_state(drill, "tenant-quota"), MEASURE_OFF);
	drill_destroy(drill);
	pack_destroy(pack);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(asks_back_until_told),
		cmocka_unit_test(good_words_hasten_it),
		cmocka_unit_test(good_words_while_they_think),
		cmocka_unit_test(is_refused),
		cmocka_unit_test(has_a_condition),
		cmocka_unit_test(override_is_noticed),
		cmocka_unit_test(a_request_is_called_off),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
