/*
 * A question for a written answer, as data.
 *
 * A question is a folder: question.json (the question, its follow-ups, parts,
 * criteria and what each looks for), lexicon.json (the concepts of its field)
 * and example.md (an answer worth full marks).  docs/scoring.md explains the
 * format; no question is named in C.
 */
#ifndef GAMEDAY_SCORING_ANSWERS_QUESTION_H
#define GAMEDAY_SCORING_ANSWERS_QUESTION_H

#include "base/arena.h"
#include "base/err.h"
#include "scoring/reading/lexicon.h"

#define QUESTION_TERMS_MAX 8
#define QUESTION_CHOICES_MAX 12
#define QUESTION_AUDIENCES_MAX 8
#define QUESTION_PHASES_MAX 4
#define QUESTION_PARTS_MAX 8
#define QUESTION_ITEMS_MAX 24
#define QUESTION_CONDITIONS_MAX 32
#define QUESTION_FOLLOW_UPS_MAX 3
#define QUESTION_MINUTES_MAX 240

/* One of these concepts, or none of them. */
struct question_term {
	int concepts[QUESTION_CHOICES_MAX];
	size_t count;
	bool absent;
	bool any_stance; /* also where it is denied */
};

/* What has to stand in one statement (or one block). */
struct question_condition {
	struct question_term terms[QUESTION_TERMS_MAX];
	size_t term_count;
	unsigned audiences, phases, parts; /* bits; 0 = whichever */
	unsigned says; /* bits: elements that the message has */
	bool quoted;   /* in the words of a message */
	bool block;    /* anywhere in the block */
	bool clean;    /* what is said to laymen has next to no jargon */
	double worth;
};

struct question_item {
	const char *name; /* "the bill by customer" */
	double worth;	  /* share of the criterion; below 0 = costs */
	double need;	  /* worth of conditions for all of it */
	const struct question_condition *conditions;
	size_t condition_count;
};

enum question_judge { QUESTION_ITEMS, QUESTION_TRADEOFFS };

struct question_criterion {
	const char *id, *title;
	double points;
	enum question_judge judge;
	double need;	/* trade-offs for full marks */
	unsigned parts; /* bits: where its conditions look; 0 = anywhere */
	const struct question_item *items;
	size_t item_count;
	const char *strength, *weakness, *better;
};

struct question_part {
	const char *id, *title, *red_flag, *good, *fair, *poor;
	int heading; /* concept of headings over it; -1 = none */
	/* In an answer without headings: concept of statements that belong to
	 * it, -1 = none; whether it has no others. */
	int signs;
	bool only_told;
	bool asks; /* questions of the writer belong to it as well */
	/* Concept of words that decide nothing ("look into"); -1 = none. */
	int tentative;
	const struct question_criterion *criteria;
	size_t criterion_count;
};

/* A measure, and what it truly costs. */
struct question_measure {
	const char *name;
	int concept;
	struct question_term costs;
};

/* Something that makes an answer wrong by being (or not being) there: it cuts
 * other criteria. */
struct question_harm {
	struct question_item item;
	const char *weakness;
	const char *criteria; /* "b2 b5 c*": a star takes all of a part */
	double keeps;	      /* share of these criteria that is left */
	bool unless;	      /* it is the lack of it that is wrong */
};

struct question_audience {
	const char *id;
	int concept;
	bool layman; /* reads no jargon */
};

/* What is asked next.  Its points are what a good reply holds: each is an item
 * whose name says it to a reader; one without conditions is shown, not judged. */
struct question_follow_up {
	const char *ask;
	double minutes; /* suggested; 0 = not said */
	const struct question_item *points;
	size_t point_count;
};

/* Concepts by which the words around a statement are understood; -1 = none. */
struct question_context {
	struct question_audience audiences[QUESTION_AUDIENCES_MAX];
	size_t audience_count;
	struct {
		const char *id;
		int concept;
	} phases[QUESTION_PHASES_MAX];
	size_t phase_count;
	int telling;	  /* "I would tell", "write to" */
	int denial;	  /* "not", "instead of" */
	int denial_after; /* "... is parked" */
	int undenial;	  /* "not only": no denial */
	int filler;	  /* words that sound well and say nothing */
	int glue;	  /* small words that hold a sentence together */
	int jargon;
	int tradeoff_title; /* of a table's column */
	int tradeoff_cue;   /* "downside:" */
	int cost;	    /* what may be bad about anything */
	int choosing;	    /* "I recommend": numbers may stand for lines */
};

struct question {
	struct arena arena;
	struct lexicon *lexicon;
	const char *id, *title, *text;
	const char *example; /* the answer worth full marks */
	double minutes;	     /* suggested for the answer; 0 = not said */
	const char *const *follow_ups;		  /* what they ask */
	const struct question_follow_up *replies; /* and what is looked for */
	size_t follow_up_count;			  /* of both */
	const char *passed, *failed;
	double pass;
	const struct question_part *parts;
	size_t part_count;
	const struct question_measure *measures;
	size_t measure_count;
	const struct question_harm *harms;
	size_t harm_count;
	/* Texts that earn nothing when they are repeated: the question, the
	 * wording of the criteria. */
	const char *const *copies;
	size_t copy_count;
	struct question_context context;
};

/* Loads folder/question.json, folder/lexicon.json, folder/example.md and the
 * lexicon for all questions beside the folder.  NULL on error; the caller owns
 * it. */
struct question *question_load(const char *folder, struct err *err);
void question_destroy(struct question *question);

#endif
