#include "scoring/plan_text.h"

#include <string.h>

#include "scoring/phrases.h"
#include "scoring/plan_price.h"

#define SAME_TEXT 0.8
#define SHORT_TEXT 3	 /* words; with fewer, nothing was said */
#define FULL_REASON 5	 /* words of a reason that says something */
#define FOR_GENERAL 0.25 /* worth of what fits any measure */
#define FOR_HALF 0.4	 /* a half truth is less than half worth */
#define FOR_LIST 0.3	 /* catchwords: share of what they would be worth */
#define FOR_BARE 0.6	 /* right, but hardly said */
#define FOR_A_WAY 0.8	 /* a way back in words that nobody foresaw */

const char *plan_fault_words(enum plan_fault fault)
{
	static const char *const words[] = {
		[PLAN_SOUND] = "",
		[PLAN_EMPTY] = "none given",
		[PLAN_SHORT] = "too short to say anything",
		[PLAN_DENIED] = "said to have none",
		[PLAN_COPIED] = "copied",
		[PLAN_REPEATED] = "said before of another",
		[PLAN_LISTED] = "catchwords",
		[PLAN_GENERAL] = "would fit any measure",
		[PLAN_EVERYTHING] = "everything at once",
		[PLAN_HALF] = "half of it: say what, and whom it hits",
		[PLAN_UNTRUE] = "not what this one costs",
	};

	return words[fault];
}

static const struct text *read_or_null(const struct review *review,
				       const char *text)
{
	return text && *text ? text_read(text, review->arena) : NULL;
}

/* The text without small words and without the measure's own name, so that
 * "the cap annoys users" and "the quota annoys users" are one sentence. */
static const struct text *bare(const struct review *review, const char *raw,
			       const struct pack_mitigation *what)
{
	const struct text *text = text_read(raw, review->arena);
	const struct text *title = text_read(what->title, review->arena);
	struct str out = STR_INIT;
	const char *kept;

	for (size_t i = 0; i < text->word_count; i++) {
		const char *word = text->words[i].lower;
		bool own = text_near(text, i, i + 1, say_glue);

		for (size_t k = 0; k < title->word_count; k++)
			own |= strcmp(title->words[k].lower, word) == 0;
		if (!own)
			str_addf(&out, "%s ", word);
	}
	kept = arena_strdup(review->arena, out.s);
	str_finish(&out);
	return text_read(kept, review->arena);
}

/* The same words were given for an earlier item. */
static bool said_before(const struct review *review, const char *raw,
			size_t item, size_t offset)
{
	const struct text *own = bare(review, raw, review->plan[item].what);
	const struct text *whole = text_read(raw, review->arena);

	for (size_t i = 0; i < item; i++) {
		const char *other;

		memcpy(&other, (const char *)&review->plan[i] + offset,
		       sizeof(other));
		if (!other || !*other)
			continue;
		if (text_likeness(whole, text_read(other, review->arena)) >=
		    SAME_TEXT)
			return true;
		if (own->word_count > 1 &&
		    text_likeness(own, bare(review, other,
					    review->plan[i].what)) >= SAME_TEXT)
			return true;
	}
	return false;
}

static bool denies_any(const struct text *text)
{
	return text->word_count < 8 &&
	       text_mentions(text,
			     "none|no trade off|no tradeoff|no downside|"
			     "no drawback|nothing|no cost",
			     NULL);
}

/* Faults that any text of the plan can have. */
static enum plan_fault fault_of(const struct review *review,
				const struct text *text, const char *raw,
				size_t index, size_t offset)
{
	if (!text || text->word_count == 0)
		return PLAN_EMPTY;
	if (text->word_count < SHORT_TEXT)
		return PLAN_SHORT;
	if (!review_own_words(review, raw))
		return PLAN_COPIED;
	if (said_before(review, raw, index, offset))
		return PLAN_REPEATED;
	return text_is_word_list(text) ? PLAN_LISTED : PLAN_SOUND;
}

/* How much of the measure's true price the text states, and its fault. */
static double price_of(const struct review *review,
		       const struct pack_mitigation *what,
		       const struct text *text, enum plan_fault *fault)
{
	size_t met = 0, count = what->tradeoff_concept_count;

	for (size_t i = 0; i < count; i++)
		met += price_holds(text, what->tradeoff_concepts[i],
				   review->arena)
			       ? 1
			       : 0;
	if (count == 0)
		return 0.5;
	if (met < count)
		*fault = met > 0 ? PLAN_HALF : PLAN_UNTRUE;
	return met == count ? 1 : FOR_HALF * (double)met / (double)count;
}

double plan_tradeoff(const struct review *review, size_t index,
		     enum plan_fault *fault)
{
	const struct plan_item *item = &review->plan[index];
	const struct text *text = read_or_null(review, item->tradeoff);
	double value;

	*fault = fault_of(review, text, item->tradeoff, index,
			  offsetof(struct plan_item, tradeoff));
	if (*fault == PLAN_SOUND && denies_any(text))
		*fault = PLAN_DENIED;
	if (*fault != PLAN_SOUND && *fault != PLAN_LISTED)
		return 0;
	if (*fault == PLAN_LISTED)
		return FOR_LIST * price_of(review, item->what, text,
					   &(enum plan_fault){ PLAN_SOUND });
	value = price_of(review, item->what, text, fault);
	if (value > FOR_GENERAL && price_is_general(text)) {
		*fault = PLAN_GENERAL;
		value = FOR_GENERAL;
	} else if (value > FOR_GENERAL && price_is_everything(text)) {
		*fault = PLAN_EVERYTHING;
		value = FOR_GENERAL;
	}
	return value;
}

