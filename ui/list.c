#include "ui/list.h"

bool list_act(int *selected, int count, int page, enum action action)
{
	switch (action) {
	case ACTION_UP:
		--*selected;
		break;
	case ACTION_DOWN:
		++*selected;
		break;
	case ACTION_PAGE_UP:
		*selected -= page;
		break;
	case ACTION_PAGE_DOWN:
		*selected += page;
		break;
	case ACTION_TOP:
		*selected = 0;
		break;
	case ACTION_BOTTOM:
		*selected = count - 1;
		break;
	default:
		return false;
	}
	if (*selected >= count)
		*selected = count - 1;
	if (*selected < 0)
		*selected = 0;
	return true;
}

int list_columns(int columns, int needed)
{
	int most = columns * 3 / 5;

	return needed > most ? most : needed < 30 ? 30 : needed;
}
