/* A drill of the tiny pack, played by some lines and run forward. */
#ifndef GAMEDAY_TESTS_DEBRIEF_FORWARD_SCENE_H
#define GAMEDAY_TESTS_DEBRIEF_FORWARD_SCENE_H

#include "tests/cmocka_setup.h"
#include "debrief/forward.h"
#include "tests/drill/tiny.h"

#include <string.h>

/* Little traffic, so that it is quick; the launch on day 2. */
#define FORWARD(days, more) FORWARD_AT("0.15", days, more)
#define FORWARD_AT(share, days, more) \
	{ \
		"\"hands\": 2,", \
			"\"hands\": 2, \"forward\": {\"days\": " days ", " \
			"\"week\": [" share ", " share ", " share ", " share \
			", " share ", " share ", " share "], " \
			"\"traffic\": [\"people-free.rate_per_s\", " \
			"\"people-pro.rate_per_s\"], " \
			"\"launch\": {\"title\": \"Sale\", \"day\": 2, " \
			"\"hour\": 16, \"hours\": 2, \"traffic\": 2}, " \
			"\"slowdown\": {\"title\": \"Slow\", \"day\": 3, " \
			"\"hour\": 16, \"hours\": 2, " \
			"\"scale\": {\"painter.slowdown\": 1.05}}, " \
			"\"add\": {\"painter.credit_usd\": 9e6}" more "}," \
	}

/* A percentile that is well within when the cause is gone, and a budget that
 * is enough then. */
#define LIMIT \
	{ "\"figure\": \"error_rate\", \"max\": 0.02", \
	  "\"figure\": \"error_rate\", \"max\": 0.04" }, \
		{ "\"month_usd\": 100000", "\"month_usd\": 1500000" }, \
	{ \
		"\"figure\": \"p95_s\", \"max\": 20", \
			"\"figure\": \"p95_s\", \"max\": 45" \
	}

struct scene {
	struct pack *pack;
	struct drill *drill;
	struct arena arena;
	const struct forward *forward;
};

static inline const struct forward *run(struct scene *s, bool whole,
					unsigned threads)
{
	struct forward_options options = { .whole = whole, .threads = threads };
	struct err err = { 0 };
	const struct forward *forward = forward_of(s->drill, &options,
						   &s->arena, &err);

	if (!forward)
		fail_msg("%s", err.message);
	return forward;
}

/* Plays the lines ("MM:SS command", NULL-ended) and runs it forward. */
static inline void scene_init(struct scene *s, const struct tiny_edit *edits,
			      const char *variant, const char *const *lines)
{
	s->pack = tiny_pack(edits);
	s->drill = tiny_drill(s->pack, variant, NULL);
	arena_init(&s->arena);
	for (; *lines; lines++) {
		char at[6];

		memcpy(at, *lines, 5);
		at[5] = '\0';
		tiny_do(s->drill, at, *lines + 6);
	}
	s->forward = run(s, false, 2);
}

static inline void scene_finish(struct scene *s)
{
	drill_destroy(s->drill);
	pack_destroy(s->pack);
	arena_finish(&s->arena);
}

static inline const struct forward_line *line(const struct scene *s,
					      const char *id)
{
	const struct forward_line *found = forward_line(s->forward, id);

	assert_non_null(found);
	return found;
}

static inline bool says(const struct scene *s, const char *part)
{
	for (size_t i = 0; i < s->forward->sentence_count; i++)
		if (strstr(s->forward->sentences[i], part))
			return true;
	return false;
}

#endif
