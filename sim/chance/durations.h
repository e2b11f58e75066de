/*
 * Many durations in little room: how many, their sum, and a histogram fine
 * enough for quantiles.
 *
 * Steps are linear within each doubling (log-linear, as in Tene's
 * HdrHistogram): below 256 us every microsecond has a step of its own, above
 * it there are 128 steps to a doubling, so a step is at most 0.8 % wide.
 * Quantiles are interpolated within the step, which makes them good to far
 * less than 0.5 % wherever durations are spread.  Longer than 2^38 us (76
 * hours) counts as that.  16 KB; plain data, copied by assignment.
 */
#ifndef GAMEDAY_SIM_CHANCE_DURATIONS_H
#define GAMEDAY_SIM_CHANCE_DURATIONS_H

#include <stdint.h>

#define DURATIONS_BITS 7 /* of a duration that its step keeps */
#define DURATIONS_STEPS (1 << DURATIONS_BITS)
#define DURATIONS_LONGEST_BITS 38
#define DURATIONS_SIZE \
	((DURATIONS_LONGEST_BITS - DURATIONS_BITS + 1) * DURATIONS_STEPS)

struct durations {
	uint64_t count, sum_us;
	int64_t least_us, most_us; /* meaningless while count is 0 */
	uint32_t step[DURATIONS_SIZE];
};

/* The step of a duration. */
static inline uint32_t durations_step(int64_t us)
{
	uint64_t at = us < 0 ? 0 : (uint64_t)us;
	int over;

	if (at >> DURATIONS_LONGEST_BITS)
		at = (UINT64_C(1) << DURATIONS_LONGEST_BITS) - 1;
	if (at < DURATIONS_STEPS)
		return (uint32_t)at;
	over = 63 - DURATIONS_BITS - __builtin_clzll(at);
	return (uint32_t)(((uint64_t)over << DURATIONS_BITS) + (at >> over));
}

static inline void durations_add(struct durations *d, int64_t us)
{
	if (d->count == 0 || us < d->least_us)
		d->least_us = us;
	if (d->count == 0 || us > d->most_us)
		d->most_us = us;
	d->count++;
	d->sum_us += (uint64_t)us;
	d->step[durations_step(us)]++;
}

/* In seconds; NAN when there are none. */
double durations_mean(const struct durations *d);
/* The share `q` (0 to 1) of the durations is not longer than this. */
double durations_quantile(const struct durations *d, double q);
/* The share of durations that are longer than nothing. */
double durations_above_zero(const struct durations *d);

#endif
