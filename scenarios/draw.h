/*
 * What the seed decides: which variant, who, when, how large.
 *
 * A cast is one seed's choice for one variant of a pack.  Each draw has a key
 * of its own (seed, variant, name), so that adding one changes no other.
 */
#ifndef GAMEDAY_SCENARIOS_DRAW_H
#define GAMEDAY_SCENARIOS_DRAW_H

#include "scenarios/pack.h"

#include <stdint.h>

#define CAST_DRAWS_MAX 32

struct cast {
	const struct pack *pack;
	uint64_t seed;
	int variant;
	size_t count;
	struct {
		const char *name;
		double value;	  /* uniform, or the index of the choice */
		const char *word; /* pick: the choice, else NULL */
	} draws[CAST_DRAWS_MAX];
};

/* The variant that a seed draws, leaving out those in `avoid` (a bit set of
 * variant indices) unless that would leave none. */
int cast_pick_variant(const struct pack *pack, uint64_t seed, unsigned avoid);
void cast_init(struct cast *cast, const struct pack *pack, uint64_t seed,
	       int variant);
/* NULL when there is no draw of that name. */
const char *cast_word(const struct cast *cast, const char *name);
double cast_number(const struct cast *cast, struct pack_number number);
/* The parameter a change means under this cast (slots in its path filled),
 * -1 when that names none (the loader has checked that it never happens). */
int cast_parameter(const struct cast *cast, const struct pack_change *change);

/* The world's own timed changes in this cast, common and the variant's,
 * sorted by time.  `quiet` leaves out the variant's own (the baseline).
 * Returns how many; out has room for max, cast_changes() at least. */
struct cast_change {
	int64_t at_us;
	int parameter;
	enum pack_change_verb verb;
	double value;
};
size_t cast_changes(const struct cast *cast);
size_t cast_timeline(const struct cast *cast, bool quiet, size_t max,
		     struct cast_change *out);

#endif
