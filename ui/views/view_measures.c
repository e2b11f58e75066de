/* Measures: what can be done, what it takes, and whom it touches. */
#include "base/calendar.h"
#include "ui/app_internal.h"

#include <string.h>

/* Groups in the order they are shown.  What does harm is for the player to
 * find out, so it hides among what it looks like. */
static const struct {
	const char *category, *title;
} groups[] = {
	{ "contain", "Contain" },
	{ "reliability", "Make it reliable" },
	{ "capacity", "Capacity" },
	{ "long-term", "Longer term" },
};

#define GROUP_COUNT (sizeof(groups) / sizeof(*groups))

/* Rows in the order shown: indices into the pack's measures. */
static int order(const struct app *app, int *out, int max)
{
	int count = 0;

	for (size_t g = 0; g < GROUP_COUNT; g++)
		for (size_t i = 0; i < app->pack->mitigation_count; i++)
			if (strcmp(app->pack->mitigations[i].category,
				   groups[g].category) == 0 &&
			    count < max)
				out[count++] = (int)i;
	/* Categories that a pack made up come last. */
	for (size_t i = 0; i < app->pack->mitigation_count; i++) {
		bool known = false;

		for (size_t g = 0; g < GROUP_COUNT; g++)
			known = known ||
				strcmp(app->pack->mitigations[i].category,
				       groups[g].category) == 0;
		if (!known && count < max)
			out[count++] = (int)i;
	}
	return count;
}

#define MEASURES_MAX 128

static const char *group_title(const struct pack_mitigation *what)
{
	for (size_t g = 0; g < GROUP_COUNT; g++)
		if (strcmp(what->category, groups[g].category) == 0)
			return groups[g].title;
	return what->category;
}

static const struct measure *measure_at(const struct app *app, int row)
{
	int rows[MEASURES_MAX];
	int count = order(app, rows, MEASURES_MAX);

	if (row < 0 || row >= count)
		return NULL;
	return &drill_measures(app->drill)[rows[row]];
}

static void refresh(struct app *app)
{
	struct view_state *state = app_state(app);
	const struct measure *measure;
	int rows[MEASURES_MAX];
	int count = order(app, rows, MEASURES_MAX);

	if (state->selected >= count)
		state->selected = count > 0 ? count - 1 : 0;
	measure = measure_at(app, state->selected);
	if (measure)
		view_add_arg(app, "id", measure->what->id);
	view_read_beside(app);
	/* The panel's rows are about one measure: none of them is the one
	 * under the cursor, which is pinned by its id. */
	app->data.row_count = 0;
	state->selected_id[0] = '\0';
}

static enum role state_role(enum measure_state state)
{
	switch (state) {
	case MEASURE_OFF:
		return ROLE_DIM;
	case MEASURE_IN_FORCE:
		return ROLE_GOOD;
	case MEASURE_REFUSED:
		return ROLE_BAD;
	default:
		return ROLE_WARN;
	}
}

static enum glyph state_glyph(enum measure_state state)
{
	switch (state) {
	case MEASURE_OFF:
		return GLYPH_OFF;
	case MEASURE_IN_FORCE:
		return GLYPH_ON;
	case MEASURE_REFUSED:
		return GLYPH_CROSS;
	case MEASURE_UNDER_WAY:
	case MEASURE_REVERTING:
		return GLYPH_HALF;
	default:
		return GLYPH_WAITING;
	}
}

/* "in force", "under way, 80 s" */
static void word_state(const struct app *app, const struct measure *measure,
		       struct str *out)
{
	char left[CALENDAR_SPAN_SIZE];

	if (measure->state == MEASURE_OFF)
		return;
	str_add(out, measure_state_word(measure->state));
	if (measure->due_s >= 0)
		str_addf(out, ", %s",
			 calendar_format_left(
				 measure->due_s - drill_now(app->drill), left));
}

