#include "sim/model/model_parse.h"

#include <string.h>

/* Policies that a file names by a word and that are numbers inside, so that
 * they can be changed while the engine runs. */

static const struct {
	enum node_type type;
	int slot;
	const char *const words[MODEL_WORDS_MAX];
} known[] = {
	{ NODE_CALLER,
	  CALLER_BACKOFF_KIND,
	  { [BACKOFF_EXPONENTIAL] = "exponential", [BACKOFF_FIXED] = "fixed" } },
	{ NODE_CALLER,
	  CALLER_BREAKER_SCOPE,
	  { [BREAKER_CALLS] = "calls", [BREAKER_RETRIES] = "retries" } },
	{ NODE_CALLER,
	  CALLER_JITTER,
	  { [JITTER_NONE] = "none",
	    [JITTER_FULL] = "full",
	    [JITTER_EQUAL] = "equal",
	    [JITTER_DECORRELATED] = "decorrelated" } },
};
#define KNOWN (sizeof known / sizeof known[0])

const char *const *model_words(enum node_type type, int slot)
{
	for (size_t i = 0; i < KNOWN; i++) {
		if (known[i].type == type && known[i].slot == slot)
			return known[i].words;
	}
	return NULL;
}

/* A switch that has got more than two positions is still one: false is what
 * "none" is, true the word behind it. */
static bool is_switch(const struct json *at, const char *const *words)
{
	return json_type(at) == JSON_BOOL && strcmp(words[0], "none") == 0;
}

bool parse_word(const struct parser *p, const struct json *at,
		const struct field *field, const char *const *words,
		double *out)
{
	struct name_list list = { .count = 0 };
	const char *word = json_string_or(at, NULL);

	if (is_switch(at, words)) {
		*out = json_bool_or(at, false);
		return true;
	}
	if (word == NULL && json_type(at) != JSON_NUMBER)
		return json_fail(p->doc, at, p->err,
				 "this must be a word like \"%s\", or its "
				 "number, not %s",
				 words[0], json_type_name(json_type(at)));
	if (word == NULL)
		return parse_number(p, at, field->low, field->high, true, out);
	while (words[list.count] != NULL) {
		if (strcmp(words[list.count], word) == 0) {
			*out = list.count;
			return true;
		}
		list.name[list.count] = words[list.count];
		list.count++;
	}
	return parse_unknown(p, at, field->name, word, &list);
}
