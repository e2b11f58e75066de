#include "tests/cmocka_setup.h"
#include "base/nearest.h"

static void counts_slips(void **state)
{
	(void)state;
	assert_int_equal(nearest_distance("", ""), 0);
	assert_int_equal(nearest_distance("", "abc"), 3);
	assert_int_equal(nearest_distance("lead", "LEAD"), 0);
	assert_int_equal(nearest_distance("lead", "laed"), 1);
	assert_int_equal(nearest_distance("lead", "leads"), 1);
	assert_int_equal(nearest_distance("lead", "bead"), 1);
	assert_int_equal(nearest_distance("kitten", "sitting"), 3);
	assert_int_equal(
		nearest_distance("0123456789012345678901234567890123456789"
				 "0123456789012345678901234",
				 "0"),
		SIZE_MAX);
}

static void suggests_what_was_meant(void **state)
{
	static const char *const words[] = { "look",	 "pin",	   "suspect",
					     "rule-out", "revert", "role",
					     NULL };
	static const char *const none[] = { NULL };

	(void)state;
	assert_string_equal(nearest_word("lok", words), "look");
	assert_string_equal(nearest_word("LOOK", words), "look");
	assert_string_equal(nearest_word("supsect", words), "suspect");
	assert_string_equal(nearest_word("susp", words), "suspect");
	assert_string_equal(nearest_word("rule_out", words), "rule-out");
	assert_null(nearest_word("xyz", words));
	assert_null(nearest_word("", words));
	assert_null(nearest_word("q", words));
	assert_null(nearest_word("look", none));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(counts_slips),
		cmocka_unit_test(suggests_what_was_meant),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
