#include "drill/commands/command.h"

#include "base/calendar.h"
#include "drill/commands/choices.h"
#include "drill/commands/command_split.h"
#include "drill/panels/panel.h"

enum need { NEED_NONE, NEED_MAY, NEED_MUST };

/* What may follow each verb. */
struct shape {
	const char *subject; /* what it is called in messages; NULL = none */
	const char *object;
	enum need text;
	const char *text_name;
	const char *keys;     /* '|'-parted; "*" = any, "panel" = its own */
	const char *subjects; /* '|'-parted closed list; NULL = open */
};

static const struct shape shapes[COMMAND_VERB_COUNT] = {
	[COMMAND_LOOK] = { .subject = "a panel", .keys = "panel" },
	[COMMAND_TRACE] = { .subject = "the number of a request" },
	[COMMAND_PIN] = { .subject = "a panel", .keys = "panel" },
	[COMMAND_TIE] = { .subject = "the number of a pin, or all",
			  .object = "a cause" },
	[COMMAND_SUSPECT] = { .subject = "a cause",
			      .text = NEED_MAY,
			      .text_name = "a note" },
	[COMMAND_RULE_OUT] = { .subject = "a cause",
			       .text = NEED_MAY,
			       .text_name = "a reason" },
	[COMMAND_CONCLUDE] = { .subject = "a cause",
			       .text = NEED_MAY,
			       .text_name = "a reason" },
	[COMMAND_APPLY] = { .subject = "a measure", .keys = "*" },
	[COMMAND_REVERT] = { .subject = "a measure" },
	[COMMAND_ASK] = { .subject = "a person",
			  .text = NEED_MUST,
			  .text_name = "the question" },
	[COMMAND_TELL] = { .subject = "an audience",
			   .text = NEED_MUST,
			   .text_name = "the message" },
	[COMMAND_PLAN] = { .subject = "a phase",
			   .object = "a measure",
			   .keys = "why|tradeoff|owner|metric|rollback|due",
			   .subjects = "now|days|weeks" },
	[COMMAND_DECLARE] = { .subject = "a severity or phase",
			      .subjects = "sev1|sev2|sev3|mitigated|resolved" },
	[COMMAND_ROLE] = { .subject = "a role",
			   .object = "a name",
			   .subjects = "ic|ops|comms|scribe" },
	[COMMAND_NOTE] = { .text = NEED_MUST, .text_name = "the text" },
	[COMMAND_WAIT] = { .subject = "a time MM:SS" },
	[COMMAND_END] = { 0 },
};

static const char *const words[COMMAND_VERB_COUNT] = {
#define V(id, word, usage, help) word,
	COMMAND_VERBS(V)
#undef V
};

static const char *const usages[COMMAND_VERB_COUNT] = {
#define V(id, word, usage, help) usage,
	COMMAND_VERBS(V)
#undef V
};

static const char *const helps[COMMAND_VERB_COUNT] = {
#define V(id, word, usage, help) help,
	COMMAND_VERBS(V)
#undef V
};

const char *command_word(enum command_verb verb)
{
	return words[verb];
}

const char *command_usage(enum command_verb verb)
{
	return usages[verb];
}

const char *command_help(enum command_verb verb)
{
	return helps[verb];
}

const char *command_arg(const struct command *command, const char *key)
{
	for (size_t i = 0; i < command->arg_count; i++) {
		if (!strcmp(command->args[i].key, key))
			return command->args[i].value;
	}
	return NULL;
}

#define KEYS_MAX 32 /* alternatives of a closed list */

static size_t end_of_line(const struct parser *p)
{
	return strcspn(p->line, "\n");
}

/* Splits "a|b|c"; texts live in the arena. */
static size_t choices_of(struct arena *arena, const char *list,
			 const char *out[KEYS_MAX])
{
	size_t count = 0;

	while (*list && count < KEYS_MAX) {
		size_t length = strcspn(list, "|");

		out[count++] = arena_strndup(arena, list, length);
		list += length + (list[length] == '|');
	}
	return count;
}

static bool one_of(struct parser *p, const struct token *token,
		   const char *what, const char *const *list, size_t count)
{
	struct str text = STR_INIT;

	for (size_t i = 0; i < count; i++) {
		if (!strcmp(token->text, list[i]))
			return true;
	}
	str_addf(&text, "'%.40s' is not %s", token->text, what);
	choices_hint(token->text, list, count, &text);
	str_add(&text, text.s[text.length - 1] == '?' ? " It is " : "; it is ");
	choices_list(list, count, &text);
	command_fail(p, token->at, text.s, NULL);
	str_finish(&text);
	return false;
}

