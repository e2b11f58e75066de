/*
 * Who reads the messages.
 *
 * Words act on the drill, so it has to know how good a message was.  It does
 * not judge itself: scoring/ implements this interface and cli/ hands it in.
 * The verdict becomes an event and is recorded; a replay uses the recorded one.
 */
#ifndef GAMEDAY_DRILL_JUDGE_H
#define GAMEDAY_DRILL_JUDGE_H

#include "drill/facts.h"

/* The ten elements of a message, each 0, 0.5 or 1. */
#define VERDICT_ELEMENTS(E) \
	E(STATUS, "status") \
	E(IMPACT, "impact") \
	E(NUMBERS, "numbers") \
	E(ACTION, "action") \
	E(KNOWLEDGE, "knowledge") \
	E(ASK, "ask") \
	E(NEXT, "next") \
	E(LANGUAGE, "language") E(TONE, "tone") E(SAFETY, "safety")

enum verdict_element {
#define E(id, key) VERDICT_##id,
	VERDICT_ELEMENTS(E)
#undef E
		VERDICT_ELEMENT_COUNT
};
const char *verdict_element_key(enum verdict_element element);

#define VERDICT_QUOTE_BYTES 160
#define VERDICT_NOTE_BYTES 160

struct verdict {
	double elements[VERDICT_ELEMENT_COUNT];
	/* The same before what is false or misplaced took from them: for
	 * whoever is still writing.  Not recorded. */
	double written[VERDICT_ELEMENT_COUNT];
	double score;	       /* 0..10, the cap applied */
	double cap;	       /* 10 = none */
	int64_t next_update_s; /* promised, drill time; -1 = none promised */
	bool all_clear;	       /* says that it is over */
	/* What it is capped for: the sentence, clipped ("" = the message as a
	 * whole), and what is wrong with it, to stand behind it: "blames a
	 * named person"; "" = no cap. */
	char quote[VERDICT_QUOTE_BYTES];
	char note[VERDICT_NOTE_BYTES];
};

struct judge {
	void *context;
	/* Pure: the same text and facts give the same verdict. */
	void (*message)(void *context, const char *audience, const char *text,
			const struct facts *facts, struct verdict *out);
};

#endif
