#include "scoring/messages/message_internal.h"

#include "scoring/phrases.h"

#include <string.h>

#define FEWEST_WORDS 3
#define LIST_WORDS 10 /* so many without a verb are a list */
#define FORM_NAMES 4  /* names of elements that make a form */
#define SAME_TEXT 0.9 /* likeness from which two messages are one */

static const struct audience_rule rules[AUDIENCE_COUNT] = {
	[AUDIENCE_MANAGER] = {
		.called = "the manager",
		.jargon_allowed = 2,
		.impact = { say_manager_impact_1,
			    say_manager_impact_2 },
		.must = "users and money first, severity, what is being done, "
			"the decision you need and by when",
	},
	[AUDIENCE_PRODUCT] = {
		.called = "product",
		.jargon_allowed = 0,
		.impact = { say_product_impact_1,
			    say_product_impact_2 },
		.must = "who is hit and what they see, what will be limited or "
			"degraded, and the choice you ask for",
	},
	[AUDIENCE_FINANCE] = {
		.called = "finance",
		.jargon_allowed = 0,
		.impact = { say_finance_impact_1,
			    say_finance_impact_2 },
		.must = "money an hour against the normal one, the total so "
			"far, the month, what caps it and when it ends",
	},
	[AUDIENCE_CUSTOMERS] = {
		.called = "customers",
		.outside = true,
		.public = true,
		.jargon_allowed = 0,
		.impact = { say_customers_impact_1,
			    say_customers_impact_2 },
		.must = "the symptom in plain words, who is hit, what to do "
			"meanwhile, an apology and the next update",
	},
	[AUDIENCE_SUPPORT] = {
		.called = "support",
		.jargon_allowed = 1,
		.impact = { say_support_impact_1,
			    say_support_impact_2 },
		.must = "what users see, wording that may be used, what not to "
			"promise, and where to send evidence",
	},
	[AUDIENCE_VENDOR] = {
		.called = "the vendor",
		.outside = true,
		.jargon_allowed = 8,
		.impact = { say_vendor_impact_1,
			    say_vendor_impact_2 },
		.must = "account, first time in UTC, rate and error codes, "
			"what you tried, the one thing you ask and by when",
	},
	[AUDIENCE_PRESS] = {
		.called = "the press",
		.outside = true,
		.public = true,
		.jargon_allowed = 0,
		.impact = { say_press_impact_1,
			    say_press_impact_2 },
		.must = "what customers notice, that you are on it, and when "
			"you will say more",
	},
	[AUDIENCE_ACCOUNT] = {
		.called = "the account manager",
		.jargon_allowed = 0,
		.impact = { say_account_impact_1,
			    say_account_impact_2 },
		.must = "which tenants are hit and how, what will be limited, "
			"for how long, and what they may be told",
	},
	[AUDIENCE_TEAM] = {
		.called = "the team",
		.jargon_allowed = 99,
		.impact = { say_team_impact_1,
			    say_team_impact_2 },
		.must = "conditions, actions and needs",
	},
};

const char *audience_name(enum audience audience)
{
	static const char *const names[] = {
#define A(id, name) [AUDIENCE_##id] = name,
		AUDIENCES(A)
#undef A
	};

	return names[audience];
}

int audience_find(const char *name)
{
	for (int i = 0; i < AUDIENCE_COUNT; i++)
		if (strcmp(audience_name((enum audience)i), name) == 0)
			return i;
	return strcmp(name, "oncall") == 0 ? AUDIENCE_TEAM : -1;
}

const struct audience_rule *audience_rule(enum audience audience)
{
	return &rules[audience];
}

bool score_is_audience(const char *audience)
{
	return audience_find(audience) >= 0;
}

const char *score_audiences(void)
{
	return "manager, product, finance, customers, support, vendor, "
	       "press, account, team";
}

