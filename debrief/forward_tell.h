/*
 * The words of a forward run: failures, marks, measures, sentences.
 */
#ifndef GAMEDAY_DEBRIEF_FORWARD_TELL_H
#define GAMEDAY_DEBRIEF_FORWARD_TELL_H

#include "debrief/forward_sum.h"

/* The pack's text with its slots filled, in the arena. */
const char *forward_word(const struct drill *drill, const char *text,
			 struct arena *arena);

/* Fills failures, marks and measures of a line. */
void forward_tell_line(const struct drill *drill, const struct month *month,
		       const struct planned_list *plan,
		       const struct forward_fault *faults, size_t count,
		       struct arena *arena, struct forward_line *line);

/* Fills the sentences, when all lines are there. */
void forward_tell(const struct drill *drill, struct arena *arena,
		  struct forward *forward);

#endif
