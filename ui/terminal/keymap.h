/*
 * The keymap: which key does what in which context.
 *
 * It begins with the defaults of the action table; the configuration
 * (ui/config.h) binds keys anew: "key pause = space ctrl-p".
 */
#ifndef GAMEDAY_UI_TERMINAL_KEYMAP_H
#define GAMEDAY_UI_TERMINAL_KEYMAP_H

#include "base/err.h"
#include "base/str.h"
#include "ui/terminal/action.h"

#define KEYMAP_KEYS_MAX 4 /* of one action */

struct keymap {
	int keys[ACTION_COUNT][KEYMAP_KEYS_MAX]; /* 0 = none */
};

void keymap_init(struct keymap *keymap);
/* Gives an action other keys (words parted by blanks; none = unbound). */
bool keymap_bind(struct keymap *keymap, const char *action, const char *keys,
		 struct err *err);
/* Whether the whole of it can be used: no key is wanted twice in one place,
 * and there is one to leave with. */
bool keymap_check(const struct keymap *keymap, struct err *err);
/* What a key does in the contexts given, ACTION_NONE if nothing. */
enum action keymap_action(const struct keymap *keymap, unsigned contexts,
			  int key);
/* The first key of an action, as shown; "" if it has none. */
void keymap_key(const struct keymap *keymap, enum action action,
		struct str *out);
/* All of them as keymap_bind() takes them, a blank before each. */
void keymap_words(const struct keymap *keymap, enum action action,
		  struct str *out);
/* All of them, " / " between. */
void keymap_keys(const struct keymap *keymap, enum action action,
		 struct str *out);

#endif
