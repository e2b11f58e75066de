#include "ui/terminal/role.h"

#include <string.h>

static const char *const names[ROLE_COUNT] = {
#define R(id, name, ...) [ROLE_##id] = name,
	ROLES(R)
#undef R
};

const char *role_name(enum role role)
{
	return names[role];
}

enum role role_selected(enum role role)
{
	switch (role) {
	case ROLE_DIM:
	case ROLE_FAINT:
	case ROLE_RULE:
		return ROLE_SELECTED_DIM;
	case ROLE_GOOD:
		return ROLE_SELECTED_GOOD;
	case ROLE_WARN:
	case ROLE_MARK:
		return ROLE_SELECTED_WARN;
	case ROLE_BAD:
		return ROLE_SELECTED_BAD;
	case ROLE_BAR:
	case ROLE_ACCENT:
	case ROLE_TITLE:
		return ROLE_SELECTED_ACCENT;
	default:
		return ROLE_SELECTED;
	}
}

enum role role_fill(enum role role)
{
	return role >= ROLE_GRAPH1 && role <= ROLE_GRAPH6
		       ? (enum role)(role - ROLE_GRAPH1 + ROLE_FILL1)
		       : role;
}

enum role role_graph(int n)
{
	return (enum role)(ROLE_GRAPH1 + n % 6);
}

int role_find(const char *name)
{
	for (int i = 0; i < ROLE_COUNT; i++)
		if (strcmp(names[i], name) == 0)
			return i;
	return -1;
}
