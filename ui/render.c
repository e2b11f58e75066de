/* The report, told once for every form. */
#include "ui/render.h"

#include "base/calendar.h"
#include "base/hash.h"
#include "base/number.h"
#include "drill/judge.h"
#include "ui/page.h"
#include "ui/render_opinion.h"

#include <math.h>

#define LINKS_MAX 32 /* of the chain of what really happened */

int render_format_find(const char *word)
{
	static const char *const words[] = { "text", "md", "html", "json" };

	for (int i = 0; i < 4; i++)
		if (strcmp(word, words[i]) == 0)
			return i;
	return -1;
}

static void put_heading(struct page *page, int level, const char *text)
{
	page->form->heading(page, level, text);
}

static void put_paragraph(struct page *page, enum page_mood mood,
			  const char *format, ...)
	__attribute__((format(printf, 3, 4)));

static void put_paragraph(struct page *page, enum page_mood mood,
			  const char *format, ...)
{
	struct str text = STR_INIT;
	va_list args;

	va_start(args, format);
	str_vaddf(&text, format, args);
	va_end(args);
	page->form->paragraph(page, mood, text.s);
	str_finish(&text);
}

static void put_list(struct page *page, const char *title,
		     const char *const *texts, size_t count)
{
	if (count == 0)
		return;
	put_heading(page, 3, title);
	page->form->items(page, texts, count);
}

static void put_verdict(struct page *page, const struct report *report)
{
	static const char *const titles[] = { "Part", "", "Points", "of" };
	static const int widths[] = { 4, 34, -6, -4 };
	bool passed = strcmp(report->decision, "PASS") == 0;

	put_paragraph(page, passed ? PAGE_GOOD : PAGE_BAD,
		      "Decision: %s\nScore: %.0f / %.0f (%.1f; %.1f is a pass)",
		      report->decision, report->score, report->max,
		      report->score, report->pass);
	for (size_t i = 0; i < report->red_flag_count; i++)
		put_paragraph(page, PAGE_BAD, "Red flag: %s",
			      report->red_flags[i]);
	page_table(page, titles, widths, 4);
	for (size_t i = 0; i < report->part_count; i++) {
		const struct report_part *part = &report->parts[i];
		char score[32], max[32];
		const char *cells[] = { part->id, part->title, score, max };

		snprintf(score, sizeof(score), "%.1f", part->score);
		snprintf(max, sizeof(max), "%.1f", part->max);
		page->form->row(page, cells);
	}
	page->form->table_end(page);
	put_list(page, "Strengths", report->strengths, report->strength_count);
	put_list(page, "Weaknesses", report->weaknesses,
		 report->weakness_count);
	if (report->reasoning && *report->reasoning) {
		put_heading(page, 3, "Reasoning");
		put_paragraph(page, PAGE_PLAIN, "%s", report->reasoning);
	}
}

