/* Replies to follow-ups: the points that are there, and no others. */
#include "tests/cmocka_setup.h"

#include <string.h>

#include "scoring/answers/answer.h"

struct sample {
	const char *question;
	size_t which;
	double least, most; /* points of four */
	const char *text;
};

#define VIDEO "video-cost-spike"
#define DEEP "project-deep-dive"
#define PROUD "proudest-project"

#define COPY \
	"What is the riskiest assumption in your plan, and what is the " \
	"cheapest way to find out whether it holds?"
#define STALE \
	"The riskiest assumption was that features younger than five minutes " \
	"would be accurate enough. Had it been wrong, the cache would have " \
	"been useless and we would have had to pay for twice the model " \
	"servers. I tested it in two days: I replayed a week of recorded " \
	"traffic with stale features. If the error had grown by more than " \
	"3 % I would have dropped the cache."
#define BIGGER \
	"I did not choose the bigger model. It was 2 % more accurate but " \
	"needed 40 ms more, which broke the latency budget. It would have " \
	"been the better one if the budget had been 300 ms."

static const struct sample samples[] = {
	{ VIDEO, 0, 4, 4,
	  "The riskiest assumption is that the bill rises because we pay for "
	  "our own repeated submissions. If that is wrong, retry limits change "
	  "nothing and we lose two days while the cap refuses customers. I "
	  "would count billed tasks per delivered video in an hour of "
	  "yesterday's logs; that takes thirty minutes and no code. If the "
	  "ratio is below 1.2 I drop the idea and look at demand by tenant "
	  "instead." },
	{ VIDEO, 0, 3, 4,
	  "The plan hangs on the cap not hurting paying users. If it does, "
	  "support gets hundreds of tickets. Cheapest test: turn it on for 5 % "
	  "of free users for one hour and look at refusals. More than 2 % "
	  "refusals and I raise it." },
	{ VIDEO, 0, 0.5, 2,
	  "I assume the vendor is slower. I would check it." },
	{ VIDEO, 0, 0, 0,
	  "Everything will be fine because our team is great and we "
	  "communicate well with stakeholders." },
	{ VIDEO, 0, 0, 0, COPY },
	{ VIDEO, 1, 4, 4,
	  "I left out a second provider. It takes six weeks, another contract "
	  "and its clips look different. I would choose it after all if the "
	  "vendor cannot raise the limit and more than 20 % of orders wait "
	  "over three minutes for a week. I would look at it again in 30 "
	  "days." },
	{ VIDEO, 1, 1, 2, "Self-hosting, because it is expensive." },
	{ VIDEO, 1, 0, 0, "There is nothing else that I would do." },
	{ DEEP, 0, 4, 4, STALE },
	{ DEEP, 0, 0, 1.5, "I believed the team could learn Go in time." },
	{ DEEP, 1, 4, 4, BIGGER },
	{ DEEP, 1, 0, 0, "I would do it all again." },
	{ PROUD, 0, 4, 4, STALE },
	{ PROUD, 0, 0, 0, "We worked hard and delivered value." },
	{ PROUD, 1, 4, 4, BIGGER },
	{ PROUD, 1, 0, 1, "We could have used Kafka." },
};

static void points_are_found(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		const struct sample *s = &samples[i];
		struct arena arena = ARENA_INIT;
		struct str folder = STR_INIT;
		struct err err = { 0 };
		const struct report_part *part;
		struct question *question;

		str_addf(&folder, "%s/%s", QUESTIONS, s->question);
		question = question_load(folder.s, &err);
		if (!question)
			fail_msg("%s", err.message);
		part = answer_grade_reply(question, s->which, s->text, &arena);
		assert_int_equal(part->criterion_count, 4);
		if (part->score < s->least || part->score > s->most)
			fail_msg("%.1f, not %.1f to %.1f: %s", part->score,
				 s->least, s->most, s->text);
		question_destroy(question);
		str_finish(&folder);
		arena_finish(&arena);
	}
}

/* Each point that is there has the sentence that shows it. */
static void points_have_their_sentence(void **state)
{
	struct arena arena = ARENA_INIT;
	struct err err = { 0 };
	struct question *question = question_load(QUESTIONS "/" DEEP, &err);
	const struct report_part *part;

	(void)state;
	assert_non_null(question);
	part = answer_grade_reply(question, 0, STALE, &arena);
	for (size_t i = 0; i < part->criterion_count; i++) {
		const struct report_criterion *point = &part->criteria[i];

		assert_true(point->evidence_count > 0);
		assert_non_null(strstr(STALE, point->evidence[0].quote));
	}
	question_destroy(question);
	arena_finish(&arena);
}

/* What a question does not say how to find is shown, not judged. */
static void points_without_conditions_cost_nothing(void **state)
{
	struct arena arena = ARENA_INIT;
	struct err err = { 0 };
	struct question *question = question_load(TEST_DATA "/questions/tiny",
						  &err);
	const struct report_part *part;

	(void)state;
	assert_non_null(question);
	part = answer_grade_reply(question, 0, "We bail it by hand.", &arena);
	assert_int_equal(part->criterion_count, 3);
	assert_true(part->max == 2 && part->score == 1);
	assert_string_equal(part->criteria[2].title, "whom you call");
	part = answer_grade_reply(question, 1, "The anchor.", &arena);
	assert_int_equal(part->criterion_count, 0);
	question_destroy(question);
	arena_finish(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(points_are_found),
		cmocka_unit_test(points_have_their_sentence),
		cmocka_unit_test(points_without_conditions_cost_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
