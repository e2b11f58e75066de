/*
 * The configuration: what a player has set.
 *
 * A file of lines, "$XDG_CONFIG_HOME/gameday/config":
 *
 *	scheme = light
 *	speed = 5
 *	key pause = space ctrl-p
 *	colour warn = #f0b429 on default bold
 *
 * Empty lines and those that begin with # are passed over.  The environment
 * (GAMEDAY_SCHEME, GAMEDAY_COLORS, GAMEDAY_GLYPHS, GAMEDAY_MOUSE,
 * GAMEDAY_SPEED) outdoes the file, and an option of the command line both.
 */
#ifndef GAMEDAY_UI_CONFIG_H
#define GAMEDAY_UI_CONFIG_H

#include "base/err.h"
#include "base/str.h"
#include "ui/terminal/keymap.h"
#include "ui/terminal/terminal.h"

#include <stddef.h>

#define CONFIG_TEXT_MAX 65536 /* bytes of the file */

struct config {
	struct terminal_options terminal;
	struct keymap keymap;
	double speed; /* drill seconds per real second */
};

void config_init(struct config *config);
/* Reads a configuration over what is set; `path` is for messages, which name
 * the line and say what would do.  On an error *config is left as it was. */
bool config_read(struct config *config, const char *path, const char *text,
		 struct err *err);
/* Takes what the environment says. */
bool config_environment(struct config *config, struct err *err);
/* Sets one setting by its name. */
bool config_set(struct config *config, const char *name, const char *value,
		struct err *err);

/* The settings, for menus and manuals: CONFIG_SETTINGS of them. */
#define CONFIG_SETTINGS 5
const char *config_name(int setting);
const char *config_help(int setting);
/* "auto, dark, light" or what a number may be */
void config_choices(int setting, struct str *out);
/* Its value now, as a word. */
void config_value(const struct config *config, int setting, struct str *out);
/* The next choice of a setting, round and round. */
void config_turn(struct config *config, int setting);

/* All of it as a file that config_read() takes.  What is as it comes stands
 * behind a #, so that a saved file changes nothing that nobody changed. */
void config_print(const struct config *config, struct str *out);
/* The text of a file with one setting's line set anew, or added. */
void config_put_line(const char *text, const char *name, const char *value,
		     struct str *out);

#endif
