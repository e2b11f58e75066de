/*
 * An answer being graded: shared by the parts of the grader.
 */
#ifndef GAMEDAY_SCORING_ANSWERS_ANSWER_INTERNAL_H
#define GAMEDAY_SCORING_ANSWERS_ANSWER_INTERNAL_H

#include "scoring/answers/answer.h"
#include "scoring/reading/document.h"

#define ANSWER_FIND_MAX 4     /* statements kept for an item */
#define ANSWER_EVIDENCE_MAX 6 /* statements shown for a criterion */

/* A statement in its setting. */
struct answer_statement {
	const struct statement *statement;
	struct lexicon_hits hits;
	const bool *denied;	       /* by hit */
	unsigned audiences;	       /* bits: to whom it is said */
	unsigned parts;		       /* bits: under which part it stands */
	const unsigned char *phases;   /* by word, bits: for when it is meant */
	size_t group_first, group_end; /* statements of its paragraph */
	unsigned says;	 /* elements of the message it belongs to, as bits */
	double weight;	 /* 1; less for catchwords, 0 for what was copied */
	int room, used;	 /* items that it can carry, and does */
	int costs;	 /* trade-offs that it was taken for */
	unsigned served; /* bits: parts in which it earned something */
	int earned;	 /* how many items it earned */
};

struct answer {
	struct arena *arena;
	const struct question *question;
	const struct document *document;
	struct answer_statement *statements;
	size_t count;
	size_t copied;	 /* statements that repeat the question */
	size_t listed;	 /* statements that are catchwords in a row */
	unsigned laymen; /* audience bits */
};

/* What earned (or cost) something. */
struct answer_find {
	const char *name;
	double share; /* 0..1 of the item */
	double worth;
	const struct answer_statement *statements[ANSWER_FIND_MAX];
	size_t count;
};

struct answer_criterion {
	const struct question_part *part;
	const struct question_criterion *criterion;
	double share;
	struct answer_find finds[QUESTION_ITEMS_MAX];
	size_t find_count;
};

/* Reads the text into statements with their settings. */
void answer_read(struct answer *answer, const char *text);
/* Gives "1 today, 3 next week" the concepts of what was numbered so before. */
void answer_refer(struct answer *answer);
/* Denial, audience and time of every statement. */
void answer_place(struct answer *answer);
/* Under which part each statement stands. */
void answer_find_parts(struct answer *answer);
/* Which elements quoted messages have. */
void answer_read_messages(struct answer *answer);
/* Takes weight from what was copied or only listed. */
void answer_weigh(struct answer *answer);
/* Takes weight from sentences that earned a little of everything, once all was
 * judged; returns whether there are any, so that all has to be judged anew. */
bool answer_weigh_again(struct answer *answer);

/* The first word of the statement where a concept stands, asserted (or in
 * whatever stance); -1 = nowhere. */
int answer_find_term(const struct answer_statement *s,
		     const struct question_term *term, unsigned phases);
bool answer_has(const struct answer_statement *s, int concept);

/* Judges an item; fills `find` and takes the room it needs. */
void answer_judge_item(struct answer *answer, const struct question_item *item,
		       struct answer_find *find);
/* Judges the trade-offs of the measures. */
void answer_judge_tradeoffs(struct answer *answer,
			    struct answer_criterion *out);

/* Words the report. */
const struct report *answer_report(struct answer *answer,
				   const struct answer_criterion *criteria,
				   size_t count,
				   const struct answer_find *harms);

#endif
