/* The report, told once for every form. */
#include "ui/report/render.h"

#include "base/calendar.h"
#include "base/hash.h"
#include "base/number.h"
#include "drill/figure.h"
#include "ui/report/render_internal.h"
#include "ui/report/render_opinion.h"

#include <math.h>
#include <string.h>

int render_format_find(const char *word)
{
	static const char *const words[] = { "text", "md", "html", "json" };

	for (int i = 0; i < 4; i++)
		if (strcmp(word, words[i]) == 0)
			return i;
	return -1;
}

void render_unfinished(struct page *page, const struct report *report)
{
	if (report->debrief == REPORT_DEBRIEF_OPEN)
		render_say(page, PAGE_BAD,
			   "Still being worked out: this is what the record "
			   "gives while the drill is open where it was "
			   "played. What each decision was worth and the weeks "
			   "after are missing, and the score may change by "
			   "some tenths. Ask again when that screen is left; "
			   "if nobody has it open, `gameday resume` finishes "
			   "it.");
}

void render_verdict(struct page *page, const struct report *report)
{
	bool passed = strcmp(report->decision, "PASS") == 0;

	render_say(page, passed ? PAGE_GOOD : PAGE_BAD,
		   "Decision: %s\nScore: %.1f of %.0f; %.1f is a pass",
		   report->decision, report->score, report->max, report->pass);
	for (size_t i = 0; i < report->red_flag_count; i++)
		render_say(page, PAGE_BAD, "Red flag: %s",
			   report->red_flags[i]);
	page->form->parts(page, report);
	render_list(page, "Strengths", report->strengths,
		    report->strength_count);
	render_list(page, "Weaknesses", report->weaknesses,
		    report->weakness_count);
	if (report->reasoning && *report->reasoning) {
		page->form->heading(page, 3, "Reasoning");
		render_say(page, PAGE_PLAIN, "%s", report->reasoning);
	}
}

static void put_rival(struct page *page, const char *who, double loss,
		      double excess, double failed)
{
	char a[NUMBER_SIZE], b[NUMBER_SIZE], c[NUMBER_SIZE];
	const char *cells[] = { who, a, b, c };

	number_int(llround(loss), a);
	number_int(llround(excess), b);
	number_int(llround(failed), c);
	page->form->row(page, cells);
}

void render_outcome(struct page *page, const struct report *report)
{
	static const char *const titles[] = { "", "Loss USD", "Excess USD",
					      "Failed users" };
	static const int widths[] = { 20, -12, -12, -12 };
	const struct report_outcome *o = &report->outcome;
	char diagnose[RENDER_MINUTES_SIZE], mitigate[RENDER_MINUTES_SIZE];
	struct str p95 = STR_INIT;

	render_say(page, PAGE_PLAIN,
		   "Counted from the page at 00:00 to the full length, with "
		   "what was in force at the end kept; on the screen "
		   "the counters begin earlier, at the first trouble.");
	figure_format("s", o->p95_s_end, &p95);
	render_say(page, PAGE_PLAIN,
		   "Time to the right diagnosis: %s. Time to mitigate: %s. "
		   "At the end spend ran at %.1f times normal, %.1f %% of "
		   "requests failed, p95 was %s.",
		   render_minutes(o->minutes_to_diagnose, diagnose),
		   render_minutes(o->minutes_to_mitigate, mitigate),
		   o->spend_ratio_end, o->error_rate_end * 100, p95.s);
	str_finish(&p95);
	page_table(page, titles, widths, 4);
	put_rival(page, "This drill", o->loss_usd, o->excess_usd,
		  o->failed_users);
	put_rival(page, "Doing nothing", report->nothing.loss_usd,
		  report->nothing.excess_usd, report->nothing.failed_users);
	if (report->has_par)
		put_rival(page, "Par", report->par.loss_usd,
			  report->par.excess_usd, report->par.failed_users);
	page->form->table_end(page);
}

/* The list behind the chart: what its numbers stand for. */
static void put_numbered(struct page *page, const struct report *report)
{
	static const char *const titles[] = { "", "At", "What you did" };
	static const int widths[] = { -3, -6, 60 };
	bool open = false;

	for (size_t i = 0; i < report->mark_count; i++) {
		const struct report_mark *mark = &report->marks[i];
		int number = page_mark_number(report, i);
		char count[16], clock[CALENDAR_CLOCK_SIZE];
		const char *cells[] = {
			count, calendar_format_clock(mark->at_s, clock),
			mark->text ? mark->text : mark->label
		};

		if (number == 0)
			continue;
		if (!open)
			page_table(page, titles, widths, 3);
		open = true;
		snprintf(count, sizeof(count), "%d", number);
		page->form->row(page, cells);
	}
	if (open)
		page->form->table_end(page);
}

