#include "scenarios/load_internal.h"

#include "base/calendar.h"

#include <assert.h>
#include <string.h>

#define FIELDS_MAX 48 /* keys of one object */

/* --- single values ------------------------------------------------------- */

static const char *const type_words[] = {
	[JSON_NULL] = "null",	    [JSON_BOOL] = "true or false",
	[JSON_NUMBER] = "a number", [JSON_STRING] = "a string",
	[JSON_ARRAY] = "a list",    [JSON_OBJECT] = "an object",
};

bool load_type(struct load *l, const struct json *value, enum json_type type)
{
	if (json_type(value) == type)
		return true;
	return json_fail(l->doc, value, l->err, "must be %s, not %s",
			 type_words[type], type_words[json_type(value)]);
}

bool load_string(struct load *l, const struct json *value, const char **out)
{
	if (!load_type(l, value, JSON_STRING))
		return false;
	*out = json_string_or(value, "");
	if (!**out)
		return json_fail(l->doc, value, l->err, "must not be empty");
	return true;
}

bool load_is_name(const char *text, size_t length, char joiner)
{
	if (length == 0 || length > PACK_ID_MAX || text[0] == joiner)
		return false;
	for (size_t i = 0; i < length; i++) {
		char c = text[i];

		if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') &&
		    c != joiner)
			return false;
	}
	return true;
}

static bool load_id(struct load *l, const struct json *value, const char **out)
{
	if (!load_string(l, value, out))
		return false;
	if (!load_is_name(*out, strlen(*out), '-'))
		return json_fail(l->doc, value, l->err,
				 "'%s' is no id: small letters, digits and "
				 "'-', at most %d",
				 *out, PACK_ID_MAX);
	return true;
}

bool load_prose(struct load *l, const struct json *value, const char **out)
{
	if (!load_string(l, value, out))
		return false;
	for (const char *at = *out; (at = strchr(at, '{')); at++) {
		const char *end = strchr(at, '}');

		if (!end || !load_is_name(at + 1, (size_t)(end - at - 1), '_'))
			return json_fail(l->doc, value, l->err,
					 "a '{' must begin a name such as "
					 "{spend_ratio}, here it is \"%.20s\"",
					 at);
	}
	return true;
}

bool load_clock(struct load *l, const struct json *value, int64_t *out)
{
	const char *text;

	if (!load_string(l, value, &text))
		return false;
	if (!calendar_parse_clock(text, out))
		return json_fail(l->doc, value, l->err,
				 "'%s' is no time; write minutes and seconds, "
				 "as in \"04:30\" or \"-12:00\"",
				 text);
	return true;
}

static bool load_ranged_clock(struct load *l, const struct json *value,
			      const struct field *field, int64_t *out)
{
	char low[CALENDAR_CLOCK_SIZE], high[CALENDAR_CLOCK_SIZE];

	if (!load_clock(l, value, out))
		return false;
	if (field->low < field->high &&
	    ((double)*out < field->low || (double)*out > field->high))
		return json_fail(
			l->doc, value, l->err, "must be from %s to %s",
			calendar_format_clock((int64_t)field->low, low),
			calendar_format_clock((int64_t)field->high, high));
	return true;
}

static bool load_number(struct load *l, const struct json *value,
			const struct field *field, double *out)
{
	if (!load_type(l, value, JSON_NUMBER))
		return false;
	*out = json_number_or(value, 0);
	if (field->low < field->high &&
	    (*out < field->low || *out > field->high))
		return json_fail(l->doc, value, l->err,
				 "%g is out of range, must be from %g to %g",
				 *out, field->low, field->high);
	return true;
}

static bool load_int(struct load *l, const struct json *value,
		     const struct field *field, int *out)
{
	double number;

	if (!load_number(l, value, field, &number))
		return false;
	assert(field->low < field->high); /* so that it fits an int */
	if (number != (double)(int)number)
		return json_fail(l->doc, value, l->err,
				 "must be a whole number");
	*out = (int)number;
	return true;
}

