/*
 * Text that a chat shows as it is meant.  Stays in connect/.
 */
#ifndef GAMEDAY_CONNECT_CHAT_TEXT_H
#define GAMEDAY_CONNECT_CHAT_TEXT_H

#include "base/str.h"

#include <stddef.h>

/* Appends {"text": "..."}.  The text is scrubbed and cut to `max` bytes at
 * the end of a character; & < > are written as chats want them, so that no
 * text becomes a link or a call, and words that would call a whole channel
 * (@here, @channel, @all, @everyone) lose their @. */
void chat_text_json(const char *text, size_t max, struct str *out);

#endif
