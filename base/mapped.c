#include "base/mapped.h"

#include "base/mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

/* Linux has it, for those who are built with _GNU_SOURCE. */
#ifdef MREMAP_MAYMOVE

static void *checked(void *memory)
{
	/* The end is mem's to tell. */
	if (memory == MAP_FAILED)
		return mem_alloc(PTRDIFF_MAX);
	return memory;
}

static void *map(size_t bytes)
{
	void *memory = checked(mmap(NULL, bytes, PROT_READ | PROT_WRITE,
				    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));

	/* A wish: a system without large pages says no. */
	madvise(memory, bytes, MADV_HUGEPAGE);
	return memory;
}

void *mapped_resize(void *old, size_t old_bytes, size_t bytes)
{
	void *memory;

	if (bytes < MAPPED_FROM && old_bytes < MAPPED_FROM)
		return mem_realloc(old, bytes, 1);
	if (bytes >= MAPPED_FROM && old_bytes >= MAPPED_FROM)
		return checked(mremap(old, old_bytes, bytes, MREMAP_MAYMOVE));
	memory = bytes < MAPPED_FROM ? mem_alloc(bytes) : map(bytes);
	if (old != NULL)
		memcpy(memory, old, old_bytes < bytes ? old_bytes : bytes);
	mapped_free(old, old_bytes);
	return memory;
}

void mapped_free(void *memory, size_t bytes)
{
	if (bytes >= MAPPED_FROM)
		munmap(memory, bytes);
	else
		free(memory);
}

#else

void *mapped_resize(void *old, size_t old_bytes, size_t bytes)
{
	(void)old_bytes;
	return mem_realloc(old, bytes, 1);
}

void mapped_free(void *memory, size_t bytes)
{
	(void)bytes;
	free(memory);
}

#endif
