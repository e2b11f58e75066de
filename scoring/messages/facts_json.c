#include "scoring/score.h"

#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/calendar.h"
#include "base/json.h"
#include "scenarios/pack.h"

#define OFFSET_MAX 840 /* minutes from UTC */
#define FACTS_LIST_MAX 200
#define FACTS_MINUTES_MAX 1440

/* Numbers of the record by name; `needed` ones must be there. */
struct number_field {
	const char *key;
	size_t offset;
	bool needed;
};

#define FIELD(name, needed) \
	{ \
#name, offsetof(struct facts, name), needed \
	}

/* clang-format off */
static const struct number_field numbers[] = {
	FIELD(minute, true),
	FIELD(spend_usd_per_hour, true),
	FIELD(baseline_usd_per_hour, true),
	FIELD(total_excess_usd, true),
	FIELD(error_rate, true),
	FIELD(p95_latency_s, true),
	FIELD(baseline_p95_s, true),
	FIELD(users_affected_per_hour, true),
	FIELD(loss_usd, false),
	FIELD(failed_users_total, false),
	FIELD(month_forecast_usd, false),
	FIELD(budget_usd, false),
	FIELD(minutes_since_trigger, false),
	FIELD(spend_low, false),
	FIELD(spend_high, false),
	FIELD(error_low, false),
	FIELD(error_high, false),
	FIELD(p95_low, false),
	FIELD(p95_high, false),
};

static const char *const all_keys[] = {
	"minute", "spend_usd_per_hour", "baseline_usd_per_hour",
	"total_excess_usd", "loss_usd", "error_rate", "p95_latency_s", "baseline_p95_s",
	"users_affected_per_hour", "failed_users_total", "month_forecast_usd",
	"budget_usd", "minutes_since_trigger", "spend_low", "spend_high",
	"error_low", "error_high", "p95_low", "p95_high", "start", "severity",
	"root_cause_known", "stable", "mitigations", "in_force", "requested",
	"cause_words", "other_cause_words", "people", "private_words",
	"earlier", "elsewhere", "history", "currency", "rates", "glossary", "speech", "utc_offset_min",
	NULL,
};
/* clang-format on */

/* A list of texts under `key`; an absent one is empty. */
static bool read_list(const struct json_doc *doc, const struct json *object,
		      const char *key, struct arena *arena,
		      const char *const **out, size_t *count, struct err *err)
{
	const struct json *list = json_get(object, key);
	const char **items;

	*out = arena_new(arena, const char *, 1);
	*count = 0;
	if (!list)
		return true;
	if (json_type(list) != JSON_ARRAY || json_count(list) > FACTS_LIST_MAX)
		return json_fail(doc, list, err,
				 "must be a list of at most %d texts",
				 FACTS_LIST_MAX);
	items = arena_new(arena, const char *, json_count(list) + 1);
	for (const struct json *item = json_first(list); item;
	     item = json_next(item)) {
		if (json_type(item) != JSON_STRING)
			return json_fail(doc, item, err, "must be a text");
		items[(*count)++] = arena_strdup(arena,
						 json_string_or(item, ""));
	}
	*out = items;
	return true;
}

/* "spend cap requested" is no measure in force. */
static bool is_request(const char *mitigation)
{
	static const char *const words[] = { "requested",  "pending",
					     "asked",	   "planned",
					     "on its way", "waiting" };

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (strstr(mitigation, words[i]))
			return true;
	return false;
}

static bool read_measures(const struct json_doc *doc, const struct json *object,
			  struct arena *arena, struct facts *out,
			  struct err *err)
{
	const char *const *items;
	size_t count;

	if (!read_list(doc, object, "in_force", arena, &out->in_force,
		       &out->in_force_count, err) ||
	    !read_list(doc, object, "requested", arena, &out->requested,
		       &out->requested_count, err) ||
	    !read_list(doc, object, "mitigations", arena, &items, &count, err))
		return false;
	if (count == 0)
		return true;

	const char **in_force = arena_new(arena, const char *,
					  count + out->in_force_count);
	const char **requested = arena_new(arena, const char *,
					   count + out->requested_count);

	for (size_t i = 0; i < out->in_force_count; i++)
		in_force[i] = out->in_force[i];
	for (size_t i = 0; i < out->requested_count; i++)
		requested[i] = out->requested[i];
	for (size_t i = 0; i < count; i++) {
		if (is_request(items[i]))
			requested[out->requested_count++] = items[i];
		else
			in_force[out->in_force_count++] = items[i];
	}
	out->in_force = in_force;
	out->requested = requested;
	return true;
}

