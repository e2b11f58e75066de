#include "debrief/debrief.h"

#include "base/mem.h"
#include "base/workers.h"
#include "drill/fork.h"

#include <math.h>
#include <string.h>

#define SEEDS COUNTERFACTUAL_SEEDS_MAX
#define CHUNK 6	      /* re-runs on one walk through the drill */
#define FIRST_CHUNK 4 /* of the first few, which somebody waits for */
#define FIRST_FEW 8

/* Which re-runs a round is for. */
enum wanted {
	THE_FIRST_REMOVED,
	THOSE_REMOVED,
	THOSE_EARLIER,
	THOSE_KNOWN,
	THOSE_OPEN
};

static const struct round {
	int first_seed, seeds;
	enum wanted wanted;
} rounds[] = {
	{ 0, 1, THE_FIRST_REMOVED }, { 0, 1, THOSE_REMOVED },
	{ 0, 1, THOSE_EARLIER },     { 1, 2, THOSE_KNOWN },
	{ 3, 2, THOSE_OPEN },	     { 5, 2, THOSE_OPEN },
};
#define ROUNDS (sizeof(rounds) / sizeof(*rounds))

/* One counterfactual with what its runs need. */
struct subject {
	struct counterfactual out;
	struct inputs list; /* as edited */
	size_t same;
	int64_t until_s;
	struct worth changed[SEEDS];
	bool ran[SEEDS];
	struct arena texts; /* of its refusals */
};

/* Some re-runs on one seed, in the order in which they fork. */
struct task {
	int seed;
	struct subject *subjects[CHUNK];
	size_t count;
	bool plays; /* also the drill as it was played */
};

struct debrief {
	const struct drill *drill;
	struct arena arena;
	struct inputs inputs;
	struct decisions decisions;
	struct subject *subjects; /* in the order of the decisions */
	struct subject **order;	  /* in the order in which they fork */
	size_t count;
	struct drill *pages[SEEDS]; /* of the round; each at the page */
	struct worth played[SEEDS];
	bool was_played[SEEDS];
	struct task *tasks; /* of the round */
	size_t task_count;
	atomic_size_t done, total;
	atomic_bool cancel;
	bool cancelled;
};

/* --- what is to be run --------------------------------------------------- */

static void add_subject(struct debrief *d, const struct decision *decision,
			enum edit_change change)
{
	struct subject *subject = &d->subjects[d->count++];
	struct edit *edit = &subject->out.edit;

	arena_init(&subject->texts);
	subject->out.decision = decision;
	subject->out.refusals.arena = &subject->texts;
	*edit = (struct edit){ .change = change, .index = decision->input };
	if (change == EDIT_EARLIER) {
		edit->to_s = decision->earliest_s;
		edit->company_count = decision->company_count;
		memcpy(edit->company, decision->company, sizeof(edit->company));
		memcpy(edit->floors, decision->floors, sizeof(edit->floors));
	}
	subject->list = inputs_edit(&d->inputs, edit, &d->arena, &subject->same,
				    &subject->until_s);
}

static bool forks_before(const struct subject *a, const struct subject *b)
{
	return a->same < b->same ||
	       (a->same == b->same && a->until_s < b->until_s);
}

static void put_in_order(struct debrief *d)
{
	d->order = arena_new(&d->arena, struct subject *, d->count + 1);
	for (size_t i = 0; i < d->count; i++) {
		size_t k = i;

		while (k > 0 &&
		       forks_before(&d->subjects[i], d->order[k - 1])) {
			d->order[k] = d->order[k - 1];
			k--;
		}
		d->order[k] = &d->subjects[i];
	}
}

struct debrief *debrief_create(const struct drill *drill)
{
	struct debrief *d = mem_calloc(1, sizeof(*d));

	d->drill = drill;
	arena_init(&d->arena);
	atomic_init(&d->done, 0);
	atomic_init(&d->total, 0);
	atomic_init(&d->cancel, false);
	inputs_of(drill, &d->arena, &d->inputs);
	decisions_of(drill, &d->inputs, &d->arena, &d->decisions);
	d->subjects = mem_calloc(2 * d->decisions.count + 1,
				 sizeof(*d->subjects));
	for (size_t i = 0; i < d->decisions.count; i++) {
		const struct decision *decision = &d->decisions.items[i];

		add_subject(d, decision, EDIT_REMOVED);
		if (decision->earliest_s >= 0)
			add_subject(d, decision, EDIT_EARLIER);
	}
	put_in_order(d);
	d->tasks = mem_calloc(2 * (d->count + 2), sizeof(*d->tasks));
	atomic_store(&d->total, 3 * (d->count + 1));
	return d;
}

