/* What the app does with keys, time and what the drill says. */
#include "tests/ui/fixtures.h"

#include <string.h>

static size_t count_events(enum command_verb verb)
{
	size_t count, found = 0;
	const struct event *events = drill_events(stage.drill, &count);

	for (size_t i = 0; i < count; i++)
		found += events[i].kind == EVENT_COMMAND &&
			 events[i].command->verb == verb;
	return found;
}

static void test_clock_stands_during_the_briefing(void **state)
{
	(void)state;
	assert_true(stage_shows(&stage, "Press Enter to start"));
	app_tick(stage.app, 2);
	stage_type(&stage, "mnp:declare sev1<enter>");
	assert_int_equal(drill_now(stage.drill), 0);
	assert_int_equal(count_events(COMMAND_DECLARE), 0);
	stage_type(&stage, "<esc><esc>I<enter>");
	app_tick(stage.app, 1);
	assert_int_equal(drill_now(stage.drill), 3);
	assert_true(stage_shows(&stage, "The clock runs"));
	stage_type(&stage, "<space>");
	assert_false(stage_shows(&stage, "The clock runs"));
}

static void test_pause_speed_and_next_event(void **state)
{
	(void)state;
	assert_true(stage_shows(&stage, "paused"));
	app_tick(stage.app, 1);
	assert_int_equal(drill_now(stage.drill), 0);
	stage_type(&stage, "<space>+");
	app_tick(stage.app, 1);
	assert_int_equal(drill_now(stage.drill), 5);
	stage_type(&stage, "n");
	assert_true(drill_now(stage.drill) > 5);
}

static void test_exam_has_no_pause(void **state)
{
	(void)state;
	stage_type(&stage, "<space>");
	assert_true(stage_shows(&stage, "cannot be stopped"));
	app_tick(stage.app, 1);
	assert_int_equal(drill_now(stage.drill), 3);
	/* Writing slows it to the pace of life. */
	stage_type(&stage, "w<enter>");
	app_tick(stage.app, 1);
	assert_int_equal(drill_now(stage.drill), 4);
	assert_false(stage_shows(&stage, "A good message has"));
	stage.session.slow_used_s = SESSION_EXAM_SLOW_MAX_S;
	app_tick(stage.app, 1);
	assert_int_equal(drill_now(stage.drill), 7);
}

static void test_an_open_view_becomes_one_look(void **state)
{
	(void)state;
	stage_type(&stage, "5");
	app_tick(stage.app, 1);
	assert_int_equal(count_events(COMMAND_LOOK), 0);
	for (int i = 0; i < 10; i++)
		app_tick(stage.app, 1);
	assert_int_equal(count_events(COMMAND_LOOK), 1);
	stage_type(&stage, "v");
	for (int i = 0; i < 10; i++)
		app_tick(stage.app, 1);
	assert_int_equal(count_events(COMMAND_LOOK), 2);
}

static void test_pin_asks_only_when_there_is_a_choice(void **state)
{
	size_t count;

	(void)state;
	stage_type(&stage, "5p");
	assert_null(drill_pins(stage.drill, &count)[0].cause);
	stage_type(&stage, "cs");
	assert_true(stage_shows(&stage, "Suspect: "));
	stage_type(&stage, "<enter>");
	assert_true(stage_shows(&stage, "1 pin made before belongs to no"));
	stage_type(&stage, "n");
	assert_null(drill_pins(stage.drill, &count)[0].cause);
	assert_true(stage_shows(&stage, "1 pinned for no hypothesis; T"));
	stage_type(&stage, "Ty");
	assert_non_null(drill_pins(stage.drill, &count)[0].cause);
	assert_true(stage_shows(&stage, "1 pin tied to: "));
	stage_type(&stage, "5p");
	assert_non_null(drill_pins(stage.drill, &count)[1].cause);
	stage_type(&stage, "c<down>s<enter>5p");
	drill_pins(stage.drill, &count);
	assert_int_equal(count, 2);
	assert_true(stage_shows(&stage, "Which hypothesis"));
	stage_type(&stage, "<down><enter>");
	assert_string_equal(drill_pins(stage.drill, &count)[2].cause,
			    drill_pack(stage.drill)->causes[1].id);
}

static void test_only_what_the_system_shows_is_pinned(void **state)
{
	static const char views[] = "ctb90";
	size_t count;

	(void)state;
	for (const char *view = views; *view; view++) {
		char keys[] = { *view, 'p', '\0' };

		stage_type(&stage, "<esc>");
		stage_type(&stage, keys);
		assert_true(stage_shows(&stage,
					"Only what the system shows can be "
					"pinned"));
	}
	drill_pins(stage.drill, &count);
	assert_int_equal(count, 0);
}

