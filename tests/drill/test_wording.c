#include "tests/cmocka_setup.h"
#include "drill/figure.h"
#include "tests/drill/tiny.h"

#include <math.h>
#include <string.h>

static const struct {
	const char *unit;
	double value;
	const char *text;
} formats[] = {
	{ "USD/h", 43127.4, "43,100 USD/h" },
	{ "USD", 1234.5, "1,230 USD" },
	{ "USD", 0.9, "0.90 USD" },
	{ "USD", 87.3, "87 USD" },
	{ "USD", -1234, "-1,230 USD" },
	{ "USD", -0.2, "-0.20 USD" },
	{ "ratio", 0.31, "31 %" },
	{ "ratio", 0.012, "1.2 %" },
	{ "ratio", 1, "100 %" },
	{ "USD", 0, "0.00 USD" },
	{ "USD", 0.00642, "0.0064 USD" },
	{ "USD", 0.96, "0.96 USD" },
	{ "x", 4.05, "4.0x" },
	{ "each", 2.1, "2.10" },
	{ "s", 0.45, "450 ms" },
	{ "s", 3.24, "3.2 s" },
	{ "s", 62.4, "62 s" },
	{ "s", 190, "3 min 10 s" },
	{ "1/min", 346.2, "346/min" },
	{ "people", 812, "812 people" },
	{ "people", 1234567, "1,234,600 people" },
	{ "USD", NAN, "-" },
	{ "s", INFINITY, "-" },
};

static void figures_for_people(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(formats) / sizeof(*formats); i++) {
		struct str out = STR_INIT;

		figure_format(formats[i].unit, formats[i].value, &out);
		assert_string_equal(out.s, formats[i].text);
		str_finish(&out);
	}
}

static void fills_slots(void **state)
{
	struct pack *pack = tiny_pack(NULL);
	struct drill *drill = tiny_drill(pack, "preset", NULL);
	struct str out = STR_INIT;

	(void)state;
	tiny_go(drill, "02:00");
	drill_word(drill, "At {now} since {start_clock}, {who}.", &out);
	assert_true(!strcmp(out.s, "At 14:07 since 14:05, acme.") ||
		    !strcmp(out.s, "At 14:07 since 14:05, globex."));
	str_clear(&out);
	drill_word(drill, "a {unit}, two {units}", &out);
	assert_string_equal(out.s, "a picture, two pictures");
	str_clear(&out);
	drill_word(drill, "{spend_ratio}", &out);
	assert_true(str_ends(out.s, "x"));
	str_clear(&out);
	drill_word(drill, "{queue} of {tasks_limit} wait", &out);
	assert_string_equal(out.s, "0 of 30 wait");
	str_clear(&out);
	drill_word(drill, "{share} {nothing} {not closed", &out);
	assert_true(str_ends(out.s, " {nothing} {not closed"));
	assert_null(strchr(out.s, '.'));
	str_finish(&out);
	drill_destroy(drill);
	pack_destroy(pack);
}

static void figures(void **state)
{
	struct pack *pack = tiny_pack(NULL);
	struct drill *drill = tiny_drill(pack, "preset", NULL);

	(void)state;
	assert_true(isnan(figure(drill, "no_such_thing")));
	assert_null(figure_unit("no_such_thing"));
	assert_string_equal(figure_unit("attempts_per_job"), "each");
	assert_string_equal(figure_unit("error_rate"), "ratio");
	assert_true(figure(drill, "spend_ratio") > 1.5);
	/* before the trigger nothing was amiss */
	assert_true(figure_at(drill, "spend_ratio", drill_trigger(drill) - 60) <
		    1.4);
	assert_true(figure_at(drill, "excess_usd", drill_trigger(drill)) == 0);
	assert_true(figure(drill, "excess_usd") > 0);
	/* what was lost before the page is nobody's loss */
	assert_true(figure(drill, "loss_usd") == 0);
	tiny_go(drill, "01:00");
	assert_true(figure(drill, "loss_usd") > 0);
	assert_true(figure_at(drill, "loss_usd", 0) == 0);
	assert_true(figure(drill, "tasks_limit") == 30);
	assert_true(figure(drill, "credit_usd") < 60000);
	assert_true(figure(drill, "month_forecast_usd") > 30000);
	assert_true(figure_normal(drill, "error_rate") < 0.1);
	drill_destroy(drill);
	pack_destroy(pack);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(figures_for_people),
		cmocka_unit_test(fills_slots),
		cmocka_unit_test(figures),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
