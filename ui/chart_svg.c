/* The report's chart: money, errors and latency under one time axis, with a
 * mark for everything that somebody did. */
#include "ui/page.h"

#include "base/calendar.h"

#include <math.h>

#define WIDTH 800.0
#define LEFT 64.0
#define RIGHT 24.0
#define BAND 110.0 /* height of one curve's band */
#define GAP 26.0
#define TOP 18.0
#define MARKS 34.0 /* room for the marks below */

static double money(const struct report_minute *minute)
{
	return minute->spend_usd_per_hour;
}

static double errors(const struct report_minute *minute)
{
	return minute->error_rate * 100;
}

static double p95(const struct report_minute *minute)
{
	return minute->p95_s;
}

struct curve {
	const char *title, *colour, *unit;
	double (*value)(const struct report_minute *minute);
};

static const struct curve curves[] = {
	{ "Money, USD per hour", "var(--a)", "", money },
	{ "Errors, percent of requests", "var(--b)", " %", errors },
	{ "p95 of people's wait, seconds", "var(--c)", " s", p95 },
};
#define CURVES (sizeof(curves) / sizeof(curves[0]))

static double x_of(const struct report *report, int64_t at_s)
{
	double end = (double)report->minutes[report->minute_count - 1].at_s;

	return LEFT +
	       (WIDTH - LEFT - RIGHT) * (double)at_s / (end > 0 ? end : 1);
}

static void put_curve(const struct report *report, const struct curve *curve,
		      double top, struct str *out)
{
	double high = 0;
	bool pen = false;

	for (size_t m = 0; m < report->minute_count; m++) {
		double v = curve->value(&report->minutes[m]);

		if (v > high)
			high = v;
	}
	if (high <= 0)
		high = 1;
	str_addf(out, "<g><title>%s, at most %.0f%s</title>\n", curve->title,
		 high, curve->unit);
	str_addf(out, "<text x=\"%.0f\" y=\"%.1f\">%s</text>\n", LEFT, top - 5,
		 curve->title);
	str_addf(out,
		 "<path d=\"M%.1f %.1fH%.1f\" stroke=\"var(--line)\"/>"
		 "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"end\">%.0f</text>"
		 "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"end\">0</text>\n",
		 LEFT, top + BAND, WIDTH - RIGHT, LEFT - 6, top + 9, high,
		 LEFT - 6, top + BAND);
	str_addf(out,
		 "<path fill=\"none\" stroke=\"%s\" stroke-width=\"1.8\" d=\"",
		 curve->colour);
	for (size_t m = 0; m < report->minute_count; m++) {
		double v = curve->value(&report->minutes[m]);

		if (isnan(v)) {
			pen = false;
			continue;
		}
		str_addf(out, "%s%.1f %.1f", pen ? "L" : "M",
			 x_of(report, report->minutes[m].at_s),
			 top + BAND * (1 - v / high));
		pen = true;
	}
	str_add(out, "\"/></g>\n");
}

static void put_marks(const struct report *report, double bottom,
		      struct str *out)
{
	for (size_t i = 0; i < report->mark_count; i++) {
		const struct report_mark *mark = &report->marks[i];
		char clock[CALENDAR_CLOCK_SIZE];
		double x = x_of(report, mark->at_s);
		double y = bottom + 8 + (double)(i % 3) * 7;

		str_addf(out,
			 "<g><path d=\"M%.1f %.1fV%.1f\" "
			 "stroke=\"var(--line)\" stroke-dasharray=\"2 3\"/>"
			 "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" "
			 "fill=\"%s\"/><title>",
			 x, TOP, y, x, y,
			 strcmp(mark->kind, "action") == 0    ? "var(--good)"
			 : strcmp(mark->kind, "message") == 0 ? "var(--a)"
							      : "var(--bad)");
		calendar_format_clock(mark->at_s, clock);
		str_addf(out, "%s #%u ", clock, mark->seq);
		page_escape_html(out, mark->label);
		str_add(out, "</title></g>\n");
	}
}

void page_chart_svg(const struct report *report, struct str *out)
{
	size_t bands = CURVES;
	double bottom = TOP + (double)bands * (BAND + GAP) - GAP;
	double height = bottom + MARKS + 16;

	if (report->minute_count == 0)
		return;
	str_addf(
		out,
		"<svg viewBox=\"0 0 %.0f %.0f\" role=\"img\" "
		"aria-labelledby=\"chart-title chart-desc\">\n"
		"<title id=\"chart-title\">Money, errors and latency over the "
		"drill</title>\n<desc id=\"chart-desc\">Three curves under one "
		"time axis. Dots below mark actions (green), messages (blue) "
		"and events (red).</desc>\n",
		WIDTH, height);
	for (size_t c = 0; c < CURVES; c++)
		put_curve(report, &curves[c], TOP + (double)c * (BAND + GAP),
			  out);
	put_marks(report, bottom, out);
	for (int64_t s = 0; s <= report->minutes[report->minute_count - 1].at_s;
	     s += 600) {
		char clock[CALENDAR_CLOCK_SIZE];

		str_addf(out,
			 "<text x=\"%.1f\" y=\"%.1f\" "
			 "text-anchor=\"middle\">%s</text>\n",
			 x_of(report, s), height - 3,
			 calendar_format_clock(s, clock));
	}
	str_add(out, "</svg>\n");
}
