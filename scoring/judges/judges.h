/*
 * Judges: one small file for each verb of a rubric.
 *
 * A judge looks at a review with a criterion's settings and says which share
 * of the points is earned, what was found and what is missing, and which
 * events show it.  The sentences come from the rubric.
 */
#ifndef GAMEDAY_SCORING_JUDGES_JUDGES_H
#define GAMEDAY_SCORING_JUDGES_JUDGES_H

#include "scoring/report/report.h"
#include "scoring/review.h"
#include "scoring/rubric.h"
#include "scoring/reading/text.h"

#define FINDING_EVIDENCE_MAX 24
#define FINDING_SLOTS_MAX 12

struct finding_slot {
	const char *name, *text;
};

struct finding {
	const struct review *review;
	double share;		 /* 0..1 of the points */
	struct str got, missing; /* lists in words; the caller finishes */
	struct report_evidence evidence[FINDING_EVIDENCE_MAX];
	size_t evidence_count;
	struct finding_slot slots[FINDING_SLOTS_MAX];
	size_t slot_count;
	const char *quote;   /* the most telling words, or NULL */
	const char *special; /* name of a case of the criterion, or NULL */
	const char *advice;  /* more to the point than the rubric's */
	const char *note;    /* a sentence after the reason, or NULL */
};

void finding_got(struct finding *finding, const char *name);
void finding_missing(struct finding *finding, const char *name);
/* An event that earned (or, against, lost) something; quote NULL = its own. */
void finding_cite(struct finding *finding, uint32_t seq, const char *quote,
		  bool against);
/* Adds to the reason what the plan came to when it was simulated forward. */
void finding_note_forward(struct finding *finding);
void finding_slot(struct finding *finding, const char *name, const char *format,
		  ...) __attribute__((format(printf, 3, 4)));

/* Whether the note of a hypothesis says what was seen: a figure, something that
 * one watches, or a word of what was pinned to it.  The cause's own name is no
 * evidence. */
bool note_names_evidence(const struct review *review,
			 const struct hypothesis *h);

/* Lets the criterion's judge look. */
void judge(const struct review *review,
	   const struct rubric_criterion *criterion, struct finding *finding);
/* Whether the settings are what the judge takes; names the first wrong one. */
bool judge_check_settings(const struct json_doc *doc, const struct json *object,
			  const struct rubric_criterion *criterion,
			  struct err *err);

/* Settings with a fallback; times are "MM:SS". */
double setting_number(const struct rubric_criterion *criterion, const char *key,
		      double fallback);
int64_t setting_clock(const struct rubric_criterion *criterion, const char *key,
		      int64_t fallback_s);
const struct json *setting(const struct rubric_criterion *criterion,
			   const char *key);
const char *setting_text(const struct rubric_criterion *criterion,
			 const char *key, const char *fallback);

/* The judges, as JUDGES lists them. */
void judge_evidence(const struct review *review,
		    const struct rubric_criterion *criterion,
		    struct finding *finding);
void judge_hypotheses(const struct review *review,
		      const struct rubric_criterion *criterion,
		      struct finding *finding);
void judge_contain(const struct review *review,
		   const struct rubric_criterion *criterion,
		   struct finding *finding);
void judge_reliability(const struct review *review,
		       const struct rubric_criterion *criterion,
		       struct finding *finding);
void judge_planned(const struct review *review,
		   const struct rubric_criterion *criterion,
		   struct finding *finding);
void judge_tradeoffs(const struct review *review,
		     const struct rubric_criterion *criterion,
		     struct finding *finding);
void judge_dependency(const struct review *review,
		      const struct rubric_criterion *criterion,
		      struct finding *finding);
void judge_choice(const struct review *review,
		  const struct rubric_criterion *criterion,
		  struct finding *finding);
void judge_phases(const struct review *review,
		  const struct rubric_criterion *criterion,
		  struct finding *finding);
void judge_guardrails(const struct review *review,
		      const struct rubric_criterion *criterion,
		      struct finding *finding);
void judge_owners(const struct review *review,
		  const struct rubric_criterion *criterion,
		  struct finding *finding);
void judge_message(const struct review *review,
		   const struct rubric_criterion *criterion,
		   struct finding *finding);
void judge_cadence(const struct review *review,
		   const struct rubric_criterion *criterion,
		   struct finding *finding);
void judge_honesty(const struct review *review,
		   const struct rubric_criterion *criterion,
		   struct finding *finding);

#endif
