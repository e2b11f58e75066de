#include "tests/scoring/graded_messages.h"

#include "tests/cmocka_setup.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/number.h"
#include "scoring/score.h"

#define FOLDER TEST_DATA "/calibration/"
#define GRADE_COLUMNS 13 /* id, ten elements, cap, total */
#define FILE_MAX (1 << 20)

static struct arena arena = ARENA_INIT; /* until the program ends */

/* The last two columns of the row of this id. */
static bool grade_of(const char *csv, const char *id, struct grade *out)
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
		out->cap = *cell == ',' ? 10 : strtod(cell, NULL);
		cell = strchr(cell, ',') + 1;
		snprintf(text, sizeof(text), "%.*s", (int)strcspn(cell, "\r\n"),
			 cell);
		return number_parse_double(text, &out->total);
	}
	return false;
}

static void read_text(const char *folder, const char *name, struct str *out)
{
	char path[512];
	struct err err = { 0 };

	snprintf(path, sizeof(path), FOLDER "%s/%s", folder, name);
	if (!file_read(path, FILE_MAX, out, &err))
		fail_msg("%s", err.message);
}

/* One line of a file of messages, with the facts of its snapshot. */
static struct json_doc *read_line(const char *line,
				  const struct json_doc *snapshots,
				  struct graded_message *out)
{
	struct err err = { 0 };
	struct json_doc *doc = json_parse(line, strlen(line), "messages.jsonl",
					  &err);
	const struct json *m = json_root(doc);
	const char *snapshot;

	if (!doc)
		fail_msg("%s", err.message);
	snapshot = json_string_or(json_get(m, "snapshot"), "");
	if (!facts_from_json(snapshots,
			     json_get(json_root(snapshots), snapshot), &arena,
			     &out->facts, &err))
		fail_msg("%s", err.message);
	snprintf(out->id, sizeof(out->id), "%s",
		 json_string_or(json_get(m, "id"), ""));
	out->audience = arena_strdup(
		&arena, json_string_or(json_get(m, "audience"), ""));
	out->text = arena_strdup(&arena,
				 json_string_or(json_get(m, "text"), ""));
	return doc;
}

static struct json_doc *read_snapshots(void)
{
	struct err err = { 0 };
	struct json_doc *doc = json_parse_file(FOLDER "messages/snapshots.json",
					       &err);

	if (!doc)
		fail_msg("%s", err.message);
	return doc;
}

size_t graded_messages_load(const char *folder, struct graded_message *out)
{
	struct str lines = STR_INIT, csv = STR_INIT;
	struct json_doc *snapshots = read_snapshots();
	size_t count = 0;

	read_text(folder, "messages.jsonl", &lines);
	read_text(folder, "grades.csv", &csv);
	for (char *line = lines.s; *line && count < GRADED_MESSAGES_MAX;) {
		char *end = line + strcspn(line, "\n");

		if (*end)
			*end++ = '\0';
		json_destroy(read_line(line, snapshots, &out[count]));
		if (!grade_of(csv.s, out[count].id, &out[count].grade))
			fail_msg("%s has no grade", out[count].id);
		count++;
		line = end;
	}
	json_destroy(snapshots);
	str_finish(&lines);
	str_finish(&csv);
	assert_in_range(count, 30, GRADED_MESSAGES_MAX);
	return count;
}

struct grade graded_message_score(const struct graded_message *message)
{
	struct arena own = ARENA_INIT;
	const struct message_report *report = score_message(
		message->audience, message->text, &message->facts, &own);
	struct grade grade = { report->verdict.score, report->verdict.cap };

	arena_finish(&own);
	return grade;
}

size_t graded_caps_check(const char *folder, size_t *bad)
{
	struct str lines = STR_INIT;
	struct json_doc *snapshots = read_snapshots();
	size_t count = 0;

	read_text(folder, "caps.jsonl", &lines);
	for (char *line = lines.s; *line; count++) {
		struct graded_message message = { .id = "" };
		char *end = line + strcspn(line, "\n");
		struct json_doc *doc;
		double wanted, got;

		if (*end)
			*end++ = '\0';
		doc = read_line(line, snapshots, &message);
		wanted = json_number_or(json_get(json_root(doc), "cap"), -1);
		got = graded_message_score(&message).cap;
		if (fabs(got - wanted) > 1e-9) {
			print_message("# %s \"%s\": cap %g, not %g\n",
				      message.audience, message.text, got,
				      wanted);
			++*bad;
		}
		json_destroy(doc);
		line = end;
	}
	json_destroy(snapshots);
	str_finish(&lines);
	return count;
}
