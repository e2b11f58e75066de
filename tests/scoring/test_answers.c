/* What an answer's words earn: criterion by criterion, on small texts. */
#include "tests/cmocka_setup.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "tests/scoring/graded_answers.h"

static struct question *question;
static struct arena arena = ARENA_INIT;

static const struct report_criterion *criterion(const struct report *report,
						const char *id)
{
	for (size_t p = 0; p < report->part_count; p++)
		for (size_t c = 0; c < report->parts[p].criterion_count; c++)
			if (strcmp(report->parts[p].criteria[c].id, id) == 0)
				return &report->parts[p].criteria[c];
	fail_msg("no criterion %s", id);
	return NULL;
}

static double points(const char *text, const char *id)
{
	return criterion(answer_grade(question, text, &arena), id)->score;
}

/* The first text earns more of the criterion than the second. */
static void better_than(const char *id, const char *good, const char *poor)
{
	double more = points(good, id), less = points(poor, id);

	if (more < less + 0.05)
		fail_msg("%s: %.2f for \"%s\", %.2f for \"%s\"", id, more, good,
			 less, poor);
}

static void denial_earns_nothing(void **state)
{
	(void)state;
	better_than("b1", "(b) I would cap the spend per hour.",
		    "(b) I would not cap the spend per hour.");
	better_than("b1", "(b) We put a spending cap in place.",
		    "(b) We go on as before instead of a spending cap.");
	better_than("b2", "(b) A circuit breaker and a queue with workers.",
		    "(b) We do without a circuit breaker, and never a queue.");
}

static void time_matters(void **state)
{
	(void)state;
	better_than("b1", "(c) Today I put a cap on spend.",
		    "(c) In three weeks I put a cap on spend.");
	better_than("c2",
		    "(c) Today: a spending cap. This week: idempotent retries. "
		    "Next month: the job queue.",
		    "(c) A spending cap, idempotent retries and the job "
		    "queue.");
}

static void a_tradeoff_belongs_to_its_measure(void **state)
{
	(void)state;
	better_than("b4", "(b) A job queue. Trade-off: users wait longer.",
		    "(b) A job queue. It is a very good thing to have.");
	better_than("b4", "(b) A job queue. Trade-off: users wait longer.",
		    "(b) A job queue. Trade-off: the office is cold.");
}

/* A verb is no log of changes; that more workers do not help is the point and
 * no denial of it. */
static void what_a_word_means(void **state)
{
	(void)state;
	assert_true(
		points("(a) I would add a cache for prompts and set a limit "
		       "on spending.",
		       "a5") < 0.01);
	assert_true(points("(a) I compare settings and flags with the hour in "
			   "which it began.",
			   "a5") > 0.1);
	assert_true(points("(b) What does not help: more workers of ours, the "
			   "limit is the vendor's.",
			   "b5") >= 0.15);
	assert_true(points("(b) There are 480 concurrent slots at Vidu, so no "
			   "worker count helps.",
			   "b5") >= 0.1);
	assert_true(points("(b) More workers will fix it.", "b5") < 0.01);
}

static void the_audience_matters(void **state)
{
	static const char asks[] = "(d) Finance: yesterday cost 8,000 USD "
				   "instead of 2,000, and the month will be "
				   "20,000 over plan at worst.";

	(void)state;
	assert_true(points(asks, "d3") >= 0.3);
	assert_true(points(asks, "d1") < 0.1);
	better_than("d1",
		    "(d) To my manager: \"We spend 250 USD an hour too much. A "
		    "cap is in place. I need your OK to slow free users "
		    "by noon.\"",
		    "(d) I would tell my manager what is going on.");
}

static void the_part_matters(void **state)
{
	(void)state;
	/* What is looked at in the diagnosis is no solution. */
	better_than("b2",
		    "(a) I look at it. (b) x\n\n(b) A queue with workers held "
		    "to the limit.",
		    "(a) I look at the queue and at the workers' limit.\n\n(b) "
		    "I do not know.");
}

static void harm_costs(void **state)
{
	(void)state;
	better_than("b5",
		    "(b) A queue whose workers stay under the vendor's "
		    "limit.",
		    "(b) A queue whose workers stay under the vendor's limit. "
		    "I would add more workers to send more requests, and "
		    "rotate several API keys to get more.");
}

static void each_point_has_its_sentence(void **state)
{
	const struct report *report = answer_grade(question, question->example,
						   &arena);

	(void)state;
	for (size_t p = 0; p < report->part_count; p++) {
		for (size_t c = 0; c < report->parts[p].criterion_count; c++) {
			const struct report_criterion *k =
				&report->parts[p].criteria[c];

			assert_true(k->score <= k->max + 1e-9);
			assert_true(k->score == 0 || k->evidence_count > 0);
			assert_true(strlen(k->why) > 0);
			for (size_t e = 0; e < k->evidence_count; e++)
				assert_true(k->evidence[e].at_s > 0 &&
					    k->evidence[e].seq > 0);
		}
	}
}

static void an_empty_answer_is_all_red_flags(void **state)
{
	const struct report *report = answer_grade(question, "", &arena);

	(void)state;
	assert_true(report->score == 0);
	assert_string_equal(report->decision, "FAIL");
	assert_int_equal(report->red_flag_count, report->part_count);
	assert_int_equal(report->strength_count, 0);
}

