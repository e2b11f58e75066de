/*
 * Points that nobody can earn: what a judge asks for must be in the pack.
 */
#include "scoring/lint/deep.h"

#include "drill/panels/panel.h"
#include "scoring/judges/judges.h"
#include "scoring/rubric.h"
#include "scoring/score.h"

#include <string.h>

struct looking {
	struct lint *lint;
	const struct rubric_criterion *criterion;
	const char *where;
};

static bool in_list(const struct json *list, const char *name)
{
	for (const struct json *one = json_first(list); one;
	     one = json_next(one))
		if (!strcmp(json_string_or(one, ""), name))
			return true;
	return false;
}

static bool has_phase(const struct pack_mitigation *m, const char *phase)
{
	for (size_t i = 0; i < m->phase_count; i++)
		if (!strcmp(m->phases[i], phase))
			return true;
	return false;
}

/* Measures that are of one of the categories, or are named themselves, and can
 * be planned in one of the phases; a NULL list asks for nothing. */
static size_t measures_of(const struct pack *pack, const struct json *names,
			  const struct json *phases)
{
	size_t n = 0;

	for (size_t i = 0; i < pack->mitigation_count; i++) {
		const struct pack_mitigation *m = &pack->mitigations[i];
		bool fits = !phases;

		if (names && !in_list(names, m->category) &&
		    !in_list(names, m->id))
			continue;
		for (const struct json *p = json_first(phases); p;
		     p = json_next(p))
			fits |= has_phase(m, json_string_or(p, ""));
		n += fits;
	}
	return n;
}

static void too_few(const struct looking *at, double need, size_t there,
		    const char *what)
{
	if ((double)there >= need)
		return;
	lint_say(at->lint, at->where,
		 "ask for less in \"need\", or add what is missing",
		 "nobody can earn all of it: it asks for %.0f %s, and the pack "
		 "has %zu",
		 need, what, there);
}

/* Each name is a measure, or a category that some measure has. */
static void check_measures(const struct looking *at, const struct json *list,
			   const char *key)
{
	for (const struct json *one = json_first(list); one;
	     one = json_next(one)) {
		const char *name = json_string_or(one, "");
		bool found = false;

		for (size_t i = 0; i < at->lint->pack->mitigation_count; i++) {
			const struct pack_mitigation *m =
				&at->lint->pack->mitigations[i];

			found |= !strcmp(m->category, name) ||
				 !strcmp(m->id, name);
		}
		if (!found)
			lint_say(at->lint, at->where,
				 "name a measure, or a category that one has",
				 "nobody can earn it: no measure is '%s', "
				 "which \"%s\" names",
				 name, key);
	}
}

static void check_panel(const struct looking *at, const char *panel)
{
	if (panel_find(panel) < 0)
		lint_say(at->lint, at->where,
			 "name a panel (docs/pack-format.md)",
			 "nobody can earn it: there is no panel '%s'", panel);
}

/* --- judges -------------------------------------------------------------- */

static void check_evidence(const struct looking *at)
{
	const struct json *items = setting(at->criterion, "items");

	for (const struct json *one = json_first(items); one;
	     one = json_next(one))
		check_panel(at, json_string_or(json_get(one, "panel"), ""));
	too_few(at, setting_number(at->criterion, "need", 1), json_count(items),
		"looks");
}

static void check_hypotheses(const struct looking *at)
{
	const struct pack *pack = at->lint->pack;
	const struct json *check = setting(at->criterion, "check");

	for (const struct json *one = json_first(check); one;
	     one = json_next(one))
		if (!pack_cause(pack, json_string_or(one, "")))
			lint_say(at->lint, at->where,
				 "name causes of the pack in \"check\"",
				 "nobody can earn it: there is no cause '%s'",
				 json_string_or(one, ""));
	for (const struct json *one =
		     json_first(setting(at->criterion, "impact"));
	     one; one = json_next(one))
		check_panel(at, json_string_or(one, ""));
	too_few(at, setting_number(at->criterion, "rule_out", 1) + 1,
		pack->cause_count, "causes");
}

