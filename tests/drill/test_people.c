#include "tests/cmocka_setup.h"
#include "scenarios/pack.h"
#include "tests/drill/tiny.h"

#include <string.h>

static const char *last_reply(const struct drill *drill)
{
	const struct event *last = NULL;

	for (int n = 1; tiny_event(drill, EVENT_REPLY, "", n); n++)
		last = tiny_event(drill, EVENT_REPLY, "", n);
	return last ? last->text : "";
}

static void answer_what_they_know(void **state)
{
	struct pack *pack = tiny_pack(NULL);
	struct drill *drill = tiny_drill(pack, "preset", NULL);
	const struct event *reply;

	(void)state;
	tiny_do(drill, "00:00", "ask manager \"What are your PRIORITIES?\"");
	tiny_go(drill, "00:29");
	assert_null(tiny_event(drill, EVENT_REPLY, NULL, 1));
	tiny_go(drill, "01:30");
	reply = tiny_event(drill, EVENT_REPLY, NULL, 1);
	assert_string_equal(reply->text, "First stop what gets worse.");
	assert_string_equal(reply->from, "manager");
	assert_int_equal(drill_event(drill, reply->cause)->command->verb,
			 COMMAND_ASK);
	/* from the state, when its condition holds */
	tiny_do(drill, "01:30", "ask Mira how severe is it?");
	tiny_go(drill, "03:00");
	assert_non_null(strstr(last_reply(drill), "SEV1, at "));
	assert_null(strstr(last_reply(drill), "{"));
	/* a title from the list is a question */
	tiny_do(drill, "03:00", "ask finance the budget");
	tiny_go(drill, "05:00");
	assert_non_null(strstr(last_reply(drill), "USD for the month"));
	drill_destroy(drill);
	pack_destroy(pack);
}

static void say_what_they_know(void **state)
{
	struct pack *pack = tiny_pack(NULL);
	struct drill *drill = tiny_drill(pack, "preset", NULL);

	(void)state;
	tiny_do(drill, "00:00", "ask manager \"Do you like tea?\"");
	tiny_go(drill, "02:00");
	assert_non_null(strstr(last_reply(drill), "Ask me about priorities"));
	assert_non_null(strstr(last_reply(drill), "What matters most"));
	/* a word inside another is none: "mat" must begin one */
	tiny_do(drill, "02:00", "ask manager \"Is it systematic?\"");
	tiny_go(drill, "04:00");
	assert_non_null(strstr(last_reply(drill), "Ask me about priorities"));
	tiny_refused(drill, "04:00", "ask nobody hello", "manager or finance");
	drill_destroy(drill);
	pack_destroy(pack);
}

/* However many questions stay open, one person asks again twice at most, and
 * not twice in a row. */
static void do_not_nag(void **state)
{
	struct pack *pack = pack_load(SCENARIOS "/video-cost-spike", NULL);
	struct drill_options options = { .pack = pack, .seed = 7 };
	struct drill *drill = drill_create(&options, NULL);
	size_t count, reminders = 0;
	const struct event *events;

	(void)state;
	tiny_go(drill, "59:00");
	events = drill_events(drill, &count);
	for (size_t i = 0; i < count; i++) {
		size_t same = 0;
		int64_t last_s = 0;

		if (events[i].kind != EVENT_REPLY ||
		    strcmp(events[i].subject, "reminder"))
			continue;
		reminders++;
		for (size_t k = 0; k < i; k++) {
			if (events[k].kind != EVENT_REPLY ||
			    strcmp(events[k].subject, "reminder") ||
			    strcmp(events[k].from, events[i].from))
				continue;
			same++;
			last_s = events[k].at_s;
		}
		assert_true(same < 2);
		assert_true(same == 0 || events[i].at_s >= last_s + 900);
		if (same == 1)
			assert_null(strstr(events[i].text, "I still have no"));
	}
	assert_in_range(reminders, 4, 14);
	drill_destroy(drill);
	pack_destroy(pack);
}

static int still_wanted(const struct drill *drill)
{
	size_t count;
	const struct message *messages = drill_messages(drill, &count);
	int wanted = 0;

	for (size_t i = 0; i < count; i++)
		wanted += messages[i].wanted_by_s >= 0;
	return wanted;
}

static void want_an_answer(void **state)
{
	struct pack *pack = tiny_pack(NULL);
	struct drill *drill = tiny_drill(pack, "preset", NULL);
	const struct event *asked, *again;

	(void)state;
	tiny_go(drill, "03:00");
	asked = tiny_event(drill, EVENT_INJECT, "finance-asks", 1);
	assert_int_equal(asked->at_s, 180);
	assert_non_null(strstr(asked->text, "It is 14:08 and we spend "));
	tiny_go(drill, "08:00");
	assert_null(tiny_event(drill, EVENT_REPLY, "reminder", 1));
	tiny_go(drill, "19:00");
	again = tiny_event(drill, EVENT_REPLY, "reminder", 1);
	assert_int_equal(again->at_s, 481);
	assert_int_equal(
		again->cause,
		tiny_event(drill, EVENT_INJECT, "finance-asks", 1)->seq);
	assert_null(tiny_event(drill, EVENT_REPLY, "reminder", 2));
	/* late is late, until there is an answer */
	assert_int_equal(still_wanted(drill), 1);
	tiny_do(drill, "19:30", "tell finance \"score 7\"");
	assert_int_equal(still_wanted(drill), 0);
	drill_destroy(drill);

	drill = tiny_drill(pack, "preset", NULL);
	tiny_do(drill, "07:59", "tell finance \"score 7\"");
	tiny_go(drill, "19:00");
	assert_null(tiny_event(drill, EVENT_REPLY, "reminder", 1));
	drill_destroy(drill);
	pack_destroy(pack);
}

