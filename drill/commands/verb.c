#include "drill/commands/verb.h"

#include "drill/drill_internal.h"
#include "drill/commands/choices.h"

static const struct verb *const verbs[COMMAND_VERB_COUNT] = {
	[COMMAND_LOOK] = &verb_look,
	[COMMAND_TRACE] = &verb_trace,
	[COMMAND_PIN] = &verb_pin,
	[COMMAND_TIE] = &verb_tie,
	[COMMAND_SUSPECT] = &verb_suspect,
	[COMMAND_RULE_OUT] = &verb_rule_out,
	[COMMAND_CONCLUDE] = &verb_conclude,
	[COMMAND_APPLY] = &verb_apply,
	[COMMAND_REVERT] = &verb_revert,
	[COMMAND_ASK] = &verb_ask,
	[COMMAND_TELL] = &verb_tell,
	[COMMAND_PLAN] = &verb_plan,
	[COMMAND_DECLARE] = &verb_declare,
	[COMMAND_ROLE] = &verb_role,
	[COMMAND_NOTE] = &verb_note,
	[COMMAND_WAIT] = &verb_wait,
	[COMMAND_END] = &verb_end,
};

const struct verb *verb_of(enum command_verb verb)
{
	return verbs[verb];
}

#define IDS_MAX 128

static void refuse(const char *what, const char *id, const char *const *ids,
		   size_t count, struct err *err)
{
	struct str text = STR_INIT;

	choices_hint(id, ids, count, &text);
	if (text.length == 0) {
		str_add(&text, "; there are ");
		choices_list(ids, count, &text);
	}
	err_set(err, ERR_INPUT, "there is no %s '%.40s'%s", what, id, text.s);
	str_finish(&text);
}

const struct pack_mitigation *verb_measure(const struct drill *drill,
					   const char *id, struct err *err)
{
	const struct pack *pack = drill->pack;
	const struct pack_mitigation *found = pack_mitigation(pack, id);
	const char *ids[IDS_MAX];
	size_t count = 0;

	if (found)
		return found;
	for (; count < pack->mitigation_count && count < IDS_MAX; count++)
		ids[count] = pack->mitigations[count].id;
	refuse("measure", id, ids, count, err);
	return NULL;
}

const struct pack_cause *verb_cause(const struct drill *drill, const char *id,
				    struct err *err)
{
	const struct pack *pack = drill->pack;
	const struct pack_cause *found = pack_cause(pack, id);
	const char *ids[IDS_MAX];
	size_t count = 0;

	if (found)
		return found;
	for (; count < pack->cause_count && count < IDS_MAX; count++)
		ids[count] = pack->causes[count].id;
	refuse("cause", id, ids, count, err);
	return NULL;
}
