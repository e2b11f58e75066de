/* What question.json looks like; its names and sums are looked at in
 * question.c. */
#include "scoring/answers/question_internal.h"

#define POINTS 10.0
#define TEXTS 200
#define CRITERIA 50

/* clang-format off */
static const struct json_shape worth = { .type = JSON_NUMBER,
					 .low = -POINTS, .high = POINTS };
static const struct json_shape minutes = { .type = JSON_NUMBER,
					   .high = QUESTION_MINUTES_MAX };
static const struct json_shape share = { .type = JSON_NUMBER, .high = 1 };
static const struct json_shape points = { .type = JSON_NUMBER, .high = POINTS };
static const struct json_shape texts = { .type = JSON_ARRAY, .most = TEXTS,
					 .of = &json_shape_text };

/* "a & b", or {"is": "a & b", "worth": 0.5} */
static const struct json_shape weighed = JSON_SHAPE_OBJECT(
	JSON_NEED("is", &json_shape_text),
	JSON_NEED("worth", &worth));
static const struct json_shape condition = { .type = JSON_STRING,
					     .otherwise = &weighed };
static const struct json_shape conditions = {
	.type = JSON_ARRAY, .least = 1, .most = QUESTION_CONDITIONS_MAX,
	.of = &condition
};
static const struct json_shape item = JSON_SHAPE_OBJECT(
	JSON_NEED("name", &json_shape_text),
	JSON_NEED("of", &conditions),
	JSON_MAY("worth", &worth),
	JSON_MAY("need", &worth));
static const struct json_shape items = { .type = JSON_ARRAY, .least = 1,
					 .most = QUESTION_ITEMS_MAX,
					 .of = &item };
static const struct json_shape harm = JSON_SHAPE_OBJECT(
	JSON_NEED("name", &json_shape_text),
	JSON_NEED("of", &conditions),
	JSON_MAY("need", &worth),
	JSON_MAY("unless", &json_shape_bool),
	JSON_NEED("weakness", &json_shape_text),
	JSON_NEED("cuts", &json_shape_text),
	JSON_NEED("keeps", &share));
static const struct json_shape harms = { .type = JSON_ARRAY, .most = TEXTS,
					 .of = &harm };
static const struct json_shape measure = JSON_SHAPE_OBJECT(
	JSON_NEED("name", &json_shape_text),
	JSON_NEED("concept", &json_shape_text),
	JSON_NEED("costs", &json_shape_text));
static const struct json_shape measures = { .type = JSON_ARRAY, .most = TEXTS,
					    .of = &measure };

/* One of an object is judged; one that has but a name is only hinted at. */
static const struct json_shape point = JSON_SHAPE_OBJECT(
	JSON_NEED("name", &json_shape_text),
	JSON_MAY("of", &conditions),
	JSON_MAY("worth", &worth),
	JSON_MAY("need", &worth));
static const struct json_shape point_list = { .type = JSON_ARRAY,
					      .most = QUESTION_ITEMS_MAX,
					      .of = &point };
static const struct json_shape asked = JSON_SHAPE_OBJECT(
	JSON_NEED("ask", &json_shape_text),
	JSON_MAY("minutes", &minutes),
	JSON_MAY("points", &point_list));
static const struct json_shape follow_up = { .type = JSON_STRING,
					     .otherwise = &asked };
static const struct json_shape follow_ups = { .type = JSON_ARRAY,
					      .most = QUESTION_FOLLOW_UPS_MAX,
					      .of = &follow_up };

static const struct json_shape criterion = JSON_SHAPE_OBJECT(
	JSON_NEED("id", &json_shape_text),
	JSON_NEED("title", &json_shape_text),
	JSON_NEED("points", &points),
	JSON_MAY("in", &json_shape_text),
	JSON_MAY("judge", &json_shape_text),
	JSON_MAY("items", &items),
	JSON_MAY("need", &worth),
	JSON_NEED("strength", &json_shape_text),
	JSON_NEED("weakness", &json_shape_text),
	JSON_NEED("better", &json_shape_text));
static const struct json_shape criteria = { .type = JSON_ARRAY, .least = 1,
					    .most = CRITERIA,
					    .of = &criterion };
static const struct json_shape part = JSON_SHAPE_OBJECT(
	JSON_NEED("id", &json_shape_text),
	JSON_NEED("title", &json_shape_text),
	JSON_NEED("red_flag", &json_shape_text),
	JSON_NEED("good", &json_shape_text),
	JSON_NEED("fair", &json_shape_text),
	JSON_NEED("poor", &json_shape_text),
	JSON_MAY("heading", &json_shape_text),
	JSON_MAY("signs", &json_shape_text),
	JSON_MAY("tentative", &json_shape_text),
	JSON_MAY("only_told", &json_shape_bool),
	JSON_MAY("asks", &json_shape_bool),
	JSON_NEED("criteria", &criteria));
static const struct json_shape parts = { .type = JSON_ARRAY, .least = 1,
					 .most = QUESTION_PARTS_MAX,
					 .of = &part };

static const struct json_shape audiences = { .type = JSON_OBJECT,
					     .most = QUESTION_AUDIENCES_MAX,
					     .of = &json_shape_text };
static const struct json_shape phases = { .type = JSON_OBJECT,
					  .most = QUESTION_PHASES_MAX,
					  .of = &json_shape_text };
static const struct json_shape context = JSON_SHAPE_OBJECT(
	JSON_MAY("telling", &json_shape_text),
	JSON_MAY("denial", &json_shape_text),
	JSON_MAY("denial_after", &json_shape_text),
	JSON_MAY("undenial", &json_shape_text),
	JSON_MAY("filler", &json_shape_text),
	JSON_MAY("glue", &json_shape_text),
	JSON_MAY("jargon", &json_shape_text),
	JSON_MAY("tradeoff_title", &json_shape_text),
	JSON_MAY("tradeoff_cue", &json_shape_text),
	JSON_MAY("cost", &json_shape_text),
	JSON_MAY("choosing", &json_shape_text),
	JSON_MAY("audiences", &audiences),
	JSON_MAY("laymen", &json_shape_texts),
	JSON_MAY("phases", &phases));

const struct json_shape question_shape = JSON_SHAPE_OBJECT(
	JSON_NEED("format", &json_shape_number),
	JSON_NEED("id", &json_shape_text),
	JSON_NEED("title", &json_shape_text),
	JSON_NEED("question", &json_shape_text),
	JSON_MAY("shared", &texts),
	JSON_MAY("minutes", &minutes),
	JSON_MAY("follow_ups", &follow_ups),
	JSON_NEED("pass", &points),
	JSON_NEED("passed", &json_shape_text),
	JSON_NEED("failed", &json_shape_text),
	JSON_NEED("context", &context),
	JSON_MAY("copies", &texts),
	JSON_NEED("parts", &parts),
	JSON_MAY("measures", &measures),
	JSON_MAY("harms", &harms));
/* clang-format on */