static void draw_row(const struct app *app, const struct measure *measure,
		     bool selected, struct surface *surface, struct area area,
		     int row)
{
	const struct pack_mitigation *what = measure->what;
	enum role role = state_role(measure->state);
	char takes[CALENDAR_SPAN_SIZE];
	struct str state = STR_INIT;
	int end = area.columns, flag;

	word_state(app, measure, &state);
	if (state.length)
		end = draw_right(surface, area, row, end, role, state.s);
	else
		end = draw_right(surface, area, row, end, ROLE_DIM,
				 what->plan_only
					 ? "plan"
					 : calendar_format_span(what->lead_s,
								takes));
	flag = end - 2 < area.columns - 9 ? end - 2 : area.columns - 9;
	if (what->approval && measure->state == MEASURE_OFF)
		draw_glyph(surface, area, row, flag, ROLE_WARN,
			   glyph(surface, GLYPH_FLAG));
	draw_glyph(surface, area, row, 0, role,
		   glyph(surface, state_glyph(measure->state)));
	draw_text(surface, area, row, 2, (state.length ? end : flag) - 3,
		  ROLE_TEXT, what->title);
	if (selected)
		draw_selected(surface, area, row);
	str_finish(&state);
}

/* The list has a row of its own for each group's title. */
static void draw_list(const struct app *app, struct surface *surface,
		      struct area area)
{
	int rows[MEASURES_MAX], lines[2 * MEASURES_MAX] = { 0 };
	int count = order(app, rows, MEASURES_MAX);
	int line_count = 0, selected = 0, top;
	const char *group = "";

	for (int i = 0; i < count; i++) {
		const struct pack_mitigation *what =
			&app->pack->mitigations[rows[i]];

		if (strcmp(group, group_title(what)) != 0) {
			group = group_title(what);
			lines[line_count++] = -1 - i;
		}
		if (i == app_state_of(app)->selected)
			selected = line_count;
		lines[line_count++] = i;
	}
	top = list_top(selected, line_count, area.rows);
	for (int n = top; n < line_count && n - top < area.rows; n++) {
		int i = lines[n];

		if (i >= 0)
			surface_hit(surface, area_rows(area, n - top, 1),
				    HIT_ROW, i);
		if (i >= 0)
			draw_row(app, &drill_measures(app->drill)[rows[i]],
				 i == app_state_of(app)->selected, surface,
				 area, n - top);
		else
			draw_text(
				surface, area, n - top, 0, -1, ROLE_TITLE,
				group_title(
					&app->pack->mitigations[rows[-1 - i]]));
	}
}

static int draw_fact(struct surface *surface, struct area area, int row,
		     const char *name, enum role role, const char *value)
{
	int rows;

	draw_text(surface, area, row, 0, -1, ROLE_DIM, name);
	rows = draw_wrapped(surface, area_columns(area, 15, -1), row, 0, role,
			    value);
	return row + (rows > 0 ? rows : 1);
}

static int draw_takes(const struct app *app, const struct measure *measure,
		      struct surface *surface, struct area area, int row)
{
	const struct pack_mitigation *what = measure->what;
	struct str text = STR_INIT;
	char span[CALENDAR_SPAN_SIZE];

	if (what->plan_only)
		str_add(&text, "longer than this hour; B plans it");
	else
		str_add(&text, calendar_format_span(what->lead_s, span));
	row = draw_fact(surface, area, row, "takes", ROLE_TEXT, text.s);
	row = draw_fact(surface, area, row, "needs a yes",
			what->approval ? ROLE_WARN : ROLE_TEXT,
			what->approval ? person_name(app->pack, what->approval)
				       : "no");
	str_clear(&text);
	if (what->reversible) {
		str_addf(&text, "yes, in %s",
			 calendar_format_span(what->revert_lead_s, span));
	}
	row = draw_fact(surface, area, row, "can be undone",
			what->reversible ? ROLE_TEXT : ROLE_WARN,
			what->reversible ? text.s : "no");
	str_clear(&text);
	if (what->cost_usd > 0) {
		figure_format("USD", what->cost_usd, &text);
		row = draw_fact(surface, area, row, "costs", ROLE_TEXT, text.s);
		str_clear(&text);
	}
	figure_format("people", drill_people_touched(app->drill, what), &text);
	str_add(&text, " in ten minutes");
	row = draw_fact(surface, area, row, "touches now", ROLE_TEXT, text.s);
	str_finish(&text);
	return row;
}

