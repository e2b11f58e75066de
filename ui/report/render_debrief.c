/* What decisions were worth, the plan simulated forward, what really
 * happened. */
#include "ui/report/render_internal.h"

#include "base/calendar.h"
#include "base/number.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

#define LINKS_MAX 32 /* of the chain of what really happened */

/* --- decisions, otherwise ------------------------------------------------- */

/* "+12" minutes until it was over; where one of the two never was, which. */
static const char *word_over(const struct report *report,
			     const struct report_counterfactual *c,
			     char out[RENDER_SIGNED_SIZE])
{
	if (!isnan(c->minutes_to_mitigate))
		return render_signed(c->minutes_to_mitigate, out);
	if (!isnan(report->outcome.minutes_to_mitigate))
		return "never";
	return c->mitigated ? "over" : "-";
}

static const char *word_change(const struct report_counterfactual *c,
			       char out[RENDER_SIGNED_SIZE])
{
	char to[CALENDAR_CLOCK_SIZE];

	if (strcmp(c->change, "earlier") != 0)
		return strcmp(c->change, "removed") == 0 ? "without"
							 : c->change;
	snprintf(out, RENDER_SIGNED_SIZE, "at %s",
		 calendar_format_clock(c->to_s, to));
	return out;
}

/* A decision is named in the first of its rows. */
static void put_otherwise(struct page *page, const struct report *report,
			  size_t index)
{
	const struct report_counterfactual *c = &report->counterfactuals[index];
	bool again = index > 0 && c[-1].seq == c->seq;
	char clock[CALENDAR_CLOCK_SIZE], change[RENDER_SIGNED_SIZE];
	char loss[RENDER_SIGNED_SIZE], noise[NUMBER_SIZE];
	char money[RENDER_SIGNED_SIZE], failed[RENDER_SIGNED_SIZE];
	char over[RENDER_SIGNED_SIZE];
	const char *cells[] = {
		again ? "" : calendar_format_clock(c->at_s, clock),
		word_change(c, change),
		render_signed(c->loss_usd, loss),
		number_int(llround(c->loss_noise_usd), noise),
		render_signed(c->excess_usd, money),
		render_signed(c->failed_users, failed),
		word_over(report, c, over),
		again	     ? ""
		: c->subject ? c->subject
			     : c->action,
	};

	page->form->row(page, cells);
}

static void put_sentences(struct page *page, const struct report *report)
{
	for (size_t i = 0; i < report->counterfactual_count; i++) {
		const struct report_counterfactual *c =
			&report->counterfactuals[i];

		if (!c->sentence)
			continue;
		render_say(page, c->harmful ? PAGE_BAD : PAGE_PLAIN, "%s",
			   c->sentence);
		if (c->refused_count == 0)
			continue;
		render_say(page, PAGE_PLAIN, "No longer possible then:");
		page->form->items(page, c->refused, c->refused_count);
	}
}

void render_counterfactuals(struct page *page, const struct report *report)
{
	static const char *const titles[] = { "At",	 "Instead", "Loss USD",
					      "+-",	 "Money",   "Failed",
					      "Minutes", "Decision" };
	static const int widths[] = { 5, 8, -8, -5, -6, -6, -7, 20 };

	if (report->counterfactual_count == 0)
		return;
	page->form->heading(page, 2, "What each decision was worth");
	render_say(page, PAGE_PLAIN,
		   "The drill was run again with one decision removed or taken "
		   "earlier, everything else as it was; each row says how much "
		   "more (+) or less (-) there would have been: loss, with "
		   "its noise (+-), money above normal, people who failed, "
		   "minutes until it was over.%s",
		   report->debrief == REPORT_DEBRIEF_LATER
			   ? " These figures were worked out later, from the "
			     "record."
			   : "");
	page_table(page, titles, widths, 8);
	for (size_t i = 0; i < report->counterfactual_count; i++)
		put_otherwise(page, report, i);
	page->form->table_end(page);
	put_sentences(page, report);
}

/* --- forward -------------------------------------------------------------- */

#define ATTAINMENT_SIZE 24

static void word_attainment(double met, char out[ATTAINMENT_SIZE])
{
	if (isnan(met))
		snprintf(out, ATTAINMENT_SIZE, "no goal");
	else
		/* down: what is not always so does not read as 100 % */
		snprintf(out, ATTAINMENT_SIZE, "%.1f %%",
			 floor(met * 1000 + 1e-6) / 10);
}

static void put_forward_line(struct page *page, const struct forward_line *line)
{
	char usd[NUMBER_SIZE], budget[NUMBER_SIZE], errors[ATTAINMENT_SIZE],
		p95[ATTAINMENT_SIZE];
	char failed[NUMBER_SIZE];
	const char *cells[] = { line->title,
				usd,
				budget,
				errors,
				p95,
				failed,
				line->holds ? "holds" : "fails" };

	number_int(llround(line->usd + line->once_usd + line->running_usd),
		   usd);
	number_int(llround(line->budget_usd), budget);
	word_attainment(line->errors_met, errors);
	word_attainment(line->p95_met, p95);
	number_int(llround(line->failed_users), failed);
	page->form->row(page, cells);
}