static void the_same_text_gives_the_same_bytes(void **state)
{
	struct str a = STR_INIT, b = STR_INIT;

	(void)state;
	report_to_json(answer_grade(question, question->example, &arena), &a);
	report_to_json(answer_grade(question, question->example, &arena), &b);
	assert_string_equal(a.s, b.s);
	assert_null(strstr(a.s, "counterfactuals"));
	assert_null(strstr(a.s, "\"hash\""));
	str_finish(&a);
	str_finish(&b);
}

static bool says(const char *const *list, size_t count, const char *part)
{
	for (size_t i = 0; i < count; i++)
		if (strstr(list[i], part))
			return true;
	return false;
}

/* A strong diagnosis, no containment, GPUs that may be meant for an outside
 * API, and no communication at all: a pass, but a narrow one. */
static void a_strong_diagnosis_alone(void **state)
{
	char *text = graded_read(TEST_DATA "/answers/strong-diagnosis.md");
	const struct report *r = answer_grade(question, text, &arena);

	(void)state;
	assert_true(r->score >= 6.5 && r->score <= 7.4);
	assert_string_equal(r->decision, "PASS");
	assert_true(r->parts[0].score >= 2.8);
	assert_true(criterion(r, "b1")->score <= 0.2);
	assert_true(criterion(r, "b5")->score <= 0.1);
	assert_true(r->parts[2].score >= 1.7);
	assert_true(r->parts[3].score == 0);
	assert_int_equal(r->red_flag_count, 1);
	assert_true(says(r->red_flags, 1, "No communication"));
	assert_true(says(r->weaknesses, r->weakness_count,
			 "short-term cost mitigation"));
	assert_true(says(r->weaknesses, r->weakness_count,
			 "Ambiguous GPU infrastructure"));
	free(text);
}

/* The words of the field, and quite others for the same things. */
static void other_words(void **state)
{
	static const struct {
		const char *path;
		double least, most;
	} rows[] = {
		{ TEST_DATA "/answers/plain-words-strong.md", 7.5, 9.6 },
		{ TEST_DATA "/answers/plain-words-middling.md", 3.0, 5.6 },
		{ TEST_DATA "/answers/plain-words-poor.md", 0, 1.5 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		char *text = graded_read(rows[i].path);
		double score = graded_score(question, text);

		if (score < rows[i].least || score > rows[i].most)
			fail_msg("%s: %.1f", rows[i].path, score);
		free(text);
	}
}

/* The other questions, by their data alone. */
static void projects(void **state)
{
	static const char *const ids[] = { "project-deep-dive",
					   "proudest-project" };
	static const char fluff[] =
		"In my last job we modernised the platform. We used "
		"microservices and Kubernetes because it is a best practice. "
		"The team worked very hard and the communication was great. In "
		"the end everyone was happy and the system was much faster. I "
		"learned that teamwork is important.";
	static const char story[] =
		"I was responsible for rewriting our invoice export. Before, "
		"customers waited up to 40 minutes for a file, and support got "
		"many tickets. It was a single script that read everything "
		"into memory.\n\n"
		"I decided to split it into jobs. The API puts a message in "
		"RabbitMQ, workers read chunks of 5,000 rows from Postgres and "
		"write to S3, and the customer gets a mail with the link. I "
		"chose RabbitMQ because we already had it. The hardest part "
		"was that some files had duplicate rows. I found that a worker "
		"crashed after writing and the message was delivered again, so "
		"I made the writes idempotent.\n\n"
		"Now an export takes 3 minutes. We rolled it out to one "
		"customer first and then to all. If I did it again I would add "
		"monitoring sooner.";
	static const char catchwords_too[] =
		"Problem, context, SLO p95 500 ms, availability 99.95 %, "
		"architecture, Kafka, Redis, gRPC, trade-offs, rejected "
		"alternatives, my role, tech lead, toughest challenge, root "
		"cause, canary, A/B test, rollback, from 900 ms to 320 ms, "
		"conversion +3 %, hindsight, lessons learned, risks, timeline, "
		"conflict, stakeholders.";

	(void)state;
	for (size_t i = 0; i < sizeof(ids) / sizeof(*ids); i++) {
		struct question *project = graded_question(ids[i]);
		double told = graded_score(project, story);

		assert_true(graded_score(project, project->example) >= 9.5);
		assert_true(graded_score(project, fluff) <= 2);
		assert_true(told >= 3 && told <= 6.5);
		assert_true(graded_score(project, catchwords_too) <= 1);
		assert_true(graded_score(project, project->text) <= 0.3);
		/* An answer to another question. */
		assert_true(graded_score(project, question->example) <= 2);
		question_destroy(project);
	}
}

static int load(void **state)
{
	(void)state;
	question = graded_question("video-cost-spike");
	return 0;
}

static int unload(void **state)
{
	(void)state;
	question_destroy(question);
	arena_finish(&arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(denial_earns_nothing),
		cmocka_unit_test(time_matters),
		cmocka_unit_test(a_tradeoff_belongs_to_its_measure),
		cmocka_unit_test(what_a_word_means),
		cmocka_unit_test(the_audience_matters),
		cmocka_unit_test(the_part_matters),
		cmocka_unit_test(harm_costs),
		cmocka_unit_test(each_point_has_its_sentence),
		cmocka_unit_test(a_strong_diagnosis_alone),
		cmocka_unit_test(other_words),
		cmocka_unit_test(projects),
		cmocka_unit_test(an_empty_answer_is_all_red_flags),
		cmocka_unit_test(the_same_text_gives_the_same_bytes),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
