/* The report's chart: money, errors and latency under one time axis, and below
 * them what was done, written and heard, each at its minute. */
#include "ui/report/page.h"

#include "base/calendar.h"
#include "base/number.h"

#include <math.h>
#include <string.h>

#define WIDTH 860.0
#define LEFT 62.0
#define RIGHT 24.0
#define BAND 100.0 /* height of one curve's band */
#define GAP 30.0
#define TOP 22.0
#define LANE 38.0 /* height of a lane of marks */
#define LANES_GAP 16.0
#define AXIS 20.0
#define SIGN_APART 13.0 /* marks that are nearer take turns in height */

static double money(const struct report_minute *minute)
{
	return minute->spend_usd_per_hour;
}

/* What it would be at this minute without the incident. */
static double money_normal(const struct report_minute *minute)
{
	return minute->spend_ratio > 0
		       ? minute->spend_usd_per_hour / minute->spend_ratio
		       : NAN;
}

static double errors(const struct report_minute *minute)
{
	return minute->error_rate * 100;
}

static double p95(const struct report_minute *minute)
{
	return minute->p95_s;
}

typedef double value_of(const struct report_minute *minute);

struct curve {
	const char *title, *colour, *unit;
	value_of *value, *normal; /* normal may be NULL */
};

static const struct curve curves[] = {
	{ "Money, USD an hour (dashed: normal)", "var(--a)", "", money,
	  money_normal },
	{ "Errors, percent of requests", "var(--b)", " %", errors, NULL },
	{ "p95 of people's wait, seconds", "var(--c)", " s", p95, NULL },
};
enum { CURVES = sizeof(curves) / sizeof(curves[0]) };

static const struct lane {
	const char *name, *kind, *colour;
} lanes[] = {
	{ "did", "action", "var(--good)" },
	{ "wrote", "message", "var(--a)" },
	{ "news", "inject", "var(--warn)" },
	{ "alerts", "alert", "var(--bad)" },
};
enum { LANES = sizeof(lanes) / sizeof(lanes[0]) };

static double x_of(const struct report *report, int64_t at_s)
{
	double end = (double)report->minutes[report->minute_count - 1].at_s;

	return LEFT +
	       (WIDTH - LEFT - RIGHT) * (double)at_s / (end > 0 ? end : 1);
}

static double high_of(const struct report *report, const struct curve *curve)
{
	double high = 0;

	for (size_t m = 0; m < report->minute_count; m++) {
		double v = curve->value(&report->minutes[m]);

		if (v > high)
			high = v;
	}
	return high;
}

static void put_line(const struct report *report, value_of *value, double top,
		     double scale, struct str *out)
{
	bool pen = false;

	for (size_t m = 0; m < report->minute_count; m++) {
		double v = value(&report->minutes[m]);

		if (isnan(v)) {
			pen = false;
			continue;
		}
		str_addf(out, "%s%.1f %.1f", pen ? "L" : "M",
			 x_of(report, report->minutes[m].at_s),
			 top + BAND * (1 - fmin(v / scale, 1)));
		pen = true;
	}
}

static void put_scale(double top, double scale, struct str *out)
{
	for (int i = 0; i <= 2; i++) {
		double y = top + BAND * i / 2;
		char number[NUMBER_SIZE];

		str_addf(out,
			 "<path d=\"M%.1f %.1fH%.1f\" stroke=\"var(--line)\"/>"
			 "<text x=\"%.1f\" y=\"%.1f\" "
			 "text-anchor=\"end\">%s</text>\n",
			 LEFT, y, WIDTH - RIGHT, LEFT - 6, y + 4,
			 number_short(scale * (2 - i) / 2, number));
	}
}

static void put_curve(const struct report *report, const struct curve *curve,
		      double top, struct str *out)
{
	double high = high_of(report, curve), scale = page_round_up(high);

	str_addf(out, "<g><title>%s: at most %.0f%s</title>\n", curve->title,
		 high, curve->unit);
	str_addf(out, "<text class=\"name\" x=\"%.0f\" y=\"%.1f\">%s</text>\n",
		 LEFT, top - 8, curve->title);
	put_scale(top, scale, out);
	if (curve->normal) {
		str_add(out, "<path fill=\"none\" stroke=\"var(--dim)\" "
			     "stroke-dasharray=\"4 4\" d=\"");
		put_line(report, curve->normal, top, scale, out);
		str_add(out, "\"/>\n");
	}
	str_addf(out,
		 "<path fill=\"none\" stroke=\"%s\" stroke-width=\"2\" "
		 "stroke-linejoin=\"round\" d=\"",
		 curve->colour);
	put_line(report, curve->value, top, scale, out);
	str_add(out, "\"/></g>\n");
}

