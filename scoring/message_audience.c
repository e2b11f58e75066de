#include "scoring/message_internal.h"

#include <string.h>

#define SAME_TEXT 0.9 /* likeness from which two messages are one */

static const struct audience_rule rules[AUDIENCE_COUNT] = {
	[AUDIENCE_MANAGER] = {
		.called = "the manager",
		.jargon_allowed = 2,
		.impact = { "users|user|people|customers|requests|"
			    "generations|clips|videos",
			    "usd|$|dollars|eur|cost*|spend*|bill" },
		.must = "users and money first, severity, what is being done, "
			"the decision you need and by when",
	},
	[AUDIENCE_PRODUCT] = {
		.called = "product",
		.jargon_allowed = 0,
		.impact = { "users|user|people|customers|tenants|tenant|"
			    "plan|plans|journey|segment*",
			    "fail*|wait*|slow*|error*|see|longer|queue|"
			    "degrad*|lower quality|try again" },
		.must = "who is hit and what they see, what will be limited or "
			"degraded, and the choice you ask for",
	},
	[AUDIENCE_FINANCE] = {
		.called = "finance",
		.jargon_allowed = 0,
		.impact = { "normal*|usual*|expected|planned|baseline|budget|"
			    "instead of|against|plan",
			    "so far|extra|over|lost|total|on top|already|"
			    "exposure|more than|cumulative|excess|forecast|"
			    "month*" },
		.must = "money an hour against the normal one, the total so "
			"far, the month, what caps it and when it ends",
	},
	[AUDIENCE_CUSTOMERS] = {
		.called = "customers",
		.outside = true,
		.public = true,
		.jargon_allowed = 0,
		.impact = { "fail*|error*|slow*|wait*|longer|unavailable|"
			    "not available|unable|can not|stuck|normally|"
			    "delay*|disrupt*|interrupt*",
			    "finished videos|existing|not affected|safe|"
			    "other features|only|plan|plans|out of" },
		.must = "the symptom in plain words, who is hit, what to do "
			"meanwhile, an apology and the next update",
	},
	[AUDIENCE_SUPPORT] = {
		.called = "support",
		.jargon_allowed = 1,
		.impact = { "fail*|error*|slow*|wait*|longer|stuck|spinner|"
			    "see",
			    "affected users|users per|users an|of users|"
			    "customers per|people|users see|all users|"
			    "free users|in # attempts" },
		.must = "what users see, wording that may be used, what not to "
			"promise, and where to send evidence",
	},
	[AUDIENCE_VENDOR] = {
		.called = "the vendor",
		.outside = true,
		.jargon_allowed = 8,
		.impact = { "usd|$|%|percent|error*|fail*|429*|calls|tasks",
			    "since|utc|first seen|between|started at|"
			    "task id*|task ids" },
		.must = "account, first time in UTC, rate and error codes, "
			"what you tried, the one thing you ask and by when",
	},
	[AUDIENCE_PRESS] = {
		.called = "the press",
		.outside = true,
		.public = true,
		.jargon_allowed = 0,
		.impact = { "fail*|error*|slow*|wait*|longer|unavailable|"
			    "disrupt*|delay*|normally",
			    "users|customers|people|some|service" },
		.must = "what customers notice, that you are on it, and when "
			"you will say more",
	},
	[AUDIENCE_ACCOUNT] = {
		.called = "the account manager",
		.jargon_allowed = 0,
		.impact = { "tenant*|enterprise|customer*|users|editors|"
			    "contract*|accounts|people",
			    "fail*|wait*|slow*|error*|refused|limit*|quota|"
			    "longer|late" },
		.must = "which tenants are hit and how, what will be limited, "
			"for how long, and what they may be told",
	},
	[AUDIENCE_TEAM] = {
		.called = "the team",
		.jargon_allowed = 99,
		.impact = { "users|people|customers|error*|fail*|requests",
			    "spend*|cost*|usd|$|latency|p95|queue|429*" },
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
	[AUDIENCE_FINANCE] = "cost centre|cost center|accru*|reconcil*|"
			     "book it|please book|purchase order|write off",
	[AUDIENCE_CUSTOMERS] = "your videos|your clips|sorry for the|"
			       "we apologi*|apologi* for|for your patience|"
			       "help contact|your account is|dear customer*",
	[AUDIENCE_SUPPORT] = "you can say|you may say|what not to say|"
			     "tag tickets|tag it|tag them|macro|tell users|"
			     "acknowledge tickets|ticket count|"
			     "what you can say|tag the tickets",
	[AUDIENCE_VENDOR] = "our account|task ids|your api|your platform|"
			    "your side|raise our limit|our organisation id",
	[AUDIENCE_MANAGER] = "yes or no|your ok|your approval|i recommend|"
			     "your decision|sign-off|from you",
};

/* Greetings that name who a message is for. */
static const struct {
	enum audience audience;
	const char *words;
} greetings[] = {
	{ AUDIENCE_FINANCE, "finance team|hi finance|hello finance|"
			    "dear finance|for finance|finance colleagues" },
	{ AUDIENCE_PRODUCT, "product team|hi product|hello product|"
			    "dear product|for product" },
	{ AUDIENCE_SUPPORT, "support team|support desk|hi support|"
			    "hello support|dear support|for support|"
			    "support folks|support colleagues" },
	{ AUDIENCE_CUSTOMERS, "dear customer*|dear user*|hi customers|"
			      "hello customers|dear valued" },
	{ AUDIENCE_VENDOR, "hello vendor|dear vendor|vendor team|vidu team|"
			   "dear vidu|hello vidu|hi vidu" },
};

static bool greets_another(const struct message_view *v)
{
	size_t end = v->text->word_count < 8 ? v->text->word_count : 8;
	bool own = false, other = false;

	for (size_t i = 0; i < sizeof(greetings) / sizeof(*greetings); i++) {
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
	static const char internal[] =
		"sev1|sev2|sev3|sev #|per hour|vendor bill|spend cap|"
		"our vendor|cost us|your approval|yes or no|budget|"
		"rollback|on-call|post-mortem|the bill|invoice|forecast|"
		"finance|hourly cap|spend is|burn*|baseline";
	size_t money = (view_claims(v, CLAIM_USD_PER_HOUR) ? 1u : 0u) +
		       (view_claims(v, CLAIM_USD) ? 1u : 0u) +
		       (view_claims(v, CLAIM_SPEND_TIMES) ? 1u : 0u);

	return v->rule->public && text_count(v->text, internal) + money >= 3 &&
	       text_count(v->text, meant_for[AUDIENCE_CUSTOMERS]) == 0 &&
	       text_count(v->text, "sorry|apolog*") == 0;
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

/* Catchwords without a figure, a time or a sentence around them; a terse note
 * has at least one of these. */
static bool is_word_list(const struct text *text)
{
	for (size_t i = 0; i < text->word_count; i++)
		if (text->words[i].kind != TEXT_WORD && !text->words[i].spelled)
			return false;
	return text->sentence_count == 1 && text_is_word_list(text);
}

/* A number with a unit behind it: a report of something. */
static bool measures(const struct text *text)
{
	for (size_t i = 0; i + 1 < text->word_count; i++)
		if (text->words[i].kind == TEXT_NUMBER &&
		    !text->words[i].spelled &&
		    text_near(text, i + 1, i + 2,
			      "s|sec|seconds|min|minutes|%|percent|usd|$|/|x"))
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

static bool is_off_subject(const struct message_view *v)
{
	static const char subject[] =
		"fail*|error*|incident|outage|down|slow*|timeout*|spend*|"
		"cost*|bill*|usd|users|affected|cap|limit|cause|fix*|"
		"resolved|sev1|sev2|sev3|mitigat*|refund*|api|retries|queue|"
		"tickets|impact|investigat*|monitor*|generation*|video*|"
		"clips|disrupt*|degrad*|latency|429|service|problem*|"
		"duplicate*|tasks|account|normal|quota|credit*|statement|"
		"status|issue|press|wait*|working|vendor|fault|broken|"
		"places|slots|orders|workers|traffic|overload*|launch*|"
		"release*|hold|holding|postpone*|late|usual|median|known|"
		"know|finished|results|stable|steady|recover*";
	/* One of these is enough: nothing else goes by such a name. */
	static const char own[] =
		"incident|outage|the cause|root cause|month forecast|"
		"forecast of|our limit|429s|of # places|places at|"
		"storyboards|spend is|spend stays|requests fail*|"
		"clips fail*|users wait|retries|p95";

	if (v->right > 0 || speaks_of_cause(v))
		return false;
	return (text_count(v->text, subject) < (measures(v->text) ? 1 : 2) &&
		text_count(v->text, own) == 0) ||
	       is_word_list(v->text);
}

void message_find_audience(struct message_view *v)
{
	if (v->text->word_count < 4) {
		view_fault(v, FAULT_EMPTY, NULL, "says nothing");
		return;
	}
	if (!view_has(v, FAULT_PANIC) && is_off_subject(v))
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
