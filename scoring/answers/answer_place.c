/* The setting of each statement: denied or not, to whom, for when. */
#include "scoring/answers/answer_internal.h"

#include <string.h>

#define DENIAL_REACH 5
#define REFUSED_WORDS 6 /* of a proposal that "No" answers */
#define LEVELS 10
#define LEVEL_OPENED 9	/* what a line that ends in a colon opens */
#define CELL_WORDS 8	/* of a cell that says who or when for its row */
#define OPENING_WORDS 3 /* within which a time holds for what follows too */
#define LEAD_WORDS 4	/* within which an audience opens a sentence */

struct setting {
	unsigned audiences, phases;
};

static size_t end_of(const struct lexicon_hit *hit)
{
	return hit->first + hit->count;
}

static const struct text_word *word_of(const struct answer_statement *s,
				       size_t at)
{
	return &s->statement->text->words[s->statement->sentence->first + at];
}

/* Whether a hit of the concept touches the words between two places. */
static bool stands_between(const struct answer_statement *s, int concept,
			   size_t from, size_t to)
{
	for (size_t i = 0; i < s->hits.count; i++) {
		const struct lexicon_hit *hit = &s->hits.items[i];

		if (hit->concept == concept && end_of(hit) > from &&
		    hit->first < to)
			return true;
	}
	return false;
}

static bool is_denied(const struct answer *answer,
		      const struct answer_statement *s,
		      const struct lexicon_hit *hit)
{
	const struct question_context *c = &answer->question->context;

	for (size_t i = 0; i < s->hits.count; i++) {
		const struct lexicon_hit *other = &s->hits.items[i];
		bool before = other->concept == c->denial &&
			      end_of(other) <= hit->first &&
			      hit->first - end_of(other) < DENIAL_REACH;
		bool after = other->concept == c->denial_after &&
			     other->first >= end_of(hit) &&
			     other->first - end_of(hit) < DENIAL_REACH;

		if (!before && !after)
			continue;
		if (word_of(s, other->first)->clause !=
		    word_of(s, hit->first)->clause)
			continue;
		if (before &&
		    stands_between(s, c->undenial, other->first, hit->first))
			continue;
		return true;
	}
	return false;
}

/* Where "no" answers what stands before it, as a clause by itself: "More
 * workers: no." or "More workers? No, ..."; 0 = nowhere. */
static size_t refused_before(const struct answer *answer, size_t at)
{
	const struct answer_statement *s = &answer->statements[at];
	const struct answer_statement *next = s + 1;
	size_t count = s->statement->sentence->count;

	for (size_t i = 1; i < count; i++)
		if (strcmp(word_of(s, i)->lower, "no") == 0 &&
		    word_of(s, i)->clause != word_of(s, i - 1)->clause &&
		    (i + 1 == count ||
		     word_of(s, i)->clause != word_of(s, i + 1)->clause))
			return i;
	if (at + 1 < answer->count && s->statement->sentence->question &&
	    count <= REFUSED_WORDS &&
	    next->statement->block == s->statement->block &&
	    strcmp(word_of(next, 0)->lower, "no") == 0)
		return count;
	return 0;
}

static void find_denials(struct answer *answer, size_t at)
{
	struct answer_statement *s = &answer->statements[at];
	bool *denied = arena_new(answer->arena, bool, s->hits.count + 1);
	size_t refused = refused_before(answer, at);

	for (size_t i = 0; i < s->hits.count; i++)
		denied[i] = s->hits.items[i].first < refused ||
			    is_denied(answer, s, &s->hits.items[i]);
	s->denied = denied;
}

/* Who is named within the first words (SIZE_MAX = anywhere). */
static unsigned audiences_in(const struct answer *answer,
			     const struct answer_statement *s, size_t words)
{
	const struct question_context *c = &answer->question->context;
	unsigned found = 0;

	for (size_t i = 0; i < s->hits.count; i++)
		for (size_t a = 0; a < c->audience_count; a++)
			if (s->hits.items[i].concept ==
				    c->audiences[a].concept &&
			    s->hits.items[i].first < words)
				found |= 1u << a;
	return found;
}

