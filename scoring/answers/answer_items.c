/* Conditions over statements. */
#include "scoring/answers/answer_internal.h"

#define LAYMEN_WORDS 25	  /* said to laymen, before its language is judged */
#define JARGON_SHARE 0.12 /* of the statements to laymen that may hold some */

bool answer_has(const struct answer_statement *s, int concept)
{
	for (size_t i = 0; i < s->hits.count; i++)
		if (s->hits.items[i].concept == concept)
			return true;
	return false;
}

int answer_find_term(const struct answer_statement *s,
		     const struct question_term *term, unsigned phases)
{
	for (size_t c = 0; c < term->count; c++) {
		for (size_t i = 0; i < s->hits.count; i++) {
			const struct lexicon_hit *hit = &s->hits.items[i];

			if (hit->concept != term->concepts[c] ||
			    (s->denied[i] && !term->any_stance))
				continue;
			if (phases == 0 || (s->phases[hit->first] & phases))
				return (int)hit->first;
		}
	}
	return -1;
}

static bool setting_fits(const struct answer_statement *s,
			 const struct question_condition *c)
{
	if (c->audiences && !(s->audiences & c->audiences))
		return false;
	if ((s->says & c->says) != c->says)
		return false;
	if (c->parts && s->parts && !(s->parts & c->parts))
		return false;
	return !c->quoted || s->statement->quoted;
}

/* All terms in one statement. */
static bool holds_in_statement(const struct answer_statement *s,
			       const struct question_condition *c)
{
	if (!setting_fits(s, c))
		return false;
	for (size_t t = 0; t < c->term_count; t++) {
		bool there = answer_find_term(
				     s, &c->terms[t],
				     c->terms[t].absent ? 0 : c->phases) >= 0;

		if (there == c->terms[t].absent)
			return false;
	}
	return true;
}

/* All terms somewhere in the paragraph of the statement, the first one in the
 * statement itself. */
static bool holds_in_group(const struct answer *answer,
			   const struct answer_statement *s,
			   const struct question_condition *c)
{
	if (!setting_fits(s, c) || c->term_count == 0 ||
	    answer_find_term(s, &c->terms[0], c->phases) < 0)
		return false;
	for (size_t t = 1; t < c->term_count; t++) {
		bool there = false;

		for (size_t i = s->group_first; i < s->group_end && !there; i++)
			there = setting_fits(&answer->statements[i], c) &&
				answer_find_term(&answer->statements[i],
						 &c->terms[t], 0) >= 0;
		if (there == c->terms[t].absent)
			return false;
	}
	return true;
}

/* What is said to laymen is enough to be judged, and plain. */
static struct answer_statement *find_clean(const struct answer *answer)
{
	struct answer_statement *first = NULL;
	size_t words = 0, statements = 0, jargon = 0;

	for (size_t i = 0; i < answer->count; i++) {
		struct answer_statement *s = &answer->statements[i];

		if (!(s->audiences & answer->laymen) || s->weight < 1)
			continue;
		words += s->statement->sentence->count;
		statements++;
		jargon += answer_has(s, answer->question->context.jargon) ? 1
									  : 0;
		if (!first)
			first = s;
	}
	if (words < LAYMEN_WORDS ||
	    (double)jargon > JARGON_SHARE * (double)statements)
		return NULL;
	return first;
}

/* What the conditions of one item have found so far, one for each. */
struct found {
	const struct question_condition *conditions;
	const struct answer_statement *statements[QUESTION_CONDITIONS_MAX];
	size_t count;
};

static bool is_same(const struct question_condition *a,
		    const struct question_condition *b)
{
	bool same = a->term_count == b->term_count &&
		    a->audiences == b->audiences && a->phases == b->phases &&
		    a->says == b->says;

	for (size_t t = 0; same && t < a->term_count; t++) {
		same = a->terms[t].count == b->terms[t].count &&
		       a->terms[t].absent == b->terms[t].absent;
		for (size_t i = 0; same && i < a->terms[t].count; i++)
			same = a->terms[t].concepts[i] ==
			       b->terms[t].concepts[i];
	}
	return same;
}

/* A condition that is written twice asks for two statements. */
static bool is_taken(const struct found *found,
		     const struct answer_statement *s)
{
	const struct question_condition *c = &found->conditions[found->count];

	for (size_t i = 0; i < found->count; i++)
		if (found->statements[i] == s &&
		    is_same(&found->conditions[i], c))
			return true;
	return false;
}

/* The best statement for the next condition; NULL = it does not hold. */
static struct answer_statement *find_statement(struct answer *answer,
					       const struct found *found)
{
	const struct question_condition *c = &found->conditions[found->count];
	struct answer_statement *best = NULL;

	for (size_t i = 0; i < answer->count; i++) {
		struct answer_statement *s = &answer->statements[i];
		bool holds = c->block ? holds_in_group(answer, s, c)
				      : holds_in_statement(s, c);

		if (!holds || s->weight <= 0 || s->used >= s->room ||
		    is_taken(found, s))
			continue;
		if (!best || s->weight > best->weight)
			best = s;
		if (best->weight >= 1)
			break;
	}
	return best;
}

void answer_judge_item(struct answer *answer, const struct question_item *item,
		       struct answer_find *find)
{
	struct found found = { .conditions = item->conditions };
	double got = 0;

	*find = (struct answer_find){ .name = item->name,
				      .worth = item->worth };
	for (; found.count < item->condition_count && got < item->need;
	     found.count++) {
		const struct question_condition *c =
			&item->conditions[found.count];
		struct answer_statement *s = c->clean ? find_clean(answer)
						      : find_statement(answer,
								       &found);

		found.statements[found.count] = s;
		if (!s)
			continue;
		got += c->worth * s->weight;
		s->used += c->clean ? 0 : 1;
		if (find->count < ANSWER_FIND_MAX &&
		    (find->count == 0 ||
		     find->statements[find->count - 1] != s))
			find->statements[find->count++] = s;
	}
	find->share = got >= item->need ? 1 : got / item->need;
}
