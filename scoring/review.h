/*
 * The review: everything about one drill that the judges look at, gathered
 * once.
 *
 * Each measure that was applied is looked at here: was it called for?  It was
 * when the pack expects it to help in this variant and, where the pack says on
 * which causes it is founded, a pin was there before it that bears on one of
 * them.  A measure without such a pin is a shot in the dark, also when it
 * hits.
 */
#ifndef GAMEDAY_SCORING_REVIEW_H
#define GAMEDAY_SCORING_REVIEW_H

#include "base/arena.h"
#include "base/json.h"
#include "debrief/forward.h"
#include "debrief/rivals.h"
#include "drill/drill.h"
#include "drill/outcome.h"
#include "drill/panels/panel.h"

#define REVIEW_APPLIED_MAX 128

/* A measure that the player put to work, once for each time. */
struct applied {
	const struct pack_mitigation *what;
	uint32_t seq;		   /* of the command */
	int64_t asked_s, landed_s; /* landed -1 = not within the drill */
	int64_t reverted_s;	   /* -1 = stayed */
	bool refused;		   /* an approval was denied */
	bool blind;		   /* no evidence called for it */
	enum pack_expect expect;   /* in this variant */
};

struct review {
	struct arena *arena;
	const struct drill *drill;
	const struct pack *pack;
	const struct pack_variant *variant;
	const struct event *events;
	size_t event_count;
	const struct pin *pins;
	size_t pin_count;
	const struct hypothesis *hypotheses; /* one for each cause */
	const struct plan_item *plan;
	size_t plan_count;
	const struct message *messages; /* all of them */
	size_t message_count;
	bool *to_nobody; /* message: its text went to everybody */
	const struct outcome *own, *nothing, *par; /* par NULL = none */
	/* The plan, simulated forward; NULL = it was not. */
	const struct forward *forward;
	struct applied applied[REVIEW_APPLIED_MAX];
	size_t applied_count;
	/* 0..1: how many of the measures were called for.  A brake (it holds the
	 * spend and needs no diagnosis) fits where money is asked for, and
	 * speaks neither for nor against where users are. */
	double fit_money, fit_users;
	int64_t first_conclusion_s; /* -1 = none */
	bool concluded_right;
	size_t concluded_wrong;
	/* Concluded, true, and not what began it: no error, and half an
	 * answer. */
	bool concluded_part;
	int64_t declared_s; /* first severity; -1 = none */
	int64_t end_s;	    /* when the player ended it */
};

/* Gathers; lives in the arena, forward and ahead (may be NULL) are borrowed.
 * NULL on error. */
const struct review *review_create(const struct drill *drill,
				   struct rivals_ahead *ahead,
				   const struct forward *forward,
				   struct arena *arena, struct err *err);
/* How much of the plan holds in the weeks after that does not hold by itself:
 * 0 = no more than with nobody doing anything, 1 = all of it; 1 when it was
 * not simulated. */
double review_held(const struct review *review);

/* What the pack expects of a measure in the drill's variant. */
enum pack_expect review_expects(const struct review *review,
				const struct pack_mitigation *what);
/* Whether a pin shows what the pack says bears on the cause. */
bool review_pin_bears(const struct pin *pin, const struct pack_cause *cause);
/* Whether the player gave the pin a cause (for=). */
bool review_pin_is_addressed(const struct review *review,
			     const struct pin *pin);
/* Whether a pin speaks for or against a hypothesis: it bears on the cause, and
 * was pinned to it; one that was pinned to none speaks to each hypothesis on
 * which it bears, also to those that were named later. */
bool review_pin_speaks(const struct review *review, const struct pin *pin,
		       const struct pack_cause *cause);
const struct hypothesis *review_hypothesis(const struct review *review,
					   const struct pack_cause *cause);
/* Whether "by=tenant last=10:00" has key=value; NULL value = any. */
bool review_args_have(const char *args, const char *key, const char *value);
/* The sentence an event is quoted with: the command's line, or its text. */
const char *review_quote(const struct review *review, uint32_t seq);
/* The text is the player's own: not one of the pack's texts. */
bool review_own_words(const struct review *review, const char *text);
/* Whether it is called for in this variant: it helps, or is a brake that does
 * no harm, and was no shot in the dark. */
bool review_called_for(const struct applied *applied);
/* Whether it had evidence and did neither good nor harm, and is no brake. */
bool review_is_idle(const struct applied *applied);
/* Idle measures count against the player when more than half of all that was
 * applied was not called for. */
bool review_idle_counts(const struct review *review);
/* The same of a measure on the plan: it helps, or it is no cure for another
 * cause (what takes too long for the drill, and brakes). */
bool review_plan_fits(const struct review *review,
		      const struct pack_mitigation *what);
/* In force and called for, of one of these categories; landed at the latest at `by_s` (-1 = whenever). NULL = none. */
const struct applied *review_working(const struct review *review,
				     const struct json *categories,
				     int64_t by_s);
bool review_in_list(const struct json *list, const char *word);
bool review_is_players(const struct message *message);
/* A message with a verdict that says nothing of the incident: a greeting, a
 * template that nobody has filled in.  It is no first word. */
bool review_says_nothing(const struct message *message);

#endif
