/* Finding concepts in a sentence. */
#include "scoring/reading/lexicon_internal.h"

#include <string.h>

/* A phrase that may begin at a word. */
struct candidate {
	int phrase;
	size_t at;
	int next; /* of the same concept; -1 = none */
};

struct matcher {
	struct lexicon *lexicon;
	const struct text_word *words;
	int *stems; /* -1 = in no phrase */
	size_t count;
	struct {
		VEC_OF(struct lexicon_hit);
	} hits;
	struct {
		VEC_OF(struct candidate);
	} candidates;
	/* by concept: where its hits begin and end, its first candidate */
	size_t *from, *to;
	int *heads;
};

static bool part_fits(const struct matcher *m, const struct part *part,
		      size_t at)
{
	const struct text_word *word = &m->words[at];

	switch (part->kind) {
	case PART_STEM:
		return m->stems[at] == part->value;
	case PART_EXACT:
		return strncmp(word->lower, part->text, part->length) == 0 &&
		       word->lower[part->length] == '\0';
	case PART_PREFIX:
		return strncmp(word->lower, part->text, part->length) == 0;
	case PART_NUMBER:
		return word->kind == TEXT_NUMBER;
	case PART_TIME:
		return word->kind == TEXT_CLOCK;
	default:
		return false;
	}
}

/* Matches the parts from `part` on at word `at`: the word behind the longest
 * match, 0 = none. */
static size_t match_from(const struct matcher *m, const struct phrase *phrase,
			 size_t part, size_t at)
{
	const struct part *p = &phrase->parts[part];
	size_t best = 0;

	if (part == phrase->part_count)
		return at;
	if (p->kind == PART_GAP) {
		for (size_t gap = 0; gap <= (size_t)p->value && best == 0;
		     gap++)
			best = match_from(m, phrase, part + 1, at + gap);
		return best;
	}
	if (at >= m->count)
		return 0;
	if (p->kind != PART_CONCEPT)
		return part_fits(m, p, at)
			       ? match_from(m, phrase, part + 1, at + 1)
			       : 0;
	for (size_t i = m->from[p->value]; i < m->to[p->value]; i++) {
		const struct lexicon_hit *hit = &m->hits.items[i];
		size_t end = hit->first == at ? match_from(m, phrase, part + 1,
							   at + hit->count)
					      : 0;

		best = end > best ? end : best;
	}
	return best;
}

/* Keeps a hit; of two that begin at the same word the longer. */
static void keep_hit(struct matcher *m, int concept, size_t at, size_t end)
{
	for (size_t i = m->from[concept]; i < m->hits.count; i++) {
		struct lexicon_hit *hit = &m->hits.items[i];

		if (hit->first != at)
			continue;
		if (end - at > hit->count)
			hit->count = end - at;
		return;
	}
	if (m->hits.count < LEXICON_HITS_MAX)
		vec_push(&m->hits,
			 ((struct lexicon_hit){ concept, at, end - at }));
}

static void try_phrase(struct matcher *m, int number, size_t at)
{
	struct phrase *phrase = &m->lexicon->phrases.items[number];
	size_t end = phrase->off ? 0 : match_from(m, phrase, 0, at);

	if (end <= at)
		return;
	phrase->met = true;
	keep_hit(m, phrase->concept, at, end);
}

/* Tries a phrase that begins with no stem wherever it can begin. */
static void try_open(struct matcher *m, int number)
{
	const struct phrase *phrase = &m->lexicon->phrases.items[number];
	const struct part *first = &phrase->parts[0];

	if (first->kind == PART_CONCEPT) {
		/* Without hits there is no list to look into. */
		for (size_t i = m->from[first->value];
		     m->hits.items != NULL && i < m->to[first->value]; i++)
			try_phrase(m, number, m->hits.items[i].first);
		return;
	}
	for (size_t at = 0; at < m->count; at++)
		if (part_fits(m, first, at))
			try_phrase(m, number, at);
}

/* The caller frees it. */
static int *read_stems(struct lexicon *lexicon, const struct text_word *words,
		       size_t count)
{
	int *stems = mem_calloc(count + 1, sizeof(*stems));
	char stem[STEM_SIZE];

	for (size_t i = 0; i < count; i++) {
		bool plain = words[i].kind == TEXT_WORD || words[i].spelled;

		stems[i] = lexicon_word(
			lexicon, plain ? stemmer_stem(lexicon->stemmer,
						      words[i].lower, stem)
				       : words[i].lower);
	}
	return stems;
}

/* Files the phrases that begin with one of the words under their concepts. */
static void find_candidates(struct matcher *m)
{
	struct lexicon *lexicon = m->lexicon;

	for (size_t i = 0; i < lexicon->concepts.count; i++)
		m->heads[i] = -1;
	for (size_t at = 0; at < m->count; at++) {
		int number = -1;

		if (m->stems[at] >= 0)
			number = lexicon->words.items[m->stems[at]].phrases;
		while (number >= 0) {
			const struct phrase *phrase =
				&lexicon->phrases.items[number];
			struct candidate c = { number, at,
					       m->heads[phrase->concept] };

			vec_push(&m->candidates, c);
			m->heads[phrase->concept] = (int)m->candidates.count -
						    1;
			number = phrase->next;
		}
	}
}

struct lexicon_hits lexicon_read(struct lexicon *lexicon,
				 const struct text *text,
				 const struct text_sentence *sentence,
				 struct arena *arena)
{
	size_t concepts = lexicon->concepts.count;
	struct matcher m = { .lexicon = lexicon,
			     .words = text->words + sentence->first,
			     .count = sentence->count };
	struct lexicon_hits out = { 0 };
	struct lexicon_hit *kept;

	m.stems = read_stems(lexicon, m.words, m.count);
	m.from = mem_calloc(concepts + 1, sizeof(*m.from));
	m.to = mem_calloc(concepts + 1, sizeof(*m.to));
	m.heads = mem_calloc(concepts + 1, sizeof(*m.heads));
	find_candidates(&m);
	/* In the order of the files, so that what a phrase refers to is known
	 * before it. */
	for (size_t i = 0; i < concepts; i++) {
		m.from[i] = m.hits.count;
		for (int c = m.heads[i]; c >= 0; c = m.candidates.items[c].next)
			try_phrase(&m, m.candidates.items[c].phrase,
				   m.candidates.items[c].at);
		for (int p = lexicon->concepts.items[i].open; p >= 0;
		     p = lexicon->phrases.items[p].next)
			try_open(&m, p);
		m.to[i] = m.hits.count;
	}
	kept = arena_new(arena, struct lexicon_hit, m.hits.count + 1);
	if (m.hits.count > 0)
		memcpy(kept, m.hits.items, m.hits.count * sizeof(*kept));
	out.items = kept;
	out.count = m.hits.count;
	free(m.stems);
	free(m.from);
	free(m.to);
	free(m.heads);
	vec_finish(&m.candidates);
	vec_finish(&m.hits);
	return out;
}
