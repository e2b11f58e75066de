/*
 * How a report is put together: pieces of score.c, each in a file of its own.
 */
#ifndef GAMEDAY_SCORING_REPORT_REPORT_BUILD_H
#define GAMEDAY_SCORING_REPORT_REPORT_BUILD_H

#include "debrief/debrief.h"
#include "scoring/judges/judges.h"
#include "scoring/report/report.h"

/* A criterion as judged, with the sentences that belong to it. */
struct judged {
	const struct rubric_criterion *criterion;
	const struct rubric_part *part;
	double share;
	const char *strength, *weakness, *better, *practise;
};

struct judged_list {
	struct judged *items;
	size_t count;
};

/* Parts and criteria; `judged` gets one entry for each criterion. */
void report_judge(struct report *report, const struct review *review,
		  const struct rubric *rubric, struct judged_list *judged);
/* Red flags, strengths, weaknesses, reasoning, practise. */
void report_word(struct report *report, const struct review *review,
		 const struct rubric *rubric, const struct judged_list *judged);
/* Outcome, series, marks, messages, the chain of what happened. */
void report_facts(struct report *report, const struct review *review);

/* report_messages.c, report_marks.c, report_plan.c: each fills its piece, and
 * writes and reads its member of the JSON. */
void report_messages(struct report *report, const struct review *review);
void report_messages_to_json(struct json_writer *w,
			     const struct report *report);
void report_messages_from_json(const struct json *root, struct arena *arena,
			       struct report *out);
void report_marks(struct report *report, const struct review *review);
void report_marks_to_json(struct json_writer *w, const struct report *report);
void report_marks_from_json(const struct json *root, struct arena *arena,
			    struct report *out);
void report_plan(struct report *report, const struct review *review);
void report_plan_to_json(struct json_writer *w, const struct report *report);
void report_plan_from_json(const struct json *root, struct arena *arena,
			   struct report *out);

/* Makes what the judges said of measures agree with what the re-runs show: a
 * measure that did harm is not cited as a merit, no strength names it, and the reason says what it
 * cost and why one might take it all the same; one that helped although nothing
 * called for it is told as such.  Points stay as they are: the loss in which
 * they are counted has both in it. */
void report_agree(struct report *report, const struct drill *drill,
		  const struct counterfactual *const *all, size_t count,
		  struct arena *arena);

/* report_outcome.c: the members `outcome`, `nothing` and `par`. */
void report_outcome_to_json(struct json_writer *w, const struct report *report);
void report_outcome_from_json(const struct json *root, struct report *out);
/* "3,329 USD of money spent above normal, ...": the parts that weigh, the
 * heaviest first. */
const char *report_loss_sentence(const struct report_loss *loss,
				 struct arena *arena);

/* report_read.c: what reading a member is made of. */
const char *report_read_text(const struct json *object, const char *key,
			     struct arena *arena); /* NULL = none */
int64_t report_read_clock(const struct json *object);
uint32_t report_read_seq(const struct json *object);
const char *const *report_read_list(const struct json *object, const char *key,
				    size_t *count, struct arena *arena);

/* report_forward.c: the member `forward`; null without one. */
void report_forward_to_json(struct json_writer *w, const struct report *report);
void report_forward_from_json(const struct json *root, struct arena *arena,
			      struct report *out);

/* report_debrief.c: the members `debrief`, `counterfactuals` and `chain`. */
void report_debrief_to_json(struct json_writer *w, const struct report *report);
void report_debrief_from_json(const struct json *root, struct arena *arena,
			      struct report *out);

/* report_opinion.c: the member of the JSON; null without one. */
void report_opinion_to_json(struct json_writer *w, const struct report *report);

#endif