static void put_failures(struct page *page, const struct forward_line *line,
			 bool planned)
{
	const char *texts[16];
	size_t count = 0;

	for (size_t i = 0; i < line->failure_count && count < 16; i++)
		if (line->failures[i].text)
			texts[count++] = line->failures[i].text;
	render_list(page,
		    planned ? "Where the plan fails"
			    : "Where the weeks fail without a plan",
		    texts, count);
}

static void put_measures(struct page *page, const struct forward_line *line)
{
	static const char *const titles[] = { "From day", "Once USD",
					      "A day USD", "Measure" };
	static const int widths[] = { -8, -9, -9, 46 };

	if (line->measure_count == 0)
		return;
	page->form->heading(page, 3, "What is in force, and from when");
	page_table(page, titles, widths, 4);
	for (size_t i = 0; i < line->measure_count; i++) {
		const struct forward_measure *m = &line->measures[i];
		char from[24], once[NUMBER_SIZE], daily[NUMBER_SIZE];
		struct str what = STR_INIT;
		const char *cells[] = { from, once, daily, NULL };

		if (m->from_s > 0)
			snprintf(from, sizeof(from), "%d",
				 (int)(m->from_s / 86400) + 1);
		else
			snprintf(from, sizeof(from), "start");
		number_int(llround(m->once_usd), once);
		number_int(llround(m->daily_usd), daily);
		str_addf(&what, "%s%s%s%s", m->title, m->late ? " (late)" : "",
			 m->note ? ": " : "", m->note ? m->note : "");
		cells[3] = what.s;
		page->form->row(page, cells);
		str_finish(&what);
	}
	page->form->table_end(page);
}

void render_forward(struct page *page, const struct report *report)
{
	const char *titles[] = { "", "Cost USD", "Budget", "Errors",
				 "", "Left",	 "" };
	static const int widths[] = { 16, -11, -11, -8, -8, -9, 6 };
	const struct forward *forward = report->forward;
	const struct forward_line *plan =
		forward ? forward_line(forward, "plan") : NULL;
	char begin[64];

	if (!plan)
		return;
	snprintf(begin, sizeof(begin), "%s", forward->start);
	if (strchr(begin, 'T'))
		*strchr(begin, 'T') = ' ';
	titles[4] = forward->percentile;
	page->form->heading(page, 2, page_forward_title(forward));
	render_say(page, PAGE_PLAIN, "%d days from %s, local time.",
		   forward->day_count, begin);
	for (size_t i = 0; i < forward->sentence_count; i++)
		render_say(page, PAGE_PLAIN, "%s", forward->sentences[i]);
	page->form->forward(page, forward);
	page_table(page, titles, widths, 7);
	for (size_t i = 0; i < forward->line_count; i++)
		put_forward_line(page, &forward->lines[i]);
	page->form->table_end(page);
	render_say(page, PAGE_PLAIN,
		   "Cost: the bill, and what measures cost. Errors and %s: "
		   "share of the time within the objective. Left: people who "
		   "left with nothing.",
		   forward->percentile);
	put_failures(page, plan, forward->planned);
	put_measures(page, plan);
}

/* --- what really happened ------------------------------------------------- */

/* " Passed over." */
static void put_word(const char *word, struct str *line)
{
	size_t at = line->length + 1;

	if (!*word)
		return;
	str_addf(line, " %s.", word);
	line->s[at] = (char)toupper((unsigned char)line->s[at]);
}

/* What was made of it, and what that rests on. */
static void put_saw(const struct report_link *link, struct str *line)
{
	if (!link->panel)
		return;
	if (!link->note) {
		str_addf(line, " (%s)", link->panel);
		return;
	}
	put_word(report_saw_word(link->saw), line);
	str_addf(line, " %s", link->note);
}

void render_chain(struct page *page, const struct report *report)
{
	struct str lines[LINKS_MAX];
	const char *texts[LINKS_MAX];
	size_t count = report->chain_count;

	if (count == 0)
		return;
	if (count > LINKS_MAX)
		count = LINKS_MAX;
	for (size_t i = 0; i < count; i++) {
		str_init(&lines[i]);
		str_add(&lines[i], report->chain[i].text);
		put_saw(&report->chain[i], &lines[i]);
		texts[i] = lines[i].s;
	}
	page->form->heading(page, 2, "What really happened");
	page->form->items(page, texts, count);
	for (size_t i = 0; i < count; i++)
		str_finish(&lines[i]);
}

void render_practise(struct page *page, const struct report *report)
{
	if (report->practise_count == 0)
		return;
	page->form->heading(page, 2, "What to practise next");
	page->form->items(page, report->practise, report->practise_count);
}
