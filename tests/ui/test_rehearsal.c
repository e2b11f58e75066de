/* A written answer at the screen: what keys, time and a closed terminal do. */
#include "tests/cmocka_setup.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "tests/ui/golden.h"
#include "ui/app.h"
#include "ui/terminal/key.h"
#include "ui/rehearsal.h"

#include <stdlib.h>
#include <string.h>

#define PLACE "/data/answers/tiny/1"

static struct question *question;

/* What was kept last, and how often. */
static struct keeper {
	struct rehearsal_record record;
	char *texts[REHEARSAL_TEXTS_MAX];
	int kept, renewed;
	bool full; /* nothing more can be kept */
} keeper;

struct room {
	struct rehearsal *rehearsal;
	struct surface surface;
};

static bool keep(void *context, const struct rehearsal_record *record,
		 struct err *err)
{
	struct keeper *k = context;

	if (k->full)
		return err_set(err, ERR_IO, "no space left");
	k->record = *record;
	k->kept++;
	for (size_t i = 0; i < record->count; i++) {
		free(k->texts[i]);
		k->texts[i] = mem_strdup(record->texts[i].text);
		k->record.texts[i].text = k->texts[i];
	}
	return true;
}

static const char *renew(void *context, struct err *err)
{
	struct keeper *k = context;

	(void)err;
	k->renewed++;
	return "/data/answers/tiny/2";
}

static void open_room(struct room *room, int rows, int columns, bool begun)
{
	struct rehearsal_options options = {
		.question = question,
		.begun = begun ? &keeper.record : NULL,
		.place = PLACE,
		.keep = keep,
		.renew = renew,
		.context = &keeper,
	};

	room->rehearsal = rehearsal_create(&options);
	surface_init(&room->surface, rows, columns);
	rehearsal_resize(room->rehearsal, rows, columns);
}

static void close_room(struct room *room)
{
	rehearsal_destroy(room->rehearsal);
	surface_finish(&room->surface);
}

static int forget(void **state)
{
	(void)state;
	for (size_t i = 0; i < REHEARSAL_TEXTS_MAX; i++)
		free(keeper.texts[i]);
	memset(&keeper, 0, sizeof(keeper));
	return 0;
}

/* Types text; <name> is a key.  The flags of the last one. */
static unsigned type(struct room *room, const char *keys)
{
	unsigned flags = 0;

	while (*keys) {
		const char *end = *keys == '<' ? strchr(keys, '>') : NULL;
		uint32_t code;

		if (end) {
			int key = key_parse(keys + 1, (size_t)(end - keys) - 1);

			assert_int_not_equal(key, 0);
			flags = rehearsal_key(room->rehearsal, key);
			keys = end + 1;
		} else {
			keys += utf8_decode(keys, strlen(keys), &code);
			flags = rehearsal_key(room->rehearsal, (int)code);
		}
	}
	return flags;
}

static void draw(struct room *room, bool roles, struct str *out)
{
	rehearsal_draw(room->rehearsal, &room->surface);
	surface_dump(&room->surface, roles, out);
}

static bool shows(struct room *room, const char *text)
{
	struct str screen = STR_INIT;
	bool found;

	draw(room, false, &screen);
	found = strstr(screen.s, text) != NULL;
	str_finish(&screen);
	return found;
}

#define ANSWER "I look for the leak.<enter><enter>- Then we bail it out."
#define REPLY "We bail with buckets. If it rises we turn back."
#define TO_REPORT "<enter>" ANSWER "<ctrl-s>"
#define TO_REPLY TO_REPORT "<enter>" REPLY "<ctrl-s>"
#define TO_END TO_REPLY "<enter><ctrl-s><ctrl-s><enter>"

