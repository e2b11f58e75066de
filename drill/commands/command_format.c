#include "drill/commands/command_format.h"

#include "base/mem.h"

void command_quote(const char *text, struct str *out)
{
	str_add_char(out, '"');
	for (; *text; text++) {
		if (*text == '\n') {
			str_add(out, "\\n");
			continue;
		}
		if (*text == '"' || *text == '\\')
			str_add_char(out, '\\');
		str_add_char(out, *text);
	}
	str_add_char(out, '"');
}

/* A word goes bare when it reads back as itself. */
static void add_word(struct str *out, const char *text)
{
	if (*text && !strpbrk(text, " \t\n\"\\#=<"))
		str_add(out, text);
	else
		command_quote(text, out);
}

void command_format(const struct command *command, struct str *out)
{
	if (command->actor && strcmp(command->actor, "you")) {
		str_add(out, "as ");
		add_word(out, command->actor);
		str_add_char(out, ' ');
	}
	str_add(out, command_word(command->verb));
	if (command->subject) {
		str_add_char(out, ' ');
		add_word(out, command->subject);
	}
	if (command->object) {
		str_add_char(out, ' ');
		add_word(out, command->object);
	}
	if (command->text) {
		str_add_char(out, ' ');
		command_quote(command->text, out);
	}
	for (size_t i = 0; i < command->arg_count; i++) {
		str_addf(out, " %s=", command->args[i].key);
		add_word(out, command->args[i].value);
	}
}

static const char *copied(const char *text, struct arena *arena)
{
	return text ? arena_strdup(arena, text) : NULL;
}

const struct command *command_copy(const struct command *command,
				   struct arena *arena)
{
	struct command *copy = arena_new(arena, struct command, 1);

	*copy = *command;
	copy->actor = copied(command->actor ? command->actor : "you", arena);
	copy->subject = copied(command->subject, arena);
	copy->object = copied(command->object, arena);
	copy->text = copied(command->text, arena);
	for (size_t i = 0; i < command->arg_count; i++) {
		copy->args[i].key = copied(command->args[i].key, arena);
		copy->args[i].value = copied(command->args[i].value, arena);
	}
	return copy;
}
