#include "tests/cmocka_setup.h"
#include "base/str.h"

static void an_empty_str_is_a_string(void **state)
{
	struct str str = STR_INIT;
	char *text;

	(void)state;
	assert_string_equal(str.s, "");
	str_add_n(&str, "", 0);
	str_truncate(&str, 0);
	str_clear(&str);
	assert_int_equal(str.capacity, 0);
	text = str_detach(&str);
	assert_string_equal(text, "");
	free(text);
	str_finish(&str);
	assert_string_equal(str.s, "");
}

static void grows(void **state)
{
	struct str str = STR_INIT;

	(void)state;
	for (int i = 0; i < 1000; i++)
		str_addf(&str, "%d,", i % 10);
	assert_int_equal(str.length, 2000);
	assert_true(str_ends(str.s, "8,9,"));
	assert_true(str_starts(str.s, "0,1,"));
	str_clear(&str);
	str_addf(&str, "%0300d", 7);
	assert_int_equal(str.length, 300);
	assert_int_equal(strlen(str.s), 300);
	str_add_repeat(&str, '-', 3);
	str_add_char(&str, '>');
	assert_true(str_ends(str.s, "07--->"));
	str_finish(&str);
}

static void inserts_and_erases(void **state)
{
	struct str str = STR_INIT;
	char *text;

	(void)state;
	str_insert(&str, 0, "bd", 2);
	str_insert(&str, 0, "a", 1);
	str_insert(&str, 2, "c", 1);
	str_insert(&str, 4, "e", 1);
	assert_string_equal(str.s, "abcde");
	str_erase(&str, 1, 2);
	assert_string_equal(str.s, "ade");
	str_erase(&str, 2, SIZE_MAX);
	assert_string_equal(str.s, "ad");
	str_erase(&str, 9, 1);
	assert_string_equal(str.s, "ad");
	text = str_detach(&str);
	assert_string_equal(text, "ad");
	assert_int_equal(str.length, 0);
	free(text);
}

static void compares(void **state)
{
	(void)state;
	assert_true(str_equal_nocase("SEV1", "sev1"));
	assert_false(str_equal_nocase("sev1", "sev"));
	assert_false(str_equal_nocase("", "s"));
	assert_false(str_equal_nocase("[", "{"));
	assert_true(str_ends("abc", ""));
	assert_false(str_ends("c", "bc"));
	assert_false(str_starts("ab", "abc"));
	assert_true(str_starts_nocase("Quota exceeded", "quoTA"));
	assert_false(str_starts_nocase("Quota", "quotas"));
}

static void searches_without_case(void **state)
{
	(void)state;
	assert_true(str_has_nocase("an Ad request", "AD REQ"));
	assert_true(str_has_nocase("aab", "AB"));
	assert_true(str_has_nocase("", ""));
	assert_false(str_has_nocase("", "a"));
	assert_false(str_has_nocase("abc", "bcd"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_empty_str_is_a_string),
		cmocka_unit_test(grows),
		cmocka_unit_test(inserts_and_erases),
		cmocka_unit_test(compares),
		cmocka_unit_test(searches_without_case),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
