/* Words that stand on the screen are plain, or the glossary has them. */
#include "tests/ui/fixtures.h"

#include "ui/app_internal.h"
#include "ui/glossary.h"

#include <string.h>

/* Words of every day, and names that the scenario gives. */
/* clang-format off */
static const char *const plain[] = {
	"", "ago", "before", "min", "10", "28", "the", "time", "account",
	"at", "because", "day", "due", "from", "kind", "latest", "least",
	"mean", "message", "minute", "Money an hour",
	"Money an hour, and what changed", "most", "no.", "normal", "now",
	"ok", "per task", "plan", "preset", "tasks", "tenant", "then",
	"title", "usual", "usually", "what", "what it does", "what it is",
	"when", "who", "why",
};
/* clang-format on */

static bool is_known(const char *word)
{
	struct str lines = STR_INIT;
	int found;

	for (size_t i = 0; i < sizeof(plain) / sizeof(*plain); i++)
		if (strcmp(plain[i], word) == 0)
			return true;
	found = glossary_print(stage.pack, word, &lines);
	str_finish(&lines);
	return found > 0;
}

/* As it stands, or each of its words: "Refused (429)", "calls to the API". */
static bool is_explained(const char *text)
{
	const char *const ends = " ()";

	if (is_known(text))
		return true;
	for (text += strspn(text, ends); *text; text += strspn(text, ends)) {
		size_t length = strcspn(text, ends);
		char word[64];

		snprintf(word, sizeof(word), "%.*s", (int)length, text);
		text += length;
		if (is_known(word))
			continue;
		/* requests: more than one request */
		if (length < 2 || word[length - 1] != 's')
			return false;
		word[length - 1] = '\0';
		if (!is_known(word))
			return false;
	}
	return true;
}

static void check(const char *where, const char *word)
{
	if (!is_explained(word))
		fail_msg("%s: nothing explains \"%s\"", where, word);
}

static void check_view(const char *keys)
{
	const struct app *app = stage.app;
	struct str screen = STR_INIT;

	stage_type(&stage, keys);
	stage_draw(&stage, false, &screen);
	str_finish(&screen);
	for (size_t c = 0; app->data.panel && c < app->data.panel->column_count;
	     c++)
		check(keys, app->data.panel->columns[c].title);
	for (int i = 0; i < app->data.chart_count; i++) {
		const struct chart *chart = &app->data.charts[i];

		if (*keys != '2' && *keys != '5' && *keys != '6')
			check(keys, chart->title);
		for (int s = 0; *keys == '1' && s < chart->series_count; s++)
			check(keys, chart->series[s].name);
	}
}

static void test_words_of_the_views_are_explained(void **state)
{
	static const char *const views[] = { "1", "2", "3", "3vv", "3v",
					     "4", "5", "6", "7",   "8",
					     "i", "m", "c", "b",   "t" };

	(void)state;
	assert_false(is_explained("zebra"));
	assert_false(is_explained("queue of zebras"));
	stage_wait(&stage, 200);
	for (size_t i = 0; i < sizeof(views) / sizeof(*views); i++)
		check_view(views[i]);
}

static void test_the_status_line_is_explained(void **state)
{
	static const char *const words[] = { "err",   "p95",
					     "burn",  "SEV1",
					     "hands", "since your action" };

	(void)state;
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		check("status line", words[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN(practice, test_words_of_the_views_are_explained),
		IN(practice, test_the_status_line_is_explained),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
