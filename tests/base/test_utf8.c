#include "tests/cmocka_setup.h"
#include "base/utf8.h"

static void round_trips_every_code_point(void **state)
{
	(void)state;
	for (uint32_t code = 0; code <= 0x10FFFF; code++) {
		bool surrogate = code >= 0xD800 && code <= 0xDFFF;
		uint32_t back = 0;
		char bytes[4];
		size_t length = utf8_encode(code, bytes);

		assert_int_equal(utf8_decode(bytes, length, &back), length);
		assert_int_equal(back, surrogate ? UTF8_REPLACEMENT : code);
		/* Cut short, only its first byte is taken. */
		if (length > 1) {
			assert_int_equal(utf8_decode(bytes, length - 1, &back),
					 1);
			assert_int_equal(back, UTF8_REPLACEMENT);
		}
	}
	{
		char bytes[4];

		assert_int_equal(utf8_encode(0x110000, bytes), 3);
	}
}

static void bad_bytes_are_taken_alone(void **state)
{
	static const char *const bad[] = {
		"\x80",
		"\xBF",
		"\xC0\x80",
		"\xC1\xBF",
		"\xE0\x80\x80",
		"\xE0\x9F\xBF",
		"\xED\xA0\x80",
		"\xED\xBF\xBF",
		"\xF0\x80\x80\x80",
		"\xF0\x8F\xBF\xBF",
		"\xF4\x90\x80\x80",
		"\xF5\x80\x80\x80",
		"\xFF",
		"\xE2\x28\xA1",
		"\xF0\x9F\x98",
	};
	uint32_t code;

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		size_t length = strlen(bad[i]);

		assert_int_equal(utf8_decode(bad[i], length, &code), 1);
		assert_int_equal(code, UTF8_REPLACEMENT);
		assert_false(utf8_valid(bad[i], length));
	}
	assert_true(utf8_valid("a\xEF\xBF\xBD\0b", 6));
	assert_true(utf8_valid("", 0));
}