static void test_message_goes_out_and_draft_waits(void **state)
{
	size_t count;
	const struct message *messages;

	(void)state;
	stage_type(&stage, "w<enter>Half a thought<esc>");
	assert_true(stage_shows(&stage, "Put aside"));
	stage_type(&stage, "w<enter>, now whole.<ctrl-s>");
	messages = drill_messages(stage.drill, &count);
	assert_string_equal(messages[count - 1].text,
			    "Half a thought, now whole.");
	stage_type(&stage, "w<enter>");
	assert_true(stage_shows(&stage, "Write here"));
	assert_true(app_key(stage.app, 'o' & 31) & APP_EDITOR);
	app_editor_done(stage.app, "two\nlines\n", NULL);
	assert_string_equal(app_editor_text(stage.app), "two\nlines\n");
	stage_type(&stage, "<ctrl-u>");
	assert_string_equal(app_editor_text(stage.app), "");
}

static void test_wrong_command_stays_to_be_put_right(void **state)
{
	(void)state;
	stage_type(&stage, ":aply spend-cap<enter>");
	assert_true(stage_shows(&stage, ":aply spend-cap"));
	assert_true(stage_shows(&stage, "is not a command"));
	stage_type(&stage, "<home><right>p<enter>");
	assert_int_equal(count_events(COMMAND_APPLY), 1);
	stage_type(&stage, ":<up>");
	assert_true(stage_shows(&stage, ":apply spend-cap"));
	/* Or it is written over; Ctrl-U empties it. */
	stage_type(&stage, "<ctrl-u>frobnicate<enter>");
	assert_true(stage_shows(&stage, ":frobnicate"));
	stage_type(&stage, "note x");
	assert_true(stage_shows(&stage, ":note x"));
	stage_type(&stage, "<ctrl-u>");
	assert_false(stage_shows(&stage, "note x"));
}

static void test_completion(void **state)
{
	(void)state;
	stage_type(&stage, ":suspec<tab>def<tab>");
	assert_true(stage_shows(&stage, ":suspect default-preset"));
	stage_type(&stage, "<esc>:look billing b<tab>p<tab>");
	assert_true(stage_shows(&stage, "by=plan  by=preset"));
}

static void test_palette_runs_what_is_chosen(void **state)
{
	(void)state;
	stage_type(&stage, "?declare<enter>");
	assert_true(stage_shows(&stage, "SEV1"));
	stage_type(&stage, "<enter>");
	assert_string_equal(drill_severity(stage.drill), "sev1");
	/* What cannot be done is listed, says why, and does not run. */
	stage_type(&stage, "?comes when<enter>");
	assert_true(stage_shows(&stage, "not now"));
}

static void test_end_asks_plans_and_reports(void **state)
{
	(void)state;
	stage_type(&stage, "En");
	assert_false(stage.session.planning);
	stage_type(&stage, "Ey");
	assert_true(stage.session.planning);
	assert_true(stage_shows(&stage, "plan"));
	stage_type(&stage, "m<enter>");
	assert_true(stage_shows(&stage, "Play is over"));
	stage_type(&stage, "Ey");
	assert_true(stage.session.finished);
	assert_int_equal(app_key(stage.app, 'q') & APP_QUIT, APP_QUIT);
}

static void test_plan_phase_ends_by_itself(void **state)
{
	(void)state;
	stage_type(&stage, "Ey");
	for (int i = 0; i < SESSION_PLAN_S / 2 + 1; i++)
		app_tick(stage.app, 2);
	assert_true(stage.session.finished);
}

static void test_too_small_says_so_and_quits(void **state)
{
	(void)state;
	stage_resize(&stage, 23, 80);
	assert_true(stage_shows(&stage, "needs 80x24, have 80x23"));
	assert_int_equal(app_key(stage.app, 'n') & APP_QUIT, 0);
	assert_int_equal(app_key(stage.app, 'q') & APP_QUIT, APP_QUIT);
}

/* An alert stands on the overview for as long as it fires. */
static void test_what_fires_is_shown(void **state)
{
	size_t count;
	const struct event *events;
	int alerts = 0, calm = 0;

	(void)state;
	stage_type(&stage, ":apply rollback<enter>");
	for (int i = 0; i < 30; i++) {
		int firing = 0;

		stage_wait(&stage, 60);
		events = drill_events(stage.drill, &count);
		for (size_t e = 0; e < count; e++)
			firing += (events[e].kind == EVENT_ALERT) -
				  (events[e].kind == EVENT_ALERT_CLEARED);
		alerts += firing > 0;
		calm += firing == 0;
		assert_int_equal(stage_shows(&stage, " now: "), firing > 0);
	}
	assert_true(alerts > 0 && calm > 0);
}

