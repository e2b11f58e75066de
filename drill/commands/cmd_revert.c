#include "drill/drill_internal.h"
#include "drill/commands/verb.h"

static bool decide(const struct drill *drill, const struct command *command,
		   struct err *err)
{
	const struct pack_mitigation *what =
		verb_measure(drill, command->subject, err);
	enum measure_state state;

	if (!what)
		return false;
	state = drill_measure(drill, what->id)->state;
	if (state == MEASURE_OFF || state == MEASURE_REFUSED)
		return err_set(err, ERR_STATE,
			       "%s is not in force; there is "
			       "nothing to take back",
			       what->id);
	if (state == MEASURE_REVERTING)
		return err_set(err, ERR_STATE, "%s is being taken back already",
			       what->id);
	if (state == MEASURE_IN_FORCE && !what->reversible)
		return err_set(err, ERR_STATE, "%s cannot be taken back",
			       what->id);
	return true;
}

static void apply(struct drill *drill, const struct command *command,
		  uint32_t seq)
{
	size_t index = measure_index(drill, pack_mitigation(drill->pack,
							    command->subject));

	if (drill->measures[index].state == MEASURE_IN_FORCE)
		measure_take_back(drill, index, seq);
	else
		measure_cancel(drill, index, seq);
}

const struct verb verb_revert = { .decide = decide, .apply = apply };
