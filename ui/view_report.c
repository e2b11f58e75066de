/* The report: what the drill came to, and why. */
#include "base/calendar.h"
#include "base/number.h"
#include "drill/outcome.h"
#include "ui/app_internal.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static void add_list(struct sheet *sheet, const char *title, enum role role,
		     const char *sign, const char *const *texts, size_t count)
{
	if (count == 0)
		return;
	sheet_heading(sheet, title);
	for (size_t i = 0; i < count; i++) {
		struct sheet_line *line = sheet_add(sheet, ROLE_TEXT, 3, "%s",
						    texts[i]);

		sheet_mark(line);
		sheet_lead(line, role, sign);
	}
	sheet_gap(sheet);
}

static void add_decision(struct sheet *sheet, const struct report *report)
{
	bool pass = strcmp(report->decision, "PASS") == 0;
	struct sheet_line *line;

	sheet_heading(sheet, report->scenario_title);
	line = sheet_add(sheet, pass ? ROLE_GOOD : ROLE_BAD, 0,
			 "%s   %.1f of %.0f", report->decision, report->score,
			 report->max);
	sheet_right(line, ROLE_DIM, "%s, seed %llu, pass at %.1f", report->mode,
		    (unsigned long long)report->seed, report->pass);
	if (report->cause)
		sheet_add(sheet, ROLE_TEXT, 0, "It was: %s", report->cause);
	sheet_gap(sheet);
	for (size_t i = 0; i < report->red_flag_count; i++)
		sheet_lead(sheet_add(sheet, ROLE_BAD, 11, "%s",
				     report->red_flags[i]),
			   ROLE_BAD, "RED FLAG");
	if (report->red_flag_count)
		sheet_gap(sheet);
	for (size_t i = 0; i < report->part_count; i++) {
		const struct report_part *part = &report->parts[i];

		line = sheet_add(sheet, ROLE_TEXT, 0, "%s  %s", part->id,
				 part->title);
		line->kind = SHEET_BAR;
		line->share = part->max > 0 ? part->score / part->max : 0;
		sheet_right(line,
			    part->red_flag	 ? ROLE_BAD
			    : line->share >= 0.6 ? ROLE_GOOD
						 : ROLE_WARN,
			    "%.1f of %.1f", part->score, part->max);
	}
	sheet_gap(sheet);
}

static void add_minutes(struct sheet *sheet, const char *what, double minutes)
{
	struct str line = STR_INIT, value = STR_INIT;

	if (isfinite(minutes))
		str_addf(&value, "%.1f min", minutes);
	else
		str_add(&value, "never");
	str_addf(&line, "%-18s%18s", what, value.s);
	sheet_add(sheet, isfinite(minutes) ? ROLE_TEXT : ROLE_WARN, 0, "%s",
		  line.s)
		->kind = SHEET_FIXED;
	str_finish(&line);
	str_finish(&value);
}

/* One line of the table of outcomes; par is left out where there is none. */
static void add_amount(struct sheet *sheet, const char *what, const char *unit,
		       const struct report *report, double mine, double nothing,
		       double par)
{
	double values[3] = { mine, nothing, par };
	struct str line = STR_INIT;

	str_addf(&line, "%-18s", what);
	for (int i = 0; i < 2 + report->has_par; i++) {
		char number[NUMBER_SIZE], value[NUMBER_SIZE + 16];

		/* To the nearest, as the report's text has it. */
		number_int(llround(values[i]), number);
		snprintf(value, sizeof(value), "%s %s", number, unit);
		str_addf(&line, "%18s", value);
	}
	sheet_add(sheet, ROLE_TEXT, 0, "%s", line.s)->kind = SHEET_FIXED;
	str_finish(&line);
}

