#include "ui/report/report_sheet.h"

#include "base/calendar.h"
#include "base/number.h"
#include "ui/report/render_opinion.h"

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

/* "Corrected: 6.8 -> 6.6: ...", of what can be seen on the screen. */
static void add_correction(struct sheet *sheet, const struct report *report,
			   const struct report *before)
{
	char was[NUMBER_SIZE], is[NUMBER_SIZE];
	bool other_decision;

	if (!before)
		return;
	number_decimal(before->score, 1, was);
	number_decimal(report->score, 1, is);
	other_decision = strcmp(before->decision, report->decision) != 0;
	if (!other_decision && strcmp(was, is) == 0)
		return;
	sheet_add(sheet, ROLE_WARN, 0, "Corrected: %s%s%s -> %s%s%s: %s",
		  other_decision ? before->decision : "",
		  other_decision ? " " : "", was,
		  other_decision ? report->decision : "",
		  other_decision ? " " : "", is,
		  report->forward && !before->forward
			  ? "the plan was simulated forward"
			  : "it was scored anew with all that is known now");
}

static void add_decision(struct sheet *sheet, const struct report *report,
			 const struct report *before)
{
	bool pass = strcmp(report->decision, "PASS") == 0;
	struct sheet_line *line;

	sheet_heading(sheet, report->scenario_title);
	line = sheet_add(sheet, pass ? ROLE_GOOD : ROLE_BAD, 0,
			 "%s   %.1f of %.0f", report->decision, report->score,
			 report->max);
	if (report->written)
		sheet_right(line, ROLE_DIM, "pass at %.1f", report->pass);
	else
		sheet_right(line, ROLE_DIM, "%s, seed %llu, pass at %.1f",
			    report->mode, (unsigned long long)report->seed,
			    report->pass);
	add_correction(sheet, report, before);
	if (report->cause)
		sheet_add(sheet, ROLE_TEXT, 0, "It was: %s", report->cause);
	sheet_gap(sheet);
	for (size_t i = 0; i < report->red_flag_count; i++) {
		line = sheet_add(sheet, ROLE_BAD, 11, "%s",
				 report->red_flags[i]);
		sheet_mark(line);
		sheet_lead(line, ROLE_BAD, "RED FLAG");
	}
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
	add_amount(sheet, "left with nothing", "people", report,
		   o->failed_users, report->nothing.failed_users,
		   report->par.failed_users);
	add_minutes(sheet, "to the diagnosis", o->minutes_to_diagnose);
	add_minutes(sheet, "to the mitigation", o->minutes_to_mitigate);
	sheet_gap(sheet);
}

/* Where it is: a time of the drill, a line of the text, or nowhere. */
static void lead_evidence(struct sheet_line *line,
			  const struct report_evidence *evidence, bool written)
{
	char clock[CALENDAR_CLOCK_SIZE], lead[32] = "";

	if (written)
		snprintf(lead, sizeof(lead), "    line %lld",
			 (long long)evidence->at_s);
	else if (evidence->seq)
		snprintf(lead, sizeof(lead), "    %s",
			 calendar_format_clock(evidence->at_s, clock));
	sheet_lead(line, evidence->against ? ROLE_BAD : ROLE_ACCENT, lead);
}

static void add_evidence(struct sheet *sheet,
			 const struct report_criterion *criterion, bool written)
{
	for (size_t i = 0; i < criterion->evidence_count; i++) {
		const struct report_evidence *e = &criterion->evidence[i];
		struct sheet_line *line =
			sheet_add(sheet, ROLE_DIM, 14, "%s%s",
				  e->against ? "(against) " : "", e->quote);

		lead_evidence(line, e, written);
	}
}