static unsigned phases_in(const struct answer *answer,
			  const struct answer_statement *s, size_t words)
{
	const struct question_context *c = &answer->question->context;
	unsigned found = 0;

	for (size_t i = 0; i < s->hits.count; i++)
		for (size_t p = 0; p < c->phase_count; p++)
			if (s->hits.items[i].concept == c->phases[p].concept &&
			    s->hits.items[i].first < words)
				found |= 1u << p;
	return found;
}

/* Words before the quotation mark in which most of the sentence stands: "boss by
 * phone (\"...\")". */
static size_t words_before_quote(const struct answer_statement *s)
{
	const char *mark = strchr(s->statement->quote, '"');
	size_t count = s->statement->sentence->count, lead = 0;
	size_t before = mark ? (size_t)(mark - s->statement->quote) : 0;

	while (lead < count &&
	       word_of(s, lead)->at - word_of(s, 0)->at < before)
		lead++;
	return lead < count ? lead : 0;
}

/* To whom a sentence turns; 0 = to nobody new. */
static unsigned turns_to(const struct answer *answer,
			 const struct answer_statement *s)
{
	unsigned label = 0, anywhere;

	if (s->statement->label > 0)
		label = audiences_in(answer, s, s->statement->label);
	if (label)
		return label;
	if (s->statement->quoted)
		return audiences_in(answer, s, words_before_quote(s));
	anywhere = audiences_in(answer, s, SIZE_MAX);
	if (anywhere && answer_has(s, answer->question->context.telling))
		return anywhere;
	if (anywhere && s->statement->sentence->count > 0) {
		static const char *const openers[] = { "to", "for", "with" };
		const char *first = word_of(s, 0)->lower;

		for (size_t i = 0; i < 3; i++)
			if (strcmp(first, openers[i]) == 0)
				return audiences_in(answer, s, LEAD_WORDS);
	}
	return 0;
}

/* The time of each word: the one named in its clause, else the last one named
 * before it.  Returns what holds at the end. */
static unsigned place_phases(struct answer *answer, struct answer_statement *s,
			     unsigned now)
{
	const struct question_context *c = &answer->question->context;
	size_t count = s->statement->sentence->count;
	unsigned char *phases = arena_new(answer->arena, unsigned char,
					  count + 1);

	for (size_t at = 0; at < count;) {
		size_t end = at;
		unsigned own = 0;

		while (end < count &&
		       word_of(s, end)->clause == word_of(s, at)->clause)
			end++;
		for (size_t i = 0; i < s->hits.count; i++)
			for (size_t p = 0; p < c->phase_count; p++)
				if (s->hits.items[i].concept ==
					    c->phases[p].concept &&
				    s->hits.items[i].first >= at &&
				    s->hits.items[i].first < end)
					own |= 1u << p;
		if (own)
			now = own;
		for (; at < end; at++)
			phases[at] = (unsigned char)now;
	}
	s->phases = phases;
	return now;
}

/* A row's cells share who and when; they stand in the short cells. */
static void place_row(struct answer *answer, const struct block *block,
		      struct setting setting)
{
	unsigned audiences = 0, phases = 0;

	for (size_t i = block->first; i < block->first + block->count; i++) {
		struct answer_statement *s = &answer->statements[i];

		if (s->statement->sentence->count > CELL_WORDS)
			continue;
		if (s->statement->column == 0)
			audiences |= audiences_in(answer, s, SIZE_MAX);
		phases |= phases_in(answer, s, SIZE_MAX);
	}
	for (size_t i = block->first; i < block->first + block->count; i++) {
		struct answer_statement *s = &answer->statements[i];

		s->audiences = audiences ? audiences : setting.audiences;
		place_phases(answer, s, phases ? phases : setting.phases);
	}
}

