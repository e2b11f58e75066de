#include "debrief/par.h"

#include "base/calendar.h"
#include "base/hash.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/workers.h"
#include "debrief/par_moves.h"
#include "drill/fork.h"
#include "drill/outcome.h"
#include "drill/commands/script.h"
#include "sim/engine.h"
#include "sim/chance/student.h"

#include <math.h>
#include <string.h>

#define SEEDS_MAX 16
#define FIRST_SEED 1001	      /* of the search */
#define FIRST_CHECK_SEED 2001 /* of the loss that is told */
#define WORTH_SHARE 0.005     /* a change must make it better by so much, */
#define WORTH_USD 2	      /* and at least so much */
#define FEW_SEEDS 2	      /* that a trial must win on first */
#define CONFIDENCE 0.95
#define PAR_FORMAT 1

/* Drills at the page, one for each seed, and what a course loses there. */
struct field {
	const struct par_search *search;
	int variant;
	uint64_t first_seed;
	size_t seeds;
	struct drill *pages[SEEDS_MAX];
	const struct course *course; /* on trial */
	double loss[SEEDS_MAX];	     /* NAN = a line was refused */
	double best[SEEDS_MAX];	     /* of the best so far */
	size_t from;		     /* seed with which the jobs begin */
};

static void make_page(size_t index, void *context)
{
	struct field *field = context;
	struct drill_options options = {
		.pack = field->search->pack,
		.seed = field->first_seed + index,
		.variant = field->variant,
		.judge = field->search->judge,
	};
	struct err ignored = { 0 };
	struct drill *page = drill_create(&options, &ignored);

	if (page && !drill_settle_baseline(page, &ignored)) {
		drill_destroy(page);
		page = NULL;
	}
	field->pages[index] = page;
}

static bool field_init(struct field *field, const struct par_search *search,
		       int variant, uint64_t first_seed, size_t seeds,
		       struct err *err)
{
	*field = (struct field){ .search = search,
				 .variant = variant,
				 .first_seed = first_seed,
				 .seeds = seeds };
	workers_run(seeds, make_page, field, search->threads, NULL);
	for (size_t i = 0; i < seeds; i++)
		if (!field->pages[i])
			return err_set(err, ERR_STATE, "%s cannot be simulated",
				       search->pack->id);
	return true;
}

static void field_finish(struct field *field)
{
	for (size_t i = 0; i < field->seeds; i++)
		drill_destroy(field->pages[i]);
}

static bool play(struct drill *drill, const struct course *course)
{
	struct err ignored = { 0 };

	for (size_t i = 0; i < course->count; i++) {
		const struct command *c = &course->lines[i];

		if (c->at_s > drill_now(drill) &&
		    !drill_advance(drill, c->at_s, &ignored))
			return false;
		if (!drill_submit(drill, c, NULL, &ignored))
			return false;
	}
	return true;
}

static void try_seed(size_t job, void *context)
{
	struct field *field = context;
	size_t index = field->from + job;
	struct drill *copy = drill_copy(field->pages[index]);
	struct outcome *outcome = mem_calloc(1, sizeof(*outcome));
	struct err ignored = { 0 };

	field->loss[index] = NAN;
	if (play(copy, field->course) &&
	    outcome_run_on(copy, outcome, &ignored))
		field->loss[index] = outcome->loss_usd;
	free(outcome);
	drill_destroy(copy);
}

static void try_seeds(struct field *field, size_t from, size_t count)
{
	field->from = from;
	workers_run(count, try_seed, field, field->search->threads, NULL);
}

static double sum_of(const double *losses, size_t count)
{
	double sum = 0;

	for (size_t i = 0; i < count; i++)
		sum += losses[i];
	return sum;
}

/* Mean loss on all seeds; infinite when it cannot be played or when the first
 * few seeds show that it is no better than the best. */
static double loss_on_trial(struct field *field, const struct course *course)
{
	double sum;

	field->course = course;
	try_seeds(field, 0, FEW_SEEDS);
	sum = sum_of(field->loss, FEW_SEEDS);
	if (isnan(sum) || sum >= sum_of(field->best, FEW_SEEDS))
		return INFINITY;
	try_seeds(field, FEW_SEEDS, field->seeds - FEW_SEEDS);
	sum = sum_of(field->loss, field->seeds);
	return isnan(sum) ? INFINITY : sum / (double)field->seeds;
}

/* Mean loss of a course; infinite when it cannot be played. */
static double loss_of(struct field *field, const struct course *course,
		      double *noise)
{
	double sum, squares = 0, mean;
	double n = (double)field->seeds;

	field->course = course;
	try_seeds(field, 0, field->seeds);
	sum = sum_of(field->loss, field->seeds);
	if (isnan(sum))
		return INFINITY;
	mean = sum / n;
	for (size_t i = 0; i < field->seeds; i++)
		squares += (field->loss[i] - mean) * (field->loss[i] - mean);
	if (noise)
		*noise = student_quantile(CONFIDENCE,
					  (unsigned)field->seeds - 1) *
			 sqrt(squares / (n - 1) / n);
	return mean;
}

static bool is_better(double loss, double best)
{
	double gain = best * WORTH_SHARE;

	return loss < best - (gain > WORTH_USD ? gain : WORTH_USD);
}

/* One change that stays, or false: there is none any more.  `from` is where
 * the pass goes on, so that each kind of change has its turn. */
