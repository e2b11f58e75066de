/*
 * What json.c, json_scan.c and json_lookup.c share: a document with a place
 * for each value, in the order written (parents before their children).
 */
#ifndef GAMEDAY_BASE_JSON_INTERNAL_H
#define GAMEDAY_BASE_JSON_INTERNAL_H

#include "base/json.h"
#include "base/vec.h"

#define JSON_VALUES_MAX 1000000 /* of one document */
#define JSON_NO_PARENT UINT32_MAX

struct json_place {
	int line, column;	  /* of the value */
	int key_line, key_column; /* of its key, or as the value */
	uint32_t parent;	  /* index of a place */
	uint32_t index;		  /* among the children of its parent */
};

struct json_places {
	VEC_OF(struct json_place);
};

/* Reads text once from end to end and refuses whatever is not strict JSON
 * within the limits; fills places, one for each value. */
bool json_scan(const char *text, size_t length, const char *path,
	       struct json_places *places, struct err *err);

/* Which place a value has. */
struct json_owner {
	const struct json *value;
	uint32_t place;
};

struct json_doc {
	const struct json *root;
	char *path; /* NULL if it has none */
	struct json_places places;
	const struct json **values; /* by index of place */
	struct json_owner *owners;  /* sorted by value */
};

/* NULL for a value that is NULL or not of this document. */
const struct json_place *json_place_of(const struct json_doc *doc,
				       const struct json *value);

/* json_fail() at the member's key. */
bool json_fail_at_key(const struct json_doc *doc, const struct json *member,
		      struct err *err, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

#endif
