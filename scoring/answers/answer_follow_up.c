/* A reply to a follow-up question: which of its points are there. */
#include "scoring/answers/answer_internal.h"

#include <stdio.h>

static void put_evidence(struct answer *answer, const struct answer_find *find,
			 struct report_criterion *out)
{
	struct report_evidence *list = arena_new(
		answer->arena, struct report_evidence, find->count + 1);

	out->evidence = list;
	for (size_t i = 0; find->share > 0 && i < find->count; i++) {
		const struct answer_statement *s = find->statements[i];

		list[out->evidence_count++] = (struct report_evidence){
			.seq = (uint32_t)(s - answer->statements + 1),
			.at_s = s->statement->line,
			.quote = s->statement->quote,
		};
	}
}

static void judge_point(struct answer *answer, const struct question_item *item,
			size_t number, struct report_criterion *out)
{
	struct answer_find find = { .name = item->name };

	*out = (struct report_criterion){
		.id = arena_printf(answer->arena, "%zu", number),
		.title = item->name,
		.max = item->condition_count > 0 ? 1 : 0,
	};
	if (item->condition_count == 0)
		return;
	answer_judge_item(answer, item, &find);
	out->score = find.share;
	put_evidence(answer, &find, out);
}

const struct report_part *answer_grade_reply(const struct question *question,
					     size_t which, const char *text,
					     struct arena *arena)
{
	const struct question_follow_up *asked = &question->replies[which];
	struct answer answer = { .arena = arena, .question = question };
	struct report_part *part = arena_new(arena, struct report_part, 1);
	struct report_criterion *points = arena_new(
		arena, struct report_criterion, asked->point_count + 1);

	answer_read(&answer, text);
	answer_place(&answer);
	answer_find_parts(&answer);
	answer_weigh(&answer);
	*part = (struct report_part){
		.id = arena_printf(arena, "%zu", which + 1),
		.title = asked->ask,
		.criteria = points,
		.criterion_count = asked->point_count,
	};
	for (size_t i = 0; i < asked->point_count; i++) {
		judge_point(&answer, &asked->points[i], i + 1, &points[i]);
		part->score += points[i].score;
		part->max += points[i].max;
	}
	return part;
}
