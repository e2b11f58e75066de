#include "tests/cmocka_setup.h"
#include "debrief/rivals.h"
#include "tests/drill/tiny.h"

#include <string.h>

static struct rivals rivals, again;
static struct outcome own, nothing, par;

static void assert_same(const struct outcome *a, const struct outcome *b)
{
	assert_int_equal(a->hash, b->hash);
	assert_true(a->loss_usd == b->loss_usd);
	assert_true(a->excess_usd == b->excess_usd);
	assert_true(a->failed_users == b->failed_users);
	assert_int_equal(a->minute_count, b->minute_count);
	for (size_t i = 0; i < a->minute_count; i++) {
		assert_true(a->minutes[i].spend_usd_per_hour ==
			    b->minutes[i].spend_usd_per_hour);
		assert_true(a->minutes[i].spend_ratio ==
			    b->minutes[i].spend_ratio);
	}
}

/* Forks and a shared baseline give what whole runs of their own give, with one
 * thread and with two. */
static void the_same_as_alone(void **state)
{
	static const char *const variants[] = { "preset", "tenant" };
	struct pack *pack = tiny_pack(NULL);
	struct err err = { 0 };

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct drill *drill = tiny_drill(pack, variants[i], NULL);

		tiny_do(drill, "03:00", "apply spend-cap");
		tiny_go(drill, "08:00");
		assert_true(outcome_of(drill, &own, &err));
		assert_true(outcome_of_nothing(drill, &nothing, &err));
		assert_true(outcome_of_par(drill, &par, &err));
		assert_true(rivals_run(drill, NULL, 1, &rivals, &err));
		assert_true(rivals_run(drill, NULL, 2, &again, &err));
		assert_true(rivals.has_par && again.has_par);
		assert_same(&rivals.own, &own);
		assert_same(&rivals.nothing, &nothing);
		assert_same(&rivals.par, &par);
		assert_same(&again.own, &own);
		assert_same(&again.nothing, &nothing);
		assert_same(&again.par, &par);
		assert_true(own.hash != nothing.hash && par.hash != own.hash);
		drill_destroy(drill);
	}
	pack_destroy(pack);
}

/* Begun when the drill is, beside it, whatever is done meanwhile. */
static void ahead_of_the_end(void **state)
{
	struct pack *pack = tiny_pack(NULL);
	struct drill *drill = tiny_drill(pack, "tenant", NULL);
	struct rivals_ahead *ahead = rivals_ahead_start(drill);
	struct err err = { 0 };

	(void)state;
	assert_non_null(ahead);
	tiny_do(drill, "03:00", "apply spend-cap");
	tiny_go(drill, "08:00");
	assert_true(rivals_run(drill, NULL, 1, &again, &err));
	/* as often as one likes */
	for (int i = 0; i < 2; i++) {
		memset(&rivals, 0, sizeof(rivals));
		assert_true(rivals_run(drill, ahead, 1, &rivals, &err));
		assert_true(rivals.has_par);
		assert_same(&rivals.own, &again.own);
		assert_same(&rivals.nothing, &again.nothing);
		assert_same(&rivals.par, &again.par);
	}
	rivals_ahead_destroy(ahead);
	/* not waited for: it ends all the same */
	rivals_ahead_destroy(rivals_ahead_start(drill));
	rivals_ahead_destroy(NULL);
	drill_destroy(drill);
	pack_destroy(pack);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_same_as_alone),
		cmocka_unit_test(ahead_of_the_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
