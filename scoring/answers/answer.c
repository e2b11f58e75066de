#include "scoring/answers/answer.h"

#include <string.h>

#include "scoring/answers/answer_internal.h"

void answer_read(struct answer *answer, const char *text)
{
	const struct document *d = document_read(text, answer->arena);
	const struct question_context *c = &answer->question->context;

	answer->document = d;
	answer->count = d->statement_count;
	answer->statements = arena_new(answer->arena, struct answer_statement,
				       d->statement_count + 1);
	for (size_t i = 0; i < d->statement_count; i++) {
		struct answer_statement *s = &answer->statements[i];

		s->statement = &d->statements[i];
		s->hits = lexicon_read(answer->question->lexicon,
				       s->statement->text,
				       s->statement->sentence, answer->arena);
	}
	for (size_t i = 0; i < c->audience_count; i++)
		answer->laymen |= c->audiences[i].layman ? 1u << i : 0;
}

static void judge_items(struct answer *answer, struct answer_criterion *out)
{
	for (size_t i = 0; i < out->criterion->item_count; i++) {
		struct answer_find *find = &out->finds[out->find_count++];

		answer_judge_item(answer, &out->criterion->items[i], find);
		out->share += find->share * find->worth;
	}
	out->share = out->share < 0 ? 0 : out->share > 1 ? 1 : out->share;
}

/* Whether "b2 c*" names the criterion. */
static bool is_named(const char *names, const char *id)
{
	for (const char *at = names; *at;) {
		size_t length = strcspn(at, " ");

		if (length > 0 && at[length - 1] == '*'
			    ? strncmp(at, id, length - 1) == 0
			    : strlen(id) == length &&
				      strncmp(at, id, length) == 0)
			return true;
		at += length;
		at += strspn(at, " ");
	}
	return false;
}

static void judge_harms(struct answer *answer,
			struct answer_criterion *criteria, size_t count,
			struct answer_find *harms)
{
	for (size_t h = 0; h < answer->question->harm_count; h++) {
		const struct question_harm *harm = &answer->question->harms[h];

		/* Room is for what earns. */
		for (size_t i = 0; i < answer->count; i++)
			answer->statements[i].used = 0;
		answer_judge_item(answer, &harm->item, &harms[h]);
		if (harm->unless)
			harms[h].share = 1 - harms[h].share;
		for (size_t i = 0; i < count; i++)
			if (is_named(harm->criteria, criteria[i].criterion->id))
				criteria[i].share *=
					1 - harms[h].share * (1 - harm->keeps);
	}
}

/* Notes for whom the statements of a criterion earned something. */
static void note_served(struct answer *answer,
			const struct answer_criterion *out, size_t part)
{
	for (size_t i = 0; i < out->find_count; i++)
		for (size_t k = 0; k < out->finds[i].count; k++) {
			const struct answer_statement *s =
				out->finds[i].statements[k];
			struct answer_statement *own =
				&answer->statements[s - answer->statements];

			own->served |= 1u << part;
			own->earned++;
		}
}

/* Judges every criterion; returns how many there are. */
static size_t judge_all(struct answer *answer,
			struct answer_criterion *criteria)
{
	const struct question *question = answer->question;
	size_t count = 0;

	for (size_t p = 0; p < question->part_count; p++) {
		const struct question_part *part = &question->parts[p];

		/* The parts look at an answer from different sides. */
		for (size_t i = 0; i < answer->count; i++)
			answer->statements[i].used = 0;

		for (size_t c = 0; c < part->criterion_count; c++) {
			struct answer_criterion *out = &criteria[count++];

			*out = (struct answer_criterion){
				.part = part, .criterion = &part->criteria[c]
			};
			if (out->criterion->judge == QUESTION_TRADEOFFS)
				answer_judge_tradeoffs(answer, out);
			else
				judge_items(answer, out);
			note_served(answer, out, p);
		}
	}
	return count;
}

const struct report *answer_grade(const struct question *question,
				  const char *text, struct arena *arena)
{
	struct answer answer = { .arena = arena, .question = question };
	struct answer_criterion *criteria;
	struct answer_find *harms = arena_new(arena, struct answer_find,
					      question->harm_count + 1);
	size_t count = 0;

	for (size_t p = 0; p < question->part_count; p++)
		count += question->parts[p].criterion_count;
	criteria = arena_new(arena, struct answer_criterion, count + 1);
	answer_read(&answer, text);
	answer_refer(&answer);
	answer_place(&answer);
	answer_find_parts(&answer);
	answer_read_messages(&answer);
	answer_weigh(&answer);
	count = judge_all(&answer, criteria);
	if (answer_weigh_again(&answer))
		count = judge_all(&answer, criteria);
	judge_harms(&answer, criteria, count, harms);
	return answer_report(&answer, criteria, count, harms);
}
