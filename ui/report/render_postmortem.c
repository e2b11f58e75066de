/* A blameless postmortem, with what the record knows filled in.  What only
 * people know is left to them, and says so. */
#include "ui/report/render_internal.h"

#include "base/calendar.h"
#include "base/number.h"

#include <math.h>
#include <string.h>

/* The first or the last mark whose label begins so; NULL if there is none. */
static const struct report_mark *find_mark(const struct report *report,
					   const char *label, bool last)
{
	const struct report_mark *found = NULL;

	for (size_t i = 0; i < report->mark_count; i++)
		if (strncmp(report->marks[i].label, label, strlen(label)) ==
			    0 &&
		    (last || !found))
			found = &report->marks[i];
	return found;
}

static void put_summary(struct page *page, const struct report *report)
{
	const struct report_mark *severity = find_mark(report, "declare sev",
						       false);
	const struct report_outcome *o = &report->outcome;
	char money[NUMBER_SIZE], people[NUMBER_SIZE];
	char moment[RENDER_MOMENT_SIZE], minutes[RENDER_MINUTES_SIZE];

	page->form->heading(page, 2, "Summary");
	render_say(page, PAGE_PLAIN,
		   "Status: draft. Severity: %s. Paged: %s. Authors: to be "
		   "filled in.",
		   severity ? severity->label + strlen("declare ")
			    : "not declared",
		   render_moment(report, 0, moment));
	number_int(llround(o->excess_usd), money);
	number_int(llround(o->failed_users), people);
	render_say(page, PAGE_PLAIN,
		   "%s. It cost %s USD more than normal and left %s people "
		   "without what they came for. Time to mitigate: %s.",
		   report->cause ? report->cause : report->variant_title, money,
		   people, render_minutes(o->minutes_to_mitigate, minutes));
}

static void put_fact(struct page *page, const char *name, const char *value)
{
	const char *cells[] = { name, value };

	page->form->row(page, cells);
}

static void put_peak(struct page *page, const struct report *report)
{
	const struct report_minute *money = NULL, *errors = NULL, *p95 = NULL;
	char clock[CALENDAR_CLOCK_SIZE], number[NUMBER_SIZE], text[96];

	for (size_t i = 0; i < report->minute_count; i++) {
		const struct report_minute *m = &report->minutes[i];

		if (!money || m->spend_usd_per_hour > money->spend_usd_per_hour)
			money = m;
		if (!errors || m->error_rate > errors->error_rate)
			errors = m;
		if (!isnan(m->p95_s) && (!p95 || m->p95_s > p95->p95_s))
			p95 = m;
	}
	if (!money)
		return;
	number_int(llround(money->spend_usd_per_hour), number);
	snprintf(text, sizeof(text), "%s USD an hour, %.1f times normal (%s)",
		 number, money->spend_ratio,
		 calendar_format_clock(money->at_s, clock));
	put_fact(page, "Spend at its worst", text);
	snprintf(text, sizeof(text), "%.0f %% of requests (%s)",
		 errors->error_rate * 100,
		 calendar_format_clock(errors->at_s, clock));
	put_fact(page, "Errors at their worst", text);
	if (!p95)
		return;
	snprintf(text, sizeof(text), "%.0f s (%s)", p95->p95_s,
		 calendar_format_clock(p95->at_s, clock));
	put_fact(page, "p95 at its worst", text);
}

static void put_impact(struct page *page, const struct report *report)
{
	static const char *const titles[] = { "Impact", "" };
	static const int widths[] = { 24, 54 };
	const struct report_outcome *o = &report->outcome;
	char a[NUMBER_SIZE], b[NUMBER_SIZE];
	struct str text = STR_INIT;

	page->form->heading(page, 2, "Impact");
	page_table(page, titles, widths, 2);
	str_addf(&text, "%s (doing nothing: %s)",
		 number_int(llround(o->failed_users), a),
		 number_int(llround(report->nothing.failed_users), b));
	put_fact(page, "People without a result", text.s);
	str_clear(&text);
	str_addf(&text, "%s USD (doing nothing: %s USD)",
		 number_int(llround(o->excess_usd), a),
		 number_int(llround(report->nothing.excess_usd), b));
	put_fact(page, "Spent above normal", text.s);
	str_clear(&text);
	str_addf(&text, "%s USD (doing nothing: %s USD)",
		 number_int(llround(o->loss_usd), a),
		 number_int(llround(report->nothing.loss_usd), b));
	put_fact(page, "Loss in all", text.s);
	put_peak(page, report);
	page->form->table_end(page);
	str_finish(&text);
}

