/*
 * The scanner's position and its complaints, shared by json_scan.c (objects
 * and arrays) and json_scalar.c (strings, numbers, words).
 */
#ifndef GAMEDAY_BASE_JSON_SCAN_INTERNAL_H
#define GAMEDAY_BASE_JSON_SCAN_INTERNAL_H

#include "base/json_internal.h"

struct json_spot {
	int line, column;
};

struct json_scan {
	const char *at, *end;
	const char *path;
	/* The spot of `mark`, which only moves forward: a long line is
	 * counted once. */
	const char *mark;
	struct json_spot spot;
	int depth;
	struct json_places *places;
	struct err *err;
};

static inline bool json_scan_is_at(const struct json_scan *scan, char c)
{
	return scan->at < scan->end && *scan->at == c;
}

/* Where scan->at is. */
struct json_spot json_scan_here(struct json_scan *scan);

/* Each fills scan->err and returns false: at a spot, at scan->at, and at
 * scan->at naming what was found there instead. */
bool json_scan_fail_at(struct json_scan *scan, struct json_spot spot,
		       const char *format, ...)
	__attribute__((format(printf, 3, 4)));
bool json_scan_fail(struct json_scan *scan, const char *message);
bool json_scan_fail_expected(struct json_scan *scan, const char *expected);

#define JSON_FOUND_SIZE 32
/* What stands at scan->at, as a person would say it. */
const char *json_scan_found(const struct json_scan *scan,
			    char out[JSON_FOUND_SIZE]);

/* With scan->at on the first character: to behind the last one. */
bool json_scan_string(struct json_scan *scan);
bool json_scan_number(struct json_scan *scan);
bool json_scan_word(struct json_scan *scan);

/* What a word (also a wrong one) is made of. */
bool json_scan_is_word_character(char c);

#endif
