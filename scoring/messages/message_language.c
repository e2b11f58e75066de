/*
 * Language: whether this audience can read it in a hurry.
 *
 * A term of the trade counts unless it is explained where it stands.  A word
 * that is in none of its forms among the common ones counts as well, but for
 * the first, which may be a name or a slip of the pen.
 */
#include "scoring/messages/message_internal.h"

#include <string.h>

#include "base/ascii.h"
#include "base/str.h"
#include "scenarios/pack.h"
#include "scoring/phrases.h"

#define LONG_SENTENCE 55 /* words: too long to read in a hurry */
#define LONG_MEAN 28	 /* of all sentences */
#define HARD_TO_READ 13	 /* readability index */
#define RARE_FREE 1	 /* rare words that cost nothing */
#define MANY_TERMS 3	 /* beyond what is allowed */
#define TERMS_SHOWN 5
#define SEEN_MAX 64	   /* candidates; later ones are not looked at */
#define ACRONYM_MAX 5	   /* letters */
#define EXPLAINED_WITHIN 2 /* words behind a term */

static char next_mark(const struct text *t, size_t at)
{
	const char *s = t->raw + t->words[at].at + t->words[at].length;

	while (*s == ' ' || *s == '"' || *s == '\'')
		s++;
	return *s;
}

static char mark_before(const struct text *t, size_t at)
{
	const char *s = t->raw + t->words[at].at;

	while (s > t->raw && (s[-1] == ' ' || s[-1] == '"'))
		s--;
	return s > t->raw ? s[-1] : '\0';
}

/* "p95 (the slowest 5 %)", "the slowest 5 % (p95)", "backoff, that is ...". */
static bool is_explained(const struct text *t, size_t at)
{
	size_t end = at + 1 + EXPLAINED_WITHIN;

	return next_mark(t, at) == '(' || mark_before(t, at) == '(' ||
	       text_near(t, at + 1, end, say_explains) ||
	       (at > 0 && text_near(t, at - 1, at, say_so_called));
}

/* Part of an address or a path: no word that anybody reads. */
static bool is_in_address(const struct text *t, const struct text_word *word)
{
	const char *s = t->raw + word->at, *end = s + word->length;

	return (s > t->raw && strchr("@/._", s[-1])) || *end == '@' ||
	       *end == '/' || *end == '_' ||
	       (*end == '.' && ascii_is_letter(end[1]));
}

static bool is_plain_word(const struct text *t, const struct text_word *word)
{
	if (word->kind != TEXT_WORD || word->length < 3 ||
	    is_in_address(t, word))
		return false;
	for (const char *c = word->lower; *c; c++)
		if (!ascii_is_letter(*c))
			return false;
	return true;
}

/* "HPA", "DAG": capitals that not everybody can spell out. */
static bool is_acronym(const struct text *t, size_t at)
{
	const struct text_word *word = &t->words[at];

	if (word->kind != TEXT_WORD || word->length < 2 ||
	    word->length > ACRONYM_MAX || t->shouted * 2 > t->long_words)
		return false;
	for (size_t i = 0; i < word->length; i++) {
		char c = t->raw[word->at + i];

		if (c < 'A' || c > 'Z')
			return false;
	}
	return !text_near(t, at, at + 1, say_known_acronym);
}

/* A customer, a colleague: names are no terms, however they are written. */
static bool is_name(const struct message_view *v, const char *lower)
{
	const struct facts *f = v->facts;

	for (size_t i = 0; i < f->private_count; i++)
		if (text_mentions(text_read(f->private_words[i], v->arena),
				  lower, NULL))
			return true;
	for (size_t i = 0; i < f->people_count; i++)
		if (text_mentions(text_read(f->people[i], v->arena), lower,
				  NULL))
			return true;
	return false;
}

static bool is_rare(const struct message_view *v, size_t at)
{
	const struct text *t = v->text;
	const struct text_word *word = &t->words[at];

	if (is_acronym(t, at))
		return !text_near(t, at, at + 1, say_house_words);
	return is_plain_word(t, word) && !word->capital &&
	       !text_is_common(word->lower) &&
	       !text_near(t, at, at + 1, say_house_words) &&
	       !is_name(v, word->lower);
}

/* Adds a term of so many words once; false when it is there already. */
static bool add_term(struct message_view *v, size_t at, size_t count)
{
	const struct text_word *first = &v->text->words[at];
	const struct text_word *last = &v->text->words[at + count - 1];
	const char *word =
		count == 1 ? first->lower
			   : arena_strndup(v->arena, v->text->raw + first->at,
					   last->at + last->length - first->at);

	for (size_t i = 0; i < v->term_count; i++)
		if (strcmp(v->terms[i], word) == 0)
			return false;
	if (v->term_count < TERMS_MAX)
		v->terms[v->term_count++] = word;
	return true;
}

/* A term as it is read in a text: hyphens part words. */
static const char *as_read(const struct message_view *v, const char *term)
{
	char *copy;

	if (!strchr(term, '-'))
		return term;
	copy = arena_strdup(v->arena, term);
	for (char *c = copy; *c; c++)
		if (*c == '-')
			*c = ' ';
	return copy;
}

/* The term of the glossary that begins at a word, or NULL; `count` words. */
static const struct pack_term *glossary_at(const struct message_view *v,
					   size_t at, size_t *count)
{
	for (size_t i = 0; i < v->facts->term_count; i++) {
		*count = text_match(v->text, at, v->text->word_count,
				    as_read(v, v->facts->glossary[i].term));
		if (*count > 0)
			return &v->facts->glossary[i];
	}
	return NULL;
}

