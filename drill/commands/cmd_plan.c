#include <ctype.h>
#include <string.h>

#include "base/calendar.h"
#include "drill/drill_internal.h"
#include "drill/commands/verb.h"

#define DAY_S 86400
#define DUE_DIGITS 3 /* of days or weeks from now */

/* "+3d", "+2w" */
static bool is_span(const char *due)
{
	size_t digits = *due == '+' ? strspn(due + 1, "0123456789") : 0;

	return digits >= 1 && digits <= DUE_DIGITS &&
	       strspn(due + 1, "0") < digits &&
	       (due[digits + 1] == 'd' || due[digits + 1] == 'w') &&
	       due[digits + 2] == '\0';
}

/* A day of the calendar that comes after the drill's own. */
static bool is_later_day(const char *due, const struct pack *pack)
{
	struct calendar_date date;
	int64_t today = pack->start_moment / DAY_S;

	return calendar_parse_date(due, &date) && calendar_days(date) > today;
}

static bool check_due(const struct drill *drill, const char *due,
		      struct err *err)
{
	struct calendar_date next;

	if (!due || !*due || is_span(due) || is_later_day(due, drill->pack))
		return true;
	next = calendar_from_days(drill->pack->start_moment / DAY_S + 1);
	return err_set(err, ERR_INPUT,
		       "due=\"%.40s\" is no time to come: write +3d, +2w, or a "
		       "day from %04d-%02d-%02d on",
		       due, next.year, next.month, next.day);
}

/* Letters of other scripts count as well. */
static bool check_owner(const char *owner, struct err *err)
{
	size_t letters = 0;

	for (const char *c = owner ? owner : ""; *c; c++)
		letters += isalpha((unsigned char)*c) ||
					   ((unsigned char)*c & 0xc0) == 0xc0
				   ? 1
				   : 0;
	if (!owner || !*owner || letters >= 2)
		return true;
	return err_set(err, ERR_INPUT,
		       "owner=\"%.40s\" names nobody: write a name or a role "
		       "of at least two letters",
		       owner);
}

static bool decide(const struct drill *drill, const struct command *command,
		   struct err *err)
{
	return verb_measure(drill, command->object, err) != NULL &&
	       check_due(drill, command_arg(command, "due"), err) &&
	       check_owner(command_arg(command, "owner"), err);
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
