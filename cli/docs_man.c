/* The manual page. */
#include "cli/cli.h"
#include "cli/docs.h"

#include "drill/commands/command.h"
#include "drill/panels/panel.h"
#include "ui/config.h"

#include <string.h>

/* Text for roff: dashes that stay dashes, no line that looks like a request. */
static void add_text(const char *text, struct str *out)
{
	for (const char *at = text; *at; at++)
		if (*at == '\\')
			str_add(out, "\\e");
		else if (*at == '-')
			str_add(out, "\\-");
		else if (at == text && (*at == '.' || *at == '\''))
			str_addf(out, "\\&%c", *at);
		else
			str_add_char(out, *at);
}

static void add_item(const char *head, const char *text, struct str *out)
{
	str_add(out, ".TP\n.B \"");
	/* Within the quotes of an argument a quote is two. */
	for (; *head; head++)
		if (*head == '"')
			str_add(out, "\"\"");
		else
			add_text((char[]){ *head, '\0' }, out);
	str_add(out, "\"\n");
	add_text(text, out);
	str_add_char(out, '\n');
}

static void add_commands(struct str *out)
{
	size_t count;
	const struct cli_command *const *commands = cli_commands(&count);

	str_add(out, ".SH SYNOPSIS\n.B gameday\n.RI [ COMMAND \" ...]\"\n"
		     ".SH COMMANDS\nWithout a command: the home screen.\n");
	for (size_t i = 0; i < count; i++) {
		struct str head = STR_INIT;

		str_addf(&head, "%s %s", commands[i]->name, commands[i]->usage);
		add_item(head.s, commands[i]->help, out);
		str_finish(&head);
	}
}

static void add_keys(struct str *out)
{
	struct keymap keymap;

	keymap_init(&keymap);
	str_add(out, ".SH KEYS\nAs they come; the name in brackets is the "
		     "action's, for the configuration and for the line behind "
		     ".BR : .\n");
	for (int context = 0; context < CONTEXT_COUNT; context++) {
		bool titled = false;

		for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++) {
			const struct action_info *info =
				action_info((enum action)i);
			struct str keys = STR_INIT, text = STR_INIT;

			if ((info->contexts & (~info->contexts + 1)) !=
			    1u << context)
				continue;
			if (!titled)
				str_addf(out, ".SS %s\n",
					 context_title(
						 (enum context_id)context));
			titled = true;
			keymap_keys(&keymap, (enum action)i, &keys);
			str_addf(&text, "%s [%s]", info->help, info->name);
			add_item(keys.s, text.s, out);
			str_finish(&keys);
			str_finish(&text);
		}
	}
}

static void add_drill(struct str *out)
{
	str_add(out, ".SH IN A DRILL\nTyped behind : on the screen, at the "
		     "prompt of \\-\\-plain, or in a script.\n");
	for (int v = 0; v < COMMAND_VERB_COUNT; v++) {
		enum command_verb verb = (enum command_verb)v;
		struct str head = STR_INIT;

		str_addf(&head, "%s %s", command_word(verb),
			 command_usage(verb));
		add_item(head.s, command_help(verb), out);
		str_finish(&head);
	}
	str_add(out, ".SS Panels for look and pin\n");
	for (int p = 0; p < PANEL_COUNT; p++)
		add_item(panel_word((enum panel_id)p),
			 panel_help((enum panel_id)p), out);
}

static void add_settings(struct str *out)
{
	str_add(out, ".SH SETTINGS\nLines like \"speed = 5\" in the "
		     "configuration, or GAMEDAY_SPEED=5 in the environment.\n");
	for (int i = 0; i < CONFIG_SETTINGS; i++) {
		struct str text = STR_INIT;

		str_addf(&text, "%s: ", config_help(i));
		config_choices(i, &text);
		add_item(config_name(i), text.s, out);
		str_finish(&text);
	}
}

void docs_man(struct str *out)
{
	str_add(out, ".TH GAMEDAY 1 \"\" \"gameday " GAMEDAY_VERSION "\"\n"
		     ".SH NAME\ngameday \\- drills for incidents, in the "
		     "terminal\n");
	add_commands(out);
	add_keys(out);
	add_drill(out);
	add_settings(out);
	str_add(out, ".SH ENVIRONMENT\n");
	add_item("NO_COLOR", "when set, nothing is coloured", out);
	add_item("VISUAL, EDITOR", "what long texts are written with", out);
	add_item("COLORTERM, TERM", "how many colours there are", out);
	add_item("GAMEDAY_DATA_DIR", "the folder that holds scenarios/", out);
	str_add(out, ".SH FILES\n");
	add_item("$XDG_CONFIG_HOME/gameday/config",
		 "settings, keys and colours; gameday config prints one", out);
	add_item("$XDG_DATA_HOME/gameday",
		 "drills, answers, scenarios and questions of your own", out);
	str_add(out, ".SH EXIT STATUS\n");
	add_item("0", "done, whatever the score was", out);
	add_item("1", "it failed", out);
	add_item("2", "wrong usage or bad input", out);
}
