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

/* A mark in words, without what the sentence says already. */
static const char *told(const struct report_mark *mark, const char *without)
{
	const char *text = mark->text ? mark->text : mark->label;
	size_t length = strlen(without);

	return strncmp(text, without, length) == 0 ? text + length : text;
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
		   severity ? told(severity, "Declared: ") : "not declared",
		   render_moment(report, 0, moment));
	number_int(llround(o->excess_usd), money);
	number_int(llround(o->failed_users), people);
	render_say(
		page, PAGE_PLAIN,
		"%s. From the page on it cost %s USD more than normal and left "
		"%s people without what they came for. Time to mitigate: "
		"%s.",
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
	snprintf(text, sizeof(text),
		 errors->error_rate < 0.1 ? "%.1f %% of requests (%s)"
					  : "%.0f %% of requests (%s)",
		 errors->error_rate * 100,
		 calendar_format_clock(errors->at_s, clock));
	put_fact(page, "Errors at their worst", text);
	if (!p95)
		return;
	snprintf(text, sizeof(text),
		 p95->p95_s < 10 ? "%.2f s (%s)" : "%.0f s (%s)", p95->p95_s,
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
	render_say(page, PAGE_PLAIN,
		   "Counted from the page on, beyond what is normal.");
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
	if (report->began_s < 0)
		render_say(page, PAGE_PLAIN,
			   "It began at %s UTC, %s before the page.",
			   render_hour(report, report->began_s, hour),
			   render_minutes((double)-report->began_s / 60,
					  minutes));
	if (alert)
		render_say(page, PAGE_PLAIN, "First alert: %s at %s UTC.",
			   told(alert, "Alert: "),
			   render_hour(report, alert->at_s, hour));
	if (concluded)
		render_say(page, PAGE_PLAIN, "%s at %s UTC.",
			   told(concluded, ""),
			   render_hour(report, concluded->at_s, hour));
	render_say(page, PAGE_PLAIN,
		   "Time from the page to the right diagnosis: %s.",
		   render_minutes(report->outcome.minutes_to_diagnose,
				  minutes));
}

static void put_resolution(struct page *page, const struct report *report)
{
	char minutes[RENDER_MINUTES_SIZE];
	bool any = false;

	page->form->heading(page, 2, "Mitigation and resolution");
	for (size_t i = 0; i < report->mark_count; i++) {
		const struct report_mark *mark = &report->marks[i];
		char hour[RENDER_MOMENT_SIZE];

		if (strncmp(mark->label, "in force ", 9) != 0)
			continue;
		any = true;
		render_say(page, PAGE_PLAIN, "%s UTC: in force: %s.",
			   render_hour(report, mark->at_s, hour),
			   told(mark, "In force: "));
	}
	if (!any)
		render_say(page, PAGE_PLAIN,
			   "No measure came into force during the incident.");
	if (isnan(report->outcome.minutes_to_mitigate))
		render_say(page, PAGE_PLAIN,
			   "It was not over when the drill ended.");
	else
		render_say(page, PAGE_PLAIN,
			   "Over, to stay so, %s after the page.",
			   render_minutes(report->outcome.minutes_to_mitigate,
					  minutes));
}

/* What the re-runs found of the decision, when it is clear; or NULL. */
static const struct report_counterfactual *removal_of(
	const struct report *report, uint32_t seq)
{
	for (size_t i = 0; i < report->counterfactual_count; i++) {
		const struct report_counterfactual *c =
			&report->counterfactuals[i];

		if (c->seq == seq && c->clear &&
		    strcmp(c->change, "removed") == 0)
			return c;
	}
	return NULL;
}

/* What helped, as re-runs show, though nobody could know that it would. */
static void put_luck(struct page *page, const struct report *report)
{
	double known_s = report->outcome.minutes_to_diagnose * 60;
	bool any = false;

	page->form->heading(page, 3, "Where we were lucky");
	for (size_t i = 0; i < report->mark_count; i++) {
		const struct report_mark *mark = &report->marks[i];
		const struct report_counterfactual *worth =
			removal_of(report, mark->seq);
		char hour[RENDER_MOMENT_SIZE], money[NUMBER_SIZE];

		if (strncmp(mark->label, "apply ", 6) != 0 || !worth ||
		    worth->loss_usd <= 0 || (double)mark->at_s >= known_s)
			continue;
		any = true;
		render_say(page, PAGE_PLAIN,
			   "%s at %s UTC, before the cause was known: it "
			   "spared %s, as re-runs show.",
			   mark->text ? mark->text : mark->label,
			   render_hour(report, mark->at_s, hour),
			   number_money(round(worth->loss_usd), money));
	}
	if (!any)
		render_say(page, PAGE_PLAIN,
			   "The record shows nothing; ask those who were "
			   "there.");
}

#define FINDINGS_MAX 48

struct findings {
	struct str texts[FINDINGS_MAX];
	const char *items[FINDINGS_MAX];
	size_t count;
};

static struct str *next_fact(struct findings *facts)
{
	struct str *text;

	if (facts->count == FINDINGS_MAX)
		return NULL;
	text = &facts->texts[facts->count++];
	str_init(text);
	return text;
}

/* Signs that were there and did not lead to the cause. */
static void add_signs(const struct report *report, struct findings *facts)
{
	for (size_t i = 0; i < report->chain_count; i++) {
		const struct report_link *link = &report->chain[i];
		const struct report_link *before = i > 0 ? link - 1 : link;
		struct str *text;

		if (i > 0 && link->panel && before->panel &&
		    link->saw == before->saw &&
		    strcmp(link->panel, before->panel) == 0)
			continue; /* the same sign again */
		if ((link->saw != REPORT_SAW_MISSED &&
		     link->saw != REPORT_SAW_MISREAD) ||
		    !(text = next_fact(facts)))
			continue;
		str_addf(text, "%s: %s", link->panel,
			 link->saw == REPORT_SAW_MISSED
				 ? "it showed there, and was not looked at."
				 : "it was seen there, and another cause was "
				   "thought more likely.");
	}
}

/* A message that brought a request cost what the measure did: said once. */
static bool said_of_measure(const struct report *report,
			    const struct report_counterfactual *message)
{
	if (!message->action || strncmp(message->action, "tell ", 5) != 0)
		return false;
	for (size_t i = 0; i < report->counterfactual_count; i++) {
		const struct report_counterfactual *c =
			&report->counterfactuals[i];

		if (c->harmful && c->action &&
		    strncmp(c->action, "apply ", 6) == 0 &&
		    fabs(c->loss_usd - message->loss_usd) < 1)
			return true;
	}
	return false;
}

/* Measures that made it worse, figures that did not hold. */
static void add_harm(const struct report *report, struct findings *facts)
{
	size_t said = 0, wrong = 0;
	struct str *text;

	for (size_t i = 0; i < report->counterfactual_count; i++) {
		const struct report_counterfactual *c =
			&report->counterfactuals[i];
		char money[NUMBER_SIZE];

		if (c->harmful && !said_of_measure(report, c) &&
		    (text = next_fact(facts)))
			str_addf(text,
				 "\"%s\" cost %s more than it spared, as "
				 "re-runs show.",
				 c->subject,
				 number_money(round(-c->loss_usd), money));
	}
	for (size_t m = 0; m < report->message_count; m++)
		for (size_t k = 0; k < report->messages[m].claim_count; k++) {
			said++;
			wrong += !report->messages[m].claims[k].ok;
		}
	if (wrong > 0 && (text = next_fact(facts)))
		str_addf(text,
			 "%zu of %zu figures in messages did not hold at "
			 "their minute.",
			 wrong, said);
}

static void add_times(const struct report *report, struct findings *facts)
{
	const struct report_outcome *o = &report->outcome;
	char minutes[RENDER_MINUTES_SIZE];
	struct str *text;

	if (report->began_s < 0 && (text = next_fact(facts)))
		str_addf(text, "It went on for %s before anybody was paged.",
			 render_minutes((double)-report->began_s / 60,
					minutes));
	if (isnan(o->minutes_to_diagnose) && (text = next_fact(facts)))
		str_add(text, "The cause was not named in the drill.");
	if (isnan(o->minutes_to_mitigate) && (text = next_fact(facts)))
		str_add(text, "Money or errors were not back by the end.");
}

/* Facts of the run, and nobody's fault. */
static void put_poorly(struct page *page, const struct report *report)
{
	struct findings facts = { .count = 0 };

	add_times(report, &facts);
	add_signs(report, &facts);
	add_harm(report, &facts);
	for (size_t i = 0; i < facts.count; i++)
		facts.items[i] = facts.texts[i].s;
	render_list(page, "What went poorly", facts.items, facts.count);
	for (size_t i = 0; i < facts.count; i++)
		str_finish(&facts.texts[i]);
}

static void put_lessons(struct page *page, const struct report *report)
{
	page->form->heading(page, 2, "Lessons");
	render_list(page, "What went well", report->strengths,
		    report->strength_count);
	put_poorly(page, report);
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
	render_unfinished(page, report);
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
	render_actions(page, report, false);
	render_source(page, report);
	page->form->end(page);
}
