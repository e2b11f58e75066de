/*
 * A second opinion on a written answer, by a language model.
 *
 * Optional, and never more than that: the points of the report come from the
 * rules of this program alone.  The model says for each criterion whether the
 * answer meets it, and must quote the words that do; a quote that does not
 * stand in the answer is no vote.  It is asked three times; what two of the
 * answers say counts.  Any endpoint will do that speaks the chat completions
 * of OpenAI's interface with a JSON schema for the response.
 *
 * The answer travels as data: a string inside a JSON document, of which the
 * model is told that nothing in it is meant for it.  Whatever goes wrong (the
 * network, a refusal, an answer cut short or of another shape) is an
 * abstention with its reason, never a mark.
 */
#ifndef GAMEDAY_CONNECT_OPINION_H
#define GAMEDAY_CONNECT_OPINION_H

#include "base/arena.h"
#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

#define OPINION_CALLS 3
#define OPINION_CRITERIA_MAX 64
#define OPINION_TEXT_MAX (64u << 10) /* bytes of an answer that is sent */

/* Where to ask.  Strings are borrowed. */
struct opinion_setup {
	const char *url;   /* of the chat completions, https or loopback */
	const char *model; /* its name there */
	const char *key;   /* sent as a bearer token; NULL = none */
	long timeout_ms;   /* of one call; 0 = 60 s */
	long pause_ms; /* before the one more try after 429 or 5xx; 0 = 2 s */
};

/* From GAMEDAY_OPINION_URL, GAMEDAY_OPINION_MODEL and GAMEDAY_OPINION_KEY.
 * False when no address is set: nobody is to be asked. */
bool opinion_setup_read(struct opinion_setup *out);
/* Whether the address and the name will do. */
bool opinion_setup_check(const struct opinion_setup *setup, struct err *err);

struct opinion_criterion {
	const char *id, *title; /* "a1", "Looks at the bill by preset" */
	const char *asks;	/* what meets it; NULL = the title says it */
	double max;
};

struct opinion_verdict {
	bool met;
	int votes;	   /* that it is met, of `answers` */
	const char *quote; /* that stands in the answer, or NULL */
};

struct opinion {
	const char *abstains; /* why there is none, or NULL */
	int answers;	      /* of OPINION_CALLS that could be read */
	double score, max;    /* the points of the criteria that are met */
	struct opinion_verdict *verdict; /* one a criterion */
};

/* Asks, and waits for it.  The result lives in the arena. */
const struct opinion *opinion_ask(const struct opinion_setup *setup,
				  const char *question,
				  const struct opinion_criterion *criteria,
				  size_t n, const char *text,
				  struct arena *arena);

#endif
