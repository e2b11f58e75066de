#include "scoring/judges/judges.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/calendar.h"

#define QUOTE_LENGTH 200 /* bytes of evidence that are shown */

/* What each judge can be told. */
struct judge_entry {
	void (*judge)(const struct review *, const struct rubric_criterion *,
		      struct finding *);
	const char *const *keys; /* allowed settings, NULL-ended */
	const char *needs;	 /* the one that must be there, or NULL */
};

#define KEYS(...) ((const char *const[]){ __VA_ARGS__, NULL })

/* clang-format off */
static const struct judge_entry entries[JUDGE_COUNT] = {
	[JUDGE_EVIDENCE] = { judge_evidence,
		KEYS("items", "need", "before_conclusion", "named"), "items" },
	[JUDGE_HYPOTHESES] = { judge_hypotheses,
		KEYS("check", "impact", "impact_by", "rule_out"), NULL },
	[JUDGE_CONTAIN] = { judge_contain,
		KEYS("categories", "by", "without"), "categories" },
	[JUDGE_RELIABILITY] = { judge_reliability,
		KEYS("categories", "need", "planned"), "categories" },
	[JUDGE_PLANNED] = { judge_planned,
		KEYS("categories", "phases", "need"), "categories" },
	[JUDGE_TRADEOFFS] = { judge_tradeoffs, KEYS("need"), NULL },
	[JUDGE_DEPENDENCY] = { judge_dependency,
		KEYS("words", "named", "avoid", "categories", "ambiguous"),
		"words" },
	[JUDGE_CHOICE] = { judge_choice, KEYS("need", "most"), NULL },
	[JUDGE_PHASES] = { judge_phases,
		KEYS("now", "now_else", "by", "days", "weeks", "order"), "now" },
	[JUDGE_GUARDRAILS] = { judge_guardrails, KEYS("need"), NULL },
	[JUDGE_OWNERS] = { judge_owners, KEYS("need"), NULL },
	[JUDGE_MESSAGE] = { judge_message,
		KEYS("audience", "by", "late"), "audience" },
	[JUDGE_CADENCE] = { judge_cadence,
		KEYS("first", "silence", "crowd"), NULL },
	[JUDGE_HONESTY] = { judge_honesty, KEYS("need"), NULL },
};
/* clang-format on */

void judge(const struct review *review,
	   const struct rubric_criterion *criterion, struct finding *finding)
{
	finding->review = review;
	entries[criterion->judge].judge(review, criterion, finding);
	if (!(finding->share > 0))
		finding->share = 0;
	if (finding->share > 1)
		finding->share = 1;
}

static bool check_clock(const struct json_doc *doc, const struct json *settings,
			const char *key, struct err *err)
{
	const struct json *value = json_get(settings, key);
	int64_t seconds;

	if (!value)
		return true;
	if (json_type(value) != JSON_STRING ||
	    !calendar_parse_clock(json_string_or(value, ""), &seconds))
		return json_fail(doc, value, err,
				 "must be a time like \"06:00\"");
	return true;
}

/* {"first": [...], "then": [...], "why": "..."} */
static bool check_order(const struct json_doc *doc, const struct json *settings,
			struct err *err)
{
	static const char *const keys[] = { "first", "then", "why", NULL };
	const struct json *order = json_get(settings, "order");

	if (order && json_type(order) != JSON_ARRAY)
		return json_fail(doc, order, err, "must be a list of rules");
	for (const struct json *rule = json_first(order); rule;
	     rule = json_next(rule)) {
		if (!json_only_keys(doc, rule, keys, err) ||
		    !json_need_string(doc, rule, "why", err))
			return false;
		if (json_count(json_get(rule, "first")) == 0 ||
		    json_count(json_get(rule, "then")) == 0)
			return json_fail(doc, rule, err,
					 "needs \"first\" and \"then\": "
					 "measures or categories");
	}
	return true;
}

bool judge_check_settings(const struct json_doc *doc, const struct json *object,
			  const struct rubric_criterion *criterion,
			  struct err *err)
{
	static const char *const clocks[] = { "by",    "late",	  "impact_by",
					      "first", "silence", "crowd" };
	const struct judge_entry *entry = &entries[criterion->judge];
	const struct json *settings = criterion->settings;

	if (!settings && !entry->needs)
		return true;
	if (!settings)
		return json_fail(doc, object, err, "needs \"settings\"");
	if (json_type(settings) != JSON_OBJECT)
		return json_fail(doc, settings, err, "must be an object");
	if (!json_only_keys(doc, settings, entry->keys, err))
		return false;
	if (entry->needs && !json_get(settings, entry->needs))
		return json_fail(doc, settings, err, "needs \"%s\"",
				 entry->needs);
	for (size_t i = 0; i < sizeof(clocks) / sizeof(*clocks); i++)
		if (!check_clock(doc, settings, clocks[i], err))
			return false;
	return check_order(doc, settings, err);
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
