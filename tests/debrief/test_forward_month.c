#include "tests/cmocka_setup.h"
#include "debrief/forward_month.h"
#include "debrief/forward_plan.h"
#include "tests/drill/tiny.h"

#include <string.h>

#define DAY_S 86400

/* The tiny drill begins on Tuesday 2026-03-10 at 14:05 and lasts 20 minutes. */
static const struct tiny_edit weeks[] = {
	{ "\"hands\": 2,",
	  "\"hands\": 2, \"forward\": {\"days\": 16, "
	  "\"launch\": {\"title\": \"Sale\", \"day\": 10, \"hour\": 9, "
	  "\"hours\": 3, \"traffic\": 2}, "
	  "\"slowdown\": {\"title\": \"Slow\", \"day\": 12, \"hour\": 22, "
	  "\"hours\": 4, \"scale\": {\"painter.slowdown\": 2}}}," },
	{ NULL, NULL },
};

static const struct planned measures[] = {
	{ .stands = true, .until_s = INT64_MAX },
	{ .from_s = 2 * DAY_S, .until_s = INT64_MAX },
	{ .from_s = 30 * DAY_S, .until_s = INT64_MAX },
};
static const struct planned_list plan = { measures, 3 };

/* Where another system begins, by the edits above. */
static bool is_border(int hour)
{
	int launch = 9 * 24 + 19, slow = 11 * 24 + 8; /* 09:25, 22:25 */

	return hour == 0 || hour == 48 || hour == launch ||
	       hour == launch + 3 || hour == slow || hour == slow + 4;
}

static int border_before(int hour)
{
	while (!is_border(hour))
		hour--;
	return hour;
}

static void every_hour_is_stood_for(void **state)
{
	struct pack *pack = tiny_pack(weeks);
	struct arena arena = ARENA_INIT;
	struct month month = month_of(pack, &pack->variants[0].later, &plan, 1,
				      &arena);
	int stands = 0, launch = 0, slow = 0;

	(void)state;
	assert_int_equal(month.hours, 16 * 24);
	for (int h = 0; h < month.hours; h++) {
		const struct month_window *w = &month.windows[month.window[h]];

		/* the same hour of the week of the same system */
		assert_int_equal((h - w->hour) % 168, 0);
		assert_int_equal(border_before(h), border_before(w->hour));
		assert_int_equal(month.spell[h], month.spell[w->hour]);
		if (month.spell[h] != MONTH_ORDINARY || is_border(h)) {
			assert_int_equal(w->minutes, 60);
			assert_int_equal(w->stands, 1);
		}
		launch += month.spell[h] == MONTH_LAUNCH;
		slow += month.spell[h] == MONTH_SLOWDOWN;
	}
	for (size_t i = 0; i < month.window_count; i++) {
		stands += month.windows[i].stands;
		assert_true(month.windows[i].minutes >= month.slice_min);
		assert_true(i == 0 ||
			    month.windows[i].hour > month.windows[i - 1].hour);
	}
	assert_int_equal(stands, month.hours);
	assert_int_equal(launch, 3);
	assert_int_equal(slow, 4);
	/* a week of the longest stretch, and all of the others */
	assert_true(month.window_count < (size_t)month.hours);
	arena_finish(&arena);
	pack_destroy(pack);
}

static void whole_is_whole(void **state)
{
	struct pack *pack = tiny_pack(weeks);
	struct arena arena = ARENA_INIT;
	struct month month = month_of(pack, &pack->variants[0].later, &plan, 0,
				      &arena);

	(void)state;
	assert_int_equal(month.window_count, month.hours);
	for (int h = 0; h < month.hours; h++) {
		assert_int_equal(month.window[h], h);
		assert_int_equal(month.windows[h].minutes, 60);
	}
	arena_finish(&arena);
	pack_destroy(pack);
}

/* The more windows, the shorter the slices. */
static void work_is_bounded(void **state)
{
	struct pack *pack = tiny_pack(NULL);
	struct arena arena = ARENA_INIT;
	struct planned_list none = { NULL, 0 };
	struct planned many[25] = { 0 };
	struct planned_list all = { many, 25 };
	struct month few, most;
	double minutes = 0;

	(void)state;
	for (int i = 0; i < 25; i++)
		many[i] = (struct planned){ .from_s = (i + 1) * DAY_S,
					    .until_s = INT64_MAX };
	few = month_of(pack, &pack->variants[0].later, &none, 1, &arena);
	most = month_of(pack, &pack->variants[0].later, &all, 1, &arena);
	assert_int_equal(few.hours, 720);
	assert_true(few.window_count < most.window_count);
	assert_true(few.slice_min >= most.slice_min);
	for (size_t i = 0; i < most.window_count; i++)
		minutes += most.windows[i].minutes;
	assert_true(minutes / 60 < 120);
	arena_finish(&arena);
	pack_destroy(pack);
}

static void dates(void **state)
{
	static const struct {
		const char *due;
		int64_t days; /* -1: none */
	} rows[] = {
		{ "+3d", 3 },	      { "+2w", 14 },	{ "2026-03-20", 10 },
		{ "2026-04-10", 31 }, { "", -1 },	{ "soon", -1 },
		{ "+d", -1 },	      { "+3m", -1 },	{ NULL, -1 },
		{ "3d", -1 },	      { "+9999d", -1 },
	};
	struct pack *pack = tiny_pack(NULL);

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		int64_t due_s = -DAY_S;

		assert_int_equal(forward_due(rows[i].due, pack, &due_s),
				 rows[i].days >= 0);
		assert_int_equal(due_s, rows[i].days * DAY_S);
	}
	pack_destroy(pack);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_hour_is_stood_for),
		cmocka_unit_test(whole_is_whole),
		cmocka_unit_test(work_is_bounded),
		cmocka_unit_test(dates),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
