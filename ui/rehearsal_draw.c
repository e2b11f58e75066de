/* How a rehearsal looks. */
#include "ui/app.h"
#include "ui/rehearsal_internal.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define SIDE_NARROW 30 /* columns of the question beside the text */
#define SIDE_WIDE 46
#define HEAD_ROWS 2
#define FOOT_ROWS 2

/* --- what it is about ------------------------------------------------------ */

size_t rehearsal_last_step(const struct rehearsal *r)
{
	return 2 * r->count;
}

bool rehearsal_compares(const struct rehearsal *r)
{
	return r->step == rehearsal_last_step(r);
}

bool rehearsal_writes(const struct rehearsal *r)
{
	return r->step % 2 == 0 && !rehearsal_compares(r);
}

size_t rehearsal_text_of(const struct rehearsal *r)
{
	return rehearsal_compares(r) ? 0 : r->step / 2;
}

double rehearsal_minutes(const struct rehearsal *r, size_t text)
{
	return text == 0 ? r->question->minutes
			 : r->question->replies[text - 1].minutes;
}

size_t rehearsal_words(const char *text)
{
	size_t count = 0;
	bool inside = false;

	for (; *text; text++) {
		unsigned char c = (unsigned char)*text;
		bool word = c >= 0x80 || (c >= '0' && c <= '9') ||
			    (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');

		count += word && !inside ? 1 : 0;
		/* Signs within a word do not end it. */
		inside = word || (inside && c > ' ');
	}
	return count;
}

bool rehearsal_begun(const struct rehearsal *r)
{
	for (size_t i = 0; i < r->count; i++)
		if (r->texts[i].sent || r->texts[i].text[0] ||
		    r->texts[i].seconds >= 1)
			return true;
	return false;
}

bool rehearsal_too_small(const struct rehearsal *r)
{
	return r->rows < APP_ROWS_MIN || r->columns < APP_COLUMNS_MIN;
}

static void add_clock(struct str *out, double seconds)
{
	long whole = (long)seconds;

	str_addf(out, "%02ld:%02ld", whole / 60, whole % 60);
}

void rehearsal_clock(const struct rehearsal *r, size_t text, struct str *out)
{
	double seconds = r->texts[text].seconds;
	double minutes = rehearsal_minutes(r, text);

	add_clock(out, seconds);
	if (minutes > 0 && floor(seconds) > minutes * 60) {
		str_add(out, ", ");
		add_clock(out, floor(seconds) - minutes * 60);
		str_addf(out, " over %.0f min", minutes);
	} else if (minutes > 0) {
		str_addf(out, " of %.0f min", minutes);
	}
}

/* --- areas ----------------------------------------------------------------- */

struct area rehearsal_body(const struct rehearsal *r)
{
	return (struct area){ HEAD_ROWS + 1, 1,
			      r->rows - HEAD_ROWS - FOOT_ROWS - 1,
			      r->columns - 2 };
}

static int side_columns(const struct rehearsal *r)
{
	return r->columns >= REHEARSAL_WIDE ? SIDE_WIDE : SIDE_NARROW;
}

struct area rehearsal_editor_area(const struct rehearsal *r)
{
	struct area body = rehearsal_body(r);

	return area_columns(body, 0, body.columns - side_columns(r) - 3);
}

struct area rehearsal_sheet_area(const struct rehearsal *r, int which)
{
	struct area body = rehearsal_body(r);
	int half = (body.columns - 3) / 2;

	if (r->standing)
		return body;
	if (rehearsal_writes(r))
		return area_columns(area_rows(body, 1, -1),
				    body.columns - side_columns(r),
				    side_columns(r));
	if (!rehearsal_compares(r))
		return body;
	body = area_rows(body, 1, -1);
	if (r->columns < REHEARSAL_WIDE)
		return body;
	return which == 0 ? area_columns(body, 0, half)
			  : area_columns(body, half + 3, half);
}

/* --- frame ----------------------------------------------------------------- */

static void draw_status(const struct rehearsal *r, struct surface *surface)
{
	struct area area = surface_area(surface);
	size_t i = rehearsal_text_of(r);
	double minutes = rehearsal_minutes(r, i);
	bool over = minutes > 0 && r->texts[i].seconds > minutes * 60;
	struct str clock = STR_INIT;
	int column = 1;

	draw_fill(surface, area_rows(area, 0, 1), ROLE_STATUS);
	if (rehearsal_writes(r) && !r->standing) {
		rehearsal_clock(r, i, &clock);
		column = draw_text(surface, area, 0, column, -1,
				   over ? ROLE_STATUS_WARN : ROLE_STATUS_STRONG,
				   clock.s);
		column = draw_textf(surface, area, 0, column + 2, -1,
				    ROLE_STATUS, "%zu words",
				    rehearsal_words(r->editor.text.s));
	} else {
		column = draw_text(surface, area, 0, column, -1,
				   ROLE_STATUS_STRONG, "Practise an answer");
		if (r->report)
			column = draw_textf(surface, area, 0, column + 2, -1,
					    ROLE_STATUS, "%s %.1f of %.0f",
					    r->report->decision,
					    r->report->score, r->report->max);
	}
	if (area.columns - column >= text_width(r->question->title) + 4)
		draw_right(surface, area, 0, area.columns - 1, ROLE_STATUS_DIM,
			   r->question->title);
	else
		draw_right(surface, area, 0, area.columns - 1, ROLE_STATUS_DIM,
			   r->question->id);
	str_finish(&clock);
}

/* The steps as tabs: what is open, what was reached, what is to come. */
static int draw_tab(const struct rehearsal *r, struct surface *surface,
		    int column, size_t first, size_t last, const char *name)
{
	struct area row = { 1, 0, 1, r->columns };
	bool open = !r->standing && r->step >= first && r->step <= last;

	if (column + text_width(name) + 2 > r->columns)
		return column;
	draw_fill(surface, area_columns(row, column, text_width(name) + 2),
		  open ? ROLE_TAB_OPEN : ROLE_TAB);
	draw_text(surface, row, 0, column + 1, -1,
		  open			? ROLE_TAB_OPEN
		  : r->reached >= first ? ROLE_TAB
					: ROLE_FAINT,
		  name);
	return column + text_width(name) + 2;
}

static void draw_tabs(const struct rehearsal *r, struct surface *surface)
{
	int column = draw_tab(r, surface, 0, 0, 0, "Answer");

	column = draw_tab(r, surface, column, 1, 1, "Report");
	for (size_t i = 1; i < r->count; i++) {
		char name[32];

		snprintf(name, sizeof(name), "Follow-up %zu", i);
		column = draw_tab(r, surface, column, 2 * i, 2 * i + 1, name);
	}
	draw_tab(r, surface, column, rehearsal_last_step(r),
		 rehearsal_last_step(r), "Model answer");
}

struct foot_key {
	enum action action;
	const char *label;
};

static int draw_key(const struct rehearsal *r, struct surface *surface,
		    int column, struct foot_key key)
{
	struct area row = { r->rows - 1, 0, 1, r->columns };
	struct str name = STR_INIT;

	keymap_key(&r->keymap, key.action, &name);
	if (str_starts(name.s, "ctrl-") && name.length == 6) {
		name.s[0] = '^';
		name.s[1] = name.s[5];
		str_truncate(&name, 2);
	}
	if (name.length > 0 &&
	    column + text_width(name.s) + 1 + text_width(key.label) <=
		    r->columns) {
		surface_hit(surface,
			    area_columns(row, column,
					 text_width(name.s) + 1 +
						 text_width(key.label)),
			    HIT_ACTION, (int)key.action);
		column = draw_text(surface, row, 0, column, -1, ROLE_KEY,
				   name.s);
		column = draw_text(surface, row, 0, column + 1, -1,
				   ROLE_KEY_LABEL, key.label) +
			 2;
	}
	str_finish(&name);
	return column;
}

/* What Enter does on a page that is read. */
static const char *next_label(const struct rehearsal *r)
{
	if (r->step + 1 == rehearsal_last_step(r))
		return "Model answer";
	return r->texts[r->step / 2 + 1].sent ? "Next page" : "Next question";
}

static void draw_footer(const struct rehearsal *r, struct surface *surface)
{
	struct foot_key keys[6] = { { ACTION_NONE, "" } };
	int count = 0, column = 1;

	if (r->standing) {
		keys[count++] = (struct foot_key){
			ACTION_GO_ON, rehearsal_begun(r) ? "Go on" : "Begin"
		};
		if (rehearsal_begun(r))
			keys[count++] = (struct foot_key){ ACTION_BEGIN_ANEW,
							   "Begin anew" };
		keys[count++] = (struct foot_key){ ACTION_QUIT, "Leave" };
	} else if (rehearsal_writes(r)) {
		keys[count++] = (struct foot_key){ ACTION_SEND, "Send" };
		keys[count++] = (struct foot_key){
			ACTION_FACTS,
			r->reading ? "Back to the text" : "Read the question"
		};
		keys[count++] = (struct foot_key){ ACTION_EDITOR, "$EDITOR" };
		keys[count++] = (struct foot_key){ ACTION_PUT_ASIDE,
						   "Stop the clock" };
	} else {
		if (rehearsal_compares(r))
			keys[count++] = (struct foot_key){ ACTION_OTHER_SIDE,
							   "Other text" };
		else
			keys[count++] = (struct foot_key){ ACTION_GO_ON,
							   next_label(r) };
		keys[count++] = (struct foot_key){ ACTION_DOWN, "Scroll" };
		keys[count++] = (struct foot_key){ ACTION_GO_BACK, "Back" };
		if (rehearsal_compares(r))
			keys[count++] = (struct foot_key){ ACTION_BEGIN_ANEW,
							   "Begin anew" };
		keys[count++] = (struct foot_key){ ACTION_QUIT, "Leave" };
	}
	for (int i = 0; i < count; i++)
		column = draw_key(r, surface, column, keys[i]);
}

static void draw_toast(const struct rehearsal *r, struct surface *surface)
{
	struct area row = { r->rows - 2, 0, 1, r->columns };

	if (r->toast_s <= 0)
		return;
	draw_glyph(surface, row, 0, 1, r->toast_role,
		   glyph(surface, r->toast_role == ROLE_ERROR ? GLYPH_FLAG
							      : GLYPH_POINTER));
	draw_text(surface, row, 0, 3, r->columns - 4, r->toast_role, r->toast);
}

/* --- pages ----------------------------------------------------------------- */

static void draw_sheet(const struct rehearsal *r, struct surface *surface,
		       int which)
{
	sheet_draw(&r->sheets[which], r->tops[which], surface,
		   rehearsal_sheet_area(r, which));
}

static void draw_writing(const struct rehearsal *r, struct surface *surface)
{
	struct area text = rehearsal_editor_area(r);
	struct area side = rehearsal_sheet_area(r, 0);
	size_t i = rehearsal_text_of(r);

	draw_vertical(surface, rehearsal_body(r),
		      side.column - rehearsal_body(r).column - 2, ROLE_RULE);
	draw_text(surface,
		  (struct area){ side.row - 1, side.column, 1, side.columns },
		  0, 0, -1, ROLE_TITLE,
		  r->reading ? "Up and down scroll"
		  : i == 0   ? "Question"
			     : "Follow-up");
	draw_sheet(r, surface, 0);
	editor_draw(&r->editor, surface, text, ROLE_TEXT);
	if (r->editor.text.length == 0)
		draw_text(surface, text, 0, 0, -1, ROLE_FAINT,
			  i == 0 ? "Write your answer here."
				 : "Write your reply here.");
	if (r->reading)
		surface->cursor_row = surface->cursor_column = -1;
}

static void draw_title(const struct rehearsal *r, struct surface *surface,
		       int which, const char *title)
{
	struct area area = rehearsal_sheet_area(r, which);
	bool open = r->side == which;

	area.row--;
	area.rows = 1;
	if (open)
		draw_glyph(surface, area, 0, 0, ROLE_ACCENT,
			   glyph(surface, GLYPH_POINTER));
	draw_text(surface, area, 0, 2, -1, open ? ROLE_TITLE : ROLE_DIM, title);
}

static void draw_comparison(const struct rehearsal *r, struct surface *surface)
{
	static const char *const titles[] = { "Your answer", "Model answer" };
	struct area body = rehearsal_body(r);

	for (int which = 0; which < 2; which++) {
		if (r->columns < REHEARSAL_WIDE && which != r->side)
			continue;
		draw_title(r, surface, which, titles[which]);
		draw_sheet(r, surface, which);
	}
	if (r->columns >= REHEARSAL_WIDE)
		draw_vertical(surface, body, (body.columns - 3) / 2 + 1,
			      ROLE_RULE);
}

static void draw_too_small(const struct rehearsal *r, struct surface *surface)
{
	struct area area = surface_area(surface);
	struct str text = STR_INIT;

	str_addf(&text, "needs %dx%d, have %dx%d", APP_COLUMNS_MIN,
		 APP_ROWS_MIN, r->columns, r->rows);
	draw_center(surface, area, area.rows / 2, ROLE_STRONG, text.s);
	if (area.rows > 2)
		draw_center(surface, area, area.rows / 2 + 1, ROLE_DIM,
			    "q leaves; the draft is kept");
	str_finish(&text);
}

void rehearsal_draw(const struct rehearsal *r, struct surface *surface)
{
	surface_clear(surface);
	if (surface->rows < APP_ROWS_MIN ||
	    surface->columns < APP_COLUMNS_MIN) {
		draw_too_small(r, surface);
		return;
	}
	draw_status(r, surface);
	draw_tabs(r, surface);
	if (!r->standing && rehearsal_writes(r))
		draw_writing(r, surface);
	else if (!r->standing && rehearsal_compares(r))
		draw_comparison(r, surface);
	else
		draw_sheet(r, surface, 0);
	draw_toast(r, surface);
	draw_footer(r, surface);
}
