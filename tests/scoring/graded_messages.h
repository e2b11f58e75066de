/*
 * Messages that people have graded: tests/data/calibration/README.md.
 */
#ifndef GAMEDAY_TESTS_SCORING_GRADED_MESSAGES_H
#define GAMEDAY_TESTS_SCORING_GRADED_MESSAGES_H

#include "base/arena.h"
#include "drill/facts.h"

#include <stddef.h>

#define GRADED_MESSAGES_MAX 100

struct grade {
	double total;
	double cap; /* 10 = none */
};

struct graded_message {
	char id[8];
	const char *audience, *text;
	struct facts facts;
	struct grade grade; /* of people */
};

/* Reads the messages of a folder, at most GRADED_MESSAGES_MAX; what they point
 * to lives until the program ends.  Fails the test when one is not readable. */
size_t graded_messages_load(const char *folder, struct graded_message *out);
struct grade graded_message_score(const struct graded_message *message);
/* Reads caps.jsonl of a folder; says which caps differ, counts them in *bad and
 * returns how many sentences there are. */
size_t graded_caps_check(const char *folder, size_t *bad);

#endif
