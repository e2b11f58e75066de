#include "cli/worksheets.h"

#include "base/str.h"
#include "cli/packs.h"

#include <stdlib.h>
#include <string.h>

#define SHELF "worksheets"
#define MAIN_FILE "worksheet.json"

char **worksheets_list(void)
{
	return packs_list_of(SHELF, MAIN_FILE);
}

static void fail_unknown(const char *name, struct err *err)
{
	struct str known = STR_INIT;
	char **ids = worksheets_list();

	for (size_t i = 0; ids && ids[i]; i++)
		str_addf(&known, "%s%s", i ? ", " : "", ids[i]);
	err_set(err, ERR_INPUT,
		"there is no worksheet \"%s\"; there are: %s (a file can be given as ./NAME)",
		name, known.length ? known.s : "none");
	free(ids);
	str_finish(&known);
}

struct worksheet *worksheets_load(const char *name, struct err *err)
{
	struct str path = STR_INIT;
	struct worksheet *sheet = NULL;

	if (strchr(name, '/')) {
		str_add(&path, name);
	} else if (packs_find(SHELF, MAIN_FILE, name, &path)) {
		str_add(&path, "/" MAIN_FILE);
	} else {
		fail_unknown(name, err);
		str_finish(&path);
		return NULL;
	}
	sheet = worksheet_load(path.s, err);
	str_finish(&path);
	return sheet;
}

const struct worksheet_shelf worksheets_shelf = {
	.load = worksheets_load,
	.list = worksheets_list,
};
