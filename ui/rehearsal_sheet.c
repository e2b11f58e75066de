/* The texts of a rehearsal: questions, what replies hold, answers to compare. */
#include "base/mem.h"
#include "ui/rehearsal_internal.h"
#include "ui/report/report_sheet.h"

#include <stdio.h>
#include <string.h>

#define CELLS_MAX 8
#define HEAD_MAX 4096	 /* of a table's head */
#define WRAPPED_BYTES 50 /* a line from which on it may have been wrapped */

/* --- a text as people write it --------------------------------------------- */

/* Paragraphs, each line of the text one of the sheet. */
static void add_lines(struct sheet *sheet, enum role role, const char *text)
{
	while (*text) {
		size_t length = strcspn(text, "\n");

		sheet_add(sheet, role, 0, "%.*s", (int)length, text);
		text += length + (text[length] == '\n');
	}
}

/* Takes "| a | b |" apart in place; how many cells there are. */
static int split_row(char *line, char *cells[CELLS_MAX])
{
	int count = 0;

	for (line++; *line && count < CELLS_MAX;) {
		char *end = strchr(line, '|');

		if (!end)
			break;
		*end = '\0';
		line += strspn(line, " ");
		for (char *c = end; c > line && c[-1] == ' ';)
			*--c = '\0';
		cells[count++] = line;
		line = end + 1;
	}
	return count;
}

/* A table has no room beside another text: its first cell is a head, the
 * others stand below, each under the name of its column. */
static void add_row(struct sheet *sheet, char *line, char *head)
{
	char *cells[CELLS_MAX], *titles[CELLS_MAX], names[HEAD_MAX];
	int count, known;

	snprintf(names, sizeof(names), "%s", head);
	known = *names ? split_row(names, titles) : 0;
	count = split_row(line, cells);
	for (int i = 0; i < count; i++) {
		if (i == 0)
			sheet_add(sheet, ROLE_STRONG, 0, "%s", cells[i]);
		else if (i == 1 || i >= known)
			sheet_mark(
				sheet_add(sheet, ROLE_TEXT, 2, "%s", cells[i]));
		else
			sheet_mark(sheet_add(sheet, ROLE_TEXT, 2, "**%s:** %s",
					     titles[i], cells[i]));
	}
}

static void add_line(struct sheet *sheet, char *line, char head[HEAD_MAX])
{
	size_t marks = strspn(line, "#");
	struct sheet_line *item;

	if (*line != '|')
		*head = '\0';
	if (*line == '|' && line[1 + strspn(line + 1, "-:| ")] == '\0')
		return;
	if (*line == '|' && *head) {
		add_row(sheet, line, head);
	} else if (*line == '|') {
		snprintf(head, HEAD_MAX, "%s", line); /* more is not named */
	} else if (marks > 0 && line[marks] == ' ') {
		sheet_heading(sheet, line + marks + 1);
	} else if ((*line == '-' || *line == '*') && line[1] == ' ') {
		item = sheet_add(sheet, ROLE_TEXT, 2, "%s", line + 2);
		sheet_mark(item);
		sheet_lead(item, ROLE_DIM, "-");
	} else {
		sheet_mark(sheet_add(sheet, ROLE_TEXT, 0, "%s", line));
	}
}

/* Bytes of the next paragraph, or line: one that was wrapped by hand goes on
 * in the next, if that begins nothing of its own. */
static size_t paragraph_length(const char *text)
{
	size_t length = strcspn(text, "\n"), line = length;

	if (strchr("#|", *text))
		return length;
	while (line >= WRAPPED_BYTES && text[length] == '\n' &&
	       !strchr("\n#|-*>(", text[length + 1])) {
		line = strcspn(text + length + 1, "\n");
		length += 1 + line;
	}
	return length;
}

/* Headings, lists, tables and strong words in the manner of Markdown. */
static void add_prose(struct sheet *sheet, const char *text)
{
	char head[HEAD_MAX] = "";

	while (*text) {
		size_t length = paragraph_length(text);
		char *line = mem_strndup(text, length);

		for (char *c = line; *c; c++)
			*c = *c == '\n' ? ' ' : *c;
		add_line(sheet, line, head);
		free(line);
		text += length + (text[length] == '\n');
	}
}

/* --- pages ----------------------------------------------------------------- */

static void add_taken(const struct rehearsal *r, struct sheet *sheet, size_t i)
{
	struct str clock = STR_INIT;

	rehearsal_clock(r, i, &clock);
	sheet_add(sheet, ROLE_DIM, 0, "%zu words in %s",
		  rehearsal_words(r->texts[i].text), clock.s);
	str_finish(&clock);
}

static void add_progress(const struct rehearsal *r, struct sheet *sheet)
{
	size_t i = rehearsal_text_of(r);

	if (!rehearsal_begun(r))
		return;
	sheet_heading(sheet, "Where you are");
	if (rehearsal_compares(r))
		sheet_add(sheet, ROLE_TEXT, 0,
			  "You have answered all of it. Enter shows your "
			  "answer and the model answer.");
	else if (i == 0)
		sheet_add(sheet, ROLE_TEXT, 0, "Your draft is here, so far:");
	else
		sheet_add(sheet, ROLE_TEXT, 0,
			  "Your answer is graded; next is follow-up %zu of "
			  "%zu. Your answer:",
			  i, r->count - 1);
	add_taken(r, sheet, rehearsal_compares(r) ? 0 : i > 0 ? 0 : i);
	sheet_gap(sheet);
}

