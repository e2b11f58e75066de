/*
 * The report as a sheet: what render.h tells on paper, to be scrolled on the
 * screen.
 */
#ifndef GAMEDAY_UI_REPORT_REPORT_SHEET_H
#define GAMEDAY_UI_REPORT_REPORT_SHEET_H

#include "scoring/report/report.h"
#include "ui/sheet.h"

/* Adds the whole report of a drill or of a written answer.  `before`: the one
 * that was on the screen first, or NULL; when its score or decision reads
 * otherwise, a line below the score says that it was corrected. */
void report_sheet(const struct report *report, const struct report *before,
		  struct sheet *sheet);

/* Pieces of it, each in a file of its own: the plan simulated forward (NULL =
 * it was not), and what is not true in a message. */
void report_sheet_forward(struct sheet *sheet, const struct forward *forward);
void report_sheet_checks(struct sheet *sheet,
			 const struct report_message *message);

#endif
