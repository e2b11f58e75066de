#include "scoring/judges/judges.h"

#include <math.h>
#include <string.h>

#include "scoring/score.h"

#define FOR_FIRST 0.6	 /* the first full message */
#define FOR_UPDATES 0.4	 /* the mean of what follows */
#define LATE_FLOOR 0.4	 /* what is left of a first message that came late */
#define HOLDING_WORDS 45 /* a longer one is no holding note */
#define NOBODY 1.0	 /* score of a text that went to everybody */

/* The player's messages to one audience, in order. */
struct thread {
	const struct message *items[64];
	size_t count;
};

static double capped(const struct review *review, const struct message *m,
		     double score)
{
	if (review->to_nobody[m - review->messages])
		return fmin(score, NOBODY);
	return fmin(score, m->verdict.cap);
}

static void read_thread(const struct review *review, const char *audience,
			struct thread *thread)
{
	thread->count = 0;
	for (size_t i = 0; i < review->message_count; i++) {
		const struct message *m = &review->messages[i];

		if (review_is_players(m) && m->has_verdict &&
		    strcmp(m->to, audience) == 0 && thread->count < 64)
			thread->items[thread->count++] = m;
	}
}

/* A short first word that promises more: judged on status, impact and the
 * next update alone. */
static bool is_holding(const struct review *review, const struct message *m)
{
	const double *e = m->verdict.elements;
	const struct text *text = text_read(m->text, review->arena);

	return text->word_count <= HOLDING_WORDS &&
	       m->verdict.next_update_s >= 0 && e[VERDICT_STATUS] > 0 &&
	       e[VERDICT_ACTION] + e[VERDICT_KNOWLEDGE] + e[VERDICT_ASK] < 1.5;
}

static double holding_score(const struct review *review,
			    const struct message *m)
{
	const double *e = m->verdict.elements;

	return capped(
		review, m,
		10 * (e[VERDICT_STATUS] + e[VERDICT_IMPACT] + e[VERDICT_NEXT]) /
			3);
}

/* A follow-up is judged on what changed. */
static double update_score(const struct review *review, const struct message *m)
{
	static const enum verdict_element parts[] = {
		VERDICT_STATUS,	  VERDICT_NUMBERS, VERDICT_ACTION, VERDICT_NEXT,
		VERDICT_LANGUAGE, VERDICT_TONE,	   VERDICT_SAFETY,
	};
	size_t count = sizeof(parts) / sizeof(*parts);
	double sum = 0;

	for (size_t i = 0; i < count; i++) {
		double value = m->verdict.elements[parts[i]];

		/* After the end nobody waits for the next word. */
		if (parts[i] == VERDICT_NEXT && m->verdict.all_clear)
			value = 1;
		sum += value;
	}
	return capped(review, m, 10 * sum / (double)count);
}

static double lateness(const struct review *review,
		       const struct rubric_criterion *criterion, int64_t at_s)
{
	int64_t by = setting_clock(criterion, "by", 360);
	int64_t late = setting_clock(criterion, "late", 1500);

	(void)review;
	if (at_s <= by || late <= by)
		return 1;
	return fmax(LATE_FLOOR, 1 - (1 - LATE_FLOOR) * (double)(at_s - by) /
						(double)(late - by));
}

/* The most useful advice on the weakest message. */
static void advise(const struct review *review, const struct message *m,
		   struct finding *finding)
{
	const struct message_report *report;

	if (!m->facts)
		return;
	report = score_message(m->to, m->text, m->facts, review->arena);
	if (report->advice_count == 0)
		return;
	/* The first lines are its faults, as long as it has any. */
	finding->advice = report->fault_count > 0
				  ? arena_printf(review->arena,
						 "Put this right first: %s",
						 report->advice[0])
				  : report->advice[0];
}

/* "a full first message (it lacks numbers and ask)" */
static const char *what_is_short(const struct review *review,
				 const struct message *m)
{
	struct finding_list low = { .count = 0 };

	for (int e = 0; e < VERDICT_ELEMENT_COUNT; e++)
		if (m->verdict.elements[e] < 1)
			low.items[low.count++] =
				verdict_element_key((enum verdict_element)e);
	if (m->verdict.cap < m->verdict.score + 0.05 && m->verdict.cap < 10)
		return "a first message that holds (see there what does not)";
	if (low.count == 0)
		return "a full first message";
	return arena_printf(review->arena, "a full first message (it lacks %s)",
			    finding_words(&low, review->arena));
}

static double first_full(const struct review *review,
			 const struct rubric_criterion *criterion,
			 const struct thread *thread, size_t *index,
			 struct finding *finding)
{
	const struct message *m;
	size_t start = 0;

	while (start + 1 < thread->count &&
	       review_says_nothing(thread->items[start]))
		start++;
	*index = start;
	if (thread->count > start + 1 &&
	    is_holding(review, thread->items[start]))
		*index = start + 1;
	m = thread->items[*index];
	if (review_says_nothing(thread->items[0]))
		finding_missing(finding,
				arena_printf(review->arena,
					     "a message that says something "
					     "(\"%.40s\" is none)",
					     thread->items[0]->text));

	double score = capped(review, m, m->verdict.score);
	double late = lateness(review, criterion, thread->items[start]->at_s);

	finding_cite(finding, m->seq, m->text, score < 4);
	finding_slot(finding, "first_score", "%.1f", score);
	finding_slot(finding, "first_at", "%02d:%02d", (int)(m->at_s / 60),
		     (int)(m->at_s % 60));
	if (late < 1)
		finding_missing(finding, "an earlier first word");
	if (score < 9)
		finding_missing(finding, what_is_short(review, m));
	if (score < 8) {
		advise(review, m, finding);
	} else {
		finding_got(finding, "a full first message");
		finding->quote = m->text;
	}
	return score / 10 * late;
}

void judge_message(const struct review *review,
		   const struct rubric_criterion *criterion,
		   struct finding *finding)
{
	struct thread thread;
	size_t first, updates = 0;
	double sum = 0;

	read_thread(review, setting_text(criterion, "audience", ""), &thread);
	finding_slot(finding, "count", "%zu", thread.count);
	if (thread.count == 0) {
		finding_missing(finding, "any message to them");
		finding->special = "silent";
		return;
	}
	finding->share = FOR_FIRST * first_full(review, criterion, &thread,
						&first, finding);
	for (size_t i = 0; i < thread.count; i++) {
		const struct message *m = thread.items[i];
		double score;

		if (i == first)
			continue;
		score = review_says_nothing(m) ? m->verdict.score
			: i < first	       ? holding_score(review, m)
					       : update_score(review, m);
		sum += score;
		updates++;
		finding_cite(finding, m->seq, m->text, score < 4);
		if (score < 6 && !finding->advice)
			advise(review, m, finding);
	}
	if (updates == 0)
		finding_missing(finding, "an update");
	else if (sum < 8.5 * (double)updates)
		finding_missing(finding,
				arena_printf(review->arena,
					     "fuller updates (%.1f of 10 in "
					     "the mean)",
					     sum / (double)updates));
	else
		finding_got(finding, "updates");
	finding->share += updates > 0
				  ? FOR_UPDATES * sum / (10 * (double)updates)
				  : 0;
}
