/* Templates: prompts, and what is left when nobody answered them. */
#include "tests/cmocka_setup.h"
#include "ui/template.h"

#include <string.h>

static const char *const audiences[] = { "manager", "product", "finance",
					 "support", "vendor",  "customers",
					 "whoever" };

static void test_untouched_is_empty(void **state)
{
	(void)state;
	for (int phase = 0; phase < TEMPLATE_PHASES; phase++)
		for (size_t i = 0; i < 7; i++) {
			struct str text = STR_INIT, left = STR_INIT;

			template_text((enum template_phase)phase, audiences[i],
				      &text);
			assert_true(text.length > 60);
			template_strip(text.s, &left);
			assert_string_equal(left.s, "");
			str_finish(&text);
			str_finish(&left);
		}
}

static void test_readers_differ(void **state)
{
	struct str finance = STR_INIT, vendor = STR_INIT, other = STR_INIT;

	(void)state;
	template_text(TEMPLATE_FIRST, "finance", &finance);
	template_text(TEMPLATE_FIRST, "vendor", &vendor);
	template_text(TEMPLATE_FIRST, "whoever", &other);
	assert_non_null(strstr(finance.s, "money an hour"));
	assert_non_null(strstr(vendor.s, "UTC"));
	assert_null(strstr(other.s, "UTC"));
	str_finish(&finance);
	str_finish(&vendor);
	str_finish(&other);
}

static void test_what_is_written_stays(void **state)
{
	struct str left = STR_INIT;

	(void)state;
	template_strip("SEV1 since 14:02.\n[who is hurt by it and how many]\n"
		       "We cap it. [when you write again]\n\n[sic] stays.\n",
		       &left);
	assert_string_equal(left.s, "SEV1 since 14:02.\nWe cap it. \n\n"
				    "[sic] stays.\n");
	str_finish(&left);
}

static void test_gaps_are_found_in_turn(void **state)
{
	const char *text = "a [when you write again] b "
			   "[what is known, and what is a guess]";

	(void)state;
	assert_int_equal(template_next(text, 0), 2);
	assert_int_equal(template_next(text, 3), 27);
	assert_int_equal(template_next(text, 28), 2);
	assert_int_equal(template_next("nothing [here]", 3), -1);
	assert_int_equal(template_next("", 0), -1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_untouched_is_empty),
		cmocka_unit_test(test_readers_differ),
		cmocka_unit_test(test_what_is_written_stays),
		cmocka_unit_test(test_gaps_are_found_in_turn),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
