/*
 * JSON, strictly (RFC 8259), with places.
 *
 * Built on cJSON, which is the only thing here that knows it; what cJSON lets
 * pass (trailing text, duplicate keys, bad UTF-8, \u0000, raw control
 * characters, [01], huge numbers) is refused before it is asked.  Every value
 * remembers the line and column where it stands, so that a loader can say
 * "scenario.json:41:7: /mitigations/3/lead: ...".  Strings come out scrubbed
 * (UTF8_KEEP_NEWLINES).  Lookups are case-sensitive.
 */
#ifndef GAMEDAY_BASE_JSON_H
#define GAMEDAY_BASE_JSON_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define JSON_TEXT_MAX (8u << 20) /* bytes of one document */
#define JSON_DEPTH_MAX 64

struct json_doc; /* a parsed document; owns all its values */
struct json;	 /* a value inside one; borrowed, valid as long as it */

/* Parses length bytes.  path is for messages only and may be NULL.  NULL on
 * error.  The caller owns the document. */
struct json_doc *json_parse(const char *text, size_t length, const char *path,
			    struct err *err);
struct json_doc *json_parse_file(const char *path, struct err *err);
void json_destroy(struct json_doc *doc);
const struct json *json_root(const struct json_doc *doc);

enum json_type {
	JSON_NULL,
	JSON_BOOL,
	JSON_NUMBER,
	JSON_STRING,
	JSON_ARRAY,
	JSON_OBJECT
};
enum json_type json_type(const struct json *value);
const char *json_type_name(enum json_type type);

/* NULL value is allowed in all of these and means "not there". */
const struct json *json_get(const struct json *object, const char *key);
const struct json *json_at(const struct json *array, size_t index);
size_t json_count(const struct json *container);
/* Walks members of an object or items of an array in the order written. */
const struct json *json_first(const struct json *container);
const struct json *json_next(const struct json *value);
const char *json_key(const struct json *member); /* NULL in an array */

/* The value, or the fallback when it is absent or of another type. */
const char *json_string_or(const struct json *value, const char *fallback);
double json_number_or(const struct json *value, double fallback);
bool json_bool_or(const struct json *value, bool fallback);

/* Fetch a member that must be there and of that type; else a full err. */
const char *json_need_string(const struct json_doc *doc,
			     const struct json *object, const char *key,
			     struct err *err); /* NULL on error */
bool json_need_number(const struct json_doc *doc, const struct json *object,
		      const char *key, double *out, struct err *err);
const struct json *json_need(const struct json_doc *doc,
			     const struct json *object, const char *key,
			     enum json_type type, struct err *err);
/* Fails at the first member whose key is not in the NULL-ended list, naming
 * the nearest one that would be right. */
bool json_only_keys(const struct json_doc *doc, const struct json *object,
		    const char *const *keys, struct err *err);

/* Where a value stands.  The pointer is RFC 6901 ("" for the root). */
void json_place(const struct json_doc *doc, const struct json *value, int *line,
		int *column);
void json_pointer(const struct json_doc *doc, const struct json *value,
		  struct str *out);
/* Fills err with ERR_INPUT, the document's path, the value's place and
 * "POINTER: message".  Always returns false. */
bool json_fail(const struct json_doc *doc, const struct json *value,
	       struct err *err, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

/*
 * Writing.  The writer puts commas, indents by two spaces, and prints numbers
 * the same everywhere: a double with the given count of decimals, without
 * exponent, "-0" as "0"; not finite becomes null.
 */
struct json_writer {
	struct str *out;
	int depth;
	bool compact; /* no line breaks */
	bool need_comma;
	bool after_key;
};

void json_writer_init(struct json_writer *w, struct str *out, bool compact);
void json_begin_object(struct json_writer *w);
void json_end_object(struct json_writer *w);
void json_begin_array(struct json_writer *w);
void json_end_array(struct json_writer *w);
void json_put_key(struct json_writer *w, const char *key);
void json_put_string(struct json_writer *w, const char *text); /* NULL: null */
void json_put_number(struct json_writer *w, double value, int decimals);
void json_put_int(struct json_writer *w, int64_t value);
void json_put_u64(struct json_writer *w, uint64_t value); /* as a string */
void json_put_bool(struct json_writer *w, bool value);
void json_put_null(struct json_writer *w);
/* key and value at once */
void json_put_member_string(struct json_writer *w, const char *key,
			    const char *text);
void json_put_member_number(struct json_writer *w, const char *key,
			    double value, int decimals);
void json_put_member_int(struct json_writer *w, const char *key, int64_t v);

#endif
