/*
 * What the files of the app share.
 */
#ifndef GAMEDAY_UI_APP_INTERNAL_H
#define GAMEDAY_UI_APP_INTERNAL_H

#include "base/vec.h"
#include "drill/figure.h"
#include "ui/app.h"
#include "ui/composer.h"
#include "ui/dialog.h"
#include "ui/list.h"
#include "ui/sheet.h"
#include "ui/trend.h"
#include "ui/views/view.h"
#include "ui/worksheet_desk.h"

#define HINT_NOTE "Took a hint." /* what an exam's record says */
#define TOAST_S 7.0		 /* real seconds a notice stays */
#define LOOK_S 2.0	  /* real seconds until an open view counts as a look */
#define GUIDED_LOOK_S 0.4 /* in the guided start, which waits for it */
#define GUIDED_ROUND_S 5.0 /* and on the overview, to look round */
#define READ_S 1.0  /* real seconds until an open message counts as read */
#define HEAD_ROWS 2 /* status line and tabs */
#define FOOT_ROWS 2 /* notice and keys; the coach's card is between them */

struct toast {
	char text[512];
	enum role role;
	double left_s;
	bool news; /* of the drill, not an answer to a key */
};

/* A plan form that was left unfinished; texts are its own copies. */
struct form_aside {
	const char *measure; /* the pack's */
	int choices[FORM_FIELDS_MAX], field;
	char *texts[FORM_FIELDS_MAX];
};

/* The figures of the status line. */
struct status {
	double spend, ratio, errors, tail, burn;
	const char *tail_name; /* "p95": which percentile `tail` is */
	enum tone spend_tone, errors_tone, tail_tone, burn_tone;
	size_t unread;
};

struct app {
	struct app_options options;
	struct session *session;
	struct drill *drill;
	const struct pack *pack;
	struct keymap keymap;
	int rows, columns;
	unsigned flags; /* enum app_flags, of the call under way */
	bool started;	/* past the briefing: the clock runs */

	enum view_id view;
	enum view_id trail[8]; /* views before, for Back */
	int trail_count;
	struct view_state states[VIEW_COUNT];
	struct arena frame; /* what the view shows now */
	struct view_data data;
	struct sheet sheet; /* of views that are a text */
	const struct chart_mark *marks;
	size_t mark_count;
	struct status status;
	struct trends trends;

	bool coach_away;   /* the player left the coach */
	bool coach_called; /* or called it, where it is not by itself */

	struct worksheet_desk desk;
	struct dialog dialog;
	struct composer composer;
	struct {
		VEC_OF(struct form_aside);
	} asides;
	struct toast toast;
	struct {
		VEC_OF(char *);
	} history; /* of the command line */

	bool stale; /* keys have written since the last refresh */
	struct {
		VEC_OF(uint32_t);
	} read_mail;		 /* messages that stood open long enough */
	uint32_t open_mail;	 /* the one in the inbox's reading pane */
	double mail_s;		 /* and for how long */
	size_t seen_events;	 /* those that have been told */
	int64_t refreshed_s;	 /* drill second of the frame's data */
	size_t refreshed_events; /* and the events there were */
	double open_s;		 /* how long this view has shown the same */
	char looked[256];	 /* the arguments it shows */
	bool look_done;
	const struct report *report;
	const struct report *first_report;  /* that was shown first */
	bool scored;			    /* or it was tried */
	size_t debrief_done, debrief_total; /* total 0 = nothing to wait for */
	/* of a replay */
	bool follows;	/* shows what the player looked at */
	unsigned jumps; /* of the session, that are known */
};

/* app.c */
void app_open(struct app *app, enum view_id view);
void app_back(struct app *app);
struct view_state *app_state(struct app *app);
const struct view_state *app_state_of(const struct app *app);
/* Reads the frame's data anew when something may have changed. */
void app_refresh(struct app *app);
/* Contexts of what has the keys now. */
unsigned app_contexts(const struct app *app);

/* Does an action where the keys go now: dialog, composer, view. */
void app_do(struct app *app, enum action action);

