/*
 * The fields of a model's nodes: what each type can have.
 *
 * One table for each type; parsing, checking and naming parameters follow it.
 */
#ifndef GAMEDAY_SIM_MODEL_MODEL_FIELDS_H
#define GAMEDAY_SIM_MODEL_MODEL_FIELDS_H

#include "sim/model/model_internal.h"

enum field_kind {
	FIELD_END,
	FIELD_NUMBER, /* slot: of the node's scalars */
	FIELD_LAW,    /* slot: of the node's laws */
	FIELD_TIMES,  /* a law, or one for each value */
	FIELD_PRICES, /* a number, or one for each value */
	FIELD_TO,     /* slot: which route */
	FIELD_MATCH,
	FIELD_ATTRIBUTE, /* name of an attribute */
	FIELD_MAP,	 /* value to value of that attribute */
	FIELD_PROFILE,
	FIELD_ARRIVALS,
	FIELD_RECORDED, /* a list of times */
	FIELD_TARGET,	/* slot: type of the node that is named */
	FIELD_DISCIPLINE,
	FIELD_LIMIT, /* kind of a limiter */
	FIELD_PRIORITY,
	FIELD_ASKED,   /* what a source gives its requests */
	FIELD_ROUTES,  /* named routes of a router, with their weights */
	FIELD_NODE,    /* name of a node that can be called */
	FIELD_FAULT,   /* kind of a fault */
	FIELD_WATCHED, /* name of a node */
	FIELD_ALERTS,
	FIELD_METRIC,
	FIELD_BESIDE, /* is read together with another field */
	FIELD_CHOOSE, /* value to route */
	FIELD_OUTCOMES,
	FIELD_GROUP, /* an object with the fields `inside` of it */
};

struct field {
	const char *name;
	enum field_kind kind;
	uint8_t slot;
	bool required, integer;
	double low, high, fallback;
	const char *inside; /* name of the group, or NULL */
};

/* Ends with FIELD_END. The scalars come in the order of their slots. */
const struct field *model_fields(enum node_type type);

/* What the whole numbers of a policy are called, from 0 on, ended by NULL; a
 * file may give the word or the number.  NULL if the field has no words. */
#define MODEL_WORDS_MAX 8
const char *const *model_words(enum node_type type, int slot);

/* Names of the fields inside the group (NULL: of the node itself), ended by
 * NULL.  `names` has room for MODEL_FIELDS_MAX. */
#define MODEL_FIELDS_MAX 32
void model_field_names(enum node_type type, const char *inside,
		       const char *names[MODEL_FIELDS_MAX]);

#endif
