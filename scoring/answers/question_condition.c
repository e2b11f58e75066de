/* The language of conditions. */
#include "scoring/answers/question_internal.h"

#include <string.h>

#include "drill/judge.h"

#define SAYS "says:"

/* "ask" of "@says:ask". */
static bool parse_element(struct question_source *source,
			  const struct json *value, const char *name,
			  struct question_condition *out)
{
	for (unsigned e = 0; e < VERDICT_ELEMENT_COUNT; e++) {
		if (strcmp(verdict_element_key((enum verdict_element)e),
			   name) == 0) {
			out->says |= 1u << e;
			return true;
		}
	}
	return json_fail(source->doc, value, source->err,
			 "a message has no element \"%s\"", name);
}

static bool parse_attribute(struct question_source *source,
			    const struct json *value, const char *text,
			    size_t length, struct question_condition *out)
{
	const struct question_context *c = &source->question->context;
	char name[32];

	if (length >= sizeof(name))
		length = sizeof(name) - 1;
	memcpy(name, text, length);
	name[length] = '\0';
	for (size_t i = 0; i < c->audience_count; i++) {
		if (strcmp(c->audiences[i].id, name) == 0) {
			out->audiences |= 1u << i;
			return true;
		}
	}
	for (size_t i = 0; i < c->phase_count; i++) {
		if (strcmp(c->phases[i].id, name) == 0) {
			out->phases |= 1u << i;
			return true;
		}
	}
	for (size_t i = 0; i < source->question->part_count; i++) {
		if (strcmp(source->question->parts[i].id, name) == 0) {
			out->parts |= 1u << i;
			return true;
		}
	}
	if (strncmp(name, SAYS, strlen(SAYS)) == 0)
		return parse_element(source, value, name + strlen(SAYS), out);
	if (strcmp(name, "anywhere") == 0)
		out->parts = ~0u;
	else if (strcmp(name, "quoted") == 0)
		out->quoted = true;
	else if (strcmp(name, "block") == 0)
		out->block = true;
	else if (strcmp(name, "clean") == 0)
		out->clean = true;
	else
		return json_fail(source->doc, value, source->err,
				 "@%s is no audience, phase or part, and not "
				 "@quoted, @block, @clean or @anywhere",
				 name);
	return true;
}

bool question_parse_term(struct question_source *source,
			 const struct json *value, const char *text,
			 size_t length, struct question_term *out)
{
	for (size_t at = 0; at < length;) {
		size_t end = at;

		while (end < length && text[end] != '|')
			end++;
		int concept = lexicon_find(source->question->lexicon, text + at,
					   end - at);

		if (concept < 0)
			return json_fail(source->doc, value, source->err,
					 "no lexicon has a concept \"%.*s\"",
					 (int)(end - at), text + at);
		if (out->count == QUESTION_CHOICES_MAX)
			return json_fail(source->doc, value, source->err,
					 "more than %d concepts in one term",
					 QUESTION_CHOICES_MAX);
		out->concepts[out->count++] = concept;
		at = end + (end < length ? 1 : 0);
	}
	return true;
}

static bool parse_part(struct question_source *source, const struct json *value,
		       const char *text, size_t length,
		       struct question_condition *out)
{
	struct question_term *term = &out->terms[out->term_count];

	if (*text == '@')
		return parse_attribute(source, value, text + 1, length - 1,
				       out);
	if (out->term_count == QUESTION_TERMS_MAX)
		return json_fail(source->doc, value, source->err,
				 "more than %d terms in one condition",
				 QUESTION_TERMS_MAX);
	out->term_count++;
	if (*text == '!' || *text == '?') {
		term->absent = *text == '!';
		term->any_stance = true;
		text++;
		length--;
	}
	return question_parse_term(source, value, text, length, term);
}

bool question_parse_condition(struct question_source *source,
			      const struct json *value,
			      struct question_condition *out)
{
	const char *text = json_string_or(value, NULL);

	*out = (struct question_condition){ .worth = 1 };
	if (json_type(value) == JSON_OBJECT) {
		text = json_need_string(source->doc, value, "is", source->err);
		if (!text || !json_need_number(source->doc, value, "worth",
					       &out->worth, source->err))
			return false;
	}
	if (!text)
		return json_fail(source->doc, value, source->err,
				 "a condition is a text, or an object with is "
				 "and worth");
	while (*text) {
		size_t length = strcspn(text, " ");

		if (length > 0 && *text != '&' &&
		    !parse_part(source, value, text, length, out))
			return false;
		text += length;
		text += strspn(text, " ");
	}
	if (out->term_count == 0 && !out->clean && !out->quoted &&
	    out->audiences == 0 && out->says == 0)
		return json_fail(source->doc, value, source->err,
				 "a condition asks for something");
	return true;
}
