/*
 * Words of a scenario: terms of the trade and other currencies, which need an
 * explanation, and how its people call things.
 */
#include "scenarios/load_internal.h"

#include <string.h>

#include "base/ascii.h"

#define TERM_MAX 60 /* bytes */
#define CODE 3	    /* letters of a currency's code */

static bool is_term(const char *term)
{
	if (!*term || strlen(term) > TERM_MAX)
		return false;
	for (const char *c = term; *c; c++)
		if (*c == '|' || *c == '*' || ascii_lower(*c) != *c)
			return false;
	return true;
}

bool pack_parse_glossary(struct load *l, const struct json *value, void *out)
{
	struct pack *pack = out;
	struct pack_term *terms;

	if (!load_type(l, value, JSON_OBJECT))
		return false;
	terms = arena_new(l->arena, struct pack_term, json_count(value) + 1);
	for (const struct json *item = json_first(value); item;
	     item = json_next(item)) {
		struct pack_term *term = &terms[pack->term_count++];

		term->term = json_key(item);
		if (!is_term(term->term))
			return json_fail(l->doc, item, l->err,
					 "a term is written in small letters, "
					 "at most %d of them",
					 TERM_MAX);
		if (!load_string(l, item, &term->plain))
			return false;
		if (!*term->plain)
			return json_fail(l->doc, item, l->err,
					 "needs its meaning in plain words");
	}
	pack->glossary = terms;
	return true;
}

static bool is_code(const char *code)
{
	for (size_t i = 0; i < CODE; i++)
		if (code[i] < 'A' || code[i] > 'Z')
			return false;
	return code[CODE] == '\0';
}

bool pack_parse_rates(struct load *l, const struct json *value, void *out)
{
	struct pack *pack = out;
	struct pack_rate *rates;

	if (!load_type(l, value, JSON_OBJECT))
		return false;
	rates = arena_new(l->arena, struct pack_rate, json_count(value) + 1);
	for (const struct json *item = json_first(value); item;
	     item = json_next(item)) {
		struct pack_rate *rate = &rates[pack->rate_count++];

		rate->currency = json_key(item);
		if (!is_code(rate->currency))
			return json_fail(l->doc, item, l->err,
					 "a currency is a code such as EUR");
		if (!load_type(l, item, JSON_NUMBER))
			return false;
		rate->worth = json_number_or(item, 0);
		if (!(rate->worth > 0 && rate->worth < 1e9))
			return json_fail(l->doc, item, l->err,
					 "must be what one %s is worth in %s",
					 rate->currency, pack->currency);
	}
	pack->rates = rates;
	return true;
}

const char *pack_speech_key(enum pack_speech_kind kind)
{
	static const char *const keys[SPEECH_COUNT] = {
#define S(id, key) [SPEECH_##id] = key,
		PACK_SPEECH(S)
#undef S
	};

	return keys[kind];
}

/* A star ends a word and is not all of it. */
bool pack_speech_is_name(const char *text)
{
	char before = ' ';

	if (!*text || strlen(text) > PACK_SPEECH_BYTES || *text == ' ')
		return false;
	for (const char *c = text; *c; before = *c++) {
		bool within = before != ' ' && before != '-';
		bool star = *c == '*' && within && before != '*' &&
			    (c[1] == ' ' || c[1] == '-' || c[1] == '\0');
		bool gap = (*c == ' ' || *c == '-') && within && c[1];

		if (!star && !gap && !(*c >= 'a' && *c <= 'z') &&
		    !ascii_is_digit(*c) && *c != '.')
			return false;
	}
	return true;
}

bool pack_parse_speech(struct load *l, const struct json *value, void *out)
{
	struct pack_speech *speech = out;
	const char *keys[SPEECH_COUNT + 1] = { NULL };

	for (int k = 0; k < SPEECH_COUNT; k++)
		keys[k] = pack_speech_key((enum pack_speech_kind)k);
	if (!load_type(l, value, JSON_OBJECT) ||
	    !json_only_keys(l->doc, value, keys, l->err))
		return false;
	for (int k = 0; k < SPEECH_COUNT; k++) {
		const struct json *list = json_get(value, keys[k]);

		if (list && json_type(list) != JSON_NULL &&
		    !load_name_list(l, list, NAMES_KIND_COUNT, NULL,
				    &speech->lists[k].items,
				    &speech->lists[k].count))
			return false;
		for (size_t i = 0; i < speech->lists[k].count; i++)
			if (!pack_speech_is_name(speech->lists[k].items[i]))
				return json_fail(l->doc,
						 json_type(list) == JSON_ARRAY
							 ? json_at(list, i)
							 : list,
						 l->err,
						 "'%s': a name is words in "
						 "small letters, at most %d of "
						 "them; '*' may end a word",
						 speech->lists[k].items[i],
						 PACK_SPEECH_BYTES);
	}
	return true;
}
