/*
 * A draft of a pack, out of a recording.
 *
 * The files come from a skeleton, a folder of texts with slots such as
 * "@timeline@", which the recording fills: the traffic step by step, the law of
 * service of each step, failures and price, the alert that pages.  What a
 * recording cannot tell stands in the skeleton as a text that begins with
 * "GAP:"; the linter lists those until the author has replaced them.
 *
 * The draft has two variants that give the same headline: "behind" replays
 * what was recorded as the service behind us; "ours" gives the extra time and
 * the failures to our own part and the extra traffic to one new sender.  Which
 * of them it was is one of the things that a recording cannot tell.
 */
#ifndef GAMEDAY_SCENARIOS_RECORDED_DRAFT_H
#define GAMEDAY_SCENARIOS_RECORDED_DRAFT_H

#include "base/arena.h"
#include "scenarios/recorded/course.h"
#include "scenarios/recorded/fit.h"

#define DRAFT_FILES 4

/* Requests that are simulated one by one in all; beyond that one stands for
 * several (the model's `scale`). */
#define DRAFT_REQUESTS 120000

struct draft_options {
	const char *id, *title;
	const char *source;   /* in words: "CSV files", "Prometheus at ..." */
	const char *skeleton; /* folder */
};

struct draft_file {
	const char *name; /* in the pack's folder */
	const char *text;
	size_t length;
};

struct draft {
	struct draft_file file[DRAFT_FILES];
	double scale;
	size_t skipped; /* steps of the recording before or after the drill */
};

/* Whether an id can be that of a pack: small letters, digits, "-". */
bool draft_id(const char *id, struct err *err);

/* Makes the files, in the arena.  The recording is settled. */
bool draft_make(const struct chronicle *recording, const struct course *course,
		const struct fit *fit, const struct draft_options *options,
		struct arena *arena, struct draft *out, struct err *err);

#endif