/* Name of the picture, the keys that lead there, real seconds before it. */
static const struct {
	const char *name, *keys;
	double wait_s;
} pages[] = {
	{ "answer-start", "", 0 },
	{ "answer-write", "<enter>" ANSWER, 83 },
	{ "answer-over", "<enter>" ANSWER "<tab>", 671 },
	{ "answer-paused", "<enter>" ANSWER "<esc>", 0 },
	{ "answer-report", TO_REPORT, 0 },
	{ "answer-follow-up", TO_REPORT "<enter>" REPLY, 12 },
	{ "answer-reply", TO_REPLY, 0 },
	{ "answer-skipped", TO_REPLY "<enter><ctrl-s>", 1 },
	{ "answer-model", TO_END, 0 },
	{ "answer-own", TO_END "<tab>", 0 },
};

static void show_all(int rows, int columns, const char *size, bool roles)
{
	for (size_t i = 0; i < sizeof(pages) / sizeof(*pages); i++) {
		struct str screen = STR_INIT;
		struct room room;

		open_room(&room, rows, columns, false);
		type(&room, pages[i].keys);
		rehearsal_tick(room.rehearsal, pages[i].wait_s);
		draw(&room, roles && i % 4 == 0, &screen);
		golden_check(pages[i].name, size, &screen);
		str_finish(&screen);
		close_room(&room);
	}
}

static void test_pages_80x24(void **state)
{
	(void)state;
	show_all(24, 80, "80x24", true);
}

static void test_pages_120x36(void **state)
{
	(void)state;
	show_all(36, 120, "120x36", false);
}

static void test_nothing_is_kept_before_something_is_begun(void **state)
{
	struct room room;

	(void)state;
	open_room(&room, 24, 80, false);
	rehearsal_tick(room.rehearsal, 60);
	assert_true(type(&room, "<esc>") & APP_QUIT);
	assert_int_equal(keeper.kept, 0);
	close_room(&room);
}

static void test_a_draft_is_kept_while_it_is_written(void **state)
{
	struct room room;
	struct err err = { 0 };

	(void)state;
	open_room(&room, 24, 80, false);
	type(&room, "<enter>Bail");
	rehearsal_tick(room.rehearsal, 1);
	assert_int_equal(keeper.kept, 0);
	rehearsal_tick(room.rehearsal, 1.5);
	assert_int_equal(keeper.kept, 1);
	assert_string_equal(keeper.texts[0], "Bail");
	/* The terminal goes away in the middle of a word. */
	type(&room, " ou");
	assert_true(rehearsal_keep(room.rehearsal, &err));
	assert_string_equal(keeper.texts[0], "Bail ou");
	close_room(&room);
	open_room(&room, 24, 80, true);
	assert_true(shows(&room, "2 words in 00:02 of 10 min"));
	type(&room, "<enter>t");
	assert_true(shows(&room, "Bail out"));
	assert_true(type(&room, "<ctrl-c>") & APP_QUIT);
	assert_string_equal(keeper.texts[0], "Bail out");
	close_room(&room);
}

static void test_a_sentence_does_not_begin_the_clock(void **state)
{
	struct room room;

	(void)state;
	open_room(&room, 24, 80, false);
	type(&room, "I ");
	assert_true(shows(&room, "enter begins, then write"));
	rehearsal_tick(room.rehearsal, 30);
	type(&room, "<enter>I built");
	assert_string_equal(rehearsal_editor_text(room.rehearsal), "I built");
	assert_true(shows(&room, "00:00 of 10 min"));
	close_room(&room);
}

static void test_a_reply_is_gone_on_with(void **state)
{
	struct room room;

	(void)state;
	open_room(&room, 24, 80, false);
	type(&room, TO_REPORT "<enter>Buckets<ctrl-c>");
	close_room(&room);
	open_room(&room, 24, 80, true);
	assert_non_null(rehearsal_report(room.rehearsal));
	assert_true(shows(&room, "next is follow-up 1 of 2"));
	type(&room, "<enter>");
	assert_true(shows(&room, "Buckets"));
	/* What was sent can be read again and not be changed. */
	type(&room, "<ctrl-s>");
	assert_true(shows(&room, "whom you call"));
	type(&room, "<left>");
	assert_true(shows(&room, "pass at 6.0"));
	type(&room, "<enter>");
	assert_true(shows(&room, "whom you call"));
	close_room(&room);
}

