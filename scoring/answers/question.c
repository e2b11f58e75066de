#include "scoring/answers/question.h"

#include "base/file.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "scoring/answers/question_internal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define EXAMPLE_BYTES_MAX 65536

static const char *take_text(struct question_source *s,
			     const struct json *object, const char *key)
{
	const char *text = json_need_string(s->doc, object, key, s->err);

	return text ? arena_strdup(&s->question->arena, text) : NULL;
}

bool question_load_item(struct question_source *s, const struct json *value,
			unsigned parts, struct question_item *out)
{
	const struct json *of = json_get(value, "of");
	struct question_condition *conditions;

	out->name = take_text(s, value, "name");
	out->worth = json_number_or(json_get(value, "worth"), 1);
	out->need = json_number_or(json_get(value, "need"), 1);
	if (!out->name)
		return false;
	if (out->need <= 0)
		return json_fail(s->doc, json_get(value, "need"), s->err,
				 "must be more than 0");
	conditions = arena_new(&s->question->arena, struct question_condition,
			       json_count(of));
	out->conditions = conditions;
	for (const struct json *c = json_first(of); c; c = json_next(c)) {
		struct question_condition *condition =
			&conditions[out->condition_count++];

		if (!question_parse_condition(s, c, condition))
			return false;
		if (condition->parts == 0)
			condition->parts = parts;
	}
	return true;
}

/* "b c": parts by id. */
static bool load_places(struct question_source *s, const struct json *criterion,
			unsigned *out)
{
	const struct json *value = json_get(criterion, "in");
	const char *at = json_string_or(value, "");

	while (*at) {
		size_t length = strcspn(at, " ");
		size_t part = 0;

		while (part < s->question->part_count &&
		       (strlen(s->question->parts[part].id) != length ||
			strncmp(s->question->parts[part].id, at, length) != 0))
			part++;
		if (part == s->question->part_count)
			return json_fail(s->doc, value, s->err,
					 "there is no part \"%.*s\"",
					 (int)length, at);
		*out |= 1u << part;
		at += length;
		at += strspn(at, " ");
	}
	return true;
}

static bool load_items(struct question_source *s, const struct json *value,
		       struct question_criterion *out)
{
	const struct json *list = json_need(s->doc, value, "items", JSON_ARRAY,
					    s->err);
	struct question_item *items;
	double sum = 0;

	if (!list)
		return false;
	items = arena_new(&s->question->arena, struct question_item,
			  json_count(list) + 1);
	out->items = items;
	for (const struct json *i = json_first(list); i; i = json_next(i)) {
		struct question_item *item = &items[out->item_count++];

		if (!question_load_item(s, i, out->parts, item))
			return false;
		sum += item->worth > 0 ? item->worth : 0;
	}
	if (sum < 0.999)
		return json_fail(s->doc, value, s->err,
				 "the items are worth %.2f together; full "
				 "marks could not be had",
				 sum);
	return true;
}

static bool load_criterion(struct question_source *s, const struct json *value,
			   struct question_criterion *out)
{
	const char *judge = json_string_or(json_get(value, "judge"), "items");

	out->id = take_text(s, value, "id");
	out->title = out->id ? take_text(s, value, "title") : NULL;
	out->strength = out->title ? take_text(s, value, "strength") : NULL;
	out->weakness = out->strength ? take_text(s, value, "weakness") : NULL;
	out->better = out->weakness ? take_text(s, value, "better") : NULL;
	if (!out->better ||
	    !json_need_number(s->doc, value, "points", &out->points, s->err) ||
	    !load_places(s, value, &out->parts))
		return false;
	if (strcmp(judge, "items") == 0)
		return load_items(s, value, out);
	if (strcmp(judge, "tradeoffs") != 0)
		return json_fail(s->doc, value, s->err,
				 "the judge is items or tradeoffs, not \"%s\"",
				 judge);
	out->judge = QUESTION_TRADEOFFS;
	out->need = json_number_or(json_get(value, "need"), 4);
	return out->need > 0 ||
	       json_fail(s->doc, value, s->err, "need is more than 0");
}

static bool load_context_concept(struct question_source *s,
				 const struct json *object, const char *key,
				 int *out)
{
	const char *name = json_string_or(json_get(object, key), NULL);
	struct question_term term = { 0 };

	*out = -1;
	if (!name)
		return true;
	if (!question_parse_term(s, json_get(object, key), name, strlen(name),
				 &term))
		return false;
	*out = term.concepts[0];
	return true;
}

static bool load_part(struct question_source *s, const struct json *value,
		      struct question_part *out, double *points)
{
	const struct json *list = json_need(s->doc, value, "criteria",
					    JSON_ARRAY, s->err);
	struct question_criterion *criteria;
	const char **texts[] = { &out->id,   &out->title, &out->red_flag,
				 &out->good, &out->fair,  &out->poor };
	static const char *const keys[] = { "id",   "title", "red_flag",
					    "good", "fair",  "poor" };

