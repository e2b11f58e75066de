/*
 * What must not reach outsiders: addresses, hosts, logins, names, money.
 */
#include "scoring/messages/message_internal.h"

#include "base/ascii.h"
#include "scoring/phrases.h"

#include <string.h>

#define TOKEN_LENGTH 20 /* characters of a key, at least */

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

/* The piece between blanks that holds this byte of the message. */
static const char *piece_at(const struct message_view *v, const char *at)
{
	const char *start = at, *end = at;

	while (start > v->text->raw && !ascii_is_space(start[-1]))
		start--;
	while (*end && !ascii_is_space(*end))
		end++;
	while (end > start + 1 && strchr(".,;:)\"'", end[-1]))
		end--;
	return arena_strndup(v->arena, start, (size_t)(end - start));
}

static const char *private_address(const char *raw)
{
	for (const char *at = strchr(raw, '@'); at; at = strchr(at + 1, '@')) {
		const char *start = at;

		while (start > raw && is_address_byte(start[-1]))
			start--;
		if (at > start && ascii_is_letter(at[1]) &&
		    !is_role_address(start, (size_t)(at - start)))
			return at;
	}
	return NULL;
}

/* Internal hosts, by what their names look like; IPv4 addresses. */
static const char *internal_host(const char *raw)
{
	static const char *const parts[] = {
		".int.",  ".internal", ".local:",   ".local/",
		".corp.", ".svc.",     ".cluster.", "localhost",
		".lan/",  ".intra.",   ".prod.",    ".stage."
	};

	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++)
		if (strstr(raw, parts[i]))
			return strstr(raw, parts[i]);
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
			return c;
	}
	return NULL;
}

/* "gen-worker-14": pieces with a number, of which one is a kind of machine. */
static const char *machine(const char *raw)
{
	static const char *const kinds[] = {
		"worker",  "node", "pod",   "prod",    "stage",
		"staging", "db",   "srv",   "server",  "host",
		"cache",   "gpu",  "queue", "cluster", "shard",
	};

	for (const char *c = raw; *c; c++) {
		size_t length = 0;
		bool digit = false, kind = false, dash = false;

		if (c > raw && (ascii_is_alnum(c[-1]) || c[-1] == '-'))
			continue;
		for (; ascii_is_alnum(c[length]) || c[length] == '-';
		     length++) {
			digit |= ascii_is_digit(c[length]);
			dash |= c[length] == '-';
		}
		for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
			const char *at = strstr(c, kinds[i]);

			kind |= at && at < c + length &&
				(at == c || at[-1] == '-');
		}
		if (digit && dash && kind)
			return c;
	}
	return NULL;
}

/* A long row of letters and digits that means nothing: a key, a token. */
static const char *token(const char *raw)
{
	size_t letters = 0, digits = 0;

	for (const char *c = raw; *c; c++) {
		if (ascii_is_digit(*c)) {
			digits++;
		} else if (ascii_is_letter(*c)) {
			letters++;
		} else if (*c != '-' && *c != '_') {
			letters = digits = 0;
		}
		if (letters + digits >= TOKEN_LENGTH && digits >= 4 &&
		    letters >= 4)
			return c;
	}
	return NULL;
}

/* Two words with capitals within a sentence, of which one is no word: "Jonas
 * Weber", "Brightline Studio". */
static bool is_full_name(const struct text *t, const struct text_sentence *s,
			 size_t at)
{
	const struct text_word *a = &t->words[at], *b = a + 1;

	return at + 1 < s->first + s->count && b->capital && b->length > 2 &&
	       a->kind == TEXT_WORD && b->kind == TEXT_WORD &&
	       a->clause == b->clause && t->shouted * 2 <= t->long_words &&
	       b->at == a->at + a->length + 1 &&
	       (!text_is_common(a->lower) || !text_is_common(b->lower));
}