static void test_the_clock_stands_while_nothing_can_be_written(void **state)
{
	struct room room;

	(void)state;
	open_room(&room, 24, 80, false);
	rehearsal_tick(room.rehearsal, 100);
	type(&room, "<enter>");
	rehearsal_tick(room.rehearsal, 61.2);
	assert_true(shows(&room, "01:01 of 10 min"));
	type(&room, "<esc>");
	rehearsal_tick(room.rehearsal, 100);
	type(&room, "<enter>");
	assert_true(shows(&room, "01:01 of 10 min"));
	/* It tells when it has something new to show. */
	assert_int_equal(rehearsal_tick(room.rehearsal, 0.1), 0);
	assert_int_equal(rehearsal_tick(room.rehearsal, 0.8), APP_REDRAW);
	/* Writing in an editor elsewhere is writing. */
	assert_true(type(&room, "<ctrl-o>") & APP_EDITOR);
	rehearsal_editor_done(room.rehearsal, "Bail.\n", 540, NULL);
	assert_true(shows(&room, "10:02, 00:02 over 10 min"));
	close_room(&room);
}

static size_t asked;

/* Finds the third criterion met and no other. */
static const struct report *second(void *context, const struct report *report,
				   const char *text, struct arena *arena)
{
	size_t count = 0;
	struct report_opinion *opinion;
	struct report_opinion_verdict *verdicts;
	struct report *both;

	(void)context;
	assert_true(*text != 0);
	asked++;
	for (size_t p = 0; p < report->part_count; p++)
		count += report->parts[p].criterion_count;
	verdicts = arena_new(arena, struct report_opinion_verdict, count);
	assert_true(count > 2);
	verdicts[2] = (struct report_opinion_verdict){
		.met = true, .votes = 3, .quote = "words of mine"
	};
	opinion = arena_new(arena, struct report_opinion, 1);
	*opinion = (struct report_opinion){ .model = "a model",
					    .answers = 3,
					    .calls = 3,
					    .score = 4,
					    .max = 10,
					    .verdicts = verdicts };
	both = arena_new(arena, struct report, 1);
	*both = *report;
	both->opinion = opinion;
	return both;
}

/* The report is there at once; the opinion comes behind it, once. */
static void test_a_second_opinion_comes_behind_the_score(void **state)
{
	struct room room;
	struct rehearsal_options options = { .question = question,
					     .place = PLACE,
					     .opinion = second };
	struct str shown = STR_INIT;

	(void)state;
	asked = 0;
	room.rehearsal = rehearsal_create(&options);
	surface_init(&room.surface, 120, 100);
	rehearsal_resize(room.rehearsal, 120, 100);
	type(&room, TO_REPORT);
	assert_int_equal(asked, 0);
	assert_non_null(rehearsal_report(room.rehearsal));
	assert_null(rehearsal_report(room.rehearsal)->opinion);
	draw(&room, false, &shown);
	assert_non_null(strstr(shown.s, "Asking for a second opinion"));
	rehearsal_tick(room.rehearsal, 0.1);
	rehearsal_tick(room.rehearsal, 0.1);
	assert_int_equal(asked, 1);
	assert_non_null(rehearsal_report(room.rehearsal)->opinion);
	str_clear(&shown);
	draw(&room, false, &shown);
	assert_non_null(strstr(shown.s, "a model gives 4.0 of 10.0"));
	assert_non_null(strstr(shown.s, "words of mine"));
	assert_null(strstr(shown.s, "Asking for"));
	str_finish(&shown);
	close_room(&room);
}

static void test_an_empty_answer_is_not_sent(void **state)
{
	struct room room;

	(void)state;
	open_room(&room, 24, 80, false);
	type(&room, "<enter> . <enter><ctrl-s><ctrl-s>");
	assert_null(rehearsal_report(room.rehearsal));
	assert_true(shows(&room, "nothing written yet"));
	close_room(&room);
}

