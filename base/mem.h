/*
 * Memory that is there or the program ends.
 *
 * gameday does not limp on without memory: sizes that come from outside are
 * checked against stated maxima first (that is an err), and what then still
 * fails is the machine's end.  The hook lets the terminal be put right before
 * the program says so and exits with status 1.
 */
#ifndef GAMEDAY_BASE_MEM_H
#define GAMEDAY_BASE_MEM_H

#include <stddef.h>

/* Each returns memory that the caller frees with free(); never NULL. */
void *mem_alloc(size_t size);
void *mem_calloc(size_t count, size_t size); /* zeroed, overflow-checked */
void *mem_realloc(void *old, size_t count, size_t size);
char *mem_strdup(const char *text);
char *mem_strndup(const char *text, size_t length);

/* count * size; the program ends if that is more than an object can have. */
size_t mem_product(size_t count, size_t size);

/* Called once, before the program ends for want of memory.  NULL = none. */
void mem_on_exhaustion(void (*hook)(void));

#endif