static struct setting place_prose(struct answer *answer,
				  const struct block *block,
				  struct setting setting)
{
	for (size_t i = block->first; i < block->first + block->count; i++) {
		struct answer_statement *s = &answer->statements[i];
		unsigned turn = turns_to(answer, s), leading;

		if (turn)
			setting.audiences = turn;
		s->audiences = setting.audiences;
		/* What a message speaks of is not when it is done. */
		place_phases(answer, s, setting.phases);
		/* Only what opens a sentence holds for the next ones too. */
		leading = phases_in(answer, s,
				    s->statement->label > 0
					    ? s->statement->label
					    : OPENING_WORDS);
		if (leading && !s->statement->quoted)
			setting.phases = leading;
	}
	return setting;
}

static struct setting deepest(const struct setting levels[LEVELS])
{
	struct setting out = { 0 };

	for (int i = 0; i < LEVELS; i++) {
		if (levels[i].audiences)
			out.audiences = levels[i].audiences;
		if (levels[i].phases)
			out.phases = levels[i].phases;
	}
	return out;
}

static void clear_from(struct setting levels[LEVELS], int level)
{
	for (int i = level; i < LEVELS; i++)
		levels[i] = (struct setting){ 0 };
}

/* What a heading says of all that stands under it. */
static void place_heading(struct answer *answer, const struct block *block,
			  struct setting levels[LEVELS])
{
	int level = block->level < LEVEL_OPENED ? block->level : 8;

	clear_from(levels, level);
	for (size_t i = block->first; i < block->first + block->count; i++) {
		struct answer_statement *s = &answer->statements[i];

		levels[level].audiences |= audiences_in(answer, s, SIZE_MAX);
		levels[level].phases |= phases_in(answer, s, SIZE_MAX);
	}
	for (size_t i = block->first; i < block->first + block->count; i++) {
		answer->statements[i].audiences = levels[level].audiences;
		place_phases(answer, &answer->statements[i],
			     levels[level].phases);
	}
}

/* A paragraph that goes on over several blocks is one group. */
static void place_groups(struct answer *answer)
{
	const struct document *d = answer->document;

	for (size_t b = 0; b < d->block_count;) {
		size_t first = d->blocks[b].first, end = b + 1;

		while (end < d->block_count && d->blocks[end].joint &&
		       d->blocks[end].kind == BLOCK_PARAGRAPH &&
		       d->blocks[b].kind == BLOCK_PARAGRAPH)
			end++;
		size_t stop = d->blocks[end - 1].first +
			      d->blocks[end - 1].count;

		for (size_t i = first; i < stop; i++) {
			answer->statements[i].group_first = first;
			answer->statements[i].group_end = stop;
		}
		b = end;
	}
}

void answer_place(struct answer *answer)
{
	struct setting levels[LEVELS] = { { 0 } }, last = { 0 };
	bool opened = false;

	for (size_t i = 0; i < answer->count; i++)
		find_denials(answer, i);
	for (size_t b = 0; b < answer->document->block_count; b++) {
		const struct block *block = &answer->document->blocks[b];

		if (block->kind == BLOCK_HEADING) {
			place_heading(answer, block, levels);
			last = deepest(levels);
			opened = false;
			continue;
		}
		if (block->kind == BLOCK_ROW || block->kind == BLOCK_HEADER) {
			place_row(answer, block, deepest(levels));
			continue;
		}
		if (block->kind == BLOCK_PARAGRAPH && !block->joint && !opened)
			clear_from(levels, LEVEL_OPENED);
		if (!block->joint || block->kind == BLOCK_ITEM)
			last = deepest(levels);
		last = place_prose(answer, block, last);
		opened = block->opens;
		if (opened)
			levels[LEVEL_OPENED] = last;
	}
	place_groups(answer);
}