static void widths(void **state)
{
	static const struct {
		uint32_t code;
		int width;
	} cases[] = {
		{ 0x00, 0 },	 { 0x1B, 0 },	 { 0x7F, 0 },	 { 0x9B, 0 },
		{ 'a', 1 },	 { 0xA0, 1 },	 { 0xE9, 1 },	 { 0x301, 0 },
		{ 0x488, 0 },	 { 0x200B, 0 },	 { 0x200D, 0 },	 { 0x202E, 0 },
		{ 0x2066, 0 },	 { 0xFEFF, 0 },	 { 0xFE0F, 0 },	 { 0x1100, 2 },
		{ 0x1161, 0 },	 { 0x4E00, 2 },	 { 0x3000, 2 },	 { 0xFF21, 2 },
		{ 0xFF71, 1 },	 { 0xAC00, 2 },	 { 0x2500, 1 },	 { 0x28FF, 1 },
		{ 0x2705, 2 },	 { 0x2714, 1 },	 { 0x1F600, 2 }, { 0x1F1E6, 1 },
		{ 0x20000, 2 },	 { 0x1FAE8, 2 }, { 0xE0001, 0 }, { 0xFFFD, 1 },
		{ 0x10FFFF, 1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		if (utf8_width(cases[i].code) != cases[i].width)
			fail_msg("U+%04X: %d", (unsigned)cases[i].code,
				 utf8_width(cases[i].code));
	assert_int_equal(utf8_text_width("e\xCC\x81\xE4\xB8\x80", 6), 3);
}

static size_t fit(const char *text, int cells)
{
	return utf8_fit(text, strlen(text), cells);
}

static void fits_whole_characters(void **state)
{
	(void)state;
	assert_int_equal(fit("abc", 2), 2);
	assert_int_equal(fit("abc", 9), 3);
	assert_int_equal(fit("abc", 0), 0);
	assert_int_equal(fit("abc", -1), 0);
	/* The mark goes with its letter. */
	assert_int_equal(fit("ae\xCC\x81z", 2), 4);
	assert_int_equal(fit("ae\xCC\x81z", 1), 1);
	/* A wide one does not fit in half. */
	assert_int_equal(fit("a\xE4\xB8\x80", 2), 1);
	assert_int_equal(fit("a\xE4\xB8\x80", 3), 4);
}

static void expect_scrubbed(const char *text, size_t length,
			    enum utf8_scrub_flags flags, const char *expected)
{
	struct str out = STR_INIT, again = STR_INIT;

	utf8_scrub(&out, text, length, flags);
	assert_string_equal(out.s, expected);
	assert_int_equal(out.length, strlen(expected));
	utf8_scrub(&again, out.s, out.length, flags);
	assert_string_equal(again.s, expected);
	str_finish(&out);
	str_finish(&again);
}

static void scrubs(void **state)
{
	static const struct {
		const char *text, *one_line;
	} cases[] = {
		{ "plain", "plain" },
		{ "a\x1B[31;1mb\x1B[0mc", "abc" },
		{ "a\x1B[?1049hb", "ab" },
		{ "a\x1B(Bb\x1B#8c\x1B"
		  "7d",
		  "abcd" },
		{ "a\x1B]0;title\x07"
		  "b",
		  "ab" },
		{ "a\x1B]8;;http://x\x1B\\link\x1B]8;;\x1B\\b", "alinkb" },
		{ "a\x1BPq#0\x1B\\b\x1B_x\x1B\\c\x1B^y\x1B\\d", "abcd" },
		{ "a\x1B]0;kept, for it never ends", "a0;kept, for it never "
						     "ends" },
		{ "a\x1B]\x1B]\x1B]b", "ab" },
		{ "a\x1B", "a" },
		{ "a\x1B[", "a" },
		{ "a\x1B[12", "a" },
		{ "a\xC2\x9B"
		  "31mb\xC2\x9D"
		  "0;t\xC2\x9C"
		  "c",
		  "abc" },
		{ "a\x9B"
		  "31m",
		  "a\xEF\xBF\xBD"
		  "31m" },
		{ "a\bb\rc\x7F\x05", "ab c" },
		{ "a\tb\r\nc\n\nd", "a b c  d" },
		{ "a\xE2\x80\xA8"
		  "b\xE2\x80\xA9"
		  "c",
		  "a b c" },
		{ "\xE2\x80\xAE"
		  "evil\xE2\x80\xAC",
		  "evil" },
		{ "\xE2\x81\xA6"
		  "a\xE2\x81\xA9",
		  "a" },
		{ "pay\xE2\x80\x8Bpal\xC2\xAD\xEF\xBB\xBF", "paypal" },
		{ "\xE2\x9D\xA4\xEF\xB8\x8F", "\xE2\x9D\xA4" },
		{ "\xF3\xA0\x81\x81tag", "tag" },
		{ "\xE3\x85\xA4", "" },
		{ "\xEF\xBF\xBF\xEF\xB7\x90", "\xEF\xBF\xBD\xEF\xBF\xBD" },
		{ "\xC0\xAF", "\xEF\xBF\xBD\xEF\xBF\xBD" },
		{ "\xCC\x81"
		  "e\xCC\x81",
		  "e\xCC\x81" },
		{ "e\xCC\x81\xCC\x81\xCC\x81\xCC\x81\xCC\x81\xCC\x81x",
		  "e\xCC\x81\xCC\x81\xCC\x81\xCC\x81x" },
		{ "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x9A\x92",
		  "\xF0\x9F\x91\xA9\xF0\x9F\x9A\x92" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		expect_scrubbed(cases[i].text, strlen(cases[i].text),
				UTF8_ONE_LINE, cases[i].one_line);
	expect_scrubbed("a\0b", 3, UTF8_ONE_LINE, "ab");
	expect_scrubbed("a\r\nb\rc\n\td", 9, UTF8_KEEP_NEWLINES, "a\nb\nc\n d");
	expect_scrubbed("a\n\xCC\x81"
			"b",
			5, UTF8_KEEP_NEWLINES, "a\nb");
}

/* No byte string may get through with something to fear in it. */
static void scrubbing_leaves_nothing_behind(void **state)
{
	uint32_t random = 1;
	static const unsigned char odd[] = { 0x1B, '[',	 ']',  0x9B, 0xC2, 0xE2,
					     0x80, 0xAE, 0xCC, 0x81, '\n', 7,
					     'm',  ';',	 '\\', 0xF3, 0xA0, 0 };

	(void)state;
	for (int round = 0; round < 20000; round++) {
		struct str out = STR_INIT;
		char text[24];

		for (size_t i = 0; i < sizeof(text); i++) {
			random = random * 1664525u + 1013904223u;
			text[i] = (char)odd[(random >> 16) % sizeof(odd)];
		}
		utf8_scrub(&out, text, sizeof(text), UTF8_ONE_LINE);
		assert_true(utf8_valid(out.s, out.length));
		for (size_t i = 0, taken; i < out.length; i += taken) {
			uint32_t code;

			taken = utf8_decode(out.s + i, out.length - i, &code);
			assert_true(code >= 0x20 && code != 0x7F);
			assert_false(code >= 0x80 && code < 0xA0);
			assert_false(utf8_is_hidden(code));
		}
		str_finish(&out);
	}
}

/* A text full of beginnings must not be searched to its end from each. */
static void scrubbing_is_linear(void **state)
{
	struct str text = STR_INIT, out = STR_INIT;

	(void)state;
	for (int i = 0; i < 400000; i++)
		str_add(&text, i % 2 ? "\x1B]" : "\xC2\x9D");
	utf8_scrub(&out, text.s, text.length, UTF8_ONE_LINE);
	assert_int_equal(out.length, 0);
	str_finish(&text);
	str_finish(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(round_trips_every_code_point),
		cmocka_unit_test(bad_bytes_are_taken_alone),
		cmocka_unit_test(widths),
		cmocka_unit_test(fits_whole_characters),
		cmocka_unit_test(scrubs),
		cmocka_unit_test(scrubbing_leaves_nothing_behind),
		cmocka_unit_test(scrubbing_is_linear),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
