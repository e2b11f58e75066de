/* The inbox: who wrote, and the words. */
#include "base/calendar.h"
#include "ui/app_internal.h"

#include <stdlib.h>
#include <string.h>

/* The newest comes first: row n is message count - 1 - n. */
static const struct message *message_at(const struct app *app, int row)
{
	size_t count;
	const struct message *messages = drill_messages(app->drill, &count);

	if (row < 0 || (size_t)row >= count)
		return NULL;
	return &messages[count - 1 - (size_t)row];
}

bool mail_is_new(const struct app *app, const struct message *message)
{
	if (strcmp(message->from, "you") == 0)
		return false;
	for (size_t i = 0; i < app->read_mail.count; i++)
		if (app->read_mail.items[i] == message->seq)
			return false;
	return true;
}

size_t mail_count_new(const struct app *app)
{
	size_t count, found = 0;
	const struct message *messages = drill_messages(app->drill, &count);

	for (size_t i = 0; i < count; i++)
		found += mail_is_new(app, &messages[i]);
	return found;
}

void mail_begin(struct app *app)
{
	size_t count;
	const struct message *messages = drill_messages(app->drill, &count);

	for (size_t i = 0; i < count; i++)
		if (messages[i].read)
			vec_push(&app->read_mail, messages[i].seq);
}

void mail_turn_to_new(struct app *app)
{
	struct view_state *state = &app->states[VIEW_INBOX];
	const struct message *message;

	for (int i = 0; (message = message_at(app, i)) != NULL; i++)
		if (mail_is_new(app, message)) {
			snprintf(state->id, sizeof(state->id), "%u",
				 message->seq);
			state->scroll = 0;
			return;
		}
}

bool mail_tick(struct app *app, double real_s)
{
	const struct message *message =
		message_at(app, app->states[VIEW_INBOX].selected);

	if (app->view != VIEW_INBOX || !message ||
	    app->dialog.kind != DIALOG_NONE || app->composer.open)
		return false;
	if (message->seq != app->open_mail)
		app->mail_s = 0;
	app->open_mail = message->seq;
	app->mail_s += real_s;
	if (app->mail_s < READ_S || !mail_is_new(app, message))
		return false;
	vec_push(&app->read_mail, message->seq);
	return true;
}

static void refresh(struct app *app)
{
	struct view_state *state = app_state(app);
	size_t count;
	const struct message *message;
	int rows;

	drill_messages(app->drill, &count);
	view_read_beside(app);
	rows = (int)count;
	/* The one being read stays, when new ones come above it. */
	for (int i = 0; i < rows && state->id[0]; i++)
		if (message_at(app, i)->seq ==
		    (uint32_t)strtoul(state->id, NULL, 10))
			state->selected = i;
	if (state->selected >= rows)
		state->selected = rows > 0 ? rows - 1 : 0;
	message = message_at(app, state->selected);
	if (message)
		snprintf(state->id, sizeof(state->id), "%u", message->seq);
}

static bool is_own(const struct message *message)
{
	return strcmp(message->from, "you") == 0;
}

static const char *other_side(const struct app *app,
			      const struct message *message)
{
	const struct pack_stakeholder *who;

	if (!is_own(message))
		return person_name(app->pack, message->from);
	who = pack_audience(app->pack, message->to);
	return who ? who->name : message->to;
}

/* "in 9 min", louder when it has passed; returns where it begins. */
static int draw_wanted(const struct app *app, const struct message *message,
		       struct surface *surface, struct area area, int row)
{
	struct str due = STR_INIT;
	int begin;

	if (message->wanted_by_s < 0)
		return area.columns;
	due_line(app, message->wanted_by_s, &due);
	begin = draw_right(surface, area, row, area.columns,
			   message->wanted_by_s < drill_now(app->drill)
				   ? ROLE_BAD
				   : ROLE_WARN,
			   due.s);
	str_finish(&due);
	return begin - 1;
}

static void draw_row(const struct app *app, const struct message *message,
		     bool selected, struct surface *surface, struct area area,
		     int row)
{
	bool own = is_own(message);
	bool wanted = message->wanted_by_s >= 0;
	bool is_new = mail_is_new(app, message);
	enum role role = own ? ROLE_DIM : is_new ? ROLE_STRONG : ROLE_TEXT;
	char clock[CALENDAR_CLOCK_SIZE];
	int end = draw_wanted(app, message, surface, area, row);

	draw_glyph(surface, area, row, 0, wanted ? ROLE_WARN : ROLE_ACCENT,
		   own	    ? glyph(surface, GLYPH_ARROW)
		   : wanted ? glyph(surface, GLYPH_FLAG)
		   : is_new ? glyph(surface, GLYPH_ON)
			    : " ");
	draw_text(surface, area, row, 2, -1, ROLE_DIM,
		  calendar_format_clock(message->at_s, clock));
	draw_text(surface, area, row, 8, end - 8, role,
		  other_side(app, message));
	if (area.columns >= 50)
		draw_text(surface, area, row, 26, end - 26, ROLE_DIM,
			  own || !*message->subject ? message->text
						    : message->subject);
	if (selected)
		draw_selected(surface, area, row);
}

static void draw_list(const struct app *app, struct surface *surface,
		      struct area area)
{
	int selected = app_state_of(app)->selected;
	size_t count;
	int top;

