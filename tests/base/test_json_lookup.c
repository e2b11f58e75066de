#include "tests/cmocka_setup.h"
#include "base/json.h"

/* Columns count characters, not bytes; the ä is two bytes. */
static const char text[] = "{\n"
			   "  \"name\": \"\xC3\xA4\", \"lead\": \"abc\",\n"
			   "  \"list\": [ 1, { \"a/b~\": null } ],\n"
			   "  \"deep\": { \"x\": -0.25 }\n"
			   "}\n";

static struct json_doc *doc;
static const struct json *root;

static int open_doc(void **state)
{
	(void)state;
	doc = json_parse(text, strlen(text), "s.json", NULL);
	if (!doc)
		return -1;
	root = json_root(doc);
	return 0;
}

static int close_doc(void **state)
{
	(void)state;
	json_destroy(doc);
	return 0;
}

static void expect_place(const struct json *value, int line, int column,
			 const char *pointer)
{
	struct str found = STR_INIT;
	int at_line, at_column;

	json_place(doc, value, &at_line, &at_column);
	assert_int_equal(at_line, line);
	assert_int_equal(at_column, column);
	json_pointer(doc, value, &found);
	assert_string_equal(found.s, pointer);
	str_finish(&found);
}

static void every_value_knows_its_place(void **state)
{
	const struct json *list = json_get(root, "list");

	(void)state;
	expect_place(root, 1, 1, "");
	expect_place(json_get(root, "lead"), 2, 24, "/lead");
	expect_place(list, 3, 11, "/list");
	expect_place(json_at(list, 0), 3, 13, "/list/0");
	expect_place(json_first(json_at(list, 1)), 3, 26, "/list/1/a~1b~0");
	expect_place(json_get(json_get(root, "deep"), "x"), 4, 18, "/deep/x");
	expect_place(NULL, 0, 0, "");
}

static void expect_err(const struct err *err, const char *whole)
{
	char line[ERR_MESSAGE_MAX + ERR_PATH_MAX];

	assert_string_equal(err_format(err, line, sizeof(line)), whole);
	assert_int_equal(err->code, ERR_INPUT);
}

static void fails_with_place_and_pointer(void **state)
{
	struct err err = { 0 };

	(void)state;
	assert_false(json_fail(doc, json_at(json_get(root, "list"), 0), &err,
			       "must be %s", "even"));
	expect_err(&err, "s.json:3:13: /list/0: must be even");
	assert_false(json_fail(doc, root, &err, "is empty"));
	expect_err(&err, "s.json:1:1: is empty");
	assert_false(json_fail(doc, root, NULL, "is empty"));
}

static void needs_say_what_is_wrong(void **state)
{
	const struct json *deep = json_get(root, "deep");
	struct err err = { 0 };
	double number = 0;

	(void)state;
	assert_string_equal(json_need_string(doc, root, "lead", &err), "abc");
	assert_true(json_need_number(doc, deep, "x", &number, &err));
	assert_true(number == -0.25);
	assert_ptr_equal(json_need(doc, root, "deep", JSON_OBJECT, &err), deep);
	assert_int_equal(err.code, ERR_NONE);

	assert_false(json_need_number(doc, root, "lead", &number, &err));
	expect_err(&err, "s.json:2:24: /lead: expected a number, found the "
			 "string \"abc\"");
	assert_null(json_need_string(doc, deep, "x", &err));
	expect_err(&err, "s.json:4:18: /deep/x: expected a string, found the "
			 "number -0.25");
	assert_null(json_need(doc, deep, "y", JSON_ARRAY, &err));
	expect_err(&err, "s.json:4:11: /deep: \"y\" is missing here; it is an "
			 "array");
	assert_null(
		json_need(doc, json_get(root, "lead"), "y", JSON_ARRAY, &err));
	expect_err(&err, "s.json:2:24: /lead: expected an object, found the "
			 "string \"abc\"");
	assert_null(json_need_string(doc, NULL, "y", &err));
	assert_true(number == -0.25);
}

static void unknown_keys_get_a_suggestion(void **state)
{
	static const char *const all[] = { "name", "lead", "list", "deep",
					   NULL };
	static const char *const slip[] = { "name", "leads", "list", "deep",
					    NULL };
	static const char *const far[] = { "name", "list", "deep", NULL };
	struct err err = { 0 };

	(void)state;
	assert_true(json_only_keys(doc, root, all, &err));
	assert_true(json_only_keys(doc, NULL, all, &err));
	assert_false(json_only_keys(doc, root, slip, &err));
	expect_err(&err, "s.json:2:16: /lead: there is no \"lead\" here; did "
			 "you mean \"leads\"?");
	assert_false(json_only_keys(doc, root, far, &err));
	expect_err(&err, "s.json:2:16: /lead: there is no \"lead\" here; what "
			 "there is: name, list, deep");
	assert_false(json_only_keys(doc, json_get(root, "list"), all, &err));
	expect_err(&err, "s.json:3:11: /list: expected an object, found an "
			 "array");
}

/* A long line is counted once and a long document searched quickly. */
static void many_values_on_one_line(void **state)
{
	struct str many = STR_INIT;
	struct json_doc *large;
	int line, column, i = 0;

	(void)state;
	str_add_char(&many, '[');
	for (int n = 0; n < 200000; n++)
		str_add(&many, n ? ",{}" : "{}");
	str_add_char(&many, ']');
	large = json_parse(many.s, many.length, NULL, NULL);
	assert_non_null(large);
	for (const struct json *at = json_first(json_root(large)); at;
	     at = json_next(at), i++) {
		json_place(large, at, &line, &column);
		assert_int_equal(line, 1);
		assert_int_equal(column, 2 + 3 * i);
	}
	json_destroy(large);
	str_finish(&many);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_value_knows_its_place),
		cmocka_unit_test(fails_with_place_and_pointer),
		cmocka_unit_test(needs_say_what_is_wrong),
		cmocka_unit_test(unknown_keys_get_a_suggestion),
		cmocka_unit_test(many_values_on_one_line),
	};

	return cmocka_run_group_tests(tests, open_doc, close_doc);
}
