#include "drill/commands/script.h"

#include "base/calendar.h"
#include "base/vec.h"
#include "drill/drill_internal.h"

struct reader {
	const char *path;
	const char *at;	 /* what is not yet read */
	int line;	 /* of what is read */
	int64_t clock_s; /* of the line before, waits added */
	struct arena *arena;
	struct {
		VEC_OF(struct script_line);
	} lines;
};

/* The next line without its end; NULL at the end of the text. */
static char *next_line(struct reader *r)
{
	size_t length;
	char *line;

	if (!*r->at)
		return NULL;
	length = strcspn(r->at, "\n");
	line = arena_strndup(r->arena, r->at, length);
	r->at += length + (r->at[length] == '\n');
	r->line++;
	if (length > 0 && line[length - 1] == '\r')
		line[length - 1] = '\0';
	return line;
}

static bool wrong(const struct reader *r, int line, int column, struct err *err,
		  const char *message)
{
	return err_set_at(err, ERR_INPUT, r->path, line, column, "%s", message);
}

/* Reads "MM:SS " at the front; *rest is what stands behind it. */
static bool read_stamp(struct reader *r, char *line, int64_t *at_s,
		       const char **rest, struct err *err)
{
	size_t blank = strspn(line, " \t");
	size_t length = strcspn(line + blank, " \t");
	char stamp[CALENDAR_CLOCK_SIZE];

	if (length >= sizeof(stamp) || length == 0)
		return wrong(r, r->line, (int)blank + 1, err,
			     "a line begins with its minute: MM:SS COMMAND");
	memcpy(stamp, line + blank, length);
	stamp[length] = '\0';
	if (!calendar_parse_clock(stamp, at_s) || *at_s < 0)
		return wrong(r, r->line, (int)blank + 1, err,
			     "a line begins with its minute: MM:SS COMMAND");
	if (*at_s < r->clock_s)
		return wrong(r, r->line, (int)blank + 1, err,
			     "this minute lies before the line above; lines "
			     "go in order of time");
	*rest = line + blank + length;
	*rest += strspn(*rest, " \t");
	if (!**rest)
		return wrong(r, r->line, (int)(*rest - line) + 1, err,
			     "expected a command behind the minute");
	return true;
}

/* A message that goes over several lines, as one text. */
static const char *with_body(struct reader *r, const char *line,
			     const char *end)
{
	struct str whole = STR_INIT;
	const char *text;
	char *next;

	str_add(&whole, line);
	str_add_char(&whole, '\n');
	while ((next = next_line(r))) {
		size_t shown = strlen(next);

		str_add(&whole, next);
		str_add_char(&whole, '\n');
		while (shown > 0 &&
		       (next[shown - 1] == ' ' || next[shown - 1] == '\t'))
			shown--;
		if (shown == strlen(end) && !memcmp(next, end, shown))
			break;
	}
	text = arena_strdup(r->arena, whole.s);
	str_finish(&whole);
	return text;
}

static bool read_command(struct reader *r, char *line, struct err *err)
{
	struct script_line out = { .line = r->line };
	struct err inner = { 0 };
	const char *rest = line, *text;
	char end[32];
	int64_t at_s = 0;

	if (!read_stamp(r, line, &at_s, &rest, err))
		return false;
	text = command_opens_heredoc(rest, end) ? with_body(r, rest, end)
						: rest;
	if (!command_parse(text, r->arena, &out.command, &inner))
		return err_set_at(
			err, inner.code, r->path, out.line,
			inner.column ? inner.column + (int)(rest - line) : 0,
			"%s", inner.message);
	out.command.at_s = at_s;
	r->clock_s = at_s;
	if (out.command.verb == COMMAND_WAIT) {
		r->clock_s += out.command.wait_s;
		return true;
	}
	if (r->lines.count == SCRIPT_LINES_MAX)
		return err_set_at(err, ERR_LIMIT, r->path, out.line, 0,
				  "a script has at most %d commands",
				  SCRIPT_LINES_MAX);
	vec_push(&r->lines, out);
	return true;
}

bool script_parse(const char *path, const char *text, struct arena *arena,
		  struct script *out, struct err *err)
{
	struct reader r = { .path = path, .at = text, .arena = arena };
	struct script_line *lines;
	bool good = true;
	char *line;

	while (good && (line = next_line(&r))) {
		size_t blank = strspn(line, " \t");

		if (line[blank] && line[blank] != '#')
			good = read_command(&r, line, err);
	}
	lines = arena_new(arena, struct script_line, r.lines.count + 1);
	for (size_t i = 0; i < r.lines.count; i++)
		lines[i] = r.lines.items[i];
	*out = (struct script){ path, lines, r.lines.count };
	vec_finish(&r.lines);
	return good;
}

bool script_from_lines(const char *path, const char *const *lines, size_t count,
		       struct arena *arena, struct script *out, struct err *err)
{
	struct str text = STR_INIT;
	bool good;

	for (size_t i = 0; i < count; i++) {
		str_add(&text, lines[i]);
		str_add_char(&text, '\n');
	}
	good = script_parse(path, text.s, arena, out, err);
	str_finish(&text);
	return good;
}

/* What a lenient run leaves behind of a command that was not possible. */
static bool keep_refusal(struct drill *drill, const struct script_line *line,
			 const struct err *why, struct err *err)
{
	struct str text = STR_INIT;
	struct command note = { .verb = COMMAND_NOTE,
				.at_s = -1,
				.actor = line->command.actor };
	bool good;

	str_add(&text, "refused: ");
	command_format(&line->command, &text);
	str_addf(&text, " (%s)", why->message);
	note.text = text.s;
	good = drill_submit(drill, &note, NULL, err);
	str_finish(&text);
	return good;
}

static bool play_line(struct drill *drill, const struct script *script,
		      const struct script_line *line, bool lenient,
		      struct err *err)
{
	struct err why = { 0 };

	if (line->command.at_s > drill->now_s &&
	    !drill_advance(drill, line->command.at_s, err))
		return false;
	if (drill_submit(drill, &line->command, NULL, &why))
		return true;
	if (lenient)
		return keep_refusal(drill, line, &why, err);
	return err_set_at(err, why.code, script->path, line->line, why.column,
			  "%s", why.message);
}

bool script_run(struct drill *drill, const struct script *script, bool lenient,
		struct err *err)
{
	struct command end = { .verb = COMMAND_END,
			       .at_s = -1,
			       .actor = "you" };

	for (size_t i = 0; i < script->count; i++) {
		if (drill->phase == DRILL_ENDED)
			break;
		if (!play_line(drill, script, &script->lines[i], lenient, err))
			return false;
	}
	if (drill->phase == DRILL_ENDED)
		return true;
	return drill_advance(drill, drill->pack->length_s, err) &&
	       drill_submit(drill, &end, NULL, err);
}
