#include "debrief/forward.h"

#include <math.h>
#include <string.h>

#include "base/calendar.h"
#include "base/workers.h"
#include "debrief/forward_tell.h"
#include "drill/fork.h"
#include "drill/outcome.h"
#include "sim/engine.h"
#include "drill/commands/script.h"

static const char *const kinds[] = {
	[FORWARD_MEASURE] = "measure",
	[FORWARD_LAUNCH] = "launch",
	[FORWARD_SLOWDOWN] = "slowdown",
};
#define KINDS (sizeof(kinds) / sizeof(*kinds))

const char *forward_kind_word(enum forward_kind kind)
{
	return kinds[kind];
}

int forward_kind_find(const char *word)
{
	for (size_t i = 0; i < KINDS; i++)
		if (strcmp(kinds[i], word) == 0)
			return (int)i;
	return -1;
}

const struct forward_line *forward_line(const struct forward *forward,
					const char *id)
{
	for (size_t i = 0; forward && i < forward->line_count; i++)
		if (strcmp(forward->lines[i].id, id) == 0)
			return &forward->lines[i];
	return NULL;
}

/*
 * Each line is a job: it brings a drill of its own to the full length and
 * walks on from there.
 */
struct job {
	const struct drill *drill; /* as it was played */
	const struct forward_options *options;
	struct drill *own; /* as it is in this line */
	struct arena arena;
	struct planned_list plan;
	struct month month;
	struct hour_sums *sums;
	uint64_t hash;
	bool good;
	struct err err;
};

static struct drill *begin_plan(const struct drill *drill, struct err *err)
{
	(void)err;
	return drill_copy(drill);
}

static struct drill *begin_nothing(const struct drill *drill, struct err *err)
{
	return drill_again(drill, 0, err);
}

/* Par, and then its plan. */
static bool par_script(const struct pack_variant *variant, struct arena *arena,
		       struct script *out, struct err *err)
{
	size_t count = variant->par_count + variant->par_plan_count;
	const char **all = arena_new(arena, const char *, count + 1);

	for (size_t i = 0; i < variant->par_count; i++)
		all[i] = variant->par[i];
	for (size_t i = 0; i < variant->par_plan_count; i++)
		all[variant->par_count + i] = variant->par_plan[i];
	return script_from_lines("par", all, count, arena, out, err);
}

static struct drill *begin_par(const struct drill *drill, struct err *err)
{
	const struct pack_variant *variant =
		&drill_pack(drill)->variants[drill_cast(drill)->variant];
	struct drill *again = drill_again(drill, 0, err);
	struct arena arena = ARENA_INIT;
	struct script script;

	if (again && (!par_script(variant, &arena, &script, err) ||
		      !script_run(again, &script, true, err))) {
		drill_destroy(again);
		again = NULL;
	}
	arena_finish(&arena);
	return again;
}

static const struct {
	const char *id, *title;
	struct drill *(*begin)(const struct drill *drill, struct err *err);
} lines[FORWARD_LINES] = {
	{ "plan", "Your plan", begin_plan },
	{ "nothing", "Doing nothing", begin_nothing },
	{ "par", "Par", begin_par },
};

static bool is_cancelled(const struct job *job)
{
	return job->options->cancel && atomic_load(job->options->cancel);
}

/* Events that an hour of this drill took. */
static double work_of(const struct drill *drill)
{
	const struct pack *pack = drill_pack(drill);
	double hours = (double)(pack->history_s + pack->length_s) / 3600;

	return fmax(1, (double)sim_engine_events(drill_engine(drill)) / hours);
}

static bool run(struct job *job, size_t index)
{
	const struct pack *pack = drill_pack(job->drill);
	struct outcome end;

	if (is_cancelled(job))
		return false;
	job->own = lines[index].begin(job->drill, &job->err);
	if (!job->own || !outcome_run_on(job->own, &end, &job->err))
		return false;
	job->plan = forward_planned(job->own, &job->arena);
	job->month = month_of(
		pack, &pack->variants[drill_cast(job->drill)->variant].later,
		&job->plan, job->options->whole ? 0 : work_of(job->own),
		&job->arena);
	job->sums = arena_new(&job->arena, struct hour_sums,
			      job->month.window_count);
	return forward_walk(job->own, &job->plan, &job->month,
			    job->options->cancel, job->sums, &job->hash,
			    &job->err);
}

