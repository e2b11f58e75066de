/* What the mouse does: the screen says what lies where. */
#include "ui/app_internal.h"

/* The list goes row by row, as by keys, so that each view minds it its way. */
static void go_to_row(struct app *app, int row)
{
	struct view_state *state = app_state(app);

	for (int left = SURFACE_ROWS_MAX; left > 0 && state->selected != row;
	     left--) {
		int before = state->selected;

		app_act(app, before < row ? ACTION_DOWN : ACTION_UP);
		app_refresh(app);
		if (state->selected == before)
			break;
	}
}

/* A second click on what is selected is Enter. */
static void click_row(struct app *app, int row)
{
	if (app_state(app)->selected == row)
		app_do(app, keymap_action(&app->keymap, app_contexts(app),
					  UI_KEY_ENTER));
	else
		go_to_row(app, row);
}

static void click_card(struct app *app, int card)
{
	struct view_state *state = app_state(app);
	int column = card / HIT_CARD_ROWS, row = card % HIT_CARD_ROWS;

	if (state->column == column) {
		click_row(app, row);
		return;
	}
	state->column = column;
	state->selected = row;
}

/* The cursor goes to where the graph was clicked; it counts back from now. */
static void click_chart(struct app *app, const struct hit *hit, int column)
{
	const struct chart *chart = &app->data.charts[hit->value];
	int at;

	if (!(view_info(app->view)->contexts & CONTEXT_SIDEWAYS) ||
	    hit->value >= app->data.chart_count || hit->area.columns < 2)
		return;
	at = (hit->area.column + hit->area.columns - 1 - column) *
	     (chart->count - 1) / (hit->area.columns - 1);
	app_state(app)->column = at;
}

static void click(struct app *app, const struct hit *hit, int row, int column)
{
	switch (hit->kind) {
	case HIT_ACTION:
		app_do(app, (enum action)hit->value);
		break;
	case HIT_VIEW:
		app_act(app, view_info((enum view_id)hit->value)->action);
		break;
	case HIT_ROW:
		click_row(app, hit->value);
		break;
	case HIT_CARD:
		click_card(app, hit->value);
		break;
	case HIT_CHART:
		click_chart(app, hit, column);
		break;
	case HIT_ITEM:
		app->dialog.selected = hit->value;
		app_do(app, ACTION_PICK);
		break;
	case HIT_FIELD:
		if (app->dialog.field == hit->value &&
		    app->dialog.fields[hit->value].is_choice)
			app_do(app, ACTION_NEXT_CHOICE);
		app->dialog.field = hit->value;
		break;
	case HIT_TEXT:
		app->composer.in_facts = false;
		editor_click(&app->composer.editor, hit->area, row, column);
		break;
	case HIT_FACT:
		app->composer.in_facts = true;
		app->composer.fact = hit->value;
		app_do(app, ACTION_NEW_LINE);
		break;
	case HIT_NOTHING:
		break;
	}
}

static void turn_wheel(struct app *app, bool up)
{
	enum action action = up ? ACTION_UP : ACTION_DOWN;

	if (app->dialog.kind == DIALOG_PICK)
		action = up ? ACTION_PICK_UP : ACTION_PICK_DOWN;
	else if (app->dialog.kind != DIALOG_NONE)
		return;
	else if (app->composer.open)
		action = up ? ACTION_ROW_UP : ACTION_ROW_DOWN;
	for (int i = 0; i < 3; i++)
		app_do(app, action);
}

void app_point(struct app *app, int row, int column, int button)
{
	struct surface surface;
	const struct hit *hit;

	if (button == 4 || button == 5) {
		turn_wheel(app, button == 4);
		return;
	}
	/* Clicks are rare: the screen is drawn once more to be asked. */
	surface_init(&surface, app->rows, app->columns);
	app_draw(app, &surface);
	hit = button == 1 ? surface_hit_at(&surface, row, column) : NULL;
	if (hit)
		click(app, hit, row, column);
	surface_finish(&surface);
}
