/* Actions with owner and date: what the player planned, then what the report
 * proposes, marked as such. */
#include "ui/report/render_internal.h"

#include "base/calendar.h"
#include "base/number.h"

#include <string.h>

#define DUE_SIZE 64

/* "+3d" and "+2w" with the date that they mean. */
static const char *word_due(const struct report *report, const char *due,
			    char out[DUE_SIZE])
{
	size_t length = due ? strlen(due) : 0;
	char number[16];
	struct calendar_date date;
	int64_t days;

	if (length == 0)
		return "not set";
	snprintf(out, DUE_SIZE, "%s", due);
	if (due[0] != '+' || length < 3 || length > 8 || !report->start_utc_s)
		return out;
	snprintf(number, sizeof(number), "%.*s", (int)length - 2, due + 1);
	if (!number_parse_int64(number, &days) || days < 0 || days > 9999)
		return out;
	if (due[length - 1] == 'w')
		days *= 7;
	else if (due[length - 1] != 'd')
		return out;
	date = calendar_from_days(report->start_utc_s / 86400 + days);
	snprintf(out, DUE_SIZE, "%04d-%02d-%02d", date.year, date.month,
		 date.day);
	return out;
}

static void put_step(struct page *page, const struct report *report,
		     const struct report_step *step)
{
	char due[DUE_SIZE];
	struct str what = STR_INIT, source = STR_INIT;
	const char *cells[] = { step->owner && *step->owner ? step->owner
							    : "not set",
				word_due(report, step->due, due), NULL, NULL };

	str_addf(&source, "plan, %s", step->phase);
	str_add(&what, step->title);
	if (step->metric && *step->metric)
		str_addf(&what, " (measure: %s)", step->metric);
	cells[2] = source.s;
	cells[3] = what.s;
	page->form->row(page, cells);
	str_finish(&what);
	str_finish(&source);
}

static bool is_planned(const struct report *report, const char *id)
{
	for (size_t i = 0; i < report->plan_count; i++)
		if (strcmp(report->plan[i].id, id) == 0)
			return true;
	return false;
}

/* Measures of par that the plan leaves out and the drill did not leave in
 * force. */
static size_t put_measures(struct page *page, const struct report *report)
{
	const struct forward_line *par = forward_line(report->forward, "par");
	const struct forward_line *own = forward_line(report->forward, "plan");
	size_t count = 0;

	for (size_t i = 0; par && i < par->measure_count; i++) {
		const struct forward_measure *measure = &par->measures[i];
		char due[DUE_SIZE], days[16];
		const char *cells[] = { "to be named", NULL, "proposed",
					measure->title };
		bool known = is_planned(report, measure->id);

		for (size_t k = 0; own && k < own->measure_count; k++)
			known |= strcmp(own->measures[k].id, measure->id) == 0;
		if (known)
			continue;
		snprintf(days, sizeof(days), "+%dd",
			 (int)(measure->from_s / 86400) + 1);
		cells[1] = word_due(report, days, due);
		page->form->row(page, cells);
		count++;
	}
	return count;
}

/* What the player would practise: of tasks that were not performed without
 * challenges. */
static size_t put_exercises(struct page *page, const struct report *report)
{
	const char *player = report->player && *report->player ? report->player
							       : "you";
	size_t count = 0;

	for (size_t p = 0; p < report->part_count; p++)
		for (size_t c = 0; c < report->parts[p].criterion_count; c++) {
			const struct report_criterion *k =
				&report->parts[p].criteria[c];
			struct str what = STR_INIT;
			const char *cells[] = { player, "next drill",
						"proposed", NULL };

			if (render_performed(k->score, k->max))
				continue;
			/* a quoted fault is no task; its title is one */
			str_addf(&what, "Practise: %s",
				 k->better && *k->better && *k->better != '"'
					 ? k->better
					 : k->title);
			cells[3] = what.s;
			page->form->row(page, cells);
			str_finish(&what);
			count++;
		}
	return count;
}

void render_actions(struct page *page, const struct report *report,
		    bool exercises)
{
	static const char *const titles[] = { "Owner", "Due", "From",
					      "Action" };
	static const int widths[] = { 14, 10, 11, 39 };
	size_t proposed;

	page_table(page, titles, widths, 4);
	for (size_t i = 0; i < report->plan_count; i++)
		put_step(page, report, &report->plan[i]);
	proposed = put_measures(page, report);
	if (exercises)
		proposed += put_exercises(page, report);
	page->form->table_end(page);
	if (report->plan_count == 0)
		render_say(page, PAGE_PLAIN,
			   "There was no plan: all rows are proposals, from "
			   "par's plan and from what the drill showed.");
	else if (proposed > 0)
		render_say(page, PAGE_PLAIN,
			   "Rows marked \"proposed\" are not the plan's: they "
			   "come from par's plan and from what the drill "
			   "showed.");
}
