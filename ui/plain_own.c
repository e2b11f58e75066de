/* What the prompt understands beside the commands of the drill. */
#include "ui/coach.h"
#include "ui/glossary.h"
#include "ui/plain_internal.h"
#include "ui/template.h"
#include "ui/wrap.h"

#include "base/number.h"

#include <string.h>

void plain_advice(const struct session *session, struct str *out)
{
	struct coach_advice advice;
	struct str text = STR_INIT;

	if (coach_advise(session, NULL, &advice)) {
		str_addf(&text, "Hint: %s %s", advice.line.s, advice.why.s);
		wrap_text(out, text.s, 0, 6, PLAIN_WIDTH);
	}
	coach_finish(&advice);
	str_finish(&text);
}

static bool do_help(struct session *session, const char *rest, struct str *out,
		    struct err *err)
{
	(void)session;
	(void)err;
	plain_help(rest, out);
	return true;
}

/* In an exam a hint stands in the record, as a note does. */
static bool do_hint(struct session *session, const char *rest, struct str *out,
		    struct err *err)
{
	(void)rest;
	if (drill_mode(session->drill) == DRILL_EXAM &&
	    !session_command(session, "note \"Took a hint.\"", NULL, err))
		return false;
	plain_advice(session, out);
	return true;
}

static bool do_words(struct session *session, const char *rest, struct str *out,
		     struct err *err)
{
	if (glossary_print(drill_pack(session->drill), rest, out) > 0)
		return true;
	return err_set(err, ERR_INPUT,
		       "no word here has \"%s\" in it; `words` lists all",
		       rest);
}

static bool do_template(struct session *session, const char *rest,
			struct str *out, struct err *err)
{
	if (drill_mode(session->drill) == DRILL_EXAM)
		return err_set(err, ERR_STATE, "an exam has no templates");
	if (!*rest)
		return err_set(err, ERR_INPUT,
			       "template wants a reader, as `tell` does: "
			       "template manager");
	for (int phase = 0; phase < TEMPLATE_PHASES; phase++) {
		str_addf(out, "%s (%s):\n",
			 template_title((enum template_phase)phase),
			 template_help((enum template_phase)phase));
		template_text((enum template_phase)phase, rest, out);
	}
	return true;
}

static bool do_next(struct session *session, const char *rest, struct str *out,
		    struct err *err)
{
	(void)rest;
	(void)out;
	return session_skip(session, err);
}

static bool do_pause(struct session *session, const char *rest, struct str *out,
		     struct err *err)
{
	(void)rest;
	if (!session_pause(session, true, err))
		return false;
	str_add(out, "The clock stands; `go` lets it run.\n");
	return true;
}

static bool do_go(struct session *session, const char *rest, struct str *out,
		  struct err *err)
{
	(void)rest;
	if (!session_pause(session, false, err))
		return false;
	str_add(out, "The clock runs.\n");
	return true;
}

static bool do_speed(struct session *session, const char *rest, struct str *out,
		     struct err *err)
{
	double speed;

	if (!number_parse_double(rest, &speed) || speed < SESSION_SPEED_MIN ||
	    speed > SESSION_SPEED_MAX)
		return err_set(err, ERR_INPUT,
			       "speed is simulated seconds in a real one, from "
			       "%g to %g, not \"%s\"",
			       SESSION_SPEED_MIN, SESSION_SPEED_MAX, rest);
	session_set_speed(session, speed);
	str_addf(out, "A minute of the drill takes %.3g s.\n", 60 / speed);
	return true;
}

static const struct own {
	const char *word, *usage, *help;
	bool (*run)(struct session *session, const char *rest, struct str *out,
		    struct err *err);
} words[] = {
	{ "help", "[COMMAND]", "this list, or one command", do_help },
	{ "?", "", "the same", do_help },
	{ "next", "", "go on to the next event", do_next },
	{ "hint", "", "what one might do next; noted in an exam", do_hint },
	{ "words", "[PART]", "what the words mean", do_words },
	{ "template", "AUDIENCE", "prompts for a message", do_template },
	{ "pause", "", "stop the clock, where the mode allows it", do_pause },
	{ "go", "", "let it run on", do_go },
	{ "speed", "X", "simulated seconds in a real one", do_speed },
};

#define WORDS (sizeof(words) / sizeof(*words))

void plain_own_help(struct str *out)
{
	str_add(out, "Also:\n");
	for (size_t i = 0; i < WORDS; i++)
		str_addf(out, "  %s %s\n      %s\n", words[i].word,
			 words[i].usage, words[i].help);
	str_add(out,
		"  worksheet [ID NAME=VALUE ...]\n      a sum to be worked "
		"out for the plan\n  quit\n      leave; `gameday resume` goes on\n");
}

bool plain_own(struct session *session, const char *line, struct str *out,
	       bool *good, struct err *err)
{
	size_t length = strcspn(line, " ");

	for (size_t i = 0; i < WORDS; i++)
		if (strlen(words[i].word) == length &&
		    strncmp(words[i].word, line, length) == 0) {
			line += length;
			line += strspn(line, " ");
			*good = words[i].run(session, line, out, err);
			return true;
		}
	return false;
}
