/* pin and tie: what is kept as evidence, and for which cause. */
#include "base/number.h"
#include "drill/panels/panel.h"
#include "drill/drill_internal.h"
#include "drill/commands/verb.h"

static size_t own_args(const struct command *command,
		       struct command_arg out[COMMAND_ARGS_MAX])
{
	size_t count = 0;

	for (size_t i = 0; i < command->arg_count; i++) {
		if (strcmp(command->args[i].key, "for"))
			out[count++] = command->args[i];
	}
	return count;
}

static bool decide(const struct drill *drill, const struct command *command,
		   struct err *err)
{
	struct command_arg args[COMMAND_ARGS_MAX];
	size_t count = own_args(command, args);
	const char *cause = command_arg(command, "for");
	int panel = panel_find(command->subject);
	struct arena arena = ARENA_INIT;
	bool good;

	if (panel < 0)
		return err_set(err, ERR_INPUT, "there is no panel '%.40s'",
			       command->subject);
	if (cause && !verb_cause(drill, cause, err))
		return false;
	good = panel_read(drill, (enum panel_id)panel, args, count, &arena,
			  err);
	arena_finish(&arena);
	return good;
}

/* "by=tenant last=10:00", in the panel's own order of keys. */
static const char *canonical(struct drill *drill, enum panel_id panel,
			     const struct command_arg *args, size_t count)
{
	struct str out = STR_INIT;
	const char *keys = panel_keys(panel);
	const char *kept;

	while (*keys) {
		size_t length = strcspn(keys, "|");

		for (size_t i = 0; i < count; i++) {
			if (strlen(args[i].key) == length &&
			    !memcmp(args[i].key, keys, length))
				str_addf(&out, "%s%s=%s", out.length ? " " : "",
					 args[i].key, args[i].value);
		}
		keys += length + (keys[length] == '|');
	}
	kept = arena_strdup(&drill->arena, out.s);
	str_finish(&out);
	return kept;
}

static bool shows(const struct pack_evidence *wanted, enum panel_id panel,
		  const struct command_arg *args, size_t count)
{
	if (strcmp(wanted->panel, panel_word(panel)))
		return false;
	if (!wanted->key)
		return true;
	for (size_t i = 0; i < count; i++) {
		if (strcmp(args[i].key, wanted->key))
			continue;
		for (size_t j = 0; j < wanted->value_count; j++) {
			if (!strcmp(wanted->values[j], args[i].value))
				return true;
		}
		return wanted->value_count == 0;
	}
	return false;
}

static bool bears_on(const struct pack_cause *cause, enum panel_id panel,
		     const struct command_arg *args, size_t count)
{
	for (size_t i = 0; i < cause->bear_count; i++) {
		if (shows(&cause->bears[i], panel, args, count))
			return true;
	}
	return false;
}

/* Where evidence goes that names no cause: to the last open suspicion. */
static const char *last_suspicion(const struct drill *drill)
{
	const char *last = NULL;
	uint32_t seq = 0;

	for (size_t i = 0; i < drill->pack->cause_count; i++) {
		const struct hypothesis *h = &drill->hypotheses[i];

		if (h->state == HYPOTHESIS_OPEN && h->seq > seq) {
			seq = h->seq;
			last = h->cause->id;
		}
	}
	return last;
}

static void open_hypothesis(struct drill *drill, const char *cause,
			    uint32_t seq)
{
	for (size_t i = 0; i < drill->pack->cause_count; i++) {
		struct hypothesis *h = &drill->hypotheses[i];

		if (strcmp(h->cause->id, cause) || h->state != HYPOTHESIS_NONE)
			continue;
		h->state = HYPOTHESIS_OPEN;
		h->since_s = drill->now_s;
		h->seq = seq;
	}
}

static void apply(struct drill *drill, const struct command *command,
		  uint32_t seq)
{
	struct command_arg args[COMMAND_ARGS_MAX];
	size_t count = own_args(command, args);
	enum panel_id panel = (enum panel_id)panel_find(command->subject);
	const char *cause = command_arg(command, "for");
	struct arena arena = ARENA_INIT;
	const struct panel *seen = panel_read(drill, panel, args, count, &arena,
					      NULL);
	struct pin pin = {
		.seq = seq,
		.at_s = drill->now_s,
		.panel = (int)panel,
		.args = canonical(drill, panel, args, count),
		.evidence = arena_strdup(&drill->arena,
					 seen ? seen->evidence : ""),
		.cause = cause ? cause : last_suspicion(drill),
	};

	if (cause)
		open_hypothesis(drill, cause, seq);
	if (pin.cause)
		pin.bears = bears_on(pack_cause(drill->pack, pin.cause), panel,
				     args, count);
	vec_push(&drill->pins, pin);
	drill->events.items[seq - 1].text = pin.evidence;
	arena_finish(&arena);
}

/* The pins that a tie is about: one by its number, or all that are loose. */
static bool is_meant(const struct pin *pin, const char *which)
{
	int64_t seq;

	if (!strcmp(which, "all"))
		return !pin->cause;
	return number_parse_int64(which, &seq) && seq == (int64_t)pin->seq;
}

static bool decide_tie(const struct drill *drill, const struct command *command,
		       struct err *err)
{
	size_t meant = 0;

	if (!verb_cause(drill, command->object, err))
		return false;
	for (size_t i = 0; i < drill->pins.count; i++)
		meant += is_meant(&drill->pins.items[i], command->subject);
	if (meant)
		return true;
	if (!strcmp(command->subject, "all"))
		return err_set(err, ERR_STATE, "every pin is tied to a cause");
	return err_set(err, ERR_INPUT,
		       "no pin has the number %.20s; `look timeline` has them",
		       command->subject);
}

/* It is evidence of when it was pinned, and stays so. */
static void apply_tie(struct drill *drill, const struct command *command,
		      uint32_t seq)
{
	for (size_t i = 0; i < drill->pins.count; i++) {
		struct pin *pin = &drill->pins.items[i];
		struct command_arg args[COMMAND_ARGS_MAX];
		size_t count;

		if (!is_meant(pin, command->subject))
			continue;
		count = own_args(drill->events.items[pin->seq - 1].command,
				 args);
		pin->cause = command->object;
		pin->bears = bears_on(pack_cause(drill->pack, pin->cause),
				      (enum panel_id)pin->panel, args, count);
	}
	open_hypothesis(drill, command->object, seq);
}

const struct verb verb_pin = { .decide = decide, .apply = apply };
const struct verb verb_tie = { .decide = decide_tie, .apply = apply_tie };
