#include "cli/opinion.h"

#include "connect/opinion.h"

#include <stdio.h>

/* What the report knows of its criteria is what is asked. */
static size_t criteria_of(const struct report *report,
			  struct opinion_criterion *out)
{
	size_t count = 0;

	for (size_t p = 0; p < report->part_count; p++) {
		const struct report_part *part = &report->parts[p];

		for (size_t c = 0; c < part->criterion_count; c++) {
			const struct report_criterion *from =
				&part->criteria[c];

			if (count == OPINION_CRITERIA_MAX)
				return count;
			out[count++] = (struct opinion_criterion){
				from->id, from->title, NULL, from->max
			};
		}
	}
	return count;
}

bool opinion_is_wanted(void)
{
	struct opinion_setup setup;

	return opinion_setup_read(&setup);
}

bool opinion_check(struct err *err)
{
	struct opinion_setup setup;

	return !opinion_setup_read(&setup) || opinion_setup_check(&setup, err);
}

const struct report *opinion_add(const struct report *report,
				 const struct question *question,
				 const char *text, struct arena *arena,
				 struct err *err)
{
	struct opinion_criterion criteria[OPINION_CRITERIA_MAX];
	struct report_opinion_verdict *verdicts;
	struct report_opinion *shown;
	struct opinion_setup setup;
	const struct opinion *opinion;
	struct report *whole;
	size_t count;

	if (!opinion_setup_read(&setup))
		return report;
	if (!opinion_setup_check(&setup, err))
		return NULL;
	count = criteria_of(report, criteria);
	opinion = opinion_ask(&setup, question->text, criteria, count, text,
			      arena);
	verdicts = arena_new(arena, struct report_opinion_verdict, count);
	for (size_t i = 0; i < count; i++)
		verdicts[i] = (struct report_opinion_verdict){
			opinion->verdict[i].met, opinion->verdict[i].votes,
			opinion->verdict[i].quote
		};
	shown = arena_new(arena, struct report_opinion, 1);
	*shown = (struct report_opinion){
		.model = arena_strdup(arena, setup.model),
		.abstains = opinion->abstains,
		.answers = opinion->answers,
		.calls = OPINION_CALLS,
		.score = opinion->score,
		.max = opinion->max,
		.verdicts = verdicts,
	};
	whole = arena_new(arena, struct report, 1);
	*whole = *report;
	whole->opinion = shown;
	return whole;
}
