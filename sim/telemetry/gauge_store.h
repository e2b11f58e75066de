/*
 * Samples of gauges, a column each, one for each second.
 *
 * Most gauges stand still most of the time, and nearly all others are counts.  So
 * a block of seconds that is complete is packed, column by column: one number if
 * it stood still, else bytes or 16-bit counts if they say it all, else floats.
 * Nothing is lost, and what is read together lies together.
 */
#ifndef GAMEDAY_SIM_TELEMETRY_GAUGE_STORE_H
#define GAMEDAY_SIM_TELEMETRY_GAUGE_STORE_H

#include <stddef.h>
#include <stdint.h>

#define GAUGE_BLOCK 64u /* seconds */

struct gauge_store {
	size_t columns, seconds; /* seconds: so far */
	float *open;		 /* the block that is not complete */
	unsigned char **block;	 /* the others; see gauge_store.c */
	size_t bytes;		 /* of blocks */
};

/* `columns` may be 0; takes no memory before the first sample. */
void gauge_store_init(struct gauge_store *store, size_t columns);
void gauge_store_finish(struct gauge_store *store);
void gauge_store_copy(struct gauge_store *to, const struct gauge_store *from);
size_t gauge_store_bytes(const struct gauge_store *store);

/* Where the samples of a second are to be put, all of them, GAUGE_BLOCK apart;
 * then the second is over. */
float *gauge_store_begin(struct gauge_store *store);
void gauge_store_end(struct gauge_store *store);

/* The sum of a column over the seconds [from, to), which there must be; added
 * one after the other. */
double gauge_store_sum(const struct gauge_store *store, size_t column,
		       size_t from, size_t to);

#endif
