#include "scoring/rubric.h"

#include <math.h>
#include <string.h>

#include "base/json_shape.h"
#include "base/nearest.h"
#include "scoring/judges/judges.h"

#define POINTS 10.0 /* what a rubric's points add up to */

static const char *const words[] = {
#define J(id, word, help) [JUDGE_##id] = word,
	JUDGES(J)
#undef J
		NULL,
};

/* clang-format off */
static const struct json_shape reasons = JSON_SHAPE_OBJECT(
		JSON_NEED("full", &json_shape_text),
		JSON_NEED("part", &json_shape_text),
		JSON_NEED("none", &json_shape_text));
static const struct json_shape special = JSON_SHAPE_OBJECT(
		JSON_MAY("why", &reasons),
		JSON_MAY("strength", &json_shape_text),
		JSON_MAY("weakness", &json_shape_text),
		JSON_MAY("better", &json_shape_text),
		JSON_MAY("practise", &json_shape_text));
static const struct json_shape cases = { .type = JSON_OBJECT, .of = &special };
static const struct json_shape settings = { .type = JSON_OBJECT };
static const struct json_shape criterion = JSON_SHAPE_OBJECT(
		JSON_NEED("id", &json_shape_text),
		JSON_NEED("title", &json_shape_text),
		JSON_NEED("points", &json_shape_number),
		JSON_NEED("judge", &json_shape_text),
		JSON_MAY("settings", &settings),
		JSON_NEED("why", &reasons),
		JSON_MAY("cases", &cases),
		JSON_MAY("strength", &json_shape_text),
		JSON_MAY("weakness", &json_shape_text),
		JSON_MAY("better", &json_shape_text),
		JSON_MAY("practise", &json_shape_text));
static const struct json_shape criteria = { .type = JSON_ARRAY, .least = 1,
					    .of = &criterion };
static const struct json_shape part = JSON_SHAPE_OBJECT(
		JSON_NEED("id", &json_shape_text),
		JSON_NEED("title", &json_shape_text),
		JSON_NEED("red_flag", &json_shape_text),
		JSON_MAY("good", &json_shape_text),
		JSON_MAY("fair", &json_shape_text),
		JSON_MAY("poor", &json_shape_text),
		JSON_NEED("criteria", &criteria));
static const struct json_shape parts = { .type = JSON_ARRAY, .least = 1,
					 .of = &part };
static const struct json_shape pass = { .type = JSON_NUMBER, .high = POINTS };
static const struct json_shape whole = JSON_SHAPE_OBJECT(
		JSON_NEED("format", &json_shape_number),
		JSON_NEED("pass", &pass),
		JSON_MAY("passed", &json_shape_text),
		JSON_MAY("failed", &json_shape_text),
		JSON_NEED("parts", &parts));
/* clang-format on */

const char *judge_word(enum judge_verb verb)
{
	return words[verb];
}

static void read_texts(const struct json *object, struct rubric_texts *out)
{
	const struct json *why = json_get(object, "why");

	out->full = json_string_or(json_get(why, "full"), NULL);
	out->part = json_string_or(json_get(why, "part"), NULL);
	out->none = json_string_or(json_get(why, "none"), NULL);
	out->strength = json_string_or(json_get(object, "strength"), NULL);
	out->weakness = json_string_or(json_get(object, "weakness"), NULL);
	out->better = json_string_or(json_get(object, "better"), NULL);
	out->practise = json_string_or(json_get(object, "practise"), NULL);
}

static void read_cases(const struct json *object, struct arena *arena,
		       struct rubric_criterion *out)
{
	const struct json *list = json_get(object, "cases");
	struct rubric_case *items = arena_new(arena, struct rubric_case,
					      json_count(list) + 1);

	for (const struct json *one = json_first(list); one;
	     one = json_next(one)) {
		struct rubric_case *item = &items[out->case_count++];

		item->name = json_key(one);
		read_texts(one, &item->texts);
	}
	out->cases = items;
}

static bool read_judge(const struct json_doc *doc, const struct json *object,
		       struct rubric_criterion *out, struct err *err)
{
	const char *word = json_string_or(json_get(object, "judge"), "");
	const char *near;

