/*
 * A rubric: what counts, how much, and in which words it is said.
 *
 * It is the pack's rubric.json.  A criterion names a judge out of a closed
 * vocabulary, gives it settings, and holds the sentences for the report.
 * Nothing in C knows a scenario's causes, measures or stakeholders.
 */
#ifndef GAMEDAY_SCORING_RUBRIC_H
#define GAMEDAY_SCORING_RUBRIC_H

#include "base/arena.h"
#include "base/err.h"
#include "base/json.h"

#include <stdbool.h>
#include <stddef.h>

#define RUBRIC_FORMAT 1

/* id, word in the file, what it judges */
#define JUDGES(J) \
	J(EVIDENCE, "evidence", "pins attached to what they bear on") \
	J(HYPOTHESES, "hypotheses", "the way to the conclusion") \
	J(CONTAIN, "contain", "the money that was saved at once") \
	J(RELIABILITY, "reliability", "the users who were served again") \
	J(PLANNED, "planned", "measures of a kind on the plan") \
	J(TRADEOFFS, "tradeoffs", "trade-offs that are true of a measure") \
	J(DEPENDENCY, "dependency", "an outside limit, respected and named") \
	J(CHOICE, "choice", "a clear choice with its reason") \
	J(PHASES, "phases", "now, days, weeks in a sensible order") \
	J(GUARDRAILS, "guardrails", "a metric and a way back for each") \
	J(OWNERS, "owners", "who does it until when") \
	J(MESSAGE, "message", "what one audience was told") \
	J(CADENCE, "cadence", "how often, and promises kept") \
	J(HONESTY, "honesty", "plain words and true ones")

enum judge_verb {
#define J(id, word, help) JUDGE_##id,
	JUDGES(J)
#undef J
		JUDGE_COUNT
};
const char *judge_word(enum judge_verb verb);

/* Sentences for a result; each may be NULL.  {got}, {missing}, {quote} and
 * what a judge adds are filled in. */
struct rubric_texts {
	const char *full, *part, *none;	 /* why it scored as it did */
	const char *strength, *weakness; /* in the reviewer's form */
	const char *better;		 /* how to make it good */
	const char *practise;
};

/* A special finding of a judge ("ambiguous") with words of its own. */
struct rubric_case {
	const char *name;
	struct rubric_texts texts;
};

struct rubric_criterion {
	const char *id, *title;
	double points;
	enum judge_verb judge;
	const struct json *settings; /* object or NULL */
	struct rubric_texts texts;
	const struct rubric_case *cases;
	size_t case_count;
};

struct rubric_part {
	const char *id, *title;
	const char *red_flag;		/* said when nothing is in it */
	const char *good, *fair, *poor; /* for the reasoning */
	const struct rubric_criterion *criteria;
	size_t criterion_count;
	double points; /* sum */
};

struct rubric {
	const struct json_doc *doc;
	double pass, points;
	const char *passed, *failed; /* closing sentence of the reasoning */
	const struct rubric_part *parts;
	size_t part_count;
};

/* Reads and checks; lives in the arena, borrows the document. NULL on error. */
const struct rubric *rubric_read(const struct json_doc *doc,
				 struct arena *arena, struct err *err);

/* The criterion of that id, or NULL. */
const struct rubric_criterion *rubric_criterion_of(const struct rubric *rubric,
						   const char *id);

#endif
