/*
 * What the player has set, from where it is kept.
 */
#ifndef GAMEDAY_CLI_SETTINGS_H
#define GAMEDAY_CLI_SETTINGS_H

#include "ui/config.h"

/* "$XDG_CONFIG_HOME/gameday/config", or below ~/.config. */
bool settings_path(struct str *out, struct err *err);
/* The defaults, the file where there is one, then the environment. */
bool settings_load(struct config *config, struct err *err);
/* Writes one setting into the file, which is made when there is none; its other
 * lines stay as they are. */
bool settings_keep(const char *name, const char *value, struct err *err);

#endif
