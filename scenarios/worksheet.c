#include "scenarios/worksheet.h"

#include "base/json.h"
#include "base/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define SENTENCES_MAX 16

struct loading {
	const struct json_doc *doc;
	struct worksheet *sheet;
	struct err *err;
};

static const char *copy(struct loading *l, const char *text)
{
	return text ? arena_strdup(&l->sheet->arena, text) : NULL;
}

static bool need_text(struct loading *l, const struct json *object,
		      const char *key, const char **out)
{
	const char *text = json_need_string(l->doc, object, key, l->err);

	*out = copy(l, text);
	return text != NULL;
}

/* A name can stand in a formula. */
static bool is_name(const char *name)
{
	size_t length = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_");

	return length > 0 && length <= 32 && name[length] == '\0' &&
	       name[0] >= 'a';
}

static bool read_name(struct loading *l, const struct json *object,
		      struct worksheet_line *line)
{
	if (!need_text(l, object, "name", &line->name) ||
	    !need_text(l, object, "title", &line->title) ||
	    !need_text(l, object, "unit", &line->unit_text))
		return false;
	if (!is_name(line->name))
		return json_fail(l->doc, json_get(object, "name"), l->err,
				 "\"%s\" is no name for a formula: small "
				 "letters, digits and _, at most 32",
				 line->name);
	for (size_t i = 0; i < l->sheet->line_count; i++)
		if (!strcmp(l->sheet->lines[i].name, line->name))
			return json_fail(l->doc, json_get(object, "name"),
					 l->err, "there is a \"%s\" already",
					 line->name);
	return true;
}

static bool read_unit(struct loading *l, const struct json *object,
		      struct worksheet_line *line)
{
	const struct json *decimals = json_get(object, "decimals");
	struct err why = { 0 };

	if (!unit_parse(line->unit_text, &line->unit, &why))
		return json_fail(l->doc, json_get(object, "unit"), l->err, "%s",
				 why.message);
	line->decimals = (int)json_number_or(decimals, -1);
	if (decimals && (json_type(decimals) != JSON_NUMBER ||
			 line->decimals < 0 || line->decimals > 6))
		return json_fail(l->doc, decimals, l->err,
				 "must be a number of 0 to 6");
	return true;
}

/* A number, or a list of them. */
static bool read_usual(struct loading *l, const struct json *object,
		       struct worksheet_line *line)
{
	const struct json *value = json_get(object, "value");
	size_t count = json_count(value);

	line->list = json_type(value) == JSON_ARRAY;
	if (!line->list) {
		double number;

		if (!json_need_number(l->doc, object, "value", &number, l->err))
			return false;
		line->usual = quantity_of(number, &line->unit);
		return true;
	}
	if (count == 0 || count > QUANTITY_MAX)
		return json_fail(l->doc, value, l->err,
				 "a list has 1 to %d numbers", QUANTITY_MAX);
	line->usual.unit = line->unit;
	line->usual.count = count;
	for (size_t i = 0; i < count; i++) {
		const struct json *item = json_at(value, i);

		if (json_type(item) != JSON_NUMBER)
			return json_fail(l->doc, item, l->err,
					 "must be a number");
		line->usual.number[i] = json_number_or(item, 0);
	}
	return true;
}

static bool read_input(struct loading *l, const struct json *object)
{
	static const char *const keys[] = { "name",   "title",	  "unit",
					    "value",  "min",	  "max",
					    "figure", "decimals", NULL };
	struct worksheet_line *line = &l->sheet->lines[l->sheet->line_count];

	if (!json_only_keys(l->doc, object, keys, l->err) ||
	    !read_name(l, object, line) || !read_unit(l, object, line) ||
	    !read_usual(l, object, line))
		return false;
	line->figure = copy(l,
			    json_string_or(json_get(object, "figure"), NULL));
	line->low = json_number_or(json_get(object, "min"), 0);
	line->high = json_number_or(json_get(object, "max"), 1e12);
	for (size_t i = 0; i < line->usual.count; i++)
		if (!(line->usual.number[i] >= line->low &&
		      line->usual.number[i] <= line->high))
			return json_fail(l->doc, json_get(object, "value"),
					 l->err, "must be from %g to %g",
					 line->low, line->high);
	l->sheet->line_count++;
	l->sheet->input_count++;
	return true;
}

static bool read_row(struct loading *l, const struct json *object)
{
	static const char *const keys[] = { "name",    "title",	   "unit",
					    "formula", "decimals", NULL };
	struct worksheet_line *line = &l->sheet->lines[l->sheet->line_count];

	if (!json_only_keys(l->doc, object, keys, l->err) ||
	    !read_name(l, object, line) || !read_unit(l, object, line) ||
	    !need_text(l, object, "formula", &line->formula))
		return false;
	l->sheet->line_count++;
	return true;
}

