/* Watching a recorded drill: on the screen, and as a film of it. */
#include "tests/cmocka_setup.h"

#include "base/json.h"
#include "base/mem.h"
#include "base/vec.h"
#include "scoring/score.h"
#include "ui/cast.h"
#include "ui/terminal/key.h"
#include "ui/app.h"

#include <stdlib.h>
#include <string.h>
#include <vterm.h>

#define TINY "tests/data/packs/tiny"

/* A record in memory. */
struct record {
	struct journal journal;
	struct {
		VEC_OF(struct journal_row);
	} rows;
};

static struct {
	struct pack *pack;
	struct record record;
	struct playback *playback;
	struct session session;
	struct app *app;
	struct surface surface;
	struct str screen;
	struct report report;
} stage;

static bool commit(void *context, const struct journal_row *rows, size_t count,
		   struct err *err)
{
	struct record *record = context;

	(void)err;
	for (size_t i = 0; i < count; i++) {
		struct journal_row row = rows[i];

		row.actor = mem_strdup(row.actor ? row.actor : "");
		row.role = mem_strdup(row.role ? row.role : "");
		row.text = mem_strdup(row.text ? row.text : "");
		vec_push(&record->rows, row);
	}
	return true;
}

static void play(struct drill *drill, int64_t at_s, const char *line)
{
	struct arena arena = ARENA_INIT;
	struct command command;
	struct err err = { 0 };

	if (!drill_advance(drill, at_s, &err) ||
	    !command_parse(line, &arena, &command, &err) ||
	    !drill_submit(drill, &command, NULL, &err))
		fail_msg("%s: %s", line, err.message);
	arena_finish(&arena);
}

static const struct report *give_report(void *context, struct err *err)
{
	(void)err;
	return context;
}

static void record_drill(struct drill_options *options)
{
	struct err err = { 0 };
	struct drill *drill;

	stage.record.journal.context = &stage.record;
	stage.record.journal.commit = commit;
	options->journal = &stage.record.journal;
	drill = drill_create(options, &err);
	if (!drill)
		fail_msg("%s", err.message);
	play(drill, 20, "suspect tenant-batch");
	play(drill, 40, "look billing by=tenant");
	play(drill, 90, "apply spend-cap usd_per_hour=2500");
	play(drill, 600, "note \"almost over\"");
	play(drill, 720, "end");
	drill_destroy(drill);
}

static int open_stage(void **state)
{
	struct drill_options options = { .seed = 7,
					 .mode = DRILL_EXAM,
					 .judge = score_message_judge() };
	struct app_options wanted = { .session = &stage.session,
				      .score = give_report,
				      .context = &stage.report };
	struct str folder = STR_INIT;
	struct err err = { 0 };

	(void)state;
	memset(&stage, 0, sizeof(stage));
	stage.report.scenario_title = "Of the record";
	stage.report.decision = "PASS";
	str_addf(&folder, "%s/" TINY, getenv("GAMEDAY_DATA_DIR"));
	stage.pack = pack_load(folder.s, &err);
	str_finish(&folder);
	if (!stage.pack)
		fail_msg("%s", err.message);
	options.pack = stage.pack;
	options.variant = pack_variant(stage.pack, "tenant");
	record_drill(&options);
	stage.playback = playback_create(&options, stage.record.rows.items,
					 stage.record.rows.count, &err);
	if (!stage.playback)
		fail_msg("%s", err.message);
	session_watch(&stage.session, stage.playback, 20);
	stage.app = app_create(&wanted);
	surface_init(&stage.surface, 36, 120);
	app_resize(stage.app, 36, 120);
	return 0;
}

static int close_stage(void **state)
{
	(void)state;
	app_destroy(stage.app);
	playback_destroy(stage.playback);
	surface_finish(&stage.surface);
	str_finish(&stage.screen);
	for (size_t i = 0; i < stage.record.rows.count; i++) {
		free((char *)stage.record.rows.items[i].actor);
		free((char *)stage.record.rows.items[i].role);
		free((char *)stage.record.rows.items[i].text);
	}
	vec_finish(&stage.record.rows);
	pack_destroy(stage.pack);
	return 0;
}

static void type(const char *keys)
{
	for (; *keys; keys++)
		app_key(stage.app, *keys == '\n' ? UI_KEY_ENTER : *keys);
}

static bool shows(const char *text)
{
	str_clear(&stage.screen);
	app_settle(stage.app);
	app_draw(stage.app, &stage.surface);
	surface_dump(&stage.surface, false, &stage.screen);
	return strstr(stage.screen.s, text) != NULL;
}

