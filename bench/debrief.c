/*
 * How long a debrief takes: every decision of a drill removed and taken
 * earlier, on as many seeds as it needs.
 *
 *	debrief PACK-FOLDER VARIANT SCRIPT [THREADS]
 *
 * One debrief is run with one thread and one with all cores (or THREADS); both
 * must come to the same.
 */
#include "base/calendar.h"
#include "base/mem.h"
#include "bench/harness.h"
#include "bench/played.h"
#include "debrief/debrief.h"
#include "debrief/rivals.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define GOAL_SCORE_S 0.1
#define GOAL_FIRST_S 1
#define GOAL_WHOLE_S 8
#define EVENTS_SHOWN 1e-3

struct timing {
	double from_ns, first_s, whole_s, cpu_s;
	size_t runs, results;
	double sum; /* of the losses, to compare */
};

static void first_news(void *context, const struct debrief *debrief)
{
	struct timing *timing = context;

	(void)debrief;
	if (timing->first_s <= 0)
		timing->first_s = (harness_wall_ns() - timing->from_ns) * 1e-9;
}

static bool run(const struct drill *drill, unsigned threads,
		struct timing *timing, bool print, struct err *err)
{
	struct debrief *debrief = debrief_create(drill);
	struct debrief_news news = { first_news, timing };
	struct arena arena = ARENA_INIT;
	const struct counterfactual *const *results;
	bool good;

	*timing = (struct timing){ .from_ns = harness_wall_ns() };
	good = debrief_run(debrief, threads, &news, err);
	timing->whole_s = (harness_wall_ns() - timing->from_ns) * 1e-9;
	timing->runs = debrief_runs(debrief);
	results = debrief_results(debrief, &arena, &timing->results);
	for (size_t i = 0; i < timing->results; i++) {
		timing->sum += results[i]->loss_usd + results[i]->seeds;
		if (print)
			printf("  %s\n",
			       counterfactual_sentence(results[i],
						       debrief_inputs(debrief),
						       &arena));
	}
	debrief_destroy(debrief);
	arena_finish(&arena);
	return good;
}

/* What the score waits for: the drill run to its end, doing nothing, par. */
static bool measure_rivals(const struct drill *drill, unsigned threads,
			   double *seconds, struct err *err)
{
	struct rivals *rivals = mem_alloc(sizeof(*rivals));
	double from_ns = harness_wall_ns();
	bool good = rivals_run(drill, NULL, threads, rivals, err);

	*seconds = (harness_wall_ns() - from_ns) * 1e-9;
	free(rivals);
	return good;
}

static void print_engine(const struct drill *drill)
{
	const struct pack *pack = drill_pack(drill);
	const struct sim_engine *engine = drill_engine(drill);
	struct sim_window all = { -pack->history_s * SECOND_US,
				  pack->length_s * SECOND_US };
	double events = (double)sim_engine_events(engine);
	double clips = sim_metric(engine, SIM_METRIC_CLIPS, NULL, all) *
		       (double)(pack->history_s + pack->length_s);
	char remark[64];

	snprintf(remark, sizeof(remark), "%.0f events per clip",
		 clips > 0 ? events / clips : 0);
	played_print("events of the drill, thousands", events * EVENTS_SHOWN, 0,
		     "k", remark);
}

static bool measure(const struct drill *drill, unsigned threads,
		    struct err *err)
{
	struct timing one = { 0 }, all = { 0 };
	char remark[96];
	double rivals_s;

	if (!measure_rivals(drill, threads, &rivals_s, err) ||
	    !run(drill, 1, &one, false, err) ||
	    !run(drill, threads, &all, getenv("BENCH_SAY") != NULL, err))
		return false;
	if (one.runs != all.runs || one.sum < all.sum || one.sum > all.sum)
		return err_set(err, ERR_STATE,
			       "one thread and several do not agree");
	harness_heading("A debrief");
	played_print("doing nothing and par, all cores", rivals_s, GOAL_SCORE_S,
		     "s", "what the score waits for");
	snprintf(remark, sizeof(remark), "%zu counterfactuals, %zu runs",
		 all.results, all.runs);
	played_print("one thread", one.whole_s, 0, "s", remark);
	snprintf(remark, sizeof(remark), "%.1f ms per run",
		 one.whole_s * 1e3 / (double)(one.runs ? one.runs : 1));
	played_print("all cores", all.whole_s, GOAL_WHOLE_S, "s", remark);
	played_print("the first of them", all.first_s, GOAL_FIRST_S, "s", NULL);
	print_engine(drill);
	return true;
}

int main(int argc, char **argv)
{
	struct arena arena = ARENA_INIT;
	struct err err = { 0 };
	struct pack *pack = argc > 3 ? pack_load(argv[1], &err) : NULL;
	struct drill *drill = pack ? played_drill(pack, argv[2], argv[3],
						  &arena, &err)
				   : NULL;
	bool good = drill &&
		    measure(drill,
			    (unsigned)harness_argument(argc, argv, 4, 0, 0, 16),
			    &err);

	if (!good)
		fprintf(stderr, "debrief: %s\n",
			argc > 3
				? err.message
				: "usage: debrief PACK VARIANT SCRIPT [THREADS]");
	drill_destroy(drill);
	pack_destroy(pack);
	arena_finish(&arena);
	return good ? 0 : 1;
}
