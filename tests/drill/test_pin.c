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

/* What a panel says of a row's own pin. */
static const char *evidence_of(const struct drill *drill, const char *panel,
			       const char *key, const char *value,
			       struct arena *arena)
{
	struct command_arg arg = { key, value };
	struct err err = { 0 };
	const struct panel *seen = panel_read(drill,
					      (enum panel_id)panel_find(panel),
					      &arg, key != NULL, arena, &err);

	if (!seen)
		fail_msg("%s", err.message);
	return seen->evidence;
}

/* A figure pinned later is what it was when it was now. */
static void a_moment_that_has_been(void **state)
{
	struct pack *pack = tiny_pack(NULL);
	struct drill *drill = tiny_drill(pack, "preset", NULL);
	struct arena arena = ARENA_INIT;
	char spent[64];
	const char *now;

	(void)state;
	tiny_go(drill, "05:00");
	now = evidence_of(drill, "overview", NULL, NULL, &arena);
	snprintf(spent, sizeof(spent), "%.*s", (int)strcspn(now, "("), now);
	tiny_do(drill, "05:00",
		"pin metrics metric=spend_usd_per_hour at=05:00 window=01:00");
	tiny_do(drill, "08:00", "pin overview at=05:00");
	tiny_do(drill, "08:00",
		"pin metrics metric=spend_usd_per_hour at=05:00 window=01:00");
	tiny_do(drill, "08:00",
		"pin metrics metric=spend_usd_per_hour by=preset at=04:30");
	assert_non_null(strstr(pin(drill, 1)->evidence, spent));
	assert_non_null(strstr(pin(drill, 1)->evidence, "at 05:00"));
	assert_string_equal(pin(drill, 0)->evidence, pin(drill, 2)->evidence);
	assert_string_equal(pin(drill, 2)->args,
			    "metric=spend_usd_per_hour window=01:00 at=05:00");
	assert_non_null(strstr(pin(drill, 3)->evidence, "at 04:30"));
	assert_non_null(strstr(pin(drill, 3)->evidence, "large"));
	tiny_refused(drill, "08:00", "pin overview at=08:01", "not come yet");
	tiny_refused(drill, "08:00", "pin metrics metric=p95_s at=-9999:00",
		     "before the first");
	tiny_refused(drill, "08:00", "pin overview at=soon", "MM:SS");
	arena_finish(&arena);
	drill_destroy(drill);
	pack_destroy(pack);
}

/* Rows that pin themselves say one thing, and it is what the row says. */
static void one_row(void **state)
{
	static const char *const panels[] = { "billing", "logs", "changes",
					      "traces" };
	struct pack *pack = tiny_pack(NULL);
	struct drill *drill = tiny_drill(pack, "preset", NULL);
	struct arena arena = ARENA_INIT;

	(void)state;
	tiny_go(drill, "06:00");
	for (size_t i = 0; i < sizeof(panels) / sizeof(*panels); i++) {
		struct err err = { 0 };
		const struct panel *panel =
			panel_read(drill, (enum panel_id)panel_find(panels[i]),
				   NULL, 0, &arena, &err);
		char line[1024];
		size_t r = 0;

		assert_non_null(panel);
		while (r < panel->row_count && !panel->rows[r].pin)
			r++;
		assert_true(r < panel->row_count);
		snprintf(line, sizeof(line), "pin %s %s", panels[i],
			 panel->rows[r].pin);
		tiny_do(drill, "06:00", line);
		if (strcmp(panels[i], "traces") == 0)
			continue;
		/* the row's last words, or its name */
		assert_non_null(strstr(
			pin(drill, i)->evidence,
			panel->rows[r]
				.cells[i == 0 ? 0 : panel->column_count - 1]
				.text));
		assert_true(strlen(pin(drill, i)->evidence) <
			    strlen(panel->evidence) + 40);
	}
	tiny_refused(drill, "06:00", "pin billing of=nobody", "of=nobody");
	arena_finish(&arena);
	drill_destroy(drill);
	pack_destroy(pack);
}

static void is_tied_afterwards(void **state)
{
	struct pack *pack = tiny_pack(NULL);
	struct drill *drill = tiny_drill(pack, "preset", NULL);
	char line[64];

	(void)state;
	tiny_do(drill, "00:10", "pin billing by=preset");
	tiny_do(drill, "00:20", "pin infra");
	tiny_do(drill, "00:30", "suspect default-preset");
	assert_null(pin(drill, 0)->cause);
	tiny_do(drill, "00:40", "tie all default-preset");
	assert_string_equal(pin(drill, 0)->cause, "default-preset");
	assert_true(pin(drill, 0)->bears);
	assert_int_equal(pin(drill, 0)->at_s, 10);
	assert_false(pin(drill, 1)->bears);
	tiny_refused(drill, "00:42", "tie all default-preset", "every pin");
	tiny_refused(drill, "00:43", "tie 99 default-preset", "no pin has");
	tiny_refused(drill, "00:44", "tie all no-such-cause", "no-such-cause");
	/* one alone, elsewhere; that opens the suspicion */
	snprintf(line, sizeof(line), "tie %u tenant-batch",
		 (unsigned)pin(drill, 0)->seq);
	tiny_do(drill, "00:50", line);
	assert_string_equal(pin(drill, 0)->cause, "tenant-batch");
	assert_string_equal(pin(drill, 1)->cause, "default-preset");
	assert_int_equal(hypothesis(drill, "tenant-batch")->state,
			 HYPOTHESIS_OPEN);
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
		cmocka_unit_test(a_moment_that_has_been),
		cmocka_unit_test(one_row),
		cmocka_unit_test(is_tied_afterwards),
		cmocka_unit_test(hypotheses),
		cmocka_unit_test(planning),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
