/*
 * What the parts of a draft share.  Stays in scenarios/.
 */
#ifndef GAMEDAY_SCENARIOS_RECORDED_DRAFT_INTERNAL_H
#define GAMEDAY_SCENARIOS_RECORDED_DRAFT_INTERNAL_H

#include "scenarios/recorded/draft.h"

struct slot {
	const char *name, *text;
};

struct drafting {
	const struct chronicle *recording;
	const struct course *course;
	const struct fit *fit;
	const struct draft_options *options;
	struct arena *arena;
	size_t from, until; /* steps that the drill replays */
	int64_t history_s, length_s;
	double scale;
	double usual_price; /* USD a request */
	struct fit_law usual;
	struct {
		VEC_OF(struct slot);
	} slots;
};

void draft_slot(struct drafting *d, const char *name, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* What an author must still decide, and what the fit is worth: the guide's
 * slots. */
void draft_words(struct drafting *d);

#endif