static bool check_panel(struct parser *p, const struct token *token)
{
	const char *names[PANEL_COUNT];

	for (int i = 0; i < PANEL_COUNT; i++)
		names[i] = panel_word((enum panel_id)i);
	return one_of(p, token, "a panel", names, PANEL_COUNT);
}

static bool check_key(struct parser *p, const struct command *out,
		      const char *keys, struct token key)
{
	const char *list[KEYS_MAX];
	size_t count;
	bool of_panel = !strcmp(keys, "panel");

	if (!strcmp(keys, "*"))
		return true;
	if (of_panel)
		keys = panel_keys((enum panel_id)panel_find(out->subject));
	count = choices_of(p->arena, keys, list);
	if (of_panel && out->verb == COMMAND_PIN && count < KEYS_MAX)
		list[count++] = "for";
	if (count == 0) {
		struct str text = STR_INIT;

		str_addf(&text, "%s takes no key=value", out->subject);
		command_fail(p, key.at, text.s, NULL);
		str_finish(&text);
		return false;
	}
	return one_of(p, &key, "a key here", list, count);
}

static bool read_args(struct parser *p, struct command *out, const char *keys)
{
	const struct token *token;

	while ((token = command_take(p))) {
		struct command_arg *arg = &out->args[out->arg_count];
		struct token key = *token;

		if (!token->equals)
			return command_fail(
				p, token->at,
				"expected key=value here; "
				"put a value with spaces in quotes: "
				"why=\"...\"",
				NULL);
		if (out->arg_count == COMMAND_ARGS_MAX)
			return command_fail(p, token->at, "too many key=value",
					    NULL);
		key.text = arena_strndup(p->arena, token->text, token->equals);
		if (strspn(key.text,
			   "abcdefghijklmnopqrstuvwxyz0123456789_-") !=
		    token->equals)
			return command_fail(p, token->at,
					    "a key is a word of small letters, "
					    "as in by=plan",
					    NULL);
		if (!check_key(p, out, keys, key))
			return false;
		if (command_arg(out, key.text))
			return command_fail(
				p, token->at,
				"this key is given twice: ", key.text);
		arg->key = key.text;
		arg->value = token->text + token->equals + 1;
		if (!*arg->value)
			return command_fail(p, token->at + token->equals + 1,
					    "a value is missing behind ",
					    key.text);
		out->arg_count++;
	}
	return true;
}

/* All the words that are left are the text; quotes keep spaces as they are. */
static bool read_text(struct parser *p, struct command *out,
		      const struct shape *shape)
{
	struct str text = STR_INIT;
	const struct token *token;

	while ((token = command_take(p))) {
		if (text.length)
			str_add_char(&text, ' ');
		str_add(&text, token->text);
	}
	if (text.length)
		out->text = arena_strdup(p->arena, text.s);
	str_finish(&text);
	if (!out->text && shape->text == NEED_MUST)
		return command_fail(
			p, end_of_line(p),
			"expected here, in quotes: ", shape->text_name);
	return true;
}

static bool read_word(struct parser *p, const char *what, const char **out,
		      const struct token **token)
{
	*token = command_take(p);
	if (!*token || !*(*token)->text) {
		struct str text = STR_INIT;

		str_addf(&text, "expected %s here: %s", what,
			 p->count ? p->tokens[0].text : "");
		command_fail(p, *token ? (*token)->at : end_of_line(p), text.s,
			     " cannot go without");
		str_finish(&text);
		return false;
	}
	*out = (*token)->text;
	return true;
}

static bool check_subject(struct parser *p, struct command *out,
			  const struct shape *shape, const struct token *token)
{
	const char *list[KEYS_MAX];

	if (shape->keys && !strcmp(shape->keys, "panel"))
		return check_panel(p, token);
	if (shape->subjects) {
		size_t count = choices_of(p->arena, shape->subjects, list);

		return one_of(p, token, shape->subject, list, count);
	}
	if (out->verb == COMMAND_WAIT &&
	    (!calendar_parse_clock(token->text, &out->wait_s) ||
	     out->wait_s <= 0))
		return command_fail(p, token->at,
				    "expected how long, as MM:SS: "
				    "wait 02:00",
				    NULL);
	return true;
}

