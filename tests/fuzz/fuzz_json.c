/*
 * Whatever the bytes: they are refused with a message and a place inside the
 * text, or every value has a place, a pointer and clean text, and what is
 * written from it reads back the same.
 */
#include "base/json.h"
#include "base/utf8.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool kept)
{
	if (!kept)
		abort();
}

static void write_value(struct json_writer *w, const struct json *value)
{
	enum json_type type = json_type(value);

	switch (type) {
	case JSON_NULL:
		json_put_null(w);
		return;
	case JSON_BOOL:
		json_put_bool(w, json_bool_or(value, false));
		return;
	case JSON_NUMBER:
		json_put_number(w, json_number_or(value, 0), 3);
		return;
	case JSON_STRING:
		json_put_string(w, json_string_or(value, NULL));
		return;
	case JSON_ARRAY:
		json_begin_array(w);
		break;
	case JSON_OBJECT:
		json_begin_object(w);
		break;
	}
	for (const struct json *at = json_first(value); at;
	     at = json_next(at)) {
		if (type == JSON_OBJECT)
			json_put_key(w, json_key(at));
		write_value(w, at);
	}
	if (type == JSON_OBJECT)
		json_end_object(w);
	else
		json_end_array(w);
}

static void check_value(const struct json_doc *doc, const struct json *value)
{
	static const char *const keys[] = { "alpha", "beta", NULL };
	const char *text = json_string_or(value, "");
	struct str pointer = STR_INIT;
	struct err err = { 0 };
	int line, column;

	json_place(doc, value, &line, &column);
	must(line > 0 && column > 0);
	json_pointer(doc, value, &pointer);
	must((pointer.length == 0) == (value == json_root(doc)));
	str_finish(&pointer);
	must(utf8_valid(text, strlen(text)));
	must(!strchr(text, 0x1B));
	json_need_string(doc, value, "alpha", &err);
	json_only_keys(doc, value, keys, &err);
	must(utf8_valid(err.message, strlen(err.message)));
	for (const struct json *at = json_first(value); at;
	     at = json_next(at)) {
		if (json_key(at))
			must(json_get(value, json_key(at)) == at);
		check_value(doc, at);
	}
}

/* Numbers are written with three decimals, and one of 60 digits may not be
 * read again: only texts that stay within the limits are compared. */
static void check_round_trip(const struct json_doc *doc, bool compact)
{
	struct str once = STR_INIT, twice = STR_INIT;
	struct json_writer w;
	struct json_doc *again;
	struct err err = { 0 };

	json_writer_init(&w, &once, compact);
	write_value(&w, json_root(doc));
	again = json_parse(once.s, once.length, NULL, &err);
	if (again) {
		json_writer_init(&w, &twice, compact);
		write_value(&w, json_root(again));
		must(strcmp(once.s, twice.s) == 0);
	} else {
		must(strstr(err.message, "characters; 60 are the most"));
	}
	json_destroy(again);
	str_finish(&once);
	str_finish(&twice);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct err err = { 0 };
	struct json_doc *doc = json_parse((const char *)data, size, "fuzz.json",
					  &err);

	if (!doc) {
		must(err.code == ERR_INPUT || err.code == ERR_LIMIT);
		must(err.message[0] &&
		     utf8_valid(err.message, strlen(err.message)));
		must(err.line > 0 && err.column > 0);
		return 0;
	}
	must(err.code == ERR_NONE);
	check_value(doc, json_root(doc));
	check_round_trip(doc, true);
	check_round_trip(doc, false);
	json_destroy(doc);
	return 0;
}
