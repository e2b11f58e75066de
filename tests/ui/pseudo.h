/*
 * A pseudo-terminal with a program on the one side and libvterm, which knows
 * what its user would see, on the other.
 */
#ifndef GAMEDAY_TESTS_UI_PSEUDO_H
#define GAMEDAY_TESTS_UI_PSEUDO_H

#include "base/str.h"

#include <stdbool.h>
#include <sys/types.h>
#include <vterm.h>

struct pty {
	int fd;
	pid_t child;
	VTerm *vterm;
	VTermScreen *screen;
	bool other_screen, cursor;
	int mouse;    /* enum of VTERM_PROP_MOUSE */
	size_t bytes; /* that were written so far */
};

/* Runs child(context), which does not return, on a terminal of that size. */
void pty_begin(struct pty *pty, const char *term, int rows, int columns,
	       void (*child)(void *context), void *context);
void pty_finish(struct pty *pty);
/* Takes what the child wrote; false when nothing came for so long. */
bool pty_take(struct pty *pty, int wait_ms);
bool pty_shows(struct pty *pty, const char *text);
/* Fails when the text does not come in time. */
/* Whether the program sleeps: on a busy machine silence alone says little. */
bool pty_idle(const struct pty *pty);
void pty_wait_for(struct pty *pty, const char *text);
void pty_type(struct pty *pty, const char *keys);
void pty_resize(struct pty *pty, int rows, int columns);
/* All cells with their looks, to be compared. */
void pty_dump(struct pty *pty, struct str *out);
/* Waits for the end and gives the status of waitpid. */
int pty_wait_end(struct pty *pty);
/* The usual screen, with a cursor, and the mouse is the terminal's. */
void pty_assert_clean(struct pty *pty);

#endif
