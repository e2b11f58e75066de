/*
 * What a pack does in each of its variants, under several seeds: every cell of
 * the grid is looked at by itself, all cores at work, and a test asks for means
 * over the seeds, since a seed by itself may be lucky.
 */
#ifndef GAMEDAY_TESTS_SCENARIOS_LAB_GRID_H
#define GAMEDAY_TESTS_SCENARIOS_LAB_GRID_H

#include "tests/scenarios/lab.h"

/* Fills in what was seen, a struct of the test's own.  False: an engine refused
 * to go on.  Runs on any thread. */
typedef bool lab_see(const struct pack *pack, uint64_t seed, int variant,
		     void *seen);

struct lab_grid {
	struct pack *pack;
	lab_see *see;
	size_t seeds, size; /* of what is seen */
	char *seen;	    /* variant by variant */
	bool *good;
};

/* Looks at all variants, of which there must be so many, under the seeds 1 to
 * `seeds`.  The caller owns the grid and passes it to lab_grid_destroy(). */
struct lab_grid *lab_grid_create(const char *pack, size_t variants,
				 size_t seeds, size_t size, lab_see *see);
void lab_grid_destroy(struct lab_grid *grid);

const void *lab_grid_at(const struct lab_grid *grid, size_t variant,
			size_t seed);

/* Mean of a double member over the seeds of a variant; fails the test when one
 * of its engines had refused. */
#define LAB_MEAN(grid, variant, type, member) \
	lab_grid_mean(grid, variant, offsetof(type, member))
double lab_grid_mean(const struct lab_grid *grid, size_t variant,
		     size_t offset);

/* Says so when it is not. */
bool lab_within(double value, double low, double high);

#endif
