#include "scoring/plan_text.h"

#include "base/ascii.h"

#include <string.h>

#define SAME_TEXT 0.8

static const struct text *read_or_null(const struct review *review,
				       const char *text)
{
	return text && *text ? text_read(text, review->arena) : NULL;
}

/* A concept's word as a pattern: its beginning is enough, since packs write
 * "refuse" and people "refused". */
static bool has_word(const struct text *text, const char *word, size_t length)
{
	char pattern[96];
	size_t at = 0;

	if (length == 0 || length > 80)
		return false;
	for (size_t i = 0; i < length; i++)
		pattern[at++] = word[i] == '-' ? ' ' : ascii_lower(word[i]);
	/* Short words are taken as they are: "pro" is not "problem". */
	if (length >= 4)
		pattern[at++] = '*';
	pattern[at] = '\0';
	/* "no clip" denies by itself; "no user is refused" denies the concept. */
	if (strncmp(pattern, "no", 2) == 0 || strncmp(pattern, "do", 2) == 0)
		return text_mentions(text, pattern, NULL);
	for (size_t i = 0; i < text->sentence_count; i++)
		if (text_asserts(text, &text->sentences[i], pattern))
			return true;
	return false;
}

bool plan_has_concept(const struct text *text, const char *concept)
{
	for (const char *at = concept; *at;) {
		size_t length = strcspn(at, "|");
		size_t end = length;

		while (end > 0 && at[end - 1] == ' ')
			end--;
		if (has_word(text, at, end))
			return true;
		at += length;
		at += *at == '|' ? 1 : 0;
	}
	return false;
}

/* The same words were given for an earlier item. */
static bool said_before(const struct review *review, const struct text *text,
			size_t item, size_t offset)
{
	for (size_t i = 0; i < item; i++) {
		const char *other;

		memcpy(&other, (const char *)&review->plan[i] + offset,
		       sizeof(other));
		const struct text *earlier = read_or_null(review, other);

		if (earlier && text_likeness(text, earlier) >= SAME_TEXT)
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

double plan_tradeoff(const struct review *review, size_t index)
{
	const struct plan_item *item = &review->plan[index];
	const struct text *text = read_or_null(review, item->tradeoff);
	size_t met = 0, count = item->what->tradeoff_concept_count;
	double value;

	if (!text || text->word_count < 3 || denies_any(text) ||
	    !review_own_words(review, item->tradeoff) ||
	    said_before(review, text, index,
			offsetof(struct plan_item, tradeoff)))
		return 0;
	for (size_t i = 0; i < count; i++)
		met += plan_has_concept(text, item->what->tradeoff_concepts[i])
			       ? 1
			       : 0;
	if (count == 0)
		return 0.5;
	/* Half a truth is less than half worth. */
	value = met == count ? 1
		: met > 0    ? 0.4 * (double)met / (double)count
			     : 0;
	return text_is_word_list(text) ? value * 0.3 : value;
}

double plan_reason(const struct review *review, size_t index)
{
	const struct plan_item *item = &review->plan[index];
	const struct text *text = read_or_null(review, item->why);

	if (!text || text->word_count < 3 ||
	    !review_own_words(review, item->why) ||
	    said_before(review, text, index, offsetof(struct plan_item, why)))
		return 0;
	if (text_is_word_list(text))
		return 0.2;
	return text->word_count >= 5 ? 1 : 0.6;
}

double plan_metric(const struct review *review, size_t index)
{
	static const char measurable[] =
		"error*|p95|p99|latency|spend*|cost*|usd|queue*|attempt*|"
		"429*|fail*|rate|share|ratio|wait*|clip*|ticket*|retries|"
		"retry|price|per hour|per clip|an hour|requests|timeouts|"
		"utili*|conversion|backlog|lag|bill|orders|duplicate*|"
		"credit|users|minutes|seconds|refused|depth|age|hit";
	const struct plan_item *item = &review->plan[index];
	const struct text *text = read_or_null(review, item->metric);
	bool number = false;

	if (!text)
		return 0;
	for (size_t i = 0; i < text->word_count; i++)
		number |= text->words[i].kind == TEXT_NUMBER;
	if (!text_mentions(text, measurable, NULL))
		return number ? 0.3 : 0.1;
	return number || text_mentions(text,
				       "normal|baseline|below|under|above|"
				       "within|back to|slo|less than|over|"
				       "fewer|half|zero|double|twice",
				       NULL)
		       ? 1
		       : 0.6;
}

double plan_rollback(const struct review *review, size_t index)
{
	static const char way[] =
		"switch*|turn*|revert*|roll*|back|off|undo|remov*|disable|"
		"flag|lift|raise|stop|restore|return|drain|old path|cancel|"
		"take out|drop|route|end|exit|keep|leave|redeploy|set|"
		"delete|pause|reset|fall back|unpin|release|open|abandon";
	const struct plan_item *item = &review->plan[index];
	const struct text *text = read_or_null(review, item->rollback);

	if (!text || text->word_count < 1)
		return 0;
	if (!text_mentions(text, way, NULL))
		return 0.3;
	return text->word_count >= 2 ? 1 : 0.6;
}
