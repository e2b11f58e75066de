/* The configuration: what can be set, what is refused, and that what is printed
 * can be read again. */
#include "tests/cmocka_setup.h"
#include "ui/config.h"
#include "ui/terminal/key.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static struct config config;
static struct err err;

static int begin(void **state)
{
	(void)state;
	config_init(&config);
	memset(&err, 0, sizeof(err));
	return 0;
}

static void read_good(const char *text)
{
	if (!config_read(&config, "config", text, &err))
		fail_msg("%s: %s", text, err.message);
}

/* Refused at that line, with these words. */
static void read_bad(const char *text, int line, const char *words)
{
	memset(&err, 0, sizeof(err));
	if (config_read(&config, "config", text, &err))
		fail_msg("taken: %s", text);
	assert_int_equal(err.line, line);
	assert_string_equal(err.path, "config");
	if (!strstr(err.message, words))
		fail_msg("\"%s\" lacks \"%s\"", err.message, words);
}

static void test_settings(void **state)
{
	(void)state;
	read_good("# mine\n\n  scheme = colour-blind-light \r\nspeed=5\n"
		  "mouse = off\nglyphs = ascii\ncolors = 16");
	assert_int_equal(config.terminal.scheme, SCHEME_COLOR_BLIND_LIGHT);
	assert_int_equal(config.terminal.depth, COLOR_16);
	assert_int_equal(config.terminal.glyphs, GLYPHS_ASCII);
	assert_int_equal(config.terminal.mouse, 0);
	assert_true(config.speed == 5);
	read_bad("scheme = pink\n", 1, "dark, light");
	read_bad("\nspeed = 600\n", 2, "0.25 to 60");
	read_bad("color = 3\n", 1, "there is no setting 'color'");
	read_bad("light\n", 1, "NAME = VALUE");
	/* A refused file changes nothing. */
	read_bad("speed = 7\nspeed = fast\n", 2, "fast");
	assert_true(config.speed == 5);
}

/* Each word of a setting stands for what the rooms call by that word. */
static void test_words_are_the_right_ones(void **state)
{
	(void)state;
	for (int i = 0; i < SCHEMES; i++) {
		assert_true(config_set(&config, "scheme",
				       scheme_name((enum scheme)i), &err));
		assert_int_equal(config.terminal.scheme, i);
	}
	for (int i = 0; i < COLOR_DEPTHS; i++) {
		assert_true(config_set(&config, "colors",
				       color_depth_name((enum color_depth)i),
				       &err));
		assert_int_equal(config.terminal.depth, i);
	}
	for (int i = 0; i < CONFIG_SETTINGS; i++)
		for (int turns = 0; turns < 9; turns++) {
			struct str value = STR_INIT;

			config_turn(&config, i);
			config_value(&config, i, &value);
			assert_true(config_set(&config, config_name(i), value.s,
					       &err));
			str_finish(&value);
		}
}

static void test_keys(void **state)
{
	(void)state;
	read_good("key pause = x  ctrl-p\nkey glossary =\n");
	assert_int_equal(config.keymap.keys[ACTION_PAUSE][0], 'x');
	assert_int_equal(config.keymap.keys[ACTION_PAUSE][1], 16);
	assert_int_equal(config.keymap.keys[ACTION_GLOSSARY][0], 0);
	read_good("key faster = = +\n");
	assert_int_equal(config.keymap.keys[ACTION_FASTER][0], '=');
	/* Two may change with each other, one may not take another's. */
	read_good("key write = a\nkey ask = w\n");
	read_bad("key note = w\n", 1, "for 'ask' and for 'note'");
	read_bad("key pause = y\nkey fly = y\n", 2, "fly");
	read_bad("key pause = hyper-x\n", 1, "no key");
	read_bad("key pause = a b c d e\n", 1, "more than 4");
	read_bad("key quit =\n", 1, "nobody can leave");
	read_bad("key undo = u\n", 1, "is written where");
	assert_int_equal(config.keymap.keys[ACTION_PAUSE][0], 'x');
}

