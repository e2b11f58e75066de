#include "drill/panels/panel.h"

#include "base/ascii.h"
#include "drill/figure.h"
#include "drill/commands/choices.h"
#include "drill/commands/command_format.h"
#include "drill/panels/panel_build.h"

#include <stdlib.h>

static const struct {
	const char *word, *title, *keys, *help;
} panels[PANEL_COUNT] = {
#define P(id, word, title, keys, help) { word, title, keys, help },
	PANELS(P)
#undef P
};

static panel_make *const makers[PANEL_COUNT] = {
	[PANEL_OVERVIEW] = panel_overview,
	[PANEL_METRICS] = panel_metrics,
	[PANEL_TRACES] = panel_traces,
	[PANEL_LOGS] = panel_logs,
	[PANEL_BILLING] = panel_billing,
	[PANEL_INFRA] = panel_infra,
	[PANEL_CHANGES] = panel_changes,
	[PANEL_VENDOR] = panel_vendor,
	[PANEL_INBOX] = panel_inbox,
	[PANEL_TIMELINE] = panel_timeline,
	[PANEL_MAP] = panel_map,
	[PANEL_RUNBOOK] = panel_runbook,
	[PANEL_MITIGATIONS] = panel_mitigations,
	[PANEL_HYPOTHESES] = panel_hypotheses,
	[PANEL_PLAN] = panel_plan,
};

int panel_find(const char *word)
{
	for (int i = 0; i < PANEL_COUNT; i++) {
		if (!strcmp(panels[i].word, word))
			return i;
	}
	return -1;
}

const char *panel_word(enum panel_id id)
{
	return panels[id].word;
}

const char *panel_title(enum panel_id id)
{
	return panels[id].title;
}

const char *panel_keys(enum panel_id id)
{
	return panels[id].keys;
}

const char *panel_help(enum panel_id id)
{
	return panels[id].help;
}

const char *panel_arg(const struct panel_builder *b, const char *key)
{
	for (size_t i = 0; i < b->arg_count; i++) {
		if (!strcmp(b->args[i].key, key))
			return b->args[i].value;
	}
	return NULL;
}

bool panel_wrong(struct panel_builder *b, const char *key, const char *value,
		 const char *const *right, size_t count)
{
	struct str text = STR_INIT;

	str_addf(&text, "%s=%.40s is not known", key, value);
	choices_hint(value, right, count, &text);
	str_addf(&text, "%s %s= takes ",
		 text.s[text.length - 1] == '?' ? "" : ";", key);
	choices_list(right, count, &text);
	err_set(b->err, ERR_INPUT, "%s", text.s);
	str_finish(&text);
	return false;
}

bool panel_seconds(struct panel_builder *b, const char *key, int64_t fallback,
		   int64_t least, int64_t most, int64_t *out)
{
	const char *text = panel_arg(b, key);
	char *end;

	*out = fallback;
	if (!text)
		return true;
	if (!calendar_parse_clock(text, out)) {
		long minutes = ascii_is_digit(*text) ? strtol(text, &end, 10)
						     : 0;

		if (minutes <= 0 || minutes > 100000 ||
		    (*end && strcmp(end, "m") && strcmp(end, "min")))
			return err_set(b->err, ERR_INPUT,
				       "%s= takes a time as MM:SS, not '%.40s'",
				       key, text);
		*out = minutes * 60;
	}
	if (*out < least)
		*out = least;
	if (*out > most)
		*out = most;
	return true;
}

bool panel_moment(struct panel_builder *b, const char *key, int64_t *out)
{
	const struct drill *drill = b->drill;
	const char *text = panel_arg(b, key);
	int64_t first = drill->pack->warm_up_s - drill->pack->history_s;

	*out = drill->now_s;
	if (!text)
		return true;
	if (!calendar_parse_clock(text, out))
		return err_set(b->err, ERR_INPUT,
			       "%s= takes a moment of the drill as MM:SS, not "
			       "'%.40s'",
			       key, text);
	if (*out > drill->now_s)
		return err_set(b->err, ERR_INPUT,
			       "%s=%s has not come yet: it is %s now", key,
			       text, panel_clock(b, drill->now_s));
	if (*out < first)
		return err_set(
			b->err, ERR_INPUT,
			"%s=%s is before the first figures, which are of "
			"%s",
			key, text, panel_clock(b, first));
	return true;
}

