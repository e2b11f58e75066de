#include "scoring/score.h"

#include <string.h>

#include "base/calendar.h"
#include "scoring/report/report_build.h"

static const char *line_of(const struct input *input, struct arena *arena)
{
	struct str text = STR_INIT;
	const char *kept;

	command_format(input->command, &text);
	kept = arena_strdup(arena, text.s);
	str_finish(&text);
	return kept;
}

static const char *refusal_line(const struct refusal *refusal,
				struct arena *arena)
{
	char at[CALENDAR_CLOCK_SIZE];

	return arena_printf(arena, "%s %s: %s",
			    calendar_format_clock(refusal->input->at_s, at),
			    line_of(refusal->input, arena), refusal->why);
}

static void put_one(const struct counterfactual *c, const struct inputs *inputs,
		    struct arena *arena, struct report_counterfactual *out)
{
	const struct input *input = &inputs->items[c->decision->input];
	const char **refused = arena_new(arena, const char *,
					 c->refusals.count + 1);

	for (size_t i = 0; i < c->refusals.count; i++)
		refused[i] = refusal_line(&c->refusals.items[i], arena);
	*out = (struct report_counterfactual){
		.seq = input->seq,
		.at_s = input->at_s,
		.action = line_of(input, arena),
		.subject = arena_strdup(arena, c->decision->title),
		.change = c->edit.change == EDIT_REMOVED ? "removed"
							 : "earlier",
		.to_s = c->edit.to_s,
		.loss_usd = c->loss_usd,
		.loss_noise_usd = c->loss_noise_usd,
		.loss_seed_usd = c->differences[0].loss_usd,
		.excess_usd = c->excess_usd,
		.failed_users = c->failed_users,
		.failed_noise_users = c->failed_noise_users,
		.minutes_to_mitigate = c->minutes_to_mitigate,
		.mitigated = c->changed_mitigated,
		.seeds = c->seeds,
		.clear = c->clear,
		.harmful = c->harmful,
		.refused = refused,
		.refused_count = c->refusals.count,
		.sentence = counterfactual_sentence(c, inputs, arena),
	};
}

const struct report *score_add_debrief(const struct report *report,
				       const struct debrief *debrief,
				       enum report_debrief how,
				       struct arena *arena)
{
	size_t count;
	const struct counterfactual *const *all =
		debrief_results(debrief, arena, &count);
	struct report_counterfactual *list =
		arena_new(arena, struct report_counterfactual, count + 1);
	struct report *out = arena_new(arena, struct report, 1);

	for (size_t i = 0; i < count; i++)
		put_one(all[i], debrief_inputs(debrief), arena, &list[i]);
	*out = *report;
	out->debrief = how;
	out->counterfactuals = list;
	out->counterfactual_count = count;
	report_agree(out, debrief_drill(debrief), all, count, arena);
	return out;
}
