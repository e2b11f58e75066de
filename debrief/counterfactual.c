#include "debrief/counterfactual.h"

#include "base/calendar.h"
#include "base/number.h"
#include "sim/chance/student.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

#define CONFIDENCE 0.95
#define SEEDS_FOR_CLEAR 3

static double value_at(const struct counterfactual *c, int seed, size_t offset)
{
	double value;

	memcpy(&value, (const char *)&c->differences[seed] + offset,
	       sizeof(value));
	return value;
}

static double mean_of(const struct counterfactual *c, size_t offset)
{
	double sum = 0;

	for (int i = 0; i < c->seeds; i++)
		sum += value_at(c, i, offset);
	return c->seeds ? sum / c->seeds : 0;
}

/* Half of the confidence interval of the mean; 0 with one seed alone. */
static double noise_of(const struct counterfactual *c, size_t offset)
{
	double mean = mean_of(c, offset), squares = 0;

	if (c->seeds < 2)
		return 0;
	for (int i = 0; i < c->seeds; i++) {
		double off = value_at(c, i, offset) - mean;

		squares += off * off;
	}
	return student_quantile(CONFIDENCE, (unsigned)c->seeds - 1) *
	       sqrt(squares / (c->seeds - 1) / c->seeds);
}

void counterfactual_settle(struct counterfactual *c)
{
	c->loss_usd = mean_of(c, offsetof(struct worth, loss_usd));
	c->loss_noise_usd = noise_of(c, offsetof(struct worth, loss_usd));
	c->excess_usd = mean_of(c, offsetof(struct worth, excess_usd));
	c->failed_users = mean_of(c, offsetof(struct worth, failed_users));
	c->failed_noise_users = noise_of(c,
					 offsetof(struct worth, failed_users));
	c->minutes_to_mitigate = c->differences[0].minutes_to_mitigate;
	c->clear = c->seeds >= SEEDS_FOR_CLEAR &&
		   fabs(c->loss_usd) >= COUNTERFACTUAL_TOO_SMALL_USD &&
		   fabs(c->loss_usd) > c->loss_noise_usd;
	c->harmful = c->clear && c->edit.change == EDIT_REMOVED &&
		     c->decision->what && c->loss_usd < 0;
}

bool counterfactual_is_open(const struct counterfactual *c)
{
	return !c->failed && !c->same && !c->clear &&
	       c->seeds < COUNTERFACTUAL_SEEDS_MAX;
}

/* --- words --------------------------------------------------------------- */

static void add_money(struct str *out, const struct counterfactual *c)
{
	char money[NUMBER_SIZE], noise[NUMBER_SIZE];

	str_addf(out, "%s USD", number_int(llround(fabs(c->loss_usd)), money));
	if (c->seeds > 1)
		str_addf(out, " (+-%s)",
			 number_int(llround(c->loss_noise_usd), noise));
}

/* ", but 40 more people would have left with nothing" */
static void add_people(struct str *out, const struct counterfactual *c)
{
	long long people = llround(c->failed_users);
	char count[NUMBER_SIZE];

	if (people == 0 ||
	    (c->seeds > 1 && fabs(c->failed_users) <= c->failed_noise_users))
		return;
	str_addf(out, ", %s %s %s %s would have left with nothing",
		 (people > 0) == (c->loss_usd > 0) ? "and" : "but",
		 number_int(llabs(people), count),
		 people > 0 ? "more" : "fewer",
		 llabs(people) == 1 ? "person" : "people");
}

static void add_minutes(struct str *out, const struct counterfactual *c)
{
	double minutes = c->minutes_to_mitigate;

	if (c->played_mitigated && !c->changed_mitigated)
		str_add(out, " It would not have been over by the end.");
	else if (!c->played_mitigated && c->changed_mitigated)
		str_add(out, " It would have been over by the end.");
	else if (c->played_mitigated && fabs(minutes) >= 1)
		str_addf(out, " It would have been over %.0f %s %s.",
			 fabs(minutes),
			 fabs(minutes) < 1.5 ? "minute" : "minutes",
			 minutes < 0 ? "sooner" : "later");
}

