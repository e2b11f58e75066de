#include "cli/debriefing.h"

#include "base/mem.h"
#include "scoring/score.h"

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define PAUSE_MS 20
#define QUIET_S 1 /* a short wait needs no word */

struct debriefing {
	const struct drill *drill;
	struct rivals_ahead *ahead;
	struct debrief *debrief;
	const struct report *first;
	const struct report *base; /* first, or with the plan's weeks */
	enum report_debrief how;
	pthread_t thread;
	bool has_thread, joined;
	atomic_bool done;
	bool good;
	struct err err;
	/* The plan simulated forward. */
	atomic_bool stop;
	atomic_size_t lines;
	bool looked_forward;
	/* Only the thread that works puts reports here; older ones stay. */
	struct arena arena;
	_Atomic(const struct report *) newest;
	const struct report *told; /* of the main thread */
};

static void post(struct debriefing *d, const struct debrief *debrief)
{
	atomic_store(&d->newest,
		     score_add_debrief(d->base, debrief, d->how, &d->arena));
}

/* A recorded score stays what it was; only the plan's weeks come to it. */
static const struct report *with_forward(struct debriefing *d,
					 const struct forward *forward)
{
	const struct report *scored;
	struct err ignored = { 0 };
	struct report *same;

	if (d->how == REPORT_DEBRIEF_FULL) {
		scored = score_drill_ahead(d->drill, d->ahead, forward,
					   &d->arena, &ignored);
		return scored ? scored : d->first;
	}
	same = arena_new(&d->arena, struct report, 1);
	*same = *d->first;
	same->forward = forward;
	return same;
}

static void look_forward(struct debriefing *d)
{
	struct forward_options options = { .cancel = &d->stop,
					   .done = &d->lines };
	struct err ignored = { 0 };
	const struct forward *forward;

	d->looked_forward = true;
	if (d->first->forward)
		return;
	forward = forward_of(d->drill, &options, &d->arena, &ignored);
	if (forward)
		d->base = with_forward(d, forward);
}

/* The plan comes after the first round: by then there is something to read,
 * and the score should not change late. */
static void tell(void *context, const struct debrief *debrief)
{
	struct debriefing *d = context;

	post(d, debrief);
	if (d->looked_forward)
		return;
	look_forward(d);
	post(d, debrief);
}

static void *work(void *context)
{
	struct debriefing *d = context;
	struct debrief_news news = { tell, d };

	d->good = debrief_run(d->debrief, 0, &news, &d->err);
	atomic_store(&d->done, true);
	return NULL;
}

struct debriefing *debriefing_start(const struct drill *drill,
				    struct rivals_ahead *ahead,
				    const struct report *report,
				    enum report_debrief how)
{
	struct debriefing *d = mem_calloc(1, sizeof(*d));
	sigset_t all, before;

	arena_init(&d->arena);
	d->drill = drill;
	d->ahead = ahead;
	d->first = d->base = report;
	atomic_init(&d->stop, false);
	atomic_init(&d->lines, 0);
	d->how = how;
	d->debrief = debrief_create(drill);
	atomic_init(&d->done, false);
	atomic_init(&d->newest, NULL);
	/* signals stay with the thread that owns the terminal */
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	d->has_thread = pthread_create(&d->thread, NULL, work, d) == 0;
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	if (!d->has_thread)
		work(d);
	return d;
}

const struct report *debriefing_news(struct debriefing *d)
{
	const struct report *newest = atomic_load(&d->newest);

	if (newest == d->told)
		return NULL;
	d->told = newest;
	return newest;
}

bool debriefing_progress(const struct debriefing *d, size_t *done,
			 size_t *total)
{
	debrief_progress(d->debrief, done, total);
	*done += atomic_load(&d->lines);
	*total += d->first->forward ? 0 : FORWARD_LINES;
	return !atomic_load(&d->done);
}

static void join(struct debriefing *d)
{
	if (d->has_thread && !d->joined)
		pthread_join(d->thread, NULL);
	d->joined = true;
}

static void cancel_all(struct debriefing *d)
{
	atomic_store(&d->stop, true);
	debrief_cancel(d->debrief);
}

const struct report *debriefing_wait(struct debriefing *d, bool cancel,
				     struct err *err)
{
	const struct report *newest;

	if (cancel)
		cancel_all(d);
	join(d);
	if (!d->good) {
		*err = d->err;
		return NULL;
	}
	/* half of it would pass for all of it */
	newest = debrief_was_cancelled(d->debrief) ? NULL
						   : atomic_load(&d->newest);
	return newest ? newest : d->first;
}

/* Set by SIGINT. */
static atomic_bool stop;

static void on_stop(int signal)
{
	(void)signal;
	atomic_store(&stop, true);
}

/* One line that is written over; nothing when the work was quick. */
static void say(const struct debriefing *d, double waited_s)
{
	size_t done, total;

	if (waited_s < QUIET_S || !isatty(STDERR_FILENO))
		return;
	debriefing_progress(d, &done, &total);
	fprintf(stderr,
		"\rgameday: what each decision was worth: %zu of %zu runs "
		"(Ctrl-C leaves it out) ",
		done, total);
}

const struct report *debriefing_attend(struct debriefing *d, struct err *err)
{
	const struct timespec pause = { .tv_nsec = PAUSE_MS * 1000000L };
	struct sigaction action = { .sa_handler = on_stop }, before;
	double waited_s = 0;
	size_t done, total;

	atomic_store(&stop, false);
	sigemptyset(&action.sa_mask);
	sigaction(SIGINT, &action, &before);
	while (debriefing_progress(d, &done, &total) && !atomic_load(&stop)) {
		nanosleep(&pause, NULL);
		waited_s += PAUSE_MS / 1000.0;
		say(d, waited_s);
	}
	sigaction(SIGINT, &before, NULL);
	if (waited_s >= QUIET_S && isatty(STDERR_FILENO))
		fputs("\r\033[K", stderr);
	return debriefing_wait(d, atomic_load(&stop), err);
}

void debriefing_destroy(struct debriefing *d)
{
	if (!d)
		return;
	cancel_all(d);
	join(d);
	debrief_destroy(d->debrief);
	arena_finish(&d->arena);
	free(d);
}

bool debriefing_wanted(const char *option, bool *full, struct err *err)
{
	*full = !option || strcmp(option, "full") == 0;
	if (*full || strcmp(option, "score") == 0)
		return true;
	return err_set(err, ERR_INPUT, "--debrief is full or score, not \"%s\"",
		       option);
}
