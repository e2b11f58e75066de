#include "drill/facts.h"

#include "base/ascii.h"
#include "drill/drill_internal.h"
#include "drill/figure.h"

#include <math.h>

#define STEP_S 15	 /* how closely the last minutes are looked at */
#define BEFORE_TRIGGER 5 /* minutes of the history before it */

struct words {
	VEC_OF(const char *);
};

static const char *const *kept(struct words *words, struct arena *arena,
			       size_t *count)
{
	const char **out = arena_new(arena, const char *, words->count + 1);

	for (size_t i = 0; i < words->count; i++)
		out[i] = words->items[i];
	*count = words->count;
	vec_finish(words);
	return out;
}

static double known(double value)
{
	return isnan(value) ? 0 : value;
}

/* Lowest and highest that the figure was within FACTS_RANGE minutes. */
static void range(const struct drill *drill, const char *name, double *low,
		  double *high)
{
	*low = *high = known(figure(drill, name));
	for (int64_t s = STEP_S; s <= FACTS_RANGE * 60; s += STEP_S) {
		double value = figure_at(drill, name, drill->now_s - s);

		if (isnan(value))
			continue;
		if (value < *low)
			*low = value;
		if (value > *high)
			*high = value;
	}
}

/* Each minute from shortly before the trigger on, for what a message says of
 * the past. */
static void history(const struct drill *drill, struct facts *facts,
		    struct arena *arena)
{
	int64_t first = -60 * (int64_t)(facts->minutes_since_trigger -
					facts->minute + BEFORE_TRIGGER);
	int64_t now = drill->now_s;
	size_t room = (size_t)((now - first) / 60 + 2);
	struct facts_minute *minutes = arena_new(arena, struct facts_minute,
						 room);

	for (int64_t s = first; s <= now && facts->history_count < room;
	     s += 60) {
		minutes[facts->history_count++] = (struct facts_minute){
			.minute = (double)s / 60,
			.spend_usd_per_hour =
				figure_at(drill, "spend_usd_per_hour", s),
			.error_rate = figure_at(drill, "error_rate", s),
			.p95_latency_s = figure_at(drill, "p95_s", s),
			.users_affected_per_hour =
				figure_at(drill, "users_affected_per_hour", s),
		};
	}
	facts->history = minutes;
}

static void measures(const struct drill *drill, struct facts *facts,
		     struct arena *arena)
{
	struct words in_force = { 0 }, requested = { 0 };

	for (size_t i = 0; i < drill->pack->mitigation_count; i++) {
		const struct measure *measure = &drill->measures[i];

		if (drill->runs[i].in_force) {
			vec_push(&in_force, measure->what->title);
			vec_push(&in_force, measure->what->id);
		} else if (measure->state == MEASURE_ASKING ||
			   measure->state == MEASURE_WAITING ||
			   measure->state == MEASURE_UNDER_WAY) {
			vec_push(&requested, measure->what->title);
			vec_push(&requested, measure->what->id);
		}
	}
	facts->in_force = kept(&in_force, arena, &facts->in_force_count);
	facts->requested = kept(&requested, arena, &facts->requested_count);
}

static bool is_true_here(const struct drill *drill, const char *cause)
{
	const struct pack_variant *variant =
		&drill->pack->variants[drill->cast.variant];

	for (size_t i = 0; i < variant->cause_count; i++) {
		if (!strcmp(variant->causes[i], cause))
			return true;
	}
	for (size_t i = 0; i < variant->contributor_count; i++) {
		if (!strcmp(variant->contributors[i], cause))
			return true;
	}
	return false;
}

static bool holds(const struct words *words, const char *word)
{
	for (size_t i = 0; i < words->count; i++) {
		if (!strcmp(words->items[i], word))
			return true;
	}
	return false;
}

/* A word that also names a true cause accuses nobody. */
static void causes(const struct drill *drill, struct facts *facts,
		   struct arena *arena)
{
	const struct pack *pack = drill->pack;
	struct words right = { 0 }, other = { 0 };

	for (size_t i = 0; i < pack->cause_count; i++) {
		const struct pack_cause *cause = &pack->causes[i];

		for (size_t j = 0; j < cause->word_count; j++) {
			if (is_true_here(drill, cause->id))
				vec_push(&right, cause->words[j]);
		}
		if (drill->hypotheses[i].right &&
		    drill->hypotheses[i].state == HYPOTHESIS_CONCLUDED)
			facts->root_cause_known = true;
	}
	for (size_t i = 0; i < pack->cause_count; i++) {
		const struct pack_cause *cause = &pack->causes[i];

		for (size_t j = 0; j < cause->word_count; j++) {
			if (!is_true_here(drill, cause->id) &&
			    !holds(&right, cause->words[j]))
				vec_push(&other, cause->words[j]);
		}
	}
	facts->cause_words = kept(&right, arena, &facts->cause_word_count);
	facts->other_cause_words = kept(&other, arena,
					&facts->other_cause_word_count);
}

