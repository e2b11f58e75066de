/*
 * Measures: each does something, is decided by somebody, and has a price.
 */
#include "scenarios/lint_internal.h"

#include <string.h>

static bool covers(const struct pack_rule *rule, const char *id)
{
	for (size_t i = 0; i < rule->measure_count; i++)
		if (!strcmp(rule->measures[i], id))
			return true;
	return rule->measure_count == 0;
}

static void check_approver(struct lint *l, const struct pack_mitigation *m,
			   const char *where)
{
	const struct pack_stakeholder *who;

	if (!m->approval)
		return;
	who = pack_stakeholder(l->pack, m->approval);
	for (size_t i = 0; i < who->rule_count; i++)
		if (covers(&who->rules[i], m->id) && !who->rules[i].when)
			return;
	lint_say(l, where, "add a last rule without \"when\"",
		 "'%s' approves it, but has no rule without a condition that "
		 "covers it; an answer could fail to come",
		 m->approval);
}

static void check_expectations(struct lint *l, const struct pack_mitigation *m,
			       const char *where)
{
	for (size_t i = 0; i < l->pack->variant_count; i++)
		if (m->expect[i] == PACK_EXPECT_NONE)
			lint_say(
				l, where,
				"name the variant in \"expect\": helps, neutral or harms",
				"does not say what to expect of it in the "
				"variant '%s'",
				l->pack->variants[i].id);
}

static bool effect_uses(const struct pack_mitigation *m, const char *name)
{
	for (size_t i = 0; i < m->effect_count; i++)
		if (m->effects[i].number.name &&
		    !strcmp(m->effects[i].number.name, name))
			return true;
	return false;
}

static void check_effects(struct lint *l, const struct pack_mitigation *m,
			  const char *where)
{
	if (m->effect_count == 0 && !m->plan_only)
		lint_say(
			l, where,
			"give it \"set\", \"scale\" or \"add\", or \"plan_only\": true",
			"has no effects");
	for (size_t i = 0; i < m->parameter_count; i++)
		if (!effect_uses(m, m->parameters[i].name))
			lint_say(
				l, where,
				"write \"$\" and its name where an effect should take it, or leave it out",
				"no effect uses the parameter '%s'",
				m->parameters[i].name);
}

void lint_measures(struct lint *l)
{
	for (size_t i = 0; i < l->pack->mitigation_count; i++) {
		const struct pack_mitigation *m = &l->pack->mitigations[i];
		const char *where = lint_where(l, "mitigations", m->id);

		if (m->phase_count == 0)
			lint_say(l, where,
				 "list in \"phases\" now, days or weeks",
				 "can be planned in no phase");
		if (!m->plan_only && m->lead_s == 0)
			lint_say(l, where, "give it a \"lead\"",
				 "takes no time; even a switch takes a minute");
		if (!*m->tradeoff)
			lint_say(l, where,
				 "write its true price in \"tradeoff\"",
				 "has no trade-off");
		if (m->tradeoff_concept_count == 0)
			lint_say(
				l, where,
				"list in \"tradeoff_concepts\" the words of each part of it",
				"has no concepts by which a trade-off in "
				"other words is known");
		lint_words(l, where, m->tradeoff_concepts,
			   m->tradeoff_concept_count);
		check_effects(l, m, where);
		check_expectations(l, m, where);
		check_approver(l, m, where);
	}
}
