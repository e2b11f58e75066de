/* Two drills of one scenario side by side. */
#include "ui/report/render_internal.h"

#include "base/calendar.h"
#include "base/number.h"

#include <math.h>
#include <string.h>

#define CELL_SIZE 64

struct pair {
	struct page *page;
	const struct render_side *left, *right;
};

static void begin_table(const struct pair *pair, const char *first,
			const char *last)
{
	const char *titles[] = { first, pair->left->name, pair->right->name,
				 last };
	static const int widths[] = { 26, -18, -18, 12 };

	page_table(pair->page, titles, widths, 4);
}

static void put_row(const struct pair *pair, const char *name, const char *a,
		    const char *b, const char *difference)
{
	const char *cells[] = { name, a, b, difference };

	pair->page->form->row(pair->page, cells);
}

/* --- scores ---------------------------------------------------------------- */

static const struct report_part *part_of(const struct report *report,
					 const char *id)
{
	for (size_t i = 0; i < report->part_count; i++)
		if (strcmp(report->parts[i].id, id) == 0)
			return &report->parts[i];
	return NULL;
}

static const struct report_criterion *criterion_of(const struct report *report,
						   const char *id)
{
	for (size_t p = 0; p < report->part_count; p++)
		for (size_t c = 0; c < report->parts[p].criterion_count; c++)
			if (strcmp(report->parts[p].criteria[c].id, id) == 0)
				return &report->parts[p].criteria[c];
	return NULL;
}

static void put_points(const struct pair *pair, const char *name, double a,
		       double a_max, double b, double b_max, int decimals)
{
	char left[CELL_SIZE], right[CELL_SIZE], by[CELL_SIZE];

	snprintf(left, sizeof(left), "%.*f of %.*f", decimals, a, decimals,
		 a_max);
	snprintf(right, sizeof(right), "%.*f of %.*f", decimals, b, decimals,
		 b_max);
	snprintf(by, sizeof(by), "%+.*f", decimals, b - a);
	put_row(pair, name, left, right, fabs(b - a) < 0.005 ? "the same" : by);
}

static void put_scores(const struct pair *pair)
{
	const struct report *a = pair->left->report, *b = pair->right->report;

	pair->page->form->heading(pair->page, 2, "Score");
	begin_table(pair, "", "difference");
	put_row(pair, "Decision", a->decision, b->decision,
		strcmp(a->decision, b->decision) == 0 ? "the same" : "other");
	put_points(pair, "Score", a->score, a->max, b->score, b->max, 1);
	for (size_t i = 0; i < a->part_count; i++) {
		const struct report_part *mine = &a->parts[i];
		const struct report_part *other = part_of(b, mine->id);

		if (other)
			put_points(pair, mine->title, mine->score, mine->max,
				   other->score, other->max, 1);
	}
	pair->page->form->table_end(pair->page);
}

/* Criteria that differ, with what the poorer one lacked. */
static void put_criteria(const struct pair *pair)
{
	const struct report *a = pair->left->report, *b = pair->right->report;
	bool any = false;

	pair->page->form->heading(pair->page, 2, "Where they differ");
	for (size_t p = 0; p < a->part_count; p++)
		for (size_t c = 0; c < a->parts[p].criterion_count; c++) {
			const struct report_criterion *mine =
				&a->parts[p].criteria[c];
			const struct report_criterion *other =
				criterion_of(b, mine->id);
			bool less;

			if (!other || fabs(mine->score - other->score) < 0.05)
				continue;
			any = true;
			less = mine->score < other->score;
			render_say(
				pair->page, PAGE_PLAIN,
				"**%s %s:** %.2f and %.2f of %.2f. In %s: %s",
				mine->id, mine->title, mine->score,
				other->score, mine->max,
				less ? pair->left->name : pair->right->name,
				less ? mine->why : other->why);
		}
	if (!any)
		render_say(pair->page, PAGE_PLAIN,
			   "No criterion differs by 0.05 points or more.");
}

/* --- outcome --------------------------------------------------------------- */

static void put_amount(const struct pair *pair, const char *name, double a,
		       double b)
{
	char left[NUMBER_SIZE], right[NUMBER_SIZE], by[RENDER_SIGNED_SIZE];

	number_int(llround(a), left);
	number_int(llround(b), right);
	put_row(pair, name, left, right, render_signed(b - a, by));
}

static void put_time(const struct pair *pair, const char *name, double a,
		     double b)
{
	char left[RENDER_MINUTES_SIZE], right[RENDER_MINUTES_SIZE];
	char by[CELL_SIZE] = "";

	if (!isnan(a) && !isnan(b))
		snprintf(by, sizeof(by), "%+.1f min", b - a);
	put_row(pair, name, render_minutes(a, left), render_minutes(b, right),
		by);
}

