#include "tests/cmocka_setup.h"
#include "tests/drill/tiny.h"

#include "drill/panels/panel.h"

#include <string.h>

static const struct pin *pin(const struct drill *drill, size_t i)
{
	size_t count;
	const struct pin *pins = drill_pins(drill, &count);

	assert_true(i < count);
	return &pins[i];
}

static const struct hypothesis *hypothesis(const struct drill *drill,
					   const char *cause)
{
	const struct hypothesis *all = drill_hypotheses(drill);

	while (strcmp(all->cause->id, cause))
		all++;
	return all;
}

static void keeps_what_is_seen(void **state)
{
	struct pack *pack = tiny_pack(NULL);
	struct drill *drill = tiny_drill(pack, "preset", NULL);

	(void)state;
	tiny_do(drill, "00:10", "pin billing last=05:00 by=preset");
	assert_int_equal(pin(drill, 0)->panel, PANEL_BILLING);
	assert_string_equal(pin(drill, 0)->args, "by=preset last=05:00");
	assert_non_null(strstr(pin(drill, 0)->evidence, "large"));
	assert_null(pin(drill, 0)->cause);
	assert_false(pin(drill, 0)->bears);
	/* the log has the evidence too */
	assert_string_equal(drill_event(drill, pin(drill, 0)->seq)->text,
			    pin(drill, 0)->evidence);
	drill_destroy(drill);
	pack_destroy(pack);
}

static void belongs_to_a_suspicion(void **state)
{
	struct pack *pack = tiny_pack(NULL);
	struct drill *drill = tiny_drill(pack, "preset", NULL);

	(void)state;
	tiny_do(drill, "00:10", "suspect tenant-batch");
	tiny_do(drill, "00:20", "pin billing by=tenant");
	assert_string_equal(pin(drill, 0)->cause, "tenant-batch");
	assert_true(pin(drill, 0)->bears);
	tiny_do(drill, "00:30", "pin billing by=plan");
	assert_false(pin(drill, 1)->bears);
	tiny_do(drill, "00:40", "suspect default-preset \"note\"");
	tiny_do(drill, "00:50", "pin billing by=preset");
	assert_string_equal(pin(drill, 2)->cause, "default-preset");
	assert_true(pin(drill, 2)->bears);
	tiny_do(drill, "01:00", "pin changes for=retry-config");
	assert_true(pin(drill, 3)->bears);
	assert_int_equal(hypothesis(drill, "retry-config")->state,
			 HYPOTHESIS_OPEN);
	/* what is ruled out takes no more pins by itself */
	tiny_do(drill, "01:10", "rule-out retry-config");
	tiny_do(drill, "01:20", "rule-out default-preset");
	tiny_do(drill, "01:30", "pin infra");
	assert_string_equal(pin(drill, 4)->cause, "tenant-batch");
	assert_false(pin(drill, 4)->bears);
	drill_destroy(drill);
	pack_destroy(pack);
}

static void hypotheses(void **state)
{
	struct pack *pack = tiny_pack(NULL);
	struct drill *drill = tiny_drill(pack, "preset", NULL);

	(void)state;
	tiny_do(drill, "00:10", "suspect growth \"perhaps\"");
	assert_string_equal(hypothesis(drill, "growth")->note, "perhaps");
	assert_false(hypothesis(drill, "growth")->right);
	tiny_do(drill, "00:20", "conclude default-preset \"sure\"");
	assert_true(hypothesis(drill, "default-preset")->right);
	assert_int_equal(hypothesis(drill, "default-preset")->state,
			 HYPOTHESIS_CONCLUDED);
	tiny_refused(drill, "00:30", "suspect default-presets",
		     "did you mean 'default-preset'?");
	tiny_refused(drill, "00:30", "pin billing for=nothing", "there is no");
	tiny_refused(drill, "00:30", "pin billing by=colour", "by=colour");
	tiny_refused(drill, "00:30", "look metrics metric=p96_s",
		     "did you mean");
	tiny_refused(drill, "00:30", "trace x", "there is no request");
	drill_destroy(drill);
	pack_destroy(pack);
}

static void planning(void **state)
{
	struct pack *pack = tiny_pack(NULL);
	struct drill *drill = tiny_drill(pack, "preset", NULL);
	const struct plan_item *plan;
	size_t count;

	(void)state;
	tiny_do(drill, "00:10",
		"plan days tenant-quota why=\"a\" owner=\"bo\"");
	tiny_do(drill, "00:20", "plan weeks spend-cap");
	tiny_do(drill, "00:30", "plan now tenant-quota why=\"c\" due=+3d");
	plan = drill_plan(drill, &count);
	assert_int_equal(count, 2);
	assert_int_equal(plan[1].phase, PLAN_NOW);
	assert_string_equal(plan[1].why, "c");
	assert_string_equal(plan[1].owner, "");
	tiny_refused(drill, "00:30", "plan now tenants", "there is no measure");
	tiny_go(drill, "20:00");
	assert_int_equal(drill_phase(drill), DRILL_PLANNING);
	assert_non_null(tiny_event(drill, EVENT_TIME_UP, NULL, 1));
	tiny_refused(drill, "20:00", "apply spend-cap", "time is up");
	tiny_refused(drill, "20:00", "ask manager hello", "time is up");
	tiny_do(drill, "20:00", "note \"still\"");
	tiny_do(drill, "20:00", "tell manager \"score 4\"");
	tiny_do(drill, "20:00", "plan days rollback");
	tiny_do(drill, "20:00", "conclude default-preset");
	tiny_do(drill, "20:00", "end");
	assert_int_equal(drill_phase(drill), DRILL_ENDED);
	tiny_refused(drill, "20:00", "note \"late\"", "has ended");
	drill_destroy(drill);
	pack_destroy(pack);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keeps_what_is_seen),
		cmocka_unit_test(belongs_to_a_suspicion),
		cmocka_unit_test(hypotheses),
		cmocka_unit_test(planning),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
