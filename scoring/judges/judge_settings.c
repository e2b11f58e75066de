/* What each judge can be told: the shape of its settings in rubric.json. */
#include "scoring/judges/judges.h"

#include "base/calendar.h"
#include "base/json_shape.h"

#include <string.h>

#define NEED_MAX 100

static const struct json_shape need = { .type = JSON_NUMBER,
					.low = 0.1,
					.high = NEED_MAX };
static const struct json_shape share = { .type = JSON_NUMBER, .high = 1 };
static const struct json_shape names = { .type = JSON_ARRAY,
					 .least = 1,
					 .of = &json_shape_text };
static const struct json_shape words_by_name = { .type = JSON_OBJECT,
						 .of = &json_shape_text };
/* Its form is looked at by itself. */
static const struct json_shape clock_time = { .type = JSON_STRING };

/* clang-format off */
static const struct json_shape item = JSON_SHAPE_OBJECT(
	JSON_NEED("name", &json_shape_text),
	JSON_NEED("panel", &json_shape_text),
	JSON_MAY("key", &json_shape_text),
	JSON_MAY("values", &json_shape_texts));
static const struct json_shape items = { .type = JSON_ARRAY, .least = 1,
					 .of = &item };
static const struct json_shape named = JSON_SHAPE_OBJECT(
	JSON_NEED("name", &json_shape_text),
	JSON_NEED("share", &share),
	JSON_NEED("words", &json_shape_text),
	JSON_MAY("need", &need));
static const struct json_shape rule = JSON_SHAPE_OBJECT(
	JSON_NEED("first", &names),
	JSON_NEED("then", &names),
	JSON_NEED("why", &json_shape_text));
static const struct json_shape rules = { .type = JSON_ARRAY, .of = &rule };

static const struct json_shape shapes[JUDGE_COUNT] = {
	[JUDGE_EVIDENCE] = JSON_SHAPE_OBJECT(
		JSON_NEED("items", &items),
		JSON_MAY("need", &need),
		JSON_MAY("before_conclusion", &json_shape_bool),
		JSON_MAY("named", &named)),
	[JUDGE_HYPOTHESES] = JSON_SHAPE_OBJECT(
		JSON_MAY("check", &names),
		JSON_MAY("impact", &names),
		JSON_MAY("impact_by", &clock_time),
		JSON_MAY("rule_out", &need)),
	[JUDGE_CONTAIN] = JSON_SHAPE_OBJECT(
		JSON_NEED("categories", &names),
		JSON_MAY("by", &clock_time),
		JSON_MAY("without", &share)),
	[JUDGE_RELIABILITY] = JSON_SHAPE_OBJECT(
		JSON_NEED("categories", &names),
		JSON_MAY("need", &need),
		JSON_MAY("planned", &share)),
	[JUDGE_PLANNED] = JSON_SHAPE_OBJECT(
		JSON_NEED("categories", &names),
		JSON_MAY("phases", &names),
		JSON_MAY("need", &need)),
	[JUDGE_TRADEOFFS] = JSON_SHAPE_OBJECT(JSON_MAY("need", &need)),
	[JUDGE_DEPENDENCY] = JSON_SHAPE_OBJECT(
		JSON_NEED("words", &json_shape_text),
		JSON_MAY("named", &json_shape_text),
		JSON_MAY("avoid", &names),
		JSON_MAY("categories", &names),
		JSON_MAY("ambiguous", &words_by_name)),
	[JUDGE_CHOICE] = JSON_SHAPE_OBJECT(
		JSON_MAY("need", &need),
		JSON_MAY("most", &need)),
	[JUDGE_PHASES] = JSON_SHAPE_OBJECT(
		JSON_NEED("now", &names),
		JSON_MAY("now_else", &names),
		JSON_MAY("by", &clock_time),
		JSON_MAY("days", &names),
		JSON_MAY("weeks", &names),
		JSON_MAY("order", &rules)),
	[JUDGE_GUARDRAILS] = JSON_SHAPE_OBJECT(JSON_MAY("need", &need)),
	[JUDGE_OWNERS] = JSON_SHAPE_OBJECT(JSON_MAY("need", &need)),
	[JUDGE_MESSAGE] = JSON_SHAPE_OBJECT(
		JSON_NEED("audience", &json_shape_text),
		JSON_MAY("by", &clock_time),
		JSON_MAY("late", &clock_time)),
	[JUDGE_CADENCE] = JSON_SHAPE_OBJECT(
		JSON_MAY("first", &clock_time),
		JSON_MAY("silence", &clock_time),
		JSON_MAY("crowd", &clock_time)),
	[JUDGE_HONESTY] = JSON_SHAPE_OBJECT(JSON_MAY("need", &need)),
};
/* clang-format on */

/* Special findings, which a rubric may word by themselves ("cases"). */
static const char *const findings[JUDGE_COUNT][3] = {
	[JUDGE_CONTAIN] = { "without" },
	[JUDGE_RELIABILITY] = { "unaided" },
	[JUDGE_DEPENDENCY] = { "ambiguous", "scaled" },
	[JUDGE_CHOICE] = { "everything" },
	[JUDGE_MESSAGE] = { "silent" },
	[JUDGE_CADENCE] = { "silent" },
	[JUDGE_HONESTY] = { "silent" },
};

/* All members that are times can be read as such. */
static bool has_good_clocks(const struct json_doc *doc,
			    const struct json *settings,
			    const struct json_shape *shape, struct err *err)
{
	for (const struct json *i = json_first(settings); i; i = json_next(i)) {
		const struct json_shape_member *member = shape->members;
		int64_t seconds;

		while (strcmp(member->key, json_key(i)) != 0)
			member++;
		if (member->shape == &clock_time &&
		    !calendar_parse_clock(json_string_or(i, ""), &seconds))
			return json_fail(doc, i, err,
					 "must be a time like \"06:00\"");
	}
	return true;
}

bool judge_check_settings(const struct json_doc *doc, const struct json *object,
			  const struct rubric_criterion *criterion,
			  struct err *err)
{
	const struct json_shape *shape = &shapes[criterion->judge];
	const struct json *settings = criterion->settings;
	const struct json *cases = json_get(object, "cases");

	if (cases &&
	    !json_only_keys(doc, cases, findings[criterion->judge], err))
		return false;
	for (size_t i = 0; !settings && shape->members[i].key; i++)
		if (shape->members[i].needed)
			return json_fail(doc, object, err,
					 "needs \"settings\" with \"%s\"",
					 shape->members[i].key);
	return !settings || (json_has_shape(doc, settings, shape, err) &&
			     has_good_clocks(doc, settings, shape, err));
}
