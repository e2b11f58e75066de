#include "scoring/message_internal.h"

#include "scoring/phrases.h"

#include "base/ascii.h"

#include <string.h>

void view_fault(struct message_view *v, enum fault_kind kind, const char *quote,
		const char *note)
{
	if (v->fault_count < FAULTS_MAX)
		v->faults[v->fault_count++] = (struct fault){ kind, note,
							      quote };
}

bool view_has(const struct message_view *v, enum fault_kind kind)
{
	for (size_t i = 0; i < v->fault_count; i++)
		if (v->faults[i].kind == kind)
			return true;
	return false;
}

bool view_claims(const struct message_view *v, enum claim_unit unit)
{
	for (size_t i = 0; i < v->claim_count; i++)
		if (v->claims[i].unit == unit)
			return true;
	return false;
}

/* Addresses that are made for the public. */
static bool is_role_address(const char *start, size_t length)
{
	static const char *const roles[] = { "support",	 "help",    "contact",
					     "incident", "status",  "info",
					     "press",	 "service", "security",
					     "hello",	 "billing", "noc" };

	for (size_t i = 0; i < sizeof(roles) / sizeof(*roles); i++)
		if (length >= strlen(roles[i]) &&
		    strncmp(start, roles[i], strlen(roles[i])) == 0)
			return true;
	return false;
}

static bool is_address_byte(char c)
{
	return ascii_is_alnum(c) || c == '.' || c == '_' || c == '-' ||
	       c == '+';
}

static bool has_private_address(const char *raw)
{
	for (const char *at = strchr(raw, '@'); at; at = strchr(at + 1, '@')) {
		const char *start = at;

		while (start > raw && is_address_byte(start[-1]))
			start--;
		if (at > start && ascii_is_letter(at[1]) &&
		    !is_role_address(start, (size_t)(at - start)))
			return true;
	}
	return false;
}

/* Internal hosts, by what their names look like; IPv4 addresses. */
static bool has_host(const char *raw)
{
	static const char *const parts[] = {
		".int.",  ".internal", ".local:",   ".local/",
		".corp.", ".svc.",     ".cluster.", "localhost",
		".lan/",  ".intra.",   ".prod.",    ".stage."
	};

	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++)
		if (strstr(raw, parts[i]))
			return true;
	for (const char *c = raw; *c; c++) {
		int dots = 0, digits = 0;
		const char *d = c;

		if (c > raw && (ascii_is_digit(c[-1]) || c[-1] == '.'))
			continue;
		while (ascii_is_digit(*d) ||
		       (*d == '.' && ascii_is_digit(d[1]))) {
			dots += *d == '.' ? 1 : 0;
			digits += *d != '.' ? 1 : 0;
			d++;
		}
		if (dots == 3 && digits >= 4)
			return true;
	}
	return false;
}

static bool has_credential(const struct message_view *v)
{
	return text_mentions(v->text, say_credential, NULL);
}

bool view_mentions(const struct message_view *v, const char *words,
		   const struct text_sentence **where)
{
	const struct text *read = text_read(words, v->arena);
	struct str pattern = STR_INIT;
	bool hit;

	for (size_t k = 0; k < read->word_count; k++)
		str_addf(&pattern, "%s%s", k ? " " : "", read->words[k].lower);
	hit = pattern.length > 0 && text_mentions(v->text, pattern.s, where);
	str_finish(&pattern);
	return hit;
}

static const char *mentioned(const struct message_view *v,
			     const char *const *words, size_t count)
{
	const struct text_sentence *where;

	for (size_t i = 0; i < count; i++)
		if (view_mentions(v, words[i], &where))
			return where->quote;
	return NULL;
}

/* "Daniel Krause from our backend team shipped ...": two capitalised words
 * that do something wrong, or a known name and a word of fault. */
