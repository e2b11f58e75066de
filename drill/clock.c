#include "drill/drill_internal.h"

/* What falls on the same second happens in this order. */
void drill_tick(struct drill *drill)
{
	condition_tick(drill);
	measure_tick(drill);
	approval_tick(drill);
	person_tick(drill);
	alert_tick(drill);
	inject_tick(drill);
	promise_tick(drill);
	stable_tick(drill);
	if (drill->now_s == drill->pack->length_s) {
		drill_log(drill, EVENT_TIME_UP, NULL, NULL, NULL, 0);
		drill->phase = DRILL_PLANNING;
	}
}

bool drill_step(struct drill *drill, int64_t until_s, struct err *err)
{
	if (until_s > drill->pack->length_s)
		until_s = drill->pack->length_s;
	while (drill->now_s < until_s && drill->phase == DRILL_PLAY) {
		int64_t next = (drill->now_s + 1) * SECOND_US;

		if (!world_advance(&drill->world, next, err) ||
		    (!drill->settled &&
		     !world_advance(&drill->baseline, next, err)))
			return false;
		drill->now_s++;
		drill_tick(drill);
	}
	return true;
}

bool drill_advance(struct drill *drill, int64_t until_s, struct err *err)
{
	struct journal_row mark = {
		.kind = JOURNAL_CLOCK, .actor = "", .role = "", .text = ""
	};
	int64_t reached;

	if (until_s < drill->now_s)
		return err_set(err, ERR_STATE, "time cannot go back");
	if (!drill_step(drill, until_s, err))
		return false;
	reached = drill->now_s - drill->now_s % DRILL_CLOCK_MARK_S;
	if (drill->now_s == drill->pack->length_s)
		reached = drill->now_s;
	if (reached <= drill->marked_s)
		return drill_commit(drill, NULL, 0, err);
	mark.at_s = reached;
	mark.seq = (uint32_t)drill->events.count;
	if (!drill_commit(drill, &mark, 1, err))
		return false;
	drill->marked_s = reached;
	return true;
}