/* The sign of a mark: its number, or a dot for what came by itself. */
static void put_mark(const struct report *report, size_t at,
		     const struct lane *lane, double y, struct str *out)
{
	const struct report_mark *mark = &report->marks[at];
	int number = page_mark_number(report, at);
	char clock[CALENDAR_CLOCK_SIZE];
	double x = x_of(report, mark->at_s);

	str_addf(out, "<g><title>%s #%u ",
		 calendar_format_clock(mark->at_s, clock), mark->seq);
	page_escape_html(out, mark->text ? mark->text : mark->label);
	str_add(out, "</title>");
	if (number)
		str_addf(out,
			 "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"6.5\" "
			 "fill=\"var(--bg)\" stroke=\"%s\"/>"
			 "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\" "
			 "font-size=\"8\">%d</text>",
			 x, y, lane->colour, x, y + 3, number);
	else
		str_addf(out,
			 "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\" "
			 "fill=\"%s\"/>",
			 x, y, lane->colour);
	str_add(out, "</g>\n");
}

static void put_lane(const struct report *report, const struct lane *lane,
		     double top, struct str *out)
{
	double last = -1000;
	int turn = 0;

	str_addf(out,
		 "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"end\">%s</text>"
		 "<path d=\"M%.1f %.1fH%.1f\" stroke=\"var(--line)\" "
		 "stroke-dasharray=\"1 3\"/>\n",
		 LEFT - 6, top + LANE / 2 + 4, lane->name, LEFT, top + LANE / 2,
		 WIDTH - RIGHT);
	for (size_t i = 0; i < report->mark_count; i++) {
		double x = x_of(report, report->marks[i].at_s);

		if (strcmp(report->marks[i].kind, lane->kind) != 0)
			continue;
		turn = x - last < SIGN_APART ? (turn + 1) % 3 : 0;
		last = x;
		put_mark(report, i, lane,
			 top + LANE / 2 +
				 (turn == 1   ? -12
				  : turn == 2 ? 12
					      : 0),
			 out);
	}
}

/* A thin line through the curves where a measure came into force. */
static void put_landings(const struct report *report, double bottom,
			 struct str *out)
{
	for (size_t i = 0; i < report->mark_count; i++) {
		const struct report_mark *mark = &report->marks[i];
		double x = x_of(report, mark->at_s);

		if (strncmp(mark->label, "in force ", 9) != 0)
			continue;
		str_addf(out,
			 "<path d=\"M%.1f %.1fV%.1f\" stroke=\"var(--good)\" "
			 "stroke-opacity=\".55\" stroke-dasharray=\"2 3\"/>\n",
			 x, TOP, bottom);
	}
}

static void put_axis(const struct report *report, double y, struct str *out)
{
	int64_t end_s = report->minutes[report->minute_count - 1].at_s;
	int64_t step_s = end_s > 3600 ? 1200 : 600;

	for (int64_t s = 0; s <= end_s; s += step_s) {
		char clock[CALENDAR_CLOCK_SIZE];

		str_addf(out,
			 "<text x=\"%.1f\" y=\"%.1f\" "
			 "text-anchor=\"middle\">%s</text>\n",
			 x_of(report, s), y, calendar_format_clock(s, clock));
	}
}

void page_chart_svg(const struct report *report, int number, struct str *out)
{
	double bottom = TOP + (double)CURVES * (BAND + GAP) - GAP;
	double lanes_top = bottom + LANES_GAP;
	double height = lanes_top + (double)LANES * LANE + AXIS;

	if (report->minute_count == 0)
		return;
	str_addf(
		out,
		"<svg viewBox=\"0 0 %.0f %.0f\" role=\"img\" "
		"aria-labelledby=\"chart%d-title chart%d-desc\">\n"
		"<title id=\"chart%d-title\">Money, errors and latency over the "
		"drill</title>\n<desc id=\"chart%d-desc\">Three curves under one "
		"time axis: money at most %.0f USD an hour, errors at most %.0f "
		"percent, p95 at most %.0f seconds. Below them, at their "
		"minutes: what was done and written, numbered as in the list "
		"behind the chart, news and alerts.</desc>\n",
		WIDTH, height, number, number, number, number,
		high_of(report, &curves[0]), high_of(report, &curves[1]),
		high_of(report, &curves[2]));
	put_landings(report, lanes_top, out);
	for (int c = 0; c < CURVES; c++)
		put_curve(report, &curves[c], TOP + (double)c * (BAND + GAP),
			  out);
	for (int l = 0; l < LANES; l++)
		put_lane(report, &lanes[l], lanes_top + (double)l * LANE, out);
	put_axis(report, height - 4, out);
	str_add(out, "</svg>\n");
}
