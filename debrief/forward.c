#include "debrief/forward.h"

#include <string.h>

static const char *const kinds[] = {
	[FORWARD_MEASURE] = "measure",
	[FORWARD_LAUNCH] = "launch",
	[FORWARD_SLOWDOWN] = "slowdown",
};
#define KINDS (sizeof(kinds) / sizeof(*kinds))

const char *forward_kind_word(enum forward_kind kind)
{
	return kinds[kind];
}

int forward_kind_find(const char *word)
{
	for (size_t i = 0; i < KINDS; i++)
		if (strcmp(kinds[i], word) == 0)
			return (int)i;
	return -1;
}

const struct forward_line *forward_line(const struct forward *forward,
					const char *id)
{
	for (size_t i = 0; forward && i < forward->line_count; i++)
		if (strcmp(forward->lines[i].id, id) == 0)
			return &forward->lines[i];
	return NULL;
}