static void add_criterion(struct sheet *sheet,
			  const struct report_criterion *criterion,
			  bool written)
{
	struct sheet_line *line = sheet_add(sheet, ROLE_STRONG, 4, "%s",
					    criterion->title);

	sheet_lead(line, ROLE_DIM, criterion->id);
	sheet_right(line,
		    criterion->score >= criterion->max * 0.8   ? ROLE_GOOD
		    : criterion->score >= criterion->max * 0.4 ? ROLE_WARN
							       : ROLE_BAD,
		    "%.2f of %.1f", criterion->score, criterion->max);
	sheet_mark(sheet_add(sheet, ROLE_TEXT, 4, "%s", criterion->why));
	add_evidence(sheet, criterion, written);
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
			add_criterion(sheet, &part->criteria[c],
				      report->written);
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
		report_sheet_checks(sheet, m);
		for (size_t a = 0; a < m->advice_count; a++)
			sheet_lead(sheet_add(sheet, ROLE_TEXT, 9, "%s",
					     m->advice[a]),
				   ROLE_ACCENT, "       >");
	}
	sheet_gap(sheet);
}

/* What was worth most, or cost most, is said loudest. */
static void add_decisions(struct sheet *sheet, const struct report *report)
{
	if (report->counterfactual_count == 0)
		return;
	sheet_heading(sheet, "What each decision was worth");
	for (size_t i = 0; i < report->counterfactual_count; i++) {
		const struct report_counterfactual *c =
			&report->counterfactuals[i];
		bool helped = c->clear && c->loss_usd > 0;

		sheet_lead(sheet_add(sheet, c->clear ? ROLE_TEXT : ROLE_DIM, 2,
				     "%s", c->sentence),
			   c->harmful ? ROLE_BAD
			   : helped   ? ROLE_GOOD
				      : ROLE_DIM,
			   c->harmful ? "-"
			   : helped   ? "+"
				      : " ");
	}
	sheet_gap(sheet);
}

static void add_chain(struct sheet *sheet, const struct report *report)
{
	if (report->chain_count == 0)
		return;
	sheet_heading(sheet, "What really happened");
	for (size_t i = 0; i < report->chain_count; i++) {
		const struct report_link *link = &report->chain[i];
		char number[24];

		snprintf(number, sizeof(number), "%zu.", i + 1);
		sheet_lead(sheet_add(sheet, ROLE_TEXT, 4, "%s", link->text),
			   ROLE_DIM, number);
		if (link->note)
			sheet_add(sheet,
				  link->saw == REPORT_SAW_MISSED ||
						  link->saw ==
							  REPORT_SAW_MISREAD
					  ? ROLE_WARN
					  : ROLE_DIM,
				  4, "%s", link->note);
	}
	sheet_gap(sheet);
}

/* A second opinion on a written answer: both, and where they differ. */
static void add_opinion(struct sheet *sheet, const struct report *report)
{
	const struct report_opinion *o = report->opinion;
	struct str line = STR_INIT;
	size_t n = 0;

	if (!o)
		return;
	sheet_heading(sheet, "A second opinion");
	opinion_sentence(o, &line);
	sheet_mark(sheet_add(sheet, ROLE_TEXT, 0, "%s", line.s));
	for (size_t p = 0; p < report->part_count && !o->abstains; p++) {
		for (size_t c = 0; c < report->parts[p].criterion_count;
		     c++, n++) {
			const struct report_criterion *criterion =
				&report->parts[p].criteria[c];

			if (!report_opinion_differs(criterion, &o->verdicts[n]))
				continue;
			str_clear(&line);
			opinion_difference(o, criterion, &o->verdicts[n],
					   &line);
			sheet_mark(
				sheet_add(sheet, ROLE_TEXT, 2, "%s", line.s));
			if (o->verdicts[n].quote)
				sheet_add(sheet, ROLE_DIM, 14, "%s",
					  o->verdicts[n].quote);
		}
	}
	sheet_gap(sheet);
	str_finish(&line);
}

void report_sheet(const struct report *report, const struct report *before,
		  struct sheet *sheet)
{
	add_decision(sheet, report, before);
	if (!report->written)
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
	add_decisions(sheet, report);
	report_sheet_forward(sheet, report->forward);
	add_chain(sheet, report);
	add_opinion(sheet, report);
	add_parts(sheet, report);
	add_messages(sheet, report);
}