static void conditions(void **state)
{
	struct pack *pack = tiny_pack(NULL);
	struct drill *drill = tiny_drill(pack, "preset", NULL);

	(void)state;
	tiny_go(drill, "07:00");
	assert_int_equal(
		tiny_event(drill, EVENT_INJECT, "manager-worries", 1)->at_s,
		360);
	/* an alert that held before the page does not wait again */
	assert_int_equal(tiny_event(drill, EVENT_ALERT, "spend-high", 1)->at_s,
			 0);
	drill_destroy(drill);

	drill = tiny_drill(pack, "preset", NULL);
	tiny_do(drill, "05:00", "tell manager \"score 1\"");
	tiny_go(drill, "19:00");
	assert_null(tiny_event(drill, EVENT_INJECT, "manager-worries", 1));
	drill_destroy(drill);
	pack_destroy(pack);
}

/* So few people come that one of them is a breach. */
static const struct tiny_edit lenient[] = {
	{ "\"figure\": \"error_rate\", \"max\": 0.02",
	  "\"figure\": \"error_rate\", \"max\": 0.2" },
	{ "\"figure\": \"p95_s\", \"max\": 20",
	  "\"figure\": \"p95_s\", \"max\": 60" },
	{ 0 },
};

static void alerts_clear(void **state)
{
	struct pack *pack = tiny_pack(lenient);
	struct drill *drill = tiny_drill(pack, "preset", NULL);
	const struct event *cleared;

	(void)state;
	tiny_do(drill, "00:00", "apply rollback");
	tiny_go(drill, "19:00");
	cleared = tiny_event(drill, EVENT_ALERT_CLEARED, "spend-high", 1);
	assert_non_null(cleared);
	assert_true(cleared->at_s >= 240);
	assert_non_null(tiny_event(drill, EVENT_STABLE, NULL, 1));
	drill_destroy(drill);
	pack_destroy(pack);
}

static double on_slow(const struct drill *drill)
{
	return sim_engine_get(
		drill_engine(drill),
		sim_model_parameter(drill_pack(drill)->model,
				    "people-free.press_again.on_slow"));
}

static void words_act(void **state)
{
	struct pack *pack = tiny_pack(NULL);
	struct drill *drill = tiny_drill(pack, "preset", NULL);

	(void)state;
	assert_true(on_slow(drill) == 0.5);
	tiny_do(drill, "00:00", "tell customers \"score 3\"");
	assert_true(on_slow(drill) == 0.5);
	tiny_do(drill, "00:10", "tell customers \"score 5\"");
	assert_true(on_slow(drill) > 0.349 && on_slow(drill) < 0.351);
	/* the best message counts, not the sum of all */
	tiny_do(drill, "00:20", "tell customers \"score 5\"");
	assert_true(on_slow(drill) > 0.349);
	tiny_do(drill, "00:30", "tell customers \"score 10\"");
	assert_true(on_slow(drill) > 0.199 && on_slow(drill) < 0.201);
	tiny_refused(drill, "00:40", "tell nobody \"hello\"", "customers");
	drill_destroy(drill);
	pack_destroy(pack);
}

/* They notice what is false, and ask for what is missing; not for ever. */
static void ask_for_more(void **state)
{
	struct pack *pack = tiny_pack(NULL);
	struct drill *drill = tiny_drill(pack, "preset", NULL);
	const struct event *doubt, *more;

	(void)state;
	tiny_do(drill, "00:00", "tell manager \"score 8\"");
	tiny_do(drill, "00:10", "tell finance \"score 3 false\"");
	tiny_go(drill, "02:30");
	assert_null(tiny_event(drill, EVENT_REPLY, "follow-up", 1));
	doubt = tiny_event(drill, EVENT_REPLY, "doubt", 1);
	assert_string_equal(doubt->from, "finance");
	assert_non_null(strstr(doubt->text,
			       "That is not what I see. At 14:05 you wrote "
			       "\"It is (false).\", and that is not so. Here "
			       "spend is at "));
	assert_non_null(strstr(doubt->text, " of normal) and "));
	assert_null(strchr(doubt->text, '{'));
	tiny_do(drill, "02:30", "tell finance \"score 3\"");
	tiny_do(drill, "02:40", "tell finance \"score 3\"");
	tiny_go(drill, "06:00");
	more = tiny_event(drill, EVENT_REPLY, "follow-up", 1);
	assert_non_null(strstr(more->text, "Whom does it hit"));
	assert_null(tiny_event(drill, EVENT_REPLY, "follow-up", 2));
	tiny_do(drill, "06:00", "tell customers \"score 1\"");
	tiny_go(drill, "10:00");
	assert_null(tiny_event(drill, EVENT_REPLY, "follow-up", 2));
	drill_destroy(drill);
	pack_destroy(pack);
}

