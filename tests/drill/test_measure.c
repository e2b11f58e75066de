#include "tests/cmocka_setup.h"
#include "tests/drill/tiny.h"

#include "drill/figure.h"

/* A third and a fourth measure that are free and slow. */
static const struct tiny_edit more[] = {
	{ "\"mitigations\": [",
	  "\"mitigations\": [{\"id\": \"slow-one\", \"title\": \"Slow\", "
	  "\"help\": \"Nothing.\", \"category\": \"contain\", \"phases\": "
	  "[\"now\"], \"lead\": \"05:00\", \"revert_lead\": \"01:00\", "
	  "\"reversible\": true, \"effects\": {\"scale\": "
	  "{\"caller.timeout_s\": 2}}, \"side_effect\": \"None.\", "
	  "\"tradeoff\": \"None.\", \"tradeoff_concepts\": [\"none\"], "
	  "\"founded_on\": [], \"expect\": \"neutral\"}, {\"id\": "
	  "\"one-way\", \"title\": \"One way\", \"help\": \"Nothing.\", "
	  "\"category\": \"contain\", \"phases\": [\"now\"], \"lead\": "
	  "\"00:00\", \"reversible\": false, \"effects\": {\"set\": "
	  "{\"caller.timeout_s\": 25}}, \"side_effect\": \"None.\", "
	  "\"tradeoff\": \"None.\", \"tradeoff_concepts\": [\"none\"], "
	  "\"founded_on\": [], \"expect\": \"neutral\"}," },
	{ 0 },
};

static double parameter(const struct drill *drill, const char *name)
{
	const struct sim_model *model = drill_pack(drill)->model;

	return sim_engine_get(drill_engine(drill),
			      sim_model_parameter(model, name));
}

static void lands_after_its_time(void **state)
{
	struct pack *pack = tiny_pack(NULL);
	struct drill *drill = tiny_drill(pack, "preset", NULL);

	(void)state;
	tiny_do(drill, "00:10", "apply spend-cap usd_per_hour=2000");
	assert_int_equal(tiny_state(drill, "spend-cap"), MEASURE_UNDER_WAY);
	assert_int_equal(drill_measure(drill, "spend-cap")->due_s, 70);
	assert_int_equal(drill_hands_free(drill), 1);
	tiny_go(drill, "01:09");
	assert_true(parameter(drill, "cap.on") == 0);
	tiny_go(drill, "01:10");
	assert_int_equal(tiny_state(drill, "spend-cap"), MEASURE_IN_FORCE);
	assert_true(parameter(drill, "cap.on") == 1);
	assert_true(parameter(drill, "cap.usd_per_hour") == 2000);
	assert_int_equal(drill_hands_free(drill), 2);
	assert_int_equal(tiny_event(drill, EVENT_LANDED, "spend-cap", 1)->at_s,
			 70);
	/* and it works: the ratio comes down within three minutes */
	tiny_go(drill, "05:00");
	assert_true(figure(drill, "spend_usd_per_hour") < 2600);
	drill_destroy(drill);
	pack_destroy(pack);
}

static void waits_for_hands(void **state)
{
	struct pack *pack = tiny_pack(more);
	struct drill *drill = tiny_drill(pack, "preset", NULL);

	(void)state;
	tiny_do(drill, "00:00", "apply slow-one");
	tiny_do(drill, "00:00", "apply rollback");
	tiny_do(drill, "00:10", "apply spend-cap");
	assert_int_equal(tiny_state(drill, "spend-cap"), MEASURE_WAITING);
	assert_non_null(tiny_event(drill, EVENT_QUEUED, "spend-cap", 1));
	tiny_do(drill, "00:20", "apply one-way first=yes");
	tiny_refused(drill, "00:30", "apply spend-cap", "first=yes");
	tiny_go(drill, "02:00");
	/* the one put first took the free hand, was done at once, and the
	 * next one followed in the same second */
	assert_int_equal(tiny_state(drill, "one-way"), MEASURE_IN_FORCE);
	assert_int_equal(tiny_state(drill, "spend-cap"), MEASURE_UNDER_WAY);
	tiny_go(drill, "03:00");
	assert_int_equal(tiny_state(drill, "spend-cap"), MEASURE_IN_FORCE);
	tiny_go(drill, "05:00");
	assert_int_equal(tiny_state(drill, "slow-one"), MEASURE_IN_FORCE);
	assert_int_equal(drill_hands_free(drill), 2);
	drill_destroy(drill);
	pack_destroy(pack);
}

static void is_put_first_later(void **state)
{
	struct pack *pack = tiny_pack(more);
	struct drill *drill = tiny_drill(pack, "preset", NULL);

	(void)state;
	tiny_do(drill, "00:00", "apply slow-one");
	tiny_do(drill, "00:00", "apply rollback");
	tiny_do(drill, "00:10", "apply one-way");
	tiny_do(drill, "00:20", "apply spend-cap");
	tiny_do(drill, "00:30", "apply spend-cap first=yes");
	tiny_go(drill, "02:00");
	assert_int_equal(tiny_state(drill, "spend-cap"), MEASURE_UNDER_WAY);
	assert_int_equal(tiny_state(drill, "one-way"), MEASURE_WAITING);
	drill_destroy(drill);
	pack_destroy(pack);
}