bool load_word(struct load *l, const struct json *value,
	       const char *const *words, const char **out)
{
	char list[256] = "";
	size_t used = 0;

	if (!load_string(l, value, out))
		return false;
	for (size_t i = 0; words[i]; i++) {
		if (!strcmp(words[i], *out))
			return true;
		used += (size_t)snprintf(list + used, sizeof(list) - used,
					 "%s%s", i ? ", " : "", words[i]);
		assert(used < sizeof(list));
	}
	return json_fail(l->doc, value, l->err, "'%s' is none of: %s", *out,
			 list);
}

/* --- lists --------------------------------------------------------------- */

/* One place for the limit and the shape of every list. */
static bool list_size(struct load *l, const struct json *value, bool optional,
		      size_t *count)
{
	if (!load_type(l, value, JSON_ARRAY))
		return false;
	*count = json_count(value);
	if (*count > LOAD_LIST_MAX)
		return json_fail(l->doc, value, l->err,
				 "has %zu items; the most is %d", *count,
				 LOAD_LIST_MAX);
	if (*count == 0 && !optional)
		return json_fail(l->doc, value, l->err,
				 "needs at least one item");
	return true;
}

bool load_name_list(struct load *l, const struct json *value,
		    enum names_kind kind, const char *const *words,
		    const char *const **items, size_t *count)
{
	bool alone = json_type(value) == JSON_STRING;
	const char **list;
	size_t n = 1;

	if (!alone && !list_size(l, value, true, &n))
		return false;
	list = arena_new(l->arena, const char *, n + 1);
	for (size_t i = 0; i < n; i++) {
		const struct json *item = alone ? value : json_at(value, i);

		if (words ? !load_word(l, item, words, &list[i])
			  : !load_string(l, item, &list[i]))
			return false;
		if (kind != NAMES_KIND_COUNT &&
		    !load_known(l, item, list[i], kind))
			return false;
	}
	*items = list;
	*count = n;
	return true;
}

static bool load_texts(struct load *l, const struct json *value,
		       const struct field *field, void *member, size_t *count)
{
	const char **list;

	if (!list_size(l, value, field->optional, count))
		return false;
	list = arena_new(l->arena, const char *, *count + 1);
	for (size_t i = 0; i < *count; i++) {
		const struct json *item = json_at(value, i);

		if (field->kind == FIELD_PROSES
			    ? !load_prose(l, item, &list[i])
			    : !load_string(l, item, &list[i]))
			return false;
	}
	*(const char *const **)member = list;
	return true;
}

static bool load_things(struct load *l, const struct json *value,
			const struct field *field, void *member, size_t *count)
{
	bool good = true;
	char *items;
	size_t n = 0;

	if (!list_size(l, value, field->optional, count))
		return false;
	items = arena_alloc(l->arena, *count + 1, field->size);
	/* Things may refer to those before them through the pack. */
	*(void **)member = items;
	for (const struct json *item = json_first(value); item;
	     item = json_next(item)) {
		char *thing = items + field->size * n++;

		if (field->parse(l, item, thing))
			continue;
		if (!load_go_on(l))
			return false;
		memset(thing, 0, field->size);
		n--;
		good = false;
	}
	*count = n;
	return good;
}

/* --- objects ------------------------------------------------------------- */

static bool load_names(struct load *l, const struct json *value,
		       const struct field *field, void *member, size_t *count)
{
	return load_name_list(l, value,
			      field->kind == FIELD_NAMES ? field->names
							 : NAMES_KIND_COUNT,
			      field->words, member, count);
}

static bool load_name(struct load *l, const struct json *value,
		      const struct field *field, const char **out)
{
	return load_string(l, value, out) &&
	       load_known(l, value, *out, field->names);
}

static bool load_bool(struct load *l, const struct json *value, bool *out)
{
	if (!load_type(l, value, JSON_BOOL))
		return false;
	*out = json_bool_or(value, false);
	return true;
}

static bool load_span(struct load *l, const struct json *value,
		      const struct field *field, double *out)
{
	int64_t seconds;

	if (!load_ranged_clock(l, value, field, &seconds))
		return false;
	*out = (double)seconds;
	return true;
}

