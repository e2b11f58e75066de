/*
 * Bytes as text: base64 of RFC 4648, with padding and without line breaks.
 */
#ifndef GAMEDAY_BASE_BASE64_H
#define GAMEDAY_BASE_BASE64_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

void base64_add(struct str *out, const void *bytes, size_t length);
/* Appends the bytes; false on anything that base64_add() would not write. */
bool base64_read(const char *text, struct str *out);

#endif
