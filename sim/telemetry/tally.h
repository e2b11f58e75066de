/*
 * Counts over a window that slides: how many there were of late, and how many
 * of them were of one kind (calls that failed, requests that were accepted).
 *
 * The window moves in steps of a tenth of its length, so it covers nine to ten
 * tenths of it.
 */
#ifndef GAMEDAY_SIM_TELEMETRY_TALLY_H
#define GAMEDAY_SIM_TELEMETRY_TALLY_H

#include "sim/nodes/node_state.h"

#include <stdint.h>

struct tally_sum {
	double all, some;
};

/* Forgets everything. */
static inline void tally_clear(struct tally *tally)
{
	for (int i = 0; i < TALLY_SLICES; i++)
		tally->slice[i] = (struct tally_slice){ .number = INT64_MIN };
}

static inline int64_t tally_number(int64_t window_us, int64_t now_us)
{
	int64_t length = window_us / TALLY_SLICES;

	if (length < 1)
		length = 1;
	return now_us / length - (now_us % length < 0);
}

/* Counts now. */
static inline void tally_count(struct tally *tally, int64_t window_us,
			       int64_t now_us, uint32_t all, uint32_t some)
{
	int64_t number = tally_number(window_us, now_us);
	int64_t i = number % TALLY_SLICES;
	struct tally_slice *slice = &tally->slice[i < 0 ? i + TALLY_SLICES : i];

	if (slice->number != number)
		*slice = (struct tally_slice){ .number = number };
	slice->all += all;
	slice->some += some;
}

/* What was counted in the window that ends now. */
static inline struct tally_sum tally_sum(const struct tally *tally,
					 int64_t window_us, int64_t now_us)
{
	int64_t number = tally_number(window_us, now_us);
	struct tally_sum sum = { 0.0, 0.0 };

	for (int i = 0; i < TALLY_SLICES; i++) {
		const struct tally_slice *slice = &tally->slice[i];

		if (slice->number <= number - TALLY_SLICES ||
		    slice->number > number)
			continue;
		sum.all += slice->all;
		sum.some += slice->some;
	}
	return sum;
}

#endif
