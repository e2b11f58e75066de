#include "tests/cmocka_setup.h"
#include "debrief/debrief.h"
#include "tests/drill/tiny.h"

#include <math.h>
#include <string.h>

/* One thing that helps, two that harm, and several that change nothing. */
static struct drill *busy(const struct pack *pack)
{
	struct drill *drill = tiny_drill(pack, "preset", NULL);

	tiny_do(drill, "00:20", "look billing by=preset");
	tiny_do(drill, "00:40", "pin billing by=preset for=default-preset");
	tiny_do(drill, "00:50", "note \"large is most of it\"");
	tiny_do(drill, "01:00", "conclude default-preset");
	tiny_do(drill, "01:10", "tell product \"We look into it. score 6\"");
	tiny_do(drill, "04:00", "apply rollback");
	tiny_do(drill, "06:00", "apply spend-cap usd_per_hour=500");
	tiny_do(drill, "14:00", "revert spend-cap");
	tiny_do(drill, "15:00", "look overview");
	tiny_do(drill, "16:00", "end");
	return drill;
}

static const struct counterfactual *find(struct debrief *debrief,
					 struct arena *arena, const char *title,
					 enum edit_change change)
{
	size_t count;
	const struct counterfactual *const *all =
		debrief_results(debrief, arena, &count);

	for (size_t i = 0; i < count; i++)
		if (!strcmp(all[i]->decision->title, title) &&
		    all[i]->edit.change == change)
			return all[i];
	return NULL;
}

static void whether_it_helped_or_harmed(void **state)
{
	struct pack *pack = tiny_pack(NULL);
	struct drill *drill = busy(pack);
	struct debrief *debrief = debrief_create(drill);
	struct arena arena = ARENA_INIT;
	struct err err = { 0 };
	const struct counterfactual *c;
	const char *says;

	(void)state;
	assert_true(debrief_run(debrief, 1, NULL, &err));

	c = find(debrief, &arena, "Roll release 7 back", EDIT_REMOVED);
	assert_non_null(c);
	assert_true(c->clear && !c->harmful);
	assert_true(c->loss_usd > 100 && c->loss_usd > c->loss_noise_usd);
	assert_true(c->seeds >= 3);
	says = counterfactual_sentence(c, debrief_inputs(debrief), &arena);
	assert_non_null(
		strstr(says, "Without \"Roll release 7 back\" at 04:00"));
	assert_non_null(strstr(says, "higher"));

	/* as soon as the pin could be read */
	c = find(debrief, &arena, "Roll release 7 back", EDIT_EARLIER);
	assert_non_null(c);
	assert_int_equal(c->edit.to_s, 20 + DECISION_READ_S);
	assert_true(c->clear && c->loss_usd < 0);
	says = counterfactual_sentence(c, debrief_inputs(debrief), &arena);
	assert_non_null(strstr(says, "came at 04:00. At 00:50 it would have "
				     "saved"));

	c = find(debrief, &arena, "Cap the spend an hour", EDIT_REMOVED);
	assert_non_null(c);
	assert_true(c->clear && c->harmful && c->loss_usd < -100);
	says = counterfactual_sentence(c, debrief_inputs(debrief), &arena);
	assert_non_null(strstr(says, "did harm"));
	/* taking back what never was is not possible */
	assert_int_equal(c->refusals.count, 1);
	assert_int_equal(c->refusals.items[0].input->command->verb,
			 COMMAND_REVERT);
	assert_non_null(strstr(says, "1 later command would"));

	debrief_destroy(debrief);
	drill_destroy(drill);
	pack_destroy(pack);
	arena_finish(&arena);
}

/* A look, a note, a conclusion and words on which nothing hangs are worth
 * exactly nothing: they are not run again. */
static void what_changes_nothing_is_left_out(void **state)
{
	struct pack *pack = tiny_pack(NULL);
	struct drill *drill = tiny_drill(pack, "preset", NULL);
	struct debrief *debrief;
	struct arena arena = ARENA_INIT;
	struct err err = { 0 };
	size_t count;

	(void)state;
	tiny_do(drill, "00:20", "look billing by=preset");
	tiny_do(drill, "00:30", "note \"hm\"");
	tiny_do(drill, "00:40", "pin billing by=preset for=default-preset");
	tiny_do(drill, "01:00", "conclude default-preset");
	tiny_do(drill, "02:00", "tell finance \"It costs much. score 8\"");
	tiny_do(drill, "03:00", "tell manager \"We work on it. score 8\"");
	debrief = debrief_create(drill);
	assert_true(debrief_run(debrief, 1, NULL, &err));
	debrief_results(debrief, &arena, &count);
	assert_int_equal(count, 0);
	debrief_destroy(debrief);
	drill_destroy(drill);
	pack_destroy(pack);
	arena_finish(&arena);
}

/* One that is not in force by the end, and one that only costs. */
static void what_did_nothing_says_why(void **state)
{
	static const struct counterfactual none = {
		.edit = { .change = EDIT_REMOVED }, .seeds = 1, .same = true
	};
	const struct command command = { .verb = COMMAND_APPLY };
	const struct input input = { .at_s = 240, .command = &command };
	const struct inputs inputs = { .items = &input, .count = 1 };
	struct decision decision = { .title = "Twice the workers" };
	struct counterfactual c = none;
	struct arena arena = ARENA_INIT;

	(void)state;
	c.decision = &decision;
	assert_string_equal(counterfactual_sentence(&c, &inputs, &arena),
			    "\"Twice the workers\" at 04:00 made no "
			    "difference: nothing would have been otherwise "
			    "without it.");
	c.loss_usd = -900;
	assert_string_equal(counterfactual_sentence(&c, &inputs, &arena),
			    "\"Twice the workers\" at 04:00 made no "
			    "difference to the system: without it the loss "
			    "would have been 900 USD lower, by what it cost.");
	decision.never_landed = true;
	assert_string_equal(counterfactual_sentence(&c, &inputs, &arena),
			    "\"Twice the workers\" at 04:00 made no "
			    "difference: it never came into force.");
	arena_finish(&arena);
}

