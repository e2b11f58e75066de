/*
 * Causes: enough of them, each with evidence, and none to be had too cheaply.
 */
#include "scenarios/lint_internal.h"

#include <string.h>

/* One look: a panel with at most one argument. */
struct look {
	const char *panel, *key, *value; /* key and value may be NULL */
};

static bool bears(const struct pack_cause *cause, struct look look)
{
	for (size_t i = 0; i < cause->bear_count; i++) {
		const struct pack_evidence *evidence = &cause->bears[i];

		if (strcmp(evidence->panel, look.panel) != 0)
			continue;
		if (!evidence->key)
			return true;
		if (!look.key || !look.value ||
		    strcmp(evidence->key, look.key) != 0)
			continue;
		for (size_t v = 0; v < evidence->value_count; v++)
			if (!strcmp(evidence->values[v], look.value))
				return true;
	}
	return false;
}

/* Whether a look bears on the causes of every variant. */
static bool separates_all(const struct pack *pack, struct look look)
{
	for (size_t i = 0; i < pack->variant_count; i++)
		for (size_t j = 0; j < pack->variants[i].cause_count; j++)
			if (!bears(pack_cause(pack,
					      pack->variants[i].causes[j]),
				   look))
				return false;
	return pack->variant_count > 1;
}

static void check_look(struct lint *l, struct look look)
{
	char name[128];

	snprintf(name, sizeof(name), "%s%s%s%s%s", look.panel,
		 look.key ? " " : "", look.key ? look.key : "",
		 look.key ? "=" : "", look.value ? look.value : "");
	if (separates_all(l->pack, look))
		lint_say(
			l, "causes",
			"let it bear on fewer causes, or ask for a panel's argument",
			"one look (%s) bears on the cause of every variant; "
			"diagnosis would be opening one panel",
			name);
}

/* What bears on the first variant's cause is all that can bear on every
 * one. */
static void check_looks(struct lint *l)
{
	const struct pack *pack = l->pack;
	const struct pack_cause *cause =
		pack_cause(pack, pack->variants[0].causes[0]);

	for (size_t i = 0; i < cause->bear_count; i++) {
		const struct pack_evidence *e = &cause->bears[i];

		if (!e->key)
			check_look(l, (struct look){ e->panel, NULL, NULL });
		for (size_t v = 0; v < e->value_count; v++)
			check_look(l, (struct look){ e->panel, e->key,
						     e->values[v] });
	}
}

/* Whether all evidence of the one is evidence of the other. */
static bool covers(const struct pack_cause *cause, const struct pack_cause *by)
{
	for (size_t i = 0; i < cause->bear_count; i++) {
		const struct pack_evidence *e = &cause->bears[i];

		if (!e->key &&
		    !bears(by, (struct look){ e->panel, NULL, NULL }))
			return false;
		for (size_t v = 0; v < e->value_count; v++)
			if (!bears(by, (struct look){ e->panel, e->key,
						      e->values[v] }))
				return false;
	}
	return cause->bear_count > 0;
}

static bool is_right(const struct pack *pack, const char *id)
{
	for (size_t i = 0; i < pack->variant_count; i++)
		for (size_t j = 0; j < pack->variants[i].cause_count; j++)
			if (!strcmp(pack->variants[i].causes[j], id))
				return true;
	return false;
}

/* Two causes, one of them right, that the same looks bear on. */
static void check_twins(struct lint *l)
{
	const struct pack *pack = l->pack;

	for (size_t i = 0; i < pack->cause_count; i++)
		for (size_t j = 0; j < i; j++) {
			const struct pack_cause *a = &pack->causes[i];
			const struct pack_cause *b = &pack->causes[j];

			if (!is_right(pack, a->id) && !is_right(pack, b->id))
				continue;
			if (covers(a, b) && covers(b, a))
				lint_say(l, lint_where(l, "causes", a->id),
					 "let one of them be seen where the "
					 "other is not",
					 "the same looks bear on it and on "
					 "'%s', so nobody can tell them apart",
					 b->id);
		}
}

void lint_causes(struct lint *l)
{
	const struct pack *pack = l->pack;

	if (pack->cause_count < LINT_CAUSES_MIN)
		lint_say(l, "causes",
			 "add innocent ones that somebody would suspect",
			 "there are %zu; fewer than %d can be tried one by one",
			 pack->cause_count, LINT_CAUSES_MIN);
	for (size_t i = 0; i < pack->cause_count; i++) {
		const struct pack_cause *cause = &pack->causes[i];
		const char *where = lint_where(l, "causes", cause->id);

		if (cause->bear_count == 0)
			lint_say(
				l, where,
				"list in \"bears\" the panels that speak for or against it",
				"nothing bears on it, so no evidence can be "
				"pinned for or against it");
		if (cause->word_count == 0)
			lint_say(l, where,
				 "list in \"words\" how people call it",
				 "has no words, so that no message can name "
				 "it");
		lint_words(l, where, cause->words, cause->word_count);
	}
	check_looks(l);
	check_twins(l);
}