static void word_minutes(double minutes, char *out, size_t size)
{
	if (isnan(minutes))
		snprintf(out, size, "never");
	else
		snprintf(out, size, "%.1f min", minutes);
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

static void put_outcome(struct page *page, const struct report *report)
{
	static const char *const titles[] = { "", "Loss USD", "Excess USD",
					      "Failed users" };
	static const int widths[] = { 20, -12, -12, -12 };
	const struct report_outcome *o = &report->outcome;
	char diagnose[32], mitigate[32];

	put_heading(page, 2, "What it came to");
	put_paragraph(page, PAGE_PLAIN,
		      "Counted from the page at 00:00 to the full length, with "
		      "what was in force at the end kept; on the screen "
		      "the counters begin earlier, at the first trouble.");
	word_minutes(o->minutes_to_diagnose, diagnose, sizeof(diagnose));
	word_minutes(o->minutes_to_mitigate, mitigate, sizeof(mitigate));
	put_paragraph(page, PAGE_PLAIN,
		      "Time to the right diagnosis: %s. Time to mitigate: %s. "
		      "At the end spend ran at %.1f times normal, %.1f %% of "
		      "requests failed, p95 was %.0f s.",
		      diagnose, mitigate, o->spend_ratio_end,
		      o->error_rate_end * 100, o->p95_s_end);
	page_table(page, titles, widths, 4);
	put_rival(page, "This drill", o->loss_usd, o->excess_usd,
		  o->failed_users);
	put_rival(page, "Doing nothing", report->nothing.loss_usd,
		  report->nothing.excess_usd, report->nothing.failed_users);
	if (report->has_par)
		put_rival(page, "Par", report->par.loss_usd,
			  report->par.excess_usd, report->par.failed_users);
	page->form->table_end(page);
	page->form->chart(page, report);
}

static void put_criterion(struct page *page, const struct report_criterion *c,
			  bool written)
{
	put_paragraph(page, PAGE_PLAIN, "%s  %s: %.2f of %.2f. %s%s%s", c->id,
		      c->title, c->score, c->max, c->why ? c->why : "",
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

static void put_parts(struct page *page, const struct report *report)
{
	for (size_t p = 0; p < report->part_count; p++) {
		const struct report_part *part = &report->parts[p];
		char title[160];

		snprintf(title, sizeof(title), "%s  %s: %.1f of %.1f", part->id,
			 part->title, part->score, part->max);
		put_heading(page, 2, title);
		for (size_t c = 0; c < part->criterion_count; c++)
			put_criterion(page, &part->criteria[c],
				      report->written);
	}
}

static void put_elements(const struct report_message *message, struct str *line)
{
	for (size_t e = 0; e < message->element_count; e++)
		str_addf(line, "%s%s %.1f", e ? ", " : "",
			 verdict_element_key((enum verdict_element)e),
			 message->elements[e]);
}

static void put_messages(struct page *page, const struct report *report)
{
	if (report->message_count == 0)
		return;
	put_heading(page, 2, "Your messages");
	for (size_t i = 0; i < report->message_count; i++) {
		const struct report_message *m = &report->messages[i];
		char title[96], clock[CALENDAR_CLOCK_SIZE];
		struct str line = STR_INIT;

		snprintf(title, sizeof(title), "%s #%u to %s: %.1f of 10",
			 calendar_format_clock(m->at_s, clock), m->seq,
			 m->audience, m->score);
		put_heading(page, 3, title);
		page->form->quote(page, "you wrote", m->text, false);
		put_elements(m, &line);
		put_paragraph(page, PAGE_PLAIN, "%s.", line.s);
		if (m->advice_count > 0)
			page->form->items(page, m->advice, m->advice_count);
		str_finish(&line);
	}
}

static void put_chain(struct page *page, const struct report *report)
{
	const char *texts[LINKS_MAX];
	size_t count = 0;

	if (report->chain_count == 0)
		return;
	put_heading(page, 2, "What really happened");
	for (size_t i = 0; i < report->chain_count && i < LINKS_MAX; i++)
		texts[count++] = report->chain[i].text;
	page->form->items(page, texts, count);
}

static void put_practise(struct page *page, const struct report *report)
{
	if (report->practise_count == 0)
		return;
	put_heading(page, 2, "What to practise next");
	page->form->items(page, report->practise, report->practise_count);
}

static void put_drill(struct page *page, const struct report *report)
{
	char hash[HASH_HEX_SIZE];

	put_outcome(page, report);
	put_chain(page, report);
	put_parts(page, report);
	put_messages(page, report);
	put_practise(page, report);
	put_paragraph(page, PAGE_PLAIN,
		      "Seed %llu, variant %s (%s), mode %s. State %s, engine "
		      "%d, scoring %d.",
		      (unsigned long long)report->seed, report->variant,
		      report->cause ? report->cause : report->variant_title,
		      report->mode, hash_hex(report->hash, hash),
		      report->engine_version, report->scoring_version);
}

static void put_answer(struct page *page, const struct report *report)
{
	put_parts(page, report);
	render_opinion(page, report);
	put_practise(page, report);
	if (report->follow_up_count > 0) {
		put_heading(page, 2, "What you may be asked next");
		page->form->items(page, report->follow_ups,
				  report->follow_up_count);
	}
}

void render_report(const struct report *report, enum render_format format,
		   int width, struct str *out)
{
	static const struct page_form *const forms[] = { &page_text,
							 &page_markdown,
							 &page_html };
	struct page page = { .out = out, .width = width > 0 ? width : 80 };
	char title[200];

	if (format == RENDER_JSON) {
		report_to_json(report, out);
		return;
	}
	page.form = forms[format];
	snprintf(title, sizeof(title), "%s - %s", report->scenario_title,
		 report->written ? "written answer" : "drill report");
	page.form->begin(&page, title);
	put_verdict(&page, report);
	if (report->written)
		put_answer(&page, report);
	else
		put_drill(&page, report);
	page.form->end(&page);
}
