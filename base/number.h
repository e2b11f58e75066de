/*
 * Numbers from text, strictly, and numbers as people read them.
 *
 * Parsing takes the whole text or nothing: no blanks, no sign "+", no
 * hexadecimal, no "inf" or "nan"; what does not fit the type is refused, and
 * *out is left alone.  Nothing here depends on the locale.
 */
#ifndef GAMEDAY_BASE_NUMBER_H
#define GAMEDAY_BASE_NUMBER_H

#include <stdbool.h>
#include <stdint.h>

/* "12", "-0.5", ".5", "1e6" */
bool number_parse_double(const char *text, double *out);
bool number_parse_int64(const char *text, int64_t *out);
bool number_parse_u64(const char *text, uint64_t *out);

/*
 * For people.  Each writes into out, always terminated, and returns it.  What
 * is not a number (never measured) reads "n/a".
 */
#define NUMBER_SIZE 48

/* "12,345" */
const char *number_int(int64_t value, char out[NUMBER_SIZE]);
/* With 0 to 6 decimals: "12,345.60" */
const char *number_decimal(double value, int decimals, char out[NUMBER_SIZE]);
/* Three figures or so: "950", "12.3k", "4.5M", "1.2B" */
const char *number_short(double value, char out[NUMBER_SIZE]);
/* "12,345 USD"; below 100 with cents: "12.30 USD" */
const char *number_money(double usd, char out[NUMBER_SIZE]);
/* "12.3k USD" */
const char *number_money_short(double usd, char out[NUMBER_SIZE]);
/* A ratio of 1 is "100%"; below 10 with a decimal: "0.4%"; "<0.1%" */
const char *number_percent(double ratio, char out[NUMBER_SIZE]);
/* "4.1x"; from 100 on "120x" */
const char *number_multiple(double ratio, char out[NUMBER_SIZE]);
/* The two largest units: "40 ms", "2.5 s", "45 s", "1 min 20 s", "2 h 5 min",
 * "3 d 4 h" */
const char *number_duration(double seconds, char out[NUMBER_SIZE]);

#endif
