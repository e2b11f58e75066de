#include "drill/outcome.h"

#include "drill/drill_internal.h"
#include "drill/figure.h"
#include "drill/loss.h"
#include "drill/commands/script.h"

#include <math.h>

#define CONTAINED_RATIO 1.5 /* where no objective says it */
#define ERRORS_ALLOWED 2    /* times what the objective allows */
#define SMOOTH 3	    /* minutes */

static struct sim_window minute_of(int64_t minute)
{
	return (struct sim_window){ minute * MINUTE_US,
				    (minute + 1) * MINUTE_US };
}

static double minute_metric(const struct drill *drill, enum sim_metric metric,
			    int64_t minute)
{
	return sim_metric(drill->world.engine, metric, NULL, minute_of(minute));
}

static void fill_minute(const struct drill *drill, int64_t minute,
			struct outcome_minute *out)
{
	double normal = figure_at(drill, "baseline_usd_per_hour",
				  (minute + 1) * 60);

	*out = (struct outcome_minute){
		.spend_usd_per_hour =
			minute_metric(drill, SIM_METRIC_SPEND_RATE, minute),
		.error_rate = minute_metric(drill, SIM_METRIC_ERROR_RATE,
					    minute),
		.p95_s = figure_at(drill, "p95_s", (minute + 1) * 60),
		.attempts_per_job = minute_metric(
			drill, SIM_METRIC_ATTEMPTS_PER_JOB, minute),
		.http_429_per_min =
			minute_metric(drill, SIM_METRIC_QUOTA_PER_MIN, minute),
	};
	out->spend_ratio = normal > 0 ? out->spend_usd_per_hour / normal : NAN;
}

static double slo_max(const struct pack *pack, const char *name, double other)
{
	for (size_t i = 0; i < pack->slo_count; i++) {
		if (!strcmp(pack->slos[i].figure, name))
			return pack->slos[i].max;
	}
	return other;
}

/* Mean over a few minutes: one unlucky minute is no relapse. */
static double smooth(const struct outcome *out, size_t minute, size_t offset)
{
	double sum = 0;
	size_t count = 0;

	for (size_t i = minute; i < out->minute_count && count < SMOOTH; i++) {
		double value;

		memcpy(&value, (const char *)&out->minutes[i] + offset,
		       sizeof(value));
		sum += value;
		count++;
	}
	return sum / (double)count;
}

/* The first minute from which on something held until the end. */
static double since_when(const struct outcome *out, const struct pack *pack,
			 bool users_too)
{
	double errors = slo_max(pack, "error_rate", 0.05) * ERRORS_ALLOWED;
	double spend = slo_max(pack, "spend_ratio", CONTAINED_RATIO);
	size_t first = out->minute_count;

	for (size_t i = out->minute_count; i-- > 0;) {
		double ratio = smooth(
			out, i, offsetof(struct outcome_minute, spend_ratio));
		double failing = smooth(
			out, i, offsetof(struct outcome_minute, error_rate));

		if (!(ratio < spend) || (users_too && !(failing <= errors)))
			break;
		first = i;
	}
	return first == out->minute_count ? NAN : (double)first;
}

static double diagnosed(const struct drill *drill)
{
	for (size_t i = 0; i < drill->events.count; i++) {
		const struct event *event = &drill->events.items[i];

		if (event->kind != EVENT_COMMAND ||
		    event->command->verb != COMMAND_CONCLUDE)
			continue;
		for (size_t j = 0; j < drill->pack->cause_count; j++) {
			const struct hypothesis *h = &drill->hypotheses[j];

			if (h->right && !strcmp(h->cause->id, event->subject))
				return (double)event->at_s / 60;
		}
	}
	return NAN;
}

/* Of a drill that stands at its full length. */
static void fill(const struct drill *drill, struct outcome *out)
{
	const struct pack *pack = drill->pack;
	struct loss loss;

	memset(out, 0, sizeof(*out));
	loss_between(drill, 0, pack->length_s, &loss);
	loss_add_waiting(drill, &loss);
	out->excess_usd = loss.excess_usd;
	out->failed_users = loss.failed_users;
	out->degraded_clips = loss.degraded_clips;
	out->failed_loss_usd = loss.failed_usd;
	out->degraded_loss_usd = loss.degraded_usd;
	out->credits_usd = loss.credits_usd;
	out->measures_usd = loss.measures_usd;
	out->loss_usd = loss.total_usd;
	out->minute_count = (size_t)(pack->length_s / 60);
	if (out->minute_count > OUTCOME_MINUTES_MAX)
		out->minute_count = OUTCOME_MINUTES_MAX;
	for (size_t i = 0; i < out->minute_count; i++)
		fill_minute(drill, (int64_t)i, &out->minutes[i]);
	out->minutes_to_diagnose = diagnosed(drill);
	out->minutes_to_mitigate = since_when(out, pack, true);
	out->minutes_to_contain = since_when(out, pack, false);
	out->spend_ratio_end = figure_at(drill, "spend_ratio", pack->length_s);
	out->error_rate_end = figure_at(drill, "error_rate", pack->length_s);
	out->p95_s_end = figure_at(drill, "p95_s", pack->length_s);
	out->hash = sim_engine_hash(drill->world.engine);
}

bool outcome_run_on(struct drill *drill, struct outcome *out, struct err *err)
{
	/* whoever ended early: time passes all the same */
	if (drill->now_s < drill->pack->length_s)
		drill->phase = DRILL_PLAY;
	if (!drill_step(drill, drill->pack->length_s, err))
		return false;
	fill(drill, out);
	return true;
}

bool outcome_of(const struct drill *drill, struct outcome *out, struct err *err)
{
	struct drill *copy = drill_copy(drill);
	bool good = outcome_run_on(copy, out, err);

	drill_destroy(copy);
	return good;
}

bool outcome_of_nothing(const struct drill *drill, struct outcome *out,
			struct err *err)
{
	struct drill *again = drill_again(drill, 0, err);
	bool good = again && outcome_run_on(again, out, err);

	drill_destroy(again);
	return good;
}

bool outcome_run_par(struct drill *drill, struct outcome *out, struct err *err)
{
	const struct pack_variant *variant =
		&drill->pack->variants[drill->cast.variant];
	struct arena arena = ARENA_INIT;
	struct script script;
	bool good = script_from_lines("par", variant->par, variant->par_count,
				      &arena, &script, err) &&
		    script_run(drill, &script, true, err) &&
		    outcome_run_on(drill, out, err);

	arena_finish(&arena);
	return good;
}

bool outcome_of_par(const struct drill *drill, struct outcome *out,
		    struct err *err)
{
	struct drill *again = drill_again(drill, 0, err);
	bool good = again && outcome_run_par(again, out, err);

	drill_destroy(again);
	return good;
}
