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
#include "tests/scoring/agreement.h"

#define FOLDER TEST_DATA "/verdicts/"
#define FILE_MAX (1 << 20)
#define GRADED_MAX 40 /* messages of graded.jsonl */

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

/* The message of a row, read against the facts that it names. */
static const struct message_report *report_on(const struct json *row)
{
	const char *name = json_string_or(json_get(row, "facts"), "");
	struct facts *facts = arena_new(&arena, struct facts, 1);
	struct err err = { 0 };

	if (!facts_from_json(snapshots, json_get(json_root(snapshots), name),
			     &arena, facts, &err))
		fail_msg("%s", err.message);
	return score_message(json_string_or(json_get(row, "to"), ""),
			     json_string_or(json_get(row, "text"), ""), facts,
			     &arena);
}

static size_t check_line(const char *line)
{
	struct err err = { 0 };
	struct json_doc *doc = json_parse(line, strlen(line), "line", &err);
	const struct json *row = json_root(doc);
	size_t bad;

	if (!doc)
		fail_msg("%s: %s", err.message, line);
	bad = check(row, report_on(row));
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

/* Messages of three packs, graded by hand before they were first read. */
static void agrees_with_the_hand(void **state)
{
	struct str lines = STR_INIT;
	struct err err = { 0 };
	double ours[GRADED_MAX], wanted[GRADED_MAX];
	int a[GRADED_MAX], b[GRADED_MAX];
	size_t count = 0, caps = 0;
	double qwk, mae;

	(void)state;
	if (!file_read(FOLDER "graded.jsonl", FILE_MAX, &lines, &err))
		fail_msg("%s", err.message);
	for (char *line = lines.s; *line && count < GRADED_MAX; count++) {
		char *end = line + strcspn(line, "\n");
		struct json_doc *doc = json_parse(line, (size_t)(end - line),
						  "graded.jsonl", &err);
		const struct json *row = json_root(doc);
		const struct message_report *report;

		assert_non_null(doc);
		report = report_on(row);
		wanted[count] = json_number_or(json_get(row, "total"), -1);
		ours[count] = report->verdict.score;
		a[count] = (int)(ours[count] + 0.5);
		b[count] = (int)(wanted[count] + 0.5);
		caps += (report->verdict.cap < 10) ==
			(json_number_or(json_get(row, "cap"), 10) < 10);
		if (fabs(ours[count] - wanted[count]) > 1)
			print_message("# %s: by hand %g, ours %g\n",
				      json_string_or(json_get(row, "id"), ""),
				      wanted[count], ours[count]);
		json_destroy(doc);
		line = *end ? end + 1 : end;
	}
	str_finish(&lines);
	arena_reset(&arena);
	qwk = agreement_qwk(a, b, count);
	mae = agreement_mae(ours, wanted, count);
	print_message("# messages, three packs: QWK %.3f, mean absolute error "
		      "%.2f, caps agree in %zu of %zu\n",
		      qwk, mae, caps, count);
	assert_int_equal(count, GRADED_MAX);
	assert_true(qwk >= 0.92);
	assert_true(mae <= 0.8);
	assert_true(caps >= 39);
}

#define FILE_OF_ROWS(name) \
	{ \
		name, hold, NULL, NULL, (void *)name ".jsonl" \
	}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FILE_OF_ROWS("names"),
		FILE_OF_ROWS("blame"),
		FILE_OF_ROWS("all-clear"),
		FILE_OF_ROWS("normal"),
		FILE_OF_ROWS("waits"),
		FILE_OF_ROWS("truths"),
		FILE_OF_ROWS("wordings"),
		FILE_OF_ROWS("promises"),
		FILE_OF_ROWS("shares"),
		FILE_OF_ROWS("moments"),
		cmocka_unit_test(agrees_with_the_hand),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
