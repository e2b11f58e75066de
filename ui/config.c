#include "ui/config.h"
#include "base/number.h"
#include "ui/session.h"

#include <ctype.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#define LINE_MAX_BYTES 256
#define CHOICES_MAX 6

/* A setting is one of a few words, the first of which stands for `first`; one
 * without words is the speed. */
static const struct setting {
	const char *name, *help;
	const char *words[CHOICES_MAX + 1];
	int first;
	size_t place; /* of an int in struct config */
} settings[CONFIG_SETTINGS] = {
	{ "scheme",
	  "colours for a dark or a light background, for any colour vision, or "
	  "none",
	  { "auto", "dark", "light", "colour-blind", "colour-blind-light",
	    "mono" },
	  -1,
	  offsetof(struct config, terminal.scheme) },
	{ "colors",
	  "how many the terminal has",
	  { "auto", "none", "16", "256", "truecolor" },
	  -1,
	  offsetof(struct config, terminal.depth) },
	{ "glyphs",
	  "what graphs are made of",
	  { "auto", "braille", "block", "ascii" },
	  -1,
	  offsetof(struct config, terminal.glyphs) },
	{ "mouse",
	  "clicks and the wheel; Shift leaves them to the terminal",
	  { "off", "on" },
	  0,
	  offsetof(struct config, terminal.mouse) },
	{ "speed", "simulated seconds in a real one", { NULL }, 0, 0 },
};

_Static_assert(SCHEMES == 5 && COLOR_DEPTHS == 4 && GLYPH_SETS == 3,
	       "the words above are theirs");

void config_init(struct config *config)
{
	terminal_options_init(&config->terminal);
	keymap_init(&config->keymap);
	config->speed = SESSION_SPEED_DEFAULT;
}

static int *value_of(struct config *config, const struct setting *setting)
{
	return (int *)(void *)((char *)config + setting->place);
}

static int find(const char *name)
{
	for (int i = 0; i < CONFIG_SETTINGS; i++)
		if (strcmp(settings[i].name, name) == 0)
			return i;
	return -1;
}

const char *config_name(int setting)
{
	return settings[setting].name;
}

const char *config_help(int setting)
{
	return settings[setting].help;
}

void config_choices(int setting, struct str *out)
{
	const struct setting *of = &settings[setting];

	if (!of->words[0])
		str_addf(out, "a number from %g to %g", SESSION_SPEED_MIN,
			 SESSION_SPEED_MAX);
	for (int i = 0; of->words[i]; i++)
		str_addf(out, "%s%s", i ? ", " : "", of->words[i]);
}

void config_value(const struct config *config, int setting, struct str *out)
{
	const struct setting *of = &settings[setting];
	const char *place = (const char *)config + of->place;

	if (of->words[0])
		str_add(out, of->words[*(const int *)(const void *)place -
				       of->first]);
	else
		str_addf(out, "%g", config->speed);
}

void config_turn(struct config *config, int setting)
{
	static const double speeds[] = { 1, 2, 3, 5, 8, 12, 20 };
	const size_t count = sizeof(speeds) / sizeof(*speeds);
	const struct setting *of = &settings[setting];
	size_t n = 0;

	if (of->words[0]) {
		int *value = value_of(config, of);

		++*value;
		if (!of->words[*value - of->first])
			*value = of->first;
		return;
	}
	while (n < count && speeds[n] <= config->speed)
		n++;
	config->speed = speeds[n % count];
}

bool config_set(struct config *config, const char *name, const char *text,
		struct err *err)
{
	int which = find(name);
	const struct setting *of = &settings[which < 0 ? 0 : which];
	struct str choices = STR_INIT;
	double speed;

