/*
 * Par and good runs: the pack must be winnable, and its author can show it.
 */
#include "scoring/lint/deep_internal.h"

#include "drill/commands/script.h"
#include "drill/fork.h"
#include "drill/outcome.h"
#include "scoring/score.h"

#include <string.h>

#define WORTH 0.9 /* par loses at most so much of what doing nothing loses */

/* A script over a drill, second by second; false after a complaint. */
static bool play(struct deep *d, struct drill *drill,
		 const struct script *script, const char *where)
{
	struct err err = { 0 };
	bool good = true;

	for (size_t i = 0; good && i < script->count; i++) {
		const struct command *c = &script->lines[i].command;

		while (good && drill_now(drill) < c->at_s) {
			int64_t next = drill_now(drill) + 10;

			good = drill_advance(
				drill, next < c->at_s ? next : c->at_s, &err);
			deep_watch(d, drill);
		}
		good = good && drill_submit(drill, c, NULL, &err);
		if (!good)
			lint_say(d->lint, where,
				 "play it by hand up to there and see",
				 "line %d cannot be played: %s",
				 script->lines[i].line, err.message);
	}
	return good;
}

static void compare(struct deep *d, const struct drill *drill,
		    const char *where)
{
	struct outcome *outcome = mem_calloc(2, sizeof(*outcome));
	struct err err = { 0 };

	if (!outcome_of(drill, &outcome[0], &err) ||
	    !outcome_of_nothing(drill, &outcome[1], &err))
		lint_say(d->lint, where, "mend the model until it runs",
			 "cannot be run to its end: %s", err.message);
	else if (!(outcome[1].loss_usd > 0))
		lint_say(d->lint, where,
			 "give its consequences a price in \"stakes\"",
			 "costs nothing when nobody does anything, so that "
			 "nothing can be saved");
	else if (outcome[0].loss_usd > WORTH * outcome[1].loss_usd)
		lint_say(d->lint, where,
			 "write lines that save more, or measures that help",
			 "cannot be won: par loses %.0f, doing nothing %.0f",
			 outcome[0].loss_usd, outcome[1].loss_usd);
	free(outcome);
}

static void check_par(struct deep *d, size_t variant)
{
	struct lint *l = d->lint;
	const struct pack_variant *v = &l->pack->variants[variant];
	const char *where = deep_variant(l, variant);
	struct script script;
	struct err err = { 0 };
	struct drill *drill;

	if (v->par_count == 0)
		return;
	if (!script_from_lines("par", v->par, v->par_count, l->arena, &script,
			       &err)) {
		lint_say(l, lint_where(l, where, "par"),
			 "write it as in a script, with its minute in front",
			 "par: %s", err.message);
		return;
	}
	drill = deep_drill(l, variant, DEEP_SEED);
	if (drill && play(d, drill, &script, lint_where(l, where, "par")))
		compare(d, drill, lint_where(l, where, "par"));
	if (drill)
		deep_note_injects(d, drill);
	drill_destroy(drill);
}

/* --- good runs ----------------------------------------------------------- */

static const struct deep_script *good_script(const struct deep *d,
					     const char *variant)
{
	const char *name = arena_printf(d->lint->arena, "good-%s.txt", variant);

	for (size_t i = 0; i < d->script_count; i++)
		if (!strcmp(d->scripts[i].name, name))
			return &d->scripts[i];
	return NULL;
}

static void score(struct deep *d, const struct drill *drill, const char *where)
{
	struct arena arena = ARENA_INIT;
	struct err err = { 0 };
	const struct report *report = score_drill(drill, &arena, &err);

	if (!report)
		lint_say(d->lint, where, "mend it", "cannot be scored: %s",
			 err.message);
	else if (report->score < report->pass)
		lint_say(d->lint, where,
			 "play better, or ask for less in rubric.json",
			 "its good run does not pass: %.1f of %.1f points, "
			 "%.1f are needed",
			 report->score, report->max, report->pass);
	arena_finish(&arena);
}

static void check_good_run(struct deep *d, size_t variant)
{
	struct lint *l = d->lint;
	const char *id = l->pack->variants[variant].id;
	const char *where = deep_variant(l, variant);
	const struct deep_script *text = good_script(d, id);
	struct script script;
	struct err err = { 0 };
	struct drill *drill;

	if (!text) {
		lint_say(l, where, "write one that passes",
			 "there is no scripts/good-%s.txt to show that it can "
			 "be passed",
			 id);
		return;
	}
	if (!script_parse(text->name, text->text, l->arena, &script, &err)) {
		lint_say(l, where, "mend the script", "scripts/%s:%d: %s",
			 text->name, err.line, err.message);
		return;
	}
	drill = deep_drill(l, variant, DEEP_SEED);
	if (drill && !script_run(drill, &script, true, &err))
		lint_say(l, where, "mend the script", "scripts/%s:%d: %s",
			 text->name, err.line, err.message);
	else if (drill)
		score(d, drill, where);
	if (drill)
		deep_note_injects(d, drill);
	drill_destroy(drill);
}

void deep_par(struct deep *d)
{
	for (size_t v = 0; v < d->lint->pack->variant_count; v++) {
		check_par(d, v);
		if (d->lint->pack->rubric)
			check_good_run(d, v);
	}
}
