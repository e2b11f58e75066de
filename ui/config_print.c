/* The configuration as a file. */
#include "ui/config.h"

#include <string.h>

static void print_settings(const struct config *config,
			   const struct config *usual, struct str *out)
{
	for (int i = 0; i < CONFIG_SETTINGS; i++) {
		struct str now = STR_INIT, then = STR_INIT, words = STR_INIT;

		config_value(config, i, &now);
		config_value(usual, i, &then);
		config_choices(i, &words);
		str_addf(out, "# %s: %s\n%s%s = %s\n", config_help(i), words.s,
			 strcmp(now.s, then.s) == 0 ? "#" : "", config_name(i),
			 now.s);
		str_finish(&now);
		str_finish(&then);
		str_finish(&words);
	}
}

static void print_keys(const struct config *config, const struct config *usual,
		       struct str *out)
{
	for (int context = 0; context < CONTEXT_COUNT; context++) {
		bool titled = false;

		for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++) {
			enum action action = (enum action)i;
			const struct action_info *info = action_info(action);
			unsigned first = info->contexts & (~info->contexts + 1);
			const int *keys = config->keymap.keys[i];

			if (first != 1u << context)
				continue;
			if (!titled)
				str_addf(out, "\n# %s\n",
					 context_title(
						 (enum context_id)context));
			titled = true;
			str_addf(out, "%skey %s =",
				 memcmp(keys, usual->keymap.keys[i],
					sizeof(config->keymap.keys[i])) == 0
					 ? "#"
					 : "",
				 info->name);
			keymap_words(&config->keymap, action, out);
			str_add_char(out, '\n');
		}
	}
}

static void add_color(int32_t color, struct str *out)
{
	if (color == ROLE_NONE)
		str_add(out, "default");
	else
		str_addf(out, "#%06x", (unsigned)color);
}

static void add_style(const struct style *style, struct str *out)
{
	static const char *const names[] = { "bold", "dim", "underline",
					     "reverse", "italic" };

	add_color(style->foreground, out);
	if (style->background != ROLE_NONE) {
		str_add(out, " on ");
		add_color(style->background, out);
	}
	for (int i = 0; i < 5; i++)
		if (style->attributes & 1u << i)
			str_addf(out, " %s", names[i]);
}

static void print_colors(const struct config *config, struct str *out)
{
	enum scheme scheme = config->terminal.scheme < 0
				     ? SCHEME_DARK
				     : (enum scheme)config->terminal.scheme;

	str_addf(out, "\n# What is drawn how, as the scheme %s has it\n",
		 scheme_name(scheme));
	for (int i = 0; i < ROLE_COUNT; i++) {
		const struct style_choice *own = &config->terminal.roles[i];
		struct style style = scheme_style(scheme, COLOR_TRUE,
						  (enum role)i);

		str_addf(out, "%scolour %s = ", own->set ? "" : "#",
			 role_name((enum role)i));
		add_style(own->set ? &own->style : &style, out);
		str_add_char(out, '\n');
	}
}

void config_print(const struct config *config, struct str *out)
{
	struct config usual;

	config_init(&usual);
	str_add(out, "# gameday: settings, keys and colours.  A line like "
		     "#speed = 3 says how it is\n"
		     "# anyway; take the # away to change it.\n\n");
	print_settings(config, &usual, out);
	str_add(out, "\n# Up to four keys an action, parted by blanks: x "
		     "ctrl-s alt-b shift-tab pageup f5\n# esc space.  Nothing "
		     "behind the = takes an action's keys away.\n");
	print_keys(config, &usual, out);
	print_colors(config, out);
}

void config_put_line(const char *text, const char *name, const char *value,
		     struct str *out)
{
	bool put = false;

	while (*text) {
		size_t length = strcspn(text, "\n");
		const char *begin = text + strspn(text, " \t");
		size_t named = strlen(name);
		bool same = strncmp(begin, name, named) == 0 &&
			    begin[named + strspn(begin + named, " \t")] == '=';

		if (same && !put)
			str_addf(out, "%s = %s\n", name, value);
		else if (!same)
			str_addf(out, "%.*s\n", (int)length, text);
		put = put || same;
		text += length + (text[length] == '\n');
	}
	if (!put)
		str_addf(out, "%s = %s\n", name, value);
}
