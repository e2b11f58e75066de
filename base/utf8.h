/*
 * UTF-8: decoding, the width of text on a terminal, and making text safe.
 *
 * All text from outside (packs, players, files, the network) is scrubbed once
 * where it comes in, for every place where it may go out: a terminal, plain
 * text, HTML, Markdown.  After that the rest of the program may print it.
 */
#ifndef GAMEDAY_BASE_UTF8_H
#define GAMEDAY_BASE_UTF8_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define UTF8_REPLACEMENT 0xFFFDu

/* Decodes one code point at text (length bytes are there, at least 1).  Writes
 * it to *code and returns the bytes it took; an invalid byte is taken alone as
 * UTF8_REPLACEMENT.  Overlong forms and surrogates are invalid. */
size_t utf8_decode(const char *text, size_t length, uint32_t *code);
/* Writes 1 to 4 bytes to out (room for 4), returns how many. */
size_t utf8_encode(uint32_t code, char out[4]);
bool utf8_valid(const char *text, size_t length);

/* Cells that a code point takes: 0 (combining, zero width), 1 or 2 (East
 * Asian wide and emoji), by an own table, so that it is the same everywhere. */
int utf8_width(uint32_t code);
/* Cells that a text takes. */
int utf8_text_width(const char *text, size_t length);
/* Bytes of the longest prefix that fits in `cells`, never splitting a code
 * point from the combining marks behind it. */
size_t utf8_fit(const char *text, size_t length, int cells);
/* Whether a code point cannot be seen but changes what can: category Cf, and
 * what Unicode calls default ignorable (variation selectors, fillers). */
bool utf8_is_hidden(uint32_t code);

enum utf8_scrub_flags {
	UTF8_ONE_LINE = 0,
	/* \n stays; \r\n and \r become \n; \t becomes 1 space */
	UTF8_KEEP_NEWLINES = 1,
};

/* Appends text to out made safe: invalid bytes and noncharacters become
 * U+FFFD; C0 and C1 controls, whole ESC sequences and hidden characters (bidi
 * controls, zero-width ones, see utf8_is_hidden) are dropped; marks that pile
 * up are cut to four on a character, and dropped where there is none to stand
 * on.  Without UTF8_KEEP_NEWLINES a line break (also U+2028 and U+2029)
 * becomes a space.  Scrubbing twice changes nothing more, and valid UTF-8
 * never grows. */
void utf8_scrub(struct str *out, const char *text, size_t length,
		enum utf8_scrub_flags flags);

#endif