static void add_outcome(struct sheet *sheet, const struct report *report)
{
	const struct report_outcome *o = &report->outcome;

	sheet_heading(sheet, "Outcome, over the whole hour");
	sheet_add(sheet, ROLE_DIM, 0, "%-18s%18s%18s%18s", "", "yours",
		  "doing nothing", report->has_par ? "par" : "")
		->kind = SHEET_FIXED;
	add_amount(sheet, "loss", "USD", report, o->loss_usd,
		   report->nothing.loss_usd, report->par.loss_usd);
	add_amount(sheet, "spent too much", "USD", report, o->excess_usd,
		   report->nothing.excess_usd, report->par.excess_usd);
	add_amount(sheet, "without a clip", "people", report, o->failed_users,
		   report->nothing.failed_users, report->par.failed_users);
	add_minutes(sheet, "to the diagnosis", o->minutes_to_diagnose);
	add_minutes(sheet, "to the mitigation", o->minutes_to_mitigate);
	sheet_gap(sheet);
}

static void add_criterion(struct sheet *sheet,
			  const struct report_criterion *criterion)
{
	struct sheet_line *line = sheet_add(sheet, ROLE_STRONG, 4, "%s",
					    criterion->title);
	char clock[CALENDAR_CLOCK_SIZE];

	sheet_lead(line, ROLE_DIM, criterion->id);
	sheet_right(line,
		    criterion->score >= criterion->max * 0.8   ? ROLE_GOOD
		    : criterion->score >= criterion->max * 0.4 ? ROLE_WARN
							       : ROLE_BAD,
		    "%.2f of %.1f", criterion->score, criterion->max);
	sheet_mark(sheet_add(sheet, ROLE_TEXT, 4, "%s", criterion->why));
	for (size_t i = 0; i < criterion->evidence_count; i++) {
		const struct report_evidence *e = &criterion->evidence[i];

		sheet_lead(sheet_add(sheet, ROLE_DIM, 14, "%s%s",
				     e->against ? "(against) " : "", e->quote),
			   e->against ? ROLE_BAD : ROLE_ACCENT,
			   e->seq ? calendar_format_clock(e->at_s, clock) : "");
		if (e->seq) {
			struct sheet_line *last =
				&sheet->items[sheet->count - 1];
			struct str lead = STR_INIT;

			str_addf(&lead, "    %s", last->lead);
			sheet_lead(last, last->lead_role, lead.s);
			str_finish(&lead);
		}
	}
	if (criterion->better && *criterion->better)
		sheet_mark(sheet_add(sheet, ROLE_ACCENT, 4, "Better: %s",
				     criterion->better));
}

static void add_parts(struct sheet *sheet, const struct report *report)
{
	for (size_t i = 0; i < report->part_count; i++) {
		const struct report_part *part = &report->parts[i];

		sheet_heading(sheet, part->title);
		for (size_t c = 0; c < part->criterion_count; c++)
			add_criterion(sheet, &part->criteria[c]);
		sheet_gap(sheet);
	}
}

static void add_messages(struct sheet *sheet, const struct report *report)
{
	char clock[CALENDAR_CLOCK_SIZE];

	if (report->message_count == 0)
		return;
	sheet_heading(sheet, "Your messages");
	for (size_t i = 0; i < report->message_count; i++) {
		const struct report_message *m = &report->messages[i];
		struct sheet_line *line = sheet_add(sheet, ROLE_STRONG, 7,
						    "to %s", m->audience);

		sheet_lead(line, ROLE_DIM,
			   calendar_format_clock(m->at_s, clock));
		sheet_right(line, m->score >= 6 ? ROLE_GOOD : ROLE_WARN,
			    "%.1f of 10%s", m->score,
			    m->cap < 10 ? " (capped)" : "");
		sheet_add(sheet, ROLE_DIM, 7, "%s", m->text);
		for (size_t a = 0; a < m->advice_count; a++)
			sheet_lead(sheet_add(sheet, ROLE_TEXT, 9, "%s",
					     m->advice[a]),
				   ROLE_ACCENT, "       >");
	}
	sheet_gap(sheet);
}