static void test_quitting_asks_first(void **state)
{
	(void)state;
	stage_type(&stage, "w<enter>Half a thought<esc>q");
	assert_true(stage_shows(&stage, "1 unsent draft will be lost"));
	stage_type(&stage, "nw<enter><ctrl-u><ctrl-u><ctrl-u><esc>");
	assert_int_equal(app_key(stage.app, 'q') & APP_QUIT, 0);
	assert_true(stage_shows(&stage, "gameday resume"));
	assert_int_equal(app_key(stage.app, 'y') & APP_QUIT, APP_QUIT);
}

static int count_measures(void)
{
	return (int)drill_pack(stage.drill)->mitigation_count;
}

static void press(const char *key, int times)
{
	for (int i = 0; i < times; i++)
		stage_type(&stage, key);
}

static void check_all_measures_reached(int rows, int columns)
{
	int last = count_measures() - 1;
	char expected[64];

	stage_resize(&stage, rows, columns);
	snprintf(expected, sizeof(expected), "%d of %d", last + 1, last + 1);
	stage_type(&stage, "mg");
	press("<down>", last + 5);
	assert_true(stage_shows(&stage, expected));
	press("<up>", 1);
	snprintf(expected, sizeof(expected), "%d of %d", last, last + 1);
	assert_true(stage_shows(&stage, expected));
	press("k", last + 5);
	snprintf(expected, sizeof(expected), "1 of %d", last + 1);
	assert_true(stage_shows(&stage, expected));
	stage_type(&stage, "G");
	snprintf(expected, sizeof(expected), "%d of %d", last + 1, last + 1);
	assert_true(stage_shows(&stage, expected));
	stage_type(&stage, "g");
	press("<pagedown>", 6);
	assert_true(stage_shows(&stage, expected));
}

static void test_every_measure_can_be_reached(void **state)
{
	static const enum drill_mode modes[] = { DRILL_PRACTICE, DRILL_COACHED,
						 DRILL_EXAM };

	(void)state;
	for (size_t i = 0; i < sizeof(modes) / sizeof(*modes); i++) {
		stage_open(&stage, STAGE_MAIN, modes[i], 24, 80, true);
		check_all_measures_reached(24, 80);
		/* With something under way and in force the panel is longer. */
		stage_type(&stage,
			   "g<enter><ctrl-s><esc>m<down><enter><ctrl-s>");
		stage_wait(&stage, 400);
		check_all_measures_reached(24, 80);
		check_all_measures_reached(30, 100);
		stage_close(&stage);
	}
}

static void test_clock_stands_while_a_dialog_is_open(void **state)
{
	(void)state;
	stage_type(&stage, "<space>E");
	app_tick(stage.app, 2);
	assert_int_equal(drill_now(stage.drill), 0);
	stage_type(&stage, "n:");
	app_tick(stage.app, 2);
	assert_int_equal(drill_now(stage.drill), 0);
	stage_type(&stage, "<esc>");
	app_tick(stage.app, 1);
	assert_int_equal(drill_now(stage.drill), 3);
}

/* Many keys between two frames are written at once and read once. */
static void test_a_paste_is_read_once(void **state)
{
	static const char word[] = "Spend is three times normal. ";
	struct str text = STR_INIT;

	(void)state;
	stage_type(&stage, "w<enter>");
	for (int i = 0; i < 100; i++)
		str_add(&text, word);
	app_tick(stage.app, 1);
	app_paste(stage.app, text.s, text.length);
	stage_type(&stage, text.s);
	assert_int_equal(strlen(app_editor_text(stage.app)), 2 * text.length);
	assert_true(app_tick(stage.app, 0.5) == 0);
	app_settle(stage.app);
	/* What came too soon after a reading is read a little later. */
	stage_type(&stage, "x");
	app_settle(stage.app);
	assert_int_equal(app_tick(stage.app, 0.1), 0);
	assert_int_equal(app_tick(stage.app, 0.4), APP_REDRAW);
	assert_int_equal(app_tick(stage.app, 0.4), 0);
	str_finish(&text);
}

static void test_timeline_keeps_the_newest_on_top(void **state)
{
	(void)state;
	stage_type(&stage, "t");
	for (int i = 0; i < 30; i++)
		stage_type(&stage, "N"
				   "once<enter>");
	stage_type(&stage, "Nat last<enter>");
	assert_true(stage_shows(&stage, "at last"));
	/* Whoever went down stays where he is. */
	stage_type(&stage, "<down><down>Nthis is new<enter>");
	assert_true(stage_shows(&stage, "at last"));
}

