/*
 * The tiny pack, changed where a test wants it to be, and drills of it.
 */
#ifndef GAMEDAY_TESTS_DRILL_TINY_H
#define GAMEDAY_TESTS_DRILL_TINY_H

#include "drill/drill.h"

/* A text of the pack's files and what stands there instead; ends with NULL. */
struct tiny_edit {
	const char *from, *to;
};

/* Ends the test when the pack does not load.  edits may be NULL. */
struct pack *tiny_pack(const struct tiny_edit *edits);

/* Scores a message by the number behind "score" in it, else 5; "next MM:SS" is
 * what it promises; "false" says something untrue. */
extern const struct judge tiny_judge;

/* A drill with the judge above.  variant by id. */
struct drill *tiny_drill(const struct pack *pack, const char *variant,
			 const struct journal *journal);
/* Advances to "MM:SS" and submits; ends the test when it is refused. */
void tiny_do(struct drill *drill, const char *at, const char *line);
/* Expects a refusal that says this. */
void tiny_refused(struct drill *drill, const char *at, const char *line,
		  const char *says);
void tiny_go(struct drill *drill, const char *at);

/* The n-th (from 1) event of a kind about a subject (NULL = any); NULL when
 * there are fewer. */
const struct event *tiny_event(const struct drill *drill, enum event_kind kind,
			       const char *subject, int n);
enum measure_state tiny_state(const struct drill *drill, const char *measure);

/* A journal in memory. */
struct tiny_journal {
	struct journal journal;
	struct journal_row *rows;
	size_t count, capacity;
	bool broken; /* refuses to write */
	size_t commits;
};
void tiny_journal_init(struct tiny_journal *journal);
void tiny_journal_finish(struct tiny_journal *journal);

#endif
