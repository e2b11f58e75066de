#include "drill/drill_internal.h"
#include "drill/commands/verb.h"
#include "drill/verdict_text.h"

static bool may(const struct drill *drill, const struct verb *verb,
		struct err *err)
{
	if (drill->phase == DRILL_ENDED)
		return err_set(err, ERR_STATE, "this drill has ended");
	if (drill->phase == DRILL_PLANNING && !verb->while_planning)
		return err_set(err, ERR_STATE,
			       "time is up: notes, messages, plans and "
			       "conclusions are still taken, then end");
	return true;
}

/* What a message is worth is settled once, before it is accepted; from then
 * on the record says it. */
static void judge(const struct drill *drill, const struct command *command,
		  const struct facts *facts, struct verdict *out)
{
	struct str text = STR_INIT;

	*out = (struct verdict){ .cap = 10, .next_update_s = -1 };
	if (drill->recorded) {
		*out = *drill->recorded;
	} else if (drill->judge) {
		drill->judge->message(drill->judge->context,
				      message_audience(drill, command->subject),
				      command->text, facts, out);
		/* exactly what a replay will read */
		verdict_write(out, &text);
		(void)verdict_read(text.s, out);
	}
	str_finish(&text);
}

static bool record(struct drill *drill, const struct command *command,
		   const struct verdict *verdict, struct err *err)
{
	struct journal_row rows[2] = { 0 };
	size_t count = 0;
	struct str line = STR_INIT, json = STR_INIT;
	bool good;

	command_format(command, &line);
	rows[count++] = (struct journal_row){
		.kind = JOURNAL_INPUT,
		.seq = (uint32_t)drill->events.count + 1,
		.at_s = drill->now_s,
		.actor = command->actor ? command->actor : "you",
		.role = drill_role(drill,
				   command->actor ? command->actor : "you"),
		.text = line.s,
	};
	if (verdict) {
		verdict_write(verdict, &json);
		rows[count] = rows[0];
		rows[count].kind = JOURNAL_VERDICT;
		rows[count++].text = json.s;
	}
	good = drill_commit(drill, rows, count, err);
	str_finish(&line);
	str_finish(&json);
	return good;
}

bool drill_submit_again(struct drill *drill, const struct command *command,
			const struct verdict *verdict, struct err *err)
{
	bool good;

	drill->recorded = verdict;
	good = drill_submit(drill, command, NULL, err);
	drill->recorded = NULL;
	return good;
}

bool drill_submit(struct drill *drill, const struct command *command,
		  uint32_t *seq, struct err *err)
{
	const struct verb *verb = verb_of(command->verb);
	struct command own = *command;
	const struct event *event;
	struct verdict verdict;
	bool tells = command->verb == COMMAND_TELL;
	const struct facts *facts = NULL;
	uint32_t own_seq;

	if (!own.actor)
		own.actor = "you";
	if (!may(drill, verb, err) || !verb->decide(drill, &own, err))
		return false;
	if (tells) {
		own.subject = message_audience(drill, own.subject);
		facts = drill_facts(drill, own.subject, &drill->arena);
		judge(drill, &own, facts, &verdict);
	}
	if (!record(drill, &own, tells ? &verdict : NULL, err))
		return false;
	event = drill_log_command(drill, &own);
	own_seq = event->seq;
	drill->journalled = drill->events.count;
	if (tells)
		message_told(drill, event->command, own_seq, &verdict, facts);
	else if (verb->apply)
		verb->apply(drill, event->command, own_seq);
	if (seq)
		*seq = own_seq;
	return true;
}
