/*
 * A report with something of everything in it, the same every time.
 */
#ifndef GAMEDAY_TESTS_UI_SAMPLE_REPORT_H
#define GAMEDAY_TESTS_UI_SAMPLE_REPORT_H

#include "scoring/report/report.h"

extern const struct report sample_report;

#endif
