#include "base/json_scan_internal.h"
#include "base/number.h"
#include "base/utf8.h"

/* cJSON copies a number to a buffer of 64 bytes before it reads it. */
#define NUMBER_LENGTH_MAX 60
/* Up to here a double keeps every whole number apart from the next. */
#define WHOLE_MAX INT64_C(9007199254740992)

/* --- strings ------------------------------------------------------------ */

/* The four hexadecimal digits behind "\u"; false if there are not four. */
static bool take_hex(struct json_scan *scan, uint32_t *code)
{
	*code = 0;
	for (int i = 0; i < 4; i++, scan->at++) {
		char c = scan->at < scan->end ? *scan->at : '\0';
		uint32_t digit;

		if (c >= '0' && c <= '9')
			digit = (uint32_t)(c - '0');
		else if (c >= 'a' && c <= 'f')
			digit = (uint32_t)(c - 'a' + 10);
		else if (c >= 'A' && c <= 'F')
			digit = (uint32_t)(c - 'A' + 10);
		else
			return json_scan_fail(
				scan, "expected four hexadecimal digits "
				      "after \\u");
		*code = *code << 4 | digit;
	}
	return true;
}

static bool scan_unicode_escape(struct json_scan *scan, struct json_spot start)
{
	uint32_t code, low;

	if (!take_hex(scan, &code))
		return false;
	if (code == 0)
		return json_scan_fail_at(scan, start,
					 "\\u0000 cannot stand in a text here; "
					 "leave it out");
	if (code < 0xD800 || code > 0xDFFF)
		return true;
	if (code < 0xDC00 && scan->end - scan->at >= 2 && scan->at[0] == '\\' &&
	    scan->at[1] == 'u') {
		scan->at += 2;
		if (!take_hex(scan, &low))
			return false;
		if (low >= 0xDC00 && low <= 0xDFFF)
			return true;
	}
	return json_scan_fail_at(
		scan, start,
		"\\u%04x is one half of a character; "
		"its other half (\\udc00 to \\udfff) must follow",
		(unsigned)code);
}

static bool scan_escape(struct json_scan *scan)
{
	struct json_spot start = json_scan_here(scan);
	char out[JSON_FOUND_SIZE];

	scan->at++;
	if (json_scan_is_at(scan, 'u')) {
		scan->at++;
		return scan_unicode_escape(scan, start);
	}
	if (scan->at < scan->end && *scan->at &&
	    strchr("\"\\/bfnrt", *scan->at)) {
		scan->at++;
		return true;
	}
	return json_scan_fail_at(scan, start,
				 "a backslash before %s means nothing; "
				 "write \\\\ for the backslash itself",
				 json_scan_found(scan, out));
}

/* One character of a string that is not an escape and not the closing quote. */
static bool scan_plain(struct json_scan *scan, struct json_spot start)
{
	uint32_t code;
	size_t taken;

	taken = utf8_decode(scan->at, (size_t)(scan->end - scan->at), &code);
	if (code == '\n' || code == '\r')
		return json_scan_fail_at(
			scan, start,
			"this string does not end on its line; close "
			"it with \", or write \\n for a line break");
	if (code < 0x20)
		return json_scan_fail_at(
			scan, json_scan_here(scan),
			"character U+%04X cannot stand in a string as "
			"it is; write \\u%04x or leave it out",
			(unsigned)code, (unsigned)code);
	if (code == UTF8_REPLACEMENT && taken == 1)
		return json_scan_fail_at(
			scan, json_scan_here(scan),
			"byte 0x%02X is not UTF-8; save the text as "
			"UTF-8",
			(unsigned char)*scan->at);
	scan->at += taken;
	return true;
}

bool json_scan_string(struct json_scan *scan)
{
	struct json_spot start = json_scan_here(scan);

	scan->at++;
	while (scan->at < scan->end) {
		if (*scan->at == '"') {
			scan->at++;
			return true;
		}
		if (*scan->at == '\\' ? !scan_escape(scan)
				      : !scan_plain(scan, start))
			return false;
	}
	return json_scan_fail_at(scan, start,
				 "this string has no end; close it with \"");
}

/* --- numbers and words -------------------------------------------------- */

static bool is_digit_at(const struct json_scan *scan)
{
	return scan->at < scan->end && *scan->at >= '0' && *scan->at <= '9';
}

static void skip_digits(struct json_scan *scan)
{
	while (is_digit_at(scan))
		scan->at++;
}

static bool scan_number_shape(struct json_scan *scan, bool *whole)
{
	const char *first;

	*whole = true;
	if (json_scan_is_at(scan, '-'))
		scan->at++;
	first = scan->at;
	skip_digits(scan);
	if (scan->at == first)
		return json_scan_fail_expected(scan, "a digit");
	if (*first == '0' && scan->at - first > 1)
		return json_scan_fail(
			scan, "a number does not begin with 0, unless it "
			      "is 0 or 0.5 and the like");
	if (json_scan_is_at(scan, '.')) {
		*whole = false;
		scan->at++;
		if (!is_digit_at(scan))
			return json_scan_fail_expected(
				scan, "a digit after the point");
		skip_digits(scan);
	}
	if (json_scan_is_at(scan, 'e') || json_scan_is_at(scan, 'E')) {
		*whole = false;
		scan->at++;
		if (json_scan_is_at(scan, '+') || json_scan_is_at(scan, '-'))
			scan->at++;
		if (!is_digit_at(scan))
			return json_scan_fail_expected(
				scan, "a digit in the exponent");
		skip_digits(scan);
	}
	return true;
}

bool json_scan_number(struct json_scan *scan)
{
	struct json_spot start = json_scan_here(scan);
	const char *first = scan->at;
	char digits[NUMBER_LENGTH_MAX + 1];
	size_t length;
	int64_t integer;
	double value;
	bool whole;

	if (!scan_number_shape(scan, &whole))
		return false;
	length = (size_t)(scan->at - first);
	if (length > NUMBER_LENGTH_MAX)
		return json_scan_fail_at(
			scan, start,
			"this number has %zu characters; %d are the "
			"most",
			length, NUMBER_LENGTH_MAX);
	memcpy(digits, first, length);
	digits[length] = '\0';
	if (!number_parse_double(digits, &value))
		return json_scan_fail_at(scan, start,
					 "%s is too large a number", digits);
	if (whole && (!number_parse_int64(digits, &integer) ||
		      integer > WHOLE_MAX || integer < -WHOLE_MAX))
		return json_scan_fail_at(
			scan, start,
			"%s has more digits than a number keeps; write "
			"it as a string, \"%s\"",
			digits, digits);
	return true;
}

bool json_scan_is_word_character(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || c == '_' || c == '-';
}

bool json_scan_word(struct json_scan *scan)
{
	static const char *const words[] = { "true", "false", "null" };
	const char *after = scan->at;
	size_t length;

	while (after < scan->end && json_scan_is_word_character(*after))
		after++;
	length = (size_t)(after - scan->at);
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		if (length == strlen(words[i]) &&
		    memcmp(words[i], scan->at, length) == 0) {
			scan->at = after;
			return true;
		}
	}
	return json_scan_fail_at(
		scan, json_scan_here(scan),
		"'%.*s' is no value; a text stands in double quotes, "
		"and the only words are true, false and null",
		(int)(length > 40 ? 40 : length), scan->at);
}