static void check_outcome(const struct looking *at)
{
	const struct json *categories = setting(at->criterion, "categories");

	check_measures(at, categories, "categories");
	too_few(at, setting_number(at->criterion, "need", 1),
		measures_of(at->lint->pack, categories, NULL),
		"measures of these categories");
}

static void check_planned(const struct looking *at)
{
	const struct json *categories = setting(at->criterion, "categories");

	check_measures(at, categories, "categories");
	too_few(at, setting_number(at->criterion, "need", 2),
		measures_of(at->lint->pack, categories,
			    setting(at->criterion, "phases")),
		"measures of these categories that can be planned then");
}

static void check_tradeoffs(const struct looking *at)
{
	const struct pack *pack = at->lint->pack;
	size_t n = 0;

	for (size_t i = 0; i < pack->mitigation_count; i++)
		n += pack->mitigations[i].tradeoff_concept_count > 0;
	too_few(at, setting_number(at->criterion, "need", 3), n,
		"trade-offs that can be told");
}

static void check_dependency(const struct looking *at)
{
	check_measures(at, setting(at->criterion, "categories"), "categories");
	check_measures(at, setting(at->criterion, "avoid"), "avoid");
}

static void check_plan(const struct looking *at)
{
	too_few(at, setting_number(at->criterion, "need", 2),
		measures_of(at->lint->pack, NULL, NULL), "measures");
}

static void check_phases(const struct looking *at)
{
	static const char *const keys[] = { "now", "days", "weeks" };

	check_measures(at, setting(at->criterion, "now_else"), "now_else");
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		const struct json *list = setting(at->criterion, keys[i]);
		size_t n = 0;

		if (!list)
			continue;
		check_measures(at, list, keys[i]);
		for (size_t m = 0; m < at->lint->pack->mitigation_count; m++) {
			const struct pack_mitigation *one =
				&at->lint->pack->mitigations[m];

			n += (in_list(list, one->category) ||
			      in_list(list, one->id)) &&
			     has_phase(one, keys[i]);
		}
		if (n == 0)
			lint_say(at->lint, at->where,
				 "let a measure of them be planned then",
				 "nobody can earn all of it: no measure that "
				 "\"%s\" names can be planned for that phase",
				 keys[i]);
	}
}

static void check_message(const struct looking *at)
{
	const char *audience = setting_text(at->criterion, "audience", "");

	if (!score_is_audience(audience) &&
	    !pack_audience(at->lint->pack, audience))
		lint_say(at->lint, at->where,
			 "name an audience that somebody stands for",
			 "nobody can earn it: there is no audience '%s'",
			 audience);
}

static void (*const checks[JUDGE_COUNT])(const struct looking *) = {
	[JUDGE_EVIDENCE] = check_evidence,
	[JUDGE_HYPOTHESES] = check_hypotheses,
	[JUDGE_CONTAIN] = check_outcome,
	[JUDGE_RELIABILITY] = check_outcome,
	[JUDGE_PLANNED] = check_planned,
	[JUDGE_TRADEOFFS] = check_tradeoffs,
	[JUDGE_DEPENDENCY] = check_dependency,
	[JUDGE_CHOICE] = check_plan,
	[JUDGE_PHASES] = check_phases,
	[JUDGE_GUARDRAILS] = check_plan,
	[JUDGE_OWNERS] = check_plan,
	[JUDGE_MESSAGE] = check_message,
};

static void check_part(struct lint *l, const struct rubric_part *part)
{
	for (size_t i = 0; i < part->criterion_count; i++) {
		const struct rubric_criterion *c = &part->criteria[i];
		struct looking at = {
			.lint = l,
			.criterion = c,
			.where = arena_printf(
				l->arena, "rubric.json/parts/%s/criteria/%s",
				part->id, c->id),
		};

		if (checks[c->judge])
			checks[c->judge](&at);
	}
}

void lint_rubric(struct lint *l)
{
	struct err err = { 0 };
	const struct rubric *rubric =
		l->pack->rubric ? rubric_read(l->pack->rubric, l->arena, &err)
				: NULL;

	for (size_t i = 0; rubric && i < rubric->part_count; i++)
		check_part(l, &rubric->parts[i]);
}