static bool read_lines(struct loading *l, const struct json *root,
		       const char *key,
		       bool (*read)(struct loading *, const struct json *))
{
	const struct json *list = json_need(l->doc, root, key, JSON_ARRAY,
					    l->err);

	if (!list)
		return false;
	if (json_count(list) == 0)
		return json_fail(l->doc, list, l->err, "must not be empty");
	for (const struct json *item = json_first(list); item;
	     item = json_next(item)) {
		if (l->sheet->line_count == WORKSHEET_LINES_MAX)
			return json_fail(l->doc, item, l->err,
					 "a worksheet has at most %d lines",
					 WORKSHEET_LINES_MAX);
		if (json_type(item) != JSON_OBJECT)
			return json_fail(l->doc, item, l->err,
					 "must be an object");
		if (!read(l, item))
			return false;
	}
	return true;
}

static bool read_sentences(struct loading *l, const struct json *root)
{
	static const char *const keys[] = { "when", "text", NULL };
	const struct json *list = json_get(root, "says");
	size_t count = json_count(list), i = 0;
	struct worksheet_sentence *sentences;

	if (count > SENTENCES_MAX)
		return json_fail(l->doc, list, l->err, "at most %d sentences",
				 SENTENCES_MAX);
	sentences = arena_new(&l->sheet->arena, struct worksheet_sentence,
			      count + 1);
	for (const struct json *item = json_first(list); item;
	     item = json_next(item), i++) {
		if (!json_only_keys(l->doc, item, keys, l->err) ||
		    !need_text(l, item, "text", &sentences[i].text))
			return false;
		sentences[i].when =
			copy(l, json_string_or(json_get(item, "when"), NULL));
	}
	l->sheet->sentences = sentences;
	l->sheet->sentence_count = count;
	return true;
}

/* Formulas and sentences, tried with the usual values. */
static bool try_out(struct loading *l, const struct json *root)
{
	struct worksheet_values *values = mem_alloc(sizeof(*values));
	struct str said = STR_INIT;
	struct err why = { 0 };
	bool good;

	worksheet_begin(l->sheet, values);
	good = worksheet_work(values, &why);
	if (!good)
		json_fail(l->doc, json_get(root, "rows"), l->err, "%s",
			  why.message);
	else if (!(good = worksheet_say(values, &said, &why)))
		json_fail(l->doc, json_get(root, "says"), l->err, "%s",
			  why.message);
	str_finish(&said);
	free(values);
	return good;
}

static bool read_all(struct loading *l, const struct json *root)
{
	static const char *const keys[] = { "format", "id",   "title", "about",
					    "inputs", "rows", "says",  NULL };
	struct worksheet *sheet = l->sheet;
	double format;

	if (json_type(root) != JSON_OBJECT)
		return json_fail(l->doc, root, l->err, "must be an object");
	if (!json_only_keys(l->doc, root, keys, l->err) ||
	    !json_need_number(l->doc, root, "format", &format, l->err))
		return false;
	if (format != 1)
		return json_fail(l->doc, json_get(root, "format"), l->err,
				 "this program knows format 1 alone");
	return need_text(l, root, "id", &sheet->id) &&
	       need_text(l, root, "title", &sheet->title) &&
	       need_text(l, root, "about", &sheet->about) &&
	       read_lines(l, root, "inputs", read_input) &&
	       read_lines(l, root, "rows", read_row) &&
	       read_sentences(l, root) && try_out(l, root);
}

static struct worksheet *from_doc(struct json_doc *doc, struct err *err)
{
	struct worksheet *sheet = mem_calloc(1, sizeof(*sheet));
	struct loading l = { .doc = doc, .sheet = sheet, .err = err };

	arena_init(&sheet->arena);
	sheet->lines = arena_new(&sheet->arena, struct worksheet_line,
				 WORKSHEET_LINES_MAX);
	if (!read_all(&l, json_root(doc))) {
		worksheet_destroy(sheet);
		sheet = NULL;
	}
	json_destroy(doc);
	return sheet;
}

struct worksheet *worksheet_parse(const char *text, size_t length,
				  const char *path, struct err *err)
{
	struct json_doc *doc = json_parse(text, length, path, err);

	return doc ? from_doc(doc, err) : NULL;
}

struct worksheet *worksheet_load(const char *path, struct err *err)
{
	struct json_doc *doc = json_parse_file(path, err);

	return doc ? from_doc(doc, err) : NULL;
}

void worksheet_destroy(struct worksheet *sheet)
{
	if (!sheet)
		return;
	arena_finish(&sheet->arena);
	free(sheet);
}
