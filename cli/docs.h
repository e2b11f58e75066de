/*
 * Manual and shell completions, written by the program about itself.
 *
 * They are made of the tables that the program works by: the subcommands with
 * their usage, the actions with their keys, the commands of a drill, the
 * panels, the settings.  So nothing has to be kept in step by hand.
 */
#ifndef GAMEDAY_CLI_DOCS_H
#define GAMEDAY_CLI_DOCS_H

#include "base/str.h"

#include <stdbool.h>

#define USAGE_WORD_MAX 128

/* One thing that a usage line names: "--mode practice|exam", "-o FILE",
 * "--plain" (without a value), or an operand. */
struct usage_item {
	char option[USAGE_WORD_MAX]; /* with its dashes; "" = an operand */
	char value[USAGE_WORD_MAX];  /* "" = takes none */
};

/* Takes the next one off *usage; false at the end. */
bool usage_next(const char **usage, struct usage_item *item);
/* A value that is one of several words: "practice|exam". */
bool usage_is_choice(const char *value);
/* A value that is a file. */
bool usage_is_file(const char *value);

void docs_man(struct str *out);
void docs_bash(struct str *out);
void docs_zsh(struct str *out);
void docs_fish(struct str *out);

#endif
