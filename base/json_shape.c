#include "base/json_shape.h"

#define KEYS_MAX 64 /* of one object's shape */

static const char *const with_article[] = {
	[JSON_NULL] = "null",	    [JSON_BOOL] = "true or false",
	[JSON_NUMBER] = "a number", [JSON_STRING] = "a string",
	[JSON_ARRAY] = "an array",  [JSON_OBJECT] = "an object",
};

const struct json_shape json_shape_text = { .type = JSON_STRING };
const struct json_shape json_shape_number = { .type = JSON_NUMBER };
const struct json_shape json_shape_bool = { .type = JSON_BOOL };
const struct json_shape json_shape_texts = { .type = JSON_ARRAY,
					     .of = &json_shape_text };

static bool has_only_members(const struct json_doc *doc,
			     const struct json *value,
			     const struct json_shape_member *members,
			     struct err *err)
{
	const char *keys[KEYS_MAX + 1] = { NULL };

	for (size_t i = 0; i < KEYS_MAX && members[i].key; i++)
		keys[i] = members[i].key;
	return json_only_keys(doc, value, keys, err);
}

static bool object_fits(const struct json_doc *doc, const struct json *value,
			const struct json_shape_member *members,
			struct err *err)
{
	if (!has_only_members(doc, value, members, err))
		return false;
	for (size_t i = 0; members[i].key; i++) {
		const struct json *member = json_get(value, members[i].key);

		if (!member && members[i].needed)
			return json_fail(doc, value, err, "needs \"%s\"",
					 members[i].key);
		if (member &&
		    !json_has_shape(doc, member, members[i].shape, err))
			return false;
	}
	return true;
}

static bool items_fit(const struct json_doc *doc, const struct json *value,
		      const struct json_shape *shape, struct err *err)
{
	size_t count = json_count(value);

	if (count < shape->least)
		return json_fail(doc, value, err, "needs at least %zu item%s",
				 shape->least, shape->least == 1 ? "" : "s");
	if (shape->most && count > shape->most)
		return json_fail(doc, value, err,
				 "has %zu items; at most %zu are taken", count,
				 shape->most);
	for (const struct json *i = json_first(value); shape->of && i;
	     i = json_next(i))
		if (!json_has_shape(doc, i, shape->of, err))
			return false;
	return true;
}

static bool number_fits(const struct json_doc *doc, const struct json *value,
			const struct json_shape *shape, struct err *err)
{
	double number = json_number_or(value, 0);
	bool bounded = shape->low < 0 || shape->high > 0;

	if (!bounded || (number >= shape->low && number <= shape->high))
		return true;
	return json_fail(doc, value, err,
			 "%.15g is out of range, must be from %.15g to %.15g",
			 number, shape->low, shape->high);
}

/* The shape among those that it may have which is of its type, or NULL. */
static const struct json_shape *of_type(const struct json_shape *shape,
					enum json_type type)
{
	while (shape && shape->type != type)
		shape = shape->otherwise;
	return shape;
}

static bool fail_type(const struct json_doc *doc, const struct json *value,
		      const struct json_shape *shape, struct err *err)
{
	const struct json_shape *other = shape->otherwise;

	return json_fail(doc, value, err, "must be %s%s%s, not %s",
			 with_article[shape->type], other ? " or " : "",
			 other ? with_article[other->type] : "",
			 with_article[json_type(value)]);
}

bool json_has_shape(const struct json_doc *doc, const struct json *value,
		    const struct json_shape *shape, struct err *err)
{
	enum json_type type = json_type(value);
	const struct json_shape *fit = of_type(shape, type);

	if (!fit)
		return fail_type(doc, value, shape, err);
	if (type == JSON_NUMBER)
		return number_fits(doc, value, fit, err);
	if (type != JSON_ARRAY && type != JSON_OBJECT)
		return true;
	if (type == JSON_OBJECT && fit->members)
		return object_fits(doc, value, fit->members, err);
	return items_fit(doc, value, fit, err);
}