	for (size_t i = 0; i < JUDGE_COUNT; i++) {
		if (strcmp(words[i], word) != 0)
			continue;
		out->judge = (enum judge_verb)i;
		out->settings = json_get(object, "settings");
		return judge_check_settings(doc, object, out, err);
	}
	near = nearest_word(word, words);
	return json_fail(doc, json_get(object, "judge"), err,
			 "there is no judge \"%s\"%s%s%s", word,
			 near ? "; did you mean \"" : "", near ? near : "",
			 near ? "\"?" : "");
}

static bool read_criterion(const struct json_doc *doc,
			   const struct json *object, struct arena *arena,
			   struct rubric_criterion *out, struct err *err)
{
	out->id = json_string_or(json_get(object, "id"), "");
	out->title = json_string_or(json_get(object, "title"), "");
	out->points = json_number_or(json_get(object, "points"), 0);
	if (!(out->points > 0 && out->points <= POINTS))
		return json_fail(doc, json_get(object, "points"), err,
				 "must be more than 0 and at most %g", POINTS);
	read_texts(object, &out->texts);
	read_cases(object, arena, out);
	return read_judge(doc, object, out, err);
}

static bool read_part(const struct json_doc *doc, const struct json *object,
		      struct arena *arena, struct rubric_part *out,
		      struct err *err)
{
	const struct json *list = json_get(object, "criteria");
	struct rubric_criterion *items;

	out->id = json_string_or(json_get(object, "id"), "");
	out->title = json_string_or(json_get(object, "title"), "");
	out->red_flag = json_string_or(json_get(object, "red_flag"), "");
	out->good = json_string_or(json_get(object, "good"), NULL);
	out->fair = json_string_or(json_get(object, "fair"), NULL);
	out->poor = json_string_or(json_get(object, "poor"), NULL);
	items = arena_new(arena, struct rubric_criterion, json_count(list) + 1);
	for (const struct json *one = json_first(list); one;
	     one = json_next(one)) {
		struct rubric_criterion *item = &items[out->criterion_count++];

		if (!read_criterion(doc, one, arena, item, err))
			return false;
		out->points += item->points;
	}
	out->criteria = items;
	return true;
}

static bool same_id_twice(const struct rubric *rubric, const char **id)
{
	for (size_t i = 0; i < rubric->part_count; i++) {
		for (size_t k = 0; k < i; k++) {
			*id = rubric->parts[i].id;
			if (strcmp(rubric->parts[k].id, *id) == 0)
				return true;
		}
	}
	return false;
}

const struct rubric *rubric_read(const struct json_doc *doc,
				 struct arena *arena, struct err *err)
{
	const struct json *root = json_root(doc), *list;
	struct rubric *rubric = arena_new(arena, struct rubric, 1);
	struct rubric_part *items;
	const char *id;
	double format = json_number_or(json_get(root, "format"), RUBRIC_FORMAT);

	rubric->doc = doc;
	if (format < RUBRIC_FORMAT || format > RUBRIC_FORMAT) {
		json_fail(doc, json_get(root, "format"), err,
			  "is %g; this program reads format %d", format,
			  RUBRIC_FORMAT);
		return NULL;
	}
	if (!json_has_shape(doc, root, &whole, err))
		return NULL;
	rubric->pass = json_number_or(json_get(root, "pass"), 0);
	rubric->passed = json_string_or(json_get(root, "passed"), "");
	rubric->failed = json_string_or(json_get(root, "failed"), "");
	list = json_get(root, "parts");
	items = arena_new(arena, struct rubric_part, json_count(list) + 1);
	rubric->parts = items;
	for (const struct json *one = json_first(list); one;
	     one = json_next(one)) {
		struct rubric_part *item = &items[rubric->part_count++];

		if (!read_part(doc, one, arena, item, err))
			return NULL;
		rubric->points += item->points;
	}
	if (same_id_twice(rubric, &id)) {
		json_fail(doc, list, err, "has the part \"%s\" twice", id);
		return NULL;
	}
	if (fabs(rubric->points - POINTS) > 1e-6) {
		json_fail(doc, list, err,
			  "the points add up to %.3f and not to %g",
			  rubric->points, POINTS);
		return NULL;
	}
	return rubric;
}

const struct rubric_criterion *rubric_criterion_of(const struct rubric *rubric,
						   const char *id)
{
	for (size_t p = 0; p < rubric->part_count; p++)
		for (size_t c = 0; c < rubric->parts[p].criterion_count; c++)
			if (!strcmp(rubric->parts[p].criteria[c].id, id))
				return &rubric->parts[p].criteria[c];
	return NULL;
}
