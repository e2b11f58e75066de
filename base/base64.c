#include "base/base64.h"

#include <stdint.h>
#include <string.h>

static const char digits[] =
	"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
	"0123456789+/";

void base64_add(struct str *out, const void *bytes, size_t length)
{
	const unsigned char *at = bytes;

	for (size_t i = 0; i < length; i += 3) {
		size_t left = length - i;
		uint32_t three = (uint32_t)at[i] << 16;

		if (left > 1)
			three |= (uint32_t)at[i + 1] << 8;
		if (left > 2)
			three |= at[i + 2];
		str_add_char(out, digits[three >> 18]);
		str_add_char(out, digits[three >> 12 & 63]);
		str_add_char(out, left > 1 ? digits[three >> 6 & 63] : '=');
		str_add_char(out, left > 2 ? digits[three & 63] : '=');
	}
}

/* Four digits as three bytes or fewer; false when they are none. */
static bool read_four(const char *text, bool last, struct str *out)
{
	uint32_t value = 0;
	int padding = 0;

	for (int i = 0; i < 4; i++) {
		const char *digit = text[i] ? strchr(digits, text[i]) : NULL;

		if (text[i] == '=' && last && i >= 2)
			padding++;
		else if (!digit || padding)
			return false;
		value = value << 6 | (digit ? (uint32_t)(digit - digits) : 0);
	}
	/* The bits that padding leaves over are nought. */
	if (padding && (value & (padding == 1 ? 0xffu : 0xffffu)))
		return false;
	str_add_char(out, (char)(value >> 16));
	if (padding < 2)
		str_add_char(out, (char)(value >> 8 & 255));
	if (padding < 1)
		str_add_char(out, (char)(value & 255));
	return true;
}

bool base64_read(const char *text, struct str *out)
{
	size_t length = strlen(text);

	if (length % 4 != 0)
		return false;
	for (size_t i = 0; i < length; i += 4)
		if (!read_four(text + i, i + 4 == length, out))
			return false;
	return true;
}