void render_hour_chart(struct page *page, const struct report *report)
{
	page->form->chart(page, report);
	put_numbered(page, report);
}

static void put_criterion(struct page *page, const struct report_criterion *c,
			  bool written)
{
	page->form->score(page, 3, c->id, c->title, c->score, c->max);
	render_say(page, PAGE_PLAIN, "%s%s%s", c->why ? c->why : "",
		   c->better && *c->better ? " Better: " : "",
		   c->better ? c->better : "");
	for (size_t e = 0; e < c->evidence_count; e++) {
		const struct report_evidence *evidence = &c->evidence[e];
		char where[48], clock[CALENDAR_CLOCK_SIZE];

		if (written)
			snprintf(where, sizeof(where), "line %lld",
				 (long long)evidence->at_s);
		else if (evidence->seq == 0)
			snprintf(where, sizeof(where), "figures");
		else
			snprintf(where, sizeof(where), "%s #%u",
				 calendar_format_clock(evidence->at_s, clock),
				 evidence->seq);
		page->form->quote(page, where, evidence->quote,
				  evidence->against);
	}
}

void render_parts(struct page *page, const struct report *report)
{
	for (size_t p = 0; p < report->part_count; p++) {
		const struct report_part *part = &report->parts[p];

		page->form->score(page, 2, part->id, part->title, part->score,
				  part->max);
		for (size_t c = 0; c < part->criterion_count; c++)
			put_criterion(page, &part->criteria[c],
				      report->written);
	}
}

void render_source(struct page *page, const struct report *report)
{
	char hash[HASH_HEX_SIZE];

	render_say(page, PAGE_PLAIN,
		   "Seed %llu, variant %s (%s), mode %s. State %s, engine "
		   "%d, scoring %d.",
		   (unsigned long long)report->seed, report->variant,
		   report->cause ? report->cause : report->variant_title,
		   report->mode, hash_hex(report->hash, hash),
		   report->engine_version, report->scoring_version);
}

static void put_drill(struct page *page, const struct report *report)
{
	page->form->heading(page, 2, "The hour");
	render_hour_chart(page, report);
	page->form->heading(page, 3, "What it came to");
	render_outcome(page, report);
	render_parts(page, report);
	render_opinion(page, report);
	render_letters(page, report);
	render_counterfactuals(page, report);
	render_forward(page, report);
	render_chain(page, report);
	render_practise(page, report);
	render_source(page, report);
}

static void put_answer(struct page *page, const struct report *report)
{
	render_parts(page, report);
	render_opinion(page, report);
	render_practise(page, report);
	if (report->follow_up_count > 0) {
		page->form->heading(page, 2, "What you may be asked next");
		page->form->items(page, report->follow_ups,
				  report->follow_up_count);
	}
}

const struct page_form *render_form(enum render_format format)
{
	static const struct page_form *const forms[] = { &page_text,
							 &page_markdown,
							 &page_html };

	return forms[format];
}

void render_report(const struct report *report, enum render_format format,
		   int width, struct str *out)
{
	struct page page = { .out = out, .width = width > 0 ? width : 80 };
	char title[200];

	if (format == RENDER_JSON) {
		report_to_json(report, out);
		return;
	}
	page.form = render_form(format);
	snprintf(title, sizeof(title), "%s - %s", report->scenario_title,
		 report->written ? "written answer" : "drill report");
	page.form->begin(&page, title);
	render_unfinished(&page, report);
	render_verdict(&page, report);
	if (report->written)
		put_answer(&page, report);
	else
		put_drill(&page, report);
	page.form->end(&page);
}

int render_style_find(const char *word)
{
	static const char *const words[] = { "review", "aar", "postmortem" };

	for (int i = 0; i < 3; i++)
		if (strcmp(word, words[i]) == 0)
			return i;
	return -1;
}

void render_styled(const struct report *report, enum render_style style,
		   enum render_format format, int width, struct str *out)
{
	struct page page = { .out = out, .width = width > 0 ? width : 80 };

	if (style == RENDER_REVIEW || format == RENDER_JSON) {
		render_report(report, format, width, out);
		return;
	}
	page.form = render_form(format);
	if (style == RENDER_AAR)
		render_aar(&page, report);
	else
		render_postmortem(&page, report);
}
