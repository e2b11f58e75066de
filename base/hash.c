#include "base/hash.h"

uint64_t hash_bytes(uint64_t hash, const void *bytes, size_t length)
{
	const unsigned char *at = bytes;

	hash = hash_word(hash, length);
	while (length > 0) {
		size_t n = length < 8 ? length : 8;
		uint64_t word = 0;

		for (size_t i = 0; i < n; i++)
			word |= (uint64_t)at[i] << (8 * i);
		hash = hash_word(hash, word);
		at += n;
		length -= n;
	}
	return hash;
}

uint64_t hash_text(uint64_t hash, const char *text)
{
	return hash_bytes(hash, text, strlen(text));
}

const char *hash_hex(uint64_t hash, char out[HASH_HEX_SIZE])
{
	snprintf(out, HASH_HEX_SIZE, "%016llx", (unsigned long long)hash);
	return out;
}
