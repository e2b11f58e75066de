#include "base/random.h"

uint64_t random_key_text(const char *text)
{
	uint64_t key = UINT64_C(0xcbf29ce484222325);

	for (; *text; text++) {
		key ^= (unsigned char)*text;
		key *= UINT64_C(0x100000001b3);
	}
	return random_mix(key);
}
