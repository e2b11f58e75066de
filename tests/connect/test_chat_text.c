#include "tests/cmocka_setup.h"

#include "connect/chat_text.h"

#include <string.h>

static void expect(const char *text, const char *json)
{
	struct str out = STR_INIT;

	chat_text_json(text, 40, &out);
	assert_string_equal(out.s, json);
	str_finish(&out);
}

static void test_plain(void **state)
{
	(void)state;
	expect("", "{\"text\":\"\"}");
	expect("spend is 4.1x", "{\"text\":\"spend is 4.1x\"}");
	expect("a\nb", "{\"text\":\"a\\nb\"}");
}

/* What a chat would take for a link, a call or markup. */
static void test_calls_and_links(void **state)
{
	(void)state;
	expect("<!channel> a & b", "{\"text\":\"&lt;!channel&gt; a &amp; b\"}");
	expect("hey @here, @Everyone",
	       "{\"text\":\"hey (at)here, (at)Everyone\"}");
	expect("mail lena@example.com", "{\"text\":\"mail lena@example.com\"}");
}

static void test_scrubbed(void **state)
{
	(void)state;
	expect("a\x1b[31mb\xff", "{\"text\":\"ab\xef\xbf\xbd\"}");
}

/* At most 40 bytes here, and no half characters. */
static void test_cut(void **state)
{
	(void)state;
	expect("0123456789012345678901234567890123456789",
	       "{\"text\":\"0123456789012345678901234567890123456789\"}");
	expect("0123456789012345678901234567890123456789x",
	       "{\"text\":\"0123456789012345678901234567890123456789 ...\"}");
	expect("012345678901234567890123456789012345678\xc3\xa9",
	       "{\"text\":\"012345678901234567890123456789012345678 ...\"}");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_plain),
		cmocka_unit_test(test_calls_and_links),
		cmocka_unit_test(test_scrubbed),
		cmocka_unit_test(test_cut),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
