#include "tests/cmocka_setup.h"
#include "base/json.h"

static struct json_doc *parse(const char *text, struct err *err)
{
	return json_parse(text, strlen(text), "a.json", err);
}

static struct json_doc *must_parse(const char *text)
{
	struct err err = { 0 };
	struct json_doc *doc = parse(text, &err);

	if (!doc)
		fail_msg("%s", err.message);
	return doc;
}

static void reads_every_kind(void **state)
{
	struct json_doc *doc = must_parse("{ \"s\": \"a\\u00e9\\ud83d\\ude00\","
					  "\"n\": -1.5e2, \"t\": true,"
					  "\"f\": false, \"z\": null,"
					  "\"a\": [1, 2, 3], \"S\": 7 }");
	const struct json *root = json_root(doc), *array;

	(void)state;
	assert_int_equal(json_type(root), JSON_OBJECT);
	assert_int_equal(json_count(root), 7);
	assert_string_equal(json_string_or(json_get(root, "s"), "?"),
			    "a\xC3\xA9\xF0\x9F\x98\x80");
	assert_true(json_number_or(json_get(root, "n"), 0) == -150);
	assert_true(json_bool_or(json_get(root, "t"), false));
	assert_false(json_bool_or(json_get(root, "f"), true));
	assert_int_equal(json_type(json_get(root, "z")), JSON_NULL);
	assert_non_null(json_get(root, "z"));
	assert_true(json_number_or(json_get(root, "S"), 0) == 7);
	array = json_get(root, "a");
	assert_true(json_number_or(json_at(array, 2), 0) == 3);
	assert_null(json_at(array, 3));
	assert_null(json_key(json_at(array, 0)));
	assert_string_equal(json_key(json_next(json_first(root))), "n");
	json_destroy(doc);
}

static void nothing_is_not_there(void **state)
{
	struct json_doc *doc = must_parse("[\"x\"]");
	const struct json *text = json_first(json_root(doc));

	(void)state;
	assert_null(json_get(NULL, "a"));
	assert_null(json_get(json_root(doc), "a"));
	assert_null(json_at(text, 0));
	assert_null(json_first(text));
	assert_null(json_next(NULL));
	assert_int_equal(json_count(NULL), 0);
	assert_string_equal(json_string_or(NULL, "f"), "f");
	assert_true(json_number_or(text, 4) == 4);
	assert_true(json_bool_or(text, true));
	json_destroy(NULL);
	json_destroy(doc);
}

static void strings_come_out_scrubbed(void **state)
{
	struct json_doc *doc = must_parse(
		"[\"a\\u001b[31mb\\u001b]0;t\\u0007c\\r\\nd\\te\","
		"\"\\u202Eevil\\u200b\", \"\xE2\x80\xAEraw\","
		"\"\\ufffe\"]");
	const struct json *at = json_first(json_root(doc));

	(void)state;
	assert_string_equal(json_string_or(at, "?"), "abc\nd e");
	at = json_next(at);
	assert_string_equal(json_string_or(at, "?"), "evil");
	at = json_next(at);
	assert_string_equal(json_string_or(at, "?"), "raw");
	at = json_next(at);
	assert_string_equal(json_string_or(at, "?"), "\xEF\xBF\xBD");
	json_destroy(doc);
}

struct refusal {
	const char *text;
	int line, column;
	const char *says; /* part of the message */
};

static void refuse(const struct refusal *refusal)
{
	struct err err = { 0 };
	struct json_doc *doc = parse(refusal->text, &err);

	if (doc)
		fail_msg("taken: %s", refusal->text);
	if (!strstr(err.message, refusal->says) || err.line != refusal->line ||
	    err.column != refusal->column)
		fail_msg("%s: %d:%d: %s", refusal->text, err.line, err.column,
			 err.message);
	assert_string_equal(err.path, "a.json");
	assert_int_equal(err_exit_status(&err), 2);
	assert_null(parse(refusal->text, NULL));
}

#define refuse_all(list) \
	do { \
		for (size_t i = 0; i < sizeof(list) / sizeof(*(list)); i++) \
			refuse(&(list)[i]); \
	} while (0)