/* app_mouse.c */
void app_point(struct app *app, int row, int column, int button);

/* app_act.c */
void app_act(struct app *app, enum action action);
/* Why an action cannot be done now; NULL = it can. */
const char *app_refusal(const struct app *app, enum action action);

/* app_command.c */
void app_toast(struct app *app, enum role role, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* Submits; says why when it is refused. */
bool app_submit(struct app *app, const struct command *command);
bool app_run_line(struct app *app, const char *line);
void app_open_prompt(struct app *app);
void app_pin(struct app *app, const char *args);
/* Why nothing can be pinned here; NULL = it can. */
const char *app_pin_refusal(const struct app *app);

/* Opens the view that a look, a trace or a pin was about. */
void app_show_looked(struct app *app, const struct command *command);

/* app_replay.c */
/* Why a replay does not do this; NULL = it does. */
const char *app_replay_refusal(const struct app *app, enum action action);
bool app_replay_act(struct app *app, enum action action);
/* Takes the drill as it stands now, and follows the player. */
void app_replay_sync(struct app *app);

/* app_news.c */
void app_tell_news(struct app *app);
/* An event in one line; "" for those that need none. */
void event_line(const struct app *app, const struct event *event,
		struct str *out);
/* A deadline seen from now: "in 9 min", "3 min late". */
void due_line(const struct app *app, int64_t at_s, struct str *out);
enum role event_role(const struct event *event);
enum glyph event_glyph(const struct event *event);
const char *person_name(const struct pack *pack, const char *id);
/* Those who read what is written to an audience, by the name of one. */
const char *reader_name(const struct pack *pack, const char *audience);
/* "SEV1" of sev1, "incident commander" of ic; other words as they are. */
const char *word_title(const char *id);
/* Bytes of what a pin holds, without a mark between figures at its end. */
int pin_length(const struct pin *pin);
void app_find_marks(struct app *app);
/* How many alerts fire now, and their titles, as many as fit in `columns`. */
int firing_line(const struct app *app, int columns, struct str *out);

/* app_ask.c: flows of several dialogs */
void app_write_to_somebody(struct app *app);
/* The audiences as items of the list that is open. */
void app_add_audiences(struct app *app);
void app_ask_somebody(struct app *app);
void app_declare(struct app *app);
void app_give_role(struct app *app);

/* palette.c, glossary.c */
void app_open_palette(struct app *app);
void app_open_glossary(struct app *app);

/* app_complete.c */
void app_complete_line(struct app *app);

/* form_measure.c */
#define PARAMETER_NAME_MAX 48
/* A number of a measure for people: "usd per hour" without underscores, and its
 * value with the unit, "5/s", "16,000 USD/h". */
const char *parameter_name(const struct pack_parameter *parameter,
			   char out[PARAMETER_NAME_MAX]);
void parameter_value(const struct pack_parameter *parameter, double value,
		     struct str *out);
/* Says in a notice how a measure stands now, and what a planned one lacks. */
void say_measure(struct app *app, const struct measure *measure);
void say_planned(struct app *app, const char *measure);
void app_apply_form(struct app *app, const char *id);
void app_plan_form(struct app *app, enum plan_phase phase, const char *measure);

/* form_aside.c: puts the plan form that is open aside, when something was
 * written; fills what waits for a measure into the form just opened (false =
 * nothing waits); forgets it. */
void form_put_aside(struct app *app);
bool form_bring_back(struct app *app, const char *measure);
void form_forget(struct app *app, const char *measure);
void form_asides_finish(struct app *app);

/* coach_draw.c */
/* Rows of the coach's card, 0 = it is not shown. */
int coach_rows(const struct app *app);
void coach_draw(const struct app *app, struct surface *surface);
/* Leaves the coach, or takes it up again. */
void coach_turn(struct app *app);

/* worksheet_form.c: what is done with the sheet that is open */
void sheet_edit(struct app *app, size_t line);
void sheet_note(struct app *app);
void sheet_cite(struct app *app);
void sheet_plan(struct app *app);
/* `worksheet ID NAME=VALUE ... [note]` at the command line: opens the sheet
 * with these values.  False says why not in a notice. */
bool sheet_run_line(struct app *app, const char *line);
/* The sheet that the view is about: its place on the desk. */
size_t sheet_shown(const struct app *app);
/* Where the value of a line is drawn. */
struct area sheet_value_place(const struct app *app, size_t line);

/* app_draw.c */
struct area app_body(const struct app *app);
void draw_status(const struct app *app, struct surface *surface);
void draw_tabs(const struct app *app, struct surface *surface);
void draw_footer(const struct app *app, struct surface *surface);
enum role tone_role(enum tone tone);

/* view_panel.c */
extern const char *const window_words[];
#define WINDOW_COUNT 5
/* The window chosen, in seconds. */
int64_t view_window_s(const struct app *app);
void panel_view_refresh(struct app *app);
void panel_view_draw(const struct app *app, struct surface *surface,
		     struct area area);
bool panel_view_act(struct app *app, enum action action);
void view_add_arg(struct app *app, const char *key, const char *value);
/* Reads the panel with the arguments set, filters, keeps the selection. */
void view_read_panel(struct app *app);
/* The same for a view with a list of its own, whose selection this leaves. */
void view_read_beside(struct app *app);
const struct panel_row *view_row(const struct app *app);
/* Pivot choices of a view: how many, and the n-th ("" = not broken down). */
int view_pivot_count(const struct app *app);
const char *view_pivot(const struct app *app, int n);

/* view_measures.c: what Enter does to the measure under the cursor, and why it
 * does nothing (NULL = it does). */
const char *view_measures_label(const struct app *app);
const char *view_measures_refusal(const struct app *app);

/* view_causes.c: pins that belong to no hypothesis. */
int view_causes_loose(const struct app *app);

/* since.c: "since your action", the figures when the last measure came into
 * force or was taken back, and now.  Returns the rows taken: 2, or 0 when there
 * was none. */
int since_draw(const struct app *app, struct surface *surface,
	       struct area area);

/* panel_table.c */
void panel_table_draw(const struct view_data *data, int selected,
		      struct surface *surface, struct area area);

/* view_inbox.c */
bool mail_is_new(const struct app *app, const struct message *message);
size_t mail_count_new(const struct app *app);
/* Takes what was read before this app began for read. */
void mail_begin(struct app *app);
/* Turns to the newest message that is new, if there is one. */
void mail_turn_to_new(struct app *app);
/* Real time passes before the open message; true when it has become read. */
bool mail_tick(struct app *app, double real_s);

/* charts.c: the charts that views are made of */
struct chart *view_add_chart(struct app *app, const char *title,
			     const char *unit);
/* Values of a metric over the view's chart time. */
void chart_metric(struct app *app, struct chart *chart, const char *name,
		  enum sim_metric metric, int attribute, int value,
		  enum role role);
void chart_baseline(struct app *app, struct chart *chart,
		    enum sim_metric metric);
void chart_gauge(struct app *app, struct chart *chart, const char *name,
		 int node, enum sim_gauge gauge, enum role role);
void chart_slo(struct app *app, struct chart *chart, const char *name);
/* Splits a metric by an attribute of the model, or all when -1. */
void chart_split(struct app *app, struct chart *chart, enum sim_metric metric,
		 int attribute);
/* Sets step and count so that `window_s` fits `columns` cells. */
void chart_span(struct app *app, struct chart *chart, int64_t window_s,
		int columns);
void chart_headline(struct app *app, struct chart *chart, const char *name);
/* Where the view's cursor is, and the values there as the headline: with names
 * and units (`words`), or short and as many as `columns` have room for. */
void chart_cursor(struct app *app, struct chart *chart, bool words,
		  int columns);
/* Adds at= of the cursor; false when there is none. */
bool cursor_pin(const struct app *app, struct str *args);
/* Moves a cursor that counts back from now; Back takes it away. */
bool cursor_act(struct view_state *state, enum action action);

#endif
