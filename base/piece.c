#include "base/piece.h"

#include "base/mem.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>

#define BLOCK_PIECES 32u
#define BLOCK_BYTES (BLOCK_PIECES * PIECE_BYTES)

struct block {
	unsigned char *memory; /* begins at a multiple of its size */
	uint32_t free;	       /* a bit for each piece */
};

static struct {
	pthread_mutex_t lock;
	struct block *block;
	size_t count, capacity;
	size_t free; /* pieces of all blocks */
} store = { .lock = PTHREAD_MUTEX_INITIALIZER };

static struct block *add_block(void)
{
	void *memory = NULL;

	if (store.count == store.capacity) {
		store.capacity += store.capacity + 8;
		store.block = mem_realloc(store.block, store.capacity,
					  sizeof *store.block);
	}
	/* Without memory, the end is mem's to tell. */
	if (posix_memalign(&memory, BLOCK_BYTES, BLOCK_BYTES) != 0)
		memory = mem_alloc(PTRDIFF_MAX);
#ifdef MADV_HUGEPAGE
	/* A wish: a system without large pages says no. */
	madvise(memory, BLOCK_BYTES, MADV_HUGEPAGE);
#endif
	store.free += BLOCK_PIECES;
	store.block[store.count] = (struct block){ memory, UINT32_MAX };
	return &store.block[store.count++];
}

/* The first in use that has a free piece, so that others become free as a whole;
 * else any. */
static struct block *block_to_take(void)
{
	struct block *whole = NULL;

	for (size_t i = 0; i < store.count; i++) {
		if (store.block[i].free == UINT32_MAX)
			whole = &store.block[i];
		else if (store.block[i].free != 0)
			return &store.block[i];
	}
	return whole != NULL ? whole : add_block();
}

void *piece_take(void)
{
	struct block *block;
	unsigned i;
	void *piece;

	pthread_mutex_lock(&store.lock);
	block = block_to_take();
	i = (unsigned)__builtin_ctz(block->free);
	block->free &= block->free - 1;
	store.free--;
	piece = block->memory + i * PIECE_BYTES;
	pthread_mutex_unlock(&store.lock);
	return piece;
}

static struct block *block_of(const void *piece)
{
	uintptr_t at = (uintptr_t)piece & ~(uintptr_t)(BLOCK_BYTES - 1);
	size_t i = 0;

	while ((uintptr_t)store.block[i].memory != at)
		i++;
	return &store.block[i];
}

void piece_give(void *piece)
{
	struct block *block;

	if (piece == NULL)
		return;
	pthread_mutex_lock(&store.lock);
	block = block_of(piece);
	block->free |= UINT32_C(1)
		       << ((uintptr_t)piece % BLOCK_BYTES / PIECE_BYTES);
	store.free++;
	if (block->free == UINT32_MAX && store.free > PIECES_KEPT) {
		free(block->memory);
		store.free -= BLOCK_PIECES;
		*block = store.block[--store.count];
	}
	pthread_mutex_unlock(&store.lock);
}

size_t pieces_free(void)
{
	size_t count;

	pthread_mutex_lock(&store.lock);
	count = store.free;
	pthread_mutex_unlock(&store.lock);
	return count;
}