	drill_messages(app->drill, &count);
	top = list_top(selected, (int)count, area.rows);
	for (int i = top; i < (int)count && i - top < area.rows; i++) {
		draw_row(app, message_at(app, i), i == selected, surface, area,
			 i - top);
		surface_hit(surface, area_rows(area, i - top, 1), HIT_ROW, i);
	}
	if (count == 0)
		draw_text(surface, area, 0, 0, -1, ROLE_DIM,
			  "Nobody wrote yet.");
}

static bool same_side(const struct app *app, const struct message *a,
		      const struct message *b)
{
	return strcmp(other_side(app, a), other_side(app, b)) == 0;
}

/* What went to and fro with the same person before, the newest first. */
static void draw_thread(const struct app *app, const struct message *open,
			struct surface *surface, struct area area)
{
	const struct message *message;
	char clock[CALENDAR_CLOCK_SIZE];
	int row = 0;

	for (int i = 0; (message = message_at(app, i)) != NULL; i++) {
		if (message->seq >= open->seq || !same_side(app, message, open))
			continue;
		if (row + 3 >= area.rows)
			return;
		if (row == 0)
			draw_heading(surface, area, row++, "Before");
		draw_textf(surface, area, row, 0, -1, ROLE_DIM, "%s %s",
			   calendar_format_clock(message->at_s, clock),
			   is_own(message) ? "you" : other_side(app, message));
		row += 1 +
		       draw_wrapped(surface,
				    area_columns(area_rows(area, row + 1, -1),
						 2, -1),
				    0, 0, ROLE_DIM, message->text);
	}
}

static void draw_message(const struct app *app, const struct message *message,
			 struct surface *surface, struct area area)
{
	char clock[CALENDAR_CLOCK_SIZE], hour[CALENDAR_CLOCK_SIZE];
	bool own = is_own(message);
	int row = 0, rows;

	draw_textf(surface, area, row++, 0, -1, ROLE_STRONG, "%s%s",
		   own ? "To " : "", other_side(app, message));
	calendar_format_hour(app->pack->start_moment + message->at_s, hour);
	draw_textf(surface, area, row++, 0, -1, ROLE_DIM, "%s   %s   %s %s",
		   message->channel ? message->channel : "",
		   calendar_format_clock(message->at_s, clock), hour,
		   app->pack->zone);
	if (message->wanted_by_s >= 0) {
		struct str due = STR_INIT;

		due_line(app, message->wanted_by_s, &due);
		draw_textf(surface, area, row++, 0, -1, ROLE_WARN,
			   "An answer is wanted: %s. r replies.", due.s);
		str_finish(&due);
	}
	if (!own && *message->subject)
		draw_text(surface, area, ++row, 0, -1, ROLE_TITLE,
			  message->subject);
	row += 1 + (!own && *message->subject);
	rows = draw_wrapped(surface, area_rows(area, row, -1), 0,
			    app_state_of(app)->scroll, ROLE_TEXT,
			    message->text);
	if (rows > area.rows - row)
		draw_text(surface, area, area.rows - 1, 0, -1, ROLE_DIM,
			  "l shows more, h goes back up");
	else
		draw_thread(app, message, surface,
			    area_rows(area, row + rows + 1, -1));
}

static void draw(const struct app *app, struct surface *surface,
		 struct area area)
{
	const struct message *message = message_at(app,
						   app_state_of(app)->selected);
	int list = area.columns >= 160 ? 80 : area.columns >= 110 ? 56 : 30;

	draw_heading(surface, area, 0, "Inbox");
	draw_rightf(surface, area, 0, area.columns, ROLE_DIM, " %zu new",
		    app->status.unread);
	area = area_rows(area, 2, -1);
	draw_list(app, surface, area_columns(area, 0, list));
	draw_vertical(surface, area, list + 1, ROLE_RULE);
	if (message)
		draw_message(app, message, surface,
			     area_to_read(area, list + 3));
}

static void reply(struct app *app, const struct message *message)
{
	const struct pack_stakeholder *who = pack_stakeholder(app->pack,
							      message->from);

	if (is_own(message))
		composer_open(app, message->to);
	else if (who)
		composer_open(app, who->audience);
	else
		app_write_to_somebody(app);
}

static bool act(struct app *app, enum action action)
{
	struct view_state *state = app_state(app);
	const struct message *message = message_at(app, state->selected);
	size_t count;

	drill_messages(app->drill, &count);
	if (list_act(&state->selected, (int)count, app->rows - 8, action)) {
		message = message_at(app, state->selected);
		if (message)
			snprintf(state->id, sizeof(state->id), "%u",
				 message->seq);
		state->scroll = 0;
		return true;
	}
	switch (action) {
	case ACTION_REPLY:
		if (message && !app->session->finished)
			reply(app, message);
		return true;
	case ACTION_RIGHT:
		state->scroll += 5;
		return true;
	case ACTION_LEFT:
		state->scroll -= state->scroll >= 5 ? 5 : state->scroll;
		return true;
	default:
		return false;
	}
}

const struct view view_inbox = {
	.action = ACTION_INBOX,
	.panel = PANEL_INBOX,
	.contexts = CONTEXT_INBOX | CONTEXT_LIST | CONTEXT_SIDEWAYS,
	.refresh = refresh,
	.draw = draw,
	.act = act,
};
