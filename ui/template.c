#include "ui/template.h"

#include <stdbool.h>
#include <string.h>

#define PROMPTS_MAX 6

/* Prompts of one reader; NULL = the usual one of that place. */
struct prompts {
	const char *audience; /* NULL = the usual */
	const char *lines[PROMPTS_MAX];
};

struct phase {
	const char *title, *help;
	struct prompts for_all[7];
};

static const struct phase phases[TEMPLATE_PHASES] = {
	[TEMPLATE_FIRST] = { "First word",
			     "nobody has heard from you yet",
			     { { NULL,
				 { "[severity, what is broken, since when]",
				   "[who is hurt by it and how many]",
				   "[what is being done, by whom, when it lands]",
				   "[what is known, and what is a guess]",
				   "[what you need from this reader]",
				   "[when you write again]" } },
			       { "manager",
				 { NULL,
				   "[who is hurt and how many; money an hour against normal]",
				   NULL, NULL,
				   "[the decision or the help you need, by when]" } },
			       { "product",
				 { NULL,
				   "[which users and features, what they see]",
				   "[what is switched off or limited, for whom, until when]",
				   NULL,
				   "[which choice is theirs, with its price]" } },
			       { "finance",
				 { "[what costs more, since when]",
				   "[money an hour against normal, total so far, forecast]",
				   "[what stops it, when, what it saves]",
				   "[how sure the figures are]",
				   "[what they are to approve or prepare]" } },
			       { "support",
				 { NULL, "[what customers see and how many]",
				   NULL,
				   "[what may be promised, and what may not]",
				   "[words that can be sent to customers]" } },
			       { "vendor",
				 { "[what goes wrong with their API, since when, UTC]",
				   "[rate of errors by code, requests, tasks in flight]",
				   "[an example: time, request, answer]",
				   "[what is the same on our side as before]",
				   "[what you ask of them, how urgent]",
				   "[how and when to reach you]" } },
			       { "customers",
				 { "[what does not work for you, since when]",
				   "[who is touched, and what still works]",
				   "[what we do about it]", NULL,
				   "[what to do, and not to do, meanwhile]",
				   "[when there is more to read]" } } } },
	[TEMPLATE_UPDATE] = { "Update",
			      "they know of it; say what changed",
			      { { NULL,
				  { "[what changed since the last message]",
				    "[the figures now, against then]",
				    "[what landed, what is on its way]",
				    "[what was ruled out, what is new]",
				    "[what you still need]",
				    "[when you write again]" } },
				{ "finance",
				  { NULL,
				    "[money an hour now, total so far, forecast now]" } },
				{ "customers",
				  { NULL,
				    "[what works again, what does not yet]",
				    "[what we do next]", "",
				    "[what to do meanwhile]" } } } },
	[TEMPLATE_CLOSING] = { "Closing",
			       "it is over, or as good as",
			       { { NULL,
				   { "[that it is over, since when, how you know]",
				     "[what it cost: people, money, time]",
				     "[the cause in one sentence, or what is not known]",
				     "[what stays in force, and until when]",
				     "[what will be done so that it does not come back, by whom]",
				     "[where and when the review is]" } },
				 { "finance",
				   { NULL,
				     "[what it cost in all, and what the month comes to]" } },
				 { "customers",
				   { NULL,
				     "[what you may have noticed; what is made good]",
				     "", "", "[what we change]",
				     "[whom to write to with questions]" } } } },
};

const char *template_title(enum template_phase phase)
{
	return phases[phase].title;
}

const char *template_help(enum template_phase phase)
{
	return phases[phase].help;
}

static const char *prompt_of(const struct phase *phase, const char *audience,
			     int line)
{
	const char *usual = phase->for_all[0].lines[line];

	for (size_t i = 1; i < 7 && phase->for_all[i].audience; i++)
		if (strcmp(phase->for_all[i].audience, audience) == 0 &&
		    phase->for_all[i].lines[line])
			return phase->for_all[i].lines[line];
	return usual;
}

void template_text(enum template_phase phase, const char *audience,
		   struct str *out)
{
	for (int line = 0; line < PROMPTS_MAX; line++) {
		const char *prompt = prompt_of(&phases[phase], audience, line);

		if (*prompt)
			str_addf(out, "%s\n", prompt);
	}
}

size_t template_prompt(const char *text)
{
	for (int phase = 0; phase < TEMPLATE_PHASES; phase++)
		for (int i = 0; i < 7; i++)
			for (int line = 0; line < PROMPTS_MAX; line++) {
				const char *prompt =
					phases[phase].for_all[i].lines[line];
				size_t length = prompt ? strlen(prompt) : 0;

				if (length > 0 &&
				    strncmp(text, prompt, length) == 0)
					return length;
			}
	return 0;
}

long template_next(const char *text, size_t at)
{
	for (int turn = 0; turn < 2; turn++) {
		for (size_t i = turn ? 0 : at; text[i]; i++)
			if (text[i] == '[' && template_prompt(text + i))
				return (long)i;
		if (at == 0)
			break;
	}
	return -1;
}

void template_strip(const char *text, struct str *out)
{
	while (*text) {
		size_t line = out->length;
		bool held = false;

		while (*text && *text != '\n') {
			size_t prompt = *text == '[' ? template_prompt(text)
						     : 0;

			held = held || prompt > 0;
			if (prompt)
				text += prompt;
			else
				str_add_char(out, *text++);
		}
		if (held && strspn(out->s + line, " \t") == out->length - line)
			str_truncate(out, line);
		else if (*text)
			str_add_char(out, '\n');
		text += *text == '\n';
	}
}
