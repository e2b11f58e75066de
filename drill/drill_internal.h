/*
 * The inside of a drill, for the files of this room alone.
 *
 * Everything that changes while a drill runs is in struct drill, in vectors
 * that can be copied; texts and commands are in its arena, are never changed,
 * and outlive every copy.  So a copy of a drill (drill_copy) goes on exactly
 * as the drill itself would.
 */
#ifndef GAMEDAY_DRILL_DRILL_INTERNAL_H
#define GAMEDAY_DRILL_DRILL_INTERNAL_H

#include "base/calendar.h"
#include "base/vec.h"
#include "drill/drill.h"
#include "drill/fork.h"
#include "drill/world.h"

#define DRILL_CLOCK_MARK_S 5 /* a kill loses at most so much drill time */
#define DRILL_FIGURES_CACHED 64

/* What goes on with one measure, beside what everybody may see. */
struct measure_run {
	bool in_force;
	int64_t landed_s;		       /* in force since */
	double active[MEASURE_PARAMETERS_MAX]; /* of what is in force */
	int64_t asked_s;		       /* last request; -1 = never */
	int64_t decide_s; /* the approver answers then; -1 = not */
	double patience;  /* 0..1: where in their range this answer lies */
	int times_asked;
	bool asked_back; /* they wait to be told more */
	int64_t asked_back_s;
	uint32_t asked_seq; /* of the event APPROVAL_ASKED */
};

/* Something a person will say at a time: the answer to a question, or, when
 * there is no question, a fixed text. */
struct reply {
	int64_t due_s;
	const struct pack_stakeholder *who;
	const char *question;
	const char *kind; /* subject of its event; "" = an answer */
	const char *subject, *text;
	uint32_t cause;
	int64_t wants_answer_s; /* how long they wait for a message; -1 = not */
};

struct alert_run {
	bool firing;
	int64_t last_s; /* when it last fired; -1 = never */
};

struct inject_run {
	int64_t last_s;	  /* when it last came; -1 = never */
	bool held;	  /* its condition held a second ago */
	int64_t sooner_s; /* good words hasten it by so much */
};

/* A figure condition that must hold for a while. */
struct watch {
	const struct predicate *predicate;
	int64_t since_s; /* holds since; INT64_MAX = it does not */
};

struct promise {
	const char *audience;
	int64_t due_s;
	uint32_t cause; /* the message that promised */
};

struct reminders { /* of one person who was not told in time */
	int count;
	int64_t last_s;
};

struct want { /* somebody waits to be told something */
	const char *audience;
	size_t message; /* that asked for it */
	int64_t by_s;
	bool reminded;
};

struct role {
	const char *name, *role;
};

/* What is past does not change: a figure is worked out once for a second. */
struct figure_cache {
	size_t count;
	struct {
		const char *name;
		int64_t at_s;
		double value;
	} items[DRILL_FIGURES_CACHED];
};

struct drill {
	const struct pack *pack;
	struct cast cast;
	enum drill_mode mode;
	enum drill_phase phase;
	const struct journal *journal;
	const struct judge *judge;
	const struct verdict *recorded; /* of the message that is replayed */

	struct arena arena;
	struct world world, baseline;
	bool settled;	  /* the baseline stands at the full length ... */
	bool is_borrowed; /* ... and is another drill's */
	int64_t now_s, trigger_s;

	struct {
		VEC_OF(struct event);
	} events;
	size_t journalled; /* events that are in the journal */
	int64_t marked_s;  /* last clock mark in the journal */

	struct measure *measures; /* one per mitigation of the pack */
	struct measure_run *runs;
	struct {
		VEC_OF(size_t);
	} queue; /* measures waiting for hands */
	int hands_busy;

	struct alert_run *alerts;
	struct inject_run *injects;
	double *words;		     /* best score so far per word effect */
	int *follow_ups;	     /* asked so far per stakeholder */
	struct reminders *reminders; /* per stakeholder; the last: others */
	int *questions;		     /* asked so far per stakeholder */
	struct {
		VEC_OF(struct watch);
	} watches;
	struct {
		VEC_OF(struct reply);
	} replies;
	struct {
		VEC_OF(struct promise);
	} promises;
	struct {
		VEC_OF(struct want);
	} wants;

