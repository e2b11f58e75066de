#include "scoring/score.h"

#include <string.h>

#include "scoring/report/report_build.h"
#include "sim/engine.h"

static const struct rubric *rubric_of(const struct pack *pack,
				      struct arena *arena, struct err *err)
{
	if (!pack->rubric) {
		err_set(err, ERR_INPUT,
			"the pack '%s' has no rubric.json, so that a drill of "
			"it cannot be scored",
			pack->id);
		return NULL;
	}
	return rubric_read(pack->rubric, arena, err);
}

bool score_check_rubric(const struct pack *pack, struct err *err)
{
	struct arena arena = ARENA_INIT;
	bool good = rubric_of(pack, &arena, err) != NULL;

	arena_finish(&arena);
	return good;
}

/* The actor of the first command, "you" when nobody gave a name. */
static const char *player_of(const struct review *review)
{
	for (size_t i = 0; i < review->event_count; i++) {
		const struct command *c = review->events[i].command;

		if (c && c->actor && *c->actor)
			return c->actor;
	}
	return "you";
}

static const char *cause_title(const struct review *review)
{
	const struct pack_cause *cause =
		review->variant->cause_count > 0
			? pack_cause(review->pack, review->variant->causes[0])
			: NULL;

	return cause ? cause->title : review->variant->title;
}

const struct report *score_drill(const struct drill *drill, struct arena *arena,
				 struct err *err)
{
	return score_drill_ahead(drill, NULL, NULL, arena, err);
}

const struct report *score_drill_forward(const struct drill *drill,
					 const struct forward *forward,
					 struct arena *arena, struct err *err)
{
	return score_drill_ahead(drill, NULL, forward, arena, err);
}

const struct report *score_drill_ahead(const struct drill *drill,
				       struct rivals_ahead *ahead,
				       const struct forward *forward,
				       struct arena *arena, struct err *err)
{
	const struct rubric *rubric = rubric_of(drill_pack(drill), arena, err);
	const struct review *review =
		rubric ? review_create(drill, ahead, forward, arena, err)
		       : NULL;
	struct report *report;
	struct judged_list judged;

	if (!review)
		return NULL;
	report = arena_new(arena, struct report, 1);
	report->scenario = review->pack->id;
	report->scenario_title = review->pack->title;
	report->variant = review->variant->id;
	report->variant_title = review->variant->title;
	report->cause = cause_title(review);
	report->player = player_of(review);
	report->mode = drill_mode_name(drill_mode(drill));
	report->start = review->pack->start;
	report->zone = review->pack->zone;
	report->start_utc_s = review->pack->start_moment -
			      (int64_t)review->pack->utc_offset_min * 60;
	report->began_s = drill_trigger(drill) < 0 ? drill_trigger(drill) : 0;
	report->seed = drill_cast(drill)->seed;
	report->engine_version = SIM_ENGINE_VERSION;
	report->scoring_version = SCORING_VERSION;
	report->forward = forward;
	report_judge(report, review, rubric, &judged);
	report_facts(report, review);
	report_word(report, review, rubric, &judged);
	return report;
}
