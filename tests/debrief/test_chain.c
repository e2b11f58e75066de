#include "tests/cmocka_setup.h"
#include "debrief/chain.h"
#include "tests/drill/tiny.h"

#include <string.h>

static const struct tiny_edit shown[] = {
	{ "[\"{who} ran its catalogue through our API.\"]",
	  "[{\"text\": \"{who} began at {now}.\", \"shows\": {\"panel\": "
	  "\"billing\", \"by\": [\"tenant\"]}},"
	  "{\"text\": \"Spend was {spend_ratio}.\", \"shows\": {\"panel\": "
	  "\"overview\"}, \"when\": {\"figure\": \"spend_ratio\", \"above\": "
	  "1.5}},"
	  "{\"text\": \"Never.\", \"shows\": {\"panel\": \"traces\"}, "
	  "\"when\": {\"figure\": \"spend_ratio\", \"above\": 1e6}},"
	  "{\"text\": \"It is {now}.\", \"told\": \"end\"}, \"A text.\"]" },
	{ NULL, NULL },
};

struct scene {
	struct pack *pack;
	struct drill *drill;
	struct arena arena;
	const struct chain_link *links;
	size_t count;
};

static void scene_init(struct scene *s)
{
	s->pack = tiny_pack(shown);
	s->drill = tiny_drill(s->pack, "tenant", NULL);
	arena_init(&s->arena);
}

static void scene_read(struct scene *s)
{
	s->links = chain_of(s->drill, &s->arena, &s->count);
}

static void scene_finish(struct scene *s)
{
	drill_destroy(s->drill);
	pack_destroy(s->pack);
	arena_finish(&s->arena);
}

static void where_and_since_when(void **state)
{
	struct scene s;

	(void)state;
	scene_init(&s);
	tiny_go(s.drill, "10:00");
	scene_read(&s);
	assert_int_equal(s.count, 5);
	assert_string_equal(s.links[0].panel, "Billing by tenant");
	assert_int_equal(s.links[0].at_s, drill_trigger(s.drill));
	assert_true(s.links[1].at_s > drill_trigger(s.drill));
	assert_true(s.links[1].at_s < 0);
	/* in the figures of that minute, and of the end */
	assert_null(strstr(s.links[1].text, "{"));
	assert_string_equal(s.links[3].text, "It is 14:15.");
	assert_int_equal(s.links[2].at_s, CHAIN_NEVER);
	assert_int_equal(s.links[2].saw, CHAIN_NOT_SHOWN);
	assert_null(s.links[4].panel);
	assert_null(s.links[4].note);
	scene_finish(&s);
}

static void passed_over_looked_at_pinned(void **state)
{
	struct scene s;

	(void)state;
	scene_init(&s);
	tiny_do(s.drill, "02:00", "look billing by=preset");
	scene_read(&s);
	assert_int_equal(s.links[0].saw, CHAIN_MISSED);
	assert_non_null(strstr(s.links[0].note, "never looked"));
	tiny_do(s.drill, "03:00", "look billing by=tenant");
	scene_read(&s);
	assert_int_equal(s.links[0].saw, CHAIN_LOOKED);
	assert_non_null(strstr(s.links[0].note,
			       "looked at \"Billing by tenant\" at 03:00"));
	assert_int_equal(s.links[1].saw, CHAIN_MISSED);
	tiny_do(s.drill, "04:00", "pin billing by=tenant for=tenant-batch");
	scene_read(&s);
	assert_int_equal(s.links[0].saw, CHAIN_PINNED);
	assert_true(drill_event(s.drill, s.links[0].seq)->at_s == 240);
	scene_finish(&s);
}

/* Of several views that would do, the one that the player had is named; and
 * what the figure had become by then, as the text has that of the onset. */
static void what_was_seen(void **state)
{
	static const struct tiny_edit several[] = {
		{ "[\"{who} ran its catalogue through our API.\"]",
		  "[{\"text\": \"A.\", \"shows\": {\"panel\": "
		  "\"billing\", \"by\": [\"attempt\", \"tenant\"]}, "
		  "\"when\": {\"figure\": "
		  "\"spend_ratio\", \"above\": 1.2}}]" },
		{ NULL, NULL },
	};
	struct scene s;
	const char *first, *then;

	(void)state;
	s.pack = tiny_pack(several);
	s.drill = tiny_drill(s.pack, "tenant", NULL);
	arena_init(&s.arena);
	tiny_do(s.drill, "03:00", "pin billing by=tenant for=tenant-batch");
	scene_read(&s);
	assert_string_equal(s.links[0].panel, "Billing by attempt or tenant");
	assert_non_null(
		strstr(s.links[0].note, "pinned \"Billing by tenant\""));
	assert_null(strstr(s.links[0].note, "attempt"));
	first = strstr(s.links[0].note, "(spend ratio ");
	assert_non_null(first);
	then = strstr(first + 1, "(spend ratio ");
	assert_non_null(then);
	assert_true(strncmp(first, then, strlen("(spend ratio 1.23x")) != 0);
	scene_finish(&s);
}

