/*
 * A drill: the exercise in progress.
 *
 * Commands go in, events come out.  drill_submit() decides whether a command
 * is possible now, has it written to the journal, and applies it; drill_advance()
 * lets simulated time pass, and at each whole second evaluates alerts, injects,
 * replies, approvals and the landing of measures.  Everything derives from
 * (pack, seed, variant, mode, inputs), so that a recorded drill can be run again.
 *
 * Time is in whole seconds from the page (00:00).  A command is stamped with
 * the present second and takes effect after all events up to it.
 */
#ifndef GAMEDAY_DRILL_DRILL_H
#define GAMEDAY_DRILL_DRILL_H

#include "base/arena.h"
#include "base/err.h"
#include "drill/commands/command.h"
#include "drill/event.h"
#include "drill/facts.h"
#include "drill/journal.h"
#include "drill/judge.h"
#include "scenarios/draw.h"
#include "scenarios/pack.h"
#include "sim/telemetry/telemetry.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum drill_mode { DRILL_PRACTICE, DRILL_COACHED, DRILL_EXAM };
const char *drill_mode_name(enum drill_mode mode);
int drill_mode_find(const char *name); /* -1 if unknown */

enum drill_phase {
	DRILL_PLAY,	/* the clock runs */
	DRILL_PLANNING, /* time is up: notes, messages and plans, then end */
	DRILL_ENDED,
};

struct drill_options {
	const struct pack *pack; /* borrowed, must outlive the drill */
	uint64_t seed;
	int variant;	/* -1: the seed draws it */
	unsigned avoid; /* variants it should not draw */
	enum drill_mode mode;
	const struct journal *journal; /* NULL = not recorded; borrowed */
	const struct judge *judge;     /* NULL = every message scores 0 */
};

struct drill;

/* Runs the history up to the page.  NULL on error.  The caller owns it. */
struct drill *drill_create(const struct drill_options *options,
			   struct err *err);
void drill_destroy(struct drill *drill);

/* Accepts a command (true) or refuses it with a reason and what would be
 * possible (false, nothing changed).  `seq` (may be NULL) gets its event.
 * WAIT is refused here: time is the caller's. */
bool drill_submit(struct drill *drill, const struct command *command,
		  uint32_t *seq, struct err *err);
/* Lets time pass to `until_s` (at most the pack's length; not backwards). */
bool drill_advance(struct drill *drill, int64_t until_s, struct err *err);
/* Drill second of the next thing that will happen by itself or of the next
 * landing, at the latest the end: for "go on to the next event".  Runs a copy;
 * costs up to some tens of milliseconds. */
int64_t drill_next_event(const struct drill *drill);

/* Applies recorded rows to a fresh drill; afterwards it stands where the
 * record ended, with further commands going to `journal` (may be NULL).
 * ERR_STATE when what is derived differs from what was recorded. */
bool drill_resume(struct drill *drill, const struct journal_row *rows,
		  size_t count, const struct journal *journal, struct err *err);
/* A hash over engine, inputs and derived events so far. */
uint64_t drill_hash(const struct drill *drill);

/* What it is. */
const struct pack *drill_pack(const struct drill *drill);
const struct cast *drill_cast(const struct drill *drill);
enum drill_mode drill_mode(const struct drill *drill);
enum drill_phase drill_phase(const struct drill *drill);
int64_t drill_now(const struct drill *drill);	  /* seconds */
int64_t drill_trigger(const struct drill *drill); /* seconds, negative */
const struct sim_engine *drill_engine(const struct drill *drill);
const struct sim_engine *drill_baseline(const struct drill *drill);

/* The log, in order; pointers are valid until the next call that changes the
 * drill, texts as long as the drill. */
const struct event *drill_events(const struct drill *drill, size_t *count);
const struct event *drill_event(const struct drill *drill, uint32_t seq);