static void put_outcome(const struct pair *pair)
{
	const struct report_outcome *a = &pair->left->report->outcome;
	const struct report_outcome *b = &pair->right->report->outcome;

	pair->page->form->heading(pair->page, 2, "What it came to");
	begin_table(pair, "", "difference");
	put_time(pair, "To the right diagnosis", a->minutes_to_diagnose,
		 b->minutes_to_diagnose);
	put_time(pair, "To mitigate", a->minutes_to_mitigate,
		 b->minutes_to_mitigate);
	put_amount(pair, "Loss, USD", a->loss_usd, b->loss_usd);
	put_amount(pair, "Above normal, USD", a->excess_usd, b->excess_usd);
	put_amount(pair, "Failed users", a->failed_users, b->failed_users);
	put_amount(pair, "Loss doing nothing, USD",
		   pair->left->report->nothing.loss_usd,
		   pair->right->report->nothing.loss_usd);
	if (pair->left->report->has_par && pair->right->report->has_par)
		put_amount(pair, "Loss at par, USD",
			   pair->left->report->par.loss_usd,
			   pair->right->report->par.loss_usd);
	pair->page->form->table_end(pair->page);
	pair->page->form->heading(pair->page, 3, pair->left->name);
	pair->page->form->chart(pair->page, pair->left->report);
	pair->page->form->heading(pair->page, 3, pair->right->name);
	pair->page->form->chart(pair->page, pair->right->report);
}

/* --- moments --------------------------------------------------------------- */

static const struct report_mark *first_mark(const struct report *report,
					    const char *label)
{
	for (size_t i = 0; i < report->mark_count; i++)
		if (strcmp(report->marks[i].label, label) == 0)
			return &report->marks[i];
	return NULL;
}

static bool is_key(const struct report_mark *mark)
{
	return strcmp(mark->kind, "action") == 0 ||
	       strcmp(mark->kind, "message") == 0;
}

static void put_moment(const struct pair *pair, const struct report_mark *mark,
		       const struct report_mark *a, const struct report_mark *b)
{
	char left[CALENDAR_CLOCK_SIZE], right[CALENDAR_CLOCK_SIZE];
	char by[CELL_SIZE] = "";

	if (a && b)
		snprintf(by, sizeof(by), "%+.1f min",
			 (double)(b->at_s - a->at_s) / 60);
	put_row(pair, mark->label,
		a ? calendar_format_clock(a->at_s, left) : "never",
		b ? calendar_format_clock(b->at_s, right) : "never", by);
}

/* What either did, when it did it first. */
static void put_moments(const struct pair *pair)
{
	const struct report *a = pair->left->report, *b = pair->right->report;

	pair->page->form->heading(pair->page, 2, "When it was done first");
	begin_table(pair, "", "difference");
	for (size_t i = 0; i < a->mark_count; i++) {
		const struct report_mark *mark = &a->marks[i];

		if (is_key(mark) && first_mark(a, mark->label) == mark)
			put_moment(pair, mark, mark,
				   first_mark(b, mark->label));
	}
	for (size_t i = 0; i < b->mark_count; i++) {
		const struct report_mark *mark = &b->marks[i];

		if (is_key(mark) && first_mark(b, mark->label) == mark &&
		    !first_mark(a, mark->label))
			put_moment(pair, mark, NULL, mark);
	}
	pair->page->form->table_end(pair->page);
}

static void put_records(const struct pair *pair)
{
	const struct report *a = pair->left->report, *b = pair->right->report;
	char left[NUMBER_SIZE], right[NUMBER_SIZE];

	begin_table(pair, "", "");
	snprintf(left, sizeof(left), "%llu", (unsigned long long)a->seed);
	snprintf(right, sizeof(right), "%llu", (unsigned long long)b->seed);
	put_row(pair, "Seed", left, right, "");
	put_row(pair, "Variant", a->variant, b->variant, "");
	put_row(pair, "Mode", a->mode, b->mode, "");
	pair->page->form->table_end(pair->page);
	if (a->seed != b->seed || strcmp(a->variant, b->variant) != 0)
		render_say(pair->page, PAGE_PLAIN,
			   "Another seed or variant is another incident: "
			   "compare the losses with those of doing nothing and "
			   "of par, not with each other.");
}

void render_compare(const struct render_side *left,
		    const struct render_side *right, enum render_format format,
		    int width, struct str *out)
{
	struct page page = { .form = render_form(format),
			     .out = out,
			     .width = width > 0 ? width : 80 };
	const struct pair pair = { &page, left, right };
	char title[200];

	snprintf(title, sizeof(title), "%s: two drills",
		 left->report->scenario_title);
	page.form->begin(&page, title);
	put_records(&pair);
	put_scores(&pair);
	put_criteria(&pair);
	put_outcome(&pair);
	put_moments(&pair);
	page.form->end(&page);
}