static void refuses_bad_structure(void **state)
{
	static const struct refusal list[] = {
		{ "", 1, 1, "nothing here" },
		{ " \n ", 2, 2, "nothing here" },
		{ "\xEF\xBB\xBF{}", 1, 1, "byte order mark" },
		{ "{} x", 1, 4, "nothing more after the document, found 'x'" },
		{ "[1]]", 1, 4, "nothing more" },
		{ "[1,]", 1, 4, "comma too many before this ']'" },
		{ "{\"a\":1,}", 1, 8, "comma too many before this '}'" },
		{ "[1 2]", 1, 4, "expected ',' or ']' after the item" },
		{ "{\"a\" 1}", 1, 6, "expected ':' after the key" },
		{ "{\"a\":}", 1, 6, "expected a value, found '}'" },
		{ "{a:1}", 1, 2, "expected a key in double quotes" },
		{ "{'a':1}", 1, 2, "double quotes" },
		{ "['a']", 1, 2, "double quotes" },
		{ "{1:1}", 1, 2, "expected a key in double quotes, found '1'" },
		{ "\n [1,\n", 2, 2, "this '[' has no ']'" },
		{ "{\"a\":{}", 1, 1, "this '{' has no '}'" },
		{ "[", 1, 1, "this '[' has no ']'" },
		{ "[1, // one\n2]", 1, 5, "no comments" },
		{ "[]/**/", 1, 3, "no comments" },
		{ "\f[]", 1, 1, "expected a value, found character U+000C" },
	};

	(void)state;
	refuse_all(list);
}

static void refuses_bad_words_and_numbers(void **state)
{
	static const struct refusal list[] = {
		{ "[True]", 1, 2, "'True' is no value" },
		{ "nullx", 1, 1, "'nullx' is no value" },
		{ "[NaN]", 1, 2, "'NaN' is no value" },
		{ "[-Infinity]", 1, 3, "expected a digit, found 'I'" },
		{ "[01]", 1, 4, "does not begin with 0" },
		{ "[-00.5]", 1, 5, "does not begin with 0" },
		{ "[1.]", 1, 4, "digit after the point" },
		{ "[.5]", 1, 2, "expected a value" },
		{ "[+5]", 1, 2, "expected a value" },
		{ "[1e]", 1, 4, "digit in the exponent" },
		{ "[1e+]", 1, 5, "digit in the exponent" },
		{ "[0x10]", 1, 3, "expected ',' or ']'" },
		{ "[-]", 1, 3, "expected a digit" },
		{ "[1e400]", 1, 2, "too large" },
		{ "[-1e400]", 1, 2, "too large" },
		{ "[9007199254740993]", 1, 2, "as a string" },
		{ "[18446744073709551615]", 1, 2, "as a string" },
		{ "[0.00000000000000000000000000000000000000000000000000000"
		  "0000000000000001]",
		  1, 2, "this number has 71 characters" },
	};

	(void)state;
	refuse_all(list);
}

static void refuses_bad_strings(void **state)
{
	static const struct refusal list[] = {
		{ "[\"a\nb\"]", 1, 2, "does not end on its line" },
		{ "[\"a", 1, 2, "has no end" },
		{ "[\"a\\", 1, 4, "a backslash before the end" },
		{ "[\"\tx\"]", 1, 3, "U+0009 cannot stand in a string" },
		{ "[\"\x1B[31m\"]", 1, 3, "write \\u001b" },
		{ "[\"\\u0000\"]", 1, 3, "\\u0000" },
		{ "[\"\\x41\"]", 1, 3, "a backslash before 'x'" },
		{ "[\"\\u12g4\"]", 1, 7, "four hexadecimal digits" },
		{ "[\"\\u12", 1, 7, "four hexadecimal digits" },
		{ "[\"\\ud800\"]", 1, 3, "\\ud800 is one half" },
		{ "[\"\\udc00\"]", 1, 3, "\\udc00 is one half" },
		{ "[\"\\ud800\\u0041\"]", 1, 3, "one half" },
		{ "[\"\\ud800\\ud800\"]", 1, 3, "one half" },
		{ "[\"\xC0\xAF\"]", 1, 3, "byte 0xC0 is not UTF-8" },
		{ "[\"\xED\xA0\x80\"]", 1, 3, "byte 0xED is not UTF-8" },
		{ "[\"\xF4\x90\x80\x80\"]", 1, 3, "byte 0xF4 is not UTF-8" },
		{ "[\"\xE2\x82\"]", 1, 3, "byte 0xE2 is not UTF-8" },
		{ "[\xFF]", 1, 2, "expected a value, found byte 0xFF" },
	};

	(void)state;
	refuse_all(list);
}

