/*
 * People and what comes from them: each has something to say, and it comes.
 */
#include "scenarios/lint_internal.h"

#include "base/calendar.h"

#include <string.h>

static bool approves(const struct pack *pack, const char *id)
{
	for (size_t i = 0; i < pack->mitigation_count; i++)
		if (pack->mitigations[i].approval &&
		    !strcmp(pack->mitigations[i].approval, id))
			return true;
	return false;
}

static bool sends(const struct pack *pack, const char *id)
{
	for (size_t i = 0; i < pack->inject_count; i++)
		if (!strcmp(pack->injects[i].from, id))
			return true;
	return false;
}

static void check_rules(struct lint *l, const struct pack_stakeholder *who,
			const char *where)
{
	for (size_t i = 0; i + 1 < who->rule_count; i++) {
		const struct pack_rule *rule = &who->rules[i];

		if (rule->when || rule->measure_count > 0)
			continue;
		lint_say(l, where,
			 "give it a \"when\" or \"measures\", or put it last",
			 "rule %zu always holds, so that those after it are "
			 "never reached",
			 i + 1);
		return;
	}
}

static void check_person(struct lint *l, const struct pack_stakeholder *who)
{
	const char *where = lint_where(l, "stakeholders", who->id);

	if (who->intent_count == 0)
		lint_say(l, where, "add \"intents\"", "can answer nothing");
	if (who->intent_count == 0 && !approves(l->pack, who->id) &&
	    !sends(l->pack, who->id))
		lint_say(
			l, where,
			"let them answer, approve or send something, or leave them out",
			"nothing uses this person");
	check_rules(l, who, where);
	for (size_t i = 0; i < who->intent_count; i++)
		lint_words(l, where, who->intents[i].words,
			   who->intents[i].word_count);
}

/* A condition whose time comes after the end never holds; the parts that must
 * hold together are looked through. */
static bool comes_too_late(const struct predicate *when, int64_t length_s)
{
	if (when->kind == PREDICATE_AFTER)
		return when->seconds >= length_s;
	for (size_t i = 0; when->kind == PREDICATE_ALL && i < when->item_count;
	     i++)
		if (comes_too_late(&when->items[i], length_s))
			return true;
	return false;
}

void lint_people(struct lint *l)
{
	const struct pack *pack = l->pack;

	for (size_t i = 0; i < pack->stakeholder_count; i++)
		check_person(l, &pack->stakeholders[i]);
	for (size_t i = 0; i < pack->inject_count; i++)
		if (comes_too_late(pack->injects[i].when, pack->length_s))
			lint_say(
				l,
				lint_where(l, "injects", pack->injects[i].id),
				"let it come sooner, or make \"length\" longer",
				"comes after the end of the drill");
}