	if (!list)
		return false;
	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++)
		if (!(*texts[i] = take_text(s, value, keys[i])))
			return false;
	out->only_told = json_bool_or(json_get(value, "only_told"), false);
	out->asks = json_bool_or(json_get(value, "asks"), false);
	if (!load_context_concept(s, value, "heading", &out->heading) ||
	    !load_context_concept(s, value, "signs", &out->signs) ||
	    !load_context_concept(s, value, "tentative", &out->tentative))
		return false;
	criteria = arena_new(&s->question->arena, struct question_criterion,
			     json_count(list) + 1);
	out->criteria = criteria;
	for (const struct json *c = json_first(list); c; c = json_next(c)) {
		struct question_criterion *criterion =
			&criteria[out->criterion_count++];

		if (!load_criterion(s, c, criterion))
			return false;
		*points += criterion->points;
	}
	return true;
}

static bool load_parts(struct question_source *s)
{
	const struct json *list = json_need(s->doc, json_root(s->doc), "parts",
					    JSON_ARRAY, s->err);
	struct question_part *parts;
	double points = 0;

	if (!list)
		return false;
	parts = arena_new(&s->question->arena, struct question_part,
			  json_count(list) + 1);
	s->question->parts = parts;
	/* Conditions may name any of them. */
	for (const struct json *p = json_first(list); p; p = json_next(p))
		if (!(parts[s->question->part_count++].id = take_text(s, p,
								      "id")))
			return false;
	for (size_t i = 0; i < s->question->part_count; i++)
		if (!load_part(s, json_at(list, i), &parts[i], &points))
			return false;
	if (fabs(points - 10) > 1e-6)
		return json_fail(s->doc, list, s->err,
				 "the points add up to %.2f, not to 10",
				 points);
	return true;
}

static const char *const *load_texts(struct question_source *s, const char *key,
				     size_t *count)
{
	const struct json *list = json_get(json_root(s->doc), key);
	const char **texts = arena_new(&s->question->arena, const char *,
				       json_count(list) + 1);

	for (const struct json *t = json_first(list); t; t = json_next(t))
		texts[(*count)++] = arena_strdup(&s->question->arena,
						 json_string_or(t, ""));
	return texts;
}

static bool load_measures(struct question_source *s)
{
	const struct json *list = json_get(json_root(s->doc), "measures");
	struct question_measure *measures = arena_new(&s->question->arena,
						      struct question_measure,
						      json_count(list) + 1);

	s->question->measures = measures;
	for (const struct json *m = json_first(list); m; m = json_next(m)) {
		struct question_measure *out =
			&measures[s->question->measure_count++];
		struct question_term concept = { 0 };
		const char *name, *costs;

		out->name = take_text(s, m, "name");
		name = out->name
			       ? json_need_string(s->doc, m, "concept", s->err)
			       : NULL;
		costs = name ? json_need_string(s->doc, m, "costs", s->err)
			     : NULL;
		if (!costs ||
		    !question_parse_term(s, m, name, strlen(name), &concept) ||
		    !question_parse_term(s, m, costs, strlen(costs),
					 &out->costs))
			return false;
		out->concept = concept.concepts[0];
	}
	return true;
}

static bool load_harms(struct question_source *s)
{
	const struct json *list = json_get(json_root(s->doc), "harms");
	struct question_harm *harms = arena_new(&s->question->arena,
						struct question_harm,
						json_count(list) + 1);

	s->question->harms = harms;
	for (const struct json *h = json_first(list); h; h = json_next(h)) {
		struct question_harm *out = &harms[s->question->harm_count++];

		if (!question_load_item(s, h, 0, &out->item))
			return false;
		out->unless = json_bool_or(json_get(h, "unless"), false);
		out->weakness = take_text(s, h, "weakness");
		out->criteria = out->weakness ? take_text(s, h, "cuts") : NULL;
		if (!out->criteria ||
		    !json_need_number(s->doc, h, "keeps", &out->keeps, s->err))
			return false;
	}
	return true;
}

