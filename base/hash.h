/*
 * A running 64-bit hash over facts in a fixed little-endian form: the same on
 * every machine.  It tells whether two runs are the same; it is no defence
 * against somebody who wants two to look the same.
 */
#ifndef GAMEDAY_BASE_HASH_H
#define GAMEDAY_BASE_HASH_H

#include "base/random.h"

#include <stddef.h>
#include <stdint.h>

#define HASH_INIT UINT64_C(0x67616d6564617931)

static inline uint64_t hash_word(uint64_t hash, uint64_t word)
{
	return random_fold(hash, word);
}

/* Two words at once, with one multiplication whose halves are folded together
 * (as in Wang Yi's wyhash). */
static inline uint64_t hash_pair(uint64_t hash, uint64_t a, uint64_t b)
{
	__extension__ typedef unsigned __int128 wide;
	wide product = (wide)(hash ^ a) * (b ^ HASH_INIT);

	return (hash << 1 | hash >> 63) ^ (uint64_t)product ^
	       (uint64_t)(product >> 64);
}

/* Length first, then the bytes eight at a time, little-endian. */
uint64_t hash_bytes(uint64_t hash, const void *bytes, size_t length);
uint64_t hash_text(uint64_t hash, const char *text);

#define HASH_HEX_SIZE 17
/* 16 hex digits into out, terminated.  Returns out. */
const char *hash_hex(uint64_t hash, char out[HASH_HEX_SIZE]);

#endif