static void run_job(size_t index, void *context)
{
	struct job *job = &((struct job *)context)[index];

	job->good = run(job, index);
	if (job->options->done)
		atomic_fetch_add(job->options->done, 1);
}

static void tell_line(const struct job *job, size_t index, struct arena *arena,
		      struct forward_line *line)
{
	struct forward_limits limits = forward_limits(job->month.pack);
	struct forward_fault faults[FORWARD_FAULTS_MAX];
	struct forward_day *days = arena_new(arena, struct forward_day,
					     job->month.pack->forward.days);
	size_t count;

	*line = (struct forward_line){
		.id = lines[index].id,
		.title = lines[index].title,
		.hash = job->hash,
	};
	forward_sum(&job->month, job->sums, &job->plan, &limits, days, line);
	count = forward_faults(&job->month, job->sums, &limits, line, faults,
			       &line->held);
	forward_tell_line(job->own, &job->month, &job->plan, faults, count,
			  arena, line);
}

static const char *start_of(const struct pack *pack, struct arena *arena)
{
	int64_t moment = month_moment(pack, 0);
	struct calendar_date date = calendar_from_days(moment / 86400);
	char hour[CALENDAR_CLOCK_SIZE];

	return arena_printf(arena, "%04d-%02d-%02dT%s", date.year, date.month,
			    date.day, calendar_format_hour(moment, hour));
}

static const struct forward *tell(const struct drill *drill,
				  const struct job *jobs, size_t count,
				  struct arena *arena)
{
	struct forward *forward = arena_new(arena, struct forward, 1);
	struct forward_line *line = arena_new(arena, struct forward_line,
					      FORWARD_LINES);
	struct forward_limits limits = forward_limits(drill_pack(drill));
	size_t planned;

	drill_plan(drill, &planned);
	for (size_t i = 0; i < count; i++)
		tell_line(&jobs[i], i, arena, &line[i]);
	if (planned == 0)
		line[0].title = "No plan";
	*forward = (struct forward){
		.day_count = drill_pack(drill)->forward.days,
		.start = start_of(drill_pack(drill), arena),
		.error_limit = limits.error_rate,
		.p95_limit_s = limits.p95_s,
		.percentile = limits.percentile == SIM_METRIC_P99 ? "p99"
								  : "p95",
		.planned = planned > 0,
		.lines = line,
		.line_count = count,
	};
	forward_tell(drill, arena, forward);
	return forward;
}

/* The first error; without one it was cancelled. */
static bool all_good(const struct job *jobs, size_t count, struct err *err)
{
	bool good = true;

	for (size_t i = 0; i < count; i++) {
		if (!jobs[i].good && jobs[i].err.code) {
			if (err)
				*err = jobs[i].err;
			return false;
		}
		good &= jobs[i].good;
	}
	return good || err_set(err, ERR_STATE,
			       "the forward run of the plan was cancelled");
}

const struct forward *forward_of(const struct drill *drill,
				 const struct forward_options *options,
				 struct arena *arena, struct err *err)
{
	const struct pack *pack = drill_pack(drill);
	bool has_par = pack->variants[drill_cast(drill)->variant].par_count > 0;
	size_t count = has_par ? FORWARD_LINES : FORWARD_LINES - 1;
	struct job jobs[FORWARD_LINES];
	const struct forward *forward = NULL;

	for (size_t i = 0; i < count; i++)
		jobs[i] = (struct job){ .drill = drill,
					.options = options,
					.arena = ARENA_INIT };
	workers_run(count, run_job, jobs, options->threads, options->cancel);
	/* words by the copy: the drill may be looked at meanwhile */
	if (all_good(jobs, count, err))
		forward = tell(jobs[0].own, jobs, count, arena);
	for (size_t i = 0; i < count; i++) {
		drill_destroy(jobs[i].own);
		arena_finish(&jobs[i].arena);
	}
	return forward;
}
