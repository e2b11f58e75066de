/*
 * Written answers that are practised, in files.
 *
 * Each attempt at a question is a folder of its own,
 * "$XDG_DATA_HOME/gameday/answers/QUESTION/1": answer.md and follow-up-1.md are
 * the texts as they were written, progress.json the time taken and what was
 * sent.  The newest attempt is gone on with until all of it was sent; then, or
 * when another gameday has it open, the next one begins.  Nothing is made before
 * something was written, and no attempt is ever written over.
 */
#ifndef GAMEDAY_CLI_ATTEMPTS_H
#define GAMEDAY_CLI_ATTEMPTS_H

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"
#include "scoring/answers/question.h"
#include "ui/rehearsal.h"

struct attempts {
	struct str shelf;  /* of all attempts at the question */
	struct str folder; /* of this one */
	int number;
	int lock; /* file that says who writes it; -1 = none yet */
	struct arena arena;
	struct rehearsal_record begun; /* what there is to go on with */
	bool has_begun;
};

/* Finds the attempt to go on with, or the number of the next. */
bool attempts_open(struct attempts *attempts, const struct question *question,
		   struct err *err);
void attempts_close(struct attempts *attempts);

/* For struct rehearsal_options; the context is the attempts. */
bool attempts_keep(void *context, const struct rehearsal_record *record,
		   struct err *err);
const char *attempts_renew(void *context, struct err *err);

#endif
