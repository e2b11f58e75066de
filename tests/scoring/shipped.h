/*
 * The runs that ship with a pack, the main one if nothing else is said, played
 * and scored.
 */
#ifndef GAMEDAY_TESTS_SCORING_SHIPPED_H
#define GAMEDAY_TESTS_SCORING_SHIPPED_H

#include "tests/cmocka_setup.h"

#include <string.h>

#include "base/file.h"
#include "tests/scoring/scored.h"

/* Another pack defines its folder and its variants before it includes this. */
#ifndef PACK
#define PACK SCENARIOS "/video-cost-spike"
#define PACK_VARIANTS "preset", "tenant", "vendor", "abuse", "retry"
#endif

/* A sanitizer makes each run slow, and finds what it finds in one of them. */
#if defined(__SANITIZE_ADDRESS__)
#define SEEDS 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SEEDS 1
#endif
#endif
#ifndef SEEDS
#define SEEDS 3
#endif

static const uint64_t seeds[] = { 7, 11, 23 };
static const char *const variants[] = { PACK_VARIANTS };
#define VARIANTS (sizeof(variants) / sizeof(*variants))

static struct pack *pack;

static inline int load(void **state)
{
	struct err err = { 0 };

	(void)state;
	pack = pack_load(PACK, &err);
	if (!pack)
		print_error("%s:%d: %s\n", err.path, err.line, err.message);
	return pack ? 0 : -1;
}

static inline int unload(void **state)
{
	(void)state;
	pack_destroy(pack);
	return 0;
}

static inline char *read_script(const char *name)
{
	struct str text = STR_INIT;
	struct err err = { 0 };
	char path[512];

	snprintf(path, sizeof(path), PACK "/scripts/%s.txt", name);
	if (!file_read(path, 1 << 20, &text, &err))
		fail_msg("%s: %s", path, err.message);
	return str_detach(&text);
}

static inline void run(struct scored *scored, const char *name, uint64_t seed,
		       const char *variant)
{
	char *lines = read_script(name);

	scored_play(scored, pack, seed, variant, lines);
	free(lines);
}

/* Says what lost points, before the test ends. */
static inline void complain(const struct scored *scored, const char *name)
{
	const struct report *r = scored->report;

	print_message("# %s, %s, seed %llu: %.1f\n", name, r->variant,
		      (unsigned long long)r->seed, r->score);
	for (size_t i = 0; i < r->part_count; i++)
		for (size_t k = 0; k < r->parts[i].criterion_count; k++) {
			const struct report_criterion *c =
				&r->parts[i].criteria[k];

			print_message("#   %s %.2f/%.2f %s\n", c->id, c->score,
				      c->max, c->why);
		}
}

static inline void expect(const struct scored *scored, const char *name,
			  bool holds, const char *condition)
{
	if (holds)
		return;
	complain(scored, name);
	fail_msg("%s: not so: %s", name, condition);
}

#define EXPECT(scored, name, condition) \
	expect(scored, name, condition, #condition)

#endif