static void test_an_attempt_is_begun_anew(void **state)
{
	struct room room;

	(void)state;
	open_room(&room, 24, 80, false);
	type(&room, "<enter>Old words<esc>n");
	assert_int_equal(keeper.renewed, 1);
	assert_string_equal(keeper.texts[0], "Old words");
	assert_true(shows(&room, "tiny/2"));
	type(&room, "<enter>");
	assert_false(shows(&room, "Old words"));
	assert_true(shows(&room, "00:00 of 10 min"));
	close_room(&room);
}

static void test_trouble_with_keeping_is_said(void **state)
{
	struct room room;

	(void)state;
	keeper.full = true;
	open_room(&room, 24, 80, false);
	type(&room, "<enter>Bail");
	rehearsal_tick(room.rehearsal, 3);
	assert_true(shows(&room, "cannot be kept: no space left"));
	assert_true(shows(&room, "Bail"));
	close_room(&room);
}

static void test_a_text_has_its_maximum(void **state)
{
	char *much = mem_alloc(20001);
	struct room room;

	(void)state;
	memset(much, 'x', 20000);
	much[20000] = '\0';
	open_room(&room, 24, 80, false);
	type(&room, "<enter>");
	rehearsal_paste(room.rehearsal, much, 20000);
	assert_true(shows(&room, "The text is full (16384 bytes)"));
	assert_int_equal(strlen(rehearsal_editor_text(room.rehearsal)), 16384);
	close_room(&room);
	free(much);
}

/* Any key on any page at any size: the screen stands, and a way leads out. */
static void test_walk(void **state)
{
	static const int sizes[][2] = {
		{ 24, 80 }, { 36, 120 }, { 10, 30 }, { 24, 110 }, { 1, 1 }
	};
	uint64_t luck = 5;
	struct room room;

	(void)state;
	open_room(&room, 24, 80, false);
	for (int i = 0; i < 4000; i++) {
		unsigned draw_now;

		luck = luck * UINT64_C(6364136223846793005) + 1;
		draw_now = (unsigned)(luck >> 33);
		rehearsal_key(room.rehearsal,
			      draw_now % 3 ? (int)(draw_now / 3 % 127 + 1)
					   : UI_KEY_FIRST +
						     (int)(draw_now / 3 % 40));
		if (draw_now % 50 == 0) {
			const int *size = sizes[draw_now / 50 % 5];

			surface_resize(&room.surface, size[0], size[1]);
			rehearsal_resize(room.rehearsal, size[0], size[1]);
		}
		rehearsal_mouse(room.rehearsal, 3, 3, (int)(draw_now % 6));
		rehearsal_tick(room.rehearsal, 0.3);
		rehearsal_draw(room.rehearsal, &room.surface);
	}
	assert_true(type(&room, "<ctrl-c>") & APP_QUIT);
	close_room(&room);
}

static int load(void **state)
{
	struct str folder = STR_INIT;
	struct err err = { 0 };

	(void)state;
	str_addf(&folder, "%s/tests/data/questions/tiny",
		 getenv("GAMEDAY_DATA_DIR"));
	question = question_load(folder.s, &err);
	str_finish(&folder);
	if (!question)
		fail_msg("%s", err.message);
	return 0;
}

static int unload(void **state)
{
	(void)state;
	question_destroy(question);
	return 0;
}

int main(void)
{
#define T(test) cmocka_unit_test_teardown(test, forget)
	const struct CMUnitTest tests[] = {
		T(test_pages_80x24),
		T(test_pages_120x36),
		T(test_nothing_is_kept_before_something_is_begun),
		T(test_a_draft_is_kept_while_it_is_written),
		T(test_a_sentence_does_not_begin_the_clock),
		T(test_a_reply_is_gone_on_with),
		T(test_the_clock_stands_while_nothing_can_be_written),
		T(test_a_second_opinion_comes_behind_the_score),
		T(test_an_empty_answer_is_not_sent),
		T(test_an_attempt_is_begun_anew),
		T(test_trouble_with_keeping_is_said),
		T(test_a_text_has_its_maximum),
		T(test_walk),
	};
#undef T

	return cmocka_run_group_tests(tests, load, unload);
}
