/* What was said of a measure, once the re-runs show what it was worth. */
#include "scoring/report/report_build.h"

#include <math.h>
#include <string.h>

#include "base/number.h"

#define WEIGHS 0.05 /* of the loss of doing nothing: worth a weakness */
#define WEAKNESSES_MOST 8

/* What one measure did, as the run without it shows. */
struct effect {
	const struct counterfactual *run;
	uint32_t seq; /* of the command */
	bool told;    /* in full, by an earlier criterion */
};

struct agreement {
	struct report *report;
	const struct pack *pack;
	size_t variant;
	struct effect *effects;
	size_t count;
	struct arena *arena;
};

static enum pack_expect expected(const struct agreement *a,
				 const struct pack_mitigation *what)
{
	return what->expect ? what->expect[a->variant] : what->expect_all;
}

/* Whether one of its numbers is money. */
static bool limits_spend(const struct pack_mitigation *what, const char *money)
{
	for (size_t i = 0; i < what->parameter_count; i++)
		if (what->parameters[i].unit &&
		    strncmp(what->parameters[i].unit, money, strlen(money)) ==
			    0)
			return true;
	return false;
}

/* Why one might take it all the same, by what the pack expects of it. */
static const char *why_still(const struct agreement *a,
			     const struct pack_mitigation *what)
{
	switch (expected(a, what)) {
	case PACK_HELPS:
		return "It is meant for this cause, and pays where more is at "
		       "stake than in this run.";
	case PACK_HARMS:
		return "For this cause that was to be expected.";
	default:
		break;
	}
	if (limits_spend(what, a->pack->currency))
		return "It is a limit: it pays where a spend would otherwise "
		       "run on, which nobody could rule out at the time.";
	if (what->founded_count == 0 && strcmp(what->category, "contain") == 0)
		return "It holds something back: it pays where more would "
		       "have come than can be taken, which nobody could rule "
		       "out at the time.";
	return "It does nothing about this cause, so only its price was left.";
}

/* "It saved 2,310 USD of spend, and 1,356 more people left with nothing." */
static const char *two_sides(const struct counterfactual *run,
			     struct arena *arena)
{
	char money[NUMBER_SIZE], people[NUMBER_SIZE];

	if (!(run->excess_usd >= 1) || !(-run->failed_users >= 1))
		return "";
	return arena_printf(arena,
			    " It saved %s of spend, and %s more people left "
			    "with nothing for it.",
			    number_money(round(run->excess_usd), money),
			    number_int(llround(-run->failed_users), people));
}

/* The whole story of one measure. */
static const char *told_of(const struct agreement *a,
			   const struct effect *effect)
{
	const struct counterfactual *run = effect->run;
	char loss[NUMBER_SIZE], noise[NUMBER_SIZE];
	const char *title = run->decision->what->title;

	if (run->same)
		return arena_printf(a->arena,
				    "Without \"%s\" nothing would have been "
				    "otherwise: it had nothing to do.",
				    title);
	number_money(round(fabs(run->loss_usd)), loss);
	number_int(llround(run->loss_noise_usd), noise);
	if (!run->harmful)
		return arena_printf(a->arena,
				    "Run again without \"%s\", the loss is %s "
				    "(+-%s) higher: it helped, though nothing "
				    "that was seen had called for it.",
				    title, loss, noise);
	return arena_printf(a->arena,
			    "Run again without \"%s\", the loss is %s (+-%s) "
			    "lower: here it did harm.%s %s",
			    title, loss, noise, two_sides(run, a->arena),
			    why_still(a, run->decision->what));
}

static struct effect *effect_of(const struct agreement *a, uint32_t seq)
{
	for (size_t i = 0; seq > 0 && i < a->count; i++)
		if (a->effects[i].seq == seq)
			return &a->effects[i];
	return NULL;
}

/* One piece of evidence: the sentence that belongs to it, or NULL. */
static const char *agree_on(struct agreement *a, struct report_evidence *e,
			    const char *here, const char **first)
{
	struct effect *effect = effect_of(a, e->seq);

	/* Praise for what helped, and blame for what did not, agree already. */
	if (!effect ||
	    (effect->run->same ? e->against
			       : !effect->run->harmful && !e->against))
		return NULL;
	if (effect->run->harmful && effect->told && e->against)
		return NULL;
	if (effect->run->harmful)
		e->against = true;
	if (effect->told)
		return effect->run->harmful
			       ? arena_printf(
					 a->arena,
					 "\"%s\" did harm in this run: see "
					 "%s.",
					 effect->run->decision->what->title,
					 *first)
			       : NULL;
	effect->told = true;
	*first = here;
	return told_of(a, effect);
}

