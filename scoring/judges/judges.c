#include "scoring/judges/judges.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/calendar.h"

#define QUOTE_LENGTH 200 /* bytes of evidence that are shown */

static void (*const judges[JUDGE_COUNT])(const struct review *,
					 const struct rubric_criterion *,
					 struct finding *) = {
	[JUDGE_EVIDENCE] = judge_evidence,
	[JUDGE_HYPOTHESES] = judge_hypotheses,
	[JUDGE_CONTAIN] = judge_contain,
	[JUDGE_RELIABILITY] = judge_reliability,
	[JUDGE_PLANNED] = judge_planned,
	[JUDGE_TRADEOFFS] = judge_tradeoffs,
	[JUDGE_DEPENDENCY] = judge_dependency,
	[JUDGE_CHOICE] = judge_choice,
	[JUDGE_PHASES] = judge_phases,
	[JUDGE_GUARDRAILS] = judge_guardrails,
	[JUDGE_OWNERS] = judge_owners,
	[JUDGE_MESSAGE] = judge_message,
	[JUDGE_CADENCE] = judge_cadence,
	[JUDGE_HONESTY] = judge_honesty,
};

void judge(const struct review *review,
	   const struct rubric_criterion *criterion, struct finding *finding)
{
	finding->review = review;
	judges[criterion->judge](review, criterion, finding);
	if (!(finding->share > 0))
		finding->share = 0;
	if (finding->share > 1)
		finding->share = 1;
}

const struct json *setting(const struct rubric_criterion *criterion,
			   const char *key)
{
	return criterion->settings ? json_get(criterion->settings, key) : NULL;
}

double setting_number(const struct rubric_criterion *criterion, const char *key,
		      double fallback)
{
	return json_number_or(setting(criterion, key), fallback);
}

const char *setting_text(const struct rubric_criterion *criterion,
			 const char *key, const char *fallback)
{
	return json_string_or(setting(criterion, key), fallback);
}

int64_t setting_clock(const struct rubric_criterion *criterion, const char *key,
		      int64_t fallback_s)
{
	int64_t seconds = fallback_s;
	const char *text = setting_text(criterion, key, NULL);

	if (text && !calendar_parse_clock(text, &seconds))
		return fallback_s;
	return seconds;
}

static void add_name(struct finding_list *list, const char *name)
{
	for (size_t i = 0; i < list->count; i++)
		if (strcmp(list->items[i], name) == 0)
			return;
	if (list->count < FINDING_LIST_MAX)
		list->items[list->count++] = name;
}

void finding_got(struct finding *finding, const char *name)
{
	add_name(&finding->got, name);
}

void finding_missing(struct finding *finding, const char *name)
{
	add_name(&finding->missing, name);
}

/* Whether a reader could take a part of the item for the next one. */
static bool holds_comma(const char *item)
{
	bool quoted = false;

	for (; *item; item++) {
		if (*item == '"')
			quoted = !quoted;
		else if (!quoted && strchr(",:;", *item))
			return true;
	}
	return false;
}

const char *finding_words(const struct finding_list *list, struct arena *arena)
{
	struct str text = STR_INIT;
	const char *between = ", ", *kept;

	for (size_t i = 0; i < list->count; i++)
		if (holds_comma(list->items[i]))
			between = "; ";
	for (size_t i = 0; i < list->count; i++) {
		bool last = i + 1 == list->count;

		if (i > 0 && last && *between == ',')
			str_add(&text, " and ");
		else if (i > 0)
			str_add(&text, between);
		str_add(&text, list->items[i]);
	}
	kept = arena_strdup(arena, text.s ? text.s : "");
	str_finish(&text);
	return kept;
}

const char *finding_title(const struct review *review,
			  const struct pack_mitigation *what)
{
	return arena_printf(review->arena, "\"%s\"", what->title);
}

void finding_note(struct finding *finding, const char *format, ...)
{
	struct str text = STR_INIT;
	va_list args;

	if (finding->note)
		str_addf(&text, "%s ", finding->note);
	va_start(args, format);
	str_vaddf(&text, format, args);
	va_end(args);
	finding->note = arena_strdup(finding->review->arena, text.s);
	str_finish(&text);
}

void finding_note_forward(struct finding *finding)
{
	const struct review *review = finding->review;
	const struct forward_line *plan = forward_line(review->forward, "plan");

	if (!plan)
		finding_note(finding, "Whether it holds was not tried: the "
				      "weeks after were not simulated.");
	else if (plan->holds)
		finding_note(finding,
			     "Simulated forward, it holds for %d days.",
			     review->forward->day_count);
	else
		finding_note(finding, "Simulated forward, it does not hold: %s",
			     plan->failures[0].text);
}

/* Cut at a word, so that a panel's whole text does not fill the page. */
static const char *shortened(const char *quote, struct arena *arena)
{
	size_t length = strlen(quote);

	if (length <= QUOTE_LENGTH)
		return quote;
	length = QUOTE_LENGTH;
	while (length > QUOTE_LENGTH / 2 && !strchr(" \n", quote[length]))
		length--;
	/* One long word: at least not inside a character. */
	while (length > 0 && ((unsigned char)quote[length] & 0xc0) == 0x80)
		length--;
	while (length > 0 && strchr(" \n", quote[length - 1]))
		length--;
	return arena_printf(arena, "%.*s ...", (int)length, quote);
}

void finding_cite(struct finding *finding, uint32_t seq, const char *quote,
		  bool against)
{
	const struct event *event;

	for (size_t i = 0; i < finding->evidence_count; i++)
		if (seq > 0 && finding->evidence[i].seq == seq)
			return;
	if (finding->evidence_count == FINDING_EVIDENCE_MAX)
		return;
	event = seq > 0 ? drill_event(finding->review->drill, seq) : NULL;
	finding->evidence[finding->evidence_count++] = (struct report_evidence){
		.seq = seq,
		.at_s = event ? event->at_s : 0,
		.quote = shortened(quote ? quote
					 : review_quote(finding->review, seq),
				   finding->review->arena),
		.against = against,
	};
}

void finding_slot(struct finding *finding, const char *name, const char *format,
		  ...)
{
	struct str text = STR_INIT;
	va_list args;

	if (finding->slot_count == FINDING_SLOTS_MAX)
		return;
	va_start(args, format);
	str_vaddf(&text, format, args);
	va_end(args);
	finding->slots[finding->slot_count++] = (struct finding_slot){
		name, arena_strdup(finding->review->arena, text.s)
	};
	str_finish(&text);
}