/* A message that brings a measure that harms is told with the measure. */
static void telling_is_no_harm(void **state)
{
	const struct command command = { .verb = COMMAND_TELL };
	const struct input input = { .at_s = 240, .command = &command };
	const struct inputs inputs = { .items = &input, .count = 1 };
	const struct decision held = { .title = "Hold the sale" };
	struct decision decision = { .title = "Message to product" };
	struct counterfactual c = {
		.edit = { .change = EDIT_REMOVED },
		.seeds = 3,
		.decision = &decision,
	};
	struct arena arena = ARENA_INIT;
	const char *says;

	(void)state;
	for (int i = 0; i < c.seeds; i++)
		c.differences[i].loss_usd = -14546;
	counterfactual_settle(&c);
	assert_true(c.clear);
	assert_false(c.harmful);
	says = counterfactual_sentence(&c, &inputs, &arena);
	assert_null(strstr(says, "did harm"));
	assert_non_null(strstr(says, "not the telling"));
	decision.carries = &held;
	says = counterfactual_sentence(&c, &inputs, &arena);
	assert_null(strstr(says, "did harm"));
	assert_non_null(strstr(says, "That is what \"Hold the sale\" did"));
	arena_finish(&arena);
}

static void tell_all(struct debrief *debrief, struct str *out)
{
	struct arena arena = ARENA_INIT;
	size_t count;
	const struct counterfactual *const *all =
		debrief_results(debrief, &arena, &count);

	for (size_t i = 0; i < count; i++)
		str_addf(out, "%.17g %.17g %.17g %d %d %s\n", all[i]->loss_usd,
			 all[i]->loss_noise_usd, all[i]->failed_users,
			 all[i]->seeds, all[i]->clear,
			 counterfactual_sentence(
				 all[i], debrief_inputs(debrief), &arena));
	arena_finish(&arena);
}

static void same_with_any_threads(void **state)
{
	struct pack *pack = tiny_pack(NULL);
	struct drill *drill = busy(pack);
	struct str texts[2] = { STR_INIT, STR_INIT };
	struct err err = { 0 };
	size_t done, total;

	(void)state;
	for (unsigned i = 0; i < 2; i++) {
		struct debrief *debrief = debrief_create(drill);

		assert_true(debrief_run(debrief, i + 1, NULL, &err));
		tell_all(debrief, &texts[i]);
		debrief_progress(debrief, &done, &total);
		assert_true(done > 10);
		assert_int_equal(done, total);
		debrief_destroy(debrief);
	}
	assert_true(texts[0].length > 100);
	assert_string_equal(texts[0].s, texts[1].s);
	str_finish(&texts[0]);
	str_finish(&texts[1]);
	drill_destroy(drill);
	pack_destroy(pack);
}

struct listener {
	struct debrief *debrief;
	int rounds, until;
	size_t known;
};

static void hear(void *context, const struct debrief *debrief)
{
	struct listener *listener = context;
	struct arena arena = ARENA_INIT;

	debrief_results(debrief, &arena, &listener->known);
	if (++listener->rounds == listener->until)
		debrief_cancel(listener->debrief);
	arena_finish(&arena);
}

static void cancelled_keeps_what_is_known(void **state)
{
	struct pack *pack = tiny_pack(NULL);
	struct drill *drill = busy(pack);
	uint64_t before = drill_hash(drill);
	struct arena arena = ARENA_INIT;
	struct err err = { 0 };
	size_t count;

	(void)state;
	for (int until = 0; until < 3; until++) {
		struct debrief *debrief = debrief_create(drill);
		struct listener listener = { debrief, 0, until, 0 };
		struct debrief_news news = { hear, &listener };

		if (until == 0)
			debrief_cancel(debrief);
		assert_true(debrief_run(debrief, 2, &news, &err));
		assert_true(debrief_was_cancelled(debrief));
		assert_int_equal(listener.rounds, until);
		debrief_results(debrief, &arena, &count);
		assert_int_equal(count, listener.known);
		assert_true((count > 0) == (until > 0));
		debrief_destroy(debrief);
	}
	assert_true(drill_hash(drill) == before);
	drill_destroy(drill);
	pack_destroy(pack);
	arena_finish(&arena);
}

static void nobody_did_anything(void **state)
{
	struct pack *pack = tiny_pack(NULL);
	struct drill *drill = tiny_drill(pack, "tenant", NULL);
	struct debrief *debrief = debrief_create(drill);
	struct arena arena = ARENA_INIT;
	struct err err = { 0 };
	size_t count, done, total;

	(void)state;
	assert_true(debrief_run(debrief, 0, NULL, &err));
	debrief_results(debrief, &arena, &count);
	assert_int_equal(count, 0);
	debrief_progress(debrief, &done, &total);
	assert_int_equal(done, total);
	debrief_destroy(debrief);
	drill_destroy(drill);
	pack_destroy(pack);
	arena_finish(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(whether_it_helped_or_harmed),
		cmocka_unit_test(what_did_nothing_says_why),
		cmocka_unit_test(telling_is_no_harm),
		cmocka_unit_test(what_changes_nothing_is_left_out),
		cmocka_unit_test(same_with_any_threads),
		cmocka_unit_test(cancelled_keeps_what_is_known),
		cmocka_unit_test(nobody_did_anything),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
