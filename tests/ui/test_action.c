/* The action table, the keymap and the names of keys do not drift apart. */
#include "tests/cmocka_setup.h"
#include "ui/terminal/key.h"
#include "ui/terminal/keymap.h"

#include <string.h>

static void test_names_are_unique(void **state)
{
	(void)state;
	for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++) {
		const struct action_info *info = action_info((enum action)i);

		assert_int_equal(action_find(info->name), i);
		assert_true(strlen(info->help) > 0);
		assert_true(info->contexts != 0);
	}
	assert_int_equal(action_find("no-such-action"), ACTION_NONE);
}

static void test_default_keys_parse(void **state)
{
	struct keymap keymap;
	struct err err = { 0 };

	(void)state;
	keymap_init(&keymap);
	for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++) {
		const struct action_info *info = action_info((enum action)i);

		if (!keymap_bind(&keymap, info->name, info->keys, &err))
			fail_msg("%s: %s", info->name, err.message);
		assert_int_not_equal(keymap.keys[i][0], 0);
	}
}

static void test_no_key_twice_in_a_context(void **state)
{
	struct keymap keymap;

	(void)state;
	keymap_init(&keymap);
	for (int a = ACTION_NONE + 1; a < ACTION_COUNT; a++)
		for (int b = a + 1; b < ACTION_COUNT; b++)
			for (int i = 0; i < KEYMAP_KEYS_MAX; i++)
				for (int j = 0; j < KEYMAP_KEYS_MAX; j++)
					if (keymap.keys[a][i] &&
					    keymap.keys[a][i] ==
						    keymap.keys[b][j] &&
					    action_info((enum action)a)
							    ->contexts ==
						    action_info((enum action)b)
							    ->contexts)
						fail_msg("%s and %s share a "
							 "key",
							 action_info(
								 (enum action)a)
								 ->name,
							 action_info(
								 (enum action)b)
								 ->name);
}

static void test_narrow_context_wins(void **state)
{
	struct keymap keymap;

	(void)state;
	keymap_init(&keymap);
	assert_int_equal(keymap_action(&keymap, CONTEXT_SCREEN | CONTEXT_INBOX,
				       'r'),
			 ACTION_REPLY);
	assert_int_equal(keymap_action(&keymap, CONTEXT_SCREEN, 'r'),
			 ACTION_REPORT);
	assert_int_equal(keymap_action(&keymap, CONTEXT_LIST, 'r'),
			 ACTION_NONE);
}

static void test_key_names_go_round(void **state)
{
	static const int keys[] = { 'a',
				    ' ',
				    1,
				    19,
				    0x1f,
				    0xe9,
				    UI_KEY_ENTER,
				    UI_KEY_F12,
				    'b' | UI_KEY_ALT,
				    UI_KEY_ALT | UI_KEY_BACKSPACE };
	char name[KEY_NAME_MAX];

	(void)state;
	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++) {
		key_label(keys[i], name);
		assert_int_equal(key_parse(name, strlen(name)), keys[i]);
	}
	assert_int_equal(key_parse("ctrl-", 5), 0);
	assert_int_equal(key_parse("hyper-x", 7), 0);
	assert_int_equal(key_parse("", 0), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_names_are_unique),
		cmocka_unit_test(test_default_keys_parse),
		cmocka_unit_test(test_no_key_twice_in_a_context),
		cmocka_unit_test(test_narrow_context_wins),
		cmocka_unit_test(test_key_names_go_round),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
