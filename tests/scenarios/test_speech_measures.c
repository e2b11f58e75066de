/*
 * Every measure of the live classes that can be applied does to the class of
 * 17:30 what the pack expects of it, for every cause.
 *
 * It lands between two classes, at 07:00; one that is about the open day is
 * judged by the class of 18:00.  Beside it runs the same drill with
 * nobody doing anything, on the same random numbers.
 */
#include "tests/cmocka_setup.h"

#include "tests/scenarios/lab.h"

#include "base/mem.h"
#include "base/workers.h"

#include <stdlib.h>
#include <string.h>

#define SEED 1
#define VARIANTS 4
#define MEASURES_MAX 64
#define MINUTE INT64_C(60)
#define BEGIN (-48 * MINUTE)
#define LANDS (7 * MINUTE)
#define OVER (35 * MINUTE)
#define LATE (56 * MINUTE) /* well into the class of 18:00 */

/* The loss to that of doing nothing: at most the one helps, at least the other
 * harms.  What lies near an edge may be called either. */
#define HELPS 0.92
#define HARMS 1.04
#define NEUTRAL_LOW 0.83
#define NEUTRAL_HIGH 1.15

struct grid {
	struct pack *pack;
	double ratio[VARIANTS][MEASURES_MAX];
	bool bad[VARIANTS];
};

static void run_one(size_t variant, void *context)
{
	struct grid *grid = context;
	const struct pack *pack = grid->pack;
	struct lab normal, begun, nothing;
	struct lab_loss early, late;

	lab_start(&normal, pack, SEED, (int)variant, true, BEGIN);
	lab_until(&normal, LATE);
	lab_start(&begun, pack, SEED, (int)variant, false, BEGIN);
	lab_until(&begun, LANDS);
	lab_fork(&begun, &nothing);
	lab_until(&nothing, LATE);
	lab_loss(&nothing, &normal, LANDS, OVER, &early);
	lab_loss(&nothing, &normal, LANDS, LATE, &late);
	for (size_t m = 0; m < pack->mitigation_count; m++) {
		const struct pack_mitigation *measure = &pack->mitigations[m];
		bool is_late = strcmp(measure->id, "hold-open-day") == 0;
		struct lab lab;
		struct lab_loss loss;

		if (measure->plan_only)
			continue;
		lab_fork(&begun, &lab);
		lab_land(&lab, measure, NULL);
		lab_until(&lab, is_late ? LATE : OVER);
		lab_loss(&lab, &normal, LANDS, is_late ? LATE : OVER, &loss);
		grid->ratio[variant][m] = loss.total_usd /
					  (is_late ? late.total_usd
						   : early.total_usd);
		grid->bad[variant] |= lab.bad;
		lab_stop(&lab);
	}
	lab_stop(&normal);
	lab_stop(&begun);
	lab_stop(&nothing);
}

static bool as_expected(enum pack_expect expect, double ratio)
{
	switch (expect) {
	case PACK_HELPS:
		return ratio <= HELPS;
	case PACK_HARMS:
		return ratio >= HARMS;
	default:
		return ratio >= NEUTRAL_LOW && ratio <= NEUTRAL_HIGH;
	}
}

static void measures_do_what_the_pack_says(void **state)
{
	struct grid *grid = mem_calloc(1, sizeof *grid);
	const struct pack *pack;
	int wrong = 0;

	(void)state;
	pack = grid->pack = lab_load("speech-tail-latency");
	assert_int_equal(pack->variant_count, VARIANTS);
	assert_true(pack->mitigation_count <= MEASURES_MAX);
	workers_run(VARIANTS, run_one, grid, 0, NULL);
	for (size_t v = 0; v < VARIANTS; v++) {
		assert_false(grid->bad[v]);
		for (size_t m = 0; m < pack->mitigation_count; m++) {
			const struct pack_mitigation *measure =
				&pack->mitigations[m];

			if (measure->plan_only ||
			    as_expected(measure->expect[v], grid->ratio[v][m]))
				continue;
			print_error("%s in %s: %.2f of the loss of doing "
				    "nothing\n",
				    measure->id, pack->variants[v].id,
				    grid->ratio[v][m]);
			wrong++;
		}
	}
	assert_int_equal(wrong, 0);
	pack_destroy(grid->pack);
	free(grid);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(measures_do_what_the_pack_says),
	};

	return cmocka_run_group_tests_name("scenarios/speech_measures", tests,
					   NULL, NULL);
}