	struct {
		VEC_OF(struct pin);
	} pins;
	struct hypothesis *hypotheses; /* one per cause of the pack */
	uint32_t last_suspected;       /* seq */
	struct {
		VEC_OF(struct plan_item);
	} plan;
	struct {
		VEC_OF(struct message);
	} messages;
	struct {
		VEC_OF(struct role);
	} roles;
	const char *severity;
	int64_t quiet_since_s; /* within all objectives since; -1 = not */
	bool offered_end;

	struct figure_cache *cache; /* speeds up const look-ups only */
};

/* log.c */
struct event *drill_log(struct drill *drill, enum event_kind kind,
			const char *from, const char *subject, const char *text,
			uint32_t cause);
struct event *drill_log_command(struct drill *drill,
				const struct command *command);
/* Writes what is not yet in the journal, with `extra` rows behind it. */
bool drill_commit(struct drill *drill, const struct journal_row *extra,
		  size_t extra_count, struct err *err);
void drill_event_line(const struct event *event, struct str *out);
const char *drill_text(struct drill *drill,
		       const char *text); /* slots filled */

/* clock.c: everything that happens by itself at the present second. */
void drill_tick(struct drill *drill);
bool drill_step(struct drill *drill, int64_t until_s, struct err *err);

/* measure.c */
size_t measure_index(const struct drill *drill,
		     const struct pack_mitigation *what);
/* How many of its numbers a measure of this drill can have. */
size_t measure_parameters(const struct pack_mitigation *what);
void measure_enqueue(struct drill *drill, size_t index, uint32_t cause);
void measure_request(struct drill *drill, size_t index, uint32_t cause);
void measure_cancel(struct drill *drill, size_t index, uint32_t cause);
void measure_take_back(struct drill *drill, size_t index, uint32_t cause);
void measure_to_front(struct drill *drill, size_t index);
void measure_tick(struct drill *drill);

/* approval.c */
void approval_ask(struct drill *drill, size_t index, uint32_t cause);
void approval_told(struct drill *drill, const char *audience);
void approval_overridden(struct drill *drill, size_t index, uint32_t cause);
void approval_tick(struct drill *drill);

/* person.c */
const struct pack_stakeholder *person_find(const struct drill *drill,
					   const char *word);
void person_ask(struct drill *drill, const struct pack_stakeholder *who,
		const char *question, uint32_t cause);
void person_say_later(struct drill *drill, struct reply reply);
void person_tick(struct drill *drill);
size_t person_index(const struct drill *drill,
		    const struct pack_stakeholder *who);
double drill_draw(const struct drill *drill, const char *purpose,
		  const char *who, int n); /* 0..1, keyed by the seed */

/* reaction.c: what somebody says to a message that was false, or too thin. */
void reaction_to(struct drill *drill, const struct message *message);

/* inject.c */
void alert_tick(struct drill *drill);
void inject_tick(struct drill *drill);
void want_add(struct drill *drill, const char *audience, size_t message,
	      int64_t by_s);

/* message.c */
size_t message_add(struct drill *drill, struct message message);
/* Nobody of that audience waits for an answer any more. */
void message_answered(struct drill *drill, const char *audience);
void message_told(struct drill *drill, const struct command *command,
		  uint32_t seq, const struct verdict *verdict,
		  const struct facts *facts);
const char *message_audience(const struct drill *drill, const char *word);
void message_audiences(const struct drill *drill, const char **out, size_t max,
		       size_t *count);
/* The best score that a message to this audience had since a second; -1 =
 * there was none. */
double message_best(const struct drill *drill, const char *audience,
		    int64_t since_s);
void promise_tick(struct drill *drill);

/* condition.c */
void condition_watch(struct drill *drill); /* finds what must be watched */
void condition_tick(struct drill *drill);
/* `sooner_s` moves the clock of "after" on. */
bool condition_holds(const struct drill *drill,
		     const struct predicate *predicate, int64_t sooner_s);

/* stable.c */
bool drill_is_stable(const struct drill *drill);
void stable_tick(struct drill *drill);

#endif