/* "SEV1" is sev1, "resolved/monitoring" is resolved. */
static const char *plain_severity(const char *text, struct arena *arena)
{
	char *lower = arena_strndup(arena, text, strcspn(text, "/, "));

	for (char *c = lower; *c; c++)
		*c = ascii_lower(*c);
	return lower;
}

static bool read_numbers(const struct json_doc *doc, const struct json *object,
			 struct facts *out, struct err *err)
{
	for (size_t i = 0; i < sizeof(numbers) / sizeof(*numbers); i++) {
		const struct json *member = json_get(object, numbers[i].key);
		double value = 0;

		if (!member && !numbers[i].needed)
			continue;
		if (!json_need_number(doc, object, numbers[i].key, &value, err))
			return false;
		if (value < 0 || value > 1e12)
			return json_fail(doc, member, err,
					 "must lie between 0 and 1e12");
		memcpy((char *)out + numbers[i].offset, &value, sizeof(value));
	}
	if (out->error_rate > 1)
		return json_fail(doc, json_get(object, "error_rate"), err,
				 "is a share: it must lie between 0 and 1");
	return true;
}

/* The minutes that have passed, the oldest first. */
static bool read_history(const struct json_doc *doc, const struct json *object,
			 struct arena *arena, struct facts *out,
			 struct err *err)
{
	static const char *const keys[] = {
		"minute",	 "spend_usd_per_hour",	    "error_rate",
		"p95_latency_s", "users_affected_per_hour", NULL,
	};
	const struct json *list = json_get(object, "history");
	struct facts_minute *minutes;

	if (!list)
		return true;
	if (json_type(list) != JSON_ARRAY ||
	    json_count(list) > FACTS_MINUTES_MAX)
		return json_fail(doc, list, err,
				 "must be a list of at most %d minutes",
				 FACTS_MINUTES_MAX);
	minutes = arena_new(arena, struct facts_minute, json_count(list) + 1);
	for (const struct json *item = json_first(list); item;
	     item = json_next(item)) {
		struct facts_minute *m = &minutes[out->history_count++];
		double *const fields[] = { &m->minute, &m->spend_usd_per_hour,
					   &m->error_rate, &m->p95_latency_s,
					   &m->users_affected_per_hour };

		if (!json_only_keys(doc, item, keys, err))
			return false;
		for (size_t i = 0; keys[i]; i++)
			if (!json_need_number(doc, item, keys[i], fields[i],
					      err))
				return false;
	}
	out->history = minutes;
	return true;
}

/* {"p95": "the slowest five in a hundred"} */
static bool read_glossary(const struct json_doc *doc, const struct json *object,
			  struct arena *arena, struct facts *out,
			  struct err *err)
{
	const struct json *list = json_get(object, "glossary");
	struct pack_term *terms;

	if (!list)
		return true;
	if (json_type(list) != JSON_OBJECT || json_count(list) > FACTS_LIST_MAX)
		return json_fail(doc, list, err,
				 "must be an object of at most %d terms and "
				 "their meaning",
				 FACTS_LIST_MAX);
	terms = arena_new(arena, struct pack_term, json_count(list) + 1);
	for (const struct json *item = json_first(list); item;
	     item = json_next(item)) {
		if (json_type(item) != JSON_STRING)
			return json_fail(doc, item, err, "must be a text");
		terms[out->term_count++] = (struct pack_term){
			arena_strdup(arena, json_key(item)),
			arena_strdup(arena, json_string_or(item, "")),
		};
	}
	out->glossary = terms;
	return true;
}

/* {"things": ["clip"], "people": ["rider"]} */
static bool read_speech(const struct json_doc *doc, const struct json *object,
			struct arena *arena, struct facts *out, struct err *err)
{
	const struct json *lists = json_get(object, "speech");
	struct pack_speech *speech;
	const char *keys[SPEECH_COUNT + 1] = { NULL };