static void is_called_off(void **state)
{
	struct pack *pack = tiny_pack(more);
	struct drill *drill = tiny_drill(pack, "preset", NULL);

	(void)state;
	tiny_do(drill, "00:00", "apply slow-one");
	tiny_do(drill, "00:00", "apply rollback");
	tiny_do(drill, "00:10", "apply spend-cap");
	tiny_do(drill, "00:20", "revert spend-cap");
	assert_int_equal(tiny_state(drill, "spend-cap"), MEASURE_OFF);
	tiny_do(drill, "00:30", "apply one-way");
	/* one under way gives its hands to the next at once */
	tiny_do(drill, "00:40", "revert slow-one");
	assert_int_equal(tiny_state(drill, "slow-one"), MEASURE_OFF);
	assert_int_equal(tiny_state(drill, "one-way"), MEASURE_IN_FORCE);
	tiny_refused(drill, "00:50", "revert slow-one", "not in force");
	tiny_refused(drill, "00:50", "revert one-way", "cannot be taken back");
	tiny_go(drill, "06:00");
	assert_null(tiny_event(drill, EVENT_LANDED, "slow-one", 1));
	assert_null(tiny_event(drill, EVENT_LANDED, "spend-cap", 1));
	drill_destroy(drill);
	pack_destroy(pack);
}

/* Two measures on one number: taking one away leaves the other's. */
static void layers(void **state)
{
	struct pack *pack = tiny_pack(more);
	struct drill *drill = tiny_drill(pack, "preset", NULL);

	(void)state;
	tiny_do(drill, "00:00", "apply slow-one");
	tiny_go(drill, "05:00");
	assert_true(parameter(drill, "caller.timeout_s") == 40);
	tiny_do(drill, "05:00", "apply one-way");
	assert_true(parameter(drill, "caller.timeout_s") == 25);
	tiny_do(drill, "05:10", "revert slow-one");
	assert_int_equal(tiny_state(drill, "slow-one"), MEASURE_REVERTING);
	assert_true(parameter(drill, "caller.timeout_s") == 25);
	tiny_go(drill, "06:10");
	assert_int_equal(tiny_state(drill, "slow-one"), MEASURE_OFF);
	assert_true(parameter(drill, "caller.timeout_s") == 25);
	assert_int_equal(tiny_event(drill, EVENT_REVERTED, "slow-one", 1)->at_s,
			 370);
	drill_destroy(drill);
	pack_destroy(pack);
}

static void is_changed_while_in_force(void **state)
{
	struct pack *pack = tiny_pack(NULL);
	struct drill *drill = tiny_drill(pack, "preset", NULL);

	(void)state;
	tiny_do(drill, "00:00", "apply spend-cap usd_per_hour=2000");
	tiny_refused(drill, "02:00", "apply spend-cap",
		     "with just these numbers");
	tiny_do(drill, "02:00", "apply spend-cap usd_per_hour=4000");
	assert_true(parameter(drill, "cap.usd_per_hour") == 2000);
	tiny_go(drill, "03:00");
	assert_true(parameter(drill, "cap.usd_per_hour") == 4000);
	assert_int_equal(drill_measure(drill, "spend-cap")->times, 2);
	tiny_do(drill, "03:00", "apply spend-cap usd_per_hour=5000");
	tiny_do(drill, "03:10", "revert spend-cap");
	assert_int_equal(tiny_state(drill, "spend-cap"), MEASURE_IN_FORCE);
	assert_true(drill_measure(drill, "spend-cap")->parameters[0] == 4000);
	tiny_go(drill, "05:00");
	assert_true(parameter(drill, "cap.usd_per_hour") == 4000);
	drill_destroy(drill);
	pack_destroy(pack);
}

static void refuses(void **state)
{
	struct pack *pack = tiny_pack(NULL);
	struct drill *drill = tiny_drill(pack, "preset", NULL);

	(void)state;
	tiny_refused(drill, "00:00", "apply spend-cup", "'spend-cap'");
	tiny_refused(drill, "00:00", "apply spend-cap usd=1",
		     "it takes usd_per_hour");
	tiny_refused(drill, "00:00", "apply spend-cap usd_per_hour=1",
		     "from 500 to 20000");
	tiny_refused(drill, "00:00", "apply spend-cap usd_per_hour=many",
		     "takes a number");
	tiny_refused(drill, "00:00", "apply spend-cap usd_per_hour=nan",
		     "takes a number");
	tiny_refused(drill, "00:00", "apply spend-cap first=maybe",
		     "yes or no");
	tiny_refused(drill, "00:00", "revert rollback", "not in force");
	tiny_refused(drill, "00:00", "wait 01:00", "");
	drill_destroy(drill);
	pack_destroy(pack);
}

static void counts_people_touched(void **state)
{
	struct pack *pack = tiny_pack(NULL);
	struct drill *drill = tiny_drill(pack, "tenant", NULL);
	double all = drill_people_touched(drill,
					  pack_mitigation(pack, "spend-cap"));
	double tenants = drill_people_touched(
		drill, pack_mitigation(pack, "tenant-quota"));

	(void)state;
	assert_true(tenants > 600);
	assert_true(all > tenants + 200);
	drill_destroy(drill);
	pack_destroy(pack);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lands_after_its_time),
		cmocka_unit_test(waits_for_hands),
		cmocka_unit_test(is_put_first_later),
		cmocka_unit_test(is_called_off),
		cmocka_unit_test(layers),
		cmocka_unit_test(is_changed_while_in_force),
		cmocka_unit_test(refuses),
		cmocka_unit_test(counts_people_touched),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