static void draw_detail(const struct app *app, const struct measure *measure,
			struct surface *surface, struct area area)
{
	const struct pack_mitigation *what = measure->what;
	struct str text = STR_INIT;
	char name[PARAMETER_NAME_MAX];
	int row;

	row = draw_wrapped(surface, area, 0, 0, ROLE_STRONG, what->title);
	row += draw_wrapped(surface, area, row, 0, ROLE_TEXT, what->help) + 1;
	word_state(app, measure, &text);
	if (text.length)
		row = draw_fact(surface, area, row, "now",
				state_role(measure->state), text.s);
	row = draw_takes(app, measure, surface, area, row);
	for (size_t i = 0;
	     i < what->parameter_count && i < MEASURE_PARAMETERS_MAX; i++) {
		str_clear(&text);
		parameter_value(&what->parameters[i], measure->parameters[i],
				&text);
		row = draw_fact(surface, area, row,
				parameter_name(&what->parameters[i], name),
				ROLE_TEXT, text.s);
	}
	if (what->side_effect && *what->side_effect)
		row = draw_fact(surface, area, row, "side effect", ROLE_TEXT,
				what->side_effect);
	if (what->tradeoff && drill_mode(app->drill) != DRILL_EXAM)
		draw_fact(surface, area, row, "trade-off", ROLE_TEXT,
			  what->tradeoff);
	str_finish(&text);
}

/* Sign, the longest title and a state: the same whatever the states. */
static int widest_row(const struct app *app)
{
	const int beside = 18;
	int widest = 0;

	for (size_t i = 0; i < app->pack->mitigation_count; i++) {
		int width = text_width(app->pack->mitigations[i].title);

		widest = width > widest ? width : widest;
	}
	return widest + beside;
}

static void draw(const struct app *app, struct surface *surface,
		 struct area area)
{
	const struct measure *measure = measure_at(app,
						   app_state_of(app)->selected);
	int list = list_columns(area.columns, widest_row(app));

	draw_heading(surface, area, 0, "Measures");
	draw_rightf(surface, area, 0, area.columns, ROLE_DIM,
		    " %d of %d   hands free %d of %d   %s needs a yes",
		    app_state_of(app)->selected + 1,
		    (int)app->pack->mitigation_count,
		    drill_hands_free(app->drill), app->pack->hands,
		    glyph(surface, GLYPH_FLAG));
	area = area_rows(area, 2, -1);
	draw_list(app, surface, area_columns(area, 0, list));
	draw_vertical(surface, area, list + 1, ROLE_RULE);
	if (measure)
		draw_detail(app, measure, surface,
			    area_to_read(area, list + 3));
}

static void take_back(struct app *app)
{
	const struct command command = { .verb = COMMAND_REVERT,
					 .at_s = -1,
					 .actor = "you",
					 .subject = app->dialog.subject };
	const struct measure *measure = drill_measure(app->drill,
						      app->dialog.subject);

	if (measure && app_submit(app, &command))
		app_toast(app, ROLE_GOOD, "%s: %s.", measure->what->title,
			  measure_state_word(
				  drill_measure(app->drill, command.subject)
					  ->state));
}

static void revert(struct app *app, const struct measure *measure)
{
	struct str text = STR_INIT;
	char span[CALENDAR_SPAN_SIZE];

	str_addf(&text, "%s (now: %s).", measure->what->title,
		 measure_state_word(measure->state));
	if (measure->state == MEASURE_IN_FORCE) {
		str_addf(&text, " It takes %s and a pair of hands.",
			 calendar_format_span(measure->what->revert_lead_s,
					      span));
	}
	dialog_confirm(&app->dialog, "Take it back?", text.s, take_back);
	snprintf(app->dialog.subject, sizeof(app->dialog.subject), "%s",
		 measure->what->id);
	str_finish(&text);
}

