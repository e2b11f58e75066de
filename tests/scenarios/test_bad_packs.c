#include "tests/cmocka_setup.h"

#include "scenarios/pack.h"
#include "tests/scenarios/pack_files.h"

#include <string.h>

/* One mistake each, and what is said about it.  The message begins with the
 * pointer; the line must be the one of the mistake. */
struct bad {
	struct edit edit;
	const char *says;
	bool elsewhere; /* the place is the thing around it, on another line */
};

#define SCENARIO "scenario.json"
#define PEOPLE "stakeholders.json"

static const struct bad bads[] = {
	/* keys and types */
	{ { SCENARIO, "\"hands\": 2", "\"hand\": 2" }, "hand", false },
	{ { SCENARIO, "\"hands\": 2,", "" }, "needs \"hands\"", true },
	{ { SCENARIO, "\"hands\": 2", "\"hands\": \"2\"" },
	  "/hands: must be a number, not a string",
	  false },
	{ { SCENARIO, "\"hands\": 2", "\"hands\": 2.5" },
	  "/hands: must be a whole number",
	  false },
	{ { SCENARIO, "\"hands\": 2", "\"hands\": 99" },
	  "/hands: 99 is out of range, must be from 1 to 10",
	  false },
	{ { SCENARIO, "\"format\": 1", "\"format\": 2" },
	  "/format: this program reads packs of format 1 only",
	  false },
	{ { SCENARIO, "\"title\": \"A small incident\"", "\"title\": \"\"" },
	  "/title: must not be empty",
	  false },
	{ { SCENARIO, "\"id\": \"tiny\"", "\"id\": \"Tiny Pack\"" },
	  "/id: 'Tiny Pack' is no id",
	  false },
	{ { SCENARIO, "\"reversible\": true", "\"reversible\": 1" },
	  "/mitigations/0/reversible: must be ",
	  false },
	/* words */
	{ { SCENARIO, "\"currency\": \"USD\",",
	    "\"currency\": \"USD\", \"rates\": {\"eur\": 1.08}," },
	  "/rates/eur: a currency is a code such as EUR",
	  false },
	{ { SCENARIO, "\"currency\": \"USD\",",
	    "\"currency\": \"USD\", \"rates\": {\"EUR\": 0}," },
	  "/rates/EUR: must be what one EUR is worth in USD",
	  false },
	{ { SCENARIO, "\"currency\": \"USD\",",
	    "\"currency\": \"USD\", \"glossary\": {\"P95\": \"slow\"}," },
	  "/glossary/P95: a term is written in small letters",
	  false },
	{ { SCENARIO, "\"currency\": \"USD\",",
	    "\"currency\": \"USD\", \"glossary\": {\"p95\": 3}," },
	  "/glossary/p95: must be a string",
	  false },
	{ { SCENARIO, "\"currency\": \"USD\",",
	    "\"currency\": \"USD\", \"speech\": {\"thing\": [\"a\"]}," },
	  "/speech/thing: ",
	  false },
	{ { SCENARIO, "\"currency\": \"USD\",",
	    "\"currency\": \"USD\", \"speech\": {\"people\": [\"Rider\"]}," },
	  "/speech/people/0: 'Rider': a name is words in small letters",
	  false },
	{ { SCENARIO, "\"currency\": \"USD\",",
	    "\"currency\": \"USD\", \"speech\": {\"things\": [\"b\", \"* a\"]}," },
	  "/speech/things/1: '* a': a name",
	  false },
	/* times */
	{ { SCENARIO, "\"length\": \"20:00\"", "\"length\": \"20 min\"" },
	  "/length: '20 min' is no time; write minutes and seconds",
	  false },
	{ { SCENARIO, "\"length\": \"20:00\"", "\"length\": \"00:10\"" },
	  "/length: must be from 01:00 to 600:00",
	  false },
	{ { SCENARIO, "2026-03-10T14:05", "10.3.2026" },
	  "/start: '10.3.2026' is no date and time",
	  false },
	{ { SCENARIO, "\"at\": \"12:00\"", "\"at\": \"22:00\"" },
	  "/variants/1/timeline/1/at: lies outside the drill and its history "
	  "(-30:00 to 20:00)",
	  false },
	{ { SCENARIO, "\"warm_up\": \"05:00\"", "\"warm_up\": \"30:00\"" },
	  "/warm_up: must be shorter than the history",
	  false },
	/* names that lead nowhere */
	{ { SCENARIO, "\"causes\": [\"default-preset\"]",
	    "\"causes\": [\"defaultpreset\"]" },
	  "/variants/0/causes/0: there is no cause 'defaultpreset'; did you "
	  "mean 'default-preset'?",
	  false },
	{ { SCENARIO, "\"founded_on\": [\"tenant-batch\"]",
	    "\"founded_on\": [\"tenant\"]" },
	  "there is no cause 'tenant'; did you mean 'tenant-batch'?",
	  false },
	{ { SCENARIO, "\"approval\": \"manager\"", "\"approval\": \"manger\"" },
	  "there is no stakeholder 'manger'; did you mean 'manager'?",
	  false },
	{ { SCENARIO, "\"from\": \"finance\"", "\"from\": \"press\"" },
	  "/injects/0/from: there is no stakeholder 'press'",
	  false },
	{ { SCENARIO, "\"tenant\": \"helps\"", "\"tenants\": \"helps\"" },
	  "there is no variant 'tenants'; did you mean 'tenant'?",
	  false },
	{ { SCENARIO, "\"expects\": \"finance\"", "\"expects\": \"finence\"" },
	  "there is no audience 'finence'; did you mean 'finance'?",
	  false },
	{ { SCENARIO, "\"panel\": \"changes\"", "\"panel\": \"change\"" },
	  "/causes/0/bears/1/panel: there is no panel 'change'; did you mean "
	  "'changes'?",
	  false },
	{ { SCENARIO, "\"billing\", \"by\": [\"preset\"]",
	    "\"billing\", \"by\": [\"presets\"]" },
	  "/causes/0/bears/0/by/0: there is no attribute in the model (or "
	  "'attempt') 'presets'; did you mean 'preset'?",
	  false },
	{ { SCENARIO, "\"api\": \"painter\",\n", "\"api\": \"caller\",\n" },
	  "/screen/api: must name a node of type api; 'caller' is a caller",
	  false },
	{ { SCENARIO, "\"frame\", \"painter\"]", "\"fram\", \"painter\"]" },
	  "/screen/infra/1: there is no node in the model 'fram'; did you "
	  "mean 'frame'?",
	  false },
	{ { SCENARIO, "\"client_timeout\": \"caller.timeout_s\"",
	    "\"client_timeout\": \"caller.timeouts\"" },
	  "/screen/client_timeout: there is no parameter in the model "
	  "'caller.timeouts'; did you mean 'caller.timeout_s'?",
	  false },
	{ { SCENARIO, "\"tenant\": [\"acme\", \"globex\"]",
	    "\"tenant\": [\"acme\", \"globx\"]" },
	  "there is no value of tenant 'globx'; did you mean 'globex'?",
	  false },
	{ { SCENARIO, "\"failed_usd\": {\"free\": 2, \"pro\": 10}",
	    "\"failed_usd\": {\"free\": 2}" },
	  "/stakes/failed_usd: needs an amount for 'pro'",
	  false },
	/* changes of the model */
	{ { SCENARIO, "\"cap.on\": 1", "\"cap.onn\": 1" },
	  "/mitigations/0/effects/set/cap.onn: there is no parameter in the "
	  "model 'cap.onn'; did you mean 'cap.on'?",
	  false },
	{ { SCENARIO, "\"cap.on\": 1", "\"cap.on\": 7" },
	  "would make cap.on 7, which must be from 0 to 1",
	  false },
	{ { SCENARIO, "\"cap.usd_per_hour\": \"$usd_per_hour\"",
	    "\"cap.usd_per_hour\": \"$usd\"" },
	  "there is no parameter or draw 'usd'",
	  false },
	{ { SCENARIO, "\"cap.usd_per_hour\": \"$usd_per_hour\"",
	    "\"cap.usd_per_hour\": \"$who\"" },
	  "'$who' is drawn from words and is no number",
	  false },
	{ { SCENARIO, "\"quota-{who}.on\"", "\"quota-{whom}.on\"" },
	  "there is no draw 'whom'; did you mean 'who'?",
	  false },
	{ { SCENARIO, "\"quota-{who}.on\"", "\"quota-{trigger_s}.on\"" },
	  "{trigger_s} is a number and no part of a name",
	  false },
	{ { SCENARIO, "\"quota-{who}.on\"", "\"quotas-{who}.on\"" },
	  "there is no parameter in the model 'quotas-acme.on'; did you mean "
	  "'quota-acme.on'?",
	  false },
	/* a path must hold for every choice, a variant's own too */
	{ { SCENARIO, "\"who\": {\"pick\": [\"acme\", \"globex\"]}",
	    "\"who\": {\"pick\": [\"acme\", \"initech\"]}" },
	  "there is no parameter in the model 'batch-initech.rate_per_s'",
	  true },
	{ { SCENARIO, "\"draws\": {\"share\"",
	    "\"draws\": {\"who\": {\"pick\": [\"initech\"]}, \"share\"" },
	  "there is no parameter in the model 'batch-initech.rate_per_s'",
	  true },
	{ { SCENARIO, "\"set\": {\"batch-{who}.rate_per_s\": \"$batch_rate\"}",
	    "\"sat\": {}" },
	  "sat",
	  false },
	{ { SCENARIO, "\"uniform\": [80, 95]", "\"uniform\": [95, 80]" },
	  "/variants/0/draws/share/uniform: the lowest comes first",
	  false },
	{ { SCENARIO, "\"uniform\": [80, 95]", "\"uniform\": [-5, 95]" },
	  "would make people-free.preset.large -5",
	  true },
	{ { SCENARIO, "{\"uniform\": [80, 95], \"decimals\": 0}",
	    "{\"decimals\": 0}" },
	  "needs either \"uniform\" or \"pick\"",
	  false },
	{ { SCENARIO, "\"engineer\": {\"pick\"", "\"now\": {\"pick\"" },
	  "{now} is the drill's own",
	  false },
	/* ids that are there twice */
	{ { SCENARIO, "\"id\": \"vendor-slow\"", "\"id\": \"tenant-batch\"" },
	  "/causes/2/id: there are two of the cause 'tenant-batch'",
	  false },
	{ { SCENARIO, "\"id\": \"rollback\"", "\"id\": \"spend-cap\"" },
	  "there are two of the mitigation 'spend-cap'",
	  false },
	{ { PEOPLE, "\"id\": \"finance\"", "\"id\": \"manager\"" },
	  "there are two of the stakeholder 'manager'",
	  false },
	{ { SCENARIO, "\"id\": \"second-wave\"", "\"id\": \"spend-high\"" },
	  "the inject 'spend-high' has the id of an alert",
	  true },
	/* conditions */
	{ { SCENARIO, "\"when\": {\"after\": \"03:00\"}",
	    "\"when\": {\"aftr\": \"03:00\"}" },
	  "aftr",
	  false },
	{ { SCENARIO, "\"when\": {\"after\": \"03:00\"}", "\"when\": {}" },
	  "/injects/0/when: is no condition; it needs a key such as",
	  false },
	{ { SCENARIO, "\"when\": {\"after\": \"03:00\"}",
	    "\"when\": {\"after\": \"03:00\", \"told\": \"finance\"}" },
	  "says both \"after\" and \"told\"",
	  false },
	{ { SCENARIO, "{\"not\": {\"told\": \"manager\"}}",
	    "{\"not\": {\"told\": \"manager\", \"ago\": \"01:00\"}}" },
	  "ago",
	  false },
	{ { SCENARIO, "{\"happened\": \"spend-high\"}",
	    "{\"happened\": \"spendhigh\"}" },
	  "there is no inject or alert 'spendhigh'; did you mean 'spend-high'?",
	  false },
	{ { SCENARIO, "{\"declared\": \"any\"}", "{\"declared\": \"sev9\"}" },
	  "'sev9' is none of: sev1, sev2, sev3, mitigated, resolved, any",
	  false },
	{ { SCENARIO, "\"figure\": \"spend_ratio\", \"above\": 1.8",
	    "\"figure\": \"spend_ratio\"" },
	  "a figure needs \"above\" or \"below\"",
	  false },
	{ { SCENARIO, "\"figure\": \"spend_ratio\", \"above\": 1.8",
	    "\"figure\": \"Spend ratio\", \"above\": 1.8" },
	  "'Spend ratio' is no name of a figure",
	  false },
	{ { PEOPLE, "\"min_score\": 2", "\"min_score\": 12" },
	  "a score is from 0 to 10",
	  false },
	{ { PEOPLE, "{\"variant\": [\"preset\"]}",
	    "{\"variant\": [\"presets\"]}" },
	  "there is no variant 'presets'; did you mean 'preset'?",
	  false },
	{ { PEOPLE, "{\"suspected\": [\"tenant-batch\"]}",
	    "{\"suspected\": [\"rigth\"]}" },
	  "there is no cause 'rigth'",
	  false },
	/* people */
	{ { PEOPLE, "\"decision\": \"refuse\"", "\"decision\": \"deny\"" },
	  "/stakeholders/0/rules/2/decision: 'deny' is none of: approve, "
	  "ask-back, refuse, condition",
	  false },
	{ { PEOPLE, "{\"usd_per_hour\": 2500}", "{\"usd_per_hour\": 25}" },
	  "must be from 500 to 20000 for 'spend-cap'",
	  false },
	{ { PEOPLE, "{\"usd_per_hour\": 2500}", "{\"usd\": 2500}" },
	  "'spend-cap' has no parameter 'usd'",
	  false },
	{ { PEOPLE, "[\"00:30\", \"01:30\"]", "[\"01:30\", \"00:30\"]" },
	  "/stakeholders/0/reply: the shortest comes first",
	  false },
	{ { PEOPLE, "\"fallback\": \"Ask me about the budget.\",", "" },
	  "/stakeholders/1: needs \"fallback\"",
	  true },
	/* slots */
	{ { SCENARIO, "Spend is {spend_ratio} of normal.",
	    "Spend is {spend ratio} of normal." },
	  "a '{' must begin a name such as {spend_ratio}",
	  false },
	{ { SCENARIO, "Spend is {spend_ratio} of normal.", "Spend is {" },
	  "a '{' must begin a name",
	  false },
	/* whole files */
	{ { PEOPLE, "", NULL }, "this file is missing", true },
	{ { SCENARIO, "\"hands\": 2,", "\"hands\": 2,," }, "", false },
};

