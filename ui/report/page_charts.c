/* The charts in text: a line for each curve, and what was done below. */
#include "ui/report/page.h"

#include "base/calendar.h"
#include "base/mem.h"
#include "base/number.h"
#include "ui/wrap.h"

#include <math.h>
#include <string.h>

#define NAME_CELLS 14
#define PEAK_CELLS 14
#define CELLS_MAX 200

/* Cells of a curve on a page of that width. */
static size_t curve_cells(int width)
{
	int cells = width - NAME_CELLS - PEAK_CELLS;

	return (size_t)(cells < 10	    ? 10
			: cells > CELLS_MAX ? CELLS_MAX
					    : cells);
}

static double value_of(const struct report_minute *minute, int curve)
{
	return curve == 0   ? minute->spend_usd_per_hour
	       : curve == 1 ? minute->error_rate
			    : minute->p95_s;
}

static void put_curve(const struct report *report, int curve, size_t cells,
		      struct str *out)
{
	static const char *const names[] = { "USD per hour", "errors",
					     "p95 seconds" };
	double *values =
		mem_alloc((report->minute_count + 1) * sizeof(*values));
	char number[NUMBER_SIZE];
	double high = 0;

	for (size_t m = 0; m < report->minute_count; m++) {
		values[m] = value_of(&report->minutes[m], curve);
		if (values[m] > high)
			high = values[m];
	}
	wrap_cell(out, names[curve], NAME_CELLS, false);
	page_sparkline(values, report->minute_count, cells, 0, high, out);
	if (curve == 1)
		str_addf(out, "  peak %.0f %%\n", high * 100);
	else
		str_addf(out, "  peak %s\n",
			 number_decimal(high, high < 10 ? 2 : 0, number));
	free(values);
}

/* The lanes below the curves: whose marks, how they look. */
static const struct lane {
	const char *name, *kind;
	char sign;
} lanes[] = {
	{ "you did", "action", '^' },
	{ "you wrote", "message", '@' },
	{ "news", "inject", 'i' },
	{ "alerts", "alert", '!' },
};

static void put_lane(const struct report *report, const struct lane *lane,
		     size_t cells, struct str *out)
{
	char line[CELLS_MAX + 1];
	int64_t end_s = report->minutes[report->minute_count - 1].at_s;
	bool any = false;

	memset(line, ' ', cells);
	line[cells] = '\0';
	for (size_t i = 0; i < report->mark_count; i++) {
		const struct report_mark *mark = &report->marks[i];
		int64_t at = end_s > 0 ? mark->at_s * (int64_t)cells / end_s
				       : 0;

		if (strcmp(mark->kind, lane->kind) != 0)
			continue;
		if (at < 0 || at >= (int64_t)cells)
			at = at < 0 ? 0 : (int64_t)cells - 1;
		line[at] = lane->sign;
		any = true;
	}
	if (!any)
		return;
	while (cells > 0 && line[cells - 1] == ' ')
		line[--cells] = '\0';
	wrap_cell(out, lane->name, NAME_CELLS, false);
	str_addf(out, "%s\n", line);
}

void page_chart_text(const struct report *report, int width, struct str *out)
{
	size_t cells = curve_cells(width), count = report->minute_count;
	char clock[CALENDAR_CLOCK_SIZE];

	if (count == 0)
		return;
	if (cells > count)
		cells = count;
	for (int curve = 0; curve < 3; curve++)
		put_curve(report, curve, cells, out);
	for (size_t i = 0; i < sizeof(lanes) / sizeof(*lanes); i++)
		put_lane(report, &lanes[i], cells, out);
	wrap_cell(out, "", NAME_CELLS, false);
	wrap_cell(out, "00:00", (int)cells > 11 ? (int)cells - 5 : 6, false);
	str_addf(out, "%s\n",
		 calendar_format_clock(report->minutes[count - 1].at_s, clock));
}

static double day_high(const struct forward *forward)
{
	double high = 0;

	for (size_t l = 0; l < forward->line_count; l++)
		for (int d = 0; d < forward->day_count; d++)
			high = fmax(high, forward->lines[l].days[d].usd);
	return high;
}

const char *page_forward_title(const struct forward *forward)
{
	return forward->planned ? "The plan, simulated forward"
				: "No plan: the weeks after, simulated forward";
}

void page_forward_text(const struct forward *forward, int width,
		       struct str *out)
{
	size_t cells = curve_cells(width), days = (size_t)forward->day_count;
	double high = day_high(forward);
	double *values = mem_alloc((days + 1) * sizeof(*values));

	for (size_t l = 0; l < forward->line_count; l++) {
		const struct forward_line *line = &forward->lines[l];
		char number[NUMBER_SIZE];
		double most = 0;

		for (size_t d = 0; d < days; d++) {
			values[d] = line->days[d].usd;
			most = fmax(most, values[d]);
		}
		wrap_cell(out, line->title, NAME_CELLS, false);
		page_sparkline(values, days, cells, 0, high, out);
		str_addf(out, "  peak %s\n", number_int(llround(most), number));
	}
	wrap_cell(out, "USD a day", NAME_CELLS, false);
	str_addf(out, "day 1 to %d\n", forward->day_count);
	free(values);
}