/* Names of ours, of our machines, and of the customers. */
static void private_things(const struct drill *drill, struct facts *facts,
			   struct arena *arena)
{
	const struct pack *pack = drill->pack;
	const struct pack_screen *screen = &pack->screen;
	struct words people = { 0 }, things = { 0 };

	for (size_t i = 0; i < pack->stakeholder_count; i++) {
		if (!pack->stakeholders[i].outside)
			vec_push(&people, pack->stakeholders[i].name);
	}
	for (size_t i = 0; i < drill->roles.count; i++)
		vec_push(&people, drill->roles.items[i].name);
	for (size_t i = 0; i < screen->infra_count; i++) {
		/* "workers" is a word that anybody may use, "gpu-post" not */
		if (strpbrk(screen->infra[i], "-_.0123456789"))
			vec_push(&things, screen->infra[i]);
	}
	for (size_t i = 0; i < screen->private_count; i++)
		vec_push(&things, screen->private_words[i]);
	facts->people = kept(&people, arena, &facts->people_count);
	facts->private_words = kept(&things, arena, &facts->private_count);
}

static void said(const struct drill *drill, const char *audience,
		 struct facts *facts, struct arena *arena)
{
	struct words here = { 0 }, elsewhere = { 0 };

	for (size_t i = 0; i < drill->messages.count; i++) {
		const struct message *message = &drill->messages.items[i];

		if (!message->has_verdict)
			continue;
		if (!strcmp(message->to, audience)) {
			vec_push(&here, message->text);
			continue;
		}
		vec_push(&elsewhere, message->text);
		facts->elsewhere_old +=
			drill->now_s - message->at_s > FACTS_TOGETHER_S ? 1 : 0;
	}
	facts->earlier = kept(&here, arena, &facts->earlier_count);
	facts->elsewhere = kept(&elsewhere, arena, &facts->elsewhere_count);
}

/* Small letters throughout, as names are compared. */
static const char *lowered(const char *text, struct arena *arena)
{
	char *copy = arena_strdup(arena, text);

	for (char *c = copy; *c; c++)
		*c = ascii_lower(*c);
	return copy;
}

/* The pack's own names, and what people come for among them. */
static const struct pack_speech *speech(const struct drill *drill,
					struct arena *arena)
{
	const struct pack *pack = drill->pack;
	struct pack_speech *own = arena_new(arena, struct pack_speech, 1);
	struct words things = { 0 };
	size_t count = 0;

	*own = pack->speech;
	for (int k = 0; k < SPEECH_COUNT; k++)
		count += own->lists[k].count;
	if (count == 0)
		return NULL;
	vec_push(&things, lowered(pack->unit.one, arena));
	vec_push(&things, lowered(pack->unit.many, arena));
	for (size_t i = 0; i < own->lists[SPEECH_THING].count; i++)
		vec_push(&things, own->lists[SPEECH_THING].items[i]);
	own->lists[SPEECH_THING].items = kept(&things, arena,
					      &own->lists[SPEECH_THING].count);
	return own;
}

const struct facts *drill_facts(const struct drill *drill, const char *audience,
				struct arena *arena)
{
	struct facts *facts = arena_new(arena, struct facts, 1);

	*facts = (struct facts){
		.minute = (double)drill->now_s / 60,
		.start_moment = drill->pack->start_moment,
		.has_clock = true,
		.utc_offset_min = drill->pack->utc_offset_min,
		.spend_usd_per_hour =
			known(figure(drill, "spend_usd_per_hour")),
		.baseline_usd_per_hour =
			known(figure(drill, "baseline_usd_per_hour")),
		.total_excess_usd = known(figure(drill, "excess_usd")),
		.loss_usd = known(figure(drill, "loss_usd")),
		.error_rate = known(figure(drill, "error_rate")),
		.p95_latency_s = known(figure(drill, "p95_s")),
		.baseline_p95_s = known(figure(drill, "baseline_p95_s")),
		.users_affected_per_hour =
			known(figure(drill, "users_affected_per_hour")),
		.failed_users_total =
			known(figure(drill, "failed_users_total")),
		.month_forecast_usd =
			known(figure(drill, "month_forecast_usd")),
		.budget_usd = drill->pack->budget.month_usd,
		.currency = drill->pack->currency,
		.rates = drill->pack->rates,
		.rate_count = drill->pack->rate_count,
		.glossary = drill->pack->glossary,
		.term_count = drill->pack->term_count,
		.speech = speech(drill, arena),
		.minutes_since_trigger = figure(drill, "minutes_since_trigger"),
		.severity = drill->severity,
		.stable = drill_is_stable(drill),
	};
	range(drill, "spend_usd_per_hour", &facts->spend_low,
	      &facts->spend_high);
	range(drill, "error_rate", &facts->error_low, &facts->error_high);
	range(drill, "p95_s", &facts->p95_low, &facts->p95_high);
	history(drill, facts, arena);
	measures(drill, facts, arena);
	causes(drill, facts, arena);
	private_things(drill, facts, arena);
	said(drill, audience, facts, arena);
	return facts;
}
