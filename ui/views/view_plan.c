/* The plan board: now, days, weeks. */
#include "ui/app_internal.h"

#include <string.h>

static const char *const column_titles[PLAN_PHASES] = {
	[PLAN_NOW] = "Now",
	[PLAN_DAYS] = "Days",
	[PLAN_WEEKS] = "Weeks",
};

/* The n-th item of a column; NULL behind the last. */
static const struct plan_item *item_at(const struct app *app, int column, int n)
{
	size_t count;
	const struct plan_item *items = drill_plan(app->drill, &count);

	for (size_t i = 0; i < count; i++)
		if ((int)items[i].phase == column && n-- == 0)
			return &items[i];
	return NULL;
}

static int count_items(const struct app *app, int column)
{
	int count = 0;

	while (item_at(app, column, count))
		count++;
	return count;
}

static void refresh(struct app *app)
{
	struct view_state *state = app_state(app);
	int count = count_items(app, state->column);

	view_read_beside(app);
	state->selected_id[0] = '\0';
	if (state->selected >= count)
		state->selected = count > 0 ? count - 1 : 0;
}

/* One field of a card, wrapped; a missing one says so quietly. */
static int draw_field(struct surface *surface, struct area area, int row,
		      const char *name, const char *value)
{
	struct str text = STR_INIT;
	int rows;

	str_addf(&text, "%s: %s", name, *value ? value : "-");
	rows = draw_wrapped(surface, area, row, 0,
			    *value ? ROLE_TEXT : ROLE_FAINT, text.s);
	draw_text(surface, area, row, 0, -1, ROLE_DIM, name);
	str_finish(&text);
	return row + rows;
}

static const char *missing(const struct plan_item *item)
{
	return !*item->why	  ? "why"
	       : !*item->tradeoff ? "trade-off"
	       : !*item->owner	  ? "owner"
	       : !*item->metric	  ? "metric"
	       : !*item->rollback ? "rollback"
	       : !*item->due	  ? "due"
				  : NULL;
}

static int draw_card(const struct plan_item *item, bool selected,
		     struct surface *surface, struct area area, int row)
{
	int begin = row;
	const char *first = missing(item);

	draw_glyph(surface, area, row, 0, first ? ROLE_WARN : ROLE_GOOD,
		   glyph(surface, first ? GLYPH_HALF : GLYPH_CHECK));
	row += draw_wrapped(surface, area_columns(area, 2, -1), row, 0,
			    ROLE_TEXT, item->what->title);
	if (first)
		draw_textf(surface, area, row++, 2, -1, ROLE_DIM, "no %s yet",
			   first);
	else
		draw_textf(surface, area, row++, 2, -1, ROLE_DIM, "%s, %s",
			   item->owner, item->due);
	for (int i = begin; selected && i < row; i++)
		draw_selected(surface, area, i);
	return row + 1;
}

static void draw_nothing(const struct app *app, bool open,
			 struct surface *surface, struct area area)
{
	struct str text = STR_INIT;

	if (open) {
		keymap_key(&app->keymap, ACTION_ADD_PLAN, &text);
		str_add(&text, " adds a measure; ");
		keymap_key(&app->keymap, ACTION_LEFT, &text);
		str_add(&text, " and ");
		keymap_key(&app->keymap, ACTION_RIGHT, &text);
		str_add(&text, " change the column.");
	} else {
		str_add(&text, "nothing yet");
	}
	draw_wrapped(surface, area, 0, 0, ROLE_DIM, text.s);
	str_finish(&text);
}

static void draw_column(const struct app *app, int column,
			struct surface *surface, struct area area)
{
	const struct view_state *state = app_state_of(app);
	bool open = state->column == column;
	int row = 2;

	draw_heading(surface, area, 0, column_titles[column]);
	if (open)
		draw_text(surface, area, 0, 0, -1, ROLE_TAB_OPEN,
			  column_titles[column]);
	if (count_items(app, column) == 0)
		draw_nothing(app, open, surface, area_rows(area, row, -1));
	surface_hit(surface, area, HIT_CARD, column * HIT_CARD_ROWS);
	for (int i = 0; item_at(app, column, i) && row < area.rows; i++) {
		int begin = row;

		row = draw_card(item_at(app, column, i),
				open && i == state->selected, surface, area,
				row);
		surface_hit(surface, area_rows(area, begin, row - begin),
			    HIT_CARD, column * HIT_CARD_ROWS + i);
	}
}

static void draw_item(const struct plan_item *item, struct surface *surface,
		      struct area area)
{
	struct area left = area_columns(area, 0, area.columns / 2 - 1);
	struct area right = area_columns(area, area.columns / 2 + 1, -1);
	int row;

	draw_heading(surface, area, 0, item->what->title);
	row = draw_field(surface, left, 1, "why", item->why);
	row = draw_field(surface, left, row, "trade-off", item->tradeoff);
	draw_field(surface, left, row, "owner", item->owner);
	row = draw_field(surface, right, 1, "metric", item->metric);
	row = draw_field(surface, right, row, "rollback", item->rollback);
	draw_field(surface, right, row, "due", item->due);
}

static void draw(const struct app *app, struct surface *surface,
		 struct area area)
{
	const struct view_state *state = app_state_of(app);
	const struct plan_item *item = item_at(app, state->column,
					       state->selected);
	int detail = item ? (area.rows >= 28 ? 10 : 7) : 0;
	int columns = (area.columns - 4) / PLAN_PHASES;

	for (int i = 0; i < PLAN_PHASES; i++)
		draw_column(app, i, surface,
			    area_columns(area_rows(area, 0, area.rows - detail),
					 i * (columns + 2), columns));
	if (item)
		draw_item(item, surface,
			  area_rows(area, area.rows - detail, detail));
}

static void add(struct app *app, const char *measure)
{
	app_plan_form(app, (enum plan_phase)app_state(app)->column, measure);
}

static void choose(struct app *app)
{
	const struct pack *pack = app->pack;

	dialog_pick(&app->dialog, "Plan which measure?", add);
	for (size_t i = 0; i < pack->mitigation_count; i++)
		dialog_add(&app->dialog, pack->mitigations[i].id,
			   pack->mitigations[i].title, "");
}

static bool act(struct app *app, enum action action)
{
	struct view_state *state = app_state(app);
	const struct plan_item *item;

	switch (action) {
	case ACTION_LEFT:
		state->column -= state->column > 0;
		return true;
	case ACTION_RIGHT:
		state->column += state->column < PLAN_PHASES - 1;
		return true;
	case ACTION_ADD_PLAN:
		if (!app->session->finished)
			choose(app);
		return true;
	case ACTION_EDIT_PLAN:
		item = item_at(app, state->column, state->selected);
		if (app->session->finished)
			return true;
		if (item)
			app_plan_form(app, item->phase, item->what->id);
		else
			choose(app);
		return true;
	default:
		return list_act(&state->selected,
				count_items(app, state->column), app->rows - 8,
				action);
	}
}

const struct view view_plan = {
	.action = ACTION_PLAN,
	.panel = PANEL_PLAN,
	.contexts = CONTEXT_PLAN | CONTEXT_LIST | CONTEXT_SIDEWAYS,
	.refresh = refresh,
	.draw = draw,
	.act = act,
};
