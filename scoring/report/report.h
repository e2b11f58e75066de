/*
 * The report: what a drill came to and why, as data.
 *
 * One structure feeds every form (text, Markdown, HTML, JSON, the last screen
 * of the terminal UI).  It is complete in itself: a renderer computes nothing,
 * and a recorded report can be shown again without the drill.  All of it lives
 * in one arena.
 */
#ifndef GAMEDAY_SCORING_REPORT_REPORT_H
#define GAMEDAY_SCORING_REPORT_REPORT_H

#include "base/arena.h"
#include "base/err.h"
#include "base/json.h"
#include "debrief/forward.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SCORING_VERSION 3

/* What earned or lost a point: an event of the log, and its words. */
struct report_evidence {
	uint32_t seq; /* event number; 0 = none, the model's figures */
	int64_t at_s;
	const char *quote;
	bool against; /* it cost something */
};

struct report_criterion {
	const char *id, *title;
	double score, max;
	const char *why;    /* one or two sentences to the player */
	const char *better; /* one sentence on how to make it good, or NULL */
	const struct report_evidence *evidence;
	size_t evidence_count;
};

struct report_part {
	const char *id, *title; /* "a", "Diagnosis" */
	double score, max;
	bool red_flag; /* nothing in it at all */
	const struct report_criterion *criteria;
	size_t criterion_count;
};

/* A figure in a message, as it was and as it was told. */
struct report_claim {
	const char *quote, *unit;
	double says, truth;
	bool ok;
};

/* What is wrong with a message. */
struct report_fault {
	const char *quote; /* the sentence, or NULL: all of it */
	const char *note;
};

#define REPORT_ELEMENTS_MAX 16
struct report_message {
	uint32_t seq;
	int64_t at_s;
	const char *audience, *text;
	double score, cap; /* cap 10 = none */
	/* In the order of drill/judge.h, each with a line on why, or NULL. */
	double elements[REPORT_ELEMENTS_MAX];
	const char *why[REPORT_ELEMENTS_MAX];
	size_t element_count;
	const char *cap_reason; /* or NULL */
	const struct report_claim *claims;
	size_t claim_count;
	const struct report_fault *faults;
	size_t fault_count;
	const char *const *advice;
	size_t advice_count;
};

/* A step of the player's plan; what was not said is NULL. */
struct report_step {
	uint32_t seq;
	const char *phase; /* now days weeks */
	const char *id, *title;
	const char *why, *tradeoff, *owner, *metric, *rollback, *due;
};

struct report_minute {
	int64_t at_s;
	double spend_usd_per_hour, spend_ratio, error_rate, p95_s;
	double attempts_per_job, http_429_per_min;
};

/* A mark on the chart. */
struct report_mark {
	int64_t at_s;
	uint32_t seq;
	const char *kind;  /* action message inject alert */
	const char *label; /* "apply spend-cap" */
	const char *text;  /* the same for people, or NULL */
};

/* What a loss is made of, in USD; the parts add up to it. */
struct report_loss {
	double excess_usd;   /* money spent above normal */
	double failed_usd;   /* people who left with nothing */
	double degraded_usd; /* people who got something worse */
	double credits_usd;  /* owed to those with a contract */
	double measures_usd; /* what measures cost once */
};
#define REPORT_LOSS_PARTS 5
/* The part as a figure and in words ("people who left with nothing"). */
double report_loss_part(const struct report_loss *loss, size_t part);
const char *report_loss_words(size_t part);

/* From the page to the full length; what was lost before the page is nobody's
 * and stands in no figure here. */
struct report_outcome {
	double minutes_to_diagnose, minutes_to_mitigate; /* NAN = never */
	double excess_usd, failed_users, loss_usd;
	double spend_ratio_end, error_rate_end, p95_s_end;
	struct report_loss parts; /* of loss_usd; all 0 in older records */
};

struct report_rival { /* doing nothing, par */
	double excess_usd, failed_users, loss_usd;
	struct report_loss parts;
};

/* What really happened, link by link, and what the player made of it. */
enum report_saw {
	REPORT_SAW_NOT_ASKED, /* the link is nothing that a panel shows */
	REPORT_SAW_PINNED,
	REPORT_SAW_LOOKED,
	REPORT_SAW_MISREAD, /* seen, and concluded or ruled out wrongly */
	REPORT_SAW_MISSED,
	REPORT_SAWS
};
const char *report_saw_word(enum report_saw saw); /* "pinned" */

struct report_link {
	const char *text;  /* with this run's own figures */
	const char *panel; /* "billing by=tenant", or NULL */
	int64_t at_s;	   /* when it first showed there; REPORT_NEVER */
	enum report_saw saw;
	uint32_t seq;	  /* the first look or pin at it; 0 = none */
	const char *note; /* a sentence on what the player did, or NULL */
};
#define REPORT_NEVER INT64_MIN

