#include "tests/cmocka_setup.h"

#include "base/json_shape.h"

#include <string.h>

/* A thing has a name, perhaps 1 to 3 marks of 0 to 10, and a note that is a
 * text or {"is": text}. */
static const struct json_shape mark = { .type = JSON_NUMBER, .high = 10 };
static const struct json_shape marks = {
	.type = JSON_ARRAY, .least = 1, .most = 3, .of = &mark
};
static const struct json_shape long_note =
	JSON_SHAPE_OBJECT(JSON_NEED("is", &json_shape_text));
static const struct json_shape note = { .type = JSON_STRING,
					.otherwise = &long_note };
static const struct json_shape sizes = { .type = JSON_OBJECT,
					 .most = 2,
					 .of = &json_shape_number };
static const struct json_shape thing = JSON_SHAPE_OBJECT(
	JSON_NEED("name", &json_shape_text), JSON_MAY("marks", &marks),
	JSON_MAY("note", &note), JSON_MAY("sizes", &sizes),
	JSON_MAY("old", &json_shape_bool));

static const struct {
	const char *text, *says; /* NULL = it is good */
} rows[] = {
	{ "{\"name\": \"a\"}", NULL },
	{ "{\"name\": \"\", \"marks\": [0, 10], \"note\": \"n\"}", NULL },
	{ "{\"name\": \"a\", \"note\": {\"is\": \"n\"}, \"old\": true}", NULL },
	{ "{\"name\": \"a\", \"sizes\": {\"x\": -1e300}}", NULL },
	{ "[]", "must be an object, not an array" },
	{ "{}", "needs \"name\"" },
	{ "{\"name\": null}", "/name: must be a string, not null" },
	{ "{\"name\": \"a\", \"mark\": [1]}", "did you mean \"marks\"" },
	{ "{\"name\": \"a\", \"marks\": []}", "/marks: needs at least 1 item" },
	{ "{\"name\": \"a\", \"marks\": [1, 2, 3, 4]}",
	  "/marks: has 4 items; at most 3" },
	{ "{\"name\": \"a\", \"marks\": [1, 10.5]}",
	  "/marks/1: 10.5 is out of range, must be from 0 to 10" },
	{ "{\"name\": \"a\", \"marks\": [1, -0.5]}", "/marks/1: -0.5 is out" },
	{ "{\"name\": \"a\", \"marks\": [\"1\"]}",
	  "/marks/0: must be a number, not a string" },
	{ "{\"name\": \"a\", \"note\": 5}",
	  "/note: must be a string or an object, not a number" },
	{ "{\"name\": \"a\", \"note\": {}}", "/note: needs \"is\"" },
	{ "{\"name\": \"a\", \"sizes\": {\"x\": \"1\"}}",
	  "/sizes/x: must be a number, not a string" },
	{ "{\"name\": \"a\", \"sizes\": {\"x\": 1, \"y\": 2, \"z\": 3}}",
	  "/sizes: has 3 items" },
	{ "{\"name\": \"a\", \"old\": 1}",
	  "/old: must be true or false, not a number" },
};

static void shapes(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct err err = { 0 };
		struct json_doc *doc = json_parse(
			rows[i].text, strlen(rows[i].text), "a.json", &err);
		bool fits;

		assert_non_null(doc);
		fits = json_has_shape(doc, json_root(doc), &thing, &err);
		if (fits != (rows[i].says == NULL))
			fail_msg("%s: %s", rows[i].text, err.message);
		if (!fits && !strstr(err.message, rows[i].says))
			fail_msg("'%s' does not say '%s'", err.message,
				 rows[i].says);
		assert_true(fits || (err.code == ERR_INPUT && err.line == 1));
		json_destroy(doc);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(shapes),
	};

	return cmocka_run_group_tests_name("base/json_shape", tests, NULL,
					   NULL);
}
