#include "base/utf8.h"

#define MARKS_MAX 4

enum { BEL = 0x07, ESC = 0x1B, DEL = 0x7F, ST = 0x9C };

struct reader {
	const char *at, *end;
};

/* The next code point, or 0 at the end. */
static uint32_t peek(const struct reader *reader, size_t *taken)
{
	uint32_t code = 0;

	*taken = 0;
	if (reader->at < reader->end)
		*taken = utf8_decode(reader->at,
				     (size_t)(reader->end - reader->at), &code);
	return code;
}

static bool is_control(uint32_t code)
{
	return code < 0x20 || (code >= DEL && code < 0xA0);
}

static void skip_between(struct reader *reader, uint32_t low, uint32_t high)
{
	size_t taken;
	uint32_t code = peek(reader, &taken);

	while (taken && code >= low && code <= high) {
		reader->at += taken;
		code = peek(reader, &taken);
	}
}

static void skip_one_between(struct reader *reader, uint32_t low, uint32_t high)
{
	size_t taken;
	uint32_t code = peek(reader, &taken);

	if (taken && code >= low && code <= high)
		reader->at += taken;
}

/* "[31m" behind its introducer: parameters, intermediates, a final byte. */
static void skip_control_sequence(struct reader *reader)
{
	skip_between(reader, 0x30, 0x3F);
	skip_between(reader, 0x20, 0x2F);
	skip_one_between(reader, 0x40, 0x7E);
}

/* A title, a link, a clipboard: text up to BEL or ST.  One that does not end
 * hides nothing: its text stays.  The search ends at any control character,
 * so that a text full of beginnings is still read in one go. */
static void skip_string(struct reader *reader)
{
	struct reader ahead = *reader;
	size_t taken;
	uint32_t code = peek(&ahead, &taken);

	while (taken && !is_control(code)) {
		ahead.at += taken;
		code = peek(&ahead, &taken);
	}
	ahead.at += taken;
	if (code == ESC) {
		code = peek(&ahead, &taken);
		ahead.at += taken;
		code = code == '\\' ? ST : 0;
	}
	if (code == BEL || code == ST)
		*reader = ahead;
}

/* What an introducer (ECMA-48: the byte behind ESC, or that byte + 0x40 as a
 * C1 control) brings with it. */
static void skip_introduced(struct reader *reader, uint32_t introducer)
{
	switch (introducer) {
	case '[':
		skip_control_sequence(reader);
		break;
	case ']': /* OSC */
	case 'P': /* DCS */
	case 'X': /* SOS */
	case '^': /* PM */
	case '_': /* APC */
		skip_string(reader);
		break;
	}
}

static void skip_escape(struct reader *reader)
{
	size_t taken;
	uint32_t code;

	skip_between(reader, 0x20, 0x2F);
	code = peek(reader, &taken);
	if (taken && code >= 0x30 && code <= 0x7E) {
		reader->at += taken;
		skip_introduced(reader, code);
	}
}

static bool is_noncharacter(uint32_t code)
{
	return (code & 0xFFFE) == 0xFFFE || (code >= 0xFDD0 && code <= 0xFDEF);
}

struct scrubber {
	struct str *out;
	enum utf8_scrub_flags flags;
	int marks; /* on the last character; MARKS_MAX where none is */
};

static void put_break(struct scrubber *scrubber)
{
	bool keep = scrubber->flags & UTF8_KEEP_NEWLINES;

	str_add_char(scrubber->out, keep ? '\n' : ' ');
	scrubber->marks = keep ? MARKS_MAX : 0;
}

static void put_code(struct scrubber *scrubber, uint32_t code)
{
	char bytes[4];

	if (is_noncharacter(code))
		code = UTF8_REPLACEMENT;
	if (utf8_width(code) > 0)
		scrubber->marks = 0;
	else if (scrubber->marks >= MARKS_MAX)
		return;
	else
		scrubber->marks++;
	str_add_n(scrubber->out, bytes, utf8_encode(code, bytes));
}

void utf8_scrub(struct str *out, const char *text, size_t length,
		enum utf8_scrub_flags flags)
{
	struct reader reader = { text, text + length };
	struct scrubber scrubber = { out, flags, MARKS_MAX };
	size_t taken;
	uint32_t code;

	while (code = peek(&reader, &taken), taken > 0) {
		reader.at += taken;
		if (code == ESC) {
			skip_escape(&reader);
		} else if (code == '\r' || code == '\n') {
			if (code == '\r')
				skip_one_between(&reader, '\n', '\n');
			put_break(&scrubber);
		} else if (code == 0x2028 || code == 0x2029) {
			put_break(&scrubber);
		} else if (code == '\t') {
			put_code(&scrubber, ' ');
		} else if (is_control(code)) {
			if (code >= 0x80)
				skip_introduced(&reader, code - 0x40);
		} else if (!utf8_is_hidden(code)) {
			put_code(&scrubber, code);
		}
	}
}