/* Words that only make sense to one audience. */
static const char *const meant_for[AUDIENCE_COUNT] = {
	[AUDIENCE_FINANCE] = say_finance_only,
	[AUDIENCE_CUSTOMERS] = say_customers_only,
	[AUDIENCE_SUPPORT] = say_support_only,
	[AUDIENCE_VENDOR] = say_vendor_only,
	[AUDIENCE_MANAGER] = say_manager_only,
};

/* Greetings that name who a message is for. */
static const struct {
	enum audience audience;
	const char *words;
} greetings[] = {
	{ AUDIENCE_FINANCE, say_finance_greeting },
	{ AUDIENCE_PRODUCT, say_product_greeting },
	{ AUDIENCE_SUPPORT, say_support_greeting },
	{ AUDIENCE_CUSTOMERS, say_customers_greeting },
	{ AUDIENCE_VENDOR, say_vendor_greeting },
};

static bool greets_another(const struct message_view *v)
{
	size_t end = v->text->word_count < 8 ? v->text->word_count : 8;
	bool own = false, other = false;

	for (size_t i = 0; i < sizeof(greetings) / sizeof(*greetings); i++) {
		/* A vendor has a support, too. */
		if (greetings[i].audience == AUDIENCE_SUPPORT &&
		    v->audience == AUDIENCE_VENDOR)
			continue;
		if (!text_near(v->text, 0, end, greetings[i].words))
			continue;
		if (greetings[i].audience == v->audience)
			own = true;
		else
			other = true;
	}
	return other && !own;
}

/* What we pay and how we organise ourselves is nothing for the public. */
static bool internal_to_public(const struct message_view *v)
{
	size_t money = (view_claims(v, CLAIM_USD_PER_HOUR) ? 1u : 0u) +
		       (view_claims(v, CLAIM_USD) ? 1u : 0u) +
		       (view_claims(v, CLAIM_SPEND_TIMES) ? 1u : 0u);

	return v->rule->public &&
	       text_count(v->text, say_internal) + money >= 3 &&
	       text_count(v->text, meant_for[AUDIENCE_CUSTOMERS]) == 0 &&
	       text_count(v->text, say_apology) == 0;
}

static bool speaks_to_another(const struct message_view *v)
{
	size_t own = meant_for[v->audience]
			     ? text_count(v->text, meant_for[v->audience])
			     : 0;

	for (int i = 0; i < AUDIENCE_COUNT; i++) {
		size_t needed = i == AUDIENCE_CUSTOMERS ? 2 : 3;
		bool inside = !v->rule->outside && i == AUDIENCE_MANAGER;

		/* Colleagues may be asked for an OK, the vendor not. */
		if ((enum audience)i == v->audience || !meant_for[i] || inside)
			continue;
		if (i == AUDIENCE_CUSTOMERS && v->audience == AUDIENCE_SUPPORT)
			continue; /* wording for agents */
		if (text_count(v->text, meant_for[i]) >= needed + own &&
		    !(i == AUDIENCE_CUSTOMERS && v->audience == AUDIENCE_PRESS))
			return true;
	}
	return false;
}

/* The same text has gone to somebody else: it is written for nobody. */
static bool sent_elsewhere(const struct message_view *v)
{
	for (size_t i = 0; i < v->facts->elsewhere_count; i++) {
		const struct text *other = text_read(v->facts->elsewhere[i],
						     v->arena);

		if (v->text->word_count >= 8 &&
		    text_likeness(v->text, other) >= SAME_TEXT)
			return true;
	}
	return false;
}

static void find_repeat(struct message_view *v)
{
	for (size_t i = 0; i < v->facts->earlier_count; i++) {
		const struct text *other = text_read(v->facts->earlier[i],
						     v->arena);

		if (text_likeness(v->text, other) >= SAME_TEXT) {
			view_fault(v, FAULT_REPEATS, NULL,
				   "says again what they were told before");
			return;
		}
	}
}

/* A word that makes a sentence of a list. */
static bool has_verb(const struct text *text)
{
	for (size_t i = 0; i < text->word_count; i++)
		if (text_near(text, i, i + 1, say_verbs))
			return true;
	return false;
}

