#include "base/json.h"
#include "base/json_internal.h"
#include "base/file.h"
#include "base/utf8.h"

#include <assert.h>
#include <cjson/cJSON.h>

/* struct json is never defined: it is cJSON's node by another name. */
static const cJSON *node_of(const struct json *value)
{
	return (const cJSON *)value;
}

static const struct json *value_of(const cJSON *node)
{
	return (const struct json *)node;
}

/* --- from text to document ---------------------------------------------- */

/* Makes a text safe where it is: what the scanner let pass never grows.  Says
 * whether anything changed. */
static bool scrub_in_place(char *text, enum utf8_scrub_flags flags)
{
	struct str safe = STR_INIT;
	size_t length = strlen(text);
	bool changed;

	utf8_scrub(&safe, text, length, flags);
	assert(safe.length <= length);
	changed = strcmp(text, safe.s) != 0;
	memcpy(text, safe.s, safe.length + 1);
	str_finish(&safe);
	return changed;
}

/* Gives each node its place: both are walked in the order written. */
static void attach(struct json_doc *doc, cJSON *node, size_t *next)
{
	size_t place = (*next)++;

	assert(place < doc->places.count);
	doc->values[place] = value_of(node);
	doc->owners[place].value = value_of(node);
	doc->owners[place].place = (uint32_t)place;
	if (cJSON_IsString(node))
		scrub_in_place(node->valuestring, UTF8_KEEP_NEWLINES);
	for (cJSON *child = node->child; child; child = child->next)
		attach(doc, child, next);
}

static int by_value(const void *a, const void *b)
{
	uintptr_t x = (uintptr_t)((const struct json_owner *)a)->value;
	uintptr_t y = (uintptr_t)((const struct json_owner *)b)->value;

	return (x > y) - (x < y);
}

const struct json_place *json_place_of(const struct json_doc *doc,
				       const struct json *value)
{
	struct json_owner wanted = { .value = value };
	const struct json_owner *owner;

	if (!value)
		return NULL;
	owner = bsearch(&wanted, doc->owners, doc->places.count,
			sizeof(*doc->owners), by_value);
	return owner ? &doc->places.items[owner->place] : NULL;
}

struct members {
	VEC_OF(const cJSON *);
};

static int by_key(const void *a, const void *b)
{
	const cJSON *x = *(const cJSON *const *)a;
	const cJSON *y = *(const cJSON *const *)b;

	return strcmp(x->string, y->string);
}

/* Of two members with one key, the one that was written later. */
static bool fail_twice(const struct json_doc *doc, const cJSON *a,
		       const cJSON *b, struct err *err)
{
	const struct json_place *first = json_place_of(doc, value_of(a));

	if (first > json_place_of(doc, value_of(b))) {
		const cJSON *swapped = a;

		a = b;
		b = swapped;
		first = json_place_of(doc, value_of(a));
	}
	return json_fail_at_key(doc, value_of(b), err,
				"the key \"%s\" is here a second time; the "
				"first is in line %d, column %d",
				b->string, first->key_line, first->key_column);
}

/* Keys are plain and each is there once.  `members` is room to sort in. */
static bool check_keys(const struct json_doc *doc, const cJSON *object,
		       struct members *members, struct err *err)
{
	members->count = 0;
	for (const cJSON *at = object->child; at; at = at->next) {
		if (scrub_in_place(at->string, UTF8_ONE_LINE))
			return json_fail_at_key(
				doc, value_of(at), err,
				"this key holds characters that cannot be seen; "
				"leave them out: \"%s\"",
				at->string);
		vec_push(members, at);
	}
	if (members->count > 1)
		qsort(members->items, members->count, sizeof(*members->items),
		      by_key);
	for (size_t i = 1; i < members->count; i++)
		if (by_key(&members->items[i - 1], &members->items[i]) == 0)
			return fail_twice(doc, members->items[i - 1],
					  members->items[i], err);
	return true;
}

static bool check_all_keys(const struct json_doc *doc, struct err *err)
{
	struct members members = { 0 };
	bool ok = true;

	for (size_t i = 0; ok && i < doc->places.count; i++)
		if (cJSON_IsObject(node_of(doc->values[i])))
			ok = check_keys(doc, node_of(doc->values[i]), &members,
					err);
	vec_finish(&members);
	return ok;
}

static bool build(struct json_doc *doc, const char *text, size_t length,
		  struct err *err)
{
	const char *end = NULL;
	size_t attached = 0;
	cJSON *root;