/* Most of the words of the meaning stand in the text. */
static bool holds_meaning(const struct text *t, const struct text *meaning)
{
	size_t words = 0, found = 0;

	for (size_t i = 0; i < meaning->word_count; i++) {
		bool there = false;

		if (text_near(meaning, i, i + 1, say_glue))
			continue;
		words++;
		for (size_t k = 0; k < t->word_count && !there; k++)
			there = strcmp(t->words[k].lower,
				       meaning->words[i].lower) == 0;
		found += there ? 1 : 0;
	}
	return words > 0 && 3 * found >= 2 * words;
}

/* Whether a text explains the term: beside it, or by its meaning. */
static bool explains(const struct message_view *v, const struct text *t,
		     const char *word, const struct pack_term *term)
{
	for (size_t i = 0; i < t->word_count; i++)
		if (strcmp(t->words[i].lower, word) == 0 && is_explained(t, i))
			return true;
	return term && holds_meaning(t, text_read(term->plain, v->arena));
}

/* In this message, or in an earlier one to the same people. */
static bool is_known_by_now(const struct message_view *v, size_t at,
			    const struct pack_term *term)
{
	const char *word = v->text->words[at].lower;

	if (explains(v, v->text, word, term))
		return true;
	for (size_t i = 0; i < v->facts->earlier_count; i++)
		if (explains(v, text_read(v->facts->earlier[i], v->arena), word,
			     term))
			return true;
	return false;
}

/* Words that have been looked at, each once. */
struct seen {
	const char *words[SEEN_MAX];
	size_t count;
};

static bool is_new(struct seen *seen, const char *word)
{
	for (size_t i = 0; i < seen->count; i++)
		if (strcmp(seen->words[i], word) == 0)
			return false;
	if (seen->count < SEEN_MAX)
		seen->words[seen->count++] = word;
	return true;
}

/* How many terms there are that the reader will not know. */
static size_t count_terms(struct message_view *v)
{
	const struct text *t = v->text;
	struct seen seen = { .count = 0 };
	size_t terms = 0, rare = 0;

	for (size_t at = 0; at < t->word_count && seen.count < SEEN_MAX; at++) {
		bool known = !v->rule->public &&
			     text_near(t, at, at + 1, say_everyday);
		size_t jargon = text_match(t, at, t->word_count, say_jargon);
		size_t own = 0;
		const struct pack_term *term = glossary_at(v, at, &own);

		jargon = own > jargon ? own : jargon;
		if (known || (!jargon && !is_rare(v, at)) ||
		    !is_new(&seen, t->words[at].lower) ||
		    is_known_by_now(v, at, term) ||
		    !add_term(v, at, jargon ? jargon : 1))
			continue;
		terms += jargon ? 1 : 0;
		rare += jargon ? 0 : 1;
	}
	return terms + (rare > RARE_FREE ? rare - RARE_FREE : 0);
}

/* The sentence that nobody reads to its end, or NULL. */
static const struct text_sentence *too_long(const struct text *t)
{
	const struct text_sentence *longest = NULL;

	for (size_t i = 0; i < t->sentence_count; i++)
		if (!longest || t->sentences[i].count > longest->count)
			longest = &t->sentences[i];
	if (!longest)
		return NULL;
	if (longest->count > LONG_SENTENCE ||
	    t->word_count > LONG_MEAN * t->sentence_count ||
	    text_readability(t) > HARD_TO_READ)
		return longest;
	return NULL;
}

/* A term, with the glossary's words for it. */
static void add_quoted(const struct message_view *v, size_t index,
		       struct str *out)
{
	const char *word = v->terms[index];
	const struct text *text = text_read(word, v->arena);

	str_addf(out, "%s \"%.40s\"", index ? "," : "", word);
	for (size_t i = 0; i < v->facts->term_count; i++)
		if (text_match(text, 0, text->word_count,
			       as_read(v, v->facts->glossary[i].term)) > 0)
			str_addf(out, " (%.80s)", v->facts->glossary[i].plain);
}

/* What to mend, in the message's own words. */
static const char *language_hint(const struct message_view *v)
{
	struct str line = STR_INIT;
	const char *kept;

	if (v->term_count > 0) {
		str_add(&line, "Explain or leave out");
		for (size_t i = 0; i < v->term_count && i < TERMS_SHOWN; i++)
			add_quoted(v, i, &line);
		str_addf(&line, ": %s cannot be expected to know %s.",
			 v->rule->called, v->term_count > 1 ? "them" : "it");
	} else if (v->longest) {
		str_addf(&line, "Cut this sentence up: \"%.100s ...\".",
			 v->longest->quote);
	}
	kept = line.length > 0 ? arena_strdup(v->arena, line.s) : NULL;
	str_finish(&line);
	return kept;
}

void message_read_language(struct message_view *v)
{
	size_t allowed = (size_t)v->rule->jargon_allowed;
	size_t terms = count_terms(v);
	const char *why = "plain and readable";
	double value = 1;

	v->longest = too_long(v->text);
	if (v->longest) {
		value -= 0.5;
		why = "its sentences are too long";
	}
	if (terms > allowed) {
		value -= terms >= allowed + MANY_TERMS ? 1 : 0.5;
		why = "uses terms that they do not know";
	} else {
		v->term_count = 0;
	}
	v->hint[VERDICT_LANGUAGE] = language_hint(v);
	if (value > 0.5 &&
	    (view_has(v, FAULT_PANIC) || view_has(v, FAULT_OTHER) ||
	     view_has(v, FAULT_LEAK))) {
		value = 0.5;
		why = "is not worded for them";
	}
	v->verdict.elements[VERDICT_LANGUAGE] = value < 0 ? 0 : value;
	v->why[VERDICT_LANGUAGE] = why;
}