/* Measures, in the pack's order. */
enum measure_state {
	MEASURE_OFF,
	MEASURE_ASKING,
	MEASURE_WAITING,
	MEASURE_UNDER_WAY,
	MEASURE_IN_FORCE,
	MEASURE_REVERTING,
	MEASURE_REFUSED,
};
const char *measure_state_word(enum measure_state state);
#define MEASURE_PARAMETERS_MAX 4
struct measure {
	const struct pack_mitigation *what;
	enum measure_state state;
	int64_t since_s; /* in this state */
	int64_t due_s;	 /* lands at; -1 = not known */
	bool overridden;
	uint32_t seq; /* of the apply */
	double parameters[MEASURE_PARAMETERS_MAX];
	int times; /* how often it came into force */
};
const struct measure *drill_measures(const struct drill *drill);
const struct measure *drill_measure(const struct drill *drill, const char *id);
int drill_hands_free(const struct drill *drill);
/* People who passed through what a measure touches in the last ten minutes. */
double drill_people_touched(const struct drill *drill,
			    const struct pack_mitigation *what);

/* Evidence and hypotheses. */
struct pin {
	uint32_t seq;
	int64_t at_s;
	int panel;	      /* enum panel_id */
	const char *args;     /* canonical "by=tenant last=10:00" */
	const char *evidence; /* what was seen */
	const char *cause;    /* attached to, or NULL */
	bool bears;	      /* the pack says it bears on that cause */
};
const struct pin *drill_pins(const struct drill *drill, size_t *count);
enum hypothesis_state {
	HYPOTHESIS_NONE,
	HYPOTHESIS_OPEN,
	HYPOTHESIS_RULED_OUT,
	HYPOTHESIS_CONCLUDED
};
struct hypothesis {
	const struct pack_cause *cause;
	enum hypothesis_state state;
	int64_t since_s;
	uint32_t seq;	  /* of the last change */
	const char *note; /* of the last change, or NULL */
	bool right;	  /* among the variant's causes */
	bool contributes; /* among its contributors: true, and began nothing */
};
const struct hypothesis *drill_hypotheses(const struct drill *drill);

/* The plan board. */
enum plan_phase { PLAN_NOW, PLAN_DAYS, PLAN_WEEKS, PLAN_PHASES };
const char *plan_phase_word(enum plan_phase phase);
struct plan_item {
	uint32_t seq;
	enum plan_phase phase;
	const struct pack_mitigation *what;
	const char *why, *tradeoff, *owner, *metric, *rollback, *due;
};
const struct plan_item *drill_plan(const struct drill *drill, size_t *count);

/* Messages. */
struct message {
	uint32_t seq;
	int64_t at_s;
	const char *from;    /* stakeholder id; "you" = the player */
	const char *to;	     /* audience; "you" */
	const char *channel; /* mail chat press status */
	const char *subject, *text;
	bool read;
	bool has_verdict;
	struct verdict verdict;	   /* of the player's own */
	const struct facts *facts; /* at that moment, for the player's own */
	uint32_t answers;	   /* seq it answers, or 0 */
	int64_t wanted_by_s;	   /* an answer is wanted by then; -1 = not */
};
const struct message *drill_messages(const struct drill *drill, size_t *count);
void drill_mark_read(struct drill *drill); /* of no consequence */
size_t drill_unread(const struct drill *drill);
/* Promised update that is still to come for an audience; -1 = none. */
int64_t drill_promise(const struct drill *drill, const char *audience);
const struct facts *drill_facts(const struct drill *drill, const char *audience,
				struct arena *arena);

const char *drill_severity(const struct drill *drill); /* "sev1" or "" */
const char *drill_role(const struct drill *drill, const char *name);

/* Fills {slots} of a pack's text with figures, draws and the time. */
void drill_word(const struct drill *drill, const char *text, struct str *out);
/* The same as of an earlier second. */
void drill_word_at(const struct drill *drill, const char *text, int64_t at_s,
		   struct str *out);

#endif
