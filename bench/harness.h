/*
 * What the benchmarks share: clocks, repetitions in turn, medians, one table.
 *
 * Things that are compared run in turn, A B C A B C ..., so that a machine
 * that is slow for a while is slow for all of them; a ratio is taken within
 * each round and then the median over the rounds.  What one thread does is
 * timed by the processor time of that thread, system calls and page faults
 * included: what others do on the machine does not count.  What many threads
 * do together is timed by the wall.
 *
 * A figure that misses its goal is printed, and is no failure of the program.
 */
#ifndef GAMEDAY_BENCH_HARNESS_H
#define GAMEDAY_BENCH_HARNESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define HARNESS_ROUNDS_MAX 101
#define HARNESS_LINE_MAX 256

double harness_cpu_ns(void);  /* of the calling thread */
double harness_wall_ns(void); /* monotonic */

/* Of this process, as Linux counts; NAN elsewhere. */
double harness_resident_bytes(void); /* now */
double harness_peak_bytes(void);     /* at most so far */

/* Measurements of one thing, in the order of the rounds. */
struct harness_series {
	double value[HARNESS_ROUNDS_MAX];
	size_t count;
};

/* Beyond HARNESS_ROUNDS_MAX nothing is added. */
void harness_add(struct harness_series *series, double value);
/* NAN of none; of an even number the mean of the middle two. */
double harness_median(const struct harness_series *series);
double harness_low(const struct harness_series *series);
double harness_high(const struct harness_series *series);
/* Round by round, as far as both go: a * factor / b. */
void harness_ratio(struct harness_series *out, const struct harness_series *a,
		   double factor, const struct harness_series *b);

/* One of several things that are timed in turn. */
struct harness_case {
	void (*run)(void *context);
	void *context;
	struct harness_series ns; /* processor time, one for each round */
};
/* A round to warm up, which is not counted, then `rounds`. */
void harness_interleave(struct harness_case *cases, size_t count,
			size_t rounds);

/*
 * The table: what, measured, spread, goal, verdict, remark.
 */
struct harness_row {
	const char *what;
	const struct harness_series *series;
	double per;	    /* each value is divided by this; 0 = 1 */
	int decimals;	    /* 0 to 3 */
	const char *unit;   /* "ns", "MB", "x" */
	double goal;	    /* at most; 0 = none */
	const char *remark; /* NULL = none */
};

/* "met", "x1.7 of goal"; "" without a goal. */
const char *harness_verdict(double measured, double goal, char *out,
			    size_t size);
/* The line without its end, into out; returns out. */
const char *harness_format(const struct harness_row *row, char *out,
			   size_t size);
/* Print to standard output.  A heading says what the rows below it are of. */
void harness_heading(const char *title);
void harness_print(const struct harness_row *row);
/* Processor, cores, load, compiler and build: once at the top of a page. */
void harness_machine(void);

/* A whole number from the command line between low and high, or the fallback
 * when it is not given.  Ends the program with status 2 when it is not one. */
int64_t harness_argument(int argc, char **argv, int index, int64_t fallback,
			 int64_t low, int64_t high);

#endif
