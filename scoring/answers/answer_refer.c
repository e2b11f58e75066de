/*
 * References: "I recommend 1 and 3" means what stands under 1 and 3.
 *
 * A number counts as one in a sentence that chooses or that a number opens ("2
 * and 3 today"), or behind "option" and its like, when no unit follows; so does
 * a capital letter, and one that opens a sentence.  The concepts of the numbered line are then put
 * where the number stands.
 */
#include "scoring/answers/answer_internal.h"

#include <string.h>

#define NUMBER_MAX 20 /* higher ones count something else */

static const struct text_word *words_of(const struct answer_statement *s)
{
	return s->statement->text->words + s->statement->sentence->first;
}

static bool is_among(const char *word, const char *const *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(word, list[i]) == 0)
			return true;
	return false;
}

/* Whether what follows the number is no unit. */
static bool stands_alone(const struct answer_statement *s, size_t at)
{
	static const char *const behind[] = {
		"today",   "tomorrow", "this", "next",	 "now",	   "and",
		"or",	   "then",     "is",   "are",	 "as",	   "because",
		"since",   "later",    "only", "first",	 "for",	   "with",
		"instead", "plus",     "in",   "second", "before", "after",
	};
	const struct text_word *words = words_of(s);

	return at + 1 == s->statement->sentence->count ||
	       words[at + 1].clause != words[at].clause ||
	       is_among(words[at + 1].lower, behind,
			sizeof(behind) / sizeof(*behind));
}

/* A capital letter from A to H; I is somebody. */
static bool is_letter(const struct text_word *word)
{
	return word->kind == TEXT_WORD && word->length == 1 && word->capital &&
	       word->lower[0] >= 'a' && word->lower[0] <= 'h';
}

/* A whole number in figures that may be that of a line. */
static bool is_number(const struct answer_statement *s, size_t at)
{
	const struct text_word *word = &words_of(s)[at];

	return word->kind == TEXT_NUMBER && !word->spelled && !word->scaled &&
	       word->value >= 1 && word->value <= NUMBER_MAX &&
	       word->value <= (double)(int)word->value;
}

/* Whether a number opens it, behind the letter of its part: "c) 1 and 2 today".
 * What goes on otherwise counts something. */
static bool opens_with_number(const struct answer_statement *s)
{
	static const char *const behind[] = {
		"and",	"or",	"plus",	    "today", "now",  "first",
		"this", "next", "tomorrow", "then",  "only", "later",
	};
	const struct text_word *words = words_of(s);
	size_t count = s->statement->sentence->count;
	size_t at = count > 1 && words[0].kind == TEXT_WORD &&
				    words[0].length == 1 &&
				    words[1].clause != words[0].clause
			    ? 1
			    : 0;

	return at + 1 < count && is_number(s, at) &&
	       (words[at + 1].kind == TEXT_NUMBER ||
		is_among(words[at + 1].lower, behind,
			 sizeof(behind) / sizeof(*behind)));
}

static bool chooses(const struct answer *answer,
		    const struct answer_statement *s)
{
	return answer_has(s, answer->question->context.choosing) ||
	       opens_with_number(s);
}

/* The number of an earlier line that stands there, or 0. */
static int reference_at(const struct answer *answer,
			const struct answer_statement *s, size_t at)
{
	static const char *const names[] = {
		"option",   "options", "solution", "solutions", "measure",
		"measures", "number",  "proposal", "idea",	"ideas"
	};
	const struct text_word *words = words_of(s);
	bool named = at > 0 && is_among(words[at - 1].lower, names,
					sizeof(names) / sizeof(*names));

	if (is_letter(&words[at]) && stands_alone(s, at) &&
	    (named || at == 0 || chooses(answer, s)))
		return words[at].lower[0] - 'a' + 1;
	if (!is_number(s, at) || (at > 0 && words[at - 1].kind == TEXT_SIGN))
		return 0;
	return (named || chooses(answer, s)) && stands_alone(s, at)
		       ? (int)words[at].value
		       : 0;
}

/* What a line says: "A." by itself may be its first sentence. */
static const struct answer_statement *said_in(const struct answer *answer,
					      const struct block *block)
{
	for (size_t i = block->first; i < block->first + block->count; i++)
		if (answer->statements[i].statement->sentence->count > 1)
			return &answer->statements[i];
	return NULL;
}

/* The latest line before a block that has the number, or NULL.  Only a letter
 * calls what is lettered, and "Option 2" by itself calls nothing else. */
static const struct answer_statement *line_of(const struct answer *answer,
					      int number, bool letter,
					      size_t before)
{
	if (answer->document->blocks[before].number == number)
		return NULL;
	for (size_t b = before; b-- > 0;) {
		const struct block *block = &answer->document->blocks[b];
		bool lettered = letter && block->letter &&
				block->letter - 'a' + 1 == number &&
				block->kind != BLOCK_HEADING;

		if (block->number == number || lettered)
			return said_in(answer, block);
	}
	return NULL;
}

/* Puts the concepts of one statement at a word of another. */
static void lend(struct answer *answer, struct answer_statement *to, size_t at,
		 const struct answer_statement *from)
{
	size_t count = to->hits.count;
	struct lexicon_hit *hits = arena_new(answer->arena, struct lexicon_hit,
					     count + from->hits.count + 1);

	if (count > 0)
		memcpy(hits, to->hits.items, count * sizeof(*hits));
	for (size_t i = 0; i < from->hits.count; i++)
		hits[count + i] = (struct lexicon_hit){
			.concept = from->hits.items[i].concept,
			.first = at,
			.count = 1,
		};
	to->hits = (struct lexicon_hits){
		.items = hits,
		.count = count + from->hits.count,
	};
}

void answer_refer(struct answer *answer)
{
	for (size_t i = 0; i < answer->count; i++) {
		struct answer_statement *s = &answer->statements[i];
		size_t own = s->hits.count;

		if (answer->question->context.choosing < 0)
			return;
		for (size_t at = 0; at < s->statement->sentence->count; at++) {
			int number = reference_at(answer, s, at);
			const struct answer_statement *line =
				number > 0
					? line_of(answer, number,
						  is_letter(&words_of(s)[at]),
						  s->statement->block)
					: NULL;

			if (line && s->hits.count < LEXICON_HITS_MAX + own)
				lend(answer, s, at, line);
		}
	}
}