static bool read_verb(struct parser *p, struct command *out)
{
	const struct token *token = command_take(p);

	if (!token)
		return command_fail(
			p, 0, "expected a command; try: look overview", NULL);
	if (!strcmp(token->text, "as")) {
		if (!read_word(p, "a name", &out->actor, &token))
			return false;
		if (strlen(out->actor) > COMMAND_ACTOR_MAX)
			return command_fail(p, token->at,
					    "a name has at most 32 "
					    "letters",
					    NULL);
		token = command_take(p);
		if (!token)
			return command_fail(p, end_of_line(p),
					    "expected a command "
					    "behind the name",
					    NULL);
	}
	if (!one_of(p, token, "a command", words, COMMAND_VERB_COUNT))
		return false;
	for (int i = 0; i < COMMAND_VERB_COUNT; i++) {
		if (!strcmp(token->text, words[i]))
			out->verb = (enum command_verb)i;
	}
	return true;
}

/* The body of "tell X <<END\n...\nEND"; line end or the terminator ends it. */
static bool read_heredoc(struct parser *p, const char *end, struct command *out)
{
	const char *body = strchr(p->line, '\n');
	size_t end_length = strlen(end);
	const char *at = body ? body + 1 : NULL;

	while (at && *at) {
		size_t length = strcspn(at, "\n");
		size_t shown = length;

		while (shown > 0 && command_is_space(at[shown - 1]))
			shown--;
		if (shown == end_length && !memcmp(at, end, shown)) {
			size_t text_length = (size_t)(at - (body + 1));

			while (text_length > 0 &&
			       command_is_space(body[text_length]))
				text_length--;
			out->text = command_scrub(p->arena, body + 1,
						  text_length);
			if (!*out->text)
				return command_fail(p, end_of_line(p),
						    "the message is empty",
						    NULL);
			return true;
		}
		at += length + (at[length] == '\n');
	}
	return command_fail(p, end_of_line(p),
			    "the message has no end; close it with "
			    "a line that says ",
			    end);
}

static bool parse_heredoc(struct parser *p, const char *end,
			  struct command *out)
{
	size_t first = strcspn(p->line, "\n");
	char *head = arena_strndup(p->arena, p->line, first);
	const char *whole = p->line;
	const struct token *token;

	*strstr(head, "<<") = '\0';
	p->line = head;
	if (!command_split(p) || !read_verb(p, out))
		return false;
	if (out->verb != COMMAND_TELL)
		return command_fail(p, 0, "only tell takes a text behind <<",
				    NULL);
	if (!read_word(p, "an audience", &out->subject, &token))
		return false;
	p->line = whole;
	return read_heredoc(p, end, out);
}

bool command_parse(const char *line, struct arena *arena, struct command *out,
		   struct err *err)
{
	struct parser p = { .line = line, .arena = arena, .err = err };
	const struct shape *shape;
	const struct token *token;
	char end[32];

	*out = (struct command){ .at_s = -1, .actor = "you" };
	if (strlen(line) > COMMAND_LINE_MAX)
		return err_set(err, ERR_LIMIT,
			       "a command has at most %d bytes, this has %zu; "
			       "write a shorter message",
			       COMMAND_LINE_MAX, strlen(line));
	if (command_opens_heredoc(line, end))
		return parse_heredoc(&p, end, out);
	if (!command_split(&p) || !read_verb(&p, out))
		return false;
	shape = &shapes[out->verb];
	if (shape->subject) {
		if (!read_word(&p, shape->subject, &out->subject, &token) ||
		    !check_subject(&p, out, shape, token))
			return false;
	}
	if (shape->object &&
	    !read_word(&p, shape->object, &out->object, &token))
		return false;
	if (shape->text != NEED_NONE && !read_text(&p, out, shape))
		return false;
	if (shape->keys && !read_args(&p, out, shape->keys))
		return false;
	token = command_take(&p);
	if (token)
		return command_fail(&p, token->at, "nothing goes here; usage: ",
				    arena_printf(arena, "%s %s",
						 words[out->verb],
						 usages[out->verb]));
	return true;
}

bool command_opens_heredoc(const char *line, char end[32])
{
	bool quoted = false;
	size_t first = strcspn(line, "\n");

	for (size_t i = 0; i < first; i++) {
		size_t length;

		if (line[i] == '\\' && quoted && i + 1 < first) {
			i++;
			continue;
		}
		if (line[i] == '"')
			quoted = !quoted;
		if (!quoted && line[i] == '#' &&
		    (i == 0 || command_is_space(line[i - 1])))
			return false;
		if (quoted || line[i] != '<' || line[i + 1] != '<')
			continue;
		i += 2;
		length = 0;
		while (i + length < first &&
		       !command_is_space(line[i + length]))
			length++;
		if (length == 0 || length > 31)
			return false;
		memcpy(end, line + i, length);
		end[length] = '\0';
		return true;
	}
	return false;
}
