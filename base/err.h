/*
 * Errors that a person is meant to read.
 *
 * A function that can fail returns bool (or a pointer) and takes a last
 * parameter `struct err *err`.  On failure it fills *err once, where the
 * trouble was met; callers pass it up unchanged.  The message says what is
 * wrong and what to do about it; the file, line and column say where.
 * A programming mistake is an assert, never an err.
 */
#ifndef GAMEDAY_BASE_ERR_H
#define GAMEDAY_BASE_ERR_H

#include <stdbool.h>
#include <stddef.h>

enum err_code {
	ERR_NONE = 0,
	ERR_INPUT, /* what the user gave is wrong: exit status 2 */
	ERR_IO,	   /* the system refused: exit status 1 */
	ERR_LIMIT, /* a stated maximum was passed: exit status 2 */
	ERR_STATE, /* not possible now; the message says when it is */
};

#define ERR_MESSAGE_MAX 768
#define ERR_PATH_MAX 512

struct err {
	enum err_code code;
	int line;   /* 1-based; 0 = no line */
	int column; /* 1-based, in characters; 0 = no column */
	char path[ERR_PATH_MAX];
	char message[ERR_MESSAGE_MAX];
};

/* Always returns false, so that `return err_set(...)` reads well. A NULL err
 * is allowed and means that the caller does not care why.  Message and path
 * are scrubbed to one line (utf8.h) and cut between characters. */
bool err_set(struct err *err, enum err_code code, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* The same with a place.  path may be NULL; line and column may be 0. */
bool err_set_at(struct err *err, enum err_code code, const char *path, int line,
		int column, const char *format, ...)
	__attribute__((format(printf, 6, 7)));

/* Writes "path:line:column: message" (what is known of it) into buffer,
 * always terminated, never longer than size.  Returns buffer. */
const char *err_format(const struct err *err, char *buffer, size_t size);

/* 2 for ERR_INPUT and ERR_LIMIT, 1 for the rest, 0 for ERR_NONE. */
int err_exit_status(const struct err *err);

#endif
