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

void render_actions(struct page *page, const struct report *report)
{
	static const char *const titles[] = { "Owner", "Due", "From",
					      "Action" };
	static const int widths[] = { 14, 10, 11, 39 };

	page_table(page, titles, widths, 4);
	for (size_t i = 0; i < report->plan_count; i++)
		put_step(page, report, &report->plan[i]);
	for (size_t p = 0; p < report->part_count; p++)
		for (size_t c = 0; c < report->parts[p].criterion_count; c++) {
			const struct report_criterion *criterion =
				&report->parts[p].criteria[c];
			const char *cells[] = { "to be named", "to be set",
						"proposed", criterion->better };

			if (criterion->better && *criterion->better)
				page->form->row(page, cells);
		}
	page->form->table_end(page);
	render_say(page, PAGE_PLAIN,
		   report->plan_count > 0
			   ? "Rows from the plan are the player's own; rows "
			     "marked \"proposed\" are not: they are what the "
			     "report would have done better, and wait for an "
			     "owner and a date."
			   : "The player left no plan: all rows are proposals, "
			     "and wait for an owner and a date.");
}
