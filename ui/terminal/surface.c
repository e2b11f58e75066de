#include "ui/terminal/surface.h"
#include "base/mem.h"

#include <assert.h>
#include <string.h>

static const char *const glyph_set_names[GLYPH_SETS] = {
	[GLYPHS_BRAILLE] = "braille",
	[GLYPHS_BLOCK] = "block",
	[GLYPHS_ASCII] = "ascii",
};

int glyph_set_find(const char *name)
{
	for (int i = 0; i < GLYPH_SETS; i++)
		if (strcmp(glyph_set_names[i], name) == 0)
			return i;
	return -1;
}

static int within(int value, int low, int high)
{
	return value < low ? low : value > high ? high : value;
}

void surface_init(struct surface *surface, int rows, int columns)
{
	memset(surface, 0, sizeof(*surface));
	surface_resize(surface, rows, columns);
}

void surface_finish(struct surface *surface)
{
	free(surface->cells);
	surface->cells = NULL;
	surface->rows = surface->columns = 0;
}

void surface_resize(struct surface *surface, int rows, int columns)
{
	rows = within(rows, 1, SURFACE_ROWS_MAX);
	columns = within(columns, 1, SURFACE_COLUMNS_MAX);
	if (rows != surface->rows || columns != surface->columns) {
		free(surface->cells);
		surface->cells = mem_calloc((size_t)rows * (size_t)columns,
					    sizeof(*surface->cells));
		surface->rows = rows;
		surface->columns = columns;
	}
	surface_clear(surface);
}

void surface_clear(struct surface *surface)
{
	size_t count = (size_t)surface->rows * (size_t)surface->columns;

	for (size_t i = 0; i < count; i++)
		surface->cells[i] = (struct cell){ " ", ROLE_TEXT, 1 };
	surface->cursor_row = surface->cursor_column = -1;
	surface->hit_count = 0;
}

void surface_hit(struct surface *surface, struct area area, enum hit_kind kind,
		 int value)
{
	if (surface->hit_count < SURFACE_HITS_MAX)
		surface->hits[surface->hit_count++] = (struct hit){ area, kind,
								    value };
}

const struct hit *surface_hit_at(const struct surface *surface, int row,
				 int column)
{
	for (int i = surface->hit_count; i-- > 0;) {
		const struct area *area = &surface->hits[i].area;

		if (row >= area->row && row < area->row + area->rows &&
		    column >= area->column &&
		    column < area->column + area->columns)
			return &surface->hits[i];
	}
	return NULL;
}

bool cell_equal(const struct cell *a, const struct cell *b)
{
	return a->role == b->role && a->width == b->width &&
	       strcmp(a->text, b->text) == 0;
}

struct cell *surface_cell(struct surface *surface, int row, int column)
{
	assert(row >= 0 && row < surface->rows);
	assert(column >= 0 && column < surface->columns);
	return &surface->cells[row * surface->columns + column];
}

const struct cell *surface_at(const struct surface *surface, int row,
			      int column)
{
	assert(row >= 0 && row < surface->rows);
	assert(column >= 0 && column < surface->columns);
	return &surface->cells[row * surface->columns + column];
}

struct area surface_area(const struct surface *surface)
{
	return (struct area){ 0, 0, surface->rows, surface->columns };
}

void surface_row_text(const struct surface *surface, int row, struct str *out)
{
	size_t begin = out->length;

	for (int column = 0; column < surface->columns; column++)
		str_add(out, surface_at(surface, row, column)->text);
	while (out->length > begin && out->s[out->length - 1] == ' ')
		str_truncate(out, out->length - 1);
}

/* One visible character a role: its place in the table. */
static char role_letter(int role)
{
	static const char letters[] = ".abcdefghijklmnopqrstuvwxyz"
				      "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

	_Static_assert(ROLE_COUNT < sizeof(letters), "one letter a role");
	return letters[role];
}

/* A row of letters, without the plain ones at its end; none if all are. */
static void dump_roles(const struct surface *surface, int row, struct str *out)
{
	int end = surface->columns;

	while (end > 0 && surface_at(surface, row, end - 1)->role == ROLE_TEXT)
		end--;
	if (end == 0)
		return;
	str_add_char(out, '~');
	for (int column = 0; column < end; column++)
		str_add_char(
			out,
			role_letter(surface_at(surface, row, column)->role));
	str_add_char(out, '\n');
}

void surface_dump(const struct surface *surface, bool roles, struct str *out)
{
	for (int row = 0; row < surface->rows; row++) {
		surface_row_text(surface, row, out);
		str_add_char(out, '\n');
		if (roles)
			dump_roles(surface, row, out);
	}
}
