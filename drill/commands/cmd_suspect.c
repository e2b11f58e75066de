/* suspect, rule-out, conclude: the same cause in three states. */
#include "drill/drill_internal.h"
#include "drill/commands/verb.h"

static bool decide(const struct drill *drill, const struct command *command,
		   struct err *err)
{
	return verb_cause(drill, command->subject, err) != NULL;
}

static void become(struct drill *drill, const struct command *command,
		   uint32_t seq, enum hypothesis_state state)
{
	for (size_t i = 0; i < drill->pack->cause_count; i++) {
		struct hypothesis *h = &drill->hypotheses[i];

		if (strcmp(h->cause->id, command->subject))
			continue;
		h->state = state;
		h->since_s = drill->now_s;
		h->seq = seq;
		h->note = command->text;
	}
}

static void suspect(struct drill *drill, const struct command *command,
		    uint32_t seq)
{
	become(drill, command, seq, HYPOTHESIS_OPEN);
}

static void rule_out(struct drill *drill, const struct command *command,
		     uint32_t seq)
{
	become(drill, command, seq, HYPOTHESIS_RULED_OUT);
}

static void conclude(struct drill *drill, const struct command *command,
		     uint32_t seq)
{
	become(drill, command, seq, HYPOTHESIS_CONCLUDED);
}

const struct verb verb_suspect = { .decide = decide, .apply = suspect };
const struct verb verb_rule_out = { .decide = decide, .apply = rule_out };
const struct verb verb_conclude = {
	.while_planning = true,
	.decide = decide,
	.apply = conclude,
};
