#include "base/mem.h"

#include <stdint.h>
#include <unistd.h>

static void (*exhaustion_hook)(void);

void mem_on_exhaustion(void (*hook)(void))
{
	exhaustion_hook = hook;
}

_Noreturn static void exhausted(void)
{
	static const char text[] =
		"gameday: the machine has no more memory to give; "
		"close other programs and try again\n";
	ssize_t written;

	if (exhaustion_hook)
		exhaustion_hook();
	/* write(), because stdio may want memory itself. */
	written = write(STDERR_FILENO, text, sizeof(text) - 1);
	(void)written;
	_Exit(1);
}

size_t mem_product(size_t count, size_t size)
{
	if (size != 0 && count > PTRDIFF_MAX / size)
		exhausted();
	return count * size;
}

static void *checked(void *memory)
{
	if (!memory)
		exhausted();
	return memory;
}

/* An empty request still gives an address, so that NULL is never an answer. */
static size_t at_least_one(size_t size)
{
	return size ? size : 1;
}

void *mem_alloc(size_t size)
{
	return checked(malloc(at_least_one(size)));
}

void *mem_calloc(size_t count, size_t size)
{
	return checked(calloc(1, at_least_one(mem_product(count, size))));
}

void *mem_realloc(void *old, size_t count, size_t size)
{
	return checked(realloc(old, at_least_one(mem_product(count, size))));
}

char *mem_strdup(const char *text)
{
	return mem_strndup(text, strlen(text));
}

char *mem_strndup(const char *text, size_t length)
{
	char *copy;

	length = strnlen(text, length);
	copy = mem_alloc(length + 1);
	memcpy(copy, text, length);
	copy[length] = '\0';
	return copy;
}
