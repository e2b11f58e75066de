/*
 * A second opinion: what is asked and how its answer is read, apart from how it
 * travels.
 */
#ifndef GAMEDAY_CONNECT_OPINION_INTERNAL_H
#define GAMEDAY_CONNECT_OPINION_INTERNAL_H

#include "base/str.h"
#include "connect/opinion.h"

struct opinion_case {
	const char *question;
	const struct opinion_criterion *criteria;
	size_t count;
	const char *text;
};

/* The body of the request. */
void opinion_request(const struct opinion_case *of, const char *model,
		     struct str *out);

/* One answer of the model: for each criterion whether it is met, and the quote
 * that stands in the text.  Strings live in the arena. */
struct opinion_vote {
	bool met[OPINION_CRITERIA_MAX];
	const char *quote[OPINION_CRITERIA_MAX];
};
/* False with the reason when it is no answer to what was asked. */
bool opinion_read(const struct opinion_case *of, const char *body,
		  size_t length, struct opinion_vote *out, struct arena *arena,
		  struct err *err);

#endif
