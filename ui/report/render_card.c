/* The card: one page for an interviewer, in every form that people read. */
#include "scoring/report/card.h"
#include "base/calendar.h"
#include "base/hash.h"
#include "base/number.h"
#include "ui/report/page.h"
#include "ui/report/render_internal.h"
#include "ui/wrap.h"

#include <math.h>
#include <stdio.h>

#define WIDTH 80
#define LINE_CELLS 66	/* of a text in a line of its own */
#define QUOTE_CELLS 112 /* two lines of text */
#define CRITERIA_MAX 24 /* rows of a written answer */

static void put_line(struct page *page, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

static void put_line(struct page *page, const char *format, ...)
{
	struct str text = STR_INIT;
	va_list args;

	va_start(args, format);
	str_vaddf(&text, format, args);
	va_end(args);
	page->form->paragraph(page, PAGE_PLAIN, text.s);
	str_finish(&text);
}

/* At most so many cells of a text, and no blanks behind it. */
static void add_cut(struct str *out, const char *text, int cells)
{
	wrap_cell(out, text, cells, false);
	while (out->length > 0 && out->s[out->length - 1] == ' ')
		str_truncate(out, out->length - 1);
}

static void put_verdict(struct page *page, const struct report *report)
{
	put_line(page, "%s, %.1f of %.0f; %.1f is a pass.", report->decision,
		 report->score, report->max, report->pass);
	if (report->opinion && !report->opinion->abstains)
		put_line(page, "Second opinion (%s): %.1f of %.0f.",
			 report->opinion->model, report->opinion->score,
			 report->opinion->max);
}

static void put_score(struct page *page, const char *id, const char *title,
		      double score, double max, const char *note)
{
	char points[32], of[32];
	const char *cells[] = { id, title, points, of, note };

	snprintf(points, sizeof(points), "%.2f", score);
	snprintf(of, sizeof(of), "%.1f", max);
	page->form->row(page, cells);
}

/* By part; of a written answer, where nothing else happened, by criterion. */
static void put_scores(struct page *page, const struct report *report)
{
	static const char *const titles[] = { "", "Score by part", "Points",
					      "of", "" };
	static const int widths[] = { 3, 42, -6, -4, 14 };
	int rows = 0;
	bool flags = false;

	for (size_t p = 0; p < report->part_count; p++)
		flags = flags || report->parts[p].red_flag;
	page_table(page, titles, widths, flags ? 5 : 4);
	for (size_t p = 0; p < report->part_count; p++) {
		const struct report_part *part = &report->parts[p];

		put_score(page, part->id, part->title, part->score, part->max,
			  part->red_flag ? "nothing in it" : "");
		for (size_t c = 0; report->written && c < part->criterion_count;
		     c++)
			if (rows++ < CRITERIA_MAX)
				put_score(page, part->criteria[c].id,
					  part->criteria[c].title,
					  part->criteria[c].score,
					  part->criteria[c].max, "");
	}
	page->form->table_end(page);
}

static void add_minutes(struct str *out, const char *what, double minutes)
{
	str_addf(out, "%s%s: ", out->length ? " " : "", what);
	if (isnan(minutes))
		str_add(out, "never.");
	else
		str_addf(out, "after %.1f min.", minutes);
}

static void put_amounts(struct page *page, const char *what, const char *unit,
			const struct report *report, double own, double nothing,
			double par)
{
	char a[NUMBER_SIZE], b[NUMBER_SIZE], c[NUMBER_SIZE];

	number_int(llround(own), a);
	number_int(llround(nothing), b);
	if (report->has_par)
		put_line(page, "%s: %s %s; doing nothing %s, par %s.", what, a,
			 unit, b, number_int(llround(par), c));
	else
		put_line(page, "%s: %s %s; doing nothing %s.", what, a, unit,
			 b);
}

static void put_facts(struct page *page, const struct card *card)
{
	const struct report *report = card->report;
	const struct report_outcome *o = &report->outcome;
	struct str line = STR_INIT;
	char clock[CALENDAR_CLOCK_SIZE];

	page->form->heading(page, 3, "Facts");
	add_cut(&line, report->cause ? report->cause : report->variant_title,
		LINE_CELLS);
	put_line(page, "The cause: %s.", line.s);
	str_clear(&line);
	str_add(&line, "Concluded: ");
	for (size_t i = 0; i < card->conclusion_count; i++)
		str_addf(&line, "%s%s at %s", i ? ", " : "",
			 card_subject(card->conclusions[i]),
			 calendar_format_clock(card->conclusions[i]->at_s,
					       clock));
	put_line(page, "%s%s.", line.s,
		 card->conclusion_count ? "" : "nothing");
	str_clear(&line);
	add_minutes(&line, "Right diagnosis", o->minutes_to_diagnose);
	add_minutes(&line, "Mitigated", o->minutes_to_mitigate);
	put_line(page, "%s", line.s);
	put_amounts(page, "Loss", "USD", report, o->loss_usd,
		    report->nothing.loss_usd, report->par.loss_usd);
	put_amounts(page, "Failed", "people", report, o->failed_users,
		    report->nothing.failed_users, report->par.failed_users);
	str_finish(&line);
}

static void put_measure(struct page *page, const struct card_measure *m)
{
	char ordered[CALENDAR_CLOCK_SIZE], landed[CALENDAR_CLOCK_SIZE];
	char from[NUMBER_SIZE], to[NUMBER_SIZE];
	char spend[2 * NUMBER_SIZE + 8] = "", errors[64] = "";
	const char *cells[] = { calendar_format_clock(m->ordered_s, ordered),
				"never", m->id, spend, errors };

	if (m->landed_s >= 0)
		cells[1] = calendar_format_clock(m->landed_s, landed);
	if (m->before && m->after) {
		snprintf(spend, sizeof(spend), "%s to %s",
			 number_short(m->before->spend_usd_per_hour, from),
			 number_short(m->after->spend_usd_per_hour, to));
		snprintf(errors, sizeof(errors), "%.1f to %.1f %%",
			 m->before->error_rate * 100,
			 m->after->error_rate * 100);
	}
	page->form->row(page, cells);
}

static void put_measures(struct page *page, const struct card *card)
{
	static const char *const titles[] = { "Ordered", "In force", "Measure",
					      "USD/h, 5 min on", "Errors" };
	static const int widths[] = { 7, 8, 24, -16, -15 };

	if (card->measure_count == 0) {
		put_line(page, "No measure was applied.");
		return;
	}
	page->form->heading(page, 3, "Measures");
	page_table(page, titles, widths, 5);
	for (size_t i = 0; i < card->measure_count; i++)
		put_measure(page, &card->measures[i]);
	page->form->table_end(page);
	if (card->measures_left_out > 0)
		put_line(page, "And %zu more.", card->measures_left_out);
}

static void put_messages(struct page *page, const struct report *report)
{
	static const char *const titles[] = { "Sent", "To", "Points", "of" };
	static const int widths[] = { 7, 34, -6, -4 };
	size_t count = report->message_count;

	if (count == 0) {
		put_line(page, "No message was sent.");
		return;
	}
	page->form->heading(page, 3, "Messages");
	page_table(page, titles, widths, 4);
	for (size_t i = 0; i < count && i < CARD_MESSAGES_MAX; i++) {
		const struct report_message *m = &report->messages[i];
		char clock[CALENDAR_CLOCK_SIZE], score[32];
		const char *cells[] = { calendar_format_clock(m->at_s, clock),
					m->audience, score, "10" };

		snprintf(score, sizeof(score), "%.1f", m->score);
		page->form->row(page, cells);
	}
	page->form->table_end(page);
	if (count > CARD_MESSAGES_MAX)
		put_line(page, "And %zu more.", count - CARD_MESSAGES_MAX);
}

static void put_quotes(struct page *page, const struct report *report,
		       const char *title, const struct card_quote *quotes,
		       size_t count)
{
	if (count == 0)
		return;
	page->form->heading(page, 3, title);
	for (size_t i = 0; i < count; i++) {
		const struct report_criterion *c = quotes[i].criterion;
		const struct report_evidence *e = quotes[i].evidence;
		char where[96], clock[CALENDAR_CLOCK_SIZE];
		struct str text = STR_INIT;

		if (report->written)
			snprintf(where, sizeof(where),
				 "%s %.2f of %.1f, line %lld", c->id, c->score,
				 c->max, (long long)e->at_s);
		else
			snprintf(where, sizeof(where), "%s %.2f of %.1f, %s",
				 c->id, c->score, c->max,
				 e->seq ? calendar_format_clock(e->at_s, clock)
					: "figures");
		add_cut(&text, e->quote, QUOTE_CELLS);
		page->form->quote(page, where, text.s, e->against);
		str_finish(&text);
	}
}

static void put_source(struct page *page, const struct report *report)
{
	char hash[HASH_HEX_SIZE];

	page->form->heading(page, 3, "Record");
	if (report->written)
		put_line(page, "Question %s, scoring %d.", report->scenario,
			 report->scoring_version);
	else
		put_line(page,
			 "%s, seed %llu, mode %s, from %s. State %s, engine "
			 "%d, scoring %d.",
			 report->scenario, (unsigned long long)report->seed,
			 report->mode, report->start,
			 hash_hex(report->hash, hash), report->engine_version,
			 report->scoring_version);
}

void render_card(const struct report *report, enum render_format format,
		 struct str *out)
{
	static const struct page_form *const forms[] = { &page_text,
							 &page_markdown,
							 &page_html };
	struct page page = { .form = forms[format],
			     .out = out,
			     .width = WIDTH };
	struct card card;
	struct str title = STR_INIT;

	card_fill(&card, report);
	add_cut(&title, report->scenario_title, WIDTH - 20);
	str_add(&title, report->written ? " - written answer" : " - drill");
	page.form->begin(&page, title.s);
	render_unfinished(&page, report);
	put_verdict(&page, report);
	put_scores(&page, report);
	if (!report->written) {
		put_facts(&page, &card);
		put_measures(&page, &card);
		put_messages(&page, report);
	}
	put_quotes(&page, report, "What earned most", card.strong,
		   card.strong_count);
	put_quotes(&page, report, "Where most was lost", card.weak,
		   card.weak_count);
	put_source(&page, report);
	page.form->end(&page);
	str_finish(&title);
}
