#include "debrief/rivals.h"

#include "base/mem.h"
#include "base/workers.h"
#include "drill/fork.h"

#include <pthread.h>
#include <signal.h>

struct runs {
	const struct drill *drill;
	struct drill *page;
	struct rivals *out;
	struct err errs[2]; /* of the jobs of one round */
};

static void drop_page(struct runs *runs)
{
	drill_destroy(runs->page);
	runs->page = NULL;
}

/* First what needs nothing else: the drill itself, and a fresh one. */
static void begin(size_t job, void *context)
{
	struct runs *runs = context;

	if (job == 0) {
		outcome_of(runs->drill, &runs->out->own, &runs->errs[0]);
		return;
	}
	runs->page = drill_again(runs->drill, 0, &runs->errs[1]);
	if (runs->page && !drill_settle_baseline(runs->page, &runs->errs[1]))
		drop_page(runs);
}

static void compete(size_t job, void *context)
{
	struct runs *runs = context;
	struct drill *copy = drill_copy(runs->page);

	if (job == 0)
		outcome_run_on(copy, &runs->out->nothing, &runs->errs[0]);
	else
		outcome_run_par(copy, &runs->out->par, &runs->errs[1]);
	drill_destroy(copy);
}

/* Of several errors the first by its place, however many threads there are. */
static bool went_well(const struct runs *runs, struct err *err)
{
	for (size_t i = 0; i < 2; i++) {
		if (runs->errs[i].code == ERR_NONE)
			continue;
		if (err)
			*err = runs->errs[i];
		return false;
	}
	return true;
}

static bool has_par(const struct drill *drill)
{
	return drill_pack(drill)
		       ->variants[drill_cast(drill)->variant]
		       .par_count > 0;
}

/* Doing nothing and par alone. */
static bool run_others(struct runs *runs, unsigned threads, struct err *err)
{
	bool good;

	runs->out->has_par = has_par(runs->drill);
	begin(1, runs);
	good = went_well(runs, err);
	if (good) {
		workers_run(runs->out->has_par ? 2 : 1, compete, runs, threads,
			    NULL);
		good = went_well(runs, err);
	}
	drop_page(runs);
	return good;
}

struct rivals_ahead {
	const struct drill *drill;
	struct rivals rivals; /* not its own */
	pthread_t thread;
	bool joined, good;
	struct err err;
};

static void *run_ahead(void *context)
{
	struct rivals_ahead *ahead = context;
	struct runs runs = { .drill = ahead->drill, .out = &ahead->rivals };

	/* one thread: the other core is the player's */
	ahead->good = run_others(&runs, 1, &ahead->err);
	return NULL;
}

struct rivals_ahead *rivals_ahead_start(const struct drill *drill)
{
	struct rivals_ahead *ahead = mem_calloc(1, sizeof(*ahead));
	sigset_t all, before;
	bool started;

	ahead->drill = drill;
	/* signals stay with the thread that owns the terminal */
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	started = pthread_create(&ahead->thread, NULL, run_ahead, ahead) == 0;
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	if (started)
		return ahead;
	free(ahead);
	return NULL;
}

static void join(struct rivals_ahead *ahead)
{
	if (!ahead->joined)
		pthread_join(ahead->thread, NULL);
	ahead->joined = true;
}

void rivals_ahead_destroy(struct rivals_ahead *ahead)
{
	if (!ahead)
		return;
	join(ahead);
	free(ahead);
}

bool rivals_run(const struct drill *drill, struct rivals_ahead *ahead,
		unsigned threads, struct rivals *out, struct err *err)
{
	struct runs runs = { .drill = drill, .out = out };
	bool good;

	if (ahead) {
		join(ahead);
		if (!ahead->good) {
			if (err)
				*err = ahead->err;
			return false;
		}
		*out = ahead->rivals;
		begin(0, &runs);
		return went_well(&runs, err);
	}
	out->has_par = has_par(drill);
	workers_run(2, begin, &runs, threads, NULL);
	good = went_well(&runs, err);
	if (good) {
		workers_run(out->has_par ? 2 : 1, compete, &runs, threads,
			    NULL);
		good = went_well(&runs, err);
	}
	drop_page(&runs);
	return good;
}
