/*
 * Units of measurement, as far as a calculation on a napkin needs them.
 *
 * A unit is a scale and a product of kinds raised to powers: "USD/h", "KB/s",
 * "requests/pod".  Kinds that are known: time (us ms s min h d week month),
 * data (B KB MB GB TB, thousands), "%" and "1", which are of no kind.  Any
 * other word is a kind of its own (USD, pods, requests), the same with and
 * without an "s" at its end.  A month has 30 days.
 *
 * Grammar: a "/" divides by the one factor behind it, "*" and blanks multiply,
 * "^2" raises: "s^2", "B/s/request".
 */
#ifndef GAMEDAY_BASE_UNIT_H
#define GAMEDAY_BASE_UNIT_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

#define UNIT_KINDS_MAX 8
#define UNIT_NAME_SIZE 24

struct unit_kind {
	char name[UNIT_NAME_SIZE];
	int power; /* never 0 */
};

struct unit {
	double scale; /* how many of the kind's base unit one of these is */
	size_t count;
	struct unit_kind kinds[UNIT_KINDS_MAX]; /* by name */
};

/* The unit of plain numbers. */
struct unit unit_none(void);
/* ERR_INPUT: not a unit; ERR_LIMIT: too many kinds or too long a name. */
bool unit_parse(const char *text, struct unit *out, struct err *err);
/* Whether a quantity in one can be told in the other. */
bool unit_same_kind(const struct unit *a, const struct unit *b);
/* a times b^power; false when it has too many kinds. */
bool unit_multiply(const struct unit *a, const struct unit *b, int power,
		   struct unit *out);
/* The square root; false when a power is odd. */
bool unit_root(const struct unit *a, struct unit *out);
/* Its kinds in base units, for messages: "USD/s", "B/s/request"; "a plain
 * number" without any.  Always terminated; returns buffer. */
const char *unit_describe(const struct unit *unit, char *buffer, size_t size);

#endif
