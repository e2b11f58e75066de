/*
 * Whatever the bytes: scrubbing leaves valid UTF-8 without anything to fear,
 * changes nothing the second time, never makes valid text longer, and text
 * that fits is no wider than asked for.
 */
#include "base/utf8.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool kept)
{
	if (!kept)
		abort();
}

static void check_clean(const struct str *text, bool newlines)
{
	for (size_t i = 0, taken; i < text->length; i += taken) {
		uint32_t code;

		taken = utf8_decode(text->s + i, text->length - i, &code);
		must(code >= 0x20 || (newlines && code == '\n'));
		must(code < 0x7F || code >= 0xA0);
		must(!utf8_is_hidden(code));
	}
}

static void check_scrub(const char *text, size_t length,
			enum utf8_scrub_flags flags)
{
	struct str once = STR_INIT, twice = STR_INIT;

	utf8_scrub(&once, text, length, flags);
	must(utf8_valid(once.s, once.length));
	must(!utf8_valid(text, length) || once.length <= length);
	check_clean(&once, flags & UTF8_KEEP_NEWLINES);
	utf8_scrub(&twice, once.s, once.length, flags);
	must(twice.length == once.length && strcmp(twice.s, once.s) == 0);
	str_finish(&once);
	str_finish(&twice);
}

static void check_fit(const char *text, size_t length)
{
	int width = utf8_text_width(text, length);

	must(utf8_fit(text, length, width) == length);
	for (int cells = 0; cells < width && cells < 20; cells++) {
		size_t fits = utf8_fit(text, length, cells);
		uint32_t next;

		must(fits < length);
		must(utf8_text_width(text, fits) <= cells);
		utf8_decode(text + fits, length - fits, &next);
		must(utf8_width(next) > 0);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *text = (const char *)data;

	check_scrub(text, size, UTF8_ONE_LINE);
	check_scrub(text, size, UTF8_KEEP_NEWLINES);
	check_fit(text, size);
	return 0;
}