static void put_detection(struct page *page, const struct report *report)
{
	const struct report_mark *alert = find_mark(report, "alert ", false);
	const struct report_mark *concluded = find_mark(report, "conclude ",
							true);
	char hour[RENDER_MOMENT_SIZE], minutes[RENDER_MINUTES_SIZE];

	page->form->heading(page, 2, "Detection");
	if (alert)
		render_say(page, PAGE_PLAIN, "First sign: %s at %s UTC.",
			   alert->text ? alert->text : alert->label,
			   render_hour(report, alert->at_s, hour));
	if (concluded)
		render_say(page, PAGE_PLAIN, "%s at %s UTC.",
			   concluded->text ? concluded->text : concluded->label,
			   render_hour(report, concluded->at_s, hour));
	render_say(page, PAGE_PLAIN,
		   "Time from the page to the right diagnosis: %s.",
		   render_minutes(report->outcome.minutes_to_diagnose,
				  minutes));
}

static void put_resolution(struct page *page, const struct report *report)
{
	bool any = false;

	page->form->heading(page, 2, "Mitigation and resolution");
	for (size_t i = 0; i < report->mark_count; i++) {
		const struct report_mark *mark = &report->marks[i];
		char hour[RENDER_MOMENT_SIZE];

		if (strncmp(mark->label, "in force ", 9) != 0)
			continue;
		any = true;
		render_say(page, PAGE_PLAIN, "%s UTC: %s.",
			   render_hour(report, mark->at_s, hour),
			   mark->text ? mark->text : mark->label);
	}
	if (!any)
		render_say(page, PAGE_PLAIN,
			   "No measure came into force during the incident.");
}

static bool did_harm(const struct report *report, uint32_t seq)
{
	for (size_t i = 0; i < report->counterfactual_count; i++)
		if (report->counterfactuals[i].seq == seq &&
		    report->counterfactuals[i].harmful)
			return true;
	return false;
}

/* What fitted before anybody could know that it would. */
static void put_luck(struct page *page, const struct report *report)
{
	double known_s = report->outcome.minutes_to_diagnose * 60;
	bool any = false;

	page->form->heading(page, 3, "Where we were lucky");
	for (size_t i = 0; i < report->mark_count; i++) {
		const struct report_mark *mark = &report->marks[i];
		char hour[RENDER_MOMENT_SIZE];

		if (strncmp(mark->label, "apply ", 6) != 0 ||
		    (double)mark->at_s >= known_s ||
		    did_harm(report, mark->seq))
			continue;
		any = true;
		render_say(page, PAGE_PLAIN,
			   "%s at %s UTC, before the cause was known: that it "
			   "fitted, where it did, was not yet knowledge.",
			   mark->text ? mark->text : mark->label,
			   render_hour(report, mark->at_s, hour));
	}
	if (!any)
		render_say(page, PAGE_PLAIN,
			   "The record shows nothing; ask those who were "
			   "there.");
}

static void put_lessons(struct page *page, const struct report *report)
{
	page->form->heading(page, 2, "Lessons");
	render_list(page, "What went well", report->strengths,
		    report->strength_count);
	render_list(page, "What went poorly", report->weaknesses,
		    report->weakness_count);
	put_luck(page, report);
}

static void put_cause(struct page *page, const struct report *report)
{
	page->form->heading(page, 2, "Root cause and trigger");
	render_say(page, PAGE_PLAIN, "%s.",
		   report->cause ? report->cause : report->variant_title);
	for (size_t i = 0; i < report->chain_count; i++)
		render_say(page, PAGE_PLAIN, "%s", report->chain[i].text);
}

void render_postmortem(struct page *page, const struct report *report)
{
	char title[200];

	snprintf(title, sizeof(title), "Postmortem: %s",
		 report->scenario_title);
	page->form->begin(page, title);
	render_say(page, PAGE_PLAIN,
		   "Blameless: everybody did what looked right with what they "
		   "knew at that minute. This skeleton holds the facts of the "
		   "drill's record; what it cannot know is left to those who "
		   "were there.");
	put_summary(page, report);
	put_impact(page, report);
	page->form->chart(page, report);
	put_cause(page, report);
	put_detection(page, report);
	put_resolution(page, report);
	page->form->heading(page, 2, "Timeline (UTC)");
	render_timeline(page, report);
	put_lessons(page, report);
	page->form->heading(page, 2, "Action items");
	render_actions(page, report);
	render_source(page, report);
	page->form->end(page);
}
