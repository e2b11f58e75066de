/* What a forward run is told in: whether each line holds, what comes back
 * later, how much was simulated. */
#include "debrief/forward_tell.h"

#include "base/number.h"
#include "base/str.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define DAY_H 24

static const char *money_of(const struct forward_line *line,
			    struct arena *arena)
{
	char bill[NUMBER_SIZE], budget[NUMBER_SIZE], measures[NUMBER_SIZE];
	double cost = line->once_usd + line->running_usd;

	number_money_short(line->usd, bill);
	number_money_short(line->budget_usd, budget);
	if (cost <= 0)
		return arena_printf(arena, "a bill of %s on a budget of %s",
				    bill, budget);
	return arena_printf(arena,
			    "a bill of %s and %s for measures on a budget of "
			    "%s",
			    bill, number_money_short(cost, measures), budget);
}

/* Rounded down: what is not always so does not read as 100 %. */
static const char *word_share(double share, char out[NUMBER_SIZE])
{
	snprintf(out, NUMBER_SIZE, "%.1f %%", floor(share * 1000 + 1e-6) / 10);
	return out;
}

/* As it is said: "95th". */
static const char *percentile_of(const struct forward *forward)
{
	return strcmp(forward->percentile, "p95") ? "99th" : "95th";
}

/* ", errors within the objective 80.1 % of the time, the 95th percentile 0.0
 * %": of the objectives that there are. */
static const char *attainment(const struct forward *forward,
			      const struct forward_line *line,
			      struct arena *arena)
{
	const char *text = "";
	char share[NUMBER_SIZE];

	if (!isnan(line->errors_met))
		text = arena_printf(arena, ", errors within the objective %s",
				    word_share(line->errors_met, share));
	if (!isnan(line->p95_met))
		text = arena_printf(arena, "%s, the %s percentile %s", text,
				    percentile_of(forward),
				    word_share(line->p95_met, share));
	return *text ? arena_printf(arena, "%s of the time", text) : text;
}

/* "errors in the slowdown", "over budget" */
static const char *reason(const struct forward_failure *failure,
			  struct arena *arena)
{
	static const char *const words[][2] = {
		{ "errors", "errors" },
		{ "p95", "latency" },
		{ "money", "over budget" },
	};
	const char *what = failure->objective;

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (!strcmp(what, words[i][0]))
			what = words[i][1];
	return failure->during ? arena_printf(arena, "%s in the %s", what,
					      failure->during)
			       : what;
}

/* A month whose ordinary days fail an objective fails it in a launch, too. */
static bool said_of_all_days(const struct forward_line *line, size_t index)
{
	const struct forward_failure *failure = &line->failures[index];

	for (size_t i = 0; failure->during && i < line->failure_count; i++)
		if (!line->failures[i].during &&
		    !strcmp(line->failures[i].objective, failure->objective))
			return true;
	return false;
}

/* "holds", "does not hold (errors in the slowdown, over budget)" */
static const char *verdict(const struct forward_line *line, struct arena *arena)
{
	struct str text = STR_INIT;
	const char *kept;

	if (line->holds)
		return "holds";
	str_add(&text, "does not hold (");
	for (size_t i = 0; i < line->failure_count; i++)
		if (!said_of_all_days(line, i))
			str_addf(&text, "%s%s", i ? ", " : "",
				 reason(&line->failures[i], arena));
	str_add_char(&text, ')');
	kept = arena_strdup(arena, text.s);
	str_finish(&text);
	return kept;
}

/* " with a launch on day 9 (Sale) and a slowdown of the vendor on day 16 (...)" */
static void add_spells(const struct forward_line *line, struct str *text)
{
	const char *before = " with";

	for (size_t i = 0; i < line->mark_count; i++) {
		const struct forward_mark *mark = &line->marks[i];

		if (mark->kind == FORWARD_MEASURE)
			continue;
		str_addf(text, "%s %s on day %d (%s)", before,
			 mark->kind == FORWARD_LAUNCH
				 ? "a launch"
				 : "a slowdown of the vendor",
			 mark->day, mark->label);
		before = " and";
	}
}

/* Nothing was written, so that nothing can fail but what is in force. */
static const char *no_plan_sentence(const struct forward *forward,
				    struct arena *arena)
{
	const struct forward_line *line = &forward->lines[0];
	struct str text = STR_INIT;
	char figure[NUMBER_SIZE];
	const char *kept;

	str_addf(&text,
		 "There is no plan. One would have been held against %d days",
		 forward->day_count);
	add_spells(line, &text);
	str_add_char(&text, ':');
	if (!isnan(forward->error_limit))
		str_addf(&text, " at most %s of the requests failing,",
			 number_percent(forward->error_limit, figure));
	if (!isnan(forward->p95_limit_s))
		str_addf(&text, " the %s percentile within %s,",
			 percentile_of(forward),
			 number_duration(forward->p95_limit_s, figure));
	str_addf(&text,
		 " a budget of %s. What follows is what the drill left in "
		 "force, going on as it is.",
		 number_money_short(line->budget_usd, figure));
	kept = arena_strdup(arena, text.s);
	str_finish(&text);
	return kept;
}

static const char *line_sentence(const struct forward *forward,
				 const struct forward_line *line,
				 struct arena *arena)
{
	char failed[NUMBER_SIZE];

	return arena_printf(arena,
			    "%s %s over %d days: %s%s; %s people left "
			    "without a result.",
			    line == forward->lines && !forward->planned
				    ? "Without a plan the service"
				    : line->title,
			    verdict(line, arena), forward->day_count,
			    money_of(line, arena),
			    attainment(forward, line, arena),
			    number_int(llround(line->failed_users), failed));
}

static const char *basis_sentence(const struct forward *forward,
				  struct arena *arena)
{
	const struct forward_line *plan = &forward->lines[0];
	char simulated[NUMBER_SIZE];

	return arena_printf(
		arena,
		"For %s %s of %d hours were simulated, request by "
		"request, in %zu windows: launch, slowdown and the first hour "
		"after each change whole, of every other hour of the week %d "
		"minutes.",
		forward->planned ? "your plan" : "the days without a plan",
		number_decimal(plan->hours_simulated, 1, simulated),
		forward->day_count * DAY_H, plan->windows, plan->slice_min);
}

#define SENTENCES_MAX 32

void forward_tell(const struct drill *drill, struct arena *arena,
		  struct forward *forward)
{
	const struct pack *pack = drill_pack(drill);
	const struct pack_later *later =
		&pack->variants[drill_cast(drill)->variant].later;
	const char **words = arena_new(arena, const char *, SENTENCES_MAX);
	const struct forward_line *plan = &forward->lines[0];
	size_t n = 0;

	if (!forward->planned)
		words[n++] = no_plan_sentence(forward, arena);
	for (size_t i = 0; i < forward->line_count; i++)
		words[n++] = line_sentence(forward, &forward->lines[i], arena);
	for (size_t i = 0; i < plan->measure_count && n + 2 < SENTENCES_MAX;
	     i++)
		if (plan->measures[i].late)
			words[n++] = arena_printf(arena, "%s: %s.",
						  plan->measures[i].title,
						  plan->measures[i].note);
	if (later->text)
		words[n++] = forward_word(drill, later->text, arena);
	words[n++] = basis_sentence(forward, arena);
	forward->sentences = words;
	forward->sentence_count = n;
}