static bool load_member(struct load *l, const struct json *value,
			const struct field *field, void *out)
{
	void *member = (char *)out + field->at;
	size_t *count = (size_t *)((char *)out + field->count_at);

	switch (field->kind) {
	case FIELD_ID:
		return load_id(l, value, member);
	case FIELD_TEXT:
		return load_string(l, value, member);
	case FIELD_PROSE:
		return load_prose(l, value, member);
	case FIELD_NUMBER:
		return load_number(l, value, field, member);
	case FIELD_INT:
		return load_int(l, value, field, member);
	case FIELD_BOOL:
		return load_bool(l, value, member);
	case FIELD_CLOCK:
		return load_ranged_clock(l, value, field, member);
	case FIELD_SPAN:
		return load_span(l, value, field, member);
	case FIELD_NAME:
		return load_name(l, value, field, member);
	case FIELD_WORD:
		return load_word(l, value, field->words, member);
	case FIELD_TEXTS:
	case FIELD_PROSES:
		return load_texts(l, value, field, member, count);
	case FIELD_NAMES:
	case FIELD_WORDS:
		return load_names(l, value, field, member, count);
	case FIELD_LIST:
		return load_things(l, value, field, member, count);
	case FIELD_VALUE:
		return field->parse(l, value, member);
	case FIELD_ELSEWHERE:
		return true;
	}
	return true;
}

static void fall_back(const struct field *field, void *out)
{
	void *member = (char *)out + field->at;

	switch (field->kind) {
	case FIELD_NUMBER:
	case FIELD_SPAN:
		*(double *)member = field->fallback;
		break;
	case FIELD_INT:
		*(int *)member = (int)field->fallback;
		break;
	case FIELD_CLOCK:
		*(int64_t *)member = (int64_t)field->fallback;
		break;
	case FIELD_BOOL:
		*(bool *)member = field->fallback != 0;
		break;
	default: /* the arena's zero: no text, no list */
		break;
	}
}

/* null and "" say the same as leaving the key out. */
static bool says_nothing(const struct json *value)
{
	return json_type(value) == JSON_NULL || !*json_string_or(value, "-");
}

bool load_go_on(struct load *l)
{
	if (!l->all || l->all->count >= PACK_MISTAKES_MAX)
		return false;
	if (l->err->code)
		vec_push(l->all, *l->err);
	memset(l->err, 0, sizeof(*l->err));
	return true;
}

static bool load_field(struct load *l, const struct json *object,
		       const struct field *field, void *out)
{
	const struct json *value = json_get(object, field->key);

	if (field->optional && says_nothing(value))
		value = NULL;
	if (value)
		return load_member(l, value, field, out);
	if (field->optional)
		fall_back(field, out);
	else if (field->kind != FIELD_ELSEWHERE)
		return json_fail(l->doc, object, l->err, "needs \"%s\"",
				 field->key);
	return true;
}

/* Inside a thing, what follows a list or a value may be about it; the parts of
 * the pack itself stand on their own. */
static bool leads(const struct load *l, const struct field *field,
		  const void *out)
{
	return field->leads || (out != l->pack && (field->kind == FIELD_LIST ||
						   field->kind == FIELD_VALUE ||
						   field->kind == FIELD_NAMES));
}

bool load_fields(struct load *l, const struct json *object,
		 const struct field *fields, void *out)
{
	const char *keys[FIELDS_MAX + 1];
	bool good = true;
	size_t n = 0;

	if (!load_type(l, object, JSON_OBJECT))
		return false;
	for (; fields[n].key; n++) {
		assert(n < FIELDS_MAX);
		keys[n] = fields[n].key;
	}
	keys[n] = NULL;
	if (!json_only_keys(l->doc, object, keys, l->err)) {
		if (!load_go_on(l))
			return false;
		good = false;
	}
	for (const struct field *field = fields; field->key; field++) {
		if (load_field(l, object, field, out))
			continue;
		if (!load_go_on(l) || leads(l, field, out))
			return false;
		good = false;
	}
	return good;
}
