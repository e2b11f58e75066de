/* The plain front end: a line in, lines out. */
#include "ui/plain.h"

#include "base/arena.h"
#include "base/calendar.h"
#include "base/mem.h"
#include "drill/figure.h"
#include "ui/worksheet_ask.h"
#include "ui/plain_internal.h"
#include "ui/wrap.h"

struct plain {
	struct session *session;
	bool live;	    /* somebody sits there; time moves by itself */
	size_t shown;	    /* events printed so far */
	struct arena arena; /* for one line */
	struct str message; /* a heredoc being written, its opening line */
	char heredoc[32];   /* its end word; "" = none open */
	int lines;	    /* of the heredoc */
	struct str advice;  /* of the coach, as it was given last */
};

struct plain *plain_create(struct session *session, bool live)
{
	struct plain *plain = mem_calloc(1, sizeof(*plain));

	plain->session = session;
	plain->live = live;
	arena_init(&plain->arena);
	str_init(&plain->message);
	str_init(&plain->advice);
	drill_events(session->drill, &plain->shown);
	return plain;
}

void plain_destroy(struct plain *plain)
{
	if (!plain)
		return;
	arena_finish(&plain->arena);
	str_finish(&plain->message);
	str_finish(&plain->advice);
	free(plain);
}

void plain_briefing(const struct session *session, struct str *out)
{
	const struct drill *drill = session->drill;
	const struct pack *pack = drill_pack(drill);
	struct str text = STR_INIT;

	str_addf(out, "%s\n\n", pack->title);
	for (size_t i = 0; i < pack->briefing_count; i++) {
		str_clear(&text);
		drill_word(drill, pack->briefing[i], &text);
		wrap_text(out, text.s, 0, 0, PLAIN_WIDTH);
		str_add_char(out, '\n');
	}
	str_clear(&text);
	drill_word(drill, pack->stakes.text, &text);
	wrap_text(out, text.s, 0, 0, PLAIN_WIDTH);
	str_add(out,
		"\nType `help` for the commands, `look overview` to begin, "
		"`end` when you are done.\nLooking is free and not scored; what "
		"you pin, conclude, do and write is.\n");
	str_finish(&text);
}

void plain_help(const char *topic, struct str *out)
{
	int found = 0;

	for (int v = 0; v < COMMAND_VERB_COUNT; v++) {
		enum command_verb verb = (enum command_verb)v;

		if (topic && *topic && strcmp(topic, command_word(verb)) != 0)
			continue;
		str_addf(out, "  %s %s\n      %s\n", command_word(verb),
			 command_usage(verb), command_help(verb));
		found++;
	}
	if (topic && *topic && found == 0)
		str_addf(out,
			 "No command is called \"%s\"; `help` lists all.\n",
			 topic);
	if (topic && *topic && strcmp(topic, "look") != 0 &&
	    strcmp(topic, "pin") != 0)
		return;
	str_add(out, "Panels for look and pin:\n");
	for (int p = 0; p < PANEL_COUNT; p++) {
		enum panel_id id = (enum panel_id)p;

		str_addf(out, "  %-14s %s", panel_word(id), panel_help(id));
		if (*panel_keys(id))
			str_addf(out, " (keys: %s)", panel_keys(id));
		str_add_char(out, '\n');
	}
	plain_own_help(out);
}

static void put_news(struct plain *plain, struct str *out)
{
	const struct drill *drill = plain->session->drill;
	size_t count;
	const struct event *events = drill_events(drill, &count);

	for (; plain->shown < count; plain->shown++)
		plain_event(drill, &events[plain->shown], out);
}

/* The coach speaks up when there is something else to do. */
static void put_advice(struct plain *plain, struct str *out)
{
	struct str advice = STR_INIT;

	if (drill_mode(plain->session->drill) != DRILL_COACHED ||
	    *plain->heredoc)
		return;
	plain_advice(plain->session, &advice);
	if (strcmp(advice.s, plain->advice.s) != 0) {
		str_add(out, advice.s);
		str_clear(&plain->advice);
		str_add(&plain->advice, advice.s);
	}
	str_finish(&advice);
}

static void put_prompt(const struct plain *plain, struct str *out)
{
	const struct drill *drill = plain->session->drill;
	char clock[CALENDAR_CLOCK_SIZE];

	if (!plain->live || plain->session->finished)
		return;
	if (*plain->heredoc) {
		str_addf(out, "(message, ends with a line %s) ",
			 plain->heredoc);
		return;
	}
	str_addf(out, "%s%s> ", calendar_format_clock(drill_now(drill), clock),
		 plain->session->planning ? " plan" : "");
}

void plain_news(struct plain *plain, struct str *out)
{
	struct str news = STR_INIT;

	put_news(plain, &news);
	if (news.length > 0) {
		str_add(out, plain->live ? "\n" : "");
		str_add(out, news.s);
		put_prompt(plain, out);
	}
	str_finish(&news);
}

