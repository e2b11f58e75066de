/* What a statement is worth: less when it is copied or only catchwords. */
#include "scoring/answers/answer_internal.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

#define WORDS_PER_ITEM 3
#define LIST_WORDS 8	 /* from which on catchwords in a row are a list */
#define LIST_GLUE 0.1	 /* share of small words that holds a sentence */
#define LIST_COVERED 0.5 /* share of its words that are concepts */
#define LIST_CLAUSES 8	 /* pieces of a sentence ... */
#define LIST_PIECE 3.2	 /* ... that are this short, in words, are a list */
#define LIST_PIECE_GLUE 0.2
#define LIST_COMMENTED 3 /* brackets that make more of it than a list */
#define LIST_WEIGHT 0.1
#define FILLER_WEIGHT 0.25 /* of a statement with FILLER_MANY of them */
#define FILLER_ONE 0.6
#define FILLER_MANY 2
#define LONE_WORDS 3 /* of an item that is a catchword by itself */
#define LONE_WEIGHT 0.35
#define SHORT_LIST 3	     /* pieces of one word each: "cost, latency, UX" */
#define TENTATIVE_WEIGHT 0.4 /* "look into ..." where a choice is asked for */
#define ALL_PARTS 3	     /* that one sentence serves ... */
#define ALL_ITEMS 9	     /* ... with so many items: catchwords in a row */
#define ALL_WEIGHT 0.25
#define COPY_WORDS 8   /* shorter statements may be like anything */
#define COPY_LIKE 0.85 /* of the statement's words stand in the text */
#define COPY_WORDS_MAX 400

/* "phase 2" is a name, not a figure. */
static bool is_name_of_step(const struct text_word *words, size_t at)
{
	static const char *const steps[] = { "phase", "step",	"stage",
					     "part",  "option", "priority" };

	for (size_t i = 0; at > 0 && i < sizeof(steps) / sizeof(*steps); i++)
		if (strcmp(words[at - 1].lower, steps[i]) == 0)
			return true;
	return false;
}

static bool has_number(const struct answer_statement *s)
{
	const struct text_sentence *sentence = s->statement->sentence;
	const struct text_word *words = s->statement->text->words +
					sentence->first;

	for (size_t i = 0; i < sentence->count; i++)
		if (words[i].kind == TEXT_NUMBER && !is_name_of_step(words, i))
			return true;
	return false;
}

static double share_of_glue(const struct answer *answer,
			    const struct answer_statement *s)
{
	size_t glue = 0;

	for (size_t i = 0; i < s->hits.count; i++)
		if (s->hits.items[i].concept == answer->question->context.glue)
			glue += s->hits.items[i].count;
	return (double)glue / (double)s->statement->sentence->count;
}

/* Share of the words that some concept of the field covers. */
static double share_covered(const struct answer *answer,
			    const struct answer_statement *s)
{
	size_t count = s->statement->sentence->count, covered = 0;
	bool *seen = mem_calloc(count, sizeof(*seen));

	for (size_t i = 0; i < s->hits.count; i++) {
		const struct lexicon_hit *hit = &s->hits.items[i];

		if (hit->concept == answer->question->context.glue ||
		    hit->count > 3)
			continue;
		for (size_t k = 0; k < hit->count && hit->first + k < count;
		     k++)
			seen[hit->first + k] = true;
	}
	for (size_t i = 0; i < count; i++)
		covered += seen[i] ? 1 : 0;
	free(seen);
	return (double)covered / (double)count;
}

/* "... (people wait), ... (two days)": each piece has its price with it. */
static bool is_commented(const struct answer_statement *s)
{
	size_t brackets = 0;

	for (const char *c = s->statement->quote; *c; c++)
		brackets += *c == '(' ? 1 : 0;
	return brackets >= LIST_COMMENTED;
}

/* How many pieces commas and their like make of it. */
static int pieces_of(const struct answer_statement *s)
{
	const struct text_sentence *own = s->statement->sentence;
	const struct text_word *words = s->statement->text->words + own->first;

	return words[own->count - 1].clause - words[0].clause + 1;
}

/* Many short pieces between commas. */
static bool is_enumeration(const struct answer *answer,
			   const struct answer_statement *s)
{
	int pieces = pieces_of(s);

	return pieces >= LIST_CLAUSES && !is_commented(s) &&
	       (double)s->statement->sentence->count / pieces <= LIST_PIECE &&
	       share_of_glue(answer, s) < LIST_PIECE_GLUE;
}