static void test_colors(void **state)
{
	const struct style_choice *warn = &config.terminal.roles[ROLE_WARN];
	struct style style;

	(void)state;
	read_good("colour warn = #FF8000 on default bold underline\n");
	assert_true(warn->set);
	assert_int_equal(warn->style.foreground, 0xff8000);
	assert_int_equal(warn->style.background, ROLE_NONE);
	assert_int_equal(warn->style.attributes, STYLE_BOLD | STYLE_UNDERLINE);
	style = style_at_depth(&warn->style, COLOR_16);
	assert_in_range(style.foreground, 0, 15);
	style = style_at_depth(&warn->style, COLOR_256);
	assert_in_range(style.foreground, 16, 255);
	style = style_at_depth(&warn->style, COLOR_NONE);
	assert_int_equal(style.foreground, ROLE_NONE);
	assert_int_equal(style.attributes, STYLE_BOLD | STYLE_UNDERLINE);
	read_bad("colour warn = orange\n", 1, "#rrggbb");
	read_bad("colour warn = #12345\n", 1, "#rrggbb");
	read_bad("colour warn = #123456 #654321\n", 1, "two colours");
	read_bad("colour warn = #123456 on\n", 1, "behind \"on\"");
	read_bad("colour warn =\n", 1, "no colour");
	read_bad("color wrn = #123456\n", 1, "nothing is coloured");
}

static void test_environment_outdoes_the_file(void **state)
{
	(void)state;
	read_good("scheme = dark\nmouse = on\n");
	setenv("GAMEDAY_SCHEME", "mono", 1);
	setenv("GAMEDAY_MOUSE", "off", 1);
	assert_true(config_environment(&config, &err));
	assert_int_equal(config.terminal.scheme, SCHEME_MONO);
	assert_int_equal(config.terminal.mouse, 0);
	setenv("GAMEDAY_SCHEME", "gaudy", 1);
	assert_false(config_environment(&config, &err));
	assert_non_null(strstr(err.message, "GAMEDAY_SCHEME"));
	assert_non_null(strstr(err.message, "colour-blind"));
	unsetenv("GAMEDAY_SCHEME");
	unsetenv("GAMEDAY_MOUSE");
}

/* Every line that stands right behind a #. */
static void uncomment(const struct str *text, struct str *out)
{
	for (const char *at = text->s; *at;) {
		size_t length = strcspn(at, "\n");

		if (*at == '#' && at[1] != ' ')
			str_addf(out, "%.*s\n", (int)length - 1, at + 1);
		at += length + (at[length] == '\n');
	}
}

static void test_what_is_printed_can_be_read(void **state)
{
	struct str printed = STR_INIT, again = STR_INIT, bare = STR_INIT;
	struct config usual = config;

	(void)state;
	config_print(&config, &printed);
	/* As it is: it changes nothing. */
	read_good(printed.s);
	assert_memory_equal(&config.keymap, &usual.keymap,
			    sizeof(config.keymap));
	assert_int_equal(config.terminal.roles[ROLE_WARN].set, false);
	/* With each # away: every action, role and setting is there. */
	uncomment(&printed, &bare);
	for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++)
		config.keymap.keys[i][0] = 0;
	read_good(bare.s);
	for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++)
		assert_memory_equal(config.keymap.keys[i], usual.keymap.keys[i],
				    sizeof(config.keymap.keys[i]));
	for (int i = 0; i < ROLE_COUNT; i++)
		assert_true(config.terminal.roles[i].set);
	/* What was set comes out as it went in. */
	read_good("key pause = x\nscheme = light\n");
	config_print(&config, &again);
	assert_non_null(strstr(again.s, "\nkey pause = x\n"));
	assert_non_null(strstr(again.s, "\nscheme = light\n"));
	str_finish(&printed);
	str_finish(&again);
	str_finish(&bare);
}

