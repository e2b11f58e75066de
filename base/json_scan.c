#include "base/json_scan_internal.h"
#include "base/utf8.h"

#include <stdarg.h>

/* Where scan->at is. */
struct json_spot json_scan_here(struct json_scan *scan)
{
	for (; scan->mark < scan->at; scan->mark++) {
		if (*scan->mark == '\n') {
			scan->spot.line++;
			scan->spot.column = 1;
		} else if (((unsigned char)*scan->mark & 0xC0) != 0x80) {
			scan->spot.column++;
		}
	}
	return scan->spot;
}

bool json_scan_fail_at(struct json_scan *scan, struct json_spot spot,
		       const char *format, ...)
{
	char message[ERR_MESSAGE_MAX];
	va_list args;

	va_start(args, format);
	vsnprintf(message, sizeof(message), format, args);
	va_end(args);
	return err_set_at(scan->err, ERR_INPUT, scan->path, spot.line,
			  spot.column, "%s", message);
}

/* The same at scan->at, for messages without arguments. */
bool json_scan_fail(struct json_scan *scan, const char *message)
{
	return json_scan_fail_at(scan, json_scan_here(scan), "%s", message);
}

/* What stands at scan->at, as a person would say it. */
const char *json_scan_found(const struct json_scan *scan,
			    char out[JSON_FOUND_SIZE])
{
	uint32_t code;
	size_t taken;

	if (scan->at == scan->end)
		return "the end of the text";
	taken = utf8_decode(scan->at, (size_t)(scan->end - scan->at), &code);
	if (taken == 1 && code == UTF8_REPLACEMENT)
		snprintf(out, JSON_FOUND_SIZE, "byte 0x%02X",
			 (unsigned char)*scan->at);
	else if (code < 0x20 || code == 0x7F || utf8_width(code) == 0)
		snprintf(out, JSON_FOUND_SIZE, "character U+%04X",
			 (unsigned)code);
	else
		snprintf(out, JSON_FOUND_SIZE, "'%.*s'", (int)taken, scan->at);
	return out;
}

bool json_scan_fail_expected(struct json_scan *scan, const char *expected)
{
	char out[JSON_FOUND_SIZE];

	if (scan->at < scan->end && *scan->at == '/')
		return json_scan_fail(
			scan, "JSON has no comments; take this one out");
	return json_scan_fail_at(scan, json_scan_here(scan),
				 "expected %s, found %s", expected,
				 json_scan_found(scan, out));
}

static void skip_blanks(struct json_scan *scan)
{
	while (json_scan_is_at(scan, ' ') || json_scan_is_at(scan, '\n') ||
	       json_scan_is_at(scan, '\t') || json_scan_is_at(scan, '\r'))
		scan->at++;
}

/* --- containers --------------------------------------------------------- */

struct holder {
	uint32_t place;
	uint32_t count; /* of children so far */
};

static bool scan_value(struct json_scan *scan, struct holder *holder,
		       const struct json_spot *key);

static bool scan_member(struct json_scan *scan, struct holder *holder)
{
	struct json_spot key = json_scan_here(scan);

	if (json_scan_is_at(scan, '\''))
		return json_scan_fail(scan,
				      "a key stands in double quotes, \"\"");
	if (!json_scan_is_at(scan, '"'))
		return json_scan_fail_expected(scan, "a key in double quotes");
	if (!json_scan_string(scan))
		return false;
	skip_blanks(scan);
	if (!json_scan_is_at(scan, ':'))
		return json_scan_fail_expected(scan, "':' after the key");
	scan->at++;
	return scan_value(scan, holder, &key);
}

static bool fail_open(struct json_scan *scan, struct json_spot start,
		      char close)
{
	return json_scan_fail_at(scan, start, "this '%c' has no '%c'",
				 close == ']' ? '[' : '{', close);
}

/* Behind a child: true and *more for a comma, true for the closing one. */
static bool scan_separator(struct json_scan *scan, char close,
			   struct json_spot start, bool *more)
{
	static const char *const expected[] = { "',' or ']' after the item",
						"',' or '}' after the member" };

