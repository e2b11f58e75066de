#include "scoring/report/report.h"

#include <math.h>
#include <stdlib.h>

#include "base/calendar.h"
#include "base/number.h"
#include "scoring/report/report_build.h"

struct source {
	const struct json_doc *doc;
	struct arena *arena;
};

const char *report_read_text(const struct json *object, const char *key,
			     struct arena *arena)
{
	const char *value = json_string_or(json_get(object, key), NULL);

	return value ? arena_strdup(arena, value) : NULL;
}

static const char *text(struct source *s, const struct json *object,
			const char *key)
{
	return report_read_text(object, key, s->arena);
}

/* Null is what never happened. */
static double number(const struct json *object, const char *key)
{
	return json_number_or(json_get(object, key), NAN);
}

static double plain(const struct json *object, const char *key)
{
	return json_number_or(json_get(object, key), 0);
}

int64_t report_read_clock(const struct json *object)
{
	int64_t seconds = 0;

	calendar_parse_clock(json_string_or(json_get(object, "at"), "00:00"),
			     &seconds);
	return seconds;
}

uint32_t report_read_seq(const struct json *object)
{
	double value = plain(object, "seq");

	return value > 0 && value < 4e9 ? (uint32_t)value : 0;
}

const char *const *report_read_list(const struct json *object, const char *key,
				    size_t *count, struct arena *arena)
{
	const struct json *items = json_get(object, key);
	const char **out = arena_new(arena, const char *,
				     json_count(items) + 1);

	*count = 0;
	for (const struct json *i = json_first(items); i; i = json_next(i))
		out[(*count)++] = arena_strdup(arena, json_string_or(i, ""));
	return out;
}

static const char *const *list(struct source *s, const struct json *object,
			       const char *key, size_t *count)
{
	return report_read_list(object, key, count, s->arena);
}

static void read_criterion(struct source *s, const struct json *object,
			   struct report_criterion *out)
{
	const struct json *items = json_get(object, "evidence");
	struct report_evidence *evidence = arena_new(
		s->arena, struct report_evidence, json_count(items) + 1);

	out->id = text(s, object, "id");
	out->title = text(s, object, "title");
	out->score = plain(object, "score");
	out->max = plain(object, "max");
	out->why = text(s, object, "why");
	out->better = text(s, object, "better");
	for (const struct json *i = json_first(items); i; i = json_next(i))
		evidence[out->evidence_count++] = (struct report_evidence){
			.seq = report_read_seq(i),
			.at_s = report_read_clock(i),
			.quote = text(s, i, "quote"),
			.against = json_bool_or(json_get(i, "against"), false),
		};
	out->evidence = evidence;
}

static void read_parts(struct source *s, const struct json *object,
		       struct report *out)
{
	struct report_part *parts = arena_new(s->arena, struct report_part,
					      json_count(object) + 1);

	for (const struct json *i = json_first(object); i; i = json_next(i)) {
		struct report_part *part = &parts[out->part_count++];
		const struct json *items = json_get(i, "criteria");
		struct report_criterion *criteria =
			arena_new(s->arena, struct report_criterion,
				  json_count(items) + 1);

		part->id = arena_strdup(s->arena, json_key(i));
		part->title = text(s, i, "title");
		part->score = plain(i, "score");
		part->max = plain(i, "max");
		part->red_flag = json_bool_or(json_get(i, "red_flag"), false);
		for (const struct json *k = json_first(items); k;
		     k = json_next(k))
			read_criterion(s, k,
				       &criteria[part->criterion_count++]);
		part->criteria = criteria;
	}
	out->parts = parts;
}

static void read_series(struct source *s, const struct json *items,
			struct report *out)
{
	struct report_minute *minutes = arena_new(
		s->arena, struct report_minute, json_count(items) + 1);

	for (const struct json *i = json_first(items); i; i = json_next(i))
		minutes[out->minute_count++] = (struct report_minute){
			.at_s = report_read_clock(i),
			.spend_usd_per_hour = number(i, "spend_usd_per_hour"),
			.spend_ratio = number(i, "spend_ratio"),
			.error_rate = number(i, "error_rate"),
			.p95_s = number(i, "p95_s"),
			.attempts_per_job = number(i, "attempts_per_job"),
			.http_429_per_min = number(i, "http_429_per_min"),
		};
	out->minutes = minutes;
}

static void read_head(struct source *s, const struct json *root,
		      struct report *out)
{
	out->scenario = text(s, root, "scenario");
	out->scenario_title = text(s, root, "scenario_title");
	out->variant = text(s, root, "variant");
	out->variant_title = text(s, root, "variant_title");
	out->cause = text(s, root, "cause");
	out->player = text(s, root, "player");
	out->mode = text(s, root, "mode");
	out->start = text(s, root, "start");
	out->zone = text(s, root, "zone");
	out->start_utc_s = (int64_t)plain(root, "start_utc_s");
	out->began_s = (int64_t)plain(root, "began_s");
	out->decision = text(s, root, "decision");
	out->score = plain(root, "score");
	out->max = plain(root, "max");
	out->pass = plain(root, "pass");
	out->reasoning = text(s, root, "reasoning");
	out->engine_version = (int)plain(root, "engine_version");
	out->scoring_version = (int)plain(root, "scoring_version");
}

const struct report *report_from_json(const struct json_doc *doc,
				      struct arena *arena, struct err *err)
{
	const struct json *root = json_root(doc);
	struct source source = { doc, arena };
	struct report *out = arena_new(arena, struct report, 1);
	const char *seed, *hash;

	if (json_type(root) != JSON_OBJECT) {
		json_fail(doc, root, err, "must be one object: a report");
		return NULL;
	}
	if (!json_need(doc, root, "parts", JSON_OBJECT, err))
		return NULL;
	seed = json_need_string(doc, root, "seed", err);
	hash = seed ? json_need_string(doc, root, "hash", err) : NULL;
	if (!hash)
		return NULL;
	if (!number_parse_u64(seed, &out->seed)) {
		json_fail(doc, json_get(root, "seed"), err,
			  "must be a whole number as text");
		return NULL;
	}
	out->hash = strtoull(hash, NULL, 16);
	read_head(&source, root, out);
	read_parts(&source, json_get(root, "parts"), out);
	out->strengths = list(&source, root, "strengths", &out->strength_count);
	out->weaknesses = list(&source, root, "weaknesses",
			       &out->weakness_count);
	out->red_flags = list(&source, root, "red_flags", &out->red_flag_count);
	out->practise = list(&source, root, "practise", &out->practise_count);
	report_outcome_from_json(root, out);
	read_series(&source, json_get(root, "series"), out);
	report_messages_from_json(root, arena, out);
	report_marks_from_json(root, arena, out);
	report_plan_from_json(root, arena, out);
	report_debrief_from_json(root, arena, out);
	report_forward_from_json(root, arena, out);
	return out;
}
