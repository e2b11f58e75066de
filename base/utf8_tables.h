/*
 * Properties of code points from U+0080 on, as sorted ranges that do not
 * touch.  utf8_tables.c is made by scripts/make-width-tables.
 */
#ifndef GAMEDAY_BASE_UTF8_TABLES_H
#define GAMEDAY_BASE_UTF8_TABLES_H

#include <stddef.h>
#include <stdint.h>

struct utf8_range {
	uint32_t first, last; /* both inside */
};

/* Take no cell (categories Mn, Me and Cf, joining jamo, ignorable ones). */
extern const struct utf8_range utf8_zero[];
extern const size_t utf8_zero_count;
/* Take two cells (East Asian wide and full width, emoji). */
extern const struct utf8_range utf8_wide[];
extern const size_t utf8_wide_count;
/* Cannot be seen and change what can (category Cf, default ignorable). */
extern const struct utf8_range utf8_hidden[];
extern const size_t utf8_hidden_count;

#endif
