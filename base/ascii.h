/*
 * Letters and digits of ASCII.
 *
 * What <ctype.h> asks of the locale, these ask of nobody; and they take any
 * char.  Bytes from 0x80 on are no letter, no digit and no space here.
 */
#ifndef GAMEDAY_BASE_ASCII_H
#define GAMEDAY_BASE_ASCII_H

#include <stdbool.h>

bool ascii_is_digit(char c);
bool ascii_is_letter(char c);
bool ascii_is_alnum(char c); /* a letter or a digit */
bool ascii_is_space(char c); /* blank, tab, line and page breaks */
char ascii_lower(char c);    /* what is no capital stays as it is */

#endif
