/*
 * A drill of a small pack, played by a script and scored.
 */
#ifndef GAMEDAY_TESTS_SCORING_SCORED_H
#define GAMEDAY_TESTS_SCORING_SCORED_H

#include "drill/drill.h"
#include "scoring/score.h"

struct scored {
	struct pack *pack;
	struct drill *drill;
	struct arena arena;
	const struct report *report;
};

/* The tiny pack with a rubric of this text (NULL = none). */
struct pack *scored_pack(const char *rubric);
/* The text of tests/data/rubric-tiny.json; the caller frees it. */
char *scored_rubric(void);

/* Plays the lines on the tiny pack with its test rubric; ends the test when
 * anything is refused. */
void scored_run(struct scored *scored, const char *variant, const char *lines);
/* Plays them on a pack that is there; it stays the caller's. */
void scored_play(struct scored *scored, struct pack *pack, uint64_t seed,
		 const char *variant, const char *lines);
void scored_finish(struct scored *scored);

const struct report_criterion *scored_criterion(const struct scored *scored,
						const char *id);
double scored_share(const struct scored *scored, const char *id);
double scored_part(const struct scored *scored, const char *id);
/* Whether one of the lines holds these words. */
bool scored_says(const char *const *lines, size_t count, const char *words);

#endif