/* Whether it stands under parts that ask, and under no other. */
static bool asks_only(const struct answer *answer,
		      const struct answer_statement *s)
{
	const struct question *q = answer->question;

	for (size_t p = 0; p < q->part_count; p++)
		if ((s->parts & 1u << p) && !q->parts[p].asks)
			return false;
	return s->parts != 0;
}

static bool is_word_list(const struct answer *answer,
			 const struct answer_statement *s)
{
	if (is_enumeration(answer, s))
		return true;
	/* "Changes: deploys, flags, settings" is terse, and says where one
	 * would look. */
	if (s->statement->label > 0 && asks_only(answer, s) &&
	    pieces_of(s) > 1 && pieces_of(s) < LIST_CLAUSES)
		return false;
	return s->statement->sentence->count >= LIST_WORDS && !has_number(s) &&
	       share_of_glue(answer, s) < LIST_GLUE &&
	       share_covered(answer, s) > LIST_COVERED;
}

/* Words that sound well and say nothing thin out what else stands there,
 * unless a figure does. */
static double filler_weight(const struct answer *answer,
			    const struct answer_statement *s)
{
	size_t filler = 0;

	for (size_t i = 0; i < s->hits.count; i++)
		if (s->hits.items[i].concept ==
		    answer->question->context.filler)
			filler++;
	if (filler == 0)
		return 1;
	if (filler >= FILLER_MANY)
		return FILLER_WEIGHT;
	return has_number(s) ? 1 : FILLER_ONE;
}

static bool is_lone_word(const struct answer *answer,
			 const struct answer_statement *s)
{
	const struct block *block =
		&answer->document->blocks[s->statement->block];

	return (block->kind == BLOCK_ITEM || block->kind == BLOCK_PARAGRAPH) &&
	       block->count == 1 && !has_number(s) &&
	       s->statement->sentence->count <= LONE_WORDS;
}

/* A few words in a row behind a label, each by itself: "Trade-offs: cost, UX,
 * latency." */
static bool is_short_list(const struct answer *answer,
			  const struct answer_statement *s)
{
	const struct text_sentence *own = s->statement->sentence;
	const struct text_word *words = s->statement->text->words + own->first;
	size_t label = s->statement->label, count = own->count - label;

	return label > 0 && count >= SHORT_LIST && !has_number(s) &&
	       share_of_glue(answer, s) <= 0 &&
	       (size_t)(words[own->count - 1].clause - words[label].clause +
			1) * 3 >=
		       count * 2;
}

/* Nothing is decided by it, and only parts that ask for a decision have it. */
static bool is_tentative(const struct answer *answer,
			 const struct answer_statement *s)
{
	const struct question *q = answer->question;

	for (size_t p = 0; p < q->part_count; p++)
		if ((s->parts & 1u << p) &&
		    !answer_has(s, q->parts[p].tentative))
			return false;
	return s->parts != 0;
}

/* How many of the statement's words stand in the sentence, 0..1. */
static double likeness(const struct answer_statement *s,
		       const struct text *text)
{
	const struct text_sentence *own = s->statement->sentence;
	size_t found = 0;

	for (size_t i = 0; i < own->count; i++) {
		const char *word =
			s->statement->text->words[own->first + i].lower;

		for (size_t k = 0; k < text->word_count; k++) {
			if (strcmp(text->words[k].lower, word) == 0) {
				found++;
				break;
			}
		}
	}
	return (double)found / (double)own->count;
}

/* Whether the statement is the title of a part or a criterion, word by word. */
static bool is_title(const struct answer_statement *s,
		     const struct text *const *titles, size_t count)
{
	const struct text_sentence *own = s->statement->sentence;
	const struct text_word *words = s->statement->text->words + own->first;

	for (size_t i = 0; i < count; i++) {
		size_t same = 0;

		if (titles[i]->word_count != own->count)
			continue;
		while (same < own->count && strcmp(titles[i]->words[same].lower,
						   words[same].lower) == 0)
			same++;
		if (same == own->count)
			return true;
	}
	return false;
}

static bool is_copy(const struct answer_statement *s,
		    const struct text *const *copies, size_t count)
{
	size_t words = s->statement->sentence->count;

	if (words < COPY_WORDS || words > COPY_WORDS_MAX)
		return false;
	for (size_t i = 0; i < count; i++)
		if (likeness(s, copies[i]) >= COPY_LIKE)
			return true;
	return false;
}

