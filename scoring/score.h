/*
 * Scoring: the rubric over the log.
 *
 * The rubric is data (rubric.json of the pack): parts, criteria, points, and
 * for each criterion one judge of a closed vocabulary with its settings; each
 * judge is one small file here.  The same log gives the same points, and each
 * point cites the events and words that earned or lost it.
 */
#ifndef GAMEDAY_SCORING_SCORE_H
#define GAMEDAY_SCORING_SCORE_H

#include "debrief/debrief.h"
#include "debrief/rivals.h"
#include "drill/drill.h"
#include "scoring/report/report.h"

/* Scores an ended (or still running) drill.  Runs it on to its full length, and
 * doing nothing and par beside it.  Lives in the arena; NULL on error. */
const struct report *score_drill(const struct drill *drill, struct arena *arena,
				 struct err *err);

/* The same with the plan simulated forward (of this drill; it goes into the
 * report and must live as long): the plan's criteria are judged by it. */
const struct report *score_drill_forward(const struct drill *drill,
					 const struct forward *forward,
					 struct arena *arena, struct err *err);

/* The same, with rivals that were run ahead (debrief/rivals.h); both may be
 * NULL. */
const struct report *score_drill_ahead(const struct drill *drill,
				       struct rivals_ahead *ahead,
				       const struct forward *forward,
				       struct arena *arena, struct err *err);

/* The same report with what a debrief knows so far.  Lives in the arena, and
 * shares with the other report all that has not changed; the debrief may go. */
const struct report *score_add_debrief(const struct report *report,
				       const struct debrief *debrief,
				       enum report_debrief how,
				       struct arena *arena);

/* Checks a pack's rubric: weights, judges, their settings. */
bool score_check_rubric(const struct pack *pack, struct err *err);

/* The judge of messages that a drill is given. */
const struct judge *score_message_judge(void);

/* One message for `gameday message`: elements, cap, claims, faults
 * and advice. */
struct message_report {
	const char *audience;
	struct verdict verdict;
	const char *why[VERDICT_ELEMENT_COUNT]; /* one line each */
	const struct report_claim *claims;
	size_t claim_count;
	const struct report_fault *faults;
	size_t fault_count;
	const char *const *advice;
	size_t advice_count;
	const char *cap_reason; /* NULL = no cap */
};
const struct message_report *score_message(const char *audience,
					   const char *text,
					   const struct facts *facts,
					   struct arena *arena);
void message_report_to_json(const struct message_report *report,
			    struct str *out);
/* Audiences that a message can be for. */
bool score_is_audience(const char *audience);
const char *score_audiences(void); /* "manager, product, ..." */

/* Facts from JSON (one snapshot object; docs/message-facts.md). */
bool facts_from_json(const struct json_doc *doc, const struct json *object,
		     struct arena *arena, struct facts *out, struct err *err);

#endif