/* Whether the loader said what it should; if not, that is printed. */
static bool check(const struct bad *bad)
{
	struct err err = { 0 };
	int line = 0;
	struct pack *pack = load_edited(TINY_PACK, &bad->edit, 1, &line, &err);
	char path[64];
	bool placed = !bad->edit.to || (err.line > 0 && err.column > 0);

	snprintf(path, sizeof(path), "tiny/%s", bad->edit.file);
	if (!pack && !strcmp(err.path, path) && err_exit_status(&err) == 2 &&
	    strstr(err.message, bad->says) && placed &&
	    (bad->elsewhere || err.line == line))
		return true;
	print_error("\"%s\" in line %d:\n  \"%s\" of line %d, not \"%s\"\n",
		    bad->edit.to, line, pack ? "let pass" : err.message,
		    err.line, bad->says);
	pack_destroy(pack);
	return false;
}

static void test_bad_packs(void **state)
{
	int wrong = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(bads) / sizeof(bads[0]); i++)
		wrong += !check(&bads[i]);
	assert_int_equal(wrong, 0);
}

/* Who asks for all mistakes hears of the same one first, and of no other that
 * only follows from it. */
static void test_one_mistake_alone(void **state)
{
	int wrong = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(bads) / sizeof(bads[0]); i++) {
		struct pack_mistakes all = { 0 };
		struct err one = { 0 }, err = { 0 };

		assert_null(
			load_edited(TINY_PACK, &bads[i].edit, 1, NULL, &one));
		assert_null(load_edited_all(TINY_PACK, &bads[i].edit, 1, NULL,
					    &all, &err));
		assert_true(all.count > 0);
		assert_string_equal(all.items[0].message, one.message);
		assert_string_equal(err.message, one.message);
		for (size_t k = 1; k < all.count; k++) {
			const char *more = all.items[k].message;

			/* A wrong choice leads nowhere in several places; a
			 * mistyped key is missing as well. */
			if (strstr(more, "initech") ||
			    strstr(more, "needs \"hands\""))
				continue;
			print_error("after \"%s\": %s\n", one.message, more);
			wrong++;
		}
		vec_finish(&all);
	}
	assert_int_equal(wrong, 0);
}

