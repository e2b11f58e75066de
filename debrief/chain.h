/*
 * What really happened, link by link: the trigger, what it led to, the bill.
 *
 * The pack says what the links are and which panel shows each, and by which
 * figure one can tell since when.  The minute is found in the run's own
 * figures, the texts are told in them, and the log says what the player made
 * of it: pinned it, looked at it, saw it and concluded otherwise, or passed it
 * over.
 */
#ifndef GAMEDAY_DEBRIEF_CHAIN_H
#define GAMEDAY_DEBRIEF_CHAIN_H

#include "drill/drill.h"

enum chain_saw {
	CHAIN_NOT_SHOWN, /* no panel shows it, or it never came to that */
	CHAIN_PINNED,
	CHAIN_LOOKED,
	CHAIN_MISREAD, /* seen, but then a right cause was ruled out, or a
			  wrong one concluded and never a right one */
	CHAIN_MISSED,
};

#define CHAIN_NEVER INT64_MIN

struct chain_link {
	const char *text;
	const char *panel; /* "billing by=preset or tier", or NULL */
	int64_t at_s;	   /* first showed there; CHAIN_NEVER */
	enum chain_saw saw;
	uint32_t seq;	  /* of the first look or pin at it; 0 = none */
	const char *note; /* a sentence, or NULL */
};

/* The links of the drill's variant, in the pack's order, in the arena. */
const struct chain_link *chain_of(const struct drill *drill,
				  struct arena *arena, size_t *count);

#endif
