#include "scenarios/worksheet.h"

#include "base/formula.h"
#include "base/number.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

void worksheet_begin(const struct worksheet *sheet,
		     struct worksheet_values *values)
{
	values->sheet = sheet;
	for (size_t i = 0; i < sheet->line_count; i++) {
		values->value[i] = sheet->lines[i].usual;
		values->source[i] = WORKSHEET_USUAL;
	}
}

/* Figures count without saying what: "1/s" where the line has "calls/s". */
static void count_things(struct unit *unit, const struct unit *like)
{
	for (size_t i = 0; i < like->count; i++) {
		struct unit thing = unit_none();

		thing.count = 1;
		thing.kinds[0] = like->kinds[i];
		if (strcmp(thing.kinds[0].name, "s") != 0 &&
		    strcmp(thing.kinds[0].name, "B") != 0 &&
		    strcmp(thing.kinds[0].name, "USD") != 0)
			unit_multiply(unit, &thing, 1, unit);
	}
}

/* What a figure is now, in the line's unit. */
static bool live_value(const struct worksheet_line *line,
		       worksheet_figure *figure, const void *drill,
		       struct quantity *out)
{
	struct unit unit;
	const char *text;
	double value;

	if (!figure(drill, line->figure, &value, &text) || !isfinite(value))
		return false;
	if (!strcmp(text, "x") || !strcmp(text, "ratio"))
		text = "1";
	if (!unit_parse(text, &unit, NULL))
		return false;
	*out = quantity_of(value, &unit);
	if (!unit_same_kind(&unit, &line->unit))
		count_things(&out->unit, &line->unit);
	return quantity_convert(out, &line->unit) &&
	       out->number[0] >= line->low && out->number[0] <= line->high;
}

void worksheet_fill(struct worksheet_values *values, worksheet_figure *figure,
		    const void *drill)
{
	const struct worksheet *sheet = values->sheet;

	for (size_t i = 0; i < sheet->input_count; i++) {
		struct quantity live;

		if (!sheet->lines[i].figure ||
		    !live_value(&sheet->lines[i], figure, drill, &live))
			continue;
		values->value[i] = live;
		values->source[i] = WORKSHEET_LIVE;
	}
}

static const struct worksheet_line *find(const struct worksheet *sheet,
					 const char *name, size_t length,
					 size_t *index)
{
	for (size_t i = 0; i < sheet->line_count; i++) {
		const struct worksheet_line *line = &sheet->lines[i];

		if (strlen(line->name) == length &&
		    !strncmp(line->name, name, length)) {
			*index = i;
			return line;
		}
	}
	return NULL;
}

static bool fail_no_input(const struct worksheet *sheet, const char *name,
			  bool row, struct err *err)
{
	struct str known = STR_INIT;

	for (size_t i = 0; i < sheet->input_count; i++)
		str_addf(&known, "%s%s", i ? ", " : "", sheet->lines[i].name);
	err_set(err, ERR_INPUT,
		row ? "%s: \"%s\" is worked out; what can be entered is %s"
		    : "%s has no input \"%s\"; it has %s",
		sheet->id, name, known.s);
	str_finish(&known);
	return false;
}

/* Says which unit is wanted, with a value to go by. */
static bool fail_unit(const struct worksheet_values *values, size_t index,
		      const char *text, struct err *err)
{
	const struct worksheet_line *line = &values->sheet->lines[index];
	struct str like = STR_INIT;

	worksheet_show(values, index, &like);
	err_set(err, ERR_INPUT, "%s: \"%s\" is not in %s; write it like \"%s\"",
		line->name, text,
		strcmp(line->unit_text, "1") ? line->unit_text
					     : "plain numbers",
		like.s);
	str_finish(&like);
	return false;
}

bool worksheet_enter(struct worksheet_values *values, const char *name,
		     const char *text, struct err *err)
{
	const struct worksheet *sheet = values->sheet;
	size_t index;
	const struct worksheet_line *line = find(sheet, name, strlen(name),
						 &index);
	struct quantity entered;
	struct err why = { 0 };

	if (!line || line->formula)
		return fail_no_input(sheet, name, line != NULL, err);
	if (!quantity_read(text, &line->unit, &entered, &why))
		return err_set(err, ERR_INPUT, "%s (%s): %s", line->name,
			       line->unit_text, why.message);
	if (!quantity_convert(&entered, &line->unit))
		return fail_unit(values, index, text, err);
	if (entered.count > 1 && !line->list)
		return err_set(err, ERR_INPUT, "%s takes one number, not %zu",
			       line->name, entered.count);
	for (size_t i = 0; i < entered.count; i++)
		if (!(entered.number[i] >= line->low &&
		      entered.number[i] <= line->high))
			return err_set(err, ERR_INPUT,
				       "%s must be from %g to %g %s, not %g",
				       line->name, line->low, line->high,
				       line->unit_text, entered.number[i]);
	values->value[index] = entered;
	values->source[index] = WORKSHEET_ENTERED;
	return true;
}

/* Lines that stand before the one that is worked out. */
struct known_lines {
	const struct worksheet_values *values;
	size_t count;
};

static const struct quantity *look(const void *context, const char *name,
				   size_t length)
{
	const struct known_lines *known = context;
	size_t index;

	if (!find(known->values->sheet, name, length, &index) ||
	    index >= known->count)
		return NULL;
	return &known->values->value[index];
}

