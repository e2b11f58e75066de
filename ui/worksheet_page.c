#include "ui/worksheet_page.h"

#include "base/json.h"
#include "ui/wrap.h"

#include <string.h>

#define VALUE_CELLS 18
#define NAME_CELLS 10

static const char *const source_words[] = {
	[WORKSHEET_USUAL] = "usual",
	[WORKSHEET_LIVE] = "live",
	[WORKSHEET_ENTERED] = "entered",
};

static int name_cells(const struct worksheet *sheet)
{
	size_t most = NAME_CELLS;

	for (size_t i = 0; i < sheet->line_count; i++) {
		size_t length = strlen(sheet->lines[i].name);

		most = length > most ? length : most;
	}
	return (int)most;
}

static void put_line(const struct worksheet_values *values, size_t i, int width,
		     struct str *out)
{
	const struct worksheet *sheet = values->sheet;
	const struct worksheet_line *line = &sheet->lines[i];
	int names = name_cells(sheet);
	int titles = width - names - VALUE_CELLS - 14;
	struct str value = STR_INIT;

	worksheet_show(values, i, &value);
	str_add(out, "  ");
	wrap_cell(out, line->name, names, false);
	str_add(out, "  ");
	wrap_cell(out, line->title, titles, false);
	str_add(out, "  ");
	if (line->usual.count > 1 || values->value[i].count > 1)
		str_add(out, value.s);
	else
		wrap_cell(out, value.s, VALUE_CELLS, true);
	if (!line->formula && values->source[i] != WORKSHEET_USUAL)
		str_addf(out, "  %s", source_words[values->source[i]]);
	str_add_char(out, '\n');
	if (line->formula) {
		str_add_repeat(out, ' ', (size_t)names + 4);
		str_addf(out, "= %s\n", line->formula);
	}
	str_finish(&value);
}

bool worksheet_text(const struct worksheet_values *values, int width,
		    struct str *out, struct err *err)
{
	const struct worksheet *sheet = values->sheet;
	struct str said = STR_INIT, cite = STR_INIT;
	bool good = worksheet_say(values, &said, err);

	if (good) {
		str_addf(out, "%s (%s)\n\n", sheet->title, sheet->id);
		wrap_text(out, sheet->about, 0, 0, width);
		str_add_char(out, '\n');
		for (size_t i = 0; i < sheet->line_count; i++) {
			if (i == sheet->input_count)
				str_add_char(out, '\n');
			put_line(values, i, width, out);
		}
		str_add_char(out, '\n');
		wrap_text(out, said.s, 0, 0, width);
		worksheet_cite(values, sheet->line_count - 1, &cite);
		str_add(out, "\nTo cite:\n");
		wrap_text(out, cite.s, 2, 2, width);
	}
	str_finish(&said);
	str_finish(&cite);
	return good;
}

static void put_values(struct json_writer *w, const struct quantity *value)
{
	json_put_key(w, "value");
	if (value->count == 1) {
		json_put_number(w, value->number[0], 9);
		return;
	}
	json_begin_array(w);
	for (size_t i = 0; i < value->count; i++)
		json_put_number(w, value->number[i], 9);
	json_end_array(w);
}

static void put_object(struct json_writer *w,
		       const struct worksheet_values *values, size_t i)
{
	const struct worksheet_line *line = &values->sheet->lines[i];

	json_begin_object(w);
	json_put_member_string(w, "name", line->name);
	json_put_member_string(w, "title", line->title);
	json_put_member_string(w, "unit", line->unit_text);
	put_values(w, &values->value[i]);
	if (line->formula)
		json_put_member_string(w, "formula", line->formula);
	else
		json_put_member_string(w, "source",
				       source_words[values->source[i]]);
	json_end_object(w);
}

bool worksheet_json(const struct worksheet_values *values, struct str *out,
		    struct err *err)
{
	const struct worksheet *sheet = values->sheet;
	struct str said = STR_INIT, cite = STR_INIT;
	struct json_writer w;
	bool good = worksheet_say(values, &said, err);

	if (good) {
		worksheet_cite(values, sheet->line_count - 1, &cite);
		json_writer_init(&w, out, false);
		json_begin_object(&w);
		json_put_member_string(&w, "worksheet", sheet->id);
		json_put_member_string(&w, "title", sheet->title);
		json_put_key(&w, "inputs");
		json_begin_array(&w);
		for (size_t i = 0; i < sheet->input_count; i++)
			put_object(&w, values, i);
		json_end_array(&w);
		json_put_key(&w, "rows");
		json_begin_array(&w);
		for (size_t i = sheet->input_count; i < sheet->line_count; i++)
			put_object(&w, values, i);
		json_end_array(&w);
		json_put_member_string(&w, "says", said.s);
		json_put_member_string(&w, "cite", cite.s);
		json_end_object(&w);
		str_add_char(out, '\n');
	}
	str_finish(&said);
	str_finish(&cite);
	return good;
}
