#include "scoring/rubric.h"

#include <math.h>
#include <string.h>

#include "base/nearest.h"
#include "scoring/judges/judges.h"

#define POINTS 10.0 /* what a rubric's points add up to */

static const char *const words[] = {
#define J(id, word, help) [JUDGE_##id] = word,
	JUDGES(J)
#undef J
		NULL,
};

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

static bool read_cases(const struct json_doc *doc, const struct json *object,
		       struct arena *arena, struct rubric_criterion *out,
		       struct err *err)
{
	static const char *const keys[] = { "why",    "strength", "weakness",
					    "better", "practise", NULL };
	const struct json *cases = json_get(object, "cases");
	struct rubric_case *items;

	if (!cases)
		return true;
	if (json_type(cases) != JSON_OBJECT)
		return json_fail(doc, cases, err,
				 "must be an object of special findings");
	items = arena_new(arena, struct rubric_case, json_count(cases) + 1);
	for (const struct json *one = json_first(cases); one;
	     one = json_next(one)) {
		struct rubric_case *item = &items[out->case_count++];

		if (!json_only_keys(doc, one, keys, err))
			return false;
		item->name = json_key(one);
		read_texts(one, &item->texts);
	}
	out->cases = items;
	return true;
}

static bool read_judge(const struct json_doc *doc, const struct json *object,
		       struct rubric_criterion *out, struct err *err)
{
	const char *word = json_need_string(doc, object, "judge", err);
	const char *near;

	if (!word)
		return false;
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
	static const char *const keys[] = {
		"id",	 "title",    "points", "judge",	   "settings", "why",
		"cases", "strength", "better", "weakness", "practise", NULL,
	};

	if (!json_only_keys(doc, object, keys, err))
		return false;
	out->id = json_need_string(doc, object, "id", err);
	out->title = out->id ? json_need_string(doc, object, "title", err)
			     : NULL;
	if (!out->title ||
	    !json_need_number(doc, object, "points", &out->points, err))
		return false;
	if (!(out->points > 0 && out->points <= POINTS))
		return json_fail(doc, json_get(object, "points"), err,
				 "must be more than 0 and at most %g", POINTS);
	read_texts(object, &out->texts);
	if (!out->texts.full || !out->texts.part || !out->texts.none)
		return json_fail(doc, object, err,
				 "needs \"why\" with \"full\", \"part\" and "
				 "\"none\"");
	return read_judge(doc, object, out, err) &&
	       read_cases(doc, object, arena, out, err);
}

static bool read_part(const struct json_doc *doc, const struct json *object,
		      struct arena *arena, struct rubric_part *out,
		      struct err *err)
{
	static const char *const keys[] = { "id",   "title", "red_flag", "good",
					    "fair", "poor",  "criteria", NULL };
	const struct json *list;
	struct rubric_criterion *criteria;

	if (!json_only_keys(doc, object, keys, err))
		return false;
	out->id = json_need_string(doc, object, "id", err);
	out->title = out->id ? json_need_string(doc, object, "title", err)
			     : NULL;
	out->red_flag = out->title
				? json_need_string(doc, object, "red_flag", err)
				: NULL;
	list = out->red_flag
		       ? json_need(doc, object, "criteria", JSON_ARRAY, err)
		       : NULL;
	if (!list)
		return false;
	out->good = json_string_or(json_get(object, "good"), NULL);
	out->fair = json_string_or(json_get(object, "fair"), NULL);
	out->poor = json_string_or(json_get(object, "poor"), NULL);
	criteria = arena_new(arena, struct rubric_criterion,
			     json_count(list) + 1);
	for (const struct json *one = json_first(list); one;
	     one = json_next(one)) {
		struct rubric_criterion *item =
			&criteria[out->criterion_count++];

		if (!read_criterion(doc, one, arena, item, err))
			return false;
		out->points += item->points;
	}
	out->criteria = criteria;
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
	static const char *const keys[] = { "format", "pass",  "passed",
					    "failed", "parts", NULL };
	const struct json *root = json_root(doc), *list;
	struct rubric *rubric = arena_new(arena, struct rubric, 1);
	struct rubric_part *parts;
	const char *id;
	double format;

	rubric->doc = doc;
	if (!json_only_keys(doc, root, keys, err) ||
	    !json_need_number(doc, root, "format", &format, err) ||
	    !json_need_number(doc, root, "pass", &rubric->pass, err))
		return NULL;
	if (format < RUBRIC_FORMAT || format > RUBRIC_FORMAT) {
		json_fail(doc, json_get(root, "format"), err,
			  "is %g; this program reads format %d", format,
			  RUBRIC_FORMAT);
		return NULL;
	}
	rubric->passed = json_string_or(json_get(root, "passed"), "");
	rubric->failed = json_string_or(json_get(root, "failed"), "");
	list = json_need(doc, root, "parts", JSON_ARRAY, err);
	if (!list)
		return NULL;
	parts = arena_new(arena, struct rubric_part, json_count(list) + 1);
	rubric->parts = parts;
	for (const struct json *one = json_first(list); one;
	     one = json_next(one)) {
		struct rubric_part *part = &parts[rubric->part_count++];

		if (!read_part(doc, one, arena, part, err))
			return NULL;
		rubric->points += part->points;
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