/*
 * A decision of the player, otherwise: what would have been.  Figures are the
 * drill with the change less the drill as it was played, so loss_usd > 0 says
 * that the decision as it was taken was the better one.  The same seed and
 * further ones are run both ways; figures are means of the paired differences,
 * noise half of the 95 % confidence interval of those.
 */
struct report_counterfactual {
	uint32_t seq;	     /* of the decision; 0 = none of the player's */
	int64_t at_s;	     /* when it was taken */
	const char *action;  /* "apply spend-cap usd_per_hour=16000" */
	const char *subject; /* title: "Cap the spend an hour" */
	const char *change;  /* "removed" "earlier" */
	int64_t to_s;	     /* earlier: when instead */
	double loss_usd, loss_noise_usd;
	double loss_seed_usd; /* on the drill's own seed */
	double excess_usd;    /* money alone */
	double failed_users, failed_noise_users;
	double minutes_to_mitigate; /* NAN = never in one of the two */
	bool mitigated;		    /* over in the end, run so */
	int seeds;		    /* so many were run both ways */
	bool clear;		    /* the loss differs by more than noise */
	bool harmful; /* clear, and the decision made things worse */
	const char *const *refused; /* later commands that became impossible */
	size_t refused_count;
	const char *sentence;
};

/* How far the debrief went. */
enum report_debrief {
	REPORT_DEBRIEF_SCORE, /* score only: no counterfactuals */
	REPORT_DEBRIEF_FULL,  /* worked out when the drill ended */
	REPORT_DEBRIEF_LATER, /* worked out now, of a recorded drill */
	REPORT_DEBRIEF_OPEN,  /* score only, while the rest is worked out where
				 the drill was played; never recorded */
	REPORT_DEBRIEFS
};
const char *report_debrief_word(enum report_debrief debrief); /* "full" */

/* What a language model thinks of a written answer, or of what was written in
 * a drill, beside the score. */
struct report_opinion_verdict {
	bool met;
	int votes;
	const char *quote; /* or NULL */
	bool apart;	   /* no matter of words: it was not asked about */
};

struct report_opinion {
	const char *model;
	const char *abstains; /* why it says nothing, or NULL */
	int answers, calls;   /* that could be read, of those asked for */
	double score, max;
	/* One for each criterion, in the order of the parts. */
	const struct report_opinion_verdict *verdicts;
};

/* Whether the opinion of a criterion is another than the score's. */
bool report_opinion_differs(const struct report_criterion *criterion,
			    const struct report_opinion_verdict *verdict);

struct report {
	/* Of a written answer: `scenario` is the question; there is no drill,
	 * so no outcome, messages, series or hash.  An evidence's seq is the
	 * number of the statement and its at_s the line. */
	bool written;
	const char *const *follow_ups; /* what is asked next */
	size_t follow_up_count;
	const struct report_opinion *opinion; /* or NULL; never recorded */
	const char *scenario, *scenario_title, *variant, *variant_title;
	const char *cause;		   /* title of the true cause */
	const char *player, *mode, *start; /* local date and time */
	const char *zone;		   /* of that, or NULL */
	int64_t start_utc_s; /* 00:00 in seconds since 1970, UTC; 0 = unknown */
	int64_t began_s; /* the first trouble: before 00:00, so negative; 0 =
			    unknown */
	uint64_t seed;
	const char *decision; /* "PASS" or "FAIL" */
	double score, max, pass;
	const struct report_part *parts;
	size_t part_count;
	const char *const *red_flags;
	size_t red_flag_count;
	const char *const *strengths;
	size_t strength_count;
	const char *const *weaknesses;
	size_t weakness_count;
	const char *reasoning;
	const char *const *practise; /* what to practise next */
	size_t practise_count;
	struct report_outcome outcome;
	struct report_rival nothing, par;
	bool has_par;
	const struct report_message *messages;
	size_t message_count;
	const struct report_minute *minutes;
	size_t minute_count;
	const struct report_mark *marks;
	size_t mark_count;
	const struct report_step *plan;
	size_t plan_count;
	const struct report_link *chain;
	size_t chain_count;
	/* The plan, simulated forward; NULL = it was not. */
	const struct forward *forward;
	enum report_debrief debrief;
	/* In the order of the decisions, "removed" before "earlier". */
	const struct report_counterfactual *counterfactuals;
	size_t counterfactual_count;
	uint64_t hash;
	int engine_version, scoring_version;
};

/* The report in the JSON of the command-line contract (docs/cli.md), the same
 * bytes everywhere.  Also what the record keeps. */
void report_to_json(const struct report *report, struct str *out);
/* And back, for showing a recorded report unchanged. Lives in the arena. */
const struct report *report_from_json(const struct json_doc *doc,
				      struct arena *arena, struct err *err);

#endif
