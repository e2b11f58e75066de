/*
 * A written answer, graded without a network and without chance.
 *
 * The answer is read as a document (document.h), its words as concepts
 * (lexicon.h), and each statement in its setting: is it denied, to whom is it
 * said, for when is it meant, is it a message in its own words?  The criteria
 * of the question (question.h) then ask what stands there; each point keeps the
 * statement that earned or lost it.
 *
 * A statement earns once, and only as much as it has room for: a list of
 * catchwords, the question itself and the wording of the criteria earn next to
 * nothing.
 */
#ifndef GAMEDAY_SCORING_ANSWERS_ANSWER_H
#define GAMEDAY_SCORING_ANSWERS_ANSWER_H

#include "scoring/answers/question.h"
#include "scoring/report/report.h"

#define ANSWER_BYTES_MAX (4u << 20) /* of a file; DOCUMENT_BYTES_MAX are read */

/* Grades a text (scrubbed, UTF8_KEEP_NEWLINES).  Lives in the arena. */
const struct report *answer_grade(const struct question *question,
				  const char *text, struct arena *arena);

/* Judges a reply to follow-up `which` (from 0) in the same way: each of its
 * points is a criterion of 1, or of 0 where the question does not say how it is
 * found.  It counts for itself and not in the report.  Lives in the arena. */
const struct report_part *answer_grade_reply(const struct question *question,
					     size_t which, const char *text,
					     struct arena *arena);

#endif
