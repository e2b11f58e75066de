#include "drill/playback.h"

#include "base/mem.h"
#include "base/vec.h"
#include "drill/drill_internal.h"

#define STOP_S 1200 /* between two copies that are kept */
#define NEAR_S 60
#define STOPS_MAX 64

struct stop {
	struct drill *drill; /* a copy; its texts are the head's */
	int64_t at_s;
	size_t next; /* row */
};

struct playback {
	const struct journal_row *rows;
	size_t count;
	int64_t *places;    /* of the rows */
	struct drill *head; /* ran to the end; lives longest */
	struct stop stops[STOPS_MAX];
	size_t stop_count;
	struct stop here;
	struct {
		VEC_OF(int64_t);
	} moments;
};

/* Rows at the last second follow each other, a step for each input. */
static void place_rows(struct playback *playback)
{
	size_t count = playback->count;
	int64_t last_s = count ? playback->rows[count - 1].at_s : 0;
	int64_t later_s = 0;
	bool first = true;

	playback->places = mem_alloc((count + 1) * sizeof(int64_t));
	for (size_t i = 0; i < count; i++) {
		const struct journal_row *row = &playback->rows[i];

		if (row->at_s == last_s && row->kind == JOURNAL_INPUT) {
			later_s += first ? 0 : PLAYBACK_STEP_S;
			first = false;
		}
		playback->places[i] = (row->at_s > 0 ? row->at_s : 0) + later_s;
	}
}

/* From a stop on to a place: rows up to it, then the time that is left. */
static bool run(const struct playback *playback, struct stop *stop,
		int64_t to_s, struct err *err)
{
	struct drill *drill = stop->drill;
	size_t from = stop->next;
	int64_t until_s = to_s;
	int64_t last_s = playback->count
				 ? playback->rows[playback->count - 1].at_s
				 : 0;

	while (stop->next < playback->count &&
	       playback->places[stop->next] <= to_s)
		stop->next++;
	if (!drill_resume(drill, playback->rows + from, stop->next - from, NULL,
			  err))
		return false;
	if (until_s > last_s)
		until_s = last_s;
	stop->at_s = to_s;
	return until_s <= drill->now_s || drill->phase != DRILL_PLAY ||
	       drill_step(drill, until_s, err);
}

static bool is_moment(const struct event *event)
{
	switch (event->kind) {
	case EVENT_COMMAND:
		return event->command->verb != COMMAND_LOOK &&
		       event->command->verb != COMMAND_TRACE &&
		       event->command->verb != COMMAND_PIN;
	case EVENT_VERDICT:
	case EVENT_STARTED:
	case EVENT_QUEUED:
	case EVENT_APPROVAL_ASKED:
		return false;
	default:
		return true;
	}
}

/* Where a row's event stands among the places. */
static void find_moments(struct playback *playback)
{
	size_t count;
	const struct event *events = drill_events(playback->head, &count);
	size_t row = 0;

	for (size_t i = 0; i < count; i++) {
		int64_t at_s;

		while (row < playback->count &&
		       playback->rows[row].seq < events[i].seq)
			row++;
		if (!is_moment(&events[i]))
			continue;
		at_s = row < playback->count &&
				       playback->rows[row].seq == events[i].seq
			       ? playback->places[row]
			       : events[i].at_s;
		if (playback->moments.count == 0 ||
		    playback->moments.items[playback->moments.count - 1] < at_s)
			vec_push(&playback->moments, at_s);
	}
}

static bool run_all(struct playback *playback, struct err *err)
{
	struct stop head = { .drill = playback->head };
	int64_t end_s = playback_end(playback);

	for (int64_t s = 0;; s += STOP_S) {
		if (s > end_s || playback->stop_count == STOPS_MAX)
			s = end_s;
		if (!run(playback, &head, s, err))
			return false;
		if (s == end_s)
			break;
		playback->stops[playback->stop_count++] = (struct stop){
			drill_copy(playback->head), s, head.next
		};
	}
	find_moments(playback);
	return true;
}

struct playback *playback_create(const struct drill_options *options,
				 const struct journal_row *rows, size_t count,
				 struct err *err)
{
	struct playback *playback = mem_calloc(1, sizeof(*playback));
	struct drill_options unrecorded = *options;

	unrecorded.journal = NULL;
	playback->rows = rows;
	playback->count = count;
	place_rows(playback);
	playback->head = drill_create(&unrecorded, err);
	if (playback->head) {
		/* The beginning is kept whatever comes: there is a stop at or
		 * before every place. */
		playback->stops[playback->stop_count++] =
			(struct stop){ drill_copy(playback->head), -1, 0 };
		if (run_all(playback, err) && playback_go(playback, 0, err))
			return playback;
	}
	playback_destroy(playback);
	return NULL;
}

void playback_destroy(struct playback *playback)
{
	if (!playback)
		return;
	drill_destroy(playback->here.drill);
	for (size_t i = 0; i < playback->stop_count; i++)
		drill_destroy(playback->stops[i].drill);
	drill_destroy(playback->head);
	vec_finish(&playback->moments);
	free(playback->places);
	free(playback);
}

struct drill *playback_drill(const struct playback *playback)
{
	return playback->here.drill;
}

int64_t playback_now(const struct playback *playback)
{
	return playback->here.at_s;
}

int64_t playback_end(const struct playback *playback)
{
	return playback->count ? playback->places[playback->count - 1] : 0;
}

bool playback_go(struct playback *playback, int64_t to_s, struct err *err)
{
	const struct stop *nearest = &playback->stops[0];
	struct stop here;

	to_s = to_s < 0 ? 0 : to_s;
	if (to_s > playback_end(playback))
		to_s = playback_end(playback);
	for (size_t i = 0; i < playback->stop_count; i++)
		if (playback->stops[i].at_s <= to_s)
			nearest = &playback->stops[i];
	/* On from here, unless that leads back or a stop is much nearer. */
	if (playback->here.drill && playback->here.at_s <= to_s &&
	    (playback->here.at_s >= nearest->at_s ||
	     to_s - playback->here.at_s <= NEAR_S))
		return run(playback, &playback->here, to_s, err);
	here = *nearest;
	here.drill = drill_copy(nearest->drill);
	if (!run(playback, &here, to_s, err)) {
		drill_destroy(here.drill);
		return false;
	}
	drill_destroy(playback->here.drill);
	playback->here = here;
	return true;
}

int64_t playback_moment(const struct playback *playback, int by)
{
	int64_t found_s = by > 0 ? playback_end(playback) : 0;

	for (size_t i = 0; i < playback->moments.count; i++) {
		int64_t at_s = playback->moments.items[i];

		if (by > 0 && at_s > playback->here.at_s)
			return at_s;
		if (by < 0 && at_s < playback->here.at_s)
			found_s = at_s;
	}
	return found_s;
}
