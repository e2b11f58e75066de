/*
 * Which part of the question a statement answers.
 *
 * Letters ("(b) ...") and headings say it; where there are none, labels do
 * ("Solutions: ..."), and in plain prose the first words of paragraphs ("For
 * solutions I would ...").  A table outside all of these is told by its titles.
 * Where nothing tells, each statement is taken by what it does: who looks at
 * something diagnoses, who tells somebody communicates.
 */
#include "scoring/answer_internal.h"

#define OPENING_WORDS 6	 /* of a paragraph that says which part it is */
#define PARTS_ENOUGH 2	 /* by letters and headings, or by labels */
#define PARTS_IN_PROSE 3 /* by first words; fewer may be chance */

/* Where to look for the name of a part. */
enum sign { SIGN_HEADINGS, SIGN_LABELS, SIGN_OPENINGS };

/* Parts whose headings stand within the first words of a statement. */
static unsigned parts_named(const struct answer *answer,
			    const struct answer_statement *s, size_t words)
{
	const struct question *q = answer->question;
	unsigned found = 0;

	for (size_t p = 0; p < q->part_count; p++)
		for (size_t i = 0; i < s->hits.count; i++)
			if (s->hits.items[i].concept == q->parts[p].heading &&
			    s->hits.items[i].first < words)
				found |= 1u << p;
	return found;
}

static size_t reach_of(const struct answer_statement *s,
		       const struct block *block, enum sign sign)
{
	if (block->kind == BLOCK_HEADING || block->kind == BLOCK_HEADER)
		return SIZE_MAX;
	if (block->kind == BLOCK_ROW || sign == SIGN_HEADINGS)
		return 0;
	if (sign == SIGN_OPENINGS && block->kind == BLOCK_PARAGRAPH)
		return OPENING_WORDS;
	return s->statement->label;
}

/* Parts that a block names; 0 = none. */
static unsigned parts_of(const struct answer *answer, const struct block *block,
			 enum sign sign)
{
	const struct question *q = answer->question;
	unsigned found = 0;

	for (size_t p = 0; p < q->part_count && block->letter; p++)
		if (q->parts[p].id[0] == block->letter && !q->parts[p].id[1])
			return 1u << p;
	for (size_t k = 0; k < block->count; k++) {
		const struct answer_statement *s =
			&answer->statements[block->first + k];

		found |= parts_named(answer, s, reach_of(s, block, sign));
		if (block->kind != BLOCK_HEADING && block->kind != BLOCK_HEADER)
			break;
	}
	return found;
}

/* Returns how many parts were told. */
static int place_parts(struct answer *answer, enum sign sign)
{
	unsigned now = 0, all = 0;
	bool by_title = false;
	int count = 0;

	for (size_t b = 0; b < answer->document->block_count; b++) {
		const struct block *block = &answer->document->blocks[b];
		bool title = block->kind == BLOCK_HEADER;
		unsigned parts = parts_of(answer, block, sign);

		if (parts && (!title || now == 0 || by_title)) {
			now = parts;
			by_title = title;
		}
		all |= now;
		for (size_t i = block->first; i < block->first + block->count;
		     i++)
			answer->statements[i].parts = now;
	}
	for (; all; all &= all - 1)
		count++;
	return count;
}

/* Each statement that stands under no heading, by itself. */
static void place_by_signs(struct answer *answer)
{
	const struct question *q = answer->question;
	unsigned open = 0;

	for (size_t p = 0; p < q->part_count; p++)
		open |= q->parts[p].only_told ? 0 : 1u << p;
	for (size_t i = 0; i < answer->count; i++) {
		struct answer_statement *s = &answer->statements[i];

		if (s->parts)
			continue;
		for (size_t p = 0; p < q->part_count; p++)
			if (answer_has(s, q->parts[p].signs) ||
			    (q->parts[p].only_told && s->audiences))
				s->parts |= 1u << p;
		if (s->parts == 0)
			s->parts = open;
	}
}

void answer_find_parts(struct answer *answer)
{
	if (place_parts(answer, SIGN_HEADINGS) >= PARTS_ENOUGH ||
	    place_parts(answer, SIGN_LABELS) >= PARTS_ENOUGH)
		return;
	if (place_parts(answer, SIGN_OPENINGS) < PARTS_IN_PROSE) {
		place_parts(answer, SIGN_HEADINGS);
		place_by_signs(answer);
		return;
	}
	/* What comes before the first that is named is the first part. */
	for (size_t i = 0; i < answer->count; i++)
		if (answer->statements[i].parts == 0)
			answer->statements[i].parts = 1;
}
