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

/* What no text of a report may hold: slots that nothing filled, and what is left
 * around them. */
static inline void reads_well(const char *text, const char *of)
{
	static const char *const odd[] = {
		"{",
		"}",
		"  ",
		" .",
		" ,",
		"..",
		"()",
		"\"\"",
		": .",
		":;",
		"missing: and",
		";.",
		"(null",
		" nan",
		"missing: nothing",
		": nothing.",
		",,",
		",.",
		"Better: ",
		"of .",
	};

	if (!text || !*text)
		fail_msg("%s: says nothing", of);
	for (size_t i = 0; i < sizeof(odd) / sizeof(*odd); i++) {
		const char *at = strstr(text, odd[i]);

		/* "..." says that a quote is cut. */
		while (at && strncmp(at + strcspn(at, "."), "...", 3) == 0)
			at = strstr(at + strcspn(at, ".") + 3, odd[i]);
		if (at)
			fail_msg("%s: '%s' in \"%s\"", of, odd[i], text);
	}
	if (!strchr(".!?)\"", text[strlen(text) - 1]))
		fail_msg("%s: no end: \"%s\"", of, text);
}

static inline void all_read_well(const char *const *texts, size_t count,
				 const char *of)
{
	for (size_t i = 0; i < count; i++)
		reads_well(texts[i], of);
}

static inline void report_reads_well(const struct report *r)
{
	reads_well(r->reasoning, "reasoning");
	all_read_well(r->red_flags, r->red_flag_count, "red flag");
	all_read_well(r->strengths, r->strength_count, "strength");
	all_read_well(r->weaknesses, r->weakness_count, "weakness");
	all_read_well(r->practise, r->practise_count, "practise");
	for (size_t i = 0; i < r->part_count; i++)
		for (size_t k = 0; k < r->parts[i].criterion_count; k++) {
			const struct report_criterion *c =
				&r->parts[i].criteria[k];

			reads_well(c->why, c->id);
			if (c->better)
				reads_well(c->better, c->id);
		}
}

static inline void run(struct scored *scored, const char *name, uint64_t seed,
		       const char *variant)
{
	char *lines = read_script(name);

	scored_play(scored, pack, seed, variant, lines);
	free(lines);
	report_reads_well(scored->report);
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

/* Bounds that hold in every pack, so that its runs stand in their order: poor
 * and kit, mixed, good. */
#define GOOD_LEAST 7.5
#define MIXED_LEAST 1.5
#define MIXED_MOST 5.95 /* and no pass */
#define POOR_MOST 1.0

/* A run that looked and wrote, and chose half of it wrongly, stands between. */
static inline void mixed_runs(void **state)
{
	(void)state;
	for (size_t v = 0; v < VARIANTS; v++) {
		struct scored scored;

		run(&scored, "mixed", 7, variants[v]);
		EXPECT(&scored, "mixed", scored.report->score > MIXED_LEAST);
		EXPECT(&scored, "mixed", scored.report->score < MIXED_MOST);
		scored_finish(&scored);
	}
}

/* Manager, product, support, cadence, plain and honest: as well read as in the
 * main scenario. */
static inline void expect_well_told(const struct scored *scored,
				    const char *name)
{
	static const char *const parts[] = { "d1", "d2", "d3", "d4", "d5" };

	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++)
		expect(scored, name, scored_share(scored, parts[i]) >= 0.75,
		       parts[i]);
}

#endif