	if (which < 0)
		return err_set(err, ERR_INPUT,
			       "there is no setting '%s'; there are scheme, "
			       "colors, glyphs, mouse, speed, and lines like "
			       "\"key pause = space\" and \"colour warn = "
			       "#f0b429\"",
			       name);
	for (int i = 0; of->words[i]; i++)
		if (strcmp(of->words[i], text) == 0) {
			*value_of(config, of) = of->first + i;
			return true;
		}
	if (!of->words[0] && number_parse_double(text, &speed) &&
	    speed >= SESSION_SPEED_MIN && speed <= SESSION_SPEED_MAX) {
		config->speed = speed;
		return true;
	}
	config_choices(which, &choices);
	err_set(err, ERR_INPUT, "%s is '%s'; it can be %s", name, text,
		choices.s);
	str_finish(&choices);
	return false;
}

/* "GAMEDAY_SCHEME" of "scheme" */
static void name_variable(const char *setting, char *out, size_t size)
{
	int length = snprintf(out, size, "GAMEDAY_%s", setting);

	for (int at = 0; at < length; at++)
		out[at] = (char)toupper((unsigned char)out[at]);
}

bool config_environment(struct config *config, struct err *err)
{
	for (int i = 0; i < CONFIG_SETTINGS; i++) {
		char name[32];
		const char *value;
		struct err wrong = { 0 };

		name_variable(settings[i].name, name, sizeof(name));
		value = getenv(name);
		if (value && *value &&
		    !config_set(config, settings[i].name, value, &wrong))
			return err_set(err, wrong.code, "%s: %s", name,
				       wrong.message);
	}
	return true;
}

static bool set_color(struct config *config, const char *role, const char *text,
		      struct err *err)
{
	int which = role_find(role);
	struct style style;
	const char *wrong;

	if (which < 0)
		return err_set(err, ERR_INPUT,
			       "nothing is coloured as '%s'; `gameday config` "
			       "lists what is",
			       role);
	wrong = style_parse(text, &style);
	if (wrong)
		return err_set(err, ERR_INPUT, "%s", wrong);
	config->terminal.roles[which] = (struct style_choice){ true, style };
	return true;
}

/* Blanks off both ends, in place. */
static char *trim(char *text)
{
	size_t length;

	text += strspn(text, " \t\r");
	length = strlen(text);
	while (length > 0 && strchr(" \t\r", text[length - 1]))
		text[--length] = '\0';
	return text;
}

/* The name behind a kind of line ("key pause"), or NULL. */
static const char *behind(const char *name, const char *kind)
{
	size_t length = strlen(kind);

	if (strncmp(name, kind, length) != 0 || !strchr(" \t", name[length]) ||
	    !name[length])
		return NULL;
	name += length;
	return name + strspn(name, " \t");
}

static bool read_line(struct config *config, char *line, struct err *err)
{
	char *name = trim(line), *equals = strchr(name, '=');
	const char *what;

	if (*name == '\0' || *name == '#')
		return true;
	/* The first key of a line may be '=' itself. */
	if (!equals)
		return err_set(err, ERR_INPUT,
			       "expected NAME = VALUE, as in: scheme = light");
	*equals = '\0';
	name = trim(name);
	line = trim(equals + 1);
	what = behind(name, "key");
	if (what)
		return keymap_bind(&config->keymap, what, line, err);
	what = behind(name, "colour");
	if (!what)
		what = behind(name, "color");
	return what ? set_color(config, what, line, err)
		    : config_set(config, name, line, err);
}

bool config_read(struct config *config, const char *path, const char *text,
		 struct err *err)
{
	struct config read = *config;
	char line[LINE_MAX_BYTES];
	struct err wrong = { 0 };
	int number = 1;

	for (; *text; number++) {
		size_t length = strcspn(text, "\n");

		if (length >= sizeof(line))
			return err_set_at(err, ERR_LIMIT, path, number, 0,
					  "the line is longer than %d bytes",
					  LINE_MAX_BYTES - 1);
		memcpy(line, text, length);
		line[length] = '\0';
		if (!read_line(&read, line, &wrong))
			return err_set_at(err, wrong.code, path, number, 0,
					  "%s", wrong.message);
		text += length + (text[length] == '\n');
	}
	/* Two lines may change keys with each other: asked at the end. */
	if (!keymap_check(&read.keymap, &wrong))
		return err_set_at(err, wrong.code, path, number - 1, 0, "%s",
				  wrong.message);
	*config = read;
	return true;
}
