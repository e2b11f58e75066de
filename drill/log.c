#include "drill/commands/command_format.h"
#include "drill/drill_internal.h"

static const char *const event_words[EVENT_KIND_COUNT] = {
#define E(id, word) [EVENT_##id] = word,
	EVENT_KINDS(E)
#undef E
};

const char *event_word(enum event_kind kind)
{
	return event_words[kind];
}

const char *drill_text(struct drill *drill, const char *text)
{
	struct str filled = STR_INIT;
	const char *kept;

	drill_word(drill, text, &filled);
	kept = arena_strdup(&drill->arena, filled.s);
	str_finish(&filled);
	return kept;
}

struct event *drill_log(struct drill *drill, enum event_kind kind,
			const char *from, const char *subject, const char *text,
			uint32_t cause)
{
	struct event *event = vec_push_zero(&drill->events);

	*event = (struct event){
		.seq = (uint32_t)drill->events.count,
		.at_s = drill->now_s,
		.kind = kind,
		.role = "",
		.from = from ? from : "",
		.subject = subject ? subject : "",
		.text = text ? text : "",
		.cause = cause,
	};
	return event;
}

struct event *drill_log_command(struct drill *drill,
				const struct command *command)
{
	struct event *event = drill_log(drill, EVENT_COMMAND, NULL,
					command->subject, command->text, 0);

	event->command = command_copy(command, &drill->arena);
	event->from = event->command->actor;
	event->subject = event->command->subject ? event->command->subject : "";
	event->text = event->command->text ? event->command->text : "";
	event->role = drill_role(drill, event->command->actor);
	return event;
}

void drill_event_line(const struct event *event, struct str *out)
{
	if (event->kind == EVENT_COMMAND) {
		command_format(event->command, out);
		return;
	}
	str_addf(out, "%s", event_word(event->kind));
	if (*event->subject)
		str_addf(out, " %s", event->subject);
	if (*event->from)
		str_addf(out, " from %s", event->from);
	if (event->kind == EVENT_VERDICT)
		str_addf(out, " %.4f", event->value);
	if (*event->text)
		str_addf(out, ": %s", event->text);
}

bool drill_commit(struct drill *drill, const struct journal_row *extra,
		  size_t extra_count, struct err *err)
{
	size_t waiting = drill->events.count - drill->journalled;
	struct {
		VEC_OF(struct journal_row);
	} rows = { 0 };
	struct str line = STR_INIT;
	struct arena texts;
	bool good;

	if (!drill->journal || waiting + extra_count == 0) {
		drill->journalled = drill->events.count;
		return true;
	}
	arena_init(&texts);
	for (size_t i = drill->journalled; i < drill->events.count; i++) {
		const struct event *event = &drill->events.items[i];

		if (event->kind == EVENT_COMMAND)
			continue;
		str_clear(&line);
		drill_event_line(event, &line);
		vec_push(&rows, ((struct journal_row){
					.kind = JOURNAL_DERIVED,
					.seq = event->seq,
					.at_s = event->at_s,
					.actor = "",
					.role = "",
					.text = arena_strdup(&texts, line.s),
				}));
	}
	for (size_t i = 0; i < extra_count; i++)
		vec_push(&rows, extra[i]);
	good = rows.count == 0 ||
	       drill->journal->commit(drill->journal->context, rows.items,
				      rows.count, err);
	if (good)
		drill->journalled = drill->events.count;
	vec_finish(&rows);
	str_finish(&line);
	arena_finish(&texts);
	return good;
}