/* Who looked while the figure did not show it has not misread it.  A panel of
 * all nodes shows each of them. */
static void looked_at_another_time(void **state)
{
	static const struct tiny_edit late[] = {
		{ "[\"{who} ran its catalogue through our API.\"]",
		  "[{\"text\": \"A.\", \"shows\": {\"panel\": \"infra\", "
		  "\"node\": [\"vidu\"]}, "
		  "\"when\": {\"figure\": "
		  "\"minutes_since_trigger\", \"below\": 15.2}},"
		  "{\"text\": \"B.\", \"shows\": {\"panel\": "
		  "\"metrics\", \"metric\": [\"p95_s\", \"people_per_s\"]}, "
		  "\"when\": {\"figure\": "
		  "\"minutes_since_trigger\", \"below\": 15.2}}]" },
		{ NULL, NULL },
	};
	struct scene s;

	(void)state;
	s.pack = tiny_pack(late);
	s.drill = tiny_drill(s.pack, "tenant", NULL);
	arena_init(&s.arena);
	tiny_do(s.drill, "05:00", "look infra");
	tiny_do(s.drill, "05:30", "look metrics metric=p95_s");
	tiny_do(s.drill, "06:00", "conclude default-preset");
	scene_read(&s);
	assert_int_equal(s.links[0].saw, CHAIN_LOOKED);
	assert_non_null(strstr(s.links[0].note,
			       "when you looked at \"Infrastructure\" at 05:00 "
			       "it did not (minutes since trigger "));
	/* a series shows what was, too */
	assert_string_equal(s.links[1].panel,
			    "Metrics: p95 or people per second");
	assert_int_equal(s.links[1].saw, CHAIN_MISREAD);
	assert_non_null(strstr(s.links[1].note,
			       "in \"Metrics: p95\" at 05:30, and concluded"));
	scene_finish(&s);
}

/* Seen and judged wrongly: the right cause ruled out, or a wrong one concluded;
 * until the right one is concluded after all. */
static void misread(void **state)
{
	struct scene s;

	(void)state;
	scene_init(&s);
	tiny_do(s.drill, "03:00", "look billing by=tenant");
	tiny_do(s.drill, "05:00", "conclude default-preset");
	scene_read(&s);
	assert_int_equal(s.links[0].saw, CHAIN_MISREAD);
	assert_non_null(strstr(s.links[0].note, "concluded"));
	assert_int_equal(s.links[1].saw, CHAIN_MISSED);
	tiny_do(s.drill, "06:00", "rule-out tenant-batch \"no\"");
	scene_read(&s);
	assert_non_null(strstr(s.links[0].note, "ruled out"));
	assert_non_null(strstr(s.links[0].note, "at 06:00"));
	tiny_do(s.drill, "09:00", "conclude tenant-batch");
	scene_read(&s);
	assert_int_equal(s.links[0].saw, CHAIN_LOOKED);
	scene_finish(&s);
}

/* What keeps it going is true: to conclude it is no misreading. */
static void part_of_it(void **state)
{
	static const struct tiny_edit keeps_going[] = {
		{ "[\"{who} ran its catalogue through our API.\"]",
		  "[{\"text\": \"A.\", \"shows\": {\"panel\": \"billing\", "
		  "\"by\": [\"tenant\"]}}]" },
		{ "\"causes\": [\"tenant-batch\"],",
		  "\"causes\": [\"tenant-batch\"], \"contributors\": "
		  "[\"growth\"]," },
		{ NULL, NULL },
	};
	struct scene s;

	(void)state;
	s.pack = tiny_pack(keeps_going);
	s.drill = tiny_drill(s.pack, "tenant", NULL);
	arena_init(&s.arena);
	tiny_do(s.drill, "03:00", "look billing by=tenant");
	tiny_do(s.drill, "05:00", "conclude growth");
	scene_read(&s);
	assert_int_equal(s.links[0].saw, CHAIN_LOOKED);
	tiny_do(s.drill, "06:00", "conclude vendor-slow");
	scene_read(&s);
	assert_int_equal(s.links[0].saw, CHAIN_MISREAD);
	scene_finish(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(where_and_since_when),
		cmocka_unit_test(passed_over_looked_at_pinned),
		cmocka_unit_test(what_was_seen),
		cmocka_unit_test(looked_at_another_time),
		cmocka_unit_test(misread),
		cmocka_unit_test(part_of_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
