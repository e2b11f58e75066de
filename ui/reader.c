#include "ui/reader.h"
#include "ui/terminal/key.h"

#include <string.h>

#define HEAD 2 /* rows above the text, and below it */
#define WHEEL 3

static int text_rows(const struct reader *reader)
{
	int rows = reader->rows - 2 * HEAD;

	return rows > 1 ? rows : 1;
}

static int last_top(const struct reader *reader)
{
	int rest = (int)reader->sheet.count - text_rows(reader);

	return rest > 0 ? rest : 0;
}

static void go(struct reader *reader, int top)
{
	int last = last_top(reader);

	reader->top = top < 0 ? 0 : top > last ? last : top;
}

void reader_init(struct reader *reader, const char *title, const char *text)
{
	memset(reader, 0, sizeof(*reader));
	reader->title = title;
	reader->rows = 24;
	reader->columns = 80;
	while (*text) {
		size_t length = strcspn(text, "\n");

		sheet_add(&reader->sheet, ROLE_TEXT, 0, "%.*s", (int)length,
			  text)
			->kind = SHEET_FIXED;
		text += length + (text[length] == '\n');
	}
}

void reader_finish(struct reader *reader)
{
	sheet_finish(&reader->sheet);
}

void reader_resize(struct reader *reader, int rows, int columns)
{
	reader->rows = rows;
	reader->columns = columns;
	go(reader, reader->top);
}

/* Rows that a key goes; the ends are farther than any text is long. */
static int step(const struct reader *reader, int key)
{
	const int end = (int)reader->sheet.count;

	switch (key) {
	case UI_KEY_UP:
	case 'k':
		return -1;
	case UI_KEY_DOWN:
	case UI_KEY_ENTER:
	case 'j':
		return 1;
	case UI_KEY_PAGE_UP:
	case 'b' & 31:
		return 1 - text_rows(reader);
	case UI_KEY_PAGE_DOWN:
	case 'f' & 31:
	case ' ':
		return text_rows(reader) - 1;
	case UI_KEY_HOME:
	case 'g':
		return -end;
	case UI_KEY_END:
	case 'G':
		return end;
	default:
		return 0;
	}
}

bool reader_key(struct reader *reader, int key)
{
	if (key == 'q' || key == UI_KEY_ESCAPE || key == ('c' & 31))
		return false;
	go(reader, reader->top + step(reader, key));
	return true;
}

void reader_mouse(struct reader *reader, int button)
{
	if (button == 4 || button == 5)
		go(reader, reader->top + (button == 4 ? -WHEEL : WHEEL));
}

void reader_draw(const struct reader *reader, struct surface *surface)
{
	struct area area = area_inset(surface_area(surface), 0, 1);
	struct area text = area_rows(area, HEAD, text_rows(reader));
	int column = 0;
	static const char *const keys[][2] = {
		{ "j k", "scroll" },
		{ "space", "page" },
		{ "q", "back" },
	};

	surface_clear(surface);
	draw_heading(surface, area, 0, reader->title);
	for (int i = 0; i < text.rows; i++)
		if (reader->top + i < (int)reader->sheet.count)
			draw_text(surface, text, i, 0, -1, ROLE_TEXT,
				  reader->sheet.items[reader->top + i].text);
	draw_scrollbar(surface, text, reader->top, (int)reader->sheet.count);
	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++) {
		column = draw_text(surface, area, surface->rows - 1, column, -1,
				   ROLE_KEY, keys[i][0]);
		column = draw_text(surface, area, surface->rows - 1, column + 1,
				   -1, ROLE_KEY_LABEL, keys[i][1]) +
			 3;
	}
}
