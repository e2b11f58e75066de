/*
 * A bucket that fills steadily: tokens of a rate limit, money of a spend cap.
 */
#ifndef GAMEDAY_SIM_NODES_BUCKET_H
#define GAMEDAY_SIM_NODES_BUCKET_H

#include "sim/nodes/node_state.h"

/* What is in it at `now_us`, filling at `rate` a second up to `size`. */
static inline double bucket_level(const struct bucket *bucket, double rate,
				  double size, int64_t now_us)
{
	double passed = (double)(now_us - bucket->at_us) * 1e-6;
	double tokens = bucket->tokens + rate * passed;

	return tokens < size ? tokens : size;
}

/* Takes `amount` if that much is there; sums of fractions need some grace. */
static inline bool bucket_take(struct bucket *bucket, double rate, double size,
			       int64_t now_us, double amount)
{
	bucket->tokens = bucket_level(bucket, rate, size, now_us);
	bucket->at_us = now_us;
	if (bucket->tokens < amount * (1.0 - 1e-9))
		return false;
	bucket->tokens -= amount;
	return true;
}

/* Before rate or size change: what came in until now came at the old rate. */
static inline void bucket_settle(struct bucket *bucket, double rate,
				 double size, int64_t now_us)
{
	bucket->tokens = bucket_level(bucket, rate, size, now_us);
	bucket->at_us = now_us;
}

#endif
