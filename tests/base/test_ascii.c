#include "tests/cmocka_setup.h"
#include "base/ascii.h"

#include <string.h>

/* How many of all chars are what is asked. */
static int count(bool (*ask)(char c))
{
	int found = 0;

	for (int c = -128; c < 128; c++)
		found += ask((char)c) ? 1 : 0;
	return found;
}

static void tells_kinds_apart(void **state)
{
	(void)state;
	assert_int_equal(count(ascii_is_digit), 10);
	assert_int_equal(count(ascii_is_letter), 52);
	assert_int_equal(count(ascii_is_alnum), 62);
	assert_int_equal(count(ascii_is_space), 6);
	for (const char *c = "azAZ"; *c; c++)
		assert_true(ascii_is_letter(*c));
	for (const char *c = "@[`{\xc3"; *c; c++)
		assert_false(ascii_is_alnum(*c));
	for (const char *c = " \t\n\v\f\r"; *c; c++)
		assert_true(ascii_is_space(*c));
}

static void lowers_capitals_only(void **state)
{
	const char *from = "AMZ@[az09\xc3\x84", *to = "amz@[az09\xc3\x84";

	(void)state;
	for (size_t i = 0; i < strlen(from); i++)
		assert_int_equal(ascii_lower(from[i]), to[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tells_kinds_apart),
		cmocka_unit_test(lowers_capitals_only),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
