#include "tests/cmocka_setup.h"
#include "debrief/rerun.h"
#include "drill/fork.h"
#include "tests/drill/tiny.h"

#include <math.h>
#include <string.h>

static struct outcome played, again;

struct scene {
	struct pack *pack;
	struct drill *drill, *page;
	struct arena arena;
	struct inputs inputs;
};

/* A drill in which one thing helps and much is looked at and noted down. */
static void scene_init(struct scene *s)
{
	struct err err = { 0 };

	s->pack = tiny_pack(NULL);
	s->drill = tiny_drill(s->pack, "preset", NULL);
	arena_init(&s->arena);
	tiny_do(s->drill, "00:20", "look billing by=preset");
	tiny_do(s->drill, "00:40", "pin billing by=preset for=default-preset");
	tiny_do(s->drill, "00:50", "note \"large is most of it\"");
	tiny_do(s->drill, "01:30", "tell customers \"Please wait. score 8\"");
	tiny_do(s->drill, "02:00", "apply rollback");
	tiny_do(s->drill, "06:00", "apply spend-cap usd_per_hour=900");
	tiny_do(s->drill, "09:00", "revert spend-cap");
	tiny_do(s->drill, "12:00", "end");
	s->page = drill_again(s->drill, 0, &err);
	assert_non_null(s->page);
	assert_true(drill_settle_baseline(s->page, &err));
	inputs_of(s->drill, &s->arena, &s->inputs);
}

static void scene_finish(struct scene *s)
{
	drill_destroy(s->page);
	drill_destroy(s->drill);
	pack_destroy(s->pack);
	arena_finish(&s->arena);
}

static size_t find(const struct scene *s, enum command_verb verb)
{
	for (size_t i = 0; i < s->inputs.count; i++)
		if (s->inputs.items[i].command->verb == verb)
			return i;
	fail_msg("no such input");
	return 0;
}

/* Runs the drill with one edit. */
static void run(struct scene *s, const struct edit *edit, struct outcome *out,
		struct refusals *refusals)
{
	struct err err = { 0 };
	struct inputs list;
	struct walk walk;
	size_t same;
	int64_t until_s;

	list = inputs_edit(&s->inputs, edit, &s->arena, &same, &until_s);
	walk_init(&walk, s->page, &s->inputs);
	assert_true(walk_to(&walk, same, until_s, &err));
	assert_true(rerun_from(&walk, &list, same, out, refusals, &err));
	walk_finish(&walk);
}

static void only_what_matters_is_an_input(void **state)
{
	struct scene s;

	(void)state;
	scene_init(&s);
	assert_int_equal(s.inputs.count, 5);
	for (size_t i = 0; i < s.inputs.count; i++) {
		enum command_verb verb = s.inputs.items[i].command->verb;

		assert_true(verb != COMMAND_LOOK && verb != COMMAND_NOTE);
		assert_true((verb == COMMAND_TELL) ==
			    (s.inputs.items[i].verdict != NULL));
	}
	assert_true(fabs(s.inputs.items[find(&s, COMMAND_TELL)].verdict->score -
			 8) < 1e-9);
	scene_finish(&s);
}

/* Looks and notes are left out, the baseline is shared, the end is passed over:
 * all the same it is the drill as it was played, to the last bit. */
static void unchanged_is_the_same(void **state)
{
	struct scene s;
	struct edit none = { .change = EDIT_NONE };
	struct refusals refusals = { 0 };
	struct err err = { 0 };

	(void)state;
	scene_init(&s);
	refusals.arena = &s.arena;
	assert_true(outcome_of(s.drill, &played, &err));
	run(&s, &none, &again, &refusals);
	assert_int_equal(again.hash, played.hash);
	assert_true(again.loss_usd == played.loss_usd);
	assert_true(again.failed_users == played.failed_users);
	assert_true(again.excess_usd == played.excess_usd);
	assert_int_equal(refusals.count, 0);
	scene_finish(&s);
}

static void without_what_helped_it_is_worse(void **state)
{
	struct scene s;
	struct edit without = { .change = EDIT_REMOVED };
	struct err err = { 0 };

	(void)state;
	scene_init(&s);
	assert_true(outcome_of(s.drill, &played, &err));
	without.index = find(&s, COMMAND_APPLY);
	run(&s, &without, &again, NULL);
	assert_true(again.loss_usd > played.loss_usd + 100);
	scene_finish(&s);
}

static void what_becomes_impossible_is_listed(void **state)
{
	struct scene s;
	struct edit without = { .change = EDIT_REMOVED };
	struct refusals refusals = { 0 };

	(void)state;
	scene_init(&s);
	refusals.arena = &s.arena;
	without.index = find(&s, COMMAND_REVERT) - 1;
	run(&s, &without, &again, &refusals);
	assert_int_equal(refusals.count, 1);
	assert_int_equal(refusals.items[0].input->command->verb,
			 COMMAND_REVERT);
	assert_non_null(strstr(refusals.items[0].why, "not in force"));
	scene_finish(&s);
}

/* An earlier command takes its company along, which keeps its order and stops
 * at its floor. */
static void company_comes_along(void **state)
{
	struct scene s;
	struct edit earlier = { .change = EDIT_EARLIER, .to_s = 65 };
	struct inputs list;
	size_t same;
	int64_t until_s;

	(void)state;
	scene_init(&s);
	earlier.index = find(&s, COMMAND_APPLY);
	earlier.company[0] = find(&s, COMMAND_TELL);
	earlier.floors[0] = 45;
	earlier.company_count = 1;
	list = inputs_edit(&s.inputs, &earlier, &s.arena, &same, &until_s);
	assert_int_equal(list.count, s.inputs.count);
	assert_int_equal(list.items[1].command->verb, COMMAND_TELL);
	assert_int_equal(list.items[1].at_s, 45);
	assert_int_equal(list.items[2].command->verb, COMMAND_APPLY);
	assert_int_equal(list.items[2].at_s, 65);
	assert_int_equal(same, 1); /* the pin */
	assert_int_equal(until_s, 45);
	scene_finish(&s);
}

static void earlier_helps_more(void **state)
{
	struct scene s;
	struct edit earlier = { .change = EDIT_EARLIER, .to_s = 41 };
	struct err err = { 0 };

	(void)state;
	scene_init(&s);
	earlier.index = find(&s, COMMAND_APPLY);
	assert_true(outcome_of(s.drill, &played, &err));
	run(&s, &earlier, &again, NULL);
	assert_true(again.loss_usd < played.loss_usd);
	scene_finish(&s);
}

/* Other luck, same cast: another hash, the same cause and people. */
static void other_chance_same_cast(void **state)
{
	struct scene s;
	struct err err = { 0 };
	struct drill *other;

	(void)state;
	scene_init(&s);
	other = drill_again(s.drill, 1, &err);
	assert_non_null(other);
	assert_int_equal(drill_trigger(other), drill_trigger(s.drill));
	assert_int_equal(drill_cast(other)->seed, drill_cast(s.drill)->seed);
	assert_true(outcome_of(s.page, &played, &err));
	assert_true(outcome_of(other, &again, &err));
	assert_true(played.hash != again.hash);
	drill_destroy(other);
	scene_finish(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_what_matters_is_an_input),
		cmocka_unit_test(unchanged_is_the_same),
		cmocka_unit_test(without_what_helped_it_is_worse),
		cmocka_unit_test(what_becomes_impossible_is_listed),
		cmocka_unit_test(company_comes_along),
		cmocka_unit_test(earlier_helps_more),
		cmocka_unit_test(other_chance_same_cast),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
