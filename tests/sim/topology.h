/*
 * Models at random, for what must hold of any model.
 *
 * A table has a template for each type of node; a new type takes one row.  A
 * seed chooses which nodes there are, who calls whom (always one further down,
 * so that there is no circle) and their numbers.  Within a template:
 *
 *	<a|b|c>     one of them, itself a template
 *	<0.5~3>    a number between them
 *	<1~20#>    a whole number
 *	<to>        one or more nodes further down
 *	<name>      a template of that name: see the table of words
 *
 * Quotes are ' as in bench_model().
 */
#ifndef GAMEDAY_TESTS_SIM_TOPOLOGY_H
#define GAMEDAY_TESTS_SIM_TOPOLOGY_H

#include "base/str.h"
#include "sim/engine.h"

#include <stdint.h>

/* The model of that seed, as text for bench_model(). */
void topology_write(uint64_t seed, struct str *out);

/* Changes a parameter of the engine by a draw: switches go over, counts may go
 * to 0, other numbers to between a third and three times what the file says. */
void topology_change(struct sim_engine *engine, uint64_t draw);

/* Puts everything back to what the file says, and lets nobody come any more:
 * what is under way comes to an end. */
void topology_close(struct sim_engine *engine);

#endif
