#include "ui/terminal/action.h"

#include <string.h>

static const struct action_info actions[ACTION_COUNT] = {
	[ACTION_NONE] = { "", "", "", "", 0 },
#define A(id, name, keys, contexts, label, help) \
	[ACTION_##id] = { name, keys, label, help, contexts },
	ACTIONS(A)
#undef A
};

static const char *const titles[CONTEXT_COUNT] = {
#define C(id, title) [CONTEXT_ID_##id] = title,
	CONTEXTS(C)
#undef C
};

_Static_assert(CONTEXT_COUNT < 31, "contexts are bits of an int");

const struct action_info *action_info(enum action action)
{
	return &actions[action];
}

enum action action_find(const char *name)
{
	for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++)
		if (strcmp(actions[i].name, name) == 0)
			return (enum action)i;
	return ACTION_NONE;
}

const char *context_title(enum context_id context)
{
	return titles[context];
}
