/*
 * Loading a question: question.c reads the whole, question_condition.c the
 * small language of conditions.
 */
#ifndef GAMEDAY_SCORING_ANSWERS_QUESTION_INTERNAL_H
#define GAMEDAY_SCORING_ANSWERS_QUESTION_INTERNAL_H

#include "base/json_shape.h"
#include "scoring/answers/question.h"

/* What a loader hands down. */
struct question_source {
	struct question *question;
	const struct json_doc *doc;
	struct err *err;
};

#define QUESTION_FORMAT 1
extern const struct json_shape question_shape;

/* "split & tenant|account & !guess & @finance": see docs/scoring.md. */
bool question_parse_condition(struct question_source *source,
			      const struct json *value,
			      struct question_condition *out);
/* "tenant|account" into a term. */
bool question_parse_term(struct question_source *source,
			 const struct json *value, const char *text,
			 size_t length, struct question_term *out);

/* Loads an item; `parts` are where conditions look that do not say it. */
bool question_load_item(struct question_source *source,
			const struct json *value, unsigned parts,
			struct question_item *out);
/* Loads the follow-ups; the other keys of the question have been read. */
bool question_load_follow_ups(struct question_source *source);

#endif
