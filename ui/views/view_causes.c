/* Hypotheses: what could be the cause, and what speaks for or against it. */
#include "base/calendar.h"
#include "ui/app_internal.h"

#include <string.h>

static const struct hypothesis *at(const struct app *app, int row)
{
	if (row < 0 || (size_t)row >= app->pack->cause_count)
		return NULL;
	return &drill_hypotheses(app->drill)[row];
}

static void refresh(struct app *app)
{
	struct view_state *state = app_state(app);

	view_read_beside(app);
	if (state->selected >= (int)app->pack->cause_count)
		state->selected = 0;
	state->selected_id[0] = '\0';
}

/* Those for a cause; NULL = those for none. */
static bool is_for(const struct pin *pin, const char *cause)
{
	return cause ? pin->cause && strcmp(pin->cause, cause) == 0
		     : pin->cause == NULL;
}

static int count_pins(const struct app *app, const char *cause)
{
	size_t count;
	const struct pin *pins = drill_pins(app->drill, &count);
	int found = 0;

	for (size_t i = 0; i < count; i++)
		found += is_for(&pins[i], cause);
	return found;
}

int view_causes_loose(const struct app *app)
{
	return count_pins(app, NULL);
}

static const struct {
	const char *word;
	enum role role;
	enum glyph glyph;
} states[] = {
	[HYPOTHESIS_NONE] = { "", ROLE_TEXT, GLYPH_OFF },
	[HYPOTHESIS_OPEN] = { "suspected", ROLE_WARN, GLYPH_HALF },
	[HYPOTHESIS_RULED_OUT] = { "ruled out", ROLE_DIM, GLYPH_CROSS },
	[HYPOTHESIS_CONCLUDED] = { "concluded", ROLE_GOOD, GLYPH_ON },
};

static void draw_row(const struct app *app, int row_at, bool selected,
		     struct surface *surface, struct area area, int row)
{
	const struct hypothesis *hypothesis = at(app, row_at);
	enum hypothesis_state state = hypothesis->state;
	int pins = count_pins(app, hypothesis->cause->id);
	int end = area.columns;

	end = draw_right(surface, area, row, end, states[state].role,
			 states[state].word);
	if (pins)
		end = draw_rightf(surface, area, row,
				  end - (end < area.columns), ROLE_ACCENT,
				  "%s%d ", glyph(surface, GLYPH_PIN), pins);
	draw_glyph(surface, area, row, 0, states[state].role,
		   glyph(surface, states[state].glyph));
	draw_text(surface, area, row, 2, end - 3,
		  state == HYPOTHESIS_RULED_OUT ? ROLE_DIM : ROLE_TEXT,
		  hypothesis->cause->title);
	if (selected)
		draw_selected(surface, area, row);
}

/* One pin in a few lines: when, where, what was seen. */
static int draw_pin(const struct app *app, const struct pin *pin,
		    struct surface *surface, struct area area, int row)
{
	char clock[CALENDAR_CLOCK_SIZE];
	struct str text = STR_INIT;
	int rows;

	(void)app;
	draw_glyph(surface, area, row, 0, ROLE_ACCENT,
		   glyph(surface, GLYPH_PIN));
	draw_textf(surface, area, row, 2, -1, ROLE_DIM, "%s  %s",
		   calendar_format_clock(pin->at_s, clock),
		   panel_title((enum panel_id)pin->panel));
	str_add_n(&text, pin->evidence, (size_t)pin_length(pin));
	rows = draw_wrapped(surface, area_columns(area, 2, -1), row + 1, 0,
			    ROLE_TEXT, text.s);
	str_finish(&text);
	return row + 1 + rows;
}

static int draw_pins(const struct app *app, const char *cause,
		     struct surface *surface, struct area area, int row)
{
	size_t count;
	const struct pin *pins = drill_pins(app->drill, &count);

	for (size_t i = count; i-- > 0 && row < area.rows;)
		if (is_for(&pins[i], cause))
			row = draw_pin(app, &pins[i], surface, area, row);
	return row;
}

static void draw_detail(const struct app *app,
			const struct hypothesis *hypothesis,
			struct surface *surface, struct area area)
{
	int loose = count_pins(app, NULL);
	struct str text = STR_INIT;
	char clock[CALENDAR_CLOCK_SIZE];
	int row;

	row = draw_wrapped(surface, area, 0, 0, ROLE_STRONG,
			   hypothesis->cause->title);
	if (hypothesis->state != HYPOTHESIS_NONE)
		draw_textf(surface, area, row++, 0, -1,
			   states[hypothesis->state].role, "%s at %s",
			   states[hypothesis->state].word,
			   calendar_format_clock(hypothesis->since_s, clock));
	if (hypothesis->note && *hypothesis->note)
		row += draw_wrapped(surface, area, row, 0, ROLE_TEXT,
				    hypothesis->note);
	row++;
	if (count_pins(app, hypothesis->cause->id) == 0)
		row += draw_wrapped(
			surface, area, row, 0, ROLE_DIM,
			"No evidence pinned for it. In any panel, p keeps "
			"what is under the cursor.");
	row = draw_pins(app, hypothesis->cause->id, surface, area, row);
	if (loose == 0 || row + 3 >= area.rows)
		return;
	str_addf(&text, "%d pinned for no hypothesis; ", loose);
	keymap_key(&app->keymap, ACTION_TIE_PINS, &text);
	str_addf(&text, " counts %s for this one:", loose == 1 ? "it" : "them");
	row++;
	row += draw_wrapped(surface, area, row, 0, ROLE_DIM, text.s);
	str_finish(&text);
	draw_pins(app, NULL, surface, area, row);
}