static void refresh(struct app *app)
{
	const struct report *report = app->report;
	struct sheet *sheet = &app->sheet;

	sheet_clear(sheet);
	if (!report) {
		sheet_add(sheet, ROLE_DIM, 0,
			  "The report comes when the drill has ended.");
		return;
	}
	add_decision(sheet, report);
	add_outcome(sheet, report);
	add_list(sheet, "Strengths", ROLE_GOOD, "+", report->strengths,
		 report->strength_count);
	add_list(sheet, "Weaknesses", ROLE_BAD, "-", report->weaknesses,
		 report->weakness_count);
	if (report->reasoning && *report->reasoning) {
		sheet_heading(sheet, "Reasoning");
		sheet_mark(sheet_add(sheet, ROLE_TEXT, 0, "%s",
				     report->reasoning));
		sheet_gap(sheet);
	}
	add_list(sheet, "Practise next", ROLE_ACCENT, ">", report->practise,
		 report->practise_count);
	if (report->chain_count > 0)
		sheet_heading(sheet, "What really happened");
	for (size_t i = 0; i < report->chain_count; i++) {
		char number[24];

		snprintf(number, sizeof(number), "%zu.", i + 1);
		sheet_lead(sheet_add(sheet, ROLE_TEXT, 4, "%s",
				     report->chain[i].text),
			   ROLE_DIM, number);
	}
	sheet_gap(sheet);
	add_parts(sheet, report);
	add_messages(sheet, report);
}

/* The hour in money, with what was done below it. */
static void draw_hour(const struct app *app, struct surface *surface,
		      struct area area)
{
	const struct report *report = app->report;
	struct chart_mark marks[256];
	double spend[OUTCOME_MINUTES_MAX], errors[OUTCOME_MINUTES_MAX];
	struct chart chart;
	size_t count = report->minute_count, mark_count = 0;
	int half = (area.columns - 3) / 2;

	if (count > OUTCOME_MINUTES_MAX)
		count = OUTCOME_MINUTES_MAX;
	for (size_t i = 0; i < count; i++) {
		spend[i] = report->minutes[i].spend_usd_per_hour;
		errors[i] = report->minutes[i].error_rate;
	}
	for (size_t i = 0; i < report->mark_count && mark_count < 256; i++)
		marks[mark_count++] = (struct chart_mark){
			.at_s = report->marks[i].at_s,
			.glyph = strcmp(report->marks[i].kind, "message") == 0
					 ? GLYPH_LETTER
				 : strcmp(report->marks[i].kind, "alert") == 0
					 ? GLYPH_DIAMOND
					 : GLYPH_MARK,
			.role = strcmp(report->marks[i].kind, "action") == 0
					? ROLE_MARK
				: strcmp(report->marks[i].kind, "alert") == 0
					? ROLE_BAD
					: ROLE_DIM,
		};
	chart_init(&chart, "Money an hour", "USD/h");
	chart.kind = GRAPH_AREA;
	chart.whole = true;
	chart.count = (int)count;
	chart.step_s = 60;
	chart.now_s = report->minutes[count - 1].at_s;
	chart_add(&chart, "", spend, ROLE_GRAPH1);
	chart_draw(&chart, marks, mark_count, surface,
		   area_columns(area, 0, half));
	chart.title = "Errors";
	chart.unit = "ratio";
	chart.series_count = 0;
	chart_add(&chart, "", errors, ROLE_GRAPH6);
	chart_draw(&chart, marks, mark_count, surface,
		   area_columns(area, half + 3, half));
}

/* Rows that the hour takes above the text; nothing on a small screen. */
static int hour_rows(const struct app *app)
{
	return app->report && app->report->minute_count >= 2 &&
			       app_body(app).rows >= 26
		       ? 8
		       : 0;
}

static void draw(const struct app *app, struct surface *surface,
		 struct area area)
{
	int hour = hour_rows(app);

	if (hour)
		draw_hour(app, surface, area_rows(area, 0, hour - 1));
	sheet_draw(&app->sheet, app_state_of(app)->scroll, surface,
		   area_rows(area, hour, -1));
}

static bool act(struct app *app, enum action action)
{
	struct area body = app_body(app);

	return sheet_act(&app->sheet, body.columns, body.rows - hour_rows(app),
			 &app_state(app)->scroll, action);
}

const struct view view_report = {
	.action = ACTION_REPORT,
	.panel = -1,
	.contexts = CONTEXT_LIST,
	.refresh = refresh,
	.draw = draw,
	.act = act,
};
