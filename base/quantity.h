/*
 * A quantity: one number or a list of them, with a unit.
 */
#ifndef GAMEDAY_BASE_QUANTITY_H
#define GAMEDAY_BASE_QUANTITY_H

#include "base/err.h"
#include "base/unit.h"

#include <stdbool.h>
#include <stddef.h>

#define QUANTITY_MAX 64 /* numbers of a list */

/* `number` counts in `unit`: 80 with ms, not .08. */
struct quantity {
	struct unit unit;
	size_t count; /* 1 = no list */
	double number[QUANTITY_MAX];
};

struct quantity quantity_of(double number, const struct unit *unit);
/* Tells it in another unit of the same kind; false when it is none. */
bool quantity_convert(struct quantity *quantity, const struct unit *unit);
/* The same without the conversion: the result is in the unit that was written,
 * whatever its kind; `unit` where none was. */
bool quantity_read(const char *text, const struct unit *unit,
		   struct quantity *out, struct err *err);
/* As people write it: "80", "0.5 s", "12%", "1.2 USD/h", "20,000", "20k",
 * "1.5M USD", or a list, "3 4 5 min".  A number without a unit is in `unit`, and
 * the result is in it; a unit of another kind is refused. */
bool quantity_parse(const char *text, const struct unit *unit,
		    struct quantity *out, struct err *err);

#endif