	skip_blanks(scan);
	*more = json_scan_is_at(scan, ',');
	if (!*more && !json_scan_is_at(scan, close)) {
		if (scan->at == scan->end)
			return fail_open(scan, start, close);
		return json_scan_fail_expected(scan, expected[close == '}']);
	}
	scan->at++;
	if (!*more)
		return true;
	skip_blanks(scan);
	if (scan->at == scan->end)
		return fail_open(scan, start, close);
	if (json_scan_is_at(scan, close))
		return json_scan_fail_at(
			scan, json_scan_here(scan),
			"there is a comma too many before this '%c'", close);
	return true;
}

static bool scan_container(struct json_scan *scan, uint32_t place, char close)
{
	struct holder holder = { .place = place };
	struct json_spot start = json_scan_here(scan);
	bool more = true;

	if (scan->depth == JSON_DEPTH_MAX)
		return err_set_at(scan->err, ERR_LIMIT, scan->path, start.line,
				  start.column,
				  "more than %d objects and arrays stand "
				  "inside each other here",
				  JSON_DEPTH_MAX);
	scan->depth++;
	scan->at++;
	skip_blanks(scan);
	if (json_scan_is_at(scan, close)) {
		scan->at++;
		more = false;
	} else if (scan->at == scan->end) {
		return fail_open(scan, start, close);
	}
	while (more) {
		if (close == '}' ? !scan_member(scan, &holder)
				 : !scan_value(scan, &holder, NULL))
			return false;
		if (!scan_separator(scan, close, start, &more))
			return false;
	}
	scan->depth--;
	return true;
}

/* Notes where the value at scan->at stands. */
static bool add_place(struct json_scan *scan, struct holder *holder,
		      const struct json_spot *key)
{
	struct json_spot spot = json_scan_here(scan);
	struct json_place place = {
		.line = spot.line,
		.column = spot.column,
		.key_line = key ? key->line : spot.line,
		.key_column = key ? key->column : spot.column,
		.parent = holder->place,
		.index = holder->count++,
	};

	if (scan->places->count == JSON_VALUES_MAX)
		return err_set_at(scan->err, ERR_LIMIT, scan->path, spot.line,
				  spot.column,
				  "more than %d values in one document",
				  JSON_VALUES_MAX);
	vec_push(scan->places, place);
	return true;
}

static bool scan_value(struct json_scan *scan, struct holder *holder,
		       const struct json_spot *key)
{
	uint32_t place = (uint32_t)scan->places->count;

	skip_blanks(scan);
	if (!add_place(scan, holder, key))
		return false;
	if (json_scan_is_at(scan, '{'))
		return scan_container(scan, place, '}');
	if (json_scan_is_at(scan, '['))
		return scan_container(scan, place, ']');
	if (json_scan_is_at(scan, '"'))
		return json_scan_string(scan);
	if (json_scan_is_at(scan, '\''))
		return json_scan_fail(scan,
				      "a string stands in double quotes, \"\"");
	if (json_scan_is_at(scan, '-') ||
	    (scan->at < scan->end && *scan->at >= '0' && *scan->at <= '9'))
		return json_scan_number(scan);
	if (scan->at < scan->end && json_scan_is_word_character(*scan->at))
		return json_scan_word(scan);
	return json_scan_fail_expected(scan, "a value");
}

bool json_scan(const char *text, size_t length, const char *path,
	       struct json_places *places, struct err *err)
{
	struct json_scan scan = {
		.at = text,
		.end = text + length,
		.path = path,
		.mark = text,
		.spot = { 1, 1 },
		.places = places,
		.err = err,
	};
	struct holder none = { .place = JSON_NO_PARENT };

	if (length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0)
		return json_scan_fail(&scan,
				      "the text begins with a byte order mark; "
				      "save it as UTF-8 without one");
	skip_blanks(&scan);
	if (scan.at == scan.end)
		return json_scan_fail(&scan,
				      "there is nothing here; expected JSON");
	if (!scan_value(&scan, &none, NULL))
		return false;
	skip_blanks(&scan);
	if (scan.at != scan.end)
		return json_scan_fail_expected(
			&scan, "nothing more after the document");
	return true;
}
