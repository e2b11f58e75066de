#include "scoring/judges/judges.h"

#include <math.h>
#include <string.h>

#define FOR_FIRST 0.35	  /* the first word came in time */
#define FOR_PROMISES 0.40 /* promised updates came */
#define FOR_RHYTHM 0.25	  /* no long silence while it lasted */
#define PER_REPEAT 0.15	  /* lost for the same again */
#define PER_CROWD 0.10	  /* lost for one right behind another */

static bool is_repeat(const struct review *review, size_t index)
{
	const struct message *m = &review->messages[index];
	const struct text *text = text_read(m->text, review->arena);

	for (size_t i = 0; i < index; i++) {
		const struct message *other = &review->messages[i];

		if (review_is_players(other) && strcmp(other->to, m->to) == 0 &&
		    text_likeness(text, text_read(other->text,
						  review->arena)) >= 0.85)
			return true;
	}
	return false;
}

static bool is_crowded(const struct review *review, size_t index,
		       int64_t crowd_s)
{
	const struct message *m = &review->messages[index];

	if (m->answers != 0)
		return false;
	for (size_t i = 0; i < index; i++) {
		const struct message *other = &review->messages[i];

		if (review_is_players(other) && strcmp(other->to, m->to) == 0 &&
		    m->at_s - other->at_s < crowd_s)
			return true;
	}
	return false;
}

static double judge_first(const struct review *review,
			  const struct rubric_criterion *criterion,
			  const struct message *first, struct finding *finding)
{
	int64_t limit = setting_clock(criterion, "first", 300);
	int64_t from = review->declared_s >= 0 ? review->declared_s : 120;
	int64_t late = first->at_s - from - limit;

	/* Declaring late is no way to win time. */
	if (from > 300)
		late = first->at_s - 300 - limit;
	if (late <= 0) {
		finding_got(finding, "a first word in time");
		finding_cite(finding, first->seq, NULL, false);
		return FOR_FIRST;
	}
	finding_missing(finding, "a first word within five minutes");
	return FOR_FIRST * fmax(0, 1 - (double)late / 900);
}

static double judge_promises(const struct review *review,
			     struct finding *finding)
{
	double made = 0, broken = 0;

	for (size_t i = 0; i < review->message_count; i++) {
		const struct message *m = &review->messages[i];

		made += review_is_players(m) && m->has_verdict &&
					m->verdict.next_update_s >= 0
				? 1
				: 0;
	}
	for (size_t i = 0; i < review->event_count; i++) {
		if (review->events[i].kind != EVENT_PROMISE_BROKEN)
			continue;
		broken++;
		finding_cite(finding, review->events[i].seq, NULL, true);
		if (!finding->advice)
			finding->advice = arena_printf(
				review->arena,
				"Keep what you promise, or promise later: %s. "
				"One line that there is nothing new keeps it.",
				review->events[i].text);
	}
	if (made <= 0) {
		finding_missing(finding, "a promised next update");
		return 0;
	}
	if (broken > 0)
		finding_missing(finding, "the updates that were promised");
	else
		finding_got(finding, "every promised update kept");
	return FOR_PROMISES * fmax(0, 1 - broken / fmin(made, 3));
}

/* The longest silence from the first word to the all-clear or the end. */
static double judge_rhythm(const struct review *review,
			   const struct rubric_criterion *criterion,
			   const struct message *first, struct finding *finding)
{
	int64_t allowed = setting_clock(criterion, "silence", 1800);
	int64_t last = first->at_s, longest = 0;
	bool over = false;

	for (size_t i = 0; i < review->message_count && !over; i++) {
		const struct message *m = &review->messages[i];

		if (!review_is_players(m))
			continue;
		if (m->at_s - last > longest)
			longest = m->at_s - last;
		last = m->at_s;
		over = m->has_verdict && m->verdict.all_clear;
	}
	if (!over && review->end_s - last > longest)
		longest = review->end_s - last;
	if (longest <= allowed) {
		finding_got(finding, "no long silence");
		return FOR_RHYTHM;
	}
	finding_missing(finding, "word in between");
	return FOR_RHYTHM * fmax(0, 1 - (double)(longest - allowed) / 1200);
}

void judge_cadence(const struct review *review,
		   const struct rubric_criterion *criterion,
		   struct finding *finding)
{
	int64_t crowd = setting_clock(criterion, "crowd", 240);
	const struct message *first = NULL;
	double lost = 0;
	size_t count = 0;

	for (size_t i = 0; i < review->message_count; i++) {
		const struct message *m = &review->messages[i];

		if (!review_is_players(m))
			continue;
		if (review_says_nothing(m))
			continue;
		first = first ? first : m;
		count++;
		if (is_repeat(review, i)) {
			lost += PER_REPEAT;
			finding_cite(finding, m->seq, NULL, true);
			finding_missing(finding, "something new each time");
		} else if (is_crowded(review, i, crowd)) {
			lost += PER_CROWD;
		}
	}
	if (!first) {
		finding_missing(finding, "any message");
		finding->special = "silent";
		return;
	}
	finding->share = judge_first(review, criterion, first, finding) +
			 judge_promises(review, finding) +
			 judge_rhythm(review, criterion, first, finding) - lost;
	/* One message is no cadence. */
	if (count < 3)
		finding->share *= (double)count / 3;
}
