/* The player's messages: the text with its marks, what was checked, what would
 * have been better. */
#include "ui/report/render_internal.h"

#include "base/calendar.h"
#include "base/number.h"
#include "drill/judge.h"

#include <math.h>
#include <string.h>

#define SPANS_MAX 64

/* What is to be marked in a text, by place. */
struct span {
	size_t from, to;
	enum page_mood mood;
	const char *note;
};

/* Adds where the quote stands; what overlaps an earlier one is left out, so
 * faults go first. */
static void add_span(const char *text, const char *quote, enum page_mood mood,
		     const char *note, struct span *spans, size_t *count)
{
	const char *at = quote && *quote ? strstr(text, quote) : NULL;
	struct span span = { .mood = mood, .note = note };
	size_t place = *count;

	if (!at || *count == SPANS_MAX)
		return;
	span.from = (size_t)(at - text);
	span.to = span.from + strlen(quote);
	for (size_t i = 0; i < *count; i++)
		if (span.from < spans[i].to && spans[i].from < span.to)
			return;
	for (; place > 0 && spans[place - 1].from > span.from; place--)
		spans[place] = spans[place - 1];
	spans[place] = span;
	(*count)++;
}

static void put_text(struct page *page, const struct report_message *m)
{
	struct span spans[SPANS_MAX];
	struct page_piece pieces[SPANS_MAX * 2 + 1];
	size_t span_count = 0, count = 0, at = 0, length = strlen(m->text);

	for (size_t i = 0; i < m->fault_count; i++)
		add_span(m->text, m->faults[i].quote, PAGE_BAD,
			 m->faults[i].note, spans, &span_count);
	for (int right = 0; right < 2; right++)
		for (size_t i = 0; i < m->claim_count; i++)
			if (m->claims[i].ok == (right == 1))
				add_span(m->text, m->claims[i].quote,
					 right ? PAGE_GOOD : PAGE_BAD,
					 right ? "true at that minute"
					       : "not true at that minute",
					 spans, &span_count);
	for (size_t i = 0; i < span_count; i++) {
		if (spans[i].from > at)
			pieces[count++] =
				(struct page_piece){ m->text + at,
						     spans[i].from - at,
						     PAGE_PLAIN, NULL };
		pieces[count++] =
			(struct page_piece){ m->text + spans[i].from,
					     spans[i].to - spans[i].from,
					     spans[i].mood, spans[i].note };
		at = spans[i].to;
	}
	if (at < length)
		pieces[count++] = (struct page_piece){ m->text + at,
						       length - at, PAGE_PLAIN,
						       NULL };
	page->form->marked(page, pieces, count);
}

/* Elements that are not whole, each with its line; those that are in one. */
static void put_elements(struct page *page, const struct report_message *m)
{
	struct str good = STR_INIT, line = STR_INIT;
	const char *texts[REPORT_ELEMENTS_MAX];
	char *kept[REPORT_ELEMENTS_MAX];
	size_t count = 0;

	for (size_t e = 0; e < m->element_count; e++) {
		const char *name = verdict_element_key((enum verdict_element)e);

		if (m->elements[e] >= 1) {
			str_addf(&good, "%s%s", good.length ? ", " : "", name);
			continue;
		}
		str_clear(&line);
		str_addf(&line, "**%s** %.1f%s%s", name, m->elements[e],
			 m->why[e] ? ": " : "", m->why[e] ? m->why[e] : "");
		kept[count] = str_detach(&line);
		texts[count] = kept[count];
		count++;
	}
	if (good.length)
		render_say(page, PAGE_PLAIN, "In full: %s.", good.s);
	if (count)
		page->form->items(page, texts, count);
	for (size_t i = 0; i < count; i++)
		free(kept[i]);
	str_finish(&good);
	str_finish(&line);
}

static void format_value(double value, const char *unit, char *out, size_t size)
{
	char number[NUMBER_SIZE];

	if (strcmp(unit, "error_share") == 0 || strstr(unit, "share"))
		snprintf(out, size, "%.0f %%", value * 100);
	else if (value >= 1000 || value <= -1000)
		snprintf(out, size, "%s", number_int(llround(value), number));
	else
		snprintf(out, size, "%.4g", value);
}

static void put_claims(struct page *page, const struct report_message *m)
{
	static const char *const titles[] = { "Checked", "Said", "Was", "",
					      "Words" };
	static const int widths[] = { 18, -9, -9, 5, 28 };

	if (m->claim_count == 0)
		return;
	page_table(page, titles, widths, 5);
	for (size_t i = 0; i < m->claim_count; i++) {
		const struct report_claim *claim = &m->claims[i];
		const char *unit = claim->unit ? claim->unit : "";
		char name[40], says[NUMBER_SIZE], truth[NUMBER_SIZE];
		const char *cells[] = { name, says, truth,
					claim->ok ? "right" : "wrong",
					claim->quote ? claim->quote : "" };

		snprintf(name, sizeof(name), "%s", unit);
		for (char *c = name; *c; c++)
			if (*c == '_')
				*c = ' ';
		format_value(claim->says, unit, says, sizeof(says));
		format_value(claim->truth, unit, truth, sizeof(truth));
		page->form->row(page, cells);
	}
	page->form->table_end(page);
}

static void put_letter(struct page *page, const struct report_message *m)
{
	char title[96], clock[CALENDAR_CLOCK_SIZE];

	snprintf(title, sizeof(title), "to %s, %s #%u", m->audience,
		 calendar_format_clock(m->at_s, clock), m->seq);
	page->form->score(page, 3, "", title, m->score, 10);
	put_text(page, m);
	if (m->cap_reason)
		render_say(page, PAGE_BAD, "%s", m->cap_reason);
	for (size_t i = 0; i < m->fault_count; i++)
		page->form->quote(page, m->faults[i].note,
				  m->faults[i].quote ? m->faults[i].quote
						     : "the whole message",
				  true);
	put_elements(page, m);
	put_claims(page, m);
	if (m->advice_count > 0) {
		render_say(page, PAGE_PLAIN, "What would have scored more:");
		page->form->items(page, m->advice, m->advice_count);
	}
}

void render_letters(struct page *page, const struct report *report)
{
	if (report->message_count == 0)
		return;
	page->form->heading(page, 2, "Your messages");
	for (size_t i = 0; i < report->message_count; i++)
		put_letter(page, &report->messages[i]);
}
