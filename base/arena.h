/*
 * An arena: many small things with one lifetime.
 *
 * One arena per scenario, per frame, per report.  Things are handed out and
 * never given back one by one; arena_finish() frees them all at once.
 */
#ifndef GAMEDAY_BASE_ARENA_H
#define GAMEDAY_BASE_ARENA_H

#include <stddef.h>

struct arena_chunk;

struct arena {
	struct arena_chunk *chunks; /* newest first */
};

/* clang-format off */
#define ARENA_INIT { NULL }
/* clang-format on */

void arena_init(struct arena *arena);
void arena_finish(struct arena *arena);
/* Forgets everything but keeps one chunk, for use once a frame. */
void arena_reset(struct arena *arena);

/* Zeroed, aligned for any type.  Lives until finish or reset. */
void *arena_alloc(struct arena *arena, size_t count, size_t size);
char *arena_strdup(struct arena *arena, const char *text);
char *arena_strndup(struct arena *arena, const char *text, size_t length);
char *arena_printf(struct arena *arena, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

#define arena_new(arena, type, count) \
	((type *)arena_alloc((arena), (size_t)(count), sizeof(type)))

#endif
