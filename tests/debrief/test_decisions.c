#include "tests/cmocka_setup.h"
#include "debrief/decisions.h"
#include "debrief/evidence.h"
#include "tests/drill/tiny.h"

#include <string.h>

struct scene {
	struct pack *pack;
	struct drill *drill;
	struct arena arena;
	struct inputs inputs;
	struct decisions decisions;
};

static void scene_init(struct scene *s, const char *variant)
{
	s->pack = tiny_pack(NULL);
	s->drill = tiny_drill(s->pack, variant, NULL);
	arena_init(&s->arena);
}

static void scene_find(struct scene *s)
{
	inputs_of(s->drill, &s->arena, &s->inputs);
	decisions_of(s->drill, &s->inputs, &s->arena, &s->decisions);
}

static void scene_finish(struct scene *s)
{
	drill_destroy(s->drill);
	pack_destroy(s->pack);
	arena_finish(&s->arena);
}

static const struct decision *find(const struct scene *s, const char *title)
{
	for (size_t i = 0; i < s->decisions.count; i++)
		if (!strcmp(s->decisions.items[i].title, title))
			return &s->decisions.items[i];
	fail_msg("no decision '%s'", title);
	return NULL;
}

static void needs_its_evidence(void **state)
{
	struct scene s;

	(void)state;
	scene_init(&s, "preset");
	tiny_do(s.drill, "01:00", "look billing by=tenant");
	tiny_do(s.drill, "03:00", "pin billing by=preset for=default-preset");
	tiny_do(s.drill, "08:00", "apply rollback");
	tiny_do(s.drill, "09:00", "apply spend-cap");
	scene_find(&s);
	assert_int_equal(s.decisions.count, 2);
	/* billing by tenant does not bear on what a rollback is for */
	assert_int_equal(find(&s, "Roll release 7 back")->earliest_s,
			 180 + DECISION_READ_S);
	/* a cap is right without a diagnosis */
	assert_int_equal(find(&s, "Cap the spend an hour")->earliest_s,
			 DECISION_READ_S);
	scene_finish(&s);
}

/* A shot in the dark could have come as soon as there was something to see. */
static void without_evidence_from_the_page_on(void **state)
{
	struct scene s;

	(void)state;
	scene_init(&s, "preset");
	tiny_do(s.drill, "05:00", "apply rollback");
	scene_find(&s);
	assert_int_equal(find(&s, "Roll release 7 back")->earliest_s,
			 DECISION_READ_S);
	scene_finish(&s);
}

static void not_worth_asking_by_less_than_a_minute(void **state)
{
	struct scene s;

	(void)state;
	scene_init(&s, "preset");
	tiny_do(s.drill, "01:00", "look billing by=preset");
	tiny_do(s.drill, "02:29", "apply rollback");
	tiny_do(s.drill, "02:35", "apply spend-cap");
	scene_find(&s);
	assert_int_equal(find(&s, "Roll release 7 back")->earliest_s, -1);
	assert_true(find(&s, "Cap the spend an hour")->earliest_s > 0);
	scene_finish(&s);
}

static void taking_back_comes_after_its_measure(void **state)
{
	struct scene s;

	(void)state;
	scene_init(&s, "preset");
	tiny_do(s.drill, "02:00", "apply spend-cap"); /* lands at 03:00 */
	tiny_do(s.drill, "10:00", "revert spend-cap");
	tiny_do(s.drill, "12:00", "apply spend-cap usd_per_hour=900");
	scene_find(&s);
	assert_int_equal(s.decisions.count, 3);
	assert_int_equal(
		find(&s, "Cap the spend an hour: taken back")->earliest_s,
		180 + DECISION_WRITE_S);
	assert_int_equal(s.decisions.items[2].earliest_s, 601);
	scene_finish(&s);
}

static void the_request_is_taken_along(void **state)
{
	struct scene s;
	const struct decision *quota;

	(void)state;
	scene_init(&s, "tenant");
	tiny_do(s.drill, "01:00", "pin billing by=tenant for=tenant-batch");
	tiny_do(s.drill, "06:00", "tell customers \"Please wait.\"");
	tiny_do(s.drill, "07:00", "tell manager \"I ask for a yes. score 8\"");
	tiny_do(s.drill, "08:00", "apply tenant-quota");
	scene_find(&s);
	quota = find(&s, "Limit the tenant");
	assert_true(quota->never_landed); /* nothing came of it yet */
	assert_true(quota->earliest_s >= 60 + DECISION_READ_S);
	assert_int_equal(quota->company_count, 1);
	assert_int_equal(s.inputs.items[quota->company[0]].at_s, 7 * 60);
	assert_true(find(&s, "Message to manager, with the request for Limit "
			     "the tenant")
			    ->carries == quota);
	scene_finish(&s);
}

/* Whoever asks first and explains much later, when asked back. */
static void the_answer_is_taken_along(void **state)
{
	struct scene s;
	const struct decision *quota;

	(void)state;
	scene_init(&s, "tenant");
	tiny_do(s.drill, "01:00", "pin billing by=tenant for=tenant-batch");
	tiny_do(s.drill, "02:00", "apply tenant-quota");
	tiny_do(s.drill, "19:00", "tell manager \"I ask for a yes. score 8\"");
	scene_find(&s);
	quota = find(&s, "Limit the tenant");
	assert_int_equal(quota->company_count, 1);
	assert_int_equal(s.inputs.items[quota->company[0]].at_s, 19 * 60);
	scene_finish(&s);
}

static void words_and_what_hangs_on_them(void **state)
{
	struct scene s;

	(void)state;
	scene_init(&s, "tenant");
	tiny_do(s.drill, "01:00", "look overview");
	tiny_do(s.drill, "02:00", "tell support \"Nothing hangs on this.\"");
	tiny_do(s.drill, "05:00", "tell customers \"Please wait. score 8\"");
	tiny_do(s.drill, "09:00", "tell customers \"It works. score 8\"");
	scene_find(&s);
	assert_int_equal(s.decisions.count, 2);
	assert_string_equal(s.decisions.items[0].title, "Message to customers");
	assert_int_equal(s.decisions.items[0].earliest_s,
			 60 + DECISION_WRITE_S);
	/* an update speaks of its own time */
	assert_int_equal(s.decisions.items[1].earliest_s, -1);
	scene_finish(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(needs_its_evidence),
		cmocka_unit_test(without_evidence_from_the_page_on),
		cmocka_unit_test(not_worth_asking_by_less_than_a_minute),
		cmocka_unit_test(taking_back_comes_after_its_measure),
		cmocka_unit_test(the_request_is_taken_along),
		cmocka_unit_test(the_answer_is_taken_along),
		cmocka_unit_test(words_and_what_hangs_on_them),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