static bool fits_anything(const struct text *text)
{
	for (size_t i = 0; i < text->word_count; i++)
		if (text->words[i].kind != TEXT_WORD ||
		    (!text_near(text, i, i + 1, say_glue) &&
		     !text_near(text, i, i + 1, say_fits_all_reasons)))
			return false;
	return true;
}

double plan_reason(const struct review *review, size_t index,
		   enum plan_fault *fault)
{
	const struct plan_item *item = &review->plan[index];
	const struct text *text = read_or_null(review, item->why);

	*fault = fault_of(review, text, item->why, index,
			  offsetof(struct plan_item, why));
	if (*fault == PLAN_LISTED)
		return 0.2;
	if (*fault != PLAN_SOUND)
		return 0;
	if (fits_anything(text)) {
		*fault = PLAN_GENERAL;
		return FOR_GENERAL;
	}
	return text->word_count >= FULL_REASON ? 1 : FOR_BARE;
}

bool plan_owned(const struct review *review, size_t index)
{
	const struct text *owner = read_or_null(review,
						review->plan[index].owner);

	return owner && owner->word_count > 0 &&
	       text_match(owner, 0, owner->word_count, say_nobody_owns) <
		       owner->word_count;
}

/* A figure; "within 3 days" is a date. */
static bool has_figure(const struct text *text)
{
	for (size_t i = 0; i < text->word_count; i++)
		if (text->words[i].kind == TEXT_NUMBER &&
		    (i + 1 >= text->word_count ||
		     text_match(text, i + 1, text->word_count,
				"day|days|week|weeks|month|months") == 0))
			return true;
	return false;
}

double plan_metric(const struct review *review, size_t index)
{
	static const char measurable[] =
		"error*|p95|p99|latency|spend*|cost*|usd|queue*|attempt*|"
		"429*|fail*|rate|share|ratio|wait*|ticket*|retries|"
		"retry|price|per hour|an hour|requests|timeouts|"
		"utili*|conversion|backlog|lag|bill|orders|duplicate*|"
		"credit|users|minutes|seconds|refused|depth|age|hit|"
		"calls|presses|open|connections|threads|slots|busy|time|"
		"people|recover*|traffic|load|complaints";
	static const char compares[] =
		"normal|baseline|below|under|above|within|back to|slo|"
		"less than|more than|at most|at least|over|fewer|half|"
		"zero|double|twice|longer than";
	const struct plan_item *item = &review->plan[index];
	const struct text *text = read_or_null(review, item->metric);
	bool figure, compared;

	if (!text)
		return 0;
	figure = has_figure(text);
	compared = text_mentions(text, compares, NULL);
	if (!text_mentions(text, measurable, NULL))
		return !figure ? 0.1 : compared ? 1 : 0.3;
	return figure || compared ? 1 : 0.6;
}

/* "none needed: it ends by itself" */
static double needs_no_way(const struct text *text)
{
	static const char needless[] =
		"none needed|not needed|none necessary|not necessary|"
		"no way back needed|no rollback needed|nothing to undo|"
		"nothing to roll back|nothing to take back|"
		"nothing to revert|no need|needs none|need none|"
		"none required|not required";
	static const char because[] = "because|since|as|it|this|ends|only|is";

	if (!text_mentions(text, needless, NULL))
		return 0;
	return text_mentions(text, because, NULL) ? 1 : 0.9;
}

/* Words that are about something, beside those that nothing can be done by. */
static size_t saying_words(const struct text *text)
{
	static const char empty[] = "none|no|nothing|na|n a|tbd|unknown|later|"
				    "not|yes|maybe|see|asap|soon|if|needed|"
				    "possible|hope|somehow|something|well|fine";
	size_t count = 0;

	for (size_t i = 0; i < text->word_count; i++)
		count += text->words[i].kind == TEXT_WORD &&
					 !text_near(text, i, i + 1, say_glue) &&
					 !text_near(text, i, i + 1, empty)
				 ? 1
				 : 0;
	return count;
}

double plan_rollback(const struct review *review, size_t index)
{
	static const char way[] =
		"switch*|turn*|revert*|roll*|back|off|undo|remov*|disable|"
		"flag|lift|raise|stop|restore|return|drain|old path|cancel|"
		"take out|drop|route|end|exit|keep|leave|redeploy|set|"
		"delete|pause|reset|again|as before|the old|undone|withdraw|"
		"fall back|unpin|release|open|abandon|lower|allow|loosen|"
		"widen|increase|decrease|reduce|shorten|lengthen|enable|"
		"start|resume|move|put|call|ask|tell|close|change|edit|"
		"reopen|relax|unblock|bring|give|replace|scale";
	const struct plan_item *item = &review->plan[index];
	const struct text *text = read_or_null(review, item->rollback);
	double needless;

	if (!text || text->word_count < 1)
		return 0;
	/* What cannot be undone has no way back; to say so is right. */
	if (!item->what->reversible)
		return text_mentions(text, say_no_way_back, NULL) ? 1 : 0.3;
	needless = needs_no_way(text);
	if (needless > 0)
		return needless;
	if (text_mentions(text, way, NULL))
		return text->word_count >= 2 ? 1 : FOR_BARE;
	return saying_words(text) >= 2 ? FOR_A_WAY : 0.3;
}
