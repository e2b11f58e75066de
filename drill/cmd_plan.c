#include "drill/drill_internal.h"
#include "drill/verb.h"

static bool decide(const struct drill *drill, const struct command *command,
		   struct err *err)
{
	return verb_measure(drill, command->object, err) != NULL;
}

static enum plan_phase phase_of(const char *word)
{
	enum plan_phase phase = PLAN_NOW;

	while (phase + 1 < PLAN_PHASES && strcmp(plan_phase_word(phase), word))
		phase++;
	return phase;
}

static const char *text_of(const struct command *command, const char *key)
{
	const char *value = command_arg(command, key);

	return value ? value : "";
}

/* Planning a measure again moves it: it stands on the board once. */
static void apply(struct drill *drill, const struct command *command,
		  uint32_t seq)
{
	const struct pack_mitigation *what = pack_mitigation(drill->pack,
							     command->object);
	struct plan_item item = {
		.seq = seq,
		.phase = phase_of(command->subject),
		.what = what,
		.why = text_of(command, "why"),
		.tradeoff = text_of(command, "tradeoff"),
		.owner = text_of(command, "owner"),
		.metric = text_of(command, "metric"),
		.rollback = text_of(command, "rollback"),
		.due = text_of(command, "due"),
	};

	for (size_t i = 0; i < drill->plan.count; i++) {
		if (drill->plan.items[i].what == what) {
			vec_remove(&drill->plan, i);
			break;
		}
	}
	vec_push(&drill->plan, item);
}

const struct verb verb_plan = {
	.while_planning = true,
	.decide = decide,
	.apply = apply,
};
