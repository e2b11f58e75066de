/*
 * A string that grows.
 *
 * `s` is always a terminated string, also while empty, so it can be passed to
 * anything that reads a const char *.  Bytes are UTF-8 by convention; nothing
 * here looks inside them.
 */
#ifndef GAMEDAY_BASE_STR_H
#define GAMEDAY_BASE_STR_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

struct str {
	char *s;       /* never NULL */
	size_t length; /* bytes before the terminator */
	size_t capacity;
};

extern char str_empty[];
/* clang-format off */
#define STR_INIT { str_empty, 0, 0 }
/* clang-format on */

void str_init(struct str *str);
void str_finish(struct str *str); /* leaves an empty, usable str */
void str_clear(struct str *str);  /* keeps the memory */
void str_reserve(struct str *str, size_t extra);
void str_truncate(struct str *str, size_t length);

void str_add(struct str *str, const char *text);
void str_add_n(struct str *str, const char *bytes, size_t length);
void str_add_char(struct str *str, char c);
void str_add_repeat(struct str *str, char c, size_t count);
void str_addf(struct str *str, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
void str_vaddf(struct str *str, const char *format, va_list args)
	__attribute__((format(printf, 2, 0)));
void str_insert(struct str *str, size_t at, const char *bytes, size_t length);
void str_erase(struct str *str, size_t at, size_t length);

/* The text, which now is the caller's to free(); the str is empty again. */
char *str_detach(struct str *str);

/* Small questions about plain C strings. */
bool str_starts(const char *text, const char *prefix);
bool str_ends(const char *text, const char *suffix);
/* The same with the case of ASCII letters apart. */
bool str_equal_nocase(const char *a, const char *b);
bool str_starts_nocase(const char *text, const char *prefix);
bool str_has_nocase(const char *text, const char *part);

#endif
