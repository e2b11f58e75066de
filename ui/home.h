/*
 * The home screen: play, resume, history, and the way out.
 *
 * The caller says what there is; the screen shows it and returns what was
 * chosen.
 */
#ifndef GAMEDAY_UI_HOME_H
#define GAMEDAY_UI_HOME_H

#include "ui/terminal/surface.h"

#include <stdbool.h>

#define HOME_ITEMS_MAX 80
#define HOME_QUIT (-1)
#define HOME_FAILED (-2)
#define HOME_OPEN (-3) /* nothing chosen yet */

struct home_item {
	const char *heading; /* begins a group with this title; or NULL */
	const char *label;
	const char *detail; /* a few words at the right; may be "" */
	const char *about;  /* a sentence or two below the list; may be "" */
};

/* All texts are borrowed. */
struct home {
	const char *version;
	const struct home_item *items;
	int count;
	int selected;
};

/* Takes a key: the place of the chosen item, HOME_QUIT or HOME_OPEN. */
int home_key(struct home *home, int key);
int home_mouse(struct home *home, int rows, int columns, int row, int button);
void home_draw(const struct home *home, struct surface *surface);

#endif