/* "Our CTO Martin Vogel", "customer Brightline", "Lena Hofmann, a customer". */
static const char *named_stranger(const struct message_view *v)
{
	const struct text *t = v->text;

	for (size_t i = 0; i < t->sentence_count; i++) {
		const struct text_sentence *s = &t->sentences[i];

		for (size_t w = s->first; w < s->first + s->count; w++) {
			bool name = t->words[w].capital &&
				    t->words[w].length > 2 &&
				    !text_near(t, w, w + 1, say_no_person) &&
				    !text_near(t, w, w + 1, say_role_of_person);

			if (!name)
				continue;
			if (w > s->first && is_full_name(t, s, w))
				return s->quote;
			if (w > s->first &&
			    text_near(t, w - 1, w, say_role_of_person))
				return s->quote;
			if (text_near(t, w + 1, w + 4, say_role_behind_name))
				return s->quote;
		}
	}
	return NULL;
}

/* Where a supplier can answer us: "Reach me at oncall@...". */
static bool is_own_contact(const struct message_view *v, const char *at)
{
	const struct text *t = v->text;
	size_t place = (size_t)(at - t->raw);

	if (v->rule->public || *at != '@')
		return false;
	for (size_t i = 0; i < t->sentence_count; i++) {
		const struct text_sentence *s = &t->sentences[i];
		const struct text_word *last =
			&t->words[s->first + s->count - 1];

		if (s->count > 0 && t->words[s->first].at <= place &&
		    place <= last->at + last->length)
			return text_has(t, s, say_own_contact);
	}
	return false;
}

/* What is private; but a supplier may read its own name. */
static const char *private_word(const struct message_view *v)
{
	const struct facts *f = v->facts;

	for (size_t i = 0; i < f->private_count; i++) {
		const struct text *word = text_read_as(f->private_words[i],
						       f->speech, v->arena);
		const char *quote = view_mentions_any(v, &f->private_words[i],
						      1);

		if (quote &&
		    (v->rule->public || word->word_count == 0 ||
		     !text_match(word, 0, word->word_count, "{supplier}")))
			return quote;
	}
	return NULL;
}

void message_find_private(struct message_view *v)
{
	static const struct {
		const char *(*find)(const char *raw);
		const char *note;
		bool public; /* a supplier may know it */
	} pieces[] = {
		{ private_address, "gives a private address to outsiders",
		  false },
		{ internal_host, "shows an internal host to outsiders", false },
		{ machine, "shows an internal machine to outsiders", true },
		{ token, "holds what looks like a key or a token", false },
	};
	const struct facts *f = v->facts;
	const struct text_sentence *where;
	const char *quote = NULL;

	if (!v->rule->outside)
		return;
	for (size_t i = 0; i < sizeof(pieces) / sizeof(*pieces); i++) {
		const char *at = pieces[i].public && !v->rule->public
					 ? NULL
					 : pieces[i].find(v->text->raw);

		if (at && !is_own_contact(v, at))
			view_fault(v, FAULT_LEAK, piece_at(v, at),
				   pieces[i].note);
	}
	if (text_mentions(v->text, say_credential, &where))
		view_fault(v, FAULT_LEAK, where->quote,
			   "gives a login to outsiders");
	quote = private_word(v);
	if (quote)
		view_fault(v, FAULT_LEAK, quote,
			   "names to outsiders what is private");
	/* The vendor may know our people; the public not. */
	quote = v->rule->public
			? view_mentions_any(v, f->people, f->people_count)
			: NULL;
	if (!quote && v->rule->public)
		quote = named_stranger(v);
	if (quote)
		view_fault(v, FAULT_LEAK, quote, "names a person to outsiders");
	if (v->rule->public &&
	    (view_claims(v, CLAIM_USD_PER_HOUR) || view_claims(v, CLAIM_USD)))
		view_fault(v, FAULT_LEAK, NULL, "tells the public what we pay");
}