/* What Enter does to a measure in each state: its name at the foot, or why it
 * does nothing. */
static const struct {
	const char *label, *refusal;
} entering[] = {
	[MEASURE_OFF] = { .label = "Apply" },
	[MEASURE_ASKING] = { .label = "Act now" },
	[MEASURE_WAITING] = { .label = "To the front" },
	[MEASURE_UNDER_WAY] = { .refusal = "it is under way; x cancels it" },
	[MEASURE_IN_FORCE] = { .label = "Change" },
	[MEASURE_REVERTING] = { .refusal = "it is being taken back; wait until "
					   "that is done" },
	[MEASURE_REFUSED] = { .label = "Ask again" },
};

static const struct measure *entered(const struct app *app)
{
	return app->view == VIEW_MEASURES
		       ? measure_at(app, app_state_of(app)->selected)
		       : NULL;
}

const char *view_measures_refusal(const struct app *app)
{
	const struct measure *measure = entered(app);

	if (!measure || measure->what->plan_only)
		return NULL;
	if (measure->state == MEASURE_IN_FORCE &&
	    measure->what->parameter_count == 0)
		return "it is in force, and has no numbers to change";
	return entering[measure->state].refusal;
}

const char *view_measures_label(const struct app *app)
{
	const struct measure *measure = entered(app);
	const char *label = measure ? entering[measure->state].label : NULL;

	if (measure && measure->what->plan_only)
		return "Plan it";
	return label ? label : entering[MEASURE_OFF].label;
}

static void put_first(struct app *app)
{
	struct command command = { .verb = COMMAND_APPLY,
				   .at_s = -1,
				   .actor = "you",
				   .subject = app->dialog.subject,
				   .arg_count = 1 };

	command.args[0] = (struct command_arg){ "first", "yes" };
	if (app_submit(app, &command))
		app_toast(
			app, ROLE_GOOD, "%s comes next.",
			drill_measure(app->drill, command.subject)->what->title);
}

/* Enter: the form, or a question where there is nothing to fill in. */
static void enter(struct app *app, const struct measure *measure)
{
	if (measure->what->plan_only) {
		app_plan_form(app, PLAN_DAYS, measure->what->id);
	} else if (measure->state == MEASURE_WAITING) {
		dialog_confirm(&app->dialog, "Put it at the front?",
			       "All hands are busy. The next free pair takes "
			       "this one up, before the others that wait.",
			       put_first);
		snprintf(app->dialog.subject, sizeof(app->dialog.subject), "%s",
			 measure->what->id);
	} else {
		app_apply_form(app, measure->what->id);
	}
}

static bool act(struct app *app, enum action action)
{
	struct view_state *state = app_state(app);
	const struct measure *measure = measure_at(app, state->selected);
	int rows[MEASURES_MAX];

	if (list_act(&state->selected, order(app, rows, MEASURES_MAX),
		     app->rows - 8, action))
		return true;
	if (!measure || app->session->finished)
		return false;
	switch (action) {
	case ACTION_APPLY:
		enter(app, measure);
		return true;
	case ACTION_REVERT:
		if (measure->state == MEASURE_OFF)
			app_toast(app, ROLE_WARN, "It is not in force.");
		else
			revert(app, measure);
		return true;
	case ACTION_PLAN_MEASURE:
		app_plan_form(app,
			      measure->what->plan_only ? PLAN_DAYS : PLAN_NOW,
			      measure->what->id);
		return true;
	default:
		return false;
	}
}

const struct view view_measures = {
	.action = ACTION_MEASURES,
	.panel = PANEL_MITIGATIONS,
	.contexts = CONTEXT_MEASURES | CONTEXT_LIST,
	.refresh = refresh,
	.draw = draw,
	.act = act,
};
