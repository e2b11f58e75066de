/*
 * What the parsers of a pack share.  Stays in scenarios/.
 *
 * Loading goes in two passes.  The first gathers the ids of everything that
 * can be named (names.c), so that the second can refuse a name that leads
 * nowhere at the place where it stands.  The second reads each concept by a
 * table of its fields (fields.c): the table is the format, and a key that is
 * in no table is refused.
 *
 * Every function here returns false after filling load->err; the caller
 * passes that up.  When all mistakes are wanted, load_fields() and lists of
 * things note each one and read on as far as the rest can still be judged; what
 * could not be read is left out, and load->err is then empty.  Strings are borrowed from the documents, which the pack
 * keeps; everything else lives in the pack's arena.
 */
#ifndef GAMEDAY_SCENARIOS_LOAD_INTERNAL_H
#define GAMEDAY_SCENARIOS_LOAD_INTERNAL_H

#include "base/arena.h"
#include "base/err.h"
#include "base/json.h"
#include "scenarios/pack.h"

#include <stdbool.h>
#include <stddef.h>

#define LOAD_LIST_MAX 512    /* items of any list in a pack */
#define LOAD_CHANGES_MAX 256 /* of one measure or moment */

/* Names that can be referred to; the word is for messages. */
#define NAMES_KINDS(N) \
	N(CAUSE, "cause") \
	N(VARIANT, "variant") \
	N(MITIGATION, "mitigation") \
	N(ALERT, "alert") \
	N(INJECT, "inject") \
	N(HAPPENING, "inject or alert") \
	N(STAKEHOLDER, "stakeholder") \
	N(AUDIENCE, "audience") \
	N(PANEL, "panel") \
	N(NODE, "node in the model") \
	N(ATTRIBUTE, "attribute in the model") \
	N(BILL, "attribute in the model (or 'attempt')") \
	N(PARAMETER, "parameter in the model")

enum names_kind {
#define N(id, word) NAMES_##id,
	NAMES_KINDS(N)
#undef N
		NAMES_KIND_COUNT
};

struct names {
	const char **items; /* NULL-ended */
	size_t count, capacity;
};

struct load {
	struct pack *pack; /* being filled */
	struct arena *arena;
	const struct json_doc *doc; /* the one being read */
	struct err *err;
	struct pack_mistakes *all; /* NULL = the first mistake is enough */
	struct names names[NAMES_KIND_COUNT];
	/* What "$name" and "{name}" may mean where the reader stands now. */
	const struct pack_variant *variant; /* NULL = in every variant */
	const struct pack_parameter *parameters;
	size_t parameter_count;
	int depth; /* of nested conditions */
};

/* --- parse_par.c: after all else, which it is compared with --- */
bool pack_parse_par(struct load *l, const struct json *root,
		    struct pack_variant *variants);

/* --- names.c --- */

/* Fills names from both documents and the model; refuses an id that is there
 * twice.  The model must be parsed already. */
bool load_gather(struct load *l, const struct json_doc *scenario,
		 const struct json_doc *stakeholders);
/* Whether the text is a known name; else the error says what is nearest. */
bool load_known(struct load *l, const struct json *value, const char *text,
		enum names_kind kind);
const char *names_word(enum names_kind kind);

/* "there is no WORD 'TEXT'; did you mean ...?" of a NULL-ended list. */
bool load_unknown(struct load *l, const struct json *value, const char *word,
		  const char *text, const char *const *known);

/* --- fields.c --- */

typedef bool load_value(struct load *l, const struct json *value, void *out);

enum field_kind {
	FIELD_ID,     /* const char *: a-z 0-9 and - */
	FIELD_TEXT,   /* const char *: not empty */
	FIELD_PROSE,  /* const char *: may hold {slots} */
	FIELD_NUMBER, /* double */
	FIELD_INT,    /* int */
	FIELD_BOOL,   /* bool */
	FIELD_CLOCK,  /* int64_t seconds, from "MM:SS" */
	FIELD_SPAN,   /* double seconds, from "MM:SS" */
	FIELD_NAME,   /* const char *: one of load->names */
	FIELD_WORD,   /* const char *: one of `words` */
	FIELD_TEXTS,  /* lists of the above */
	FIELD_PROSES,
	FIELD_NAMES,
	FIELD_WORDS,
	FIELD_LIST,	 /* of `size`d things, each read by `parse` */
	FIELD_VALUE,	 /* anything, read by `parse` into the member at `at` */
	FIELD_ELSEWHERE, /* a key that the caller reads itself */
};