bool panel_label(struct panel_builder *b, const char *key, int *attribute)
{
	const struct pack *pack = b->drill->pack;
	const char *value = panel_arg(b, key);

	*attribute = -1;
	if (!value)
		return true;
	for (size_t i = 0; i < pack->screen.label_count; i++) {
		if (!strcmp(pack->screen.labels[i], value))
			*attribute = sim_model_attribute(pack->model, value);
	}
	return *attribute >= 0 ||
	       panel_wrong(b, key, value, pack->screen.labels,
			   pack->screen.label_count);
}

struct sim_window panel_window(int64_t at_s, int64_t seconds)
{
	return (struct sim_window){ (at_s - seconds) * SECOND_US,
				    at_s * SECOND_US };
}

void panel_column(struct panel_builder *b, const char *title, int kind)
{
	if (b->column_count == PANEL_COLUMNS_MAX)
		return;
	b->columns[b->column_count++] = (struct panel_column){
		.title = title,
		.right = kind == COLUMN_RIGHT || kind == COLUMN_SHARE,
		.wrap = kind == COLUMN_WRAP,
		.bar = kind == COLUMN_SHARE,
	};
}

struct panel_row *panel_last_row(struct panel_builder *b)
{
	return &b->rows.items[b->rows.count - 1];
}

struct panel_row *panel_add_row(struct panel_builder *b)
{
	struct panel_row *row = vec_push_zero(&b->rows);
	struct panel_cell *cells = arena_new(b->arena, struct panel_cell,
					     b->column_count + 1);

	for (size_t i = 0; i < b->column_count; i++)
		cells[i].text = "";
	row->cells = cells;
	row->share = -1;
	b->cell = 0;
	return row;
}

/* A cell is one line, whatever somebody wrote. */
static const char *one_line(struct panel_builder *b, const char *text)
{
	char *line;

	if (!strchr(text, '\n'))
		return text;
	line = arena_strdup(b->arena, text);
	for (char *c = line; *c; c++) {
		if (*c == '\n')
			*c = ' ';
	}
	return line;
}

static void put_cell(struct panel_builder *b, enum tone tone, const char *text)
{
	struct panel_row *row = panel_last_row(b);
	/* the cells are ours until the panel is handed out */
	struct panel_cell *cells = (struct panel_cell *)row->cells;

	if (b->cell < b->column_count)
		cells[b->cell++] = (struct panel_cell){ one_line(b, text),
							tone };
}

static const char *text_of(struct panel_builder *b, const char *format,
			   va_list args)
{
	struct str text = STR_INIT;
	const char *kept;

	str_vaddf(&text, format, args);
	kept = arena_strdup(b->arena, text.s);
	str_finish(&text);
	return kept;
}

void panel_cell(struct panel_builder *b, enum tone tone, const char *format,
		...)
{
	va_list args;

	va_start(args, format);
	put_cell(b, tone, text_of(b, format, args));
	va_end(args);
}

const char *panel_value(struct panel_builder *b, const char *unit, double value)
{
	struct str text = STR_INIT;
	const char *kept;

	figure_format(unit, value, &text);
	kept = arena_strdup(b->arena, text.s);
	str_finish(&text);
	return kept;
}

const char *panel_took(struct panel_builder *b, double seconds)
{
	if (seconds > 0 && seconds < 0.5)
		return panel_say(b, "%.0f ms", seconds * 1000);
	return panel_say(b, "%.1f s", seconds);
}

void panel_figure(struct panel_builder *b, enum tone tone, const char *unit,
		  double value)
{
	put_cell(b, tone, panel_value(b, unit, value));
}

const char *panel_words(struct panel_builder *b, const char *text)
{
	struct str out = STR_INIT;
	const char *kept;

	drill_word(b->drill, text ? text : "", &out);
	kept = arena_strdup(b->arena, out.s);
	str_finish(&out);
	return kept;
}

