/*
 * How long the weeks after a drill take: the plan, nobody doing anything, and
 * par, each simulated forward from the end of the drill.
 *
 *	forward PACK-FOLDER VARIANT SCRIPT [THREADS]
 *
 * It is run with one thread, which is timed by its processor time, and with all
 * cores (or THREADS), by the wall; both must come to the same.
 */
#include "bench/harness.h"
#include "bench/played.h"
#include "debrief/forward.h"

#include <stdio.h>
#include <stdlib.h>

#define GOAL_ALL_S 3

static bool agree(const struct forward *one, const struct forward *all)
{
	for (size_t i = 0; i < one->line_count; i++)
		if (one->lines[i].hash != all->lines[i].hash)
			return false;
	return one->line_count == all->line_count;
}

static void print_lines(const struct forward *forward)
{
	for (size_t i = 0; i < forward->line_count; i++) {
		const struct forward_line *line = &forward->lines[i];
		char remark[96];

		snprintf(remark, sizeof(remark),
			 "of %d, %zu windows, %d min of an hour",
			 forward->day_count * 24, line->windows,
			 line->slice_min);
		played_print(line->id, line->hours_simulated, 0, "h", remark);
	}
}

static bool measure(const struct drill *drill, unsigned threads,
		    struct arena *arena, struct err *err)
{
	struct forward_options alone = { .threads = 1 };
	struct forward_options together = { .threads = threads };
	const struct forward *one, *all = NULL;
	double cpu_ns = harness_cpu_ns(), wall_ns;

	one = forward_of(drill, &alone, arena, err);
	cpu_ns = harness_cpu_ns() - cpu_ns;
	wall_ns = harness_wall_ns();
	if (one)
		all = forward_of(drill, &together, arena, err);
	wall_ns = harness_wall_ns() - wall_ns;
	if (!all)
		return false;
	if (!agree(one, all))
		return err_set(err, ERR_STATE,
			       "one thread and several do not agree");
	harness_heading("The plan, simulated forward");
	played_print("one thread", cpu_ns * 1e-9, 0, "s", "processor time");
	played_print("all cores", wall_ns * 1e-9, GOAL_ALL_S, "s",
		     "by the wall");
	print_lines(all);
	return true;
}

int main(int argc, char **argv)
{
	struct arena arena = ARENA_INIT;
	struct err err = { 0 };
	char line[ERR_MESSAGE_MAX + ERR_PATH_MAX + 32];
	int64_t threads = harness_argument(argc, argv, 4, 0, 0, 64);
	struct pack *pack = argc > 3 ? pack_load(argv[1], &err) : NULL;
	struct drill *drill = pack ? played_drill(pack, argv[2], argv[3],
						  &arena, &err)
				   : NULL;
	bool ok = drill && measure(drill, (unsigned)threads, &arena, &err);

	if (!ok)
		fprintf(stderr, "%s\n",
			argc > 3 ? err_format(&err, line, sizeof(line))
				 : "usage: forward PACK-FOLDER VARIANT SCRIPT "
				   "[THREADS]");
	drill_destroy(drill);
	pack_destroy(pack);
	arena_finish(&arena);
	return ok ? 0 : 1;
}
