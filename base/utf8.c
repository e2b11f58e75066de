#include "base/utf8.h"
#include "base/utf8_tables.h"

/* What may follow a first byte: Unicode 15, table 3-7. */
struct form {
	unsigned char first, last; /* first bytes */
	unsigned char low, high;   /* of the second byte */
	unsigned char length;
	unsigned char bits; /* of the first byte that count */
};

static const struct form forms[] = {
	{ 0xC2, 0xDF, 0x80, 0xBF, 2, 0x1F },
	{ 0xE0, 0xE0, 0xA0, 0xBF, 3, 0x0F }, /* no overlong forms */
	{ 0xE1, 0xEC, 0x80, 0xBF, 3, 0x0F },
	{ 0xED, 0xED, 0x80, 0x9F, 3, 0x0F }, /* no surrogates */
	{ 0xEE, 0xEF, 0x80, 0xBF, 3, 0x0F },
	{ 0xF0, 0xF0, 0x90, 0xBF, 4, 0x07 },
	{ 0xF1, 0xF3, 0x80, 0xBF, 4, 0x07 },
	{ 0xF4, 0xF4, 0x80, 0x8F, 4, 0x07 }, /* up to U+10FFFF */
};

static size_t decode_form(const struct form *form, const unsigned char *text,
			  size_t length, uint32_t *code)
{
	uint32_t value = text[0] & form->bits;

	if (length < form->length || text[1] < form->low ||
	    text[1] > form->high)
		return 0;
	for (size_t i = 1; i < form->length; i++) {
		if ((text[i] & 0xC0) != 0x80)
			return 0;
		value = value << 6 | (text[i] & 0x3Fu);
	}
	*code = value;
	return form->length;
}

size_t utf8_decode(const char *text, size_t length, uint32_t *code)
{
	const unsigned char *bytes = (const unsigned char *)text;

	if (bytes[0] < 0x80) {
		*code = bytes[0];
		return 1;
	}
	for (size_t i = 0; i < sizeof(forms) / sizeof(*forms); i++) {
		size_t taken;

		if (bytes[0] < forms[i].first || bytes[0] > forms[i].last)
			continue;
		taken = decode_form(&forms[i], bytes, length, code);
		if (taken)
			return taken;
		break;
	}
	*code = UTF8_REPLACEMENT;
	return 1;
}

size_t utf8_encode(uint32_t code, char out[4])
{
	if (code < 0x80) {
		out[0] = (char)code;
		return 1;
	}
	if (code < 0x800) {
		out[0] = (char)(0xC0 | code >> 6);
		out[1] = (char)(0x80 | (code & 0x3F));
		return 2;
	}
	if (code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF))
		code = UTF8_REPLACEMENT;
	if (code < 0x10000) {
		out[0] = (char)(0xE0 | code >> 12);
		out[1] = (char)(0x80 | (code >> 6 & 0x3F));
		out[2] = (char)(0x80 | (code & 0x3F));
		return 3;
	}
	out[0] = (char)(0xF0 | code >> 18);
	out[1] = (char)(0x80 | (code >> 12 & 0x3F));
	out[2] = (char)(0x80 | (code >> 6 & 0x3F));
	out[3] = (char)(0x80 | (code & 0x3F));
	return 4;
}

bool utf8_valid(const char *text, size_t length)
{
	while (length > 0) {
		uint32_t code;
		size_t taken = utf8_decode(text, length, &code);

		/* A true U+FFFD takes three bytes, a bad byte one. */
		if (code == UTF8_REPLACEMENT && taken == 1)
			return false;
		text += taken;
		length -= taken;
	}
	return true;
}

static bool is_within(const struct utf8_range *ranges, size_t count,
		      uint32_t code)
{
	size_t low = 0, high = count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (code > ranges[middle].last)
			low = middle + 1;
		else if (code < ranges[middle].first)
			high = middle;
		else
			return true;
	}
	return false;
}

int utf8_width(uint32_t code)
{
	if (code < 0x20 || (code >= 0x7F && code < 0xA0))
		return 0;
	if (code < 0x7F)
		return 1;
	if (is_within(utf8_zero, utf8_zero_count, code))
		return 0;
	return is_within(utf8_wide, utf8_wide_count, code) ? 2 : 1;
}

int utf8_text_width(const char *text, size_t length)
{
	int width = 0;

	while (length > 0) {
		uint32_t code;
		size_t taken = utf8_decode(text, length, &code);

		width += utf8_width(code);
		text += taken;
		length -= taken;
	}
	return width;
}

size_t utf8_fit(const char *text, size_t length, int cells)
{
	size_t at = 0;

	while (at < length) {
		uint32_t code;
		size_t taken = utf8_decode(text + at, length - at, &code);
		int width = utf8_width(code);

		if (width > cells)
			break;
		cells -= width;
		at += taken;
	}
	return at;
}

bool utf8_is_hidden(uint32_t code)
{
	return code >= 0x80 && is_within(utf8_hidden, utf8_hidden_count, code);
}