void panel_note(struct panel_builder *b, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vec_push(&b->notes, text_of(b, format, args));
	va_end(args);
}

const char *panel_hour(struct panel_builder *b, int64_t at_s)
{
	char hour[CALENDAR_CLOCK_SIZE];

	calendar_format_hour(b->drill->pack->start_moment + at_s, hour);
	return arena_strdup(b->arena, hour);
}

const char *panel_time(struct panel_builder *b, int64_t at_us)
{
	int64_t at_s = at_us >= 0 ? at_us / SECOND_US
				  : -((-at_us + SECOND_US - 1) / SECOND_US);
	int64_t moment = b->drill->pack->start_moment + at_s;

	return panel_say(b, "%s:%02d", panel_hour(b, at_s),
			 (int)(((moment % 60) + 60) % 60));
}

const char *panel_quoted(struct panel_builder *b, const char *text)
{
	struct str quoted = STR_INIT;
	const char *kept;

	command_quote(text, &quoted);
	kept = arena_strdup(b->arena, quoted.s);
	str_finish(&quoted);
	return kept;
}

const char *panel_span(struct panel_builder *b, int64_t seconds)
{
	char span[CALENDAR_SPAN_SIZE];

	return arena_strdup(b->arena, calendar_format_span(seconds, span));
}

const char *panel_clock(struct panel_builder *b, int64_t at_s)
{
	char clock[CALENDAR_CLOCK_SIZE];

	return arena_strdup(b->arena, calendar_format_clock(at_s, clock));
}

static bool check_keys(struct panel_builder *b, enum panel_id id)
{
	const char *keys[16];
	size_t count = 0;

	for (const char *at = panels[id].keys; *at && count < 16;) {
		size_t length = strcspn(at, "|");

		keys[count++] = arena_strndup(b->arena, at, length);
		at += length + (at[length] == '|');
	}
	for (size_t i = 0; i < b->arg_count; i++) {
		bool known = false;

		for (size_t j = 0; j < count; j++)
			known |= !strcmp(keys[j], b->args[i].key);
		if (known)
			continue;
		if (count == 0)
			return err_set(b->err, ERR_INPUT,
				       "the panel %s takes no key=value",
				       panels[id].word);
		return panel_wrong(b, panels[id].word, b->args[i].key, keys,
				   count);
	}
	return true;
}

/* Moves what was built into the arena. */
static const struct panel *hand_out(struct panel_builder *b)
{
	struct panel *panel = b->panel;
	struct panel_column *columns = arena_new(b->arena, struct panel_column,
						 b->column_count + 1);
	struct panel_row *rows = arena_new(b->arena, struct panel_row,
					   b->rows.count + 1);
	const char **notes = arena_new(b->arena, const char *,
				       b->notes.count + 1);

	for (size_t i = 0; i < b->column_count; i++)
		columns[i] = b->columns[i];
	for (size_t i = 0; i < b->rows.count; i++)
		rows[i] = b->rows.items[i];
	for (size_t i = 0; i < b->notes.count; i++)
		notes[i] = b->notes.items[i];
	panel->columns = columns;
	panel->column_count = b->column_count;
	panel->rows = rows;
	panel->row_count = b->rows.count;
	panel->notes = notes;
	panel->note_count = b->notes.count;
	if (!panel->evidence)
		panel->evidence = panel->title;
	return panel;
}

const struct panel *panel_read(const struct drill *drill, enum panel_id id,
			       const struct command_arg *args, size_t arg_count,
			       struct arena *arena, struct err *err)
{
	struct panel_builder b = {
		.drill = drill,
		.args = args,
		.arg_count = arg_count,
		.arena = arena,
		.err = err,
		.panel = arena_new(arena, struct panel, 1),
	};
	const struct panel *panel = NULL;

	b.panel->id = id;
	b.panel->title = panels[id].title;
	b.panel->caption = "";
	if (check_keys(&b, id) && makers[id](&b))
		panel = hand_out(&b);
	vec_finish(&b.rows);
	vec_finish(&b.notes);
	return panel;
}
