/*
 * A drill's inputs, and the drill run again with something changed in them.
 *
 * A drill is a seed and a list of timed commands.  An edit takes one of them
 * out, or puts it and what it needs to an earlier second.  All other commands
 * stay as they were and go through the drill's rules again, which may refuse
 * them now.  Messages keep the verdicts that were recorded.
 *
 * Looks, traces, notes and the end are no inputs here: they change nothing,
 * and an outcome covers the full length in any case.
 */
#ifndef GAMEDAY_DEBRIEF_RERUN_H
#define GAMEDAY_DEBRIEF_RERUN_H

#include "base/arena.h"
#include "drill/drill.h"
#include "drill/outcome.h"

#include <stdatomic.h>

struct input {
	const struct command *command; /* borrowed from the drill */
	const struct verdict *verdict; /* of a message; else NULL */
	uint32_t seq;		       /* of its event in the drill played */
	int64_t at_s;
};

struct inputs {
	const struct input *items; /* in order of time */
	size_t count;
};

/* What was submitted to a drill.  Lives in the arena; borrows commands from the
 * drill, verdicts are copied. */
void inputs_of(const struct drill *drill, struct arena *arena,
	       struct inputs *out);

#define EDIT_COMPANY_MAX 4
enum edit_change { EDIT_NONE, EDIT_REMOVED, EDIT_EARLIER };
struct edit {
	enum edit_change change;
	size_t index; /* of the input */
	int64_t to_s; /* earlier: when instead */
	/* Earlier: inputs that move by as much, not beyond floors[i]. */
	size_t company[EDIT_COMPANY_MAX];
	int64_t floors[EDIT_COMPANY_MAX];
	size_t company_count;
};

/* The list as the edit makes it, in the arena.  *same gets how many inputs at
 * its beginning are untouched, *until_s the second up to which both run alike. */
struct inputs inputs_edit(const struct inputs *inputs, const struct edit *edit,
			  struct arena *arena, size_t *same, int64_t *until_s);

/* What a run came to: what counterfactuals compare. */
struct worth {
	double loss_usd, excess_usd, failed_users;
	double minutes_to_mitigate; /* NAN = never */
	uint64_t hash;		    /* of the engine: equal = nothing changed */
};
void worth_of(const struct outcome *outcome, struct worth *out);

/* A later command that was refused in the changed run, and why. */
struct refusal {
	const struct input *input;
	const char *why;
};
#define REFUSALS_MAX 16
struct refusals {
	struct arena *arena; /* where the reasons live */
	size_t count;
	struct refusal items[REFUSALS_MAX];
};

/* A drill on its way through the inputs as they were. */
struct walk {
	struct drill *drill; /* owned */
	const struct inputs *inputs;
	size_t next;
};
/* Begins at the page, on a copy of a fresh drill (drill_again()). */
void walk_init(struct walk *walk, const struct drill *page,
	       const struct inputs *inputs);
void walk_finish(struct walk *walk);
/* Submits the first `count` inputs and lets time pass to `until_s`. */
bool walk_to(struct walk *walk, size_t count, int64_t until_s, struct err *err);

/* From where the walk stands, on a copy: the rest of `list` from `same` on, to
 * the full length.  refusals may be NULL. */
bool rerun_from(const struct walk *walk, const struct inputs *list, size_t same,
		struct outcome *out, struct refusals *refusals,
		struct err *err);

#endif