static void refuses_bad_keys(void **state)
{
	static const struct refusal list[] = {
		{ "{\"a\":1,\n \"a\":2}", 2, 2,
		  "/a: the key \"a\" is here a second time; the first is in "
		  "line 1, column 2" },
		{ "{\"z\":{\"b\":1,\"\\u0062\":2}}", 1, 13,
		  "/z/b: the key \"b\" is here a second time" },
		{ "{\"b\":0,\"a\":0,\"c\":0,\"a\":0}", 1, 20,
		  "second time; the first is in line 1, column 8" },
		{ "{\"a\\u200b\":1}", 1, 2, "cannot be seen" },
		{ "{\"a\\n\":1}", 1, 2, "cannot be seen" },
	};

	(void)state;
	refuse_all(list);
	json_destroy(must_parse("{\"a\":1,\"A\":2,\"b\":{\"a\":1}}"));
}

static void a_nul_byte_ends_nothing(void **state)
{
	struct err err = { 0 };

	(void)state;
	assert_null(json_parse("[1]\0", 4, NULL, &err));
	assert_non_null(strstr(err.message, "character U+0000"));
	assert_null(json_parse("[\"a\0b\"]", 7, NULL, &err));
	assert_non_null(strstr(err.message, "U+0000 cannot stand"));
	/* And the length counts, not what lies behind it. */
	assert_null(json_parse("[1]", 2, NULL, &err));
	assert_null(json_parse("", 0, NULL, &err));
}

static struct json_doc *parse_nested(int depth, struct err *err)
{
	struct str text = STR_INIT;
	struct json_doc *doc;

	str_add_repeat(&text, '[', (size_t)depth);
	str_add_repeat(&text, ']', (size_t)depth);
	doc = json_parse(text.s, text.length, NULL, err);
	str_finish(&text);
	return doc;
}

static void depth_is_bounded(void **state)
{
	struct err err = { 0 };
	struct json_doc *doc = parse_nested(JSON_DEPTH_MAX, &err);

	(void)state;
	assert_non_null(doc);
	json_destroy(doc);
	assert_null(parse_nested(JSON_DEPTH_MAX + 1, &err));
	assert_int_equal(err.code, ERR_LIMIT);
	assert_int_equal(err.column, JSON_DEPTH_MAX + 1);
	assert_null(parse_nested(1000000, &err));
}

static void size_is_bounded(void **state)
{
	struct str text = STR_INIT;
	struct err err = { 0 };
	struct json_doc *doc;

	(void)state;
	str_add_char(&text, '"');
	str_add_repeat(&text, 'x', JSON_TEXT_MAX - 2);
	str_add_char(&text, '"');
	doc = json_parse(text.s, text.length, NULL, &err);
	assert_non_null(doc);
	json_destroy(doc);
	str_add_char(&text, ' ');
	assert_null(json_parse(text.s, text.length, NULL, &err));
	assert_int_equal(err.code, ERR_LIMIT);

	str_clear(&text);
	str_add_char(&text, '[');
	for (int i = 0; i < 1000000; i++)
		str_add(&text, "0,");
	str_add(&text, "0]");
	assert_null(json_parse(text.s, text.length, NULL, &err));
	assert_int_equal(err.code, ERR_LIMIT);
	assert_non_null(strstr(err.message, "1000000 values"));
	str_finish(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_every_kind),
		cmocka_unit_test(nothing_is_not_there),
		cmocka_unit_test(strings_come_out_scrubbed),
		cmocka_unit_test(refuses_bad_structure),
		cmocka_unit_test(refuses_bad_words_and_numbers),
		cmocka_unit_test(refuses_bad_strings),
		cmocka_unit_test(refuses_bad_keys),
		cmocka_unit_test(a_nul_byte_ends_nothing),
		cmocka_unit_test(depth_is_bounded),
		cmocka_unit_test(size_is_bounded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
