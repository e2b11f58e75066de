/*
 * Files, whole.
 */
#ifndef GAMEDAY_BASE_FILE_H
#define GAMEDAY_BASE_FILE_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

/* Appends the file's bytes to out; "-" is standard input.  Refuses more than
 * `max` bytes, directories, and what cannot be read. */
bool file_read(const char *path, size_t max, struct str *out, struct err *err);

/* Writes to a temporary name beside it, syncs, renames: the old file or the
 * new one, never half.  "-" is standard output. */
bool file_write(const char *path, const char *bytes, size_t length,
		struct err *err);

bool file_exists(const char *path);
bool file_is_directory(const char *path);
/* An ordinary file: no folder, device or pipe, which may never end. */
bool file_is_regular(const char *path);
/* A symbolic link, wherever it leads. */
bool file_is_link(const char *path);
/* Makes the directory and its parents (mode 0700 for new ones). */
bool file_make_directories(const char *path, struct err *err);
/* Names of the entries of a directory, sorted bytewise, without . and .. ;
 * a NULL-ended array in one block that the caller frees. NULL on error. */
char **file_list(const char *path, struct err *err);

#endif
