/*
 * The changes that a search for par tries.  Stays in debrief/.
 */
#ifndef GAMEDAY_DEBRIEF_PAR_MOVES_H
#define GAMEDAY_DEBRIEF_PAR_MOVES_H

#include "debrief/par.h"

/* A way to play, line by line in order of time. */
struct course {
	struct command lines[PAR_LINES_MAX]; /* at_s says when */
	size_t count;
};

struct move {
	enum {
		MOVE_ADD,    /* measure, at its earliest */
		MOVE_REMOVE, /* line, and what takes its measure back */
		MOVE_SHIFT,  /* line, by seconds */
		MOVE_NUMBER, /* line's parameter, times a factor */
		MOVE_REVERT, /* takes line's measure back after seconds */
	} kind;
	size_t index; /* of the line, or of the measure in the pack */
	size_t parameter;
	int64_t seconds;
	double factor;
};

#define MOVES_MAX 600
/* All changes that can be tried on a course of a variant, in a fixed order. */
size_t moves_of(const struct pack *pack, int variant,
		const struct course *course, struct move moves[MOVES_MAX]);
/* False when it does not apply or leads outside of what is allowed. */
bool move_try(const struct pack *pack, const struct course *from,
	      const struct move *move, struct arena *arena, struct course *to);
/* Puts what stands too early to its earliest second, and all in order. */
void course_settle(const struct pack *pack, struct course *course);

#endif