	if (length > JSON_TEXT_MAX)
		return err_set_at(err, ERR_LIMIT, doc->path, 0, 0,
				  "is longer than the %u bytes that are "
				  "allowed",
				  JSON_TEXT_MAX);
	if (!json_scan(text, length, doc->path, &doc->places, err))
		return false;
	root = cJSON_ParseWithLengthOpts(text, length, &end, false);
	/* Good JSON is refused for one reason: no memory. */
	if (!root)
		return err_set_at(err, ERR_IO, doc->path, 0, 0,
				  "there is not enough memory to read this");
	doc->root = value_of(root);
	doc->values = mem_calloc(doc->places.count, sizeof(*doc->values));
	doc->owners = mem_calloc(doc->places.count, sizeof(*doc->owners));
	attach(doc, root, &attached);
	assert(attached == doc->places.count);
	qsort(doc->owners, doc->places.count, sizeof(*doc->owners), by_value);
	return check_all_keys(doc, err);
}

struct json_doc *json_parse(const char *text, size_t length, const char *path,
			    struct err *err)
{
	struct json_doc *doc = mem_calloc(1, sizeof(*doc));

	doc->path = path ? mem_strdup(path) : NULL;
	if (!build(doc, text, length, err)) {
		json_destroy(doc);
		return NULL;
	}
	return doc;
}

struct json_doc *json_parse_file(const char *path, struct err *err)
{
	const char *name = strcmp(path, "-") == 0 ? "standard input" : path;
	struct str text = STR_INIT;
	struct json_doc *doc = NULL;

	if (file_read(path, JSON_TEXT_MAX, &text, err))
		doc = json_parse(text.s, text.length, name, err);
	str_finish(&text);
	return doc;
}

void json_destroy(struct json_doc *doc)
{
	if (!doc)
		return;
	/* The tree is the document's own; const is for those who borrow. */
	cJSON_Delete((cJSON *)(uintptr_t)doc->root);
	vec_finish(&doc->places);
	free(doc->values);
	free(doc->owners);
	free(doc->path);
	free(doc);
}

const struct json *json_root(const struct json_doc *doc)
{
	return doc->root;
}

/* --- values ------------------------------------------------------------- */

enum json_type json_type(const struct json *value)
{
	const cJSON *node = node_of(value);

	if (cJSON_IsBool(node))
		return JSON_BOOL;
	if (cJSON_IsNumber(node))
		return JSON_NUMBER;
	if (cJSON_IsString(node))
		return JSON_STRING;
	if (cJSON_IsArray(node))
		return JSON_ARRAY;
	if (cJSON_IsObject(node))
		return JSON_OBJECT;
	return JSON_NULL;
}

const char *json_type_name(enum json_type type)
{
	static const char *const names[] = {
		[JSON_NULL] = "null",	  [JSON_BOOL] = "true or false",
		[JSON_NUMBER] = "number", [JSON_STRING] = "string",
		[JSON_ARRAY] = "array",	  [JSON_OBJECT] = "object",
	};

	return names[type];
}

const struct json *json_get(const struct json *object, const char *key)
{
	if (json_type(object) != JSON_OBJECT)
		return NULL;
	return value_of(cJSON_GetObjectItemCaseSensitive(node_of(object), key));
}

const struct json *json_first(const struct json *container)
{
	enum json_type type = json_type(container);

	if (type != JSON_ARRAY && type != JSON_OBJECT)
		return NULL;
	return value_of(node_of(container)->child);
}

const struct json *json_next(const struct json *value)
{
	return value ? value_of(node_of(value)->next) : NULL;
}

const char *json_key(const struct json *member)
{
	return member ? node_of(member)->string : NULL;
}

const struct json *json_at(const struct json *array, size_t index)
{
	const struct json *at = NULL;

	if (json_type(array) == JSON_ARRAY)
		at = json_first(array);
	while (at && index > 0) {
		at = json_next(at);
		index--;
	}
	return at;
}

size_t json_count(const struct json *container)
{
	size_t count = 0;

	for (const struct json *at = json_first(container); at;
	     at = json_next(at))
		count++;
	return count;
}

const char *json_string_or(const struct json *value, const char *fallback)
{
	return json_type(value) == JSON_STRING ? node_of(value)->valuestring
					       : fallback;
}

double json_number_or(const struct json *value, double fallback)
{
	return json_type(value) == JSON_NUMBER ? node_of(value)->valuedouble
					       : fallback;
}

bool json_bool_or(const struct json *value, bool fallback)
{
	return json_type(value) == JSON_BOOL
		       ? (bool)cJSON_IsTrue(node_of(value))
		       : fallback;
}