/* Catchwords without a figure, a time or a sentence around them; a terse note
 * has at least one of these. */
static bool is_word_list(const struct text *text)
{
	if (text->sentence_count == 1 && text->word_count >= LIST_WORDS &&
	    !has_verb(text))
		return true;
	for (size_t i = 0; i < text->word_count; i++)
		if (text->words[i].kind != TEXT_WORD && !text->words[i].spelled)
			return false;
	return text->sentence_count == 1 && text_is_word_list(text);
}

/* The elements by name, and nothing that was measured: an empty form. */
static bool is_empty_form(const struct message_view *v)
{
	return v->claim_count == 0 &&
	       text_count(v->text, say_element_names) >= FORM_NAMES;
}

/* A number with a unit behind it: a report of something. */
static bool measures(const struct text *text)
{
	for (size_t i = 0; i + 1 < text->word_count; i++)
		if (text->words[i].kind == TEXT_NUMBER &&
		    !text->words[i].spelled &&
		    text_near(text, i + 1, i + 2, say_measured))
			return true;
	return false;
}

/* One of the pack's own names for what may be behind it. */
static bool speaks_of_cause(const struct message_view *v)
{
	const struct facts *f = v->facts;

	if (is_word_list(v->text))
		return false;
	for (size_t i = 0; i < f->cause_word_count; i++)
		if (view_mentions(v, f->cause_words[i], NULL))
			return true;
	for (size_t i = 0; i < f->other_cause_word_count; i++)
		if (view_mentions(v, f->other_cause_words[i], NULL))
			return true;
	return false;
}

/* A figure of the spending, of what fails or of who is hit, right or not. */
static bool has_figure_of_it(const struct message_view *v)
{
	return view_claims(v, CLAIM_USD_PER_HOUR) ||
	       view_claims(v, CLAIM_USD) || view_claims(v, CLAIM_ERROR_SHARE) ||
	       view_claims(v, CLAIM_SPEND_TIMES) ||
	       view_claims(v, CLAIM_USERS_PER_HOUR);
}

static bool is_off_subject(const struct message_view *v)
{
	if (is_empty_form(v))
		return true;
	/* Whoever speaks of marks speaks to a grader, not to an audience. */
	if (v->right == 0 && text_mentions(v->text, say_marks, NULL))
		return true;
	if (v->right > 0 || has_figure_of_it(v) || speaks_of_cause(v) ||
	    v->denied[VERDICT_STATUS] || message_names_measure(v))
		return false;
	return (text_count(v->text, say_subject) <
			(measures(v->text) ? 1 : 2) &&
		text_count(v->text, say_subject_alone) == 0) ||
	       is_word_list(v->text);
}

void message_find_audience(struct message_view *v)
{
	if (v->text->word_count < FEWEST_WORDS) {
		view_fault(v, FAULT_EMPTY, NULL, "says nothing");
		return;
	}
	/* Who accuses somebody of it, or shouts about it, is on the subject. */
	if (!view_has(v, FAULT_PANIC) && !view_has(v, FAULT_BLAME) &&
	    !view_has(v, FAULT_ACCUSES) && is_off_subject(v))
		view_fault(v, FAULT_EMPTY, v->text->sentences[0].quote,
			   "is not about the incident");
	else if (sent_elsewhere(v))
		view_fault(v, FAULT_OTHER, NULL,
			   "is the same text that somebody else got: a "
			   "message to everybody is a message to nobody");
	else if (greets_another(v))
		view_fault(v, FAULT_OTHER, v->text->sentences[0].quote,
			   "is addressed to somebody else");
	else if (internal_to_public(v))
		view_fault(v, FAULT_OTHER, v->text->sentences[0].quote,
			   "is an internal report; the public needs another");
	else if (speaks_to_another(v))
		view_fault(v, FAULT_OTHER, v->text->sentences[0].quote,
			   "is written for another audience");
	find_repeat(v);
}
