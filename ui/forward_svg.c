/* The chart of the plan, simulated forward: money a day against the budget. */
#include "ui/report/page.h"

#include "base/number.h"

#include <math.h>
#include <string.h>

#define WIDTH 860.0
#define LEFT 62.0
#define RIGHT 14.0
#define TOP 30.0
#define BAND 170.0
#define BELOW 44.0

static const struct look {
	const char *id, *colour, *dashes;
} looks[] = {
	{ "nothing", "var(--bad)", "2 3" },
	{ "par", "var(--dim)", "6 4" },
	{ "plan", "var(--a)", "none" },
};

static double x_of(const struct forward *forward, double day)
{
	return LEFT + (WIDTH - LEFT - RIGHT) * day /
			      (forward->day_count > 0 ? forward->day_count : 1);
}

static double high_of(const struct forward *forward)
{
	double high = 0;

	for (size_t l = 0; l < forward->line_count; l++)
		for (int d = 0; d < forward->day_count; d++) {
			const struct forward_day *day =
				&forward->lines[l].days[d];

			high = fmax(high, fmax(day->usd, day->budget_usd));
		}
	return high;
}

static double y_of(double usd, double scale)
{
	return TOP + BAND * (1 - usd / scale);
}

/* A step for each day. */
static void put_steps(const struct forward *forward,
		      const struct forward_line *line, bool budget,
		      double scale, struct str *out)
{
	for (int d = 0; d < forward->day_count; d++) {
		const struct forward_day *day = &line->days[d];
		double y = y_of(budget ? day->budget_usd : day->usd, scale);

		str_addf(out, "%s%.1f %.1fH%.1f", d ? "L" : "M",
			 x_of(forward, d), y, x_of(forward, d + 1));
	}
}

static void put_line(const struct forward *forward,
		     const struct forward_line *line, const struct look *look,
		     double scale, struct str *out)
{
	char number[NUMBER_SIZE];

	str_add(out, "<g><title>");
	page_escape_html(out, line->title);
	str_addf(out, ": %s USD in all</title>",
		 number_int(llround(line->usd), number));
	str_addf(out,
		 "<path fill=\"none\" stroke=\"%s\" stroke-width=\"2\" "
		 "stroke-dasharray=\"%s\" d=\"",
		 look->colour, look->dashes);
	put_steps(forward, line, false, scale, out);
	str_add(out, "\"/></g>\n");
}

static void put_scale(double scale, struct str *out)
{
	for (int i = 0; i <= 2; i++) {
		double y = TOP + BAND * i / 2;
		char number[NUMBER_SIZE];

		str_addf(out,
			 "<path d=\"M%.1f %.1fH%.1f\" stroke=\"var(--line)\"/>"
			 "<text x=\"%.1f\" y=\"%.1f\" "
			 "text-anchor=\"end\">%s</text>\n",
			 LEFT, y, WIDTH - RIGHT, LEFT - 6, y + 4,
			 number_short(scale * (2 - i) / 2, number));
	}
}

/* The names in their colours, from the left. */
static void put_legend(const struct forward *forward, struct str *out)
{
	double x = LEFT;

	for (size_t i = 0; i < sizeof(looks) / sizeof(*looks); i++) {
		const struct forward_line *line = forward_line(forward,
							       looks[i].id);

		if (!line)
			continue;
		str_addf(out,
			 "<path d=\"M%.1f 12h22\" stroke=\"%s\" "
			 "stroke-width=\"2\" stroke-dasharray=\"%s\"/>"
			 "<text x=\"%.1f\" y=\"16\">",
			 x, looks[i].colour, looks[i].dashes, x + 28);
		page_escape_html(out, line->title);
		str_add(out, "</text>\n");
		x += 60 + 6.5 * (double)strlen(line->title);
	}
	str_addf(out,
		 "<path d=\"M%.1f 12h22\" stroke=\"var(--warn)\"/>"
		 "<text x=\"%.1f\" y=\"16\">budget</text>\n",
		 x, x + 28);
}

static void put_marks(const struct forward *forward, struct str *out)
{
	const struct forward_line *plan = forward_line(forward, "plan");
	double bottom = TOP + BAND;

	for (size_t i = 0; plan && i < plan->mark_count; i++) {
		const struct forward_mark *mark = &plan->marks[i];
		double x = x_of(forward, (double)mark->at_s / 86400);
		const char *colour = mark->kind == FORWARD_MEASURE
					     ? "var(--good)"
					     : "var(--bad)";

		str_addf(out, "<g><title>Day %d: ", mark->day);
		page_escape_html(out, mark->label);
		str_addf(out,
			 "</title><path d=\"M%.1f %.1fV%.1f\" stroke=\"%s\" "
			 "stroke-dasharray=\"2 3\"/>"
			 "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" "
			 "fill=\"%s\"/></g>\n",
			 x, TOP, bottom + 8, colour, x,
			 bottom + 8 + (double)(i % 2) * 9, colour);
	}
}

void page_forward_svg(const struct forward *forward, int number,
		      struct str *out)
{
	double height = TOP + BAND + BELOW;
	double scale = page_round_up(high_of(forward));

	if (forward->day_count == 0 || forward->line_count == 0)
		return;
	str_addf(
		out,
		"<svg viewBox=\"0 0 %.0f %.0f\" role=\"img\" "
		"aria-labelledby=\"chart%d-title chart%d-desc\">\n"
		"<title id=\"chart%d-title\">Money a day over %d days</title>\n"
		"<desc id=\"chart%d-desc\">Steps of a day: the plan, doing "
		"nothing and par against the budget. Dots below mark measures "
		"that come into force (green), the launch and the slowdown "
		"(red).</desc>\n",
		WIDTH, height, number, number, number, forward->day_count,
		number);
	put_legend(forward, out);
	put_scale(scale, out);
	put_marks(forward, out);
	str_add(out, "<path fill=\"none\" stroke=\"var(--warn)\" d=\"");
	put_steps(forward, &forward->lines[0], true, scale, out);
	str_add(out, "\"/>\n");
	for (size_t i = 0; i < sizeof(looks) / sizeof(*looks); i++) {
		const struct forward_line *line = forward_line(forward,
							       looks[i].id);

		if (line)
			put_line(forward, line, &looks[i], scale, out);
	}
	for (int d = 0; d <= forward->day_count; d += 5)
		str_addf(out,
			 "<text x=\"%.1f\" y=\"%.1f\" "
			 "text-anchor=\"middle\">day %d</text>\n",
			 x_of(forward, d), height - 4, d);
	str_add(out, "</svg>\n");
}
