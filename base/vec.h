/*
 * A growing array of any type.
 *
 *	struct { VEC_OF(struct pin); } pins = { 0 };
 *	vec_push(&pins, pin);
 *	for (size_t i = 0; i < pins.count; i++) use(&pins.items[i]);
 *	vec_finish(&pins);
 *
 * Pointers into items are valid until the next push.
 */
#ifndef GAMEDAY_BASE_VEC_H
#define GAMEDAY_BASE_VEC_H

#include "base/mem.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#define VEC_OF(type) \
	type *items; \
	size_t count, capacity

#define vec_reserve(v, wanted) \
	((wanted) <= (v)->capacity \
		 ? (void)0 \
		 : (void)((v)->items = vec_grow((v)->items, &(v)->capacity, \
						(wanted), \
						sizeof(*(v)->items))))

#define vec_push(v, item) \
	(vec_reserve((v), (v)->count + 1), \
	 (void)((v)->items[(v)->count++] = (item)))

/* Appends one zeroed item and gives its address. */
#define vec_push_zero(v) \
	(vec_reserve((v), (v)->count + 1), \
	 memset(&(v)->items[(v)->count], 0, sizeof(*(v)->items)), \
	 &(v)->items[(v)->count++])

#define vec_remove(v, index) \
	(memmove(&(v)->items[(index)], &(v)->items[(index) + 1], \
		 ((v)->count - 1 - (size_t)(index)) * sizeof(*(v)->items)), \
	 (void)(v)->count--)

#define vec_finish(v) \
	(free((v)->items), (v)->items = NULL, (v)->count = 0, \
	 (void)((v)->capacity = 0))

/* Doubles until wanted fits.  Used by the macros alone. */
void *vec_grow(void *items, size_t *capacity, size_t wanted, size_t size);

#endif
