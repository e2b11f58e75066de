#include "tests/cmocka_setup.h"
#include "drill/outcome.h"
#include "tests/drill/tiny.h"

#include <math.h>
#include <string.h>

static struct outcome outcome, nothing, par;

static void assert_same(const struct outcome *a, const struct outcome *b)
{
	assert_int_equal(a->hash, b->hash);
	assert_true(a->loss_usd == b->loss_usd);
	assert_true(a->failed_users == b->failed_users);
	assert_true(a->excess_usd == b->excess_usd);
	assert_int_equal(a->minute_count, b->minute_count);
	for (size_t i = 0; i < a->minute_count; i++)
		assert_true(a->minutes[i].spend_usd_per_hour ==
			    b->minutes[i].spend_usd_per_hour);
}

static void ending_at_once_is_doing_nothing(void **state)
{
	struct pack *pack = tiny_pack(NULL);
	struct drill *drill = tiny_drill(pack, "tenant", NULL);
	struct err err = { 0 };

	(void)state;
	tiny_do(drill, "00:00", "end");
	assert_true(outcome_of(drill, &outcome, &err));
	assert_true(outcome_of_nothing(drill, &nothing, &err));
	assert_same(&outcome, &nothing);
	assert_true(nothing.loss_usd > 0);
	assert_true(nothing.failed_users > 0);
	assert_int_equal(nothing.minute_count, 20);
	assert_true(isnan(nothing.minutes_to_diagnose));
	assert_true(isnan(nothing.minutes_to_contain));
	drill_destroy(drill);
	pack_destroy(pack);
}

static void par_is_better(void **state)
{
	static const char *const variants[] = { "preset", "tenant" };
	struct pack *pack = tiny_pack(NULL);
	struct err err = { 0 };

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct drill *drill = tiny_drill(pack, variants[i], NULL);

		assert_true(outcome_of_nothing(drill, &nothing, &err));
		assert_true(outcome_of_par(drill, &par, &err));
		/* the limit on the tenant has its price in people */
		assert_true(par.excess_usd < nothing.excess_usd * 0.6);
		assert_true(i > 0 || par.loss_usd < nothing.loss_usd * 0.5);
		assert_true(par.minutes_to_diagnose == 2);
		drill_destroy(drill);
	}
	pack_destroy(pack);
}

/* What is on its way when somebody ends still lands. */
static void lands_after_the_end(void **state)
{
	struct pack *pack = tiny_pack(NULL);
	struct drill *early = tiny_drill(pack, "preset", NULL);
	struct drill *late = tiny_drill(pack, "preset", NULL);
	struct err err = { 0 };
	uint64_t hash;

	(void)state;
	tiny_do(early, "00:30", "apply rollback");
	tiny_do(early, "00:31", "end");
	tiny_do(late, "00:30", "apply rollback");
	tiny_go(late, "20:00");
	hash = drill_hash(early);
	assert_true(outcome_of(early, &outcome, &err));
	assert_true(outcome_of(late, &nothing, &err));
	assert_same(&outcome, &nothing);
	assert_true(outcome.minutes_to_contain < 10);
	assert_true(outcome.spend_ratio_end < 1.5);
	/* the drill itself is as it was */
	assert_int_equal(drill_hash(early), hash);
	assert_int_equal(drill_now(early), 31);
	drill_destroy(early);
	drill_destroy(late);
	pack_destroy(pack);
}

/* Refusing everybody stops the money; the people make it a bad bargain. */
static void people_count(void **state)
{
	struct pack *pack = tiny_pack(NULL);
	struct drill *drill = tiny_drill(pack, "preset", NULL);
	struct err err = { 0 };

	(void)state;
	tiny_do(drill, "00:00", "apply spend-cap usd_per_hour=500");
	assert_true(outcome_of(drill, &outcome, &err));
	assert_true(outcome.excess_usd < 500);
	assert_true(outcome.loss_usd > outcome.failed_loss_usd);
	assert_true(outcome.failed_users > 300);
	drill_destroy(drill);
	pack_destroy(pack);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ending_at_once_is_doing_nothing),
		cmocka_unit_test(par_is_better),
		cmocka_unit_test(lands_after_the_end),
		cmocka_unit_test(people_count),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