static void test_one_line_is_put_in_place(void **state)
{
	struct str out = STR_INIT, more = STR_INIT;

	(void)state;
	config_put_line("# x\nscheme=dark\nkey pause = x\nscheme = light",
			"scheme", "mono", &out);
	assert_string_equal(out.s, "# x\nscheme = mono\nkey pause = x\n");
	config_put_line(out.s, "speed", "5", &more);
	assert_string_equal(more.s,
			    "# x\nscheme = mono\nkey pause = x\nspeed = 5\n");
	str_finish(&out);
	str_finish(&more);
}

/* Hardly a difference to who lacks red or green cones: Vienot, Brettel and
 * Mollon 1999, on linear light. */
static void dichromat(int32_t rgb, bool protan, double out[3])
{
	double linear[3];

	for (int i = 0; i < 3; i++)
		linear[i] = pow(((rgb >> (16 - 8 * i)) & 255) / 255.0, 2.2);
	/* Both make red and green alike; they differ in how bright red is. */
	out[0] = out[1] = protan ? 0.11238 * linear[0] + 0.88762 * linear[1]
				 : 0.29275 * linear[0] + 0.70725 * linear[1];
	out[2] = protan ? 0.00401 * linear[0] - 0.00401 * linear[1] + linear[2]
			: -0.02234 * linear[0] + 0.02234 * linear[1] +
				  linear[2];
	for (int i = 0; i < 3; i++)
		out[i] = pow(fmax(out[i], 0), 1 / 2.2);
}

static double far_apart(enum scheme scheme, enum role a, enum role b,
			bool protan)
{
	double one[3], two[3], sum = 0;

	dichromat(scheme_style(scheme, COLOR_TRUE, a).foreground, protan, one);
	dichromat(scheme_style(scheme, COLOR_TRUE, b).foreground, protan, two);
	for (int i = 0; i < 3; i++)
		sum += (one[i] - two[i]) * (one[i] - two[i]);
	return sqrt(sum);
}

static void test_no_colour_vision_confuses_good_and_bad(void **state)
{
	static const enum role roles[] = { ROLE_GOOD, ROLE_WARN, ROLE_BAD };

	(void)state;
	for (int scheme = SCHEME_COLOR_BLIND;
	     scheme <= SCHEME_COLOR_BLIND_LIGHT; scheme++)
		for (int a = 0; a < 3; a++)
			for (int b = a + 1; b < 3; b++)
				for (int protan = 0; protan < 2; protan++) {
					double far = far_apart(
						(enum scheme)scheme, roles[a],
						roles[b], protan);

					if (far < 0.2)
						fail_msg("scheme %d, %s and "
							 "%s: %.2f",
							 scheme,
							 role_name(roles[a]),
							 role_name(roles[b]),
							 far);
				}
}

static void test_mono_has_no_colour(void **state)
{
	(void)state;
	for (int i = 0; i < ROLE_COUNT; i++) {
		struct style style = scheme_style(SCHEME_MONO, COLOR_TRUE,
						  (enum role)i);

		assert_int_equal(style.foreground, ROLE_NONE);
		assert_int_equal(style.background, ROLE_NONE);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(test_settings, begin),
		cmocka_unit_test_setup(test_words_are_the_right_ones, begin),
		cmocka_unit_test_setup(test_keys, begin),
		cmocka_unit_test_setup(test_colors, begin),
		cmocka_unit_test_setup(test_environment_outdoes_the_file,
				       begin),
		cmocka_unit_test_setup(test_what_is_printed_can_be_read, begin),
		cmocka_unit_test_setup(test_one_line_is_put_in_place, begin),
		cmocka_unit_test(test_no_colour_vision_confuses_good_and_bad),
		cmocka_unit_test(test_mono_has_no_colour),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
