#include "sim/chance/durations.h"

#include <math.h>

/* Where a step begins, in microseconds. */
static double beginning(uint32_t step)
{
	uint32_t over = step >> DURATIONS_BITS;

	if (over <= 1)
		return (double)step;
	over--;
	return (double)((uint64_t)(step - (over << DURATIONS_BITS)) << over);
}

double durations_mean(const struct durations *d)
{
	return d->count > 0 ? (double)d->sum_us / (double)d->count * 1e-6 : NAN;
}

static double within(double us, double least, double most)
{
	if (us < least)
		return least;
	return us > most ? most : us;
}

double durations_quantile(const struct durations *d, double q)
{
	double rank = q * (double)d->count, before = 0.0;
	uint32_t last = d->count > 0 ? durations_step(d->most_us) : 0;
	double low, high;

	if (d->count == 0)
		return NAN;
	for (uint32_t i = 0; i < last; i++) {
		double here = (double)d->step[i];

		if (here > 0.0 && before + here >= rank) {
			last = i;
			break;
		}
		before += here;
	}
	/* Steps of one microsecond are exact. */
	low = beginning(last);
	high = last < 2 * DURATIONS_STEPS ? low : beginning(last + 1);
	if (d->step[last] > 0)
		low += (high - low) * (rank - before) / (double)d->step[last];
	return within(low, (double)d->least_us, (double)d->most_us) * 1e-6;
}

double durations_above_zero(const struct durations *d)
{
	if (d->count == 0)
		return NAN;
	return 1.0 - (double)d->step[0] / (double)d->count;
}