static void assert_shows(const char *text)
{
	if (!shows(text))
		fail_msg("no '%s' on:\n%s", text, stage.screen.s);
}

static void test_clock_runs_and_stands(void **state)
{
	(void)state;
	assert_shows("REPLAY 00:00 of 12:00");
	app_tick(stage.app, 0.5);
	assert_shows("REPLAY 00:10");
	type(" "); /* also of an exam */
	app_tick(stage.app, 1);
	assert_shows("REPLAY 00:10");
	type(" ");
	app_tick(stage.app, 1);
	assert_shows("REPLAY 00:30");
	type("+");
	app_tick(stage.app, 1);
	assert_shows("REPLAY 01:00");
}

static void test_goes_anywhere(void **state)
{
	(void)state;
	type(" ..");
	assert_shows("REPLAY 02:00");
	type(",");
	assert_shows("REPLAY 01:00");
	type("J10:30\n");
	assert_shows("REPLAY 10:30");
	type("Jsoon\n");
	assert_shows("'soon' is no time");
	assert_shows("REPLAY 10:30");
	type("J0:05\nn");
	assert_shows("REPLAY 00:20");
	assert_shows("Suspected");
	type("nnN");
	assert_shows("REPLAY");
	type("J0:40\n"); /* a look is no moment, the measure behind it is */
	type("n");
	assert_false(shows("REPLAY 00:40"));
	type("J0:41\nN");
	assert_false(shows("REPLAY 00:40"));
	type("J99:00\n");
	assert_shows("ended");
	type(",");
	assert_shows("REPLAY 11:00");
}

static void test_follows_the_player_or_not(void **state)
{
	(void)state;
	type(" J0:40\n");
	assert_shows("Billing by tenant");
	type("J1:30\n");
	assert_shows("Measures \xe2\x94\x80");
	type("2J0:40\n");
	assert_false(shows("Billing by tenant"));
	type("F1,J0:40\n"); /* opening a view is to stay with it */
	assert_false(shows("Billing by tenant"));
	type("FJ0:40\n");
	assert_shows("Billing by tenant");
}

static void test_changes_nothing(void **state)
{
	uint64_t hash;

	(void)state;
	type(" J3:00\n");
	hash = drill_hash(playback_drill(stage.playback));
	type("m\n");
	assert_shows("nothing can be changed");
	type("cs");
	assert_shows("nothing can be changed");
	type("bo");
	assert_shows("nothing can be changed");
	type(":note \"later\"\n");
	assert_shows("cannot be changed");
	type(":declare sev1\n:end\n:apply spend-cap\n:wait 01:00\n");
	assert_int_equal(drill_hash(playback_drill(stage.playback)), hash);
	type(":look billing by=tenant\n");
	assert_shows("Billing by tenant");
	assert_int_equal(drill_hash(playback_drill(stage.playback)), hash);
	assert_true(app_key(stage.app, 'q') & APP_QUIT);
}

static void test_has_the_report_of_the_record(void **state)
{
	(void)state;
	type(" r");
	assert_shows("Of the record");
	type("FJ12:00\n");
	assert_shows("Of the record");
}

static int draw_number(uint64_t *luck, int count)
{
	*luck = *luck * UINT64_C(6364136223846793005) +
		UINT64_C(1442695040888963407);
	return (int)((*luck >> 33) % (uint64_t)count);
}

/* Whatever is pressed, wherever it leads: nothing breaks, nothing changes. */
static void test_any_keys_change_nothing(void **state)
{
	static const char often[] =
		"1234567890imcbtr,.nNJF+- \n\n/v[]:?pwasxBdER0:30jkGg";
	uint64_t luck = 7, end;
	struct err err = { 0 };

	(void)state;
	assert_true(playback_go(stage.playback, 100000, &err));
	end = drill_hash(playback_drill(stage.playback));
	assert_true(session_jump(&stage.session, 0, &err));
	app_tick(stage.app, 0.01);
	for (int i = 0; i < 1500; i++) {
		int kind = draw_number(&luck, 12);
		int count = (int)sizeof(often) - 1;

		if (kind == 0)
			app_tick(stage.app, draw_number(&luck, 20) / 10.0);
		else if (kind == 1)
			app_key(stage.app, UI_KEY_ESCAPE);
		else if (kind == 2)
			app_key(stage.app,
				UI_KEY_FIRST +
					draw_number(&luck,
						    UI_KEY_END_OF_KEYS -
							    UI_KEY_FIRST));
		else
			app_key(stage.app, often[draw_number(&luck, count)]);
		if (i % 10 == 0)
			assert_shows(" ");
	}
	assert_true(session_jump(&stage.session, 100000, &err));
	assert_true(drill_hash(playback_drill(stage.playback)) == end);
}