/* Whether the id stands among the first words. */
static bool calls_id(const struct answer_statement *s, const char *id,
		     size_t words)
{
	const struct text_sentence *own = s->statement->sentence;

	for (size_t i = 0; i < own->count && i < words; i++) {
		const struct text_word *word =
			&s->statement->text->words[own->first + i];

		if (strcmp(word->lower, id) == 0)
			return true;
	}
	return false;
}

/* Criteria that a statement calls by their ids ("a1", "d5"). */
static size_t ids_in(const struct answer *answer,
		     const struct answer_statement *s, size_t words)
{
	const struct question *q = answer->question;
	size_t count = 0;

	for (size_t p = 0; p < q->part_count; p++) {
		const struct question_part *part = &q->parts[p];

		for (size_t c = 0; c < part->criterion_count; c++)
			count += calls_id(s, part->criteria[c].id, words);
	}
	return count;
}

/* Whether it speaks of the criteria: its block begins with the id of one, or
 * it calls several. */
static bool is_about_criteria(const struct answer *answer,
			      const struct answer_statement *s)
{
	const struct block *block =
		&answer->document->blocks[s->statement->block];

	return ids_in(answer, &answer->statements[block->first], 1) > 0 ||
	       ids_in(answer, s, SIZE_MAX) > 1;
}

/* The titles of the criteria, read; lives in the arena. */
static const struct text *const *read_titles(const struct answer *answer,
					     size_t *count)
{
	const struct question *q = answer->question;
	const struct text **titles;
	size_t most = 0;

	for (size_t p = 0; p < q->part_count; p++)
		most += q->parts[p].criterion_count;
	titles = arena_new(answer->arena, const struct text *, most + 1);
	for (size_t p = 0; p < q->part_count; p++)
		for (size_t c = 0; c < q->parts[p].criterion_count; c++)
			titles[(*count)++] = text_read(
				q->parts[p].criteria[c].title, answer->arena);
	return titles;
}

void answer_weigh(struct answer *answer)
{
	const struct question *q = answer->question;
	size_t title_count = 0;
	const struct text *const *titles = read_titles(answer, &title_count);
	const struct text **copies =
		arena_new(answer->arena, const struct text *,
			  q->copy_count + q->follow_up_count + 1);
	size_t copy_count = 0;

	for (size_t i = 0; i < q->copy_count; i++)
		copies[copy_count++] = text_read(q->copies[i], answer->arena);
	for (size_t i = 0; i < q->follow_up_count; i++)
		copies[copy_count++] = text_read(q->follow_ups[i],
						 answer->arena);
	copies[copy_count++] = text_read(q->text, answer->arena);
	for (size_t i = 0; i < answer->count; i++) {
		struct answer_statement *s = &answer->statements[i];

		s->weight = 1;
		s->room = 1 +
			  (int)(s->statement->sentence->count / WORDS_PER_ITEM);
		if (is_copy(s, copies, copy_count) ||
		    is_title(s, titles, title_count) ||
		    is_about_criteria(answer, s)) {
			s->weight = 0;
			answer->copied++;
		} else if (is_word_list(answer, s)) {
			s->weight = LIST_WEIGHT;
			answer->listed++;
		} else if (is_lone_word(answer, s) ||
			   is_short_list(answer, s)) {
			s->weight = LONE_WEIGHT;
		} else {
			s->weight = filler_weight(answer, s);
		}
		if (is_tentative(answer, s))
			s->weight *= TENTATIVE_WEIGHT;
	}
}

static int count_bits(unsigned bits)
{
	int count = 0;

	for (; bits; bits &= bits - 1)
		count++;
	return count;
}

bool answer_weigh_again(struct answer *answer)
{
	bool any = false;

	for (size_t i = 0; i < answer->count; i++) {
		struct answer_statement *s = &answer->statements[i];

		if (count_bits(s->served) >= ALL_PARTS &&
		    s->earned >= ALL_ITEMS && !has_number(s) &&
		    !strchr(s->statement->quote, '(')) {
			s->weight *= ALL_WEIGHT;
			answer->listed++;
			any = true;
		}
		s->used = s->costs = s->earned = 0;
		s->served = 0;
	}
	return any;
}