static void agree_criterion(struct agreement *a, struct report_criterion *c,
			    const char **first)
{
	struct report_evidence *evidence = arena_new(
		a->arena, struct report_evidence, c->evidence_count + 1);

	memcpy(evidence, c->evidence, c->evidence_count * sizeof(*evidence));
	for (size_t i = 0; i < c->evidence_count; i++) {
		const char *more = agree_on(a, &evidence[i], c->id, first);

		if (more)
			c->why = arena_printf(a->arena, "%s%s%s",
					      c->why ? c->why : "",
					      c->why && *c->why ? " " : "",
					      more);
	}
	c->evidence = evidence;
}

static void agree_parts(struct agreement *a)
{
	struct report *report = a->report;
	struct report_part *parts = arena_new(a->arena, struct report_part,
					      report->part_count + 1);
	const char *first = "above";

	memcpy(parts, report->parts, report->part_count * sizeof(*parts));
	for (size_t i = 0; i < report->part_count; i++) {
		size_t count = parts[i].criterion_count;
		struct report_criterion *criteria =
			arena_new(a->arena, struct report_criterion, count + 1);

		memcpy(criteria, parts[i].criteria, count * sizeof(*criteria));
		for (size_t k = 0; k < count; k++)
			agree_criterion(a, &criteria[k], &first);
		parts[i].criteria = criteria;
	}
	report->parts = parts;
}

/* What did harm that weighs is a weakness, whatever it was praised for. */
static void add_weaknesses(struct agreement *a)
{
	struct report *report = a->report;
	const char **list = arena_new(a->arena, const char *,
				      report->weakness_count + a->count + 1);
	size_t count = 0;

	for (size_t i = 0; i < a->count; i++) {
		const struct counterfactual *run = a->effects[i].run;
		char loss[NUMBER_SIZE];

		if (!run->harmful ||
		    -run->loss_usd < WEIGHS * report->nothing.loss_usd)
			continue;
		list[count++] = arena_printf(
			a->arena,
			"**A measure that did harm:** without \"%s\" the loss "
			"is %s lower.",
			run->decision->what->title,
			number_money(round(-run->loss_usd), loss));
	}
	for (size_t i = 0;
	     i < report->weakness_count && count < WEAKNESSES_MOST; i++)
		list[count++] = report->weaknesses[i];
	report->weaknesses = list;
	report->weakness_count = count;
}

/* A strength without the title: "\"A\", \"B\" and \"C\" ..." names two then.
 * NULL when it named no other. */
static const char *without_title(const char *text, const char *title,
				 struct arena *arena)
{
	static const struct {
		const char *before, *behind;
	} joints[] = { { "", ", " }, { "", "; " },    { ", ", "" },
		       { "; ", "" }, { " and ", "" }, { "", " and " } };

	for (size_t i = 0; i < sizeof(joints) / sizeof(*joints); i++) {
		const char *named = arena_printf(arena, "%s\"%s\"%s",
						 joints[i].before, title,
						 joints[i].behind);
		const char *at = strstr(text, named);

		if (at)
			return arena_printf(arena, "%.*s%s", (int)(at - text),
					    text, at + strlen(named));
	}
	return NULL;
}

/* "\"A\", \"B\" broke" is left where the last of three has gone. */
static const char *joined(const char *text, struct arena *arena)
{
	const char *last = NULL;

	if (strstr(text, "\" and \""))
		return text;
	for (const char *at = strstr(text, "\", \""); at;
	     at = strstr(at + 1, "\", \""))
		last = at;
	return last ? arena_printf(arena, "%.*s and %s", (int)(last + 1 - text),
				   text, last + 3)
		    : text;
}

/* What did harm is no strength. */
static void clear_strengths(struct agreement *a)
{
	struct report *report = a->report;
	const char **list = arena_new(a->arena, const char *,
				      report->strength_count + 1);
	size_t count = 0;

	for (size_t i = 0; i < report->strength_count; i++) {
		const char *text = report->strengths[i];

		for (size_t k = 0; text && k < a->count; k++) {
			const struct counterfactual *run = a->effects[k].run;
			const char *title = run->decision->what->title;

			if (run->harmful && strstr(text, title))
				text = without_title(text, title, a->arena);
		}
		if (text)
			list[count++] = text == report->strengths[i]
						? text
						: joined(text, a->arena);
	}
	report->strengths = list;
	report->strength_count = count;
}

void report_agree(struct report *report, const struct drill *drill,
		  const struct counterfactual *const *all, size_t count,
		  struct arena *arena)
{
	struct agreement a = {
		.report = report,
		.pack = drill_pack(drill),
		.variant = (size_t)drill_cast(drill)->variant,
		.effects = arena_new(arena, struct effect, count + 1),
		.arena = arena,
	};

	for (size_t i = 0; i < count; i++)
		if ((all[i]->clear || all[i]->same) && all[i]->decision->what &&
		    all[i]->edit.change == EDIT_REMOVED)
			a.effects[a.count++] = (struct effect){
				.run = all[i],
				.seq = report->counterfactuals[i].seq,
			};
	agree_parts(&a);
	clear_strengths(&a);
	add_weaknesses(&a);
}
