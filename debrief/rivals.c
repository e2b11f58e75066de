#include "debrief/rivals.h"

#include "base/workers.h"
#include "drill/fork.h"

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

bool rivals_run(const struct drill *drill, unsigned threads, struct rivals *out,
		struct err *err)
{
	const struct pack *pack = drill_pack(drill);
	const struct pack_variant *variant =
		&pack->variants[drill_cast(drill)->variant];
	struct runs runs = { .drill = drill, .out = out };
	bool good;

	out->has_par = variant->par_count > 0;
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
