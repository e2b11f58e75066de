/* The report on the screen: the plan, simulated forward. */
#include "ui/report/report_sheet.h"

#include "base/mem.h"
#include "base/number.h"
#include "ui/report/page.h"

#include <math.h>

#define NAME_CELLS 16
#define CURVE_CELLS 40

static double high_of(const struct forward *forward)
{
	double high = 0;

	for (size_t l = 0; l < forward->line_count; l++)
		for (int d = 0; d < forward->day_count; d++)
			high = fmax(high, forward->lines[l].days[d].usd);
	return high;
}

/* Money a day as a row of blocks, and what it comes to. */
static void add_line(struct sheet *sheet, const struct forward *forward,
		     const struct forward_line *line, double high)
{
	size_t days = (size_t)forward->day_count;
	double *values = mem_alloc((days + 1) * sizeof(*values));
	struct str curve = STR_INIT;
	struct sheet_line *row;
	char usd[NUMBER_SIZE], budget[NUMBER_SIZE];

	for (size_t d = 0; d < days; d++)
		values[d] = line->days[d].usd;
	page_sparkline(values, days, CURVE_CELLS, 0, high, &curve);
	row = sheet_add(sheet, ROLE_TEXT, NAME_CELLS, "%s", curve.s);
	sheet_lead(row, ROLE_DIM, line->title);
	sheet_right(row, line->holds ? ROLE_GOOD : ROLE_BAD, "%s of %s USD, %s",
		    number_int(llround(line->usd), usd),
		    number_int(llround(line->budget_usd), budget),
		    line->holds ? "holds" : "fails");
	str_finish(&curve);
	free(values);
}

void report_sheet_forward(struct sheet *sheet, const struct forward *forward)
{
	const struct forward_line *plan;
	struct str title = STR_INIT;
	double high;

	if (!forward || forward->day_count == 0)
		return;
	plan = forward_line(forward, "plan");
	high = high_of(forward);
	str_addf(&title, "%s: money a day", page_forward_title(forward));
	sheet_heading(sheet, title.s);
	str_finish(&title);
	for (size_t i = 0; i < forward->line_count; i++)
		add_line(sheet, forward, &forward->lines[i], high);
	sheet_gap(sheet);
	for (size_t i = 0; i < forward->sentence_count; i++)
		sheet_add(sheet, ROLE_TEXT, 0, "%s", forward->sentences[i]);
	for (size_t i = 0; plan && i < plan->failure_count; i++)
		sheet_lead(sheet_add(sheet, ROLE_TEXT, 2, "%s",
				     plan->failures[i].text),
			   ROLE_BAD, "-");
	sheet_gap(sheet);
}