/* Mistakes of many kinds in two files, and all of them are told, in order. */
static void test_all_mistakes_at_once(void **state)
{
	static const struct edit edits[] = {
		{ SCENARIO, "\"hands\": 2", "\"hands\": 99" },
		{ SCENARIO, "\"currency\": \"USD\",", "\"colour\": \"red\"," },
		{ SCENARIO, "\"caller\": \"caller\"",
		  "\"caller\": \"coller\"" },
		{ SCENARIO, "\"severity\": \"page\"",
		  "\"severity\": \"pager\"" },
		{ SCENARIO, "\"causes\": [\"default-preset\"]",
		  "\"causes\": [\"defaultpreset\"]" },
		{ SCENARIO, "\"lead\": \"02:00\"", "\"lead\": \"soon\"" },
		{ SCENARIO, "\"from\": \"finance\"", "\"from\": \"fynance\"" },
		{ PEOPLE, "\"decision\": \"refuse\"", "\"decision\": \"no\"" },
		{ PEOPLE, "\"outside\": false", "\"outside\": 0" },
	};
	static const char *const says[] = {
		"there is no \"colour\" here",
		"needs \"currency\"",
		"/hands: 99",
		"coller",
		"defaultpreset",
		"'soon' is no time",
		"pager",
		"fynance",
		"/stakeholders/0/rules/2",
		"/stakeholders/1/outside",
	};
	struct pack_mistakes all = { 0 };
	struct err err = { 0 };

	(void)state;
	assert_null(load_edited_all(TINY_PACK, edits,
				    sizeof(edits) / sizeof(edits[0]), NULL,
				    &all, &err));
	for (size_t i = 0; i < all.count; i++) {
		assert_true(all.items[i].line > 0);
		if (i >= sizeof(says) / sizeof(says[0]) ||
		    !strstr(all.items[i].message, says[i]))
			fail_msg("%zu: %s", i, all.items[i].message);
	}
	assert_int_equal(all.count, sizeof(says) / sizeof(says[0]));
	vec_finish(&all);
}

