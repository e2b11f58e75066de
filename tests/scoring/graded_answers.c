#include "tests/scoring/graded_answers.h"

#include "tests/cmocka_setup.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/utf8.h"

#define FOLDER TEST_DATA "/calibration/"

char *graded_read(const char *path)
{
	struct str raw = STR_INIT, safe = STR_INIT;
	struct err err = { 0 };

	if (!file_read(path, 1 << 20, &raw, &err))
		fail_msg("%s", err.message);
	utf8_scrub(&safe, raw.s, raw.length, UTF8_KEEP_NEWLINES);
	str_finish(&raw);
	return str_detach(&safe);
}

/* "A01,0.60,...,8.27,PASS" */
static void read_row(const char *folder, const char *row,
		     struct graded_answer *out)
{
	char path[600];
	const char *cell = strchr(row, ',');
	size_t count = 0;
	double values[32];

	snprintf(out->id, sizeof(out->id), "%.*s", (int)(cell - row), row);
	while (cell && count < 32) {
		char *end;
		double value = strtod(cell + 1, &end);

		if (end == cell + 1)
			break;
		values[count++] = value;
		cell = strchr(cell + 1, ',');
	}
	assert_true(count > 1 && count <= 32);
	for (size_t i = 0; i + 1 < count; i++)
		out->criteria[i] = values[i];
	out->total = values[count - 1];
	out->pass = cell && strncmp(cell + 1, "PASS", 4) == 0;
	snprintf(path, sizeof(path), FOLDER "%s/%s.md", folder, out->id);
	out->text = graded_read(path);
}

size_t graded_answers_load(const char *folder, struct graded_answer *out)
{
	struct str csv = STR_INIT;
	struct err err = { 0 };
	size_t count = 0;
	char path[600];

	snprintf(path, sizeof(path), FOLDER "%s/grades.csv", folder);
	assert_true(file_read(path, 1 << 20, &csv, &err));
	for (const char *row = strchr(csv.s, '\n'); row && row[1];
	     row = strchr(row + 1, '\n')) {
		assert_true(count < GRADED_MAX);
		read_row(folder, row + 1, &out[count++]);
	}
	str_finish(&csv);
	return count;
}

void graded_answers_free(struct graded_answer *answers, size_t count)
{
	for (size_t i = 0; i < count; i++)
		free(answers[i].text);
}

struct question *graded_question(const char *id)
{
	char folder[600];
	struct err err = { 0 };
	struct question *question;

	snprintf(folder, sizeof(folder), QUESTIONS "/%s", id);
	question = question_load(folder, &err);
	if (!question)
		fail_msg("%s:%d: %s", err.path, err.line, err.message);
	return question;
}

double graded_score(const struct question *question, const char *text)
{
	struct arena arena = ARENA_INIT;
	double score = answer_grade(question, text, &arena)->score;

	arena_finish(&arena);
	return score;
}
