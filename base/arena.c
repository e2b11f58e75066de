#include "base/arena.h"
#include "base/mem.h"
#include "base/str.h"

#include <stdarg.h>
#include <stdint.h>

#define CHUNK_SIZE ((size_t)64 << 10)

struct arena_chunk {
	struct arena_chunk *older;
	size_t size, used; /* bytes of room */
	max_align_t room[];
};

void arena_init(struct arena *arena)
{
	arena->chunks = NULL;
}

static void free_chunks(struct arena_chunk *chunk)
{
	while (chunk) {
		struct arena_chunk *older = chunk->older;

		free(chunk);
		chunk = older;
	}
}

void arena_finish(struct arena *arena)
{
	free_chunks(arena->chunks);
	arena->chunks = NULL;
}

void arena_reset(struct arena *arena)
{
	struct arena_chunk **largest = &arena->chunks;
	struct arena_chunk *kept;

	if (!arena->chunks)
		return;
	/* The largest, so that frame after frame of one size needs no more. */
	for (struct arena_chunk **at = &arena->chunks; *at; at = &(*at)->older)
		if ((*at)->size > (*largest)->size)
			largest = at;
	kept = *largest;
	*largest = kept->older;
	free_chunks(arena->chunks);
	kept->older = NULL;
	kept->used = 0;
	arena->chunks = kept;
}

static struct arena_chunk *add_chunk(struct arena *arena, size_t wanted)
{
	size_t size = wanted > CHUNK_SIZE ? wanted : CHUNK_SIZE;
	struct arena_chunk *chunk =
		mem_alloc(mem_product(1, sizeof(*chunk) + size));

	chunk->older = arena->chunks;
	chunk->size = size;
	chunk->used = 0;
	arena->chunks = chunk;
	return chunk;
}

void *arena_alloc(struct arena *arena, size_t count, size_t size)
{
	const size_t align = _Alignof(max_align_t);
	size_t wanted = mem_product(count, size);
	struct arena_chunk *chunk = arena->chunks;
	unsigned char *memory;

	wanted = (wanted + align - 1) / align * align;
	if (!chunk || chunk->size - chunk->used < wanted)
		chunk = add_chunk(arena, wanted);
	memory = (unsigned char *)chunk->room + chunk->used;
	chunk->used += wanted;
	memset(memory, 0, wanted);
	return memory;
}

char *arena_strdup(struct arena *arena, const char *text)
{
	return arena_strndup(arena, text, strlen(text));
}

char *arena_strndup(struct arena *arena, const char *text, size_t length)
{
	char *copy;

	length = strnlen(text, length);
	copy = arena_alloc(arena, length + 1, 1);
	memcpy(copy, text, length);
	return copy;
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
	struct str text = STR_INIT;
	va_list args;
	char *copy;

	va_start(args, format);
	str_vaddf(&text, format, args);
	va_end(args);
	copy = arena_strndup(arena, text.s, text.length);
	str_finish(&text);
	return copy;
}
