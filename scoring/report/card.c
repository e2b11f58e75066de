#include "scoring/report/card.h"

#include <string.h>

#include "base/str.h"
#include "drill/drill.h"

#define STRONG 0.6 /* share of a criterion from which on it is no weakness */

/* What stands behind the word, or NULL: "spend-cap" of "apply spend-cap". */
static const char *behind(const struct report_mark *mark, const char *word)
{
	size_t length = strlen(word);

	return strcmp(mark->kind, "action") == 0 &&
			       str_starts(mark->label, word) &&
			       mark->label[length] == ' '
		       ? mark->label + length + 1
		       : NULL;
}

const char *card_subject(const struct report_mark *mark)
{
	const char *blank = strrchr(mark->label, ' ');

	return blank ? blank + 1 : mark->label;
}

static void add_conclusion(struct card *card, const struct report_mark *mark)
{
	if (card->conclusion_count == CARD_CONCLUSIONS_MAX) {
		memmove(card->conclusions, card->conclusions + 1,
			(CARD_CONCLUSIONS_MAX - 1) *
				sizeof(*card->conclusions));
		card->conclusion_count--;
	}
	card->conclusions[card->conclusion_count++] = mark;
}

static void add_measure(struct card *card, const char *id, int64_t ordered_s)
{
	if (card->measure_count == CARD_MEASURES_MAX) {
		card->measures_left_out++;
		return;
	}
	card->measures[card->measure_count++] = (struct card_measure){
		.id = id, .ordered_s = ordered_s, .landed_s = -1
	};
}

/* The last row up to a second; NULL before the first. */
static const struct report_minute *minute_at(const struct report *report,
					     int64_t at_s)
{
	const struct report_minute *found = NULL;

	for (size_t i = 0; i < report->minute_count; i++)
		if (report->minutes[i].at_s <= at_s)
			found = &report->minutes[i];
	return found;
}

/* The order that waits for it is the last one of this measure. */
static void land(struct card *card, const char *id, int64_t at_s)
{
	const struct report *report = card->report;

	for (size_t i = card->measure_count; i-- > 0;) {
		struct card_measure *m = &card->measures[i];

		if (strcmp(m->id, id) != 0 || m->landed_s >= 0)
			continue;
		m->landed_s = at_s;
		m->before = minute_at(report, at_s);
		m->after = minute_at(report, at_s + CARD_EFFECT_S);
		if (!m->before && report->minute_count > 0)
			m->before = report->minutes;
		return;
	}
}

static void find_deeds(struct card *card)
{
	const struct report *report = card->report;

	for (size_t i = 0; i < report->mark_count; i++) {
		const struct report_mark *mark = &report->marks[i];
		const char *id;

		if (behind(mark, command_word(COMMAND_CONCLUDE)))
			add_conclusion(card, mark);
		else if ((id = behind(mark, command_word(COMMAND_APPLY))))
			add_measure(card, id, mark->at_s);
		else if ((id = behind(mark, event_word(EVENT_LANDED))))
			land(card, id, mark->at_s);
	}
}

static bool is_quoted(const struct card *card, const char *quote)
{
	for (size_t i = 0; i < card->strong_count; i++)
		if (strcmp(card->strong[i].evidence->quote, quote) == 0)
			return true;
	for (size_t i = 0; i < card->weak_count; i++)
		if (strcmp(card->weak[i].evidence->quote, quote) == 0)
			return true;
	return false;
}

static bool has_criterion(const struct card_quote *quotes, size_t count,
			  const struct report_criterion *criterion)
{
	for (size_t i = 0; i < count; i++)
		if (quotes[i].criterion == criterion)
			return true;
	return false;
}

/* The first of the criterion that is on that side and not shown yet. */
static const struct report_evidence *pick(
	const struct card *card, const struct report_criterion *criterion,
	bool against)
{
	for (size_t i = 0; i < criterion->evidence_count; i++) {
		const struct report_evidence *e = &criterion->evidence[i];

		if (e->against == against && e->quote && *e->quote &&
		    !is_quoted(card, e->quote))
			return e;
	}
	return NULL;
}

/* What the criterion may show: for a strong one what earned; for a weak one
 * what lost, or all that there was. */
static const struct report_evidence *evidence_of(
	const struct card *card, const struct report_criterion *criterion,
	bool strong)
{
	const struct report_evidence *against = pick(card, criterion, true);
	double share = criterion->max > 0 ? criterion->score / criterion->max
					  : 0;

	if (strong)
		return share >= STRONG ? pick(card, criterion, false) : NULL;
	if (against)
		return against;
	return share < STRONG ? pick(card, criterion, false) : NULL;
}

/* Adds the best criterion of a side that is not there yet; false at the end. */
static bool add_quote(struct card *card, struct card_quote *quotes,
		      size_t *count, bool strong)
{
	const struct report *report = card->report;
	struct card_quote best = { NULL, NULL };
	double most = 0.005; /* less is no point won or lost */

	for (size_t p = 0; p < report->part_count; p++)
		for (size_t c = 0; c < report->parts[p].criterion_count; c++) {
			const struct report_criterion *k =
				&report->parts[p].criteria[c];
			double points = strong ? k->score : k->max - k->score;
			const struct report_evidence *e;

			if (points <= most ||
			    has_criterion(quotes, *count, k) ||
			    !(e = evidence_of(card, k, strong)))
				continue;
			most = points;
			best = (struct card_quote){ k, e };
		}
	if (best.criterion)
		quotes[(*count)++] = best;
	return best.criterion != NULL;
}

void card_fill(struct card *card, const struct report *report)
{
	memset(card, 0, sizeof(*card));
	card->report = report;
	find_deeds(card);
	while (card->strong_count < CARD_QUOTES_MAX &&
	       add_quote(card, card->strong, &card->strong_count, true))
		continue;
	while (card->weak_count < CARD_QUOTES_MAX &&
	       add_quote(card, card->weak, &card->weak_count, false))
		continue;
}