/* Panels that a command opens are printed behind it. */
static bool show_panel(struct plain *plain, const char *line, struct str *out,
		       struct err *err)
{
	struct command command;
	struct command_arg id = { "id", NULL };
	const struct command_arg *args;
	size_t count;
	const struct panel *panel;
	int which;

	if (!command_parse(line, &plain->arena, &command, err))
		return false;
	if (command.verb == COMMAND_TRACE) {
		id.value = command.subject;
		which = PANEL_TRACES;
		args = &id;
		count = 1;
	} else if (command.verb == COMMAND_LOOK) {
		which = panel_find(command.subject);
		args = command.args;
		count = command.arg_count;
	} else {
		return true;
	}
	panel = panel_read(plain->session->drill, (enum panel_id)which, args,
			   count, &plain->arena, err);
	if (!panel)
		return false;
	plain_panel(panel, PLAIN_WIDTH, out);
	return true;
}

/* "MM:SS rest": lets time pass to the stamp and gives the rest. */
static bool take_stamp(struct plain *plain, const char **line, struct str *out,
		       struct err *err)
{
	const char *blank = strchr(*line, ' ');
	size_t length = blank ? (size_t)(blank - *line) : strlen(*line);
	char *word = arena_strndup(&plain->arena, *line, length);
	char clock[CALENDAR_CLOCK_SIZE];
	int64_t at;
	struct drill *drill = plain->session->drill;

	if (!strchr(word, ':') || !calendar_parse_clock(word, &at))
		return true;
	if (at < drill_now(drill))
		return err_set(
			err, ERR_INPUT,
			"%s is past: it is %s now; stamps must not go back",
			word, calendar_format_clock(drill_now(drill), clock));
	if (!drill_advance(drill, at, err))
		return false;
	/* What came in the meantime stands before what is asked now. */
	put_news(plain, out);
	*line += length;
	while (**line == ' ')
		(*line)++;
	return true;
}

static bool run(struct plain *plain, const char *line, struct str *out,
		struct err *err)
{
	struct session *session = plain->session;
	bool good;

	while (*line == ' ' || *line == '\t')
		line++;
	if (!*line || *line == '#')
		return true;
	if (!take_stamp(plain, &line, out, err) || !*line)
		return err->code == ERR_NONE;
	if (plain_own(session, line, out, &good, err))
		return good;
	if (worksheet_is_asked(line))
		return worksheet_ask(session, line, PLAIN_WIDTH, out, err);
	if (!session_command(session, line, NULL, err))
		return false;
	return show_panel(plain, line, out, err);
}

/* One more line of a message in the making; runs it when it is complete. */
static bool add_to_message(struct plain *plain, const char *line,
			   struct str *out, struct err *err)
{
	bool ok;

	if (plain->message.length + strlen(line) > COMMAND_LINE_MAX) {
		plain->heredoc[0] = '\0';
		str_clear(&plain->message);
		return err_set(
			err, ERR_LIMIT,
			"the message is longer than %d bytes; write a shorter one",
			COMMAND_LINE_MAX);
	}
	str_add_char(&plain->message, '\n');
	str_add(&plain->message, line);
	if (strcmp(line, plain->heredoc) != 0)
		return true;
	plain->heredoc[0] = '\0';
	ok = run(plain, plain->message.s, out, err);
	str_clear(&plain->message);
	return ok;
}

/* A refused command is said and forgotten. */
static void put_refusal(const struct err *err, struct str *out)
{
	char text[ERR_MESSAGE_MAX + ERR_PATH_MAX + 32];
	struct str line = STR_INIT;

	str_addf(&line, "! %s", err_format(err, text, sizeof(text)));
	wrap_text(out, line.s, 0, 2, PLAIN_WIDTH);
	str_finish(&line);
}

bool plain_line(struct plain *plain, const char *line, struct str *out,
		struct err *err)
{
	bool ok = true, was_planning = plain->session->planning;

	arena_reset(&plain->arena);
	err->code = ERR_NONE;
	if (*plain->heredoc)
		ok = add_to_message(plain, line, out, err);
	else if (command_opens_heredoc(line, plain->heredoc))
		str_add(&plain->message, line);
	else
		ok = run(plain, line, out, err);
	if (!ok && err->code != ERR_IO) {
		put_refusal(err, out);
		err->code = ERR_NONE;
		ok = true;
	}
	put_news(plain, out);
	if (plain->session->planning && !was_planning)
		str_add(out, "Play is over. Now the plan: `plan now|days|weeks "
			     "MEASURE why= tradeoff= owner= metric= rollback= "
			     "due=`; `end` again for the score.\n");
	put_advice(plain, out);
	put_prompt(plain, out);
	return ok;
}
