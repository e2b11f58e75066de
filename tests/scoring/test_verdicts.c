/*
 * Verdicts on messages, one a line of tests/data/verdicts: the cap that a
 * message deserves, what must be said of it or must not, and what its elements
 * are worth at least and at most.
 */
#include "tests/cmocka_setup.h"

#include <math.h>
#include <string.h>

#include "base/file.h"
#include "base/json.h"
#include "scoring/score.h"

#define FOLDER TEST_DATA "/verdicts/"
#define FILE_MAX (1 << 20)

static struct arena arena = ARENA_INIT; /* of one file */
static struct json_doc *snapshots;

static int load(void **state)
{
	struct err err = { 0 };

	(void)state;
	snapshots = json_parse_file(FOLDER "facts.json", &err);
	if (!snapshots)
		fail_msg("%s", err.message);
	return 0;
}

static int unload(void **state)
{
	(void)state;
	json_destroy(snapshots);
	arena_finish(&arena);
	return 0;
}

/* Whether a fault of the report, or its advice, holds the words. */
static bool says(const struct message_report *report, const char *words)
{
	for (size_t i = 0; i < report->fault_count; i++)
		if (strstr(report->faults[i].note, words))
			return true;
	for (size_t i = 0; i < report->advice_count; i++)
		if (strstr(report->advice[i], words))
			return true;
	return false;
}

/* How many elements lie below what `wanted` says (or above, if `most`). */
static size_t out_of_bounds(const struct message_report *report,
			    const struct json *wanted, bool most,
			    const char *text)
{
	size_t bad = 0;

	for (const struct json *item = json_first(wanted); item;
	     item = json_next(item)) {
		double bound = json_number_or(item, -1), value = -1;

		for (int e = 0; e < VERDICT_ELEMENT_COUNT; e++)
			if (strcmp(verdict_element_key((enum verdict_element)e),
				   json_key(item)) == 0)
				value = report->verdict.elements[e];
		if (value >= 0 && (most ? value <= bound : value >= bound))
			continue;
		print_message("# \"%s\": %s is %g\n", text, json_key(item),
			      value);
		bad++;
	}
	return bad;
}

static size_t check(const struct json *row, const struct message_report *report)
{
	const char *text = json_string_or(json_get(row, "text"), "");
	const char *note = json_string_or(json_get(row, "note"), NULL);
	const char *without = json_string_or(json_get(row, "without"), NULL);
	double cap = json_number_or(json_get(row, "cap"), 10);
	size_t bad = out_of_bounds(report, json_get(row, "least"), false, text);

	bad += out_of_bounds(report, json_get(row, "most"), true, text);
	if (fabs(report->verdict.cap - cap) > 1e-9) {
		print_message("# \"%s\": cap %g, not %g (%s)\n", text,
			      report->verdict.cap, cap,
			      report->cap_reason ? report->cap_reason : "");
		bad++;
	}
	if (note && !says(report, note)) {
		print_message("# \"%s\": nothing is said of '%s'\n", text,
			      note);
		bad++;
	}
	if (without && says(report, without)) {
		print_message("# \"%s\": '%s' is said of it\n", text, without);
		bad++;
	}
	return bad;
}

static size_t check_line(const char *line)
{
	struct err err = { 0 };
	struct json_doc *doc = json_parse(line, strlen(line), "line", &err);
	const struct json *row = json_root(doc);
	const char *name;
	struct facts facts;
	size_t bad;

	if (!doc)
		fail_msg("%s: %s", err.message, line);
	name = json_string_or(json_get(row, "facts"), "");
	if (!facts_from_json(snapshots, json_get(json_root(snapshots), name),
			     &arena, &facts, &err))
		fail_msg("%s", err.message);
	bad = check(row,
		    score_message(json_string_or(json_get(row, "to"), ""),
				  json_string_or(json_get(row, "text"), ""),
				  &facts, &arena));
	json_destroy(doc);
	return bad;
}

/* All lines of the file hold; `*state` is its name. */
static void hold(void **state)
{
	struct str lines = STR_INIT;
	struct err err = { 0 };
	char path[512];
	size_t bad = 0, count = 0;

	snprintf(path, sizeof(path), FOLDER "%s", (const char *)*state);
	if (!file_read(path, FILE_MAX, &lines, &err))
		fail_msg("%s", err.message);
	for (char *line = lines.s; *line; count++) {
		char *end = line + strcspn(line, "\n");

		if (*end)
			*end++ = '\0';
		bad += check_line(line);
		line = end;
	}
	str_finish(&lines);
	arena_reset(&arena);
	assert_true(count >= 5);
	assert_int_equal(bad, 0);
}

#define FILE_OF_ROWS(name) \
	{ \
		name, hold, NULL, NULL, (void *)name ".jsonl" \
	}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FILE_OF_ROWS("names"),	   FILE_OF_ROWS("blame"),
		FILE_OF_ROWS("all-clear"), FILE_OF_ROWS("normal"),
		FILE_OF_ROWS("waits"),	   FILE_OF_ROWS("truths"),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
