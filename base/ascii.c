#include "base/ascii.h"

bool ascii_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

bool ascii_is_letter(char c)
{
	c = ascii_lower(c);
	return c >= 'a' && c <= 'z';
}

bool ascii_is_alnum(char c)
{
	return ascii_is_digit(c) || ascii_is_letter(c);
}

bool ascii_is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

char ascii_lower(char c)
{
	return (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}
