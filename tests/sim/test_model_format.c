#include "tests/sim/bench.h"

#include "base/file.h"
#include "sim/model/model_fields.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* docs/model-format.md against the table that the parser goes by: each field
 * of each type of node has a row, with its default and its range, and there is
 * no row of a field that there is not. */

#define CELL_MAX 600

static struct str page;

static int read_page(void **state)
{
	const char *root = getenv("GAMEDAY_DATA_DIR");
	struct str path = STR_INIT;
	struct err err = { 0 };
	bool read;

	(void)state;
	str_addf(&path, "%s/docs/model-format.md", root != NULL ? root : ".");
	read = file_read(path.s, 1 << 20, &page, &err);
	str_finish(&path);
	return read ? 0 : -1;
}

static int forget_page(void **state)
{
	(void)state;
	str_finish(&page);
	return 0;
}

/* The text from "### type" to the next heading. */
static struct str section(const char *type)
{
	struct str head = STR_INIT, out = STR_INIT;
	const char *begin, *end;

	str_addf(&head, "\n### %s\n", type);
	begin = strstr(page.s, head.s);
	if (begin == NULL)
		fail_msg("there is no section of the %s", type);
	begin += head.length;
	end = strstr(begin, "\n#");
	str_addf(&out, "%.*s", (int)(end != NULL ? end - begin : 1 << 20),
		 begin);
	str_finish(&head);
	return out;
}

/* A row of a table: its first three cells. */
struct row {
	char cell[3][CELL_MAX];
};

static bool next_row(const char **at, struct row *row)
{
	const char *line = *at;

	while (line != NULL && strncmp(line, "| ", 2) != 0) {
		line = strchr(line, '\n');
		line = line != NULL ? line + 1 : NULL;
	}
	if (line == NULL)
		return false;
	memset(row, 0, sizeof *row);
	for (int c = 0; c < 3 && *line == '|'; c++) {
		size_t length = strcspn(++line, "|\n");

		assert_true(length < CELL_MAX);
		memcpy(row->cell[c], line, length);
		line += length;
	}
	*at = line;
	return true;
}

/* Whether the cell names it: in backquotes. */
static bool names(const char *cell, const char *name)
{
	struct str quoted = STR_INIT;
	bool found;

	str_addf(&quoted, "`%s`", name);
	found = strstr(cell, quoted.s) != NULL;
	str_finish(&quoted);
	return found;
}

/* "0.5", "10^6", "-10^9", "3 10^6"; moves on behind it. */
static bool read_number(const char **at, double *out)
{
	char *end;
	const char *s = *at;
	double value = strtod(s, &end);

	if (end == s)
		return false;
	if (end[0] == ' ' && strncmp(end + 1, "10^", 3) == 0)
		value *= pow(10.0, strtod(end + 4, &end));
	else if (end[0] == '^')
		value = copysign(pow(fabs(value), strtod(end + 1, &end)),
				 value);
	*at = end;
	*out = value;
	return true;
}

/* "A to B" anywhere in the cell. */
static bool read_range(const char *cell, double *low, double *high)
{
	for (const char *to = cell; (to = strstr(to, " to ")) != NULL; to++) {
		const char *begin = to, *end = to + 4;

		while (begin > cell && strchr("0123456789.^-", begin[-1]))
			begin--;
		if (read_number(&begin, low) && begin == to &&
		    read_number(&end, high))
			return true;
	}
	return false;
}

static void check_default(const char *where, const struct field *f,
			  const char *cell)
{
	const char *at = cell;
	double value;

	if (f->required && strstr(cell, "required") == NULL)
		fail_msg("%s: the page says \"%s\"", where, cell);
	if (f->kind == FIELD_NUMBER && read_number(&at, &value) &&
	    value != f->fallback)
		fail_msg("%s: its default is %g, the page says %g", where,
			 f->fallback, value);
}

static void check_range(const char *where, const struct field *f,
			const char *cell)
{
	bool word = f->integer && f->low == 0.0 && f->high <= 3.0;
	double low, high;

	if (f->kind != FIELD_NUMBER || word) /* a switch, or has words */
		return;
	if (!read_range(cell, &low, &high))
		fail_msg("%s: the page has no range", where);
	if (low != f->low || high != f->high)
		fail_msg("%s: it goes from %g to %g, the page says %g to %g",
			 where, f->low, f->high, low, high);
}

static void check_field(const char *type, const struct str *text,
			const struct field *f)
{
	const char *at = text->s;
	struct str where = STR_INIT;
	struct row row;
	bool found = false;

	str_addf(&where, "%s.%s", type, f->name);
	while (!found && next_row(&at, &row))
		found = names(row.cell[0], f->name);
	if (!found)
		fail_msg("%s is not on the page", where.s);
	/* A group and a table of its fields: the first one tells. */
	check_default(where.s, f, row.cell[1]);
	check_range(where.s, f, row.cell[2]);
	str_finish(&where);
}

static void each_field_is_on_the_page(void **state)
{
	(void)state;
	for (int t = 0; t < NODE_TYPES; t++) {
		const char *type = model_type_name((enum node_type)t);
		struct str text = section(type);

		for (const struct field *f = model_fields((enum node_type)t);
		     f->kind != FIELD_END; f++)
			check_field(type, &text, f);
		str_finish(&text);
	}
}

/* The first name of each row of a table of fields. */
static void no_row_is_of_nothing(void **state)
{
	int rows = 0;

	(void)state;
	for (int t = 0; t < NODE_TYPES; t++) {
		const char *type = model_type_name((enum node_type)t);
		struct str text = section(type);
		const char *at = text.s;
		struct row row;
		bool fields = false;

		while (next_row(&at, &row)) {
			bool known = false;

			if (strncmp(row.cell[0], " `", 2) != 0) {
				fields = strstr(row.cell[0], "field ") ==
						 row.cell[0] + 1 &&
					 strstr(row.cell[0], "alert") == NULL;
				continue;
			}
			for (const struct field *f =
				     model_fields((enum node_type)t);
			     f->kind != FIELD_END; f++)
				known |= names(row.cell[0], f->name);
			if (fields && !known)
				fail_msg("%s has no%s", type, row.cell[0]);
			rows += fields;
		}
		str_finish(&text);
	}
	assert_true(rows > 100);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_field_is_on_the_page),
		cmocka_unit_test(no_row_is_of_nothing),
	};

	return cmocka_run_group_tests(tests, read_page, forget_page);
}
