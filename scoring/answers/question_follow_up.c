/* What is asked after the answer, and what a good reply holds. */
#include "scoring/answers/question_internal.h"

/* The points: items, or only a name where nothing is to be judged. */
static bool load_points(struct question_source *s, const struct json *value,
			struct question_follow_up *out)
{
	static const char *const keys[] = { "name", NULL };
	const struct json *list = json_get(value, "points");
	struct question_item *points;

	points = arena_new(&s->question->arena, struct question_item,
			   json_count(list) + 1);
	out->points = points;
	for (const struct json *p = json_first(list); p; p = json_next(p)) {
		struct question_item *point = &points[out->point_count++];
		const char *name;

		if (json_get(p, "of")) {
			if (!question_load_item(s, p, 0, point))
				return false;
			continue;
		}
		name = json_need_string(s->doc, p, "name", s->err);
		if (!name || !json_only_keys(s->doc, p, keys, s->err))
			return false;
		point->name = arena_strdup(&s->question->arena, name);
	}
	return true;
}

static bool load_one(struct question_source *s, const struct json *value,
		     struct question_follow_up *out)
{
	const char *ask = json_string_or(value, NULL);

	if (!ask) {
		ask = json_need_string(s->doc, value, "ask", s->err);
		if (!ask || !load_points(s, value, out))
			return false;
		out->minutes = json_number_or(json_get(value, "minutes"), 0);
	}
	out->ask = arena_strdup(&s->question->arena, ask);
	return true;
}

bool question_load_follow_ups(struct question_source *s)
{
	struct question *q = s->question;
	const struct json *list = json_get(json_root(s->doc), "follow_ups");
	struct question_follow_up *replies = arena_new(
		&q->arena, struct question_follow_up, json_count(list) + 1);
	const char **asks = arena_new(&q->arena, const char *,
				      json_count(list) + 1);

	q->replies = replies;
	q->follow_ups = asks;
	for (const struct json *f = json_first(list); f; f = json_next(f)) {
		struct question_follow_up *reply = &replies[q->follow_up_count];

		if (!load_one(s, f, reply))
			return false;
		asks[q->follow_up_count++] = reply->ask;
	}
	return true;
}
