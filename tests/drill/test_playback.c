#include "tests/cmocka_setup.h"
#include "tests/drill/tiny.h"

#include "base/mem.h"
#include "drill/playback.h"

#include <string.h>

struct stage {
	struct pack *pack;
	struct tiny_journal journal;
	uint64_t hash; /* at the end */
	struct playback *playback;
};

static int open_stage(void **state)
{
	struct stage *stage = mem_calloc(1, sizeof(*stage));
	struct drill_options options = { .judge = &tiny_judge, .seed = 7 };
	struct err err = { 0 };
	struct drill *drill;

	stage->pack = tiny_pack(NULL);
	tiny_journal_init(&stage->journal);
	drill = tiny_drill(stage->pack, "tenant", &stage->journal.journal);
	tiny_do(drill, "00:10", "look overview");
	tiny_do(drill, "00:20", "suspect tenant-batch");
	tiny_do(drill, "00:30", "pin billing by=tenant");
	tiny_do(drill, "01:30", "apply spend-cap usd_per_hour=2500");
	tiny_do(drill, "11:00", "note \"later\"");
	tiny_do(drill, "13:00", "note \"one\"");
	tiny_do(drill, "13:00", "note \"two\"");
	tiny_do(drill, "13:00", "end");
	stage->hash = drill_hash(drill);
	options.pack = stage->pack;
	options.seed = drill_cast(drill)->seed;
	options.variant = drill_cast(drill)->variant;
	options.mode = drill_mode(drill);
	drill_destroy(drill);
	stage->playback = playback_create(&options, stage->journal.rows,
					  stage->journal.count, &err);
	if (!stage->playback)
		fail_msg("%s", err.message);
	*state = stage;
	return 0;
}

static int close_stage(void **state)
{
	struct stage *stage = *state;

	playback_destroy(stage->playback);
	tiny_journal_finish(&stage->journal);
	pack_destroy(stage->pack);
	free(stage);
	return 0;
}

static void go(struct stage *stage, int64_t to_s)
{
	struct err err = { 0 };

	if (!playback_go(stage->playback, to_s, &err))
		fail_msg("to %d: %s", (int)to_s, err.message);
}

/* The hash of the drill at a second. */
static uint64_t hash_at(struct stage *stage, int64_t at_s)
{
	go(stage, at_s);
	return drill_hash(playback_drill(stage->playback));
}

/* Whichever way one came, it is the same drill. */
static void any_way_leads_there(void **state)
{
	static const int64_t path[] = { 700, 25, 599, 600, 601, 90, 0, 780 };
	struct stage *stage = *state;
	uint64_t seen[8], end;

	for (int i = 0; i < 8; i++)
		seen[i] = hash_at(stage, path[i]);
	for (int i = 7; i >= 0; i--)
		assert_int_equal(hash_at(stage, path[i]), seen[i]);
	for (int i = 1; i < 8; i++)
		assert_int_not_equal(seen[i], seen[i - 1]);
	end = hash_at(stage, playback_end(stage->playback));
	assert_int_equal(end, stage->hash);
	assert_int_equal(hash_at(stage, 1000000), end);
	assert_int_equal(playback_now(stage->playback),
			 playback_end(stage->playback));
}

static void time_is_the_drills(void **state)
{
	struct stage *stage = *state;

	go(stage, 345);
	assert_int_equal(drill_now(playback_drill(stage->playback)), 345);
	go(stage, 44);
	assert_int_equal(drill_now(playback_drill(stage->playback)), 44);
	go(stage, -5);
	assert_int_equal(playback_now(stage->playback), 0);
}

/* What was done at the last second comes one by one. */
static void the_end_is_stretched(void **state)
{
	struct stage *stage = *state;
	size_t counts[3];

	assert_int_equal(playback_end(stage->playback),
			 780 + 2 * PLAYBACK_STEP_S);
	for (int i = 0; i < 3; i++) {
		go(stage, 780 + i * PLAYBACK_STEP_S);
		drill_events(playback_drill(stage->playback), &counts[i]);
		assert_int_equal(drill_now(playback_drill(stage->playback)),
				 780);
	}
	assert_true(counts[1] > counts[0]);
	assert_true(counts[2] > counts[1]);
	assert_int_equal(drill_phase(playback_drill(stage->playback)),
			 DRILL_ENDED);
}

/* Decisions and news are moments; looks and pins are not. */
static void goes_from_moment_to_moment(void **state)
{
	struct stage *stage = *state;
	struct playback *playback = stage->playback;
	bool suspected = false, looked = false, applied = false;
	int64_t at_s = 0, before_s;
	int count = 0;

	go(stage, 1);
	while (at_s < playback_end(playback)) {
		before_s = playback_now(playback);
		at_s = playback_moment(playback, 1);
		assert_true(at_s > before_s);
		looked = looked || at_s == 10 || at_s == 30;
		suspected = suspected || at_s == 20;
		applied = applied || at_s == 90;
		go(stage, at_s);
		count++;
	}
	assert_true(suspected && applied && !looked);
	while (playback_moment(playback, -1) > 1) {
		go(stage, playback_moment(playback, -1));
		count--;
	}
	assert_int_equal(count, 1);
}

static void another_record_is_refused(void **state)
{
	struct stage *stage = *state;
	struct drill_options options = {
		.pack = stage->pack,
		.judge = &tiny_judge,
		.seed = 7,
		.variant = pack_variant(stage->pack, "tenant"),
	};
	struct err err = { 0 };
	const char *text;
	size_t derived = 0;

	while (stage->journal.rows[derived].kind != JOURNAL_DERIVED)
		derived++;
	text = stage->journal.rows[derived].text;
	stage->journal.rows[derived].text = "alert nothing of the kind";
	assert_null(playback_create(&options, stage->journal.rows,
				    stage->journal.count, &err));
	stage->journal.rows[derived].text = text;
	assert_int_equal(err.code, ERR_STATE);
}

static void no_record_goes_past_the_end(void **state)
{
	struct stage *stage = *state;
	struct drill_options options = {
		.pack = stage->pack,
		.judge = &tiny_judge,
		.seed = 7,
		.variant = pack_variant(stage->pack, "tenant"),
	};
	struct err err = { 0 };
	size_t last = stage->journal.count - 1;

	stage->journal.rows[last].at_s = 1000000000;
	assert_null(playback_create(&options, stage->journal.rows,
				    stage->journal.count, &err));
	assert_int_equal(err.code, ERR_STATE);
	assert_non_null(strstr(err.message, "after the end"));
}

#define ON_STAGE(test) \
	cmocka_unit_test_setup_teardown(test, open_stage, close_stage)

int main(void)
{
	const struct CMUnitTest tests[] = {
		ON_STAGE(any_way_leads_there),
		ON_STAGE(time_is_the_drills),
		ON_STAGE(the_end_is_stretched),
		ON_STAGE(goes_from_moment_to_moment),
		ON_STAGE(another_record_is_refused),
		ON_STAGE(no_record_goes_past_the_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
