#include "tests/cmocka_setup.h"
#include "base/json.h"

#include <math.h>

static void write_sample(struct str *out, bool compact)
{
	struct json_writer w;

	json_writer_init(&w, out, compact);
	json_begin_object(&w);
	json_put_member_string(&w, "a", "x");
	json_put_key(&w, "list");
	json_begin_array(&w);
	json_put_int(&w, -5);
	json_begin_object(&w);
	json_end_object(&w);
	json_begin_array(&w);
	json_end_array(&w);
	json_put_bool(&w, true);
	json_put_null(&w);
	json_end_array(&w);
	json_put_member_number(&w, "n", 1.25, 2);
	json_put_member_int(&w, "i", 7);
	json_put_key(&w, "seed");
	json_put_u64(&w, UINT64_MAX);
	json_end_object(&w);
}

static void compact_has_no_line_breaks(void **state)
{
	struct str out = STR_INIT;

	(void)state;
	write_sample(&out, true);
	assert_string_equal(out.s, "{\"a\":\"x\",\"list\":[-5,{},[],true,"
				   "null],\"n\":1.25,\"i\":7,"
				   "\"seed\":\"18446744073709551615\"}");
	str_finish(&out);
}

static void indents_by_two(void **state)
{
	struct str out = STR_INIT;

	(void)state;
	write_sample(&out, false);
	assert_string_equal(out.s, "{\n"
				   "  \"a\": \"x\",\n"
				   "  \"list\": [\n"
				   "    -5,\n"
				   "    {},\n"
				   "    [],\n"
				   "    true,\n"
				   "    null\n"
				   "  ],\n"
				   "  \"n\": 1.25,\n"
				   "  \"i\": 7,\n"
				   "  \"seed\": \"18446744073709551615\"\n"
				   "}");
	str_finish(&out);
}

static void expect_number(double value, int decimals, const char *expected)
{
	struct str out = STR_INIT;
	struct json_writer w;

	json_writer_init(&w, &out, true);
	json_put_number(&w, value, decimals);
	assert_string_equal(out.s, expected);
	str_finish(&out);
}

static void numbers_have_no_surprises(void **state)
{
	(void)state;
	expect_number(0.1, 1, "0.1");
	expect_number(2, 0, "2");
	expect_number(-0.0, 0, "0");
	expect_number(-0.0, 2, "0.00");
	expect_number(-0.004, 2, "0.00");
	expect_number(-0.006, 2, "-0.01");
	expect_number(1e21, 0, "1000000000000000000000");
	expect_number(1e-9, 3, "0.000");
	expect_number((double)NAN, 1, "null");
	expect_number((double)INFINITY, 1, "null");
	expect_number(-(double)INFINITY, 1, "null");
	expect_number(1, -4, "1");
	expect_number(1, 99, "1.000000000000000");
}

static void expect_quoted(const char *text, const char *expected)
{
	struct str out = STR_INIT;
	struct json_writer w;

	json_writer_init(&w, &out, true);
	json_put_string(&w, text);
	assert_string_equal(out.s, expected);
	str_finish(&out);
}

static void strings_are_escaped(void **state)
{
	(void)state;
	expect_quoted(NULL, "null");
	expect_quoted("", "\"\"");
	expect_quoted("a\"\\/b", "\"a\\\"\\\\/b\"");
	expect_quoted("\b\f\n\r\t", "\"\\b\\f\\n\\r\\t\"");
	expect_quoted("\x1B[0m\x7F", "\"\\u001b[0m\\u007f\"");
	expect_quoted("\xC2\x9B", "\"\\u009b\"");
	expect_quoted("\xE2\x80\xA8", "\"\\u2028\"");
	expect_quoted("\xC3\xA4\xF0\x9F\x98\x80",
		      "\"\xC3\xA4\xF0\x9F\x98\x80\"");
	expect_quoted("\xFF\xC0\x80",
		      "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"");
}

static void what_is_written_can_be_read(void **state)
{
	struct str out = STR_INIT;
	struct json_doc *doc;

	(void)state;
	for (int compact = 0; compact < 2; compact++) {
		str_clear(&out);
		write_sample(&out, compact);
		doc = json_parse(out.s, out.length, NULL, NULL);
		assert_non_null(doc);
		assert_int_equal(json_count(json_root(doc)), 5);
		json_destroy(doc);
	}
	str_finish(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(compact_has_no_line_breaks),
		cmocka_unit_test(indents_by_two),
		cmocka_unit_test(numbers_have_no_surprises),
		cmocka_unit_test(strings_are_escaped),
		cmocka_unit_test(what_is_written_can_be_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
