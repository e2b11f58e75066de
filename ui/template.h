/*
 * Templates: prompts for a message, by its reader and by how far things are.
 *
 * A prompt stands in square brackets and says what belongs there, never what to
 * say.  Writing at a prompt takes its place.  What is left of them is taken out
 * before anybody reads the message, so that an untouched template is an empty
 * message.
 */
#ifndef GAMEDAY_UI_TEMPLATE_H
#define GAMEDAY_UI_TEMPLATE_H

#include "base/str.h"

#include <stddef.h>

enum template_phase {
	TEMPLATE_FIRST,
	TEMPLATE_UPDATE,
	TEMPLATE_CLOSING,
	TEMPLATE_PHASES
};

/* What a phase is called, and when it is the right one. */
const char *template_title(enum template_phase phase);
const char *template_help(enum template_phase phase);
/* The prompts for a reader (a pack's audience; any other gets the usual ones),
 * each on a line of its own. */
void template_text(enum template_phase phase, const char *audience,
		   struct str *out);
/* The prompt that begins at text: its bytes with both brackets; 0 if none
 * does. */
size_t template_prompt(const char *text);
/* Where the next prompt begins, from `at` on, then from the start; -1 if there
 * is none. */
long template_next(const char *text, size_t at);
/* The text without prompts and without the lines that held nothing else. */
void template_strip(const char *text, struct str *out);

#endif