/* --- the film -------------------------------------------------------------- */

struct reader {
	VTerm *vterm;
	VTermScreen *screen;
	int frames;
	double last_s;
};

/* The bytes of a frame; base/json.h would take the escapes out. */
static void read_bytes(const char *text, struct str *out)
{
	for (; *text != '"'; text++) {
		if (*text != '\\') {
			str_add_char(out, *text);
		} else if (*++text == 'u') {
			char code[5] = { text[1], text[2], text[3], text[4] };

			str_add_char(out, (char)strtol(code, NULL, 16));
			text += 4;
		} else {
			str_add_char(out, *text);
		}
	}
}

static void read_frame(struct reader *reader, const char *line, size_t length)
{
	static const char kind[] = ",\"o\",\"";
	struct err err = { 0 };
	struct json_doc *doc = json_parse(line, length, "cast", &err);
	const char *bytes = strstr(line, kind);
	struct str frame = STR_INIT;
	double at_s;

	if (!doc)
		fail_msg("%s: %.*s", err.message, (int)length, line);
	at_s = json_number_or(json_at(json_root(doc), 0), -1);
	json_destroy(doc);
	assert_true(at_s >= reader->last_s);
	assert_true(at_s - reader->last_s <= CAST_IDLE_S + 1);
	assert_true(bytes && bytes < line + length);
	read_bytes(bytes + strlen(kind), &frame);
	vterm_input_write(reader->vterm, frame.s, frame.length);
	str_finish(&frame);
	reader->last_s = at_s;
	reader->frames++;
}

static void read_cast(const struct str *cast, struct reader *reader,
		      char *screen, size_t size)
{
	const char *line = strchr(cast->s, '\n') + 1;
	VTermRect all = { 0, CAST_ROWS, 0, CAST_COLUMNS };
	size_t length;

	reader->vterm = vterm_new(CAST_ROWS, CAST_COLUMNS);
	vterm_set_utf8(reader->vterm, 1);
	reader->screen = vterm_obtain_screen(reader->vterm);
	vterm_screen_reset(reader->screen, 1);
	while (*line) {
		const char *end = strchr(line, '\n');

		read_frame(reader, line, (size_t)(end - line));
		line = end + 1;
	}
	length = vterm_screen_get_text(reader->screen, screen, size - 1, all);
	screen[length] = '\0';
	vterm_free(reader->vterm);
}

static void test_film_ends_with_the_overview(void **state)
{
	const struct cast_options options = { CAST_ROWS, CAST_COLUMNS,
					      CAST_SPEED, &stage.report };
	struct str cast = STR_INIT, again = STR_INIT;
	struct reader reader = { 0 };
	struct err err = { 0 };
	static char screen[CAST_ROWS * CAST_COLUMNS * 8];

	(void)state;
	assert_true(cast_write(stage.playback, &options, &cast, &err));
	assert_true(str_starts(cast.s,
			       "{\"version\":2,\"width\":120,\"height\":36,"));
	read_cast(&cast, &reader, screen, sizeof(screen));
	if (!strstr(screen, "REPLAY 12:00"))
		fail_msg("%s", screen);
	assert_non_null(strstr(screen, "Money an hour"));
	assert_non_null(strstr(screen, "End of the drill"));
	/* twelve minutes at 30x, and the two last views */
	assert_true(reader.frames > 90);
	assert_true(reader.last_s > 24 && reader.last_s < 36);
	/* on the way there was what the player looked at, and the report */
	assert_non_null(strstr(cast.s, "Of the record"));
	assert_true(cast_write(stage.playback, &options, &again, &err));
	assert_string_equal(again.s, cast.s);
	str_finish(&cast);
	str_finish(&again);
}

#define ON_STAGE(test) \
	cmocka_unit_test_setup_teardown(test, open_stage, close_stage)

int main(void)
{
	const struct CMUnitTest tests[] = {
		ON_STAGE(test_clock_runs_and_stands),
		ON_STAGE(test_goes_anywhere),
		ON_STAGE(test_follows_the_player_or_not),
		ON_STAGE(test_changes_nothing),
		ON_STAGE(test_has_the_report_of_the_record),
		ON_STAGE(test_any_keys_change_nothing),
		ON_STAGE(test_film_ends_with_the_overview),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
