/*
 * Random numbers that belong to something.
 *
 * A draw is a pure function of a key: (seed, who, which, why).  Nothing is
 * consumed, so a decision that makes one request draw once more shifts no
 * other request's luck: two runs with the same seed differ only where the
 * decision touched (common random numbers).
 *
 * The mixer is the finaliser of MurmurHash3 with the constants of Stafford's
 * variant 13, as used by SplitMix64 (Steele, Lea, Flood, OOPSLA 2014),
 * applied after each word of the key.
 */
#ifndef GAMEDAY_BASE_RANDOM_H
#define GAMEDAY_BASE_RANDOM_H

#include <stdint.h>

static inline uint64_t random_mix(uint64_t x)
{
	x ^= x >> 30;
	x *= UINT64_C(0xbf58476d1ce4e5b9);
	x ^= x >> 27;
	x *= UINT64_C(0x94d049bb133111eb);
	x ^= x >> 31;
	return x;
}

#define RANDOM_STEP UINT64_C(0x9e3779b97f4a7c15)

/* One more word into a key. */
static inline uint64_t random_fold(uint64_t key, uint64_t word)
{
	return random_mix((key ^ word) + RANDOM_STEP);
}

/* 52 random bits as a double in (0, 1): never 0, never 1 (with one bit more
 * the half would be rounded away, up to 1). */
static inline double random_unit(uint64_t bits)
{
	return ((double)(bits >> 12) + 0.5) * 0x1p-52;
}

/* A stream for those who truly draw in order (arrival processes). */
struct random_stream {
	uint64_t state;
};

static inline uint64_t random_next(struct random_stream *stream)
{
	stream->state += RANDOM_STEP;
	return random_mix(stream->state);
}

/* A key from text, the same on every machine (FNV-1a, then mixed). */
uint64_t random_key_text(const char *text);

#endif