static void drop_pages(struct debrief *d)
{
	for (int i = 0; i < SEEDS; i++) {
		drill_destroy(d->pages[i]);
		d->pages[i] = NULL;
	}
}

void debrief_destroy(struct debrief *d)
{
	if (!d)
		return;
	drop_pages(d);
	for (size_t i = 0; i < d->count; i++)
		arena_finish(&d->subjects[i].texts);
	free(d->subjects);
	free(d->tasks);
	arena_finish(&d->arena);
	free(d);
}

/* --- one round ----------------------------------------------------------- */

static void make_page(size_t index, void *context)
{
	struct debrief *d = context;
	struct err ignored = { 0 };
	struct drill *page;

	if (d->pages[index])
		return;
	page = drill_again(d->drill, index, &ignored);
	if (page && !drill_settle_baseline(page, &ignored)) {
		drill_destroy(page);
		page = NULL;
	}
	d->pages[index] = page;
}

struct pages {
	struct debrief *debrief;
	int first;
};

static void make_round_page(size_t index, void *context)
{
	struct pages *pages = context;

	make_page((size_t)pages->first + index, pages->debrief);
}

static void run_subject(struct debrief *d, const struct walk *walk,
			struct subject *subject, int seed)
{
	struct outcome *outcome = mem_calloc(1, sizeof(*outcome));
	struct err ignored = { 0 };

	subject->ran[seed] =
		rerun_from(walk, &subject->list, subject->same, outcome,
			   seed == 0 ? &subject->out.refusals : NULL, &ignored);
	worth_of(outcome, &subject->changed[seed]);
	free(outcome);
	atomic_fetch_add(&d->done, 1);
}

/* The walk itself goes on to the end: that is the drill as it was played. */
static void run_played(struct debrief *d, struct walk *walk, int seed)
{
	struct outcome *outcome = mem_calloc(1, sizeof(*outcome));
	struct err ignored = { 0 };

	d->was_played[seed] = walk_to(walk, d->inputs.count, 0, &ignored) &&
			      outcome_run_on(walk->drill, outcome, &ignored);
	worth_of(outcome, &d->played[seed]);
	free(outcome);
	atomic_fetch_add(&d->done, 1);
}

static void run_task(size_t index, void *context)
{
	struct debrief *d = context;
	struct task *task = &d->tasks[index];
	struct err ignored = { 0 };
	struct walk walk;

	if (!d->pages[task->seed])
		return;
	walk_init(&walk, d->pages[task->seed], &d->inputs);
	for (size_t i = 0; i < task->count; i++) {
		struct subject *subject = task->subjects[i];

		if (atomic_load(&d->cancel) ||
		    !walk_to(&walk, subject->same, subject->until_s, &ignored))
			break;
		run_subject(d, &walk, subject, task->seed);
	}
	if (task->plays && !atomic_load(&d->cancel))
		run_played(d, &walk, task->seed);
	walk_finish(&walk);
}

static bool is_wanted(const struct subject *subject, enum wanted wanted)
{
	const struct counterfactual *c = &subject->out;

	switch (wanted) {
	case THE_FIRST_REMOVED:
	case THOSE_REMOVED:
		return c->edit.change == EDIT_REMOVED && !subject->ran[0];
	case THOSE_EARLIER:
		return c->edit.change == EDIT_EARLIER;
	case THOSE_KNOWN:
		return !c->failed && !c->same;
	case THOSE_OPEN:
		return counterfactual_is_open(c);
	}
	return false;
}

/* Seed by seed, a walk for each few in the order in which they fork.  The walk
 * with the last of them goes on to the end. */
static size_t plan_round(struct debrief *d, const struct round *round)
{
	bool first = round->wanted == THE_FIRST_REMOVED;
	size_t chunk = first ? FIRST_CHUNK : CHUNK;
	size_t most = first ? FIRST_FEW : SIZE_MAX, planned = 0;

	d->task_count = 0;
	for (int seed = round->first_seed;
	     seed < round->first_seed + round->seeds; seed++) {
		struct task *task = NULL;
		size_t before = planned;

		for (size_t i = 0; i < d->count && planned < most; i++) {
			if (!is_wanted(d->order[i], round->wanted))
				continue;
			if (!task || task->count == chunk) {
				task = &d->tasks[d->task_count++];
				*task = (struct task){ .seed = seed };
			}
			task->subjects[task->count++] = d->order[i];
			planned++;
		}
		if (planned > before && !d->was_played[seed]) {
			task->plays = true;
			planned++;
		}
	}
	return planned;
}