struct field {
	const char *key;
	enum field_kind kind;
	bool optional;	  /* lists: may be absent or empty */
	bool leads;	  /* when it is wrong, what follows cannot be judged */
	size_t at;	  /* of the member */
	size_t count_at;  /* lists: of their count */
	double low, high; /* numbers and clocks, when low < high */
	double fallback;  /* optional numbers, clocks and bools */
	enum names_kind names;
	const char *const *words; /* NULL-ended */
	load_value *parse;
	size_t size;
};

#define FIELD_READ_BY_CALLER(name) \
	{ \
		.key = name, .kind = FIELD_ELSEWHERE \
	}

/* After a mistake: notes it, when all are wanted, and says whether to look for
 * more. */
bool load_go_on(struct load *l);
/* Reads an object by its table into the struct at `out`. */
bool load_fields(struct load *l, const struct json *object,
		 const struct field *fields, void *out);
/* An object or array or ...; else the error says what is there instead. */
bool load_type(struct load *l, const struct json *value, enum json_type type);
bool load_string(struct load *l, const struct json *value, const char **out);
/* "MM:SS" */
bool load_clock(struct load *l, const struct json *value, int64_t *out);
/* A list of strings, or one string alone; each a known name or one of words
 * (either may be left out by NAMES_KIND_COUNT and NULL). */
bool load_name_list(struct load *l, const struct json *value,
		    enum names_kind kind, const char *const *words,
		    const char *const **items, size_t *count);
bool load_word(struct load *l, const struct json *value,
	       const char *const *words, const char **out);
/* Slots: each { begins a name in lower case that } ends. */
bool load_prose(struct load *l, const struct json *value, const char **out);
/* lower case, digits and the one joiner; starts with a letter or digit */
bool load_is_name(const char *text, size_t length, char joiner);

/* --- one file per concept --- */

bool pack_parse_scenario(struct load *l, const struct json *root);
bool pack_parse_model(struct load *l, const struct json *root);
bool pack_parse_stakeholders(struct load *l, const struct json *root);

load_value pack_parse_screen, pack_parse_cause;
load_value pack_parse_evidence; /* out: struct pack_evidence */
load_value pack_parse_link;
load_value pack_parse_glossary, pack_parse_rates; /* out: struct pack */
load_value pack_parse_speech;			  /* out: struct pack_speech */
load_value pack_parse_draws;			  /* out: struct draw_list */
load_value pack_parse_event, pack_parse_entry, pack_parse_variant;
load_value pack_parse_mitigation, pack_parse_alert, pack_parse_inject,
	pack_parse_word_effect;
load_value pack_parse_later;   /* out: struct pack_later */
load_value pack_parse_forward; /* out: struct pack_forward */
/* Fills in what a pack does not say of the weeks after. */
void pack_default_forward(struct load *l);
load_value pack_parse_predicate; /* out: const struct predicate * */

struct draw_list {
	const struct pack_draw *items;
	size_t count;
};

/* Members "set", "scale" and "add" of an object, as changes in the order
 * written. */
bool pack_parse_changes(struct load *l, const struct json *object,
			const struct pack_change **out, size_t *count);
/* The same for an object that has nothing else. */
bool pack_parse_only_changes(struct load *l, const struct json *object,
			     const struct pack_change **out, size_t *count);
/* A number or "$name"; the range it can take goes to low and high. */
bool pack_parse_number(struct load *l, const struct json *value,
		       struct pack_number *out, double *low, double *high);
/* "MM:SS" or "$name", inside history and length. */
load_value pack_parse_moment; /* out: struct pack_number */
/* The draw that a name means here; the variant's own comes first. */
const struct pack_draw *pack_find_draw(const struct load *l, const char *name);

#endif
