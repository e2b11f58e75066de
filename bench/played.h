/*
 * A drill played by a script, for benchmarks of what comes after it.
 */
#ifndef GAMEDAY_BENCH_PLAYED_H
#define GAMEDAY_BENCH_PLAYED_H

#include "base/arena.h"
#include "base/err.h"
#include "drill/drill.h"

/* Plays the script at `path` to the end of the drill, always with the same
 * seed; every message scores 7.  NULL on error.  The caller owns the drill;
 * the arena holds the script. */
struct drill *played_drill(const struct pack *pack, const char *variant,
			   const char *path, struct arena *arena,
			   struct err *err);
/* A row of the table with one value of two decimals. */
void played_print(const char *what, double value, double goal, const char *unit,
		  const char *remark);

#endif
