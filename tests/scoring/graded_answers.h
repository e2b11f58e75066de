/*
 * Answers with grades: of three people, or our own, given before they were run.
 */
#ifndef GAMEDAY_TESTS_SCORING_GRADED_ANSWERS_H
#define GAMEDAY_TESTS_SCORING_GRADED_ANSWERS_H

#include "scoring/answers/answer.h"

#define GRADED_MAX 96

struct graded_answer {
	char id[16];
	double total; /* of whoever graded it */
	double criteria[32];
	bool pass;
	char *text; /* scrubbed */
};

/* Loads a folder of tests/data/calibration; fails the test when it cannot. */
size_t graded_answers_load(const char *folder, struct graded_answer *out);
void graded_answers_free(struct graded_answer *answers, size_t count);

/* A file, scrubbed; the caller frees it. */
char *graded_read(const char *path);
/* The question's folder in the source tree. */
struct question *graded_question(const char *id);
/* The whole points of a text. */
double graded_score(const struct question *question, const char *text);

#endif
