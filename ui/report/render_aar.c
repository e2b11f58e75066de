/*
 * The after-action report and improvement plan, in the form of HSEEP (Homeland
 * Security Exercise and Evaluation Program): overview, objectives with their
 * ratings, strengths and areas for improvement, improvement plan.
 */
#include "ui/report/render_internal.h"

#include "base/calendar.h"
#include "base/number.h"

#include <math.h>
#include <string.h>

/* HSEEP's ratings by the share of the points; the limits are ours. */
static const struct rating {
	double from;
	const char *letter, *title;
} ratings[] = {
	{ 0.8, "P", "performed without challenges" },
	{ 0.6, "S", "performed with some challenges" },
	{ 0.3, "M", "performed with major challenges" },
	{ 0.0, "U", "unable to be performed" },
};

static const struct rating *rate(double score, double max)
{
	double share = max > 0 ? score / max : 0;
	size_t last = sizeof(ratings) / sizeof(*ratings) - 1;

	for (size_t i = 0; i < last; i++)
		if (share >= ratings[i].from - 1e-9)
			return &ratings[i];
	return &ratings[last];
}

bool render_performed(double score, double max)
{
	return rate(score, max) == &ratings[0];
}

static void put_fact(struct page *page, const char *name, const char *value)
{
	const char *cells[] = { name, value };

	page->form->row(page, cells);
}

static void put_overview(struct page *page, const struct report *report)
{
	static const char *const titles[] = { "Exercise", "" };
	static const int widths[] = { 19, 59 };
	char moment[RENDER_MOMENT_SIZE];
	struct str text = STR_INIT;

	page->form->heading(page, 2, "Exercise overview");
	page_table(page, titles, widths, 2);
	put_fact(page, "Name", report->scenario_title);
	put_fact(page, "Date (in the story)", render_moment(report, 0, moment));
	put_fact(page, "Type",
		 "Functional exercise in a simulation, one hour of play and a "
		 "plan phase");
	str_addf(&text, "%s, mode %s, seed %llu", report->scenario,
		 report->mode, (unsigned long long)report->seed);
	put_fact(page, "Record", text.s);
	put_fact(page, "Mission areas", "Response, Mitigation, Recovery");
	str_clear(&text);
	for (size_t i = 0; i < report->part_count; i++)
		str_addf(&text, "%s%s", i ? "; " : "", report->parts[i].title);
	put_fact(page, "Objectives", text.s);
	put_fact(page, "Threat",
		 report->variant_title ? report->variant_title : report->cause);
	put_fact(page, "Player", report->player ? report->player : "you");
	put_fact(page, "Sponsor, contact", "to be filled in");
	page->form->table_end(page);
	str_finish(&text);
}

static void put_ratings(struct page *page, const struct report *report)
{
	static const char *const titles[] = { "", "Rating", "Points",
					      "Objective or task" };
	static const int widths[] = { 4, 6, -12, 50 };

	page->form->heading(page, 2, "Objectives and their ratings");
	page_table(page, titles, widths, 4);
	for (size_t p = 0; p < report->part_count; p++) {
		const struct report_part *part = &report->parts[p];
		char points[48];
		const char *cells[] = { part->id,
					rate(part->score, part->max)->letter,
					points, part->title };

		snprintf(points, sizeof(points), "%.1f of %.1f", part->score,
			 part->max);
		page->form->row(page, cells);
		for (size_t c = 0; c < part->criterion_count; c++) {
			const struct report_criterion *k = &part->criteria[c];
			const char *task[] = { k->id,
					       rate(k->score, k->max)->letter,
					       points, k->title };

			snprintf(points, sizeof(points), "%.2f of %.2f",
				 k->score, k->max);
			page->form->row(page, task);
		}
	}
	page->form->table_end(page);
	render_say(
		page, PAGE_PLAIN,
		"P: performed without challenges (from 80 %% of the points). "
		"S: with some challenges (from 60 %%). M: with major "
		"challenges (from 30 %%). U: unable to be performed. The "
		"limits are gameday's; the ratings are HSEEP's.");
}

static const char *where_of(const struct report_evidence *evidence, char *out,
			    size_t size)
{
	char clock[CALENDAR_CLOCK_SIZE];

	if (evidence->seq == 0)
		snprintf(out, size, "figures");
	else
		snprintf(out, size, "%s #%u",
			 calendar_format_clock(evidence->at_s, clock),
			 evidence->seq);
	return out;
}

static void put_strength(struct page *page, const struct report_criterion *c,
			 int number)
{
	char where[48];

	render_say(page, PAGE_PLAIN, "**Strength %d: %s.** %s", number,
		   c->title, c->why ? c->why : "");
	if (c->evidence_count > 0)
		page->form->quote(
			page, where_of(&c->evidence[0], where, sizeof(where)),
			c->evidence[0].quote, false);
}

static void put_area(struct page *page, const struct report_criterion *c,
		     int number)
{
	char where[48];

	render_say(page, PAGE_PLAIN, "**Area for improvement %d: %s** (%s).",
		   number, c->title, rate(c->score, c->max)->title);
	render_say(page, PAGE_PLAIN, "Analysis: %s", c->why ? c->why : "");
	for (size_t e = 0; e < c->evidence_count && e < 3; e++)
		page->form->quote(
			page, where_of(&c->evidence[e], where, sizeof(where)),
			c->evidence[e].quote, c->evidence[e].against);
	render_say(page, PAGE_PLAIN, "Recommendation: %s",
		   c->better && *c->better ? c->better
					   : "Keep to what was done, and do it "
					     "earlier.");
}

static void put_objective(struct page *page, const struct report_part *part)
{
	int strengths = 0, areas = 0;

	page->form->score(page, 2, part->id, part->title, part->score,
			  part->max);
	render_say(page, PAGE_PLAIN, "Rating: %s, %s.",
		   rate(part->score, part->max)->letter,
		   rate(part->score, part->max)->title);
	page->form->heading(page, 3, "Strengths");
	for (size_t c = 0; c < part->criterion_count; c++)
		if (render_performed(part->criteria[c].score,
				     part->criteria[c].max))
			put_strength(page, &part->criteria[c], ++strengths);
	if (strengths == 0)
		render_say(page, PAGE_PLAIN,
			   "No task of this objective was performed without "
			   "challenges.");
	page->form->heading(page, 3, "Areas for improvement");
	for (size_t c = 0; c < part->criterion_count; c++)
		if (!render_performed(part->criteria[c].score,
				      part->criteria[c].max))
			put_area(page, &part->criteria[c], ++areas);
	if (areas == 0)
		render_say(page, PAGE_PLAIN, "None in this drill.");
}

void render_aar(struct page *page, const struct report *report)
{
	page->form->begin(page, "After-action report and improvement plan");
	render_unfinished(page, report);
	render_say(page,
		   strcmp(report->decision, "PASS") == 0 ? PAGE_GOOD : PAGE_BAD,
		   "%s: %s, %.1f of %.0f", report->scenario_title,
		   report->decision, report->score, report->max);
	put_overview(page, report);
	page->form->heading(page, 2, "The hour");
	render_hour_chart(page, report);
	render_outcome(page, report);
	put_ratings(page, report);
	for (size_t p = 0; p < report->part_count; p++)
		put_objective(page, &report->parts[p]);
	render_counterfactuals(page, report);
	page->form->heading(page, 2, "Appendix A: improvement plan");
	render_actions(page, report, true);
	page->form->heading(page, 2, "Appendix B: timeline");
	render_timeline(page, report);
	render_source(page, report);
	page->form->end(page);
}