static bool load_context(struct question_source *s)
{
	struct question_context *c = &s->question->context;
	const struct json *object = json_need(s->doc, json_root(s->doc),
					      "context", JSON_OBJECT, s->err);
	const struct json *audiences = json_get(object, "audiences");
	const struct json *phases = json_get(object, "phases");
	const struct json *laymen = json_get(object, "laymen");
	const struct {
		const char *key;
		int *out;
	} concepts[] = {
		{ "telling", &c->telling },
		{ "denial", &c->denial },
		{ "denial_after", &c->denial_after },
		{ "undenial", &c->undenial },
		{ "filler", &c->filler },
		{ "glue", &c->glue },
		{ "jargon", &c->jargon },
		{ "tradeoff_title", &c->tradeoff_title },
		{ "tradeoff_cue", &c->tradeoff_cue },
		{ "cost", &c->cost },
		{ "choosing", &c->choosing },
	};

	if (!object)
		return false;
	for (size_t i = 0; i < sizeof(concepts) / sizeof(*concepts); i++)
		if (!load_context_concept(s, object, concepts[i].key,
					  concepts[i].out))
			return false;
	for (const struct json *a = json_first(audiences); a;
	     a = json_next(a)) {
		struct question_audience *out =
			&c->audiences[c->audience_count++];

		out->id = arena_strdup(&s->question->arena, json_key(a));
		if (!load_context_concept(s, audiences, out->id, &out->concept))
			return false;
		for (const struct json *l = json_first(laymen); l;
		     l = json_next(l))
			out->layman |= strcmp(json_string_or(l, ""), out->id) ==
				       0;
	}
	for (const struct json *p = json_first(phases); p; p = json_next(p)) {
		size_t i = c->phase_count++;

		c->phases[i].id = arena_strdup(&s->question->arena,
					       json_key(p));
		if (!load_context_concept(s, phases, c->phases[i].id,
					  &c->phases[i].concept))
			return false;
	}
	return true;
}

static bool load_root(struct question_source *s)
{
	struct question *q = s->question;
	const struct json *root = json_root(s->doc);

	if (json_number_or(json_get(root, "format"), QUESTION_FORMAT) !=
	    QUESTION_FORMAT)
		return json_fail(s->doc, json_get(root, "format"), s->err,
				 "this program reads questions of format %d "
				 "only",
				 QUESTION_FORMAT);
	if (!json_has_shape(s->doc, root, &question_shape, s->err) ||
	    !json_need_number(s->doc, root, "pass", &q->pass, s->err) ||
	    !(q->id = take_text(s, root, "id")) ||
	    !(q->title = take_text(s, root, "title")) ||
	    !(q->text = take_text(s, root, "question")) ||
	    !(q->passed = take_text(s, root, "passed")) ||
	    !(q->failed = take_text(s, root, "failed")))
		return false;
	q->minutes = json_number_or(json_get(root, "minutes"), 0);
	q->copies = load_texts(s, "copies", &q->copy_count);
	return load_context(s) && load_measures(s) && load_parts(s) &&
	       load_harms(s) && question_load_follow_ups(s);
}

static bool load_lexicon(struct question *question, const char *path,
			 struct err *err)
{
	struct json_doc *doc = json_parse_file(path, err);
	bool ok = doc && lexicon_add(question->lexicon, doc, err);

	json_destroy(doc);
	return ok;
}

static bool load_example(struct question *question, const char *path,
			 struct err *err)
{
	struct str text = STR_INIT, safe = STR_INIT;
	bool ok = file_read(path, EXAMPLE_BYTES_MAX, &text, err);

	if (ok) {
		utf8_scrub(&safe, text.s, text.length, UTF8_KEEP_NEWLINES);
		question->example = arena_strdup(&question->arena, safe.s);
	}
	str_finish(&text);
	str_finish(&safe);
	return ok;
}

/* The lexicons in the order in which they build on each other: for all
 * questions, for some ("shared": names of files beside the folder), its own. */
static bool load_lexicons(struct question_source *s, const char *folder)
{
	struct question *q = s->question;
	const struct json *shared = json_get(json_root(s->doc), "shared");

	if (!load_lexicon(q,
			  arena_printf(&q->arena, "%s/../lexicon.json", folder),
			  s->err))
		return false;
	for (const struct json *name = json_first(shared); name;
	     name = json_next(name)) {
		const char *file = json_string_or(name, "");

		if (*file == '\0' || strchr(file, '/'))
			return json_fail(s->doc, name, s->err,
					 "shared names lexicons beside the "
					 "folder, without .json");
		if (!load_lexicon(q,
				  arena_printf(&q->arena, "%s/../%s.json",
					       folder, file),
				  s->err))
			return false;
	}
	return load_lexicon(
		q, arena_printf(&q->arena, "%s/lexicon.json", folder), s->err);
}

struct question *question_load(const char *folder, struct err *err)
{
	struct question *question = mem_calloc(1, sizeof(*question));
	struct question_source source = { .question = question, .err = err };
	struct json_doc *doc;
	bool ok;

	arena_init(&question->arena);
	question->lexicon = lexicon_create();
	doc = json_parse_file(arena_printf(&question->arena, "%s/question.json",
					   folder),
			      err);
	source.doc = doc;
	ok = doc && load_lexicons(&source, folder) && load_root(&source) &&
	     load_example(question,
			  arena_printf(&question->arena, "%s/example.md",
				       folder),
			  err);
	json_destroy(doc);
	if (ok)
		return question;
	question_destroy(question);
	return NULL;
}

void question_destroy(struct question *question)
{
	if (!question)
		return;
	lexicon_destroy(question->lexicon);
	arena_finish(&question->arena);
	free(question);
}
