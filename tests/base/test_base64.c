#include "tests/cmocka_setup.h"

#include "base/base64.h"

#include <string.h>

/* RFC 4648, section 10. */
static const struct {
	const char *bytes, *text;
} vectors[] = {
	{ "", "" },
	{ "f", "Zg==" },
	{ "fo", "Zm8=" },
	{ "foo", "Zm9v" },
	{ "foob", "Zm9vYg==" },
	{ "fooba", "Zm9vYmE=" },
	{ "foobar", "Zm9vYmFy" },
};

static void there_and_back(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(vectors) / sizeof(*vectors); i++) {
		struct str text = STR_INIT, bytes = STR_INIT;
		size_t length = strlen(vectors[i].bytes);

		base64_add(&text, vectors[i].bytes, length);
		assert_string_equal(text.s ? text.s : "", vectors[i].text);
		assert_true(base64_read(vectors[i].text, &bytes));
		assert_int_equal(bytes.length, length);
		assert_memory_equal(bytes.s ? bytes.s : "", vectors[i].bytes,
				    length);
		str_finish(&text);
		str_finish(&bytes);
	}
}

static void every_byte(void **state)
{
	struct str text = STR_INIT, bytes = STR_INIT;
	char all[256];

	(void)state;
	for (int i = 0; i < 256; i++)
		all[i] = (char)i;
	base64_add(&text, all, sizeof(all));
	assert_true(base64_read(text.s, &bytes));
	assert_int_equal(bytes.length, sizeof(all));
	assert_memory_equal(bytes.s, all, sizeof(all));
	str_finish(&text);
	str_finish(&bytes);
}

static void refuses_what_it_would_not_write(void **state)
{
	static const char *const wrong[] = { "Z",    "Zg=",  "Zg",	 "Zh==",
					     "Zm9=", "====", "Zg==Zg==", "Zm 9",
					     "Zm9-", "=Zg=", "Z===" };

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
		struct str bytes = STR_INIT;

		if (base64_read(wrong[i], &bytes))
			fail_msg("'%s' was read", wrong[i]);
		str_finish(&bytes);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(there_and_back),
		cmocka_unit_test(every_byte),
		cmocka_unit_test(refuses_what_it_would_not_write),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
