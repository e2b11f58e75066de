#include "tests/cmocka_setup.h"

#include "scenarios/pack.h"
#include "tests/scenarios/pack_files.h"

#include <string.h>

static struct pack *pack;

static int load(void **state)
{
	struct err err = { 0 };

	(void)state;
	pack = pack_load(TINY_PACK, &err);
	if (!pack)
		print_error("%s:%d: %s\n", err.path, err.line, err.message);
	return pack ? 0 : -1;
}

static int unload(void **state)
{
	(void)state;
	pack_destroy(pack);
	return 0;
}

static void test_meta(void **state)
{
	(void)state;
	assert_string_equal(pack->id, "tiny");
	assert_string_equal(pack->start, "2026-03-10T14:05");
	assert_int_equal(pack->start_moment, 1773151500);
	assert_int_equal(pack->length_s, 20 * 60);
	assert_int_equal(pack->history_s, 30 * 60);
	assert_int_equal(pack->warm_up_s, 5 * 60);
	assert_int_equal(pack->hands, 2);
	assert_int_equal(pack->briefing_count, 2);
	assert_float_equal(pack->budget.usage_lag_s, 180, 0);
	assert_non_null(strstr(pack->guide, "two causes"));
	assert_null(pack->rubric);
}

static void test_stakes(void **state)
{
	int plan = sim_model_attribute(pack->model, "plan");
	int pro = sim_model_value(pack->model, plan, "pro");

	(void)state;
	assert_string_equal(pack->stakes.attribute, "plan");
	assert_float_equal(pack->stakes.failed_usd[pro], 10, 0);
	assert_float_equal(pack->stakes.degraded_usd[pro], 1, 0);
	assert_float_equal(pack->stakes.credit_usd, 100, 0);
	assert_string_equal(pack->stakes.credit_value, "pro");
}

static void test_screen(void **state)
{
	(void)state;
	assert_string_equal(pack->screen.api, "painter");
	assert_string_equal(pack->screen.post, "frame");
	assert_int_equal(pack->screen.infra_count, 3);
	assert_string_equal(pack->screen.bill_by[3], "attempt");
	assert_int_equal(pack->screen.runbook_count, 2);
	assert_false(pack->screen.runbook[0].stale);
	assert_true(pack->screen.runbook[1].stale);
}

static void test_variants(void **state)
{
	const struct pack_variant *tenant;
	int index = pack_variant(pack, "tenant");

	(void)state;
	assert_int_equal(index, 1);
	assert_int_equal(pack_variant(pack, "nobody"), -1);
	tenant = &pack->variants[index];
	assert_string_equal(tenant->causes[0], "tenant-batch");
	assert_int_equal(tenant->contributor_count, 0);
	assert_string_equal(tenant->trigger_s.name, "trigger_s");
	assert_int_equal(tenant->timeline_count, 2);
	assert_float_equal(tenant->timeline[1].at_s.value, 720, 0);
	assert_null(tenant->timeline[1].at_s.name);
	assert_string_equal(tenant->timeline[1].changes[0].parameter_draw,
			    "who");
	assert_int_equal(tenant->timeline[1].changes[0].verb, PACK_SCALE);
	assert_int_equal(tenant->timeline[1].changes[0].parameter, -1);
	assert_string_equal(tenant->entries[0].kind, "deploy");
}

static void test_causes(void **state)
{
	const struct pack_cause *cause = pack_cause(pack, "default-preset");

	(void)state;
	assert_int_equal(pack->cause_count, 12);
	assert_non_null(cause);
	assert_int_equal(cause->bear_count, 2);
	assert_string_equal(cause->bears[0].panel, "billing");
	assert_string_equal(cause->bears[0].key, "by");
	assert_string_equal(cause->bears[0].values[0], "preset");
	assert_null(cause->bears[1].key);
	assert_null(pack_cause(pack, "default"));
	assert_string_equal(pack_nearest_cause(pack, "defualt-preset"),
			    "default-preset");
	assert_null(pack_nearest_cause(pack, "zzzzzz"));
}

static void test_mitigations(void **state)
{
	const struct pack_mitigation *cap = pack_mitigation(pack, "spend-cap");
	const struct pack_mitigation *quota = pack_mitigation(pack,
							      "tenant-quota");
	const struct pack_mitigation *back = pack_mitigation(pack, "rollback");

	(void)state;
	assert_int_equal(cap->lead_s, 60);
	assert_int_equal(cap->revert_lead_s, 30);
	assert_true(cap->reversible);
	assert_null(cap->approval);
	assert_int_equal(cap->parameter_count, 1);
	assert_float_equal(cap->parameters[0].fallback, 3000, 0);
	assert_float_equal(cap->parameters[0].high, 20000, 0);
	assert_int_equal(cap->effect_count, 2);
	assert_int_equal(cap->effects[0].parameter,
			 sim_model_parameter(pack->model, "cap.on"));
	assert_string_equal(cap->effects[1].number.name, "usd_per_hour");
	assert_int_equal(cap->expect[0], PACK_HELPS);
	assert_int_equal(cap->expect[1], PACK_HELPS);
	assert_int_equal(cap->expect_all, PACK_HELPS);
	assert_int_equal(back->expect[0], PACK_HELPS);
	assert_int_equal(back->expect[1], PACK_NEUTRAL);
	assert_int_equal(back->founded_count, 1);
	assert_null(back->touches_attribute);
	assert_true(quota->reversible);
	assert_string_equal(quota->approval, "manager");
	assert_string_equal(quota->touches_attribute, "tenant");
	assert_int_equal(quota->touch_count, 2);
	assert_string_equal(pack_nearest_mitigation(pack, "roll-back"),
			    "rollback");
}

