/*
 * What a document must look like, as data: which keys an object has, of which
 * type, how many items, between which numbers.
 *
 * A loader that checks the shape first can then read without asking again, and
 * nothing of another type is taken for something that is not there.  What a
 * shape cannot say (names that lead somewhere, sums) stays with the loader.
 */
#ifndef GAMEDAY_BASE_JSON_SHAPE_H
#define GAMEDAY_BASE_JSON_SHAPE_H

#include "base/json.h"

struct json_shape {
	enum json_type type;
	double low, high;   /* of a number, both allowed; 0, 0 = any */
	size_t least, most; /* items of an array or an object; most 0 = any */
	/* Each item of an array; each value of an object without members. */
	const struct json_shape *of;
	/* All keys of an object, up to one that is NULL; NULL = any key. */
	const struct json_shape_member *members;
	/* What else it may be, of another type; NULL = nothing. */
	const struct json_shape *otherwise;
};

struct json_shape_member {
	const char *key;
	const struct json_shape *shape;
	bool needed;
};

/* An object with these members and no others:
 * JSON_SHAPE_OBJECT(JSON_NEED("id", &json_shape_text), JSON_MAY(...)). */
#define JSON_SHAPE_OBJECT(...) \
	{ \
		.type = JSON_OBJECT, \
		.members = (const struct json_shape_member[]) \
		{ \
			__VA_ARGS__, \
			{ \
				NULL, NULL, false \
			} \
		} \
	}
#define JSON_NEED(key, shape) \
	{ \
		key, shape, true \
	}
#define JSON_MAY(key, shape) \
	{ \
		key, shape, false \
	}

/* Shapes that many documents share. */
extern const struct json_shape json_shape_text;
extern const struct json_shape json_shape_number;
extern const struct json_shape json_shape_bool;
extern const struct json_shape json_shape_texts;

/* Whether the value is of the shape; the first place where it is not is in err
 * (ERR_INPUT), an object's unknown keys before its missing ones. */
bool json_has_shape(const struct json_doc *doc, const struct json *value,
		    const struct json_shape *shape, struct err *err);

#endif