static void add_rules(const struct rehearsal *r, struct sheet *sheet)
{
	double minutes = rehearsal_minutes(r, 0);
	struct str text = STR_INIT;

	if (minutes > 0)
		str_addf(&text,
			 "Take about %.0f minutes; nothing stops when they are "
			 "over. ",
			 minutes);
	str_add(&text, "The clock runs while you write; Esc stops it and leads "
		       "here. What you send is graded without a network. ");
	if (r->count > 1)
		str_addf(&text, "Then %zu follow-up question%s, and ",
			 r->count - 1, r->count > 2 ? "s come" : " comes");
	else
		str_add(&text, "Then comes ");
	str_add(&text, "an answer worth full marks, to compare with.");
	sheet_add(sheet, ROLE_TEXT, 0, "%s", text.s);
	str_finish(&text);
}

static void fill_start(struct rehearsal *r)
{
	struct sheet *sheet = &r->sheets[0];

	add_progress(r, sheet);
	sheet_heading(sheet, "How it goes");
	add_rules(r, sheet);
	if (*r->place)
		sheet_mark(sheet_add(sheet, ROLE_TEXT, 0,
				     "It is kept as you write it, in **%s**",
				     r->place));
	sheet_gap(sheet);
	sheet_heading(sheet, r->question->title);
	add_lines(sheet, ROLE_TEXT, r->question->text);
}

static void fill_side(struct rehearsal *r)
{
	struct sheet *sheet = &r->sheets[0];
	size_t i = rehearsal_text_of(r);

	if (i == 0) {
		add_lines(sheet, ROLE_TEXT, r->question->text);
		return;
	}
	add_lines(sheet, ROLE_STRONG, r->question->replies[i - 1].ask);
	sheet_gap(sheet);
	sheet_heading(sheet, "Your answer");
	add_prose(sheet, r->texts[0].text);
}

static void add_point(struct sheet *sheet, const struct report_criterion *point)
{
	struct sheet_line *line = sheet_add(sheet, ROLE_TEXT, 3, "%s",
					    point->title);
	double share = point->max > 0 ? point->score / point->max : 0;

	if (point->max <= 0) {
		sheet_lead(line, ROLE_DIM, "?");
		return;
	}
	sheet_lead(line,
		   share >= 1  ? ROLE_GOOD
		   : share > 0 ? ROLE_WARN
			       : ROLE_BAD,
		   share >= 1  ? "+"
		   : share > 0 ? "~"
			       : "-");
	sheet_right(line,
		    share >= 1	? ROLE_GOOD
		    : share > 0 ? ROLE_WARN
				: ROLE_BAD,
		    "%s",
		    share >= 1	? "there"
		    : share > 0 ? "thin"
				: "missing");
	for (size_t i = 0; i < point->evidence_count; i++)
		sheet_add(sheet, ROLE_DIM, 5, "%s", point->evidence[i].quote);
}

static void fill_reply(struct rehearsal *r, size_t i)
{
	const struct report_part *part = r->replies[i];
	struct sheet *sheet = &r->sheets[0];
	bool skipped = rehearsal_words(r->texts[i].text) == 0;
	struct sheet_line *line;

	sheet_add(sheet, ROLE_STRONG, 0, "%s", part->title);
	sheet_gap(sheet);
	if (part->criterion_count > 0) {
		sheet_heading(sheet, "What a good reply holds");
		line = &sheet->items[sheet->count - 1];
		if (part->max > 0 && !skipped)
			sheet_right(line,
				    part->score >= part->max * 0.6 ? ROLE_GOOD
								   : ROLE_WARN,
				    "%.1f of %.0f", part->score, part->max);
		for (size_t p = 0; p < part->criterion_count; p++)
			add_point(sheet, &part->criteria[p]);
		sheet_gap(sheet);
	}
	sheet_heading(sheet, "Your reply");
	if (skipped) {
		sheet_add(sheet, ROLE_DIM, 0, "You passed over this one.");
		return;
	}
	add_prose(sheet, r->texts[i].text);
	sheet_gap(sheet);
	add_taken(r, sheet, i);
}

void rehearsal_fill(struct rehearsal *r)
{
	size_t i = rehearsal_text_of(r);

	sheet_clear(&r->sheets[0]);
	sheet_clear(&r->sheets[1]);
	if (r->standing) {
		fill_start(r);
	} else if (rehearsal_compares(r)) {
		add_prose(&r->sheets[0], r->texts[0].text);
		add_prose(&r->sheets[1], r->question->example);
	} else if (rehearsal_writes(r)) {
		fill_side(r);
	} else if (i == 0) {
		report_sheet(r->report, NULL, &r->sheets[0]);
		add_taken(r, &r->sheets[0], 0);
	} else {
		fill_reply(r, i);
	}
}