static void test_stakeholders(void **state)
{
	const struct pack_stakeholder *manager = pack_stakeholder(pack,
								  "manager");
	const struct pack_stakeholder *finance = pack_audience(pack, "finance");

	(void)state;
	assert_int_equal(manager->reply_low_s, 30);
	assert_int_equal(manager->approval_high_s, 240);
	assert_int_equal(manager->intent_count, 2);
	assert_int_equal(manager->intents[1].word_count, 2);
	assert_int_equal(manager->rule_count, 4);
	assert_int_equal(manager->rules[0].decision, PACK_ASK_BACK);
	assert_int_equal(manager->rules[3].decision, PACK_APPROVE);
	assert_null(manager->rules[3].when);
	assert_string_equal(finance->id, "finance");
	assert_int_equal(finance->approval_low_s, 120);
	assert_int_equal(finance->rules[0].decision, PACK_CONDITION);
	assert_string_equal(finance->rules[0].set_parameter, "usd_per_hour");
	assert_float_equal(finance->rules[0].set_value, 2500, 0);
	assert_null(pack_audience(pack, "customers"));
}

static void test_conditions(void **state)
{
	const struct predicate *clear = pack->alerts[0].clear;
	const struct predicate *worries = pack->injects[1].when;
	const struct predicate *any =
		pack_stakeholder(pack, "finance")->rules[0].when;

	(void)state;
	assert_int_equal(clear->kind, PREDICATE_FIGURE);
	assert_string_equal(clear->names[0], "spend_ratio");
	assert_false(clear->has_above);
	assert_true(clear->has_below);
	assert_float_equal(clear->below, 1.3, 1e-12);
	assert_int_equal(clear->seconds, 120);
	assert_int_equal(worries->kind, PREDICATE_ALL);
	assert_int_equal(worries->item_count, 3);
	assert_int_equal(worries->items[0].kind, PREDICATE_AFTER);
	assert_int_equal(worries->items[0].seconds, 360);
	assert_int_equal(worries->items[1].kind, PREDICATE_NOT);
	assert_int_equal(worries->items[1].items[0].kind, PREDICATE_TOLD);
	assert_string_equal(worries->items[1].items[0].names[0], "manager");
	assert_int_equal(worries->items[2].items[0].kind, PREDICATE_HAPPENED);
	assert_int_equal(worries->items[2].items[1].kind, PREDICATE_DECLARED);
	assert_int_equal(any->items[0].kind, PREDICATE_REQUESTED);
	assert_int_equal(any->items[1].kind, PREDICATE_APPLIED);
	assert_int_equal(any->items[1].name_count, 1);
	assert_int_equal(any->items[1].seconds, 120);
	assert_int_equal(any->items[2].kind, PREDICATE_CONCLUDED);
	assert_int_equal(any->items[3].kind, PREDICATE_PINNED);
}

static void test_injects(void **state)
{
	(void)state;
	assert_int_equal(pack->inject_count, 3);
	assert_string_equal(pack->injects[0].expects, "finance");
	assert_int_equal(pack->injects[0].within_s, 300);
	assert_string_equal(pack->injects[1].subject, "");
	assert_int_equal(pack->injects[2].change_count, 1);
	assert_int_equal(pack->word_effect_count, 1);
	assert_int_equal(pack->word_effects[0].change_count, 2);
	assert_null(pack->word_effects[0].hastens);
}

/* A record gives the same bytes back, and the hash is over all of them. */
static void test_bytes(void **state)
{
	const struct edit edit = { "guide.md", "two causes", "two Causes" };
	struct err err = { 0 };
	size_t count;
	const struct pack_file *files = pack_files(pack, &count);
	struct pack *again = pack_load_files(files, count, NULL, &err);
	struct pack *other = load_edited(TINY_PACK, &edit, 1, NULL, &err);

	(void)state;
	assert_int_equal(count, 3);
	assert_string_equal(files[0].name, "scenario.json");
	assert_non_null(again);
	assert_non_null(other);
	assert_true(again->hash == pack->hash);
	assert_true(other->hash != pack->hash);
	pack_destroy(again);
	pack_destroy(other);
	pack_destroy(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_meta),
		cmocka_unit_test(test_stakes),
		cmocka_unit_test(test_screen),
		cmocka_unit_test(test_variants),
		cmocka_unit_test(test_causes),
		cmocka_unit_test(test_mitigations),
		cmocka_unit_test(test_stakeholders),
		cmocka_unit_test(test_conditions),
		cmocka_unit_test(test_injects),
		cmocka_unit_test(test_bytes),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
