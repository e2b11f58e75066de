/*
 * A card: a drill or a written answer on one page, for an interviewer.
 *
 * It holds facts and evidence only, all of them taken out of a report
 * (report.h): what was diagnosed and applied when and with which effect, what
 * messages scored, and the quotes that earned and lost most.  No advice, no
 * wording of its own.  Effects are the figures of the minute in which a measure
 * came into force and those of CARD_EFFECT_S later; others may have had a hand
 * in them.
 */
#ifndef GAMEDAY_SCORING_REPORT_CARD_H
#define GAMEDAY_SCORING_REPORT_CARD_H

#include "scoring/report/report.h"

#define CARD_CONCLUSIONS_MAX 3
#define CARD_MEASURES_MAX 6
#define CARD_MESSAGES_MAX 6
#define CARD_QUOTES_MAX 3
#define CARD_EFFECT_S 300 /* simulated seconds */

struct card_measure {
	const char *id;
	int64_t ordered_s, landed_s; /* -1 = never */
	/* Rows of the series; NULL when it never came into force or the drill
	 * has no figures of then. */
	const struct report_minute *before, *after;
};

struct card_quote {
	const struct report_criterion *criterion;
	const struct report_evidence *evidence;
};

/* All of it borrowed from the report, which also has what is not chosen here:
 * parts, messages (the first CARD_MESSAGES_MAX are shown), outcome. */
struct card {
	const struct report *report;
	const struct report_mark *conclusions[CARD_CONCLUSIONS_MAX];
	size_t conclusion_count; /* the last ones */
	struct card_measure measures[CARD_MEASURES_MAX];
	size_t measure_count;
	size_t measures_left_out;
	/* What earned most points, and where most were lost. */
	struct card_quote strong[CARD_QUOTES_MAX], weak[CARD_QUOTES_MAX];
	size_t strong_count, weak_count;
};

void card_fill(struct card *card, const struct report *report);
/* "spend-cap" of a mark "conclude spend-cap". */
const char *card_subject(const struct report_mark *mark);

#endif