static void promises(void **state)
{
	struct pack *pack = tiny_pack(NULL);
	struct drill *drill = tiny_drill(pack, "preset", NULL);

	(void)state;
	tiny_do(drill, "00:00", "tell manager \"score 5 next 05:00\"");
	assert_int_equal(drill_promise(drill, "manager"), 300);
	/* kept, with a new one */
	tiny_do(drill, "05:30", "tell manager \"score 5 next 10:00\"");
	assert_int_equal(drill_promise(drill, "manager"), 600);
	assert_int_equal(drill_promise(drill, "finance"), -1);
	tiny_go(drill, "11:59");
	assert_null(tiny_event(drill, EVENT_PROMISE_BROKEN, NULL, 1));
	tiny_go(drill, "12:00");
	assert_string_equal(
		tiny_event(drill, EVENT_PROMISE_BROKEN, NULL, 1)->subject,
		"manager");
	assert_int_equal(drill_promise(drill, "manager"), -1);
	/* a word shortly before the time keeps it too */
	tiny_do(drill, "13:00", "tell manager \"score 5 next 18:00\"");
	tiny_do(drill, "16:00", "tell manager \"score 5\"");
	tiny_go(drill, "20:00");
	assert_null(tiny_event(drill, EVENT_PROMISE_BROKEN, NULL, 2));
	drill_destroy(drill);
	pack_destroy(pack);
}

static void facts(void **state)
{
	struct pack *pack = tiny_pack(NULL);
	struct drill *drill = tiny_drill(pack, "preset", NULL);
	struct arena arena = ARENA_INIT;
	const struct facts *facts;

	(void)state;
	tiny_do(drill, "00:00", "apply spend-cap");
	tiny_do(drill, "00:00", "declare sev2");
	tiny_do(drill, "02:00", "tell manager \"score 5, to you\"");
	tiny_do(drill, "02:00", "conclude default-preset");
	tiny_do(drill, "02:30", "apply rollback");
	tiny_go(drill, "03:00");
	facts = drill_facts(drill, "finance", &arena);
	assert_true(facts->minute == 3);
	assert_string_equal(facts->severity, "sev2");
	assert_true(facts->root_cause_known);
	assert_false(facts->stable);
	assert_int_equal(facts->in_force_count, 2);
	assert_string_equal(facts->in_force[1], "spend-cap");
	assert_string_equal(facts->requested[1], "rollback");
	assert_int_equal(facts->earlier_count, 0);
	assert_int_equal(facts->elsewhere_count, 1);
	assert_true(facts->spend_low <= facts->spend_usd_per_hour);
	assert_true(facts->spend_high > facts->spend_usd_per_hour);
	assert_string_equal(facts->cause_words[0], "default");
	assert_string_equal(facts->people[0], "Mira");
	for (size_t i = 0; i < facts->other_cause_word_count; i++)
		assert_string_not_equal(facts->other_cause_words[i], "growth");
	drill_destroy(drill);
	pack_destroy(pack);
	arena_finish(&arena);
}

static void actors_have_roles(void **state)
{
	struct pack *pack = tiny_pack(NULL);
	struct drill *drill = tiny_drill(pack, "preset", NULL);
	const struct event *note;

	(void)state;
	tiny_do(drill, "00:00", "role scribe Ann");
	tiny_do(drill, "00:10", "as Ann note \"hello\"");
	note = drill_event(drill, 0);
	assert_null(note);
	for (uint32_t seq = 1; (note = drill_event(drill, seq)); seq++) {
		if (note->kind == EVENT_COMMAND &&
		    note->command->verb == COMMAND_NOTE)
			break;
	}
	assert_non_null(note);
	assert_string_equal(note->from, "Ann");
	assert_string_equal(note->role, "scribe");
	assert_string_equal(drill_role(drill, "you"), "");
	tiny_do(drill, "00:20", "role ops Ann");
	assert_string_equal(drill_role(drill, "Ann"), "ops");
	tiny_do(drill, "00:30", "role ops Ben");
	assert_string_equal(drill_role(drill, "Ann"), "");
	tiny_do(drill, "00:40", "declare sev1");
	tiny_refused(drill, "00:50", "declare sev1", "already");
	drill_destroy(drill);
	pack_destroy(pack);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(answer_what_they_know),
		cmocka_unit_test(say_what_they_know),
		cmocka_unit_test(want_an_answer),
		cmocka_unit_test(do_not_nag),
		cmocka_unit_test(conditions),
		cmocka_unit_test(alerts_clear),
		cmocka_unit_test(words_act),
		cmocka_unit_test(ask_for_more),
		cmocka_unit_test(promises),
		cmocka_unit_test(facts),
		cmocka_unit_test(actors_have_roles),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
