#include "base/vec.h"

#include <stdint.h>

#define VEC_FIRST 8

void *vec_grow(void *items, size_t *capacity, size_t wanted, size_t size)
{
	size_t grown = *capacity ? *capacity : VEC_FIRST;

	while (grown < wanted && grown <= SIZE_MAX / 2)
		grown *= 2;
	if (grown < wanted)
		grown = wanted;
	items = mem_realloc(items, grown, size);
	*capacity = grown;
	return items;
}
