/*
 * The yardstick: an M/M/1 queue as a plain C programmer would write it who
 * wants nothing but that, fast.
 *
 * A 4-ary heap of 16-byte events, customers in pooled records of 64 bytes, one
 * server, first come first served, exponential draws by ziggurat, and a
 * histogram of the times that customers spent.  There are no nodes, no
 * parameters, no telemetry: what the engine costs beyond this loop is the
 * price of being general.
 *
 * In its second form each customer arms a timeout.  As it is the same for all,
 * deadlines come in order: they stand in a ring, and only the first of them is
 * in the heap.  A customer whose deadline passes is counted and is served all
 * the same, as a call that nobody waits for any more runs on; so both forms
 * give the same histogram.
 */
#ifndef GAMEDAY_BENCH_REFERENCE_H
#define GAMEDAY_BENCH_REFERENCE_H

#include <stdbool.h>
#include <stdint.h>

/* Eight buckets for each doubling of nanoseconds. */
#define REFERENCE_BUCKETS 512

struct reference_setup {
	double arrivals_per_s;
	double service_s;   /* mean */
	uint64_t customers; /* 1 to 2^31 */
	uint64_t seed;
	double timeout_s; /* 0 = the form without timeouts */
};

struct reference_result {
	uint64_t events;
	uint64_t expired;      /* customers that took timeout_s or longer */
	double mean_sojourn_s; /* of all customers */
	uint64_t histogram[REFERENCE_BUCKETS];
};

/* Serves all customers, from an empty system until it is empty again.  Theory:
 * 1 / (1 / service_s - arrivals_per_s) in the mean, exponentially distributed.
 * Ends the program when there is no memory. */
void reference_run(const struct reference_setup *setup,
		   struct reference_result *result);

/* Bucket of a duration; the lower bound of a bucket in nanoseconds. */
unsigned reference_bucket(uint64_t ns);
uint64_t reference_bucket_ns(unsigned bucket);

#endif