	if (!lists)
		return true;
	speech = arena_new(arena, struct pack_speech, 1);
	for (int k = 0; k < SPEECH_COUNT; k++)
		keys[k] = pack_speech_key((enum pack_speech_kind)k);
	if (json_type(lists) != JSON_OBJECT)
		return json_fail(doc, lists, err,
				 "must be an object of lists of names");
	if (!json_only_keys(doc, lists, keys, err))
		return false;
	for (int k = 0; k < SPEECH_COUNT; k++) {
		if (!read_list(doc, lists, keys[k], arena,
			       &speech->lists[k].items, &speech->lists[k].count,
			       err))
			return false;
		for (size_t i = 0; i < speech->lists[k].count; i++)
			if (!pack_speech_is_name(speech->lists[k].items[i]))
				return json_fail(doc, json_get(lists, keys[k]),
						 err,
						 "'%.80s' is no name: words in "
						 "small letters",
						 speech->lists[k].items[i]);
	}
	out->speech = speech;
	return true;
}

/* {"EUR": 1.08} */
static bool read_rates(const struct json_doc *doc, const struct json *object,
		       struct arena *arena, struct facts *out, struct err *err)
{
	const struct json *list = json_get(object, "rates");
	struct pack_rate *rates;

	if (!list)
		return true;
	if (json_type(list) != JSON_OBJECT || json_count(list) > FACTS_LIST_MAX)
		return json_fail(doc, list, err,
				 "must be an object of currencies and what "
				 "one unit of each is worth");
	rates = arena_new(arena, struct pack_rate, json_count(list) + 1);
	for (const struct json *item = json_first(list); item;
	     item = json_next(item)) {
		double worth = json_number_or(item, 0);

		if (!(worth > 0 && worth < 1e9))
			return json_fail(doc, item, err, "must be more than 0");
		rates[out->rate_count++] = (struct pack_rate){
			arena_strdup(arena, json_key(item)), worth
		};
	}
	out->rates = rates;
	return true;
}

/* A range that was not given is the figure itself. */
static void fill_range(double *low, double *high, double value)
{
	if (*low <= 0 || *low > value)
		*low = value;
	if (*high < value)
		*high = value;
}

bool facts_from_json(const struct json_doc *doc, const struct json *object,
		     struct arena *arena, struct facts *out, struct err *err)
{
	const char *start = json_string_or(json_get(object, "start"), NULL);

	memset(out, 0, sizeof(*out));
	if (json_type(object) != JSON_OBJECT)
		return json_fail(doc, object, err,
				 "must be one object with the facts of a "
				 "moment");
	if (!json_only_keys(doc, object, all_keys, err) ||
	    !read_numbers(doc, object, out, err) ||
	    !read_measures(doc, object, arena, out, err) ||
	    !read_history(doc, object, arena, out, err) ||
	    !read_glossary(doc, object, arena, out, err) ||
	    !read_rates(doc, object, arena, out, err) ||
	    !read_speech(doc, object, arena, out, err) ||
	    !read_list(doc, object, "cause_words", arena, &out->cause_words,
		       &out->cause_word_count, err) ||
	    !read_list(doc, object, "other_cause_words", arena,
		       &out->other_cause_words, &out->other_cause_word_count,
		       err) ||
	    !read_list(doc, object, "people", arena, &out->people,
		       &out->people_count, err) ||
	    !read_list(doc, object, "private_words", arena, &out->private_words,
		       &out->private_count, err) ||
	    !read_list(doc, object, "earlier", arena, &out->earlier,
		       &out->earlier_count, err) ||
	    !read_list(doc, object, "elsewhere", arena, &out->elsewhere,
		       &out->elsewhere_count, err))
		return false;
	if (start && !calendar_parse_moment(start, &out->start_moment))
		return json_fail(doc, json_get(object, "start"), err,
				 "must be a moment like "
				 "\"2026-03-10T14:05\"");
	out->utc_offset_min =
		(int)json_number_or(json_get(object, "utc_offset_min"), 0);
	if (abs(out->utc_offset_min) > OFFSET_MAX)
		return json_fail(doc, json_get(object, "utc_offset_min"), err,
				 "must lie between -%d and %d minutes",
				 OFFSET_MAX, OFFSET_MAX);
	out->has_clock = start != NULL;
	out->currency = arena_strdup(
		arena, json_string_or(json_get(object, "currency"), "USD"));
	out->severity = plain_severity(
		json_string_or(json_get(object, "severity"), ""), arena);
	out->root_cause_known =
		json_bool_or(json_get(object, "root_cause_known"), false);
	out->stable = json_bool_or(json_get(object, "stable"), false);
	fill_range(&out->spend_low, &out->spend_high, out->spend_usd_per_hour);
	fill_range(&out->error_low, &out->error_high, out->error_rate);
	fill_range(&out->p95_low, &out->p95_high, out->p95_latency_s);
	return true;
}
