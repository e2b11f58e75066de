/*
 * One message being read: shared by the parts of the message judge.
 *
 * The parts run in this order: claims, faults (falsehoods, leaks, blame, a
 * wrong audience), elements, advice.  Each fills its piece of the view.
 */
#ifndef GAMEDAY_SCORING_MESSAGES_MESSAGE_INTERNAL_H
#define GAMEDAY_SCORING_MESSAGES_MESSAGE_INTERNAL_H

#include "drill/judge.h"
#include "scoring/reading/claim.h"
#include "scoring/score.h"
#include "scoring/reading/text.h"

/* id, name */
#define AUDIENCES(A) \
	A(MANAGER, "manager") \
	A(PRODUCT, "product") \
	A(FINANCE, "finance") \
	A(CUSTOMERS, "customers") \
	A(SUPPORT, "support") \
	A(VENDOR, "vendor") \
	A(PRESS, "press") \
	A(ACCOUNT, "account") \
	A(TEAM, "team")

enum audience {
#define A(id, name) AUDIENCE_##id,
	AUDIENCES(A)
#undef A
		AUDIENCE_COUNT
};
const char *audience_name(enum audience audience);
int audience_find(const char *name); /* -1 if unknown */

/* What differs from audience to audience. */
struct audience_rule {
	bool outside;	       /* what is internal must not reach them */
	bool public;	       /* nor what we pay */
	int jargon_allowed;    /* terms that they can be expected to know */
	const char *called;    /* in a sentence: "the manager" */
	const char *impact[2]; /* two sides of an impact in their terms */
	const char *must;      /* for advice: what they need to read */
};
const struct audience_rule *audience_rule(enum audience audience);

enum fault_kind {
	FAULT_FALSE,	  /* cap 4 */
	FAULT_LEAK,	  /* cap 3 */
	FAULT_BLAME,	  /* cap 3 */
	FAULT_OTHER,	  /* cap 1: for another audience */
	FAULT_EMPTY,	  /* cap 1: empty or off the subject */
	FAULT_PROMISE,	  /* no cap: promises what nobody can */
	FAULT_ACCUSES,	  /* no cap: blames the vendor or others */
	FAULT_PANIC,	  /* no cap */
	FAULT_PLAYS_DOWN, /* no cap */
	FAULT_REPEATS,	  /* no cap: said before, nothing new */
	FAULT_CONFLICTS,  /* no cap: others were told another figure */
	FAULT_UNFINISHED, /* no cap: prompts of a template are left in it */
	FAULT_KINDS
};

struct fault {
	enum fault_kind kind;
	const char *note;  /* what is wrong, for people */
	const char *quote; /* the sentence, or NULL */
};

#define FAULTS_MAX 32
#define TERMS_MAX 24

struct message_view {
	struct arena *arena;
	enum audience audience;
	const struct audience_rule *rule;
	const struct text *text;
	const struct facts *facts;
	struct claim claims[CLAIMS_MAX];
	size_t claim_count;
	size_t right, off, wrong; /* of the claims */
	struct fault faults[FAULTS_MAX];
	size_t fault_count;
	struct verdict verdict;
	const char *why[VERDICT_ELEMENT_COUNT];
	/* terms that the reader will not know, each once */
	const char *terms[TERMS_MAX];
	size_t term_count;
	const struct text_sentence *longest; /* NULL = none is too long */
	/* element: what stands there is false, as these words say; or NULL */
	const char *denied[VERDICT_ELEMENT_COUNT];
	/* element: advice that quotes what is concerned, before the usual one */
	const char *hint[VERDICT_ELEMENT_COUNT];
	/* element: it is there, but counts less, as a fault says */
	bool held[VERDICT_ELEMENT_COUNT];
};

void view_fault(struct message_view *v, enum fault_kind kind, const char *quote,
		const char *note);
bool view_has(const struct message_view *v, enum fault_kind kind);
/* A figure as it was written, with the words right around it. */
const char *view_figure(const struct message_view *v,
			const struct claim *claim);
bool view_claims(const struct message_view *v, enum claim_unit unit);
/* Whether the message holds these words in a row, however they are written
 * ("re-render", "Re render"); the first sentence goes to *where. */
bool view_mentions(const struct message_view *v, const char *words,
		   const struct text_sentence **where);
/* The sentence that mentions one of the words, or NULL. */
const char *view_mentions_any(const struct message_view *v,
			      const char *const *words, size_t count);
/* Whether all is well now, by the facts. */
bool facts_stable(const struct facts *facts);

/* A falsehood, and the element that it makes worthless. */
void view_denies(struct message_view *v, enum verdict_element element,
		 const struct text_sentence *sentence, const char *note);
/* Whether what stands at that word is to come, or under a condition. */
bool view_conditional(const struct message_view *v,
		      const struct text_sentence *sentence, size_t word);
/* The first sentence that says this as a fact of now, or NULL. */
const struct text_sentence *view_says(const struct message_view *v,
				      const char *pattern);

/* The first sentence that says that all of it is over, or NULL. */
const struct text_sentence *view_all_clear(const struct message_view *v);

/* The first sentence that names a cause outright, as no guess; or NULL. */
const struct text_sentence *message_named_cause(const struct message_view *v);
/* Whether that sentence names a cause that it was not. */
bool message_cause_is_wrong(const struct message_view *v,
			    const struct text_sentence *sentence);
void message_find_invented_cause(struct message_view *v);
void message_find_false_measure(struct message_view *v);
/* Whether a sentence names a measure that is in force or on its way. */
bool message_names_measure(const struct message_view *v);
void message_find_private(struct message_view *v);
void message_find_blame(struct message_view *v);
void message_find_falsehoods(struct message_view *v);
void message_find_leaks(struct message_view *v);
void message_find_audience(struct message_view *v);
void message_read_next(struct message_view *v);
void message_read_elements(struct message_view *v);
void message_read_manner(struct message_view *v); /* language, tone, safety */
void message_read_language(struct message_view *v);
/* A message without the prompts that were left in it; the first of them goes to
 * *first, NULL = there was none. */
const char *message_without_gaps(const char *raw, struct arena *arena,
				 const char **first);
/* What it is capped for, into the verdict, and as a line (NULL = no cap). */
void message_reason(const struct message_view *v, struct verdict *out);
const char *message_cap_reason(const struct message_view *v);
/* Lines of advice, the most worth first; returns how many. */
size_t message_advice(const struct message_view *v, size_t max,
		      const char **out);
/* Reads a message whole into a view that lives in the arena. */
const struct message_view *message_view(enum audience audience,
					const char *text,
					const struct facts *facts,
					struct arena *arena);

#endif
