/*
 * The log: everything that happened in a drill, in order.
 *
 * Inputs are what people did; derived events are what followed from the model,
 * the pack and the seed, and can be derived again.  Every point of the score
 * cites events by their sequence number.
 */
#ifndef GAMEDAY_DRILL_EVENT_H
#define GAMEDAY_DRILL_EVENT_H

#include "drill/commands/command.h"

#include <stdbool.h>
#include <stdint.h>

/* id, word for the timeline */
#define EVENT_KINDS(E) \
	E(COMMAND, "command") /* an input; see verb */ \
	E(ALERT, "alert")     /* subject = alert */ \
	E(ALERT_CLEARED, "cleared") \
	E(INJECT, "inject") /* subject = inject, from = who */ \
	E(REPLY, "reply")   /* a person answered; from = who */ \
	E(APPROVAL_ASKED, \
	  "approval asked")	    /* subject = measure, from = approver */ \
	E(ASKED_BACK, "asked back") /* they want to know more first */ \
	E(APPROVED, "approved") \
	E(REFUSED, "refused") \
	E(QUEUED, "waiting for hands") /* subject = measure */ \
	E(STARTED, "started")	       /* a pair of hands took it */ \
	E(LANDED, "in force") \
	E(REVERTED, "taken back") \
	E(VERDICT, "message read") /* subject = audience, value = score */ \
	E(PROMISE_BROKEN, "update missed") /* subject = audience */ \
	E(OVERRIDE, "acted without approval") \
	E(STABLE, "stable") /* ten quiet minutes: end is offered */ \
	E(TIME_UP, "time is up")

enum event_kind {
#define E(id, word) EVENT_##id,
	EVENT_KINDS(E)
#undef E
		EVENT_KIND_COUNT
};

struct event {
	uint32_t seq; /* from 1 */
	int64_t at_s; /* drill time */
	enum event_kind kind;
	const struct command *command; /* inputs; else NULL */
	const char *role;	       /* of the actor; "" = none */
	const char *from;    /* person for replies, approvals, injects */
	const char *subject; /* id of what it is about */
	const char *text;    /* for people, slots filled */
	uint32_t cause;	     /* seq of the event it answers, or 0 */
	double value;	     /* score of a verdict; else 0 */
};

const char *event_word(enum event_kind kind);

#endif