static bool improve(struct field *field, struct course *best, double *loss,
		    size_t *from, size_t *trials, struct arena *arena)
{
	const struct par_search *search = field->search;
	size_t most = search->trials_max ? search->trials_max : PAR_TRIALS_MAX;
	struct move *moves = mem_alloc(MOVES_MAX * sizeof(*moves));
	struct course *trial = mem_alloc(sizeof(*trial));
	size_t count = moves_of(search->pack, field->variant, best, moves);
	bool better = false;

	for (size_t i = 0; i < count && !better && *trials < most; i++) {
		size_t at = (*from + i) % count;
		double lost;

		if (!move_try(search->pack, best, &moves[at], arena, trial))
			continue;
		lost = loss_on_trial(field, trial);
		++*trials;
		if (search->tell)
			search->tell(search->context, field->variant, *trials,
				     lost);
		if (!is_better(lost, *loss))
			continue;
		better = true;
		*best = *trial;
		*loss = lost;
		*from = at;
		memcpy(field->best, field->loss, sizeof(field->best));
	}
	free(moves);
	free(trial);
	return better;
}

static bool read_course(const struct par_search *search,
			const char *const *lines, size_t count,
			struct arena *arena, struct course *out,
			struct err *err)
{
	struct script script;

	if (!script_from_lines("par", lines, count, arena, &script, err))
		return false;
	if (script.count > PAR_LINES_MAX)
		return err_set(err, ERR_LIMIT, "par has at most %d lines",
			       PAR_LINES_MAX);
	*out = (struct course){ .count = script.count };
	for (size_t i = 0; i < script.count; i++)
		out->lines[i] = script.lines[i].command;
	course_settle(search->pack, out);
	return true;
}

static void write_course(const struct course *course, struct arena *arena,
			 struct par *out)
{
	struct str line = STR_INIT;
	char at[CALENDAR_CLOCK_SIZE];

	out->count = course->count;
	for (size_t i = 0; i < course->count; i++) {
		str_clear(&line);
		str_addf(&line, "%s ",
			 calendar_format_clock(course->lines[i].at_s, at));
		command_format(&course->lines[i], &line);
		out->lines[i] = arena_strdup(arena, line.s);
	}
	str_finish(&line);
}

static bool search_on(struct field *field, struct course *best, size_t *trials,
		      struct arena *arena, struct err *err)
{
	double loss = loss_of(field, best, NULL);
	size_t from = 0;

	memcpy(field->best, field->loss, sizeof(field->best));
	if (isinf(loss))
		return err_set(
			err, ERR_INPUT,
			"%s: a line of its par is refused; all must be "
			"possible when no measure comes before its time",
			field->search->pack->variants[field->variant].id);
	while (!field->search->keep &&
	       improve(field, best, &loss, &from, trials, arena))
		;
	return true;
}

bool par_find(const struct par_search *search, int variant,
	      const char *const *lines, size_t count, struct arena *arena,
	      struct par *out, struct err *err)
{
	struct course *start = mem_alloc(sizeof(*start));
	struct course *best = mem_alloc(sizeof(*best));
	struct field field = { 0 };
	bool good;

	memset(out, 0, sizeof(*out));
	good = read_course(search, lines, count, arena, start, err) &&
	       field_init(&field, search, variant, FIRST_SEED, PAR_SEEDS, err);
	if (good) {
		*best = *start;
		good = search_on(&field, best, &out->trials, arena, err);
	}
	field_finish(&field);
	if (good)
		good = field_init(&field, search, variant, FIRST_CHECK_SEED,
				  PAR_CHECK_SEEDS, err);
	else
		field = (struct field){ 0 };
	if (good) {
		out->start_usd = loss_of(&field, start, NULL);
		out->loss_usd = loss_of(&field, best, &out->noise_usd);
		/* what pays on the seeds of the search alone is luck */
		if (out->start_usd < out->loss_usd) {
			*best = *start;
			out->loss_usd = loss_of(&field, best, &out->noise_usd);
		}
		write_course(best, arena, out);
		if (isinf(out->loss_usd))
			good = err_set(err, ERR_INPUT,
				       "%s: its par is refused on another seed",
				       search->pack->variants[variant].id);
	}
	field_finish(&field);
	free(start);
	free(best);
	return good;
}

static void put_variant(struct json_writer *w, const struct par *par)
{
	json_begin_object(w);
	json_put_member_number(w, "loss_usd", par->loss_usd, 2);
	json_put_member_number(w, "noise_usd", par->noise_usd, 2);
	json_put_member_int(w, "seeds", PAR_CHECK_SEEDS);
	json_put_key(w, "lines");
	json_begin_array(w);
	for (size_t i = 0; i < par->count; i++)
		json_put_string(w, par->lines[i]);
	json_end_array(w);
	json_end_object(w);
}

void par_to_json(const struct pack *pack, const struct par *pars,
		 struct str *out)
{
	struct json_writer w;
	char key[HASH_HEX_SIZE];

	json_writer_init(&w, out, false);
	json_begin_object(&w);
	json_put_member_int(&w, "format", PAR_FORMAT);
	json_put_member_string(&w, "made_for", hash_hex(pack->par_key, key));
	json_put_member_int(&w, "engine", SIM_ENGINE_VERSION);
	json_put_key(&w, "variants");
	json_begin_object(&w);
	for (size_t i = 0; i < pack->variant_count; i++) {
		if (pars[i].count == 0)
			continue;
		json_put_key(&w, pack->variants[i].id);
		put_variant(&w, &pars[i]);
	}
	json_end_object(&w);
	json_end_object(&w);
	str_add_char(out, '\n');
}
