/*
 * Which part of the question a statement answers.
 *
 * Letters ("(b) ...") and headings say it; where there are none, labels do
 * ("Solutions: ..."), and in plain prose the first words of paragraphs ("For
 * solutions I would ...").  A table outside all of these is told by its titles.
 * Where nothing tells, each statement is taken by what it does: who looks at
 * something diagnoses, who tells somebody communicates.
 */
#include "scoring/answers/answer_internal.h"

#define OPENING_WORDS 6	 /* of a paragraph that says which part it is */
#define PARTS_ENOUGH 2	 /* by letters and headings, or by labels */
#define PARTS_IN_PROSE 3 /* by first words; fewer may be chance */
#define SIGNED_ENOUGH 2	 /* statements that make a paragraph of one part */

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

/* The part whose letter the block begins with; 0 = none. */
static unsigned part_lettered(const struct answer *answer,
			      const struct block *block)
{
	const struct question *q = answer->question;

	for (size_t p = 0; p < q->part_count && block->letter; p++)
		if (q->parts[p].id[0] == block->letter && !q->parts[p].id[1])
			return 1u << p;
	return 0;
}

/* Parts that a block names in words; 0 = none. */
static unsigned parts_worded(const struct answer *answer,
			     const struct block *block, enum sign sign)
{
	unsigned found = 0;

	for (size_t k = 0; k < block->count; k++) {
		const struct answer_statement *s =
			&answer->statements[block->first + k];

		found |= parts_named(answer, s, reach_of(s, block, sign));
		if (block->kind != BLOCK_HEADING && block->kind != BLOCK_HEADER)
			break;
	}
	return found;
}

static int count_bits(unsigned bits)
{
	int count = 0;

	for (; bits; bits &= bits - 1)
		count++;
	return count;
}

/* Whether headings in words tell the parts, so that "A. ..." below them is the
 * first of some options. */
static bool has_worded_headings(const struct answer *answer)
{
	unsigned all = 0;

	for (size_t b = 0; b < answer->document->block_count; b++) {
		const struct block *block = &answer->document->blocks[b];

		if (block->kind == BLOCK_HEADING &&
		    !part_lettered(answer, block))
			all |= parts_worded(answer, block, SIGN_HEADINGS);
	}
	return count_bits(all) >= PARTS_ENOUGH;
}

/* Parts that a block names; 0 = none. */
static unsigned parts_of(const struct answer *answer, const struct block *block,
			 enum sign sign, bool worded)
{
	unsigned lettered = worded && block->kind != BLOCK_HEADING
				    ? 0
				    : part_lettered(answer, block);

	return lettered ? lettered : parts_worded(answer, block, sign);
}

/* The nearest heading of the same rank that names a part, going by `step`;
 * `unnamed` counts those passed that name none. */
static unsigned next_named(const struct answer *answer, const unsigned *named,
			   size_t from, int step, size_t *unnamed)
{
	const struct block *blocks = answer->document->blocks;
	size_t at = from;

	for (;;) {
		at = step > 0 ? at + 1 : at - 1; /* ends by wrapping round */
		if (at >= answer->document->block_count)
			return 0;
		if (blocks[at].kind != BLOCK_HEADING ||
		    blocks[at].level != blocks[from].level)
			continue;
		if (named[at])
			return named[at];
		++*unnamed;
	}
}

/* Parts by block.  One heading in unknown words between those of two parts
 * that leave one out is that one's. */
static const unsigned *name_blocks(const struct answer *answer, enum sign sign)
{
	size_t count = answer->document->block_count;
	const struct block *blocks = answer->document->blocks;
	unsigned *named = arena_new(answer->arena, unsigned, count + 1);
	unsigned *filled = arena_new(answer->arena, unsigned, count + 1);
	bool worded = has_worded_headings(answer);

	for (size_t b = 0; b < count; b++)
		filled[b] = named[b] = parts_of(answer, &blocks[b], sign,
						worded);
	for (size_t b = 0; b < count; b++) {
		size_t others = 0;
		unsigned before, behind;

		if (blocks[b].kind != BLOCK_HEADING || named[b])
			continue;
		before = next_named(answer, named, b, -1, &others);
		behind = next_named(answer, named, b, 1, &others);
		if (others == 0 && before && behind == before << 2)
			filled[b] = before << 1;
	}
	return filled;
}

