#include "tests/cmocka_setup.h"
#include "drill/commands/command.h"
#include "drill/panels/panel.h"

#include "base/file.h"

#include <string.h>

/* docs/commands.md says of every verb and panel what the tables say. */
static struct str document = STR_INIT;

static int read_document(void **state)
{
	struct err err = { 0 };

	(void)state;
	return file_read(COMMANDS_DOCUMENT, 1u << 20, &document, &err) ? 0 : -1;
}

static int forget_document(void **state)
{
	(void)state;
	str_finish(&document);
	return 0;
}

/* A '|' inside a table is written "\|". */
static void add_escaped(struct str *out, const char *text)
{
	for (; *text; text++) {
		if (*text == '|')
			str_add_char(out, '\\');
		str_add_char(out, *text);
	}
}

static void expect(const struct str *row)
{
	if (!strstr(document.s, row->s))
		fail_msg("docs/commands.md has no row: %s", row->s);
}

static void has_every_verb(void **state)
{
	(void)state;
	for (int i = 0; i < COMMAND_VERB_COUNT; i++) {
		enum command_verb verb = (enum command_verb)i;
		struct str row = STR_INIT;

		str_addf(&row, "| `%s%s", command_word(verb),
			 *command_usage(verb) ? " " : "");
		add_escaped(&row, command_usage(verb));
		str_addf(&row, "` | %s |\n", command_help(verb));
		expect(&row);
		str_finish(&row);
	}
}

static void has_every_panel(void **state)
{
	(void)state;
	for (int i = 0; i < PANEL_COUNT; i++) {
		enum panel_id panel = (enum panel_id)i;
		const char *key = panel_keys(panel);
		struct str row = STR_INIT;

		str_addf(&row, "| `%s` | %s | ", panel_word(panel),
			 panel_help(panel));
		while (*key) {
			size_t length = strcspn(key, "|");
			bool last = !key[length];

			str_addf(&row, "`%.*s=`%s", (int)length, key,
				 last ? "" : " ");
			key += length + !last;
		}
		str_add(&row, " |\n");
		expect(&row);
		str_finish(&row);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(has_every_verb),
		cmocka_unit_test(has_every_panel),
	};

	return cmocka_run_group_tests(tests, read_document, forget_document);
}