static void test_no_folder(void **state)
{
	struct err err = { 0 };

	(void)state;
	assert_null(pack_load("/nonexistent/pack", &err));
	assert_string_equal(err.path, "/nonexistent/pack");
	assert_non_null(strstr(err.message, "folder"));
	assert_int_equal(err_exit_status(&err), 2);
}

static void test_deep_condition(void **state)
{
	char deep[512] = "", from[] = "\"when\": {\"after\": \"03:00\"}";
	struct edit edit = { SCENARIO, from, deep };
	struct err err = { 0 };
	size_t n = 0;

	(void)state;
	n += (size_t)snprintf(deep, sizeof(deep), "\"when\": ");
	for (int i = 0; i < 20; i++)
		n += (size_t)snprintf(deep + n, sizeof(deep) - n, "{\"not\": ");
	n += (size_t)snprintf(deep + n, sizeof(deep) - n,
			      "{\"after\": \"03:00\"}");
	for (int i = 0; i < 20; i++)
		n += (size_t)snprintf(deep + n, sizeof(deep) - n, "}");
	assert_null(load_edited(TINY_PACK, &edit, 1, NULL, &err));
	assert_non_null(strstr(err.message, "nested more than"));
}

/* A text that would play with the terminal comes in harmless. */
static void test_texts_are_scrubbed(void **state)
{
	const struct edit edits[] = {
		{ SCENARIO, "A small incident",
		  "A small\\u001b[31m incident\\u202e" },
		{ "guide.md", "two causes", "two\x1b]0;x\x07 causes" },
	};
	struct err err = { 0 };
	struct pack *pack = load_edited(TINY_PACK, edits, 2, NULL, &err);

	(void)state;
	assert_non_null(pack);
	assert_null(strchr(pack->title, '\x1b'));
	assert_null(strstr(pack->title, "\xe2\x80\xae"));
	assert_null(strchr(pack->guide, '\x1b'));
	assert_null(strchr(pack->guide, '\x07'));
	pack_destroy(pack);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_bad_packs),
		cmocka_unit_test(test_one_mistake_alone),
		cmocka_unit_test(test_all_mistakes_at_once),
		cmocka_unit_test(test_no_folder),
		cmocka_unit_test(test_deep_condition),
		cmocka_unit_test(test_texts_are_scrubbed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
