#include "scoring/judges/judges.h"

#include <math.h>

#include "scoring/contradiction.h"
#include "scoring/score.h"

#define PER_FALSEHOOD 0.34
#define PER_CONTRADICTION 0.2
#define MOST_CONTRADICTIONS 3
#define GOOD_MANNERS 0.9 /* means from which there is nothing to say */

/* What was false or harmful in a message, in words. */
static void cite_fault(const struct review *review, const struct message *m,
		       struct finding *finding)
{
	const struct message_report *report;

	finding_cite(finding, m->seq, m->text, true);
	if (!m->facts || finding->advice)
		return;
	report = score_message(m->to, m->text, m->facts, review->arena);
	if (report->advice_count > 0)
		finding->advice = arena_printf(review->arena,
					       "Put this right first: %s",
					       report->advice[0]);
}

/* "2 of 6 messages hold something that is not true" */
static void tell_bad(const struct review *review, double all,
		     struct finding *finding)
{
	static const char *const kinds[] = {
		"not about this incident, or the same for everybody",
		"with what must stay inside, or blame",
		"with something that is not true",
	};
	size_t counts[3] = { 0 };

	for (size_t i = 0; i < review->message_count; i++) {
		const struct message *m = &review->messages[i];
		double cap = review->to_nobody[i] ? 1 : m->verdict.cap;

		if (review_is_players(m) && m->has_verdict && cap < 10)
			counts[cap < 2 ? 0 : cap < 3.5 ? 1 : 2]++;
	}
	for (size_t i = 3; i-- > 0;)
		if (counts[i] > 0)
			finding_missing(finding,
					arena_printf(review->arena,
						     "%zu of %.0f messages %s",
						     counts[i], all, kinds[i]));
}

/* The same thing told in two ways: the later message is cited. */
static double judge_contradictions(const struct review *review,
				   struct finding *finding)
{
	struct contradiction found[CONTRADICTIONS_MAX];
	size_t count = contradictions_find(review, found);

	for (size_t i = 0; i < count; i++) {
		finding_cite(finding, found[i].second->seq,
			     found[i].second_quote, true);
		if (i == 0 && !finding->advice)
			finding->advice = contradiction_line(review, &found[0]);
	}
	if (count > 0)
		finding_missing(finding, "one story for all audiences");
	return PER_CONTRADICTION * fmin((double)count, MOST_CONTRADICTIONS);
}

void judge_honesty(const struct review *review,
		   const struct rubric_criterion *criterion,
		   struct finding *finding)
{
	double need = setting_number(criterion, "need", 3);
	double manners = 0, count = 0, lost = 0;
	size_t bad = 0;

	for (size_t i = 0; i < review->message_count; i++) {
		const struct message *m = &review->messages[i];
		const double *e = m->verdict.elements;

		if (!review_is_players(m) || !m->has_verdict)
			continue;
		count++;
		manners += (e[VERDICT_LANGUAGE] + e[VERDICT_TONE] +
			    e[VERDICT_SAFETY]) /
			   3;
		if (m->verdict.cap < 10 || review->to_nobody[i]) {
			lost += PER_FALSEHOOD;
			bad++;
			cite_fault(review, m, finding);
		} else if (finding->evidence_count < 3) {
			finding_cite(finding, m->seq, m->text, false);
		}
	}
	if (count <= 0) {
		finding_missing(finding, "any message");
		finding->special = "silent";
		return;
	}
	manners /= count;
	lost += judge_contradictions(review, finding);
	finding->share = (manners - lost) * fmin(1, count / need);
	if (bad > 0)
		tell_bad(review, count, finding);
	else
		finding_got(finding, "nothing false");
	if (manners >= GOOD_MANNERS)
		finding_got(finding, "plain words");
	else
		finding_missing(finding,
				"words that are theirs, and calm ones");
}