static double minutes_between(double changed, double played)
{
	return isnan(changed) || isnan(played) ? NAN : changed - played;
}

static void compare(const struct worth *changed, const struct worth *played,
		    struct worth *out)
{
	*out = (struct worth){
		.loss_usd = changed->loss_usd - played->loss_usd,
		.excess_usd = changed->excess_usd - played->excess_usd,
		.failed_users = changed->failed_users - played->failed_users,
		.minutes_to_mitigate =
			minutes_between(changed->minutes_to_mitigate,
					played->minutes_to_mitigate),
	};
}

/* Takes up what a round has shown of one of them. */
static void take_up(struct debrief *d, struct subject *subject)
{
	struct counterfactual *c = &subject->out;
	const struct worth *changed = subject->changed;

	c->seeds = 0;
	for (int seed = 0; seed < SEEDS; seed++) {
		if (!subject->ran[seed] || !d->was_played[seed])
			continue;
		compare(&changed[seed], &d->played[seed],
			&c->differences[c->seeds++]);
	}
	c->failed = !subject->ran[0] || !d->was_played[0];
	c->same = !c->failed && changed[0].hash == d->played[0].hash;
	c->played_mitigated = !isnan(d->played[0].minutes_to_mitigate);
	c->changed_mitigated = !isnan(changed[0].minutes_to_mitigate);
	counterfactual_settle(c);
}

static bool run_round(struct debrief *d, const struct round *round,
		      unsigned threads, struct err *err)
{
	struct pages pages = { d, round->first_seed };
	size_t planned = plan_round(d, round);

	if (planned == 0)
		return true;
	/* of the first rounds the plan is made already, at its largest */
	if (round->wanted == THOSE_OPEN)
		atomic_fetch_add(&d->total, planned);
	if (!workers_run((size_t)round->seeds, make_round_page, &pages, threads,
			 &d->cancel))
		return true;
	if (!d->pages[0] && round->first_seed == 0)
		return err_set(err, ERR_STATE,
			       "this drill cannot be run again from the page");
	workers_run(d->task_count, run_task, d, threads, &d->cancel);
	if (atomic_load(&d->cancel))
		return true;
	for (size_t i = 0; i < d->count; i++)
		if (d->subjects[i].ran[0])
			take_up(d, &d->subjects[i]);
	return true;
}

/* A round that was planned larger than it became counts as done in full. */
static void settle_total(struct debrief *d)
{
	atomic_store(&d->total, atomic_load(&d->done));
}

bool debrief_run(struct debrief *d, unsigned threads,
		 const struct debrief_news *news, struct err *err)
{
	bool good = true;

	for (size_t i = 0; good && i < ROUNDS; i++) {
		if (rounds[i].first_seed > 0)
			drop_pages(d);
		good = run_round(d, &rounds[i], threads, err);
		d->cancelled = atomic_load(&d->cancel);
		if (d->cancelled)
			break;
		if (good && news)
			news->tell(news->context, d);
	}
	drop_pages(d);
	if (!d->cancelled)
		settle_total(d);
	return good;
}

/* --- for others ---------------------------------------------------------- */

void debrief_cancel(struct debrief *d)
{
	atomic_store(&d->cancel, true);
}

void debrief_progress(const struct debrief *d, size_t *done, size_t *total)
{
	*done = atomic_load(&d->done);
	*total = atomic_load(&d->total);
	if (*done > *total)
		*done = *total;
}

const struct counterfactual *const *debrief_results(const struct debrief *d,
						    struct arena *arena,
						    size_t *count)
{
	const struct counterfactual **out =
		arena_new(arena, const struct counterfactual *, d->count + 1);

	*count = 0;
	for (size_t i = 0; i < d->count; i++) {
		const struct counterfactual *c = &d->subjects[i].out;

		if (c->seeds == 0 || c->failed ||
		    (c->same &&
		     (!c->decision->what || c->edit.change == EDIT_EARLIER)))
			continue;
		out[(*count)++] = c;
	}
	return out;
}

const struct inputs *debrief_inputs(const struct debrief *d)
{
	return &d->inputs;
}

const struct drill *debrief_drill(const struct debrief *d)
{
	return d->drill;
}

bool debrief_was_cancelled(const struct debrief *d)
{
	return d->cancelled;
}

size_t debrief_runs(const struct debrief *d)
{
	return atomic_load(&d->done);
}
