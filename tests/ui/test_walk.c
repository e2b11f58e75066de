/* A monkey at the keyboard: whatever is pressed, the screen stands. */
#include "tests/cmocka_setup.h"
#include "tests/ui/stage.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

static uint64_t luck;

static int draw_number(int count)
{
	luck = luck * UINT64_C(6364136223846793005) +
	       UINT64_C(1442695040888963407);
	return (int)((luck >> 33) % (uint64_t)count);
}

/* Mostly keys that do something; sometimes anything. */
static int draw_key(void)
{
	static const char often[] = "1234567890imcbtvp/[]fswxaBdn?:jkhlgGrN";
	int kind = draw_number(20);

	if (kind < 9)
		return often[draw_number((int)sizeof(often) - 1)];
	if (kind < 14)
		return UI_KEY_FIRST +
		       draw_number(UI_KEY_END_OF_KEYS - UI_KEY_FIRST);
	if (kind < 16)
		return UI_KEY_ENTER;
	if (kind < 17)
		return UI_KEY_ESCAPE;
	if (kind < 18)
		return 1 + draw_number(26);
	if (kind < 19)
		return ' ' + draw_number(95);
	return draw_number(2) ? 0x65e5 : (0x62 | UI_KEY_ALT);
}

/* Every cell holds one character, and wide ones have both halves. */
static void check_cells(const struct surface *surface)
{
	for (int row = 0; row < surface->rows; row++)
		for (int column = 0; column < surface->columns; column++) {
			const struct cell *cell = surface_at(surface, row,
							     column);

			assert_true(cell->role < ROLE_COUNT);
			assert_true(cell->width <= 2);
			assert_true((cell->width == 0) ==
				    (cell->text[0] == '\0'));
			if (cell->width == 2)
				assert_int_equal(surface_at(surface, row,
							    column + 1)
							 ->width,
						 0);
		}
	assert_in_range(surface->cursor_row + 1, 0, surface->rows);
	assert_in_range(surface->cursor_column + 1, 0, surface->columns);
}

static void walk(uint64_t seed, enum drill_mode mode, int steps)
{
	static const int sizes[][2] = { { 24, 80 }, { 36, 120 }, { 60, 200 },
					{ 10, 30 }, { 24, 81 },	 { 1, 1 } };
	struct stage stage;
	unsigned flags;

	luck = seed;
	stage_open(&stage, STAGE_MAIN, mode, 24, 80, false);
	for (int i = 0; i < steps; i++) {
		flags = app_key(stage.app, draw_key());
		if (flags & APP_EDITOR)
			app_editor_done(stage.app, "from outside\n", NULL);
		if (draw_number(60) == 0) {
			const int *size = sizes[draw_number(6)];

			stage_resize(&stage, size[0], size[1]);
		}
		if (draw_number(40) == 0)
			app_paste(stage.app, "a\x1b[1m\nb\xff", 8);
		if (draw_number(30) == 0)
			app_mouse(stage.app, draw_number(40), draw_number(120),
				  1 + draw_number(5));
		if (draw_number(8) == 0)
			app_tick(stage.app, 0.3);
		if (draw_number(4) == 0) {
			app_settle(stage.app);
			app_draw(stage.app, &stage.surface);
			check_cells(&stage.surface);
		}
	}
	/* No key leads to where no key leads out of. */
	stage_resize(&stage, 24, 80);
	for (int i = 0; i < 12; i++)
		app_key(stage.app, UI_KEY_ESCAPE);
	flags = app_key(stage.app, 'q');
	if (!(flags & APP_QUIT)) {
		assert_true(stage_shows(&stage, "Leave the drill?"));
		assert_true(app_key(stage.app, 'y') & APP_QUIT);
	}
	stage_close(&stage);
}

static int steps_of(int usual)
{
	const char *text = getenv("GAMEDAY_WALK_STEPS");

	return text ? (int)strtol(text, NULL, 10) : usual;
}

static void test_walk_practice(void **state)
{
	(void)state;
	walk(1, DRILL_PRACTICE, steps_of(4000));
	walk(2, DRILL_PRACTICE, steps_of(4000));
}

static void test_walk_exam(void **state)
{
	(void)state;
	walk(3, DRILL_EXAM, steps_of(3000));
}

static void test_walk_coached(void **state)
{
	(void)state;
	walk(4, DRILL_COACHED, steps_of(3000));
}

/* Walks with one seed after another for so long; a seed that fails is the last
 * one that was said. */
static void test_walk_for_seconds(void **state)
{
	static const enum drill_mode modes[] = { DRILL_PRACTICE, DRILL_COACHED,
						 DRILL_EXAM };
	double seconds = strtod(getenv("GAMEDAY_WALK_SECONDS"), NULL);
	struct timespec begin, now;
	uint64_t seed = 100;

	(void)state;
	clock_gettime(CLOCK_MONOTONIC, &begin);
	do {
		print_message("# seed %d\n", (int)seed);
		walk(seed, modes[seed % 3], 4000);
		seed++;
		clock_gettime(CLOCK_MONOTONIC, &now);
	} while ((double)(now.tv_sec - begin.tv_sec) < seconds);
	print_message("# %d keys\n", (int)(seed - 100) * 4000);
}

int main(void)
{
	const struct CMUnitTest longer[] = {
		cmocka_unit_test(test_walk_for_seconds),
	};
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_walk_practice),
		cmocka_unit_test(test_walk_exam),
		cmocka_unit_test(test_walk_coached),
	};

	if (getenv("GAMEDAY_WALK_SECONDS"))
		return cmocka_run_group_tests(longer, NULL, NULL);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
