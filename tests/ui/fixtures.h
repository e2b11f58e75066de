/*
 * Fixtures: a test program's own stage, before the tiny pack on a screen of
 * 30 rows and 100 columns, in each mode.
 *
 *	IN(practice, test_something)
 *
 * is a test that finds it open and leaves it to be closed.
 */
#ifndef GAMEDAY_TESTS_UI_FIXTURES_H
#define GAMEDAY_TESTS_UI_FIXTURES_H

#include "tests/cmocka_setup.h"
#include "tests/ui/stage.h"

#define IN(mode, test) \
	cmocka_unit_test_setup_teardown(test, open_##mode, close_stage)

static struct stage stage;

static inline int open_tiny(enum drill_mode mode, bool begun)
{
	stage_open(&stage, STAGE_TINY, mode, 30, 100, begun);
	return 0;
}

static inline int open_practice(void **state)
{
	(void)state;
	return open_tiny(DRILL_PRACTICE, true);
}

static inline int open_exam(void **state)
{
	(void)state;
	return open_tiny(DRILL_EXAM, true);
}

/* Those two stand before the briefing. */
static inline int open_briefing(void **state)
{
	(void)state;
	return open_tiny(DRILL_PRACTICE, false);
}

static inline int open_coached(void **state)
{
	(void)state;
	return open_tiny(DRILL_COACHED, false);
}

static inline int close_stage(void **state)
{
	(void)state;
	stage_close(&stage);
	return 0;
}

#endif
