/*
 * What grading costs: an answer of a thousand words to each question, read and
 * judged from its text, and a message of a hundred.
 *
 *	grade QUESTIONS-FOLDER [ROUNDS]
 */
#include "bench/harness.h"
#include "base/str.h"
#include "scoring/answers/answer.h"
#include "scoring/score.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define GOAL_MS 50
#define WORDS 1000
#define ROUNDS 15

struct graded {
	struct question *question;
	struct str text;
	double least, score;
};

static size_t words_in(const char *text)
{
	size_t count = 0;

	for (const char *at = text; *at; at += strspn(at, " \n")) {
		count++;
		at += strcspn(at, " \n");
	}
	return count;
}

/* The example, and sentences of its own kind until there are enough words. */
static void write_answer(struct graded *g)
{
	str_add(&g->text, g->question->example);
	for (size_t i = 1; words_in(g->text.s) < WORDS; i++)
		str_addf(&g->text,
			 "\nOn day %zu I would compare orders per video with "
			 "the bill of account %zu, and go back when %zu of 100 "
			 "people fail.",
			 i, 7 * i, i % 9 + 1);
}

static void grade_once(void *context)
{
	struct graded *g = context;
	struct arena arena = ARENA_INIT;

	g->score = answer_grade(g->question, g->text.s, &arena)->score;
	arena_finish(&arena);
}

static void judge_message_once(void *context)
{
	static const char text[] =
		"Status at minute 8, SEV1: 27 % of all video generations fail, "
		"about 2,900 people an hour, and the rest wait up to three "
		"minutes. We pay our supplier 4,320 USD an hour instead of "
		"1,080, about 430 USD too much so far. We do not know the "
		"cause yet; two of us compare the last release, one reads the "
		"supplier's logs, and nothing has been changed. I need your "
		"yes to a limit of 1,600 USD an hour by 14:15; it would turn "
		"some people away. The next word comes at 14:20, in the "
		"incident channel.";
	static const struct facts facts = {
		.minute = 8,
		.spend_usd_per_hour = 4320,
		.spend_low = 4300,
		.spend_high = 4350,
		.baseline_usd_per_hour = 1080,
		.total_excess_usd = 430,
		.error_rate = 0.27,
		.error_low = 0.25,
		.error_high = 0.29,
		.p95_latency_s = 180,
		.p95_low = 175,
		.p95_high = 182,
		.baseline_p95_s = 62,
		.users_affected_per_hour = 2900,
		.severity = "sev1",
	};
	struct arena arena = ARENA_INIT;
	struct graded *g = context;

	g->score =
		score_message("manager", text, &facts, &arena)->verdict.score;
	arena_finish(&arena);
}

static bool load(const char *folder, const char *id, struct graded *g)
{
	struct str path = STR_INIT;
	struct err err = { 0 };
	char line[ERR_MESSAGE_MAX];

	str_addf(&path, "%s/%s", folder, id);
	g->question = question_load(path.s, &err);
	str_finish(&path);
	if (!g->question)
		fprintf(stderr, "%s\n", err_format(&err, line, sizeof(line)));
	else
		write_answer(g);
	return g->question != NULL;
}

int main(int argc, char **argv)
{
	static const char *const ids[] = { "video-cost-spike",
					   "project-deep-dive",
					   "proudest-project" };
	enum { COUNT = sizeof(ids) / sizeof(*ids) };
	struct graded graded[COUNT + 1] = { 0 };
	struct harness_case cases[COUNT + 1] = { 0 };
	size_t rounds = argc > 2 ? strtoul(argv[2], NULL, 10) : ROUNDS;
	int bad = 0;

	if (argc < 2) {
		fprintf(stderr, "usage: grade QUESTIONS-FOLDER [ROUNDS]\n");
		return 2;
	}
	for (size_t i = 0; i < COUNT; i++) {
		if (!load(argv[1], ids[i], &graded[i]))
			return 2;
		cases[i] = (struct harness_case){ .run = grade_once,
						  .context = &graded[i] };
		graded[i].least = 7;
	}
	cases[COUNT] = (struct harness_case){ .run = judge_message_once,
					      .context = &graded[COUNT] };
	graded[COUNT].least = 9;
	harness_interleave(cases, COUNT + 1, rounds);
	harness_heading("grading");
	for (size_t i = 0; i <= COUNT; i++) {
		struct harness_row row = {
			.what = i < COUNT ? ids[i] : "a message",
			.series = &cases[i].ns,
			.per = 1e6,
			.decimals = 1,
			.unit = "ms",
			.goal = i < COUNT ? GOAL_MS : 0,
			.remark = i < COUNT ? "an answer of 1,000 words" : NULL,
		};

		harness_print(&row);
		/* A fast grader that grades nothing would be no news. */
		if (graded[i].score < graded[i].least) {
			fprintf(stderr, "%s: %.1f of 10\n", row.what,
				graded[i].score);
			bad = 1;
		}
		question_destroy(graded[i].question);
		str_finish(&graded[i].text);
	}
	return bad;
}
