/* The trade-off that is stated with a measure, and true of it. */
#include "scoring/answers/answer_internal.h"

#include <string.h>

#define TRUE_OF_IT 1.0
#define SOME_COST 0.7 /* a cost of the usual kind */
#define ONLY_SAID 0.4 /* something is named as a trade-off */
#define UNCUED 0.6    /* named beside the measure, not as its price */
#define SHORT_WORDS 4 /* of a cost that is only a catchword */
#define SHORT_WORTH 0.6
#define COSTS_MAX 2  /* trade-offs that one statement can state */
#define SHORT_ITEM 4 /* sentences of a bullet about one thing */
#define CELL_WORDS 2

static bool holds_true_cost(const struct answer_statement *s,
			    const struct question_measure *m)
{
	struct question_term costs = m->costs;

	costs.any_stance = true;
	return answer_find_term(s, &costs, 0) >= 0;
}

/* Whether the cell stands under a title such as "Downside". */
static bool is_tradeoff_cell(const struct answer *answer,
			     const struct answer_statement *s)
{
	const struct block *row =
		&answer->document->blocks[s->statement->block];
	const struct block *header;

	if (row->kind != BLOCK_ROW || row->header < 0)
		return false;
	header = &answer->document->blocks[row->header];
	for (size_t i = header->first; i < header->first + header->count; i++) {
		const struct answer_statement *title = &answer->statements[i];

		if (title->statement->column == s->statement->column &&
		    answer_has(title, answer->question->context.tradeoff_title))
			return true;
	}
	return false;
}

/* A bullet of a few sentences is about one thing. */
static bool is_short_item(const struct answer *answer,
			  const struct answer_statement *s)
{
	const struct block *block =
		&answer->document->blocks[s->statement->block];

	return block->kind == BLOCK_ITEM && block->count <= SHORT_ITEM;
}

/* What a statement says about the cost of the measure; `own`: it names the
 * measure itself. */
static double cost_in(const struct answer *answer,
		      const struct answer_statement *s,
		      const struct question_measure *m, bool own)
{
	const struct question_context *c = &answer->question->context;
	bool cell = is_tradeoff_cell(answer, s);
	bool cue = cell || answer_has(s, c->tradeoff_cue);
	double value;

	if (cell && s->statement->sentence->count < CELL_WORDS)
		return 0;
	if (holds_true_cost(s, m))
		value = cue				  ? TRUE_OF_IT
			: own || is_short_item(answer, s) ? UNCUED
							  : 0;
	else if (answer_has(s, c->cost))
		value = cue ? SOME_COST : 0;
	else
		value = cue && !own ? ONLY_SAID : 0;
	if (!cell && s->statement->sentence->count <= SHORT_WORDS)
		value *= SHORT_WORTH;
	return value;
}

static bool names(const struct answer_statement *s,
		  const struct question_measure *m)
{
	return answer_has(s, m->concept);
}

/* Whether another measure is named here, which what follows belongs to. */
static bool names_another(const struct answer *answer,
			  const struct answer_statement *s,
			  const struct question_measure *m)
{
	const struct question *q = answer->question;

	for (size_t i = 0; i < q->measure_count; i++)
		if (&q->measures[i] != m && names(s, &q->measures[i]))
			return true;
	return false;
}

/* Whether a block only goes on about the one before: "Trade-off: ...". */
static bool goes_on(const struct answer *answer, size_t block)
{
	const struct block *b = &answer->document->blocks[block];

	return b->count > 0 &&
	       answer_has(&answer->statements[b->first],
			  answer->question->context.tradeoff_cue) &&
	       b->kind != BLOCK_ROW && b->kind != BLOCK_HEADER;
}

static size_t reach_of(const struct answer *answer,
		       const struct answer_statement *s)
{
	size_t block = s->statement->block + 1, end = s->group_end;

	if (answer->document->blocks[s->statement->block].kind ==
		    BLOCK_HEADING &&
	    block < answer->document->block_count) {
		end = answer->document->blocks[block].first +
		      answer->document->blocks[block].count;
		block++;
	}
	while (block < answer->document->block_count &&
	       goes_on(answer, block)) {
		end = answer->document->blocks[block].first +
		      answer->document->blocks[block].count;
		block++;
	}
	return end;
}

/* Whether a statement that states a cost states another measure's. */
static bool is_anothers(const struct answer *answer,
			const struct answer_statement *s,
			const struct question_measure *m)
{
	return names_another(answer, s, m) && !names(s, m);
}

static double value_of(const struct answer *answer,
		       const struct answer_statement *s,
		       const struct question_measure *m, bool own)
{
	return s->costs >= COSTS_MAX ? 0
				     : s->weight * cost_in(answer, s, m, own);
}

/* The trade-off that stands with one mention of the measure: in the cells of
 * its row, in its own sentence, or in the next one that states any. */
static double tradeoff_at(const struct answer *answer, size_t at,
			  const struct question_measure *m,
			  const struct answer_statement **where)
{
	const struct answer_statement *s = &answer->statements[at];
	bool row = answer->document->blocks[s->statement->block].kind ==
		   BLOCK_ROW;
	size_t end = reach_of(answer, s);
	double best = 0;

	for (size_t i = row ? s->group_first : at; i < end; i++) {
		const struct answer_statement *other = &answer->statements[i];
		bool cue = answer_has(other,
				      answer->question->context.tradeoff_cue);
		double value;

		if (i != at && !row && is_anothers(answer, other, m)) {
			if (cue)
				break;
			continue;
		}
		value = value_of(answer, other, m, i == at);
		if (value > best) {
			best = value;
			*where = other;
		}
		if (cue && i != at && !row)
			break;
	}
	return best;
}

static double best_tradeoff(const struct answer *answer, unsigned parts,
			    const struct question_measure *m,
			    const struct answer_statement **where)
{
	double best = 0;

	for (size_t i = 0; i < answer->count && best < TRUE_OF_IT; i++) {
		const struct answer_statement *found = NULL;
		double value;

		if (!names(&answer->statements[i], m) ||
		    (parts && answer->statements[i].parts &&
		     !(answer->statements[i].parts & parts)))
			continue;
		value = tradeoff_at(answer, i, m, &found);
		if (value > best) {
			best = value;
			*where = found;
		}
	}
	return best;
}

void answer_judge_tradeoffs(struct answer *answer, struct answer_criterion *out)
{
	const struct question *q = answer->question;
	double sum = 0;

	for (size_t i = 0; i < q->measure_count; i++) {
		const struct answer_statement *where = NULL;
		double value = best_tradeoff(answer, out->criterion->parts,
					     &q->measures[i], &where);
		struct answer_find *find = &out->finds[out->find_count];

		if (value <= 0 || out->find_count == QUESTION_ITEMS_MAX)
			continue;
		answer->statements[where - answer->statements].costs++;
		*find = (struct answer_find){ .name = q->measures[i].name,
					      .share = value,
					      .worth = 1 / out->criterion->need,
					      .statements = { where },
					      .count = 1 };
		out->find_count++;
		sum += value;
	}
	out->share = sum / out->criterion->need;
	if (out->share > 1)
		out->share = 1;
}
