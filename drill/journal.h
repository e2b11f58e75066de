/*
 * Where a drill is written down.
 *
 * Inputs are committed before they are acknowledged; derived events and
 * verdicts ride along in the same transaction so that a resume can compare
 * them.  store/ implements this interface; a drill without a journal is one
 * that nobody will resume (scripts, re-runs).
 */
#ifndef GAMEDAY_DRILL_JOURNAL_H
#define GAMEDAY_DRILL_JOURNAL_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum journal_kind {
	JOURNAL_INPUT,	 /* text = the canonical command line */
	JOURNAL_VERDICT, /* text = the verdict as JSON; belongs to `seq` */
	JOURNAL_DERIVED, /* text = kind, subject and text of the event */
	JOURNAL_CLOCK,	 /* drill time had reached at_s; no other content */
};

struct journal_row {
	enum journal_kind kind;
	uint32_t seq; /* of the event; clock marks: the last one's */
	int64_t at_s;
	const char *actor, *role; /* "" where there is none */
	const char *text;
};

struct journal {
	void *context;
	/* All rows or none.  When it fails the input is not accepted. */
	bool (*commit)(void *context, const struct journal_row *rows,
		       size_t count, struct err *err);
};

#endif