static void test_only_what_was_shown_is_read(void **state)
{
	(void)state;
	stage_wait(&stage, 150);
	stage_type(&stage,
		   "w<enter>We spend three times the normal rate.<ctrl-s>");
	stage_wait(&stage, 200);
	stage_type(&stage, "i");
	assert_true(stage_shows(&stage, "2 new"));
	app_tick(stage.app, 0.5);
	assert_true(stage_shows(&stage, "2 new"));
	app_tick(stage.app, 0.6);
	assert_true(stage_shows(&stage, "1 new"));
	app_tick(stage.app, 2);
	app_tick(stage.app, 2);
	assert_true(stage_shows(&stage, "1 new"));
	/* Coming back goes to the one that is still new. */
	stage_type(&stage, "1i");
	app_tick(stage.app, 1.5);
	assert_true(stage_shows(&stage, "0 new"));
}

static void test_templates_prompt_and_earn_nothing(void **state)
{
	size_t count;
	const struct message *messages;

	(void)state;
	stage_type(&stage, "w<enter><ctrl-t><enter>");
	assert_non_null(strstr(app_editor_text(stage.app), "[severity"));
	/* Prompts are neither well written nor untrue. */
	app_tick(stage.app, 1);
	assert_false(stage_shows(&stage, "Put that right"));
	assert_true(stage_shows(&stage, "○ language"));
	/* Nothing was answered, so nothing goes out. */
	stage_type(&stage, "<ctrl-s>");
	assert_true(stage_shows(&stage, "nothing written yet"));
	/* What is written takes the prompt's place. */
	stage_type(&stage, "<ctrl-home>SEV1 since 14:02.");
	assert_int_equal(strncmp(app_editor_text(stage.app),
				 "SEV1 since 14:02.\n[", 19),
			 0);
	stage_type(&stage, "<ctrl-g><ctrl-g>Ada caps the spend.<ctrl-s>");
	/* What is left of them is asked about once. */
	assert_true(stage_shows(&stage, "Send it unfinished?"));
	messages = drill_messages(stage.drill, &count);
	assert_true(count == 0 || !strstr(messages[count - 1].text, "SEV1"));
	stage_type(&stage, "y");
	messages = drill_messages(stage.drill, &count);
	assert_string_equal(messages[count - 1].text,
			    "SEV1 since 14:02.\nAda caps the spend.\n");
}

static void test_exam_has_no_templates(void **state)
{
	(void)state;
	stage_type(&stage, "w<enter><ctrl-t>");
	assert_true(stage_shows(&stage, "an exam has no templates"));
	assert_string_equal(app_editor_text(stage.app), "");
}

static void test_hints_are_free_in_practice(void **state)
{
	(void)state;
	stage_type(&stage, "H");
	assert_true(stage_shows(&stage, "Hint: How bad is it?"));
	stage_type(&stage, "d<enter>H");
	assert_true(stage_shows(&stage, "People wait for a word. w writes"));
	assert_int_equal(count_events(COMMAND_NOTE), 0);
}

static void test_hints_are_noted_in_an_exam(void **state)
{
	(void)state;
	stage_type(&stage, "Hn");
	assert_int_equal(count_events(COMMAND_NOTE), 0);
	stage_type(&stage, "Hy");
	assert_true(stage_shows(&stage, "Hint: How bad is it?"));
	assert_int_equal(count_events(COMMAND_NOTE), 1);
}

/* The first minutes: one step after the other, the clock standing. */
int main(void)
{
	const struct CMUnitTest tests[] = {
		IN(briefing, test_clock_stands_during_the_briefing),
		IN(practice, test_pause_speed_and_next_event),
		IN(exam, test_exam_has_no_pause),
		IN(practice, test_an_open_view_becomes_one_look),
		IN(practice, test_pin_asks_only_when_there_is_a_choice),
		IN(practice, test_only_what_the_system_shows_is_pinned),
		IN(practice, test_message_goes_out_and_draft_waits),
		IN(practice, test_wrong_command_stays_to_be_put_right),
		IN(practice, test_completion),
		IN(practice, test_palette_runs_what_is_chosen),
		IN(practice, test_end_asks_plans_and_reports),
		IN(practice, test_plan_phase_ends_by_itself),
		IN(practice, test_too_small_says_so_and_quits),
		IN(practice, test_what_fires_is_shown),
		IN(practice, test_quitting_asks_first),
		cmocka_unit_test(test_every_measure_can_be_reached),
		IN(practice, test_clock_stands_while_a_dialog_is_open),
		IN(practice, test_timeline_keeps_the_newest_on_top),
		IN(practice, test_only_what_was_shown_is_read),
		IN(practice, test_a_paste_is_read_once),
		IN(practice, test_templates_prompt_and_earn_nothing),
		IN(exam, test_exam_has_no_templates),
		IN(practice, test_hints_are_free_in_practice),
		IN(exam, test_hints_are_noted_in_an_exam),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
