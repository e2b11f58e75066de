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
#define FINDING_SLOTS_MAX 16
#define FINDING_LIST_MAX 32

struct finding_slot {
	const char *name, *text;
};

/* Things found or missing, in words. */
struct finding_list {
	const char *items[FINDING_LIST_MAX];
	size_t count;
};

/* Measures that were spoken against, so that each is once. */
struct finding_blame {
	uint32_t seqs[REVIEW_APPLIED_MAX];
	size_t count;
};

struct finding {
	const struct review *review;
	struct finding_blame *blame; /* of all criteria */
	double share;		     /* 0..1 of the points */
	struct finding_list got, missing;
	struct report_evidence evidence[FINDING_EVIDENCE_MAX];
	size_t evidence_count;
	struct finding_slot slots[FINDING_SLOTS_MAX];
	size_t slot_count;
	const char *quote;   /* the most telling words, or NULL */
	const char *special; /* name of a case of the criterion, or NULL */
	const char *advice;  /* more to the point than the rubric's */
	const char *reason;  /* instead of the rubric's, or NULL */
	const char *fault;   /* instead of the rubric's weakness, or NULL */
	const char *merit;   /* instead of the rubric's strength, or NULL */
	bool tell_part;	     /* at least "part" of the rubric's reasons holds */
	const char *note;    /* sentences after the reason, or NULL */
};

/* Names live in the review's arena, or for ever; one said twice counts once. */
void finding_got(struct finding *finding, const char *name);
void finding_missing(struct finding *finding, const char *name);
/* A list as people write it: "a, b and c", with semicolons where the items
 * hold commas themselves; "" when it is empty. */
const char *finding_words(const struct finding_list *list, struct arena *arena);
/* "\"Cap the spend\"": titles hold commas and colons of their own. */
const char *finding_title(const struct review *review,
			  const struct pack_mitigation *what);
/* A rubric's sentence with {name} filled in; an unknown one stays as it is, and
 * a clause about an empty list is left out.  NULL for NULL. */
const char *finding_fill(const struct finding *finding, const char *text,
			 struct arena *arena);
/* One more sentence after the reason. */
void finding_note(struct finding *finding, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
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

/* Says of what was pinned, or only looked at, and earned nothing for this
 * criterion, why it did not; and what became of what was seen.  `early`: only
 * before the first conclusion counts. */
void finding_note_unused(const struct rubric_criterion *criterion,
			 struct finding *finding, bool early);
/* Whether a look or a pin with these arguments shows an item of the settings. */
bool evidence_item_shown(const struct json *item, const char *panel,
			 const char *args);

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