/* Sign, the longest title, pins and a state: the same whatever the states. */
static int widest_row(const struct app *app)
{
	const int beside = 18;
	int widest = 0;

	for (size_t i = 0; i < app->pack->cause_count; i++) {
		int width = text_width(app->pack->causes[i].title);

		widest = width > widest ? width : widest;
	}
	return widest + beside;
}

static void draw(const struct app *app, struct surface *surface,
		 struct area area)
{
	int list = list_columns(area.columns, widest_row(app));
	int selected = app_state_of(app)->selected;
	int count = (int)app->pack->cause_count;
	struct area left;
	int top;

	draw_heading(surface, area, 0, "What is the cause?");
	area = area_rows(area, 2, -1);
	left = area_columns(area, 0, list);
	top = list_top(selected, count, left.rows);
	for (int i = top; i < count && i - top < left.rows; i++) {
		draw_row(app, i, i == selected, surface, left, i - top);
		surface_hit(surface, area_rows(left, i - top, 1), HIT_ROW, i);
	}
	draw_vertical(surface, area, list + 1, ROLE_RULE);
	draw_detail(app, at(app, selected), surface,
		    area_to_read(area, list + 3));
}

static bool decide(struct app *app, enum command_verb verb, const char *note)
{
	char cause[sizeof(app->dialog.subject)];
	const struct command command = { .verb = verb,
					 .at_s = -1,
					 .actor = "you",
					 .subject = cause,
					 .text = *note ? note : NULL };

	snprintf(cause, sizeof(cause), "%s", app->dialog.subject);
	if (!app_submit(app, &command))
		return false;
	app_toast(app, ROLE_GOOD, "%s: %s.",
		  verb == COMMAND_SUSPECT    ? "Suspected"
		  : verb == COMMAND_CONCLUDE ? "Concluded"
					     : "Ruled out",
		  pack_cause(app->pack, cause)->title);
	return true;
}

/* All that were pinned for no hypothesis count for this one. */
static void tie(struct app *app)
{
	const struct command command = { .verb = COMMAND_TIE,
					 .at_s = -1,
					 .actor = "you",
					 .subject = "all",
					 .object = app->dialog.subject };
	int loose = count_pins(app, NULL);

	if (app_submit(app, &command))
		app_toast(app, ROLE_GOOD, "%d pin%s tied to: %s.", loose,
			  loose == 1 ? "" : "s",
			  pack_cause(app->pack, command.object)->title);
}

/* What was pinned before may belong to it. */
static void offer_tie(struct app *app, const char *cause)
{
	int loose = count_pins(app, NULL);
	char kept[sizeof(app->dialog.subject)];
	char text[160];

	if (loose == 0)
		return;
	snprintf(kept, sizeof(kept), "%s", cause);
	snprintf(text, sizeof(text),
		 "%d pin%s made before belong%s to no hypothesis yet. Count "
		 "%s as evidence for this one?",
		 loose, loose == 1 ? "" : "s", loose == 1 ? "s" : "",
		 loose == 1 ? "it" : "them");
	dialog_confirm(&app->dialog, "Tie the pins?", text, tie);
	memcpy(app->dialog.subject, kept, sizeof(kept));
}

static void suspect(struct app *app, const char *note)
{
	if (decide(app, COMMAND_SUSPECT, note))
		offer_tie(app, app->dialog.subject);
}

static void rule_out(struct app *app, const char *note)
{
	decide(app, COMMAND_RULE_OUT, note);
}

static void conclude(struct app *app, const char *note)
{
	decide(app, COMMAND_CONCLUDE, note);
}

static void ask_note(struct app *app, const struct hypothesis *hypothesis,
		     const char *title, const char *text,
		     void (*entered)(struct app *app, const char *text))
{
	struct str named = STR_INIT;

	str_addf(&named, "%s: %s", title, hypothesis->cause->title);
	dialog_line(&app->dialog, named.s, text, entered);
	str_finish(&named);
	snprintf(app->dialog.subject, sizeof(app->dialog.subject), "%s",
		 hypothesis->cause->id);
}

static bool act(struct app *app, enum action action)
{
	struct view_state *state = app_state(app);
	const struct hypothesis *hypothesis = at(app, state->selected);

	if (list_act(&state->selected, (int)app->pack->cause_count,
		     app->rows - 8, action))
		return true;
	if (!hypothesis || app->session->finished)
		return false;
	switch (action) {
	case ACTION_SUSPECT:
		ask_note(app, hypothesis, "Suspect",
			 "What speaks for it? May be left empty.", suspect);
		return true;
	case ACTION_RULE_OUT:
		ask_note(app, hypothesis, "Rule out",
			 "What speaks against it? May be left empty.",
			 rule_out);
		return true;
	case ACTION_CONCLUDE:
		ask_note(app, hypothesis, "Found it",
			 "Because of what? May be left empty.", conclude);
		return true;
	case ACTION_TIE_PINS:
		offer_tie(app, hypothesis->cause->id);
		return true;
	default:
		return false;
	}
}

const struct view view_causes = {
	.action = ACTION_CAUSES,
	.panel = PANEL_HYPOTHESES,
	.contexts = CONTEXT_CAUSES | CONTEXT_LIST,
	.refresh = refresh,
	.draw = draw,
	.act = act,
};