static const char *blamed_person(const struct message_view *v)
{
	const struct text *t = v->text;

	for (size_t i = 0; i < t->sentence_count; i++) {
		const struct text_sentence *s = &t->sentences[i];
		size_t end = s->first + s->count;

		if (!text_has(t, s, say_fault_of_a_person))
			continue;
		for (size_t w = s->first; w + 1 < end; w++) {
			bool pair = t->words[w].capital &&
				    t->words[w + 1].capital &&
				    t->words[w].length > 2 &&
				    t->words[w + 1].length > 2 &&
				    t->words[w].clause ==
					    t->words[w + 1].clause;

			bool own = t->words[w].capital && w > s->first &&
				   t->words[w].length > 2 &&
				   text_near(t, w + 1, w + 2, say_own_fault) &&
				   t->words[w + 1].at >
					   t->words[w].at + t->words[w].length +
						   1;

			if (own)
				return s->quote;
			if (pair &&
			    text_near(t, w + 2, w + 7, say_fault_of_a_person) &&
			    !text_near(t, w, w + 2, say_no_person))
				return s->quote;
		}
		for (size_t k = 0; k < v->facts->people_count; k++) {
			const char *one[] = { v->facts->people[k] };
			const char *quote = mentioned(v, one, 1);

			if (quote == s->quote)
				return quote;
		}
	}
	return NULL;
}

static void find_private(struct message_view *v)
{
	const struct facts *f = v->facts;
	const char *quote = NULL;

	if (!v->rule->outside)
		return;
	if (has_private_address(v->text->raw))
		view_fault(v, FAULT_LEAK, NULL,
			   "gives private addresses to outsiders");
	if (has_host(v->text->raw) || has_credential(v))
		view_fault(v, FAULT_LEAK, NULL,
			   "gives internal hosts or logins to outsiders");
	quote = mentioned(v, f->private_words, f->private_count);
	if (quote)
		view_fault(v, FAULT_LEAK, quote,
			   "names to outsiders what is private");
	/* The vendor may know our people; the public not. */
	quote = v->rule->public ? mentioned(v, f->people, f->people_count)
				: NULL;
	if (quote)
		view_fault(v, FAULT_LEAK, quote, "names a person to outsiders");
	if (v->rule->public &&
	    (view_claims(v, CLAIM_USD_PER_HOUR) || view_claims(v, CLAIM_USD)))
		view_fault(v, FAULT_LEAK, NULL, "tells the public what we pay");
}

static void find_blame(struct message_view *v)
{
	const struct text_sentence *where;
	const char *quote = blamed_person(v);

	if (quote)
		view_fault(v, FAULT_BLAME, quote, "blames a named person");
	if (text_mentions(v->text, say_accusing, &where)) {
		view_fault(v, FAULT_ACCUSES, where->quote,
			   "accuses instead of asking");
		view_fault(v, FAULT_FALSE, where->quote,
			   "states an accusation as if it were a finding");
	}
	if (text_mentions(v->text, say_insult, &where))
		view_fault(v, FAULT_ACCUSES, where->quote, "insults somebody");
	if (v->rule->public && text_mentions(v->text, say_supplier, &where) &&
	    text_has(v->text, where, say_supplier_fault))
		view_fault(v, FAULT_ACCUSES, where->quote,
			   "puts the blame on a supplier in public");
}

static void find_promises(struct message_view *v)
{
	const struct text_sentence *where;

	for (size_t i = 0; i < v->text->sentence_count; i++) {
		where = &v->text->sentences[i];
		if (text_asserts(v->text, where, say_guarantee)) {
			view_fault(v, FAULT_PROMISE, where->quote,
				   "guarantees what nobody can guarantee");
			return;
		}
		if (text_asserts(v->text, where, say_fix_time) &&
		    !text_hedged(v->text, where)) {
			view_fault(v, FAULT_PROMISE, where->quote,
				   "promises a time for the fix");
			return;
		}
	}
}

static void find_panic(struct message_view *v)
{
	const struct text_sentence *where;
	const struct text *t = v->text;

	if (text_mentions(t, say_panic, &where))
		view_fault(v, FAULT_PANIC, where->quote, "spreads alarm");
	else if (t->exclamations >= 4 ||
		 (t->long_words > 8 && t->shouted * 2 > t->long_words))
		view_fault(v, FAULT_PANIC, NULL, "shouts");
	if (text_mentions(t, say_play_down, &where) ||
	    strstr(t->raw, "\xf0\x9f"))
		view_fault(v, FAULT_PLAYS_DOWN,
			   text_mentions(t, say_play_down, &where)
				   ? where->quote
				   : NULL,
			   "plays it down");
}

void message_find_leaks(struct message_view *v)
{
	find_private(v);
	find_blame(v);
	find_promises(v);
	find_panic(v);
}
