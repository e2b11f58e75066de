#include "tests/cmocka_setup.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/number.h"
#include "scoring/score.h"
#include "tests/scoring/agreement.h"

#define FOLDER TEST_DATA "/calibration/messages/"
#define MESSAGES_MAX 100
#define GRADE_COLUMNS 13 /* id, ten elements, cap, total */

static void qwk_vectors(void **state)
{
	static const int a[] = { 1, 4, 2, 2, 5, 2, 5, 4, 5, 3, 1 };
	static const int b[] = { 3, 4, 4, 4, 4, 4, 6, 7, 8, 9, 10 };
	static const int c[] = { 1, 2, 1 }, d[] = { 1, 2, 2 };

	(void)state;
	assert_true(fabs(agreement_qwk(a, b, 11) - 0.0410256) < 1e-6);
	assert_true(fabs(agreement_qwk(c, d, 3) - 0.4) < 1e-9);
	assert_true(fabs(agreement_qwk(a, a, 11) - 1) < 1e-9);
}

struct graded {
	double total; /* of the graders */
	double ours;
	double cap, our_cap; /* 10 = none */
};

/* The last two columns of the row of this id. */
static bool grade_of(const char *csv, const char *id, double *total,
		     double *cap)
{
	for (const char *row = csv; row; row = strchr(row, '\n')) {
		const char *cell;
		char text[32];

		row += *row == '\n' ? 1 : 0;
		if (strncmp(row, id, strlen(id)) != 0 || row[strlen(id)] != ',')
			continue;
		cell = row;
		for (int i = 0; i < GRADE_COLUMNS - 2; i++)
			cell = strchr(cell, ',') + 1;
		*cap = *cell == ',' ? 10 : strtod(cell, NULL);
		cell = strchr(cell, ',') + 1;
		snprintf(text, sizeof(text), "%.*s", (int)strcspn(cell, "\r\n"),
			 cell);
		return number_parse_double(text, total);
	}
	return false;
}

static void grade_line(const char *line, const struct json_doc *snapshots,
		       const char *csv, struct graded *out)
{
	struct arena arena = ARENA_INIT;
	struct err err = { 0 };
	struct json_doc *doc = json_parse(line, strlen(line), "messages.jsonl",
					  &err);
	const struct json *m = json_root(doc);
	const struct message_report *report;
	struct facts facts;

	assert_non_null(doc);
	assert_true(facts_from_json(
		snapshots,
		json_get(json_root(snapshots),
			 json_string_or(json_get(m, "snapshot"), "")),
		&arena, &facts, &err));
	report = score_message(json_string_or(json_get(m, "audience"), ""),
			       json_string_or(json_get(m, "text"), ""), &facts,
			       &arena);
	assert_true(grade_of(csv, json_string_or(json_get(m, "id"), ""),
			     &out->total, &out->cap));
	out->ours = report->verdict.score;
	out->our_cap = report->verdict.cap;
	if (fabs(out->ours - out->total) > 1)
		print_message("# %s: graders %.2f, ours %.2f (cap %g / %g)\n",
			      json_string_or(json_get(m, "id"), ""), out->total,
			      out->ours, out->cap, out->our_cap);
	arena_finish(&arena);
	json_destroy(doc);
}

static size_t grade_all(struct graded *graded)
{
	struct str lines = STR_INIT, csv = STR_INIT;
	struct err err = { 0 };
	struct json_doc *snapshots = json_parse_file(FOLDER "snapshots.json",
						     &err);
	size_t count = 0;

	assert_non_null(snapshots);
	assert_true(file_read(FOLDER "messages.jsonl", 1 << 20, &lines, &err));
	assert_true(file_read(FOLDER "grades.csv", 1 << 20, &csv, &err));
	for (char *line = lines.s; *line && count < MESSAGES_MAX;) {
		char *end = strchr(line, '\n');

		if (end)
			*end = '\0';
		if (*line)
			grade_line(line, snapshots, csv.s, &graded[count++]);
		if (!end)
			break;
		line = end + 1;
	}
	json_destroy(snapshots);
	str_finish(&lines);
	str_finish(&csv);
	return count;
}

static void agrees_with_the_graders(void **state)
{
	static struct graded graded[MESSAGES_MAX];
	int ours[MESSAGES_MAX], theirs[MESSAGES_MAX];
	double a[MESSAGES_MAX], b[MESSAGES_MAX];
	size_t count = grade_all(graded), caps = 0;
	double qwk, mae;

	(void)state;
	assert_in_range(count, 30, MESSAGES_MAX);
	for (size_t i = 0; i < count; i++) {
		a[i] = graded[i].ours;
		b[i] = graded[i].total;
		ours[i] = (int)(a[i] + 0.5);
		theirs[i] = (int)(b[i] + 0.5);
		caps += (graded[i].cap < 10) == (graded[i].our_cap < 10);
	}
	qwk = agreement_qwk(ours, theirs, count);
	mae = agreement_mae(a, b, count);
	print_message("# messages: QWK %.3f, mean absolute error %.2f, caps "
		      "agree in %zu of %zu\n",
		      qwk, mae, caps, count);
	assert_true(qwk >= 0.85);
	assert_true(mae <= 1.2);
	assert_true(caps * 10 >= count * 9);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(qwk_vectors),
		cmocka_unit_test(agrees_with_the_graders),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