/* Returns how many parts were told. */
static int place_parts(struct answer *answer, enum sign sign)
{
	const unsigned *named = name_blocks(answer, sign);
	unsigned now = 0, all = 0;
	bool by_title = false;

	for (size_t b = 0; b < answer->document->block_count; b++) {
		const struct block *block = &answer->document->blocks[b];
		bool title = block->kind == BLOCK_HEADER;
		unsigned parts = named[b];

		if (parts && (!title || now == 0 || by_title)) {
			now = parts;
			by_title = title;
		}
		all |= now;
		for (size_t i = block->first; i < block->first + block->count;
		     i++)
			answer->statements[i].parts = now;
	}
	return count_bits(all);
}

/* Parts that a statement belongs to by what it does; 0 = it does not tell. */
static unsigned signed_by(const struct answer *answer,
			  const struct answer_statement *s)
{
	const struct question *q = answer->question;
	unsigned found = 0;

	for (size_t p = 0; p < q->part_count; p++)
		if (answer_has(s, q->parts[p].signs) ||
		    (q->parts[p].asks && s->statement->sentence->question) ||
		    (q->parts[p].only_told && s->audiences))
			found |= 1u << p;
	return found;
}

/* The part that asks, if most of a paragraph's statements are signed by it and by
 * no other; 0 = none. */
static unsigned paragraph_of(const struct answer *answer,
			     const struct answer_statement *s)
{
	const struct question *q = answer->question;
	unsigned all = 0, asks = 0;
	size_t count = 0;

	for (size_t p = 0; p < q->part_count; p++)
		asks |= q->parts[p].asks ? 1u << p : 0;
	for (size_t i = s->group_first; i < s->group_end; i++) {
		unsigned parts = signed_by(answer, &answer->statements[i]);

		all |= parts;
		count += parts ? 1 : 0;
	}
	if (count < SIGNED_ENOUGH ||
	    2 * count < s->group_end - s->group_first || (all & ~asks))
		return 0;
	return all;
}

/* Each statement that stands under no heading, by itself or its paragraph. */
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
		s->parts = signed_by(answer, s);
		if (s->parts == 0)
			s->parts = paragraph_of(answer, s);
		if (s->parts == 0)
			s->parts = open;
	}
}

/* The parts of what is told to somebody. */
static unsigned told_parts(const struct question *q)
{
	unsigned parts = 0;

	for (size_t p = 0; p < q->part_count; p++)
		parts |= q->parts[p].only_told ? 1u << p : 0;
	return parts;
}

/* What is told to somebody needs no heading: gives it its part where none was
 * found, or (`also`) beside what was.  Returns how many parts that adds. */
static int place_told(struct answer *answer, bool also)
{
	unsigned told = told_parts(answer->question), before = 0, added = 0;

	for (size_t i = 0; i < answer->count; i++)
		before |= answer->statements[i].parts;
	for (size_t i = 0; i < answer->count; i++) {
		struct answer_statement *s = &answer->statements[i];

		if (!s->audiences || (s->parts && !also))
			continue;
		s->parts |= told;
		added = told & ~before;
	}
	return count_bits(added);
}

void answer_find_parts(struct answer *answer)
{
	int found;

	if (place_parts(answer, SIGN_HEADINGS) >= PARTS_ENOUGH ||
	    place_parts(answer, SIGN_LABELS) >= PARTS_ENOUGH) {
		place_told(answer, false);
		return;
	}
	found = place_parts(answer, SIGN_OPENINGS);
	if (found + place_told(answer, true) < PARTS_IN_PROSE) {
		place_parts(answer, SIGN_HEADINGS);
		place_by_signs(answer);
		return;
	}
	/* What comes before the first that is named is the first part. */
	for (size_t i = 0; i < answer->count; i++)
		if (answer->statements[i].parts == 0)
			answer->statements[i].parts = 1;
}