static void add_refused(struct str *out, const struct counterfactual *c)
{
	if (c->refusals.count > 0)
		str_addf(out, " %zu later command%s would have been refused.",
			 c->refusals.count, c->refusals.count == 1 ? "" : "s");
}

static void add_unclear(struct str *out, const struct counterfactual *c)
{
	str_addf(out, "there is no clear difference: ");
	add_money(out, c);
	str_addf(out, " %s loss over %d seeds, which may be chance.",
		 c->loss_usd > 0 ? "more" : "less", c->seeds);
}

/* Who tells others does no harm by it: what they allow, or do, upon it may. */
static void add_by_others(struct str *out, const struct counterfactual *c)
{
	if (c->decision->carries)
		str_addf(out,
			 " That is what \"%s\" did, which it asked for, not "
			 "the telling.",
			 c->decision->carries->title);
	else
		str_add(out, " That is what followed from it, not the "
			     "telling.");
}

static void add_removed(struct str *out, const struct counterfactual *c,
			const char *at)
{
	const char *title = c->decision->title;
	bool harm = c->clear && c->loss_usd < 0;

	if (harm && c->decision->what)
		str_addf(out,
			 "\"%s\" at %s did harm: without it the loss would "
			 "have been ",
			 title, at);
	else if (c->clear || c->seeds == 1)
		str_addf(out, "Without \"%s\" at %s the loss would have been ",
			 title, at);
	else
		str_addf(out, "With or without \"%s\" at %s ", title, at);
	if (!c->clear && c->seeds > 1) {
		add_unclear(out, c);
		return;
	}
	add_money(out, c);
	str_addf(out, " %s", c->loss_usd < 0 ? "lower" : "higher");
	add_people(out, c);
	str_add_char(out, '.');
	if (harm && !c->decision->what)
		add_by_others(out, c);
}

static void add_earlier(struct str *out, const struct counterfactual *c,
			const char *at)
{
	char to[CALENDAR_CLOCK_SIZE];

	str_addf(out, "\"%s\" came at %s. At %s ", c->decision->title, at,
		 calendar_format_clock(c->edit.to_s, to));
	if (!c->clear && c->seeds > 1) {
		add_unclear(out, c);
		return;
	}
	str_addf(out, "it would have %s ", c->loss_usd < 0 ? "saved" : "cost");
	add_money(out, c);
	if (c->loss_usd > 0)
		str_add(out, " more");
	add_people(out, c);
	str_add_char(out, '.');
}

/* Nothing in the system changed; what a measure costs once may stay. */
static void add_same(struct str *out, const struct counterfactual *c,
		     const char *at)
{
	bool removed = c->edit.change == EDIT_REMOVED;
	const struct decision *decision = c->decision;

	str_addf(out, "\"%s\" at %s made no difference", decision->title, at);
	if (removed && decision->never_landed)
		str_add(out, ": it never came into force.");
	else if (removed && c->loss_usd <= -COUNTERFACTUAL_TOO_SMALL_USD) {
		str_add(out, " to the system: without it the loss would have "
			     "been ");
		add_money(out, c);
		str_add(out, " lower, by what it cost.");
	} else
		str_addf(out, ": nothing would have been otherwise%s.",
			 removed ? " without it" : " earlier");
}

const char *counterfactual_sentence(const struct counterfactual *c,
				    const struct inputs *inputs,
				    struct arena *arena)
{
	char at[CALENDAR_CLOCK_SIZE];
	struct str out = STR_INIT;
	const char *kept;

	calendar_format_clock(inputs->items[c->decision->input].at_s, at);
	if (c->same) {
		add_same(&out, c, at);
	} else {
		if (c->edit.change == EDIT_REMOVED)
			add_removed(&out, c, at);
		else
			add_earlier(&out, c, at);
		add_minutes(&out, c);
		add_refused(&out, c);
	}
	kept = arena_strdup(arena, out.s);
	str_finish(&out);
	return kept;
}
