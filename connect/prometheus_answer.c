#include "connect/prometheus.h"

#include "base/json.h"
#include "base/number.h"

#include <math.h>

#define QUERY_SHOWN 60 /* bytes of a query in a message */

static bool fail(const char *query, struct err *err, const char *what,
		 const char *more)
{
	return err_set(err, ERR_INPUT, "the query %.*s%s %s%.300s", QUERY_SHOWN,
		       query, strlen(query) > QUERY_SHOWN ? "..." : "", what,
		       more);
}

/* [1700000000.123, "12.5"] */
static bool read_point(const struct json *pair, struct chronicle_point *out)
{
	const struct json *value = json_at(pair, 1);
	const char *text = json_string_or(value, NULL);

	if (json_count(pair) != 2 ||
	    json_type(json_at(pair, 0)) != JSON_NUMBER || !text)
		return false;
	out->at_s = json_number_or(json_at(pair, 0), 0);
	/* "NaN" and "+Inf": there is no number. */
	if (!number_parse_double(text, &out->value))
		out->value = NAN;
	return true;
}

static bool read_series(const struct json *series, const char *query,
			struct chronicle_input *out, struct err *err)
{
	const struct json *values = json_get(series, "values");

	if (json_count(values) == 0)
		return fail(query, err, "gives a series without plain numbers",
			    "");
	for (const struct json *pair = json_first(values); pair;
	     pair = json_next(pair)) {
		struct chronicle_point point;

		if (!read_point(pair, &point))
			return fail(query, err,
				    "gives values that are not pairs of time "
				    "and number",
				    "");
		vec_push(&out->points, point);
	}
	return true;
}

static bool read_data(const struct json *data, const char *query,
		      struct chronicle_input *out, struct err *err)
{
	const struct json *result = json_get(data, "result");
	const char *type = json_string_or(json_get(data, "resultType"), "");
	char count[64];

	if (strcmp(type, "matrix") != 0)
		return fail(query, err,
			    "gives no values over time but something of type ",
			    type);
	if (json_count(result) == 0)
		return fail(query, err,
			    "gives nothing in that time; is the name of the "
			    "metric right, and the time?",
			    "");
	snprintf(count, sizeof(count), "%zu series; put sum(...) around it",
		 json_count(result));
	if (json_count(result) > 1)
		return fail(query, err, "must give one series, but gives ",
			    count);
	return read_series(json_first(result), query, out, err);
}

bool prometheus_read(const char *body, size_t length, const char *query,
		     struct chronicle_input *out, struct err *err)
{
	struct json_doc *doc = json_parse(body, length, NULL, NULL);
	const struct json *root = doc ? json_root(doc) : NULL;
	const char *status = json_string_or(json_get(root, "status"), "");
	bool good;

	if (strcmp(status, "success") == 0)
		good = read_data(json_get(root, "data"), query, out, err);
	else if (strcmp(status, "error") == 0)
		good = fail(query, err, "is refused: ",
			    json_string_or(json_get(root, "error"),
					   "without a reason"));
	else
		good = err_set(err, ERR_INPUT,
			       "what answers there is not Prometheus; its "
			       "address is that of its start page, such as "
			       "http://127.0.0.1:9090");
	json_destroy(doc);
	return good;
}
