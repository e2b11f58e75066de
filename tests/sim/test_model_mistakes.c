#include "tests/sim/bench.h"
#include "tests/sim/topology.h"

#include <ctype.h>
#include <string.h>

/* Every number, word and key of many models, made wrong one at a time: each
 * mistake is refused at its place, and nothing falls over. */

#define MODELS 12
#define ADVANCE_S 0.01 /* of what is taken in all the same */

/* A piece of the text: a number, or what stands in quotes. */
struct token {
	size_t at, length;
	bool number, key;
};

static bool next_token(const char *text, size_t from, struct token *out)
{
	size_t i = from;

	while (text[i] != '\0' && text[i] != '\'' && text[i] != '-' &&
	       !isdigit((unsigned char)text[i]))
		i++;
	if (text[i] == '\0')
		return false;
	out->at = i;
	out->number = text[i] != '\'';
	if (out->number)
		out->length = strspn(text + i, "0123456789.eE+-");
	else
		out->length = strcspn(text + i + 1, "'") + 2;
	out->key = !out->number && text[i + out->length] == ':';
	return true;
}

static void replace(const char *text, const struct token *token, const char *by,
		    struct str *out)
{
	str_addf(out, "%.*s%s%s", (int)token->at, text, by,
		 text + token->at + token->length);
	for (size_t i = 0; i < out->length; i++) {
		if (out->s[i] == '\'')
			out->s[i] = '"';
	}
}

/* A refusal says where: by pointer, line and column. */
static void is_told_well(const struct err *err, const char *text)
{
	if (err->code != ERR_INPUT || err->line != 1 || err->column < 1 ||
	    strlen(err->message) < 10)
		fail_msg("%s\nsays only: %s", text, err->message);
}

static bool is_refused(const char *text, struct err *err)
{
	struct json_doc *doc = json_parse(text, strlen(text), "model.json",
					  err);
	struct sim_model *model =
		doc ? sim_model_parse(doc, json_root(doc), err) : NULL;
	struct sim_engine *e;

	if (model != NULL) {
		e = sim_engine_create(model, 1, 0, SIM_SUMMARY);
		if (!sim_engine_advance(e, SECONDS(ADVANCE_S), err))
			fail_msg("%s: %s", text, err->message);
		sim_engine_destroy(e);
	} else {
		is_told_well(err, text);
	}
	sim_model_destroy(model);
	json_destroy(doc);
	return model == NULL;
}

static void check(const char *text, const struct token *token, const char *by,
		  bool must)
{
	struct str wrong = STR_INIT;
	struct err err = { 0 };
	bool refused;

	replace(text, token, by, &wrong);
	refused = is_refused(wrong.s, &err);
	if (must && !refused)
		fail_msg("%.*s became %s and was not refused: %s",
			 (int)token->length, text + token->at, by, wrong.s);
	if (must && err.message[0] != '/')
		fail_msg("%s became %s: no pointer in \"%s\"", wrong.s, by,
			 err.message);
	str_finish(&wrong);
}

static void no_number_can_be_anything_else(void **state)
{
	static const char *const others[] = {
		"-1e30", "1e30", "null", "'x'", "[]", "{}", "[1]",
	};

	(void)state;
	for (uint64_t seed = 0; seed < MODELS; seed++) {
		struct str text = STR_INIT;
		struct token token = { .at = 0 };

		topology_write(seed, &text);
		for (; next_token(text.s, token.at + token.length, &token);) {
			if (!token.number)
				continue;
			for (size_t i = 0; i < sizeof others / sizeof others[0];
			     i++)
				check(text.s, &token, others[i], true);
			check(text.s, &token, "true", false);
			check(text.s, &token, "0", false);
		}
		str_finish(&text);
	}
}

/* Only the values of attributes, which come first, are free. */
static void no_word_can_be_another(void **state)
{
	static const char *const others[] = { "'no-such-thing'", "99", "null",
					      "{}", "[]" };

	(void)state;
	for (uint64_t seed = 0; seed < MODELS; seed++) {
		struct str text = STR_INIT;
		struct token token = { .at = 0 };

		topology_write(seed, &text);
		for (; next_token(text.s, token.at + token.length, &token);) {
			if (token.number || token.key)
				continue;
			for (size_t i = 0; i < sizeof others / sizeof others[0];
			     i++)
				check(text.s, &token, others[i],
				      token.at > strcspn(text.s, "}"));
		}
		str_finish(&text);
	}
}

/* Of keys only the names of nodes, attributes, routes and alerts are free, and
 * what is called by that name is missing then, unless nobody calls it. */
static void keys_are_known_or_refused(void **state)
{
	static const char *const fields[] = {
		"'type'",	"'to'",	    "'rate_per_s'", "'servers'",
		"'service_s'",	"'law'",    "'mean'",	    "'nodes'",
		"'attributes'", "'share'",  "'retries'",    "'press_again'",
		"'on_error'",	"'match'",  "'by'",	    "'price'",
		"'task_s'",	"'target'", "'alerts'",	    "'long_s'",
		"'set'",	"'metric'", "'routes'",	    "'map'",
		"'kind'",	"'ttl_s'",
	};
	int known = 0;

	(void)state;
	for (uint64_t seed = 0; seed < MODELS; seed++) {
		struct str text = STR_INIT;
		struct token token = { .at = 0 };

		topology_write(seed, &text);
		for (; next_token(text.s, token.at + token.length, &token);) {
			bool field = false;

			for (size_t i = 0; i < sizeof fields / sizeof fields[0];
			     i++)
				field |= strncmp(text.s + token.at, fields[i],
						 token.length) == 0;
			if (!token.key)
				continue;
			check(text.s, &token, "'zebra-crossing'", false);
			check(text.s, &token, "'to'", false);
			known += field;
			if (field)
				check(text.s, &token, "'seervers'", true);
		}
		str_finish(&text);
	}
	assert_true(known > 300);
}

/* The text cut off anywhere, and any byte of it another one. */
static void broken_text_is_refused_or_runs(void **state)
{
	struct str text = STR_INIT, broken = STR_INIT;
	struct err err;

	(void)state;
	topology_write(3, &text);
	for (size_t i = 0; i < text.length; i++) {
		if (text.s[i] == '\'')
			text.s[i] = '"';
	}
	for (size_t i = 0; i < text.length; i++) {
		str_clear(&broken);
		str_addf(&broken, "%.*s", (int)i, text.s);
		err = (struct err){ 0 };
		assert_true(is_refused(broken.s, &err));
		str_clear(&broken);
		str_add(&broken, text.s);
		broken.s[i] = "{}[]\",:9-e. \x01\xff"[i % 14];
		err = (struct err){ 0 };
		is_refused(broken.s, &err);
	}
	str_finish(&broken);
	str_finish(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_number_can_be_anything_else),
		cmocka_unit_test(no_word_can_be_another),
		cmocka_unit_test(keys_are_known_or_refused),
		cmocka_unit_test(broken_text_is_refused_or_runs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
