#include "base/json_internal.h"
#include "base/nearest.h"
#include "base/utf8.h"

#include <assert.h>
#include <stdarg.h>

#define POINTER_SHOWN_MAX 200 /* bytes of a pointer in a message */
#define STRING_SHOWN_CELLS 40 /* of a string that was found */

/* "expected ...", "found ..." */
static const char *const with_article[] = {
	[JSON_NULL] = "null",	    [JSON_BOOL] = "true or false",
	[JSON_NUMBER] = "a number", [JSON_STRING] = "a string",
	[JSON_ARRAY] = "an array",  [JSON_OBJECT] = "an object",
};

void json_place(const struct json_doc *doc, const struct json *value, int *line,
		int *column)
{
	const struct json_place *place = json_place_of(doc, value);

	*line = place ? place->line : 0;
	*column = place ? place->column : 0;
}

static void add_token(struct str *out, const char *key)
{
	for (; *key; key++) {
		if (*key == '~')
			str_add(out, "~0");
		else if (*key == '/')
			str_add(out, "~1");
		else
			str_add_char(out, *key);
	}
}

void json_pointer(const struct json_doc *doc, const struct json *value,
		  struct str *out)
{
	const struct json_place *at = json_place_of(doc, value);
	const struct json_place *way[JSON_DEPTH_MAX + 1];
	size_t length = 0;

	while (at && at->parent != JSON_NO_PARENT) {
		assert(length < sizeof(way) / sizeof(*way));
		way[length++] = at;
		at = &doc->places.items[at->parent];
	}
	while (length > 0) {
		const char *key;

		at = way[--length];
		key = json_key(doc->values[at - doc->places.items]);
		str_add_char(out, '/');
		if (key)
			add_token(out, key);
		else
			str_addf(out, "%u", at->index);
	}
}

/* "POINTER: ", its beginning left out if it is very long; "" for the root. */
static void add_shown_pointer(struct str *out, const struct json_doc *doc,
			      const struct json *value)
{
	struct str pointer = STR_INIT;
	size_t from = 0;

	json_pointer(doc, value, &pointer);
	if (pointer.length > POINTER_SHOWN_MAX) {
		from = pointer.length - POINTER_SHOWN_MAX;
		while (((unsigned char)pointer.s[from] & 0xC0) == 0x80)
			from++;
		str_add(out, "...");
	}
	str_add(out, pointer.s + from);
	if (pointer.length)
		str_add(out, ": ");
	str_finish(&pointer);
}

__attribute__((format(printf, 6, 0))) static bool fail_at(
	const struct json_doc *doc, const struct json *value, int line,
	int column, struct err *err, const char *format, va_list args)
{
	struct str message = STR_INIT;

	add_shown_pointer(&message, doc, value);
	str_vaddf(&message, format, args);
	err_set_at(err, ERR_INPUT, doc->path, line, column, "%s", message.s);
	str_finish(&message);
	return false;
}

bool json_fail(const struct json_doc *doc, const struct json *value,
	       struct err *err, const char *format, ...)
{
	int line, column;
	va_list args;

	json_place(doc, value, &line, &column);
	va_start(args, format);
	fail_at(doc, value, line, column, err, format, args);
	va_end(args);
	return false;
}

bool json_fail_at_key(const struct json_doc *doc, const struct json *member,
		      struct err *err, const char *format, ...)
{
	const struct json_place *place = json_place_of(doc, member);
	va_list args;

	va_start(args, format);
	fail_at(doc, member, place ? place->key_line : 0,
		place ? place->key_column : 0, err, format, args);
	va_end(args);
	return false;
}

/* What a value is, as a person would say it: the string "abc", the number 5. */
static void describe(const struct json *value, struct str *out)
{
	const char *text = json_string_or(value, NULL);
	enum json_type type = json_type(value);
	size_t shown;

	switch (type) {
	case JSON_STRING:
		shown = utf8_fit(text, strlen(text), STRING_SHOWN_CELLS);
		str_addf(out, "the string \"%.*s%s\"", (int)shown, text,
			 text[shown] ? "..." : "");
		break;
	case JSON_NUMBER:
		str_addf(out, "the number %.15g", json_number_or(value, 0));
		break;
	case JSON_BOOL:
		str_add(out, json_bool_or(value, false) ? "true" : "false");
		break;
	case JSON_NULL:
	case JSON_ARRAY:
	case JSON_OBJECT:
		str_add(out, with_article[type]);
		break;
	}
}

static bool fail_type(const struct json_doc *doc, const struct json *value,
		      enum json_type expected, struct err *err)
{
	struct str found = STR_INIT;

	describe(value, &found);
	json_fail(doc, value, err, "expected %s, found %s",
		  with_article[expected], found.s);
	str_finish(&found);
	return false;
}

const struct json *json_need(const struct json_doc *doc,
			     const struct json *object, const char *key,
			     enum json_type type, struct err *err)
{
	const struct json *value = json_get(object, key);

	if (object && json_type(object) != JSON_OBJECT) {
		fail_type(doc, object, JSON_OBJECT, err);
		return NULL;
	}
	if (!value) {
		json_fail(doc, object, err, "\"%s\" is missing here; it is %s",
			  key, with_article[type]);
		return NULL;
	}
	if (json_type(value) != type) {
		fail_type(doc, value, type, err);
		return NULL;
	}
	return value;
}

const char *json_need_string(const struct json_doc *doc,
			     const struct json *object, const char *key,
			     struct err *err)
{
	return json_string_or(json_need(doc, object, key, JSON_STRING, err),
			      NULL);
}

bool json_need_number(const struct json_doc *doc, const struct json *object,
		      const char *key, double *out, struct err *err)
{
	const struct json *value = json_need(doc, object, key, JSON_NUMBER,
					     err);

	if (!value)
		return false;
	*out = json_number_or(value, 0);
	return true;
}

static bool is_one_of(const char *key, const char *const *keys)
{
	for (; *keys; keys++)
		if (strcmp(key, *keys) == 0)
			return true;
	return false;
}

static bool fail_unknown(const struct json_doc *doc, const struct json *member,
			 const char *const *keys, struct err *err)
{
	const char *key = json_key(member);
	const char *nearest = nearest_word(key, keys);
	struct str known = STR_INIT;

	if (nearest)
		return json_fail_at_key(doc, member, err,
					"there is no \"%s\" here; did you mean "
					"\"%s\"?",
					key, nearest);
	for (size_t i = 0; keys[i]; i++)
		str_addf(&known, "%s%s", i ? ", " : "", keys[i]);
	json_fail_at_key(doc, member, err,
			 "there is no \"%s\" here; what there is: %s", key,
			 known.length ? known.s : "nothing");
	str_finish(&known);
	return false;
}

bool json_only_keys(const struct json_doc *doc, const struct json *object,
		    const char *const *keys, struct err *err)
{
	if (object && json_type(object) != JSON_OBJECT)
		return fail_type(doc, object, JSON_OBJECT, err);
	for (const struct json *at = json_first(object); at; at = json_next(at))
		if (!is_one_of(json_key(at), keys))
			return fail_unknown(doc, at, keys, err);
	return true;
}