bool worksheet_work(struct worksheet_values *values, struct err *err)
{
	const struct worksheet *sheet = values->sheet;

	for (size_t i = sheet->input_count; i < sheet->line_count; i++) {
		const struct worksheet_line *line = &sheet->lines[i];
		struct known_lines known = { values, i };
		struct quantity *value = &values->value[i];
		char is[96], wanted[96];
		struct err why = { 0 };

		if (!formula_eval(line->formula, look, &known, value, &why))
			return err_set(err, ERR_INPUT, "%s: %s", line->name,
				       why.message);
		if (!quantity_convert(value, &line->unit))
			return err_set(
				err, ERR_INPUT,
				"%s is in %s, but its formula \"%s\" gives %s",
				line->name,
				unit_describe(&line->unit, wanted,
					      sizeof(wanted)),
				line->formula,
				unit_describe(&value->unit, is, sizeof(is)));
	}
	return true;
}

static void show_number(const struct worksheet_line *line, double number,
			struct str *out)
{
	char text[NUMBER_SIZE];
	int decimals = line->decimals;

	if (!isfinite(number)) {
		str_add(out, "n/a");
		return;
	}
	if (decimals < 0) {
		double size = fabs(number);

		decimals = size == 0 || size == floor(size) ? 0
			   : size >= 1000		    ? 0
			   : size >= 100		    ? 1
			   : size >= 1			    ? 2
			   : size >= .01		    ? 4
							    : 6;
	}
	str_add(out, number_decimal(number, decimals, text));
}

void worksheet_show(const struct worksheet_values *values, size_t line,
		    struct str *out)
{
	const struct worksheet_line *l = &values->sheet->lines[line];
	const struct quantity *value = &values->value[line];

	for (size_t i = 0; i < value->count; i++) {
		if (i > 0)
			str_add(out, " ");
		show_number(l, value->number[i], out);
	}
	if (strcmp(l->unit_text, "%") == 0)
		str_add(out, "%");
	else if (strcmp(l->unit_text, "1") != 0)
		str_addf(out, " %s", l->unit_text);
}

/* Writes the text with its {names} filled in. */
static bool fill_slots(const struct worksheet_values *values, const char *text,
		       struct str *out, struct err *err)
{
	while (*text) {
		size_t plain = strcspn(text, "{"), length, index;

		str_add_n(out, text, plain);
		text += plain;
		if (!*text)
			break;
		length = strcspn(++text, "}");
		if (text[length] != '}' ||
		    !find(values->sheet, text, length, &index))
			return err_set(err, ERR_INPUT,
				       "there is no line {%.*s}", (int)length,
				       text);
		worksheet_show(values, index, out);
		text += length + 1;
	}
	return true;
}

bool worksheet_say(const struct worksheet_values *values, struct str *out,
		   struct err *err)
{
	const struct worksheet *sheet = values->sheet;
	struct known_lines known = { values, sheet->line_count };

	for (size_t i = 0; i < sheet->sentence_count; i++) {
		const struct worksheet_sentence *s = &sheet->sentences[i];
		struct str text = STR_INIT;
		struct quantity holds = { .count = 0 };
		bool good = fill_slots(values, s->text, &text, err);

		if (good && s->when)
			good = formula_eval(s->when, look, &known, &holds, err);
		if (good && (!s->when || holds.number[0] != 0))
			str_addf(out, "%s\n", text.s);
		str_finish(&text);
		if (!good)
			return false;
	}
	return true;
}

size_t worksheet_line(const struct worksheet *sheet, const char *name)
{
	size_t index;

	return find(sheet, name, strlen(name), &index) ? index
						       : sheet->line_count;
}

/* Marks the lines that a row's formula names, and those behind them. */
static void mark_needed(const struct worksheet *sheet, size_t row, bool *needed)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789_";

	needed[row] = true;
	for (size_t i = row; i > 0 && i >= sheet->input_count; i--) {
		const char *at = sheet->lines[i].formula;

		while (needed[i] && *at) {
			size_t length = strspn(at, letters), index;

			/* what stands in [ ] is a unit */
			if (*at == '[')
				length = strcspn(at, "]");
			else if (find(sheet, at, length, &index) && index < i)
				needed[index] = true;
			at += length ? length : 1;
		}
	}
}

static size_t result_row(const struct worksheet *sheet, size_t row)
{
	return row < sheet->input_count || row >= sheet->line_count
		       ? sheet->line_count - 1
		       : row;
}

void worksheet_result(const struct worksheet_values *values, size_t row,
		      struct str *out)
{
	row = result_row(values->sheet, row);
	str_addf(out, "%s: ", values->sheet->lines[row].title);
	worksheet_show(values, row, out);
}

void worksheet_cite(const struct worksheet_values *values, size_t row,
		    struct str *out)
{
	const struct worksheet *sheet = values->sheet;
	bool needed[WORKSHEET_LINES_MAX] = { false };
	const char *between = WORKSHEET_FROM;

	row = result_row(sheet, row);
	mark_needed(sheet, row, needed);
	worksheet_result(values, row, out);
	for (size_t i = 0; i < sheet->input_count; i++) {
		if (!needed[i])
			continue;
		str_addf(out, "%s%s ", between, sheet->lines[i].title);
		worksheet_show(values, i, out);
		between = ", ";
	}
	if (*between == ',')
		str_add_char(out, ')');
}
