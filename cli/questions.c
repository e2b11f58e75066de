#include "cli/questions.h"

#include "base/str.h"
#include "cli/packs.h"

#include <stdlib.h>
#include <string.h>

#define SHELF "questions"
#define MAIN_FILE "question.json"

char **questions_list(void)
{
	return packs_list_of(SHELF, MAIN_FILE);
}

static void fail_unknown(const char *name, struct err *err)
{
	struct str known = STR_INIT;
	char **ids = questions_list();

	for (size_t i = 0; ids && ids[i]; i++)
		str_addf(&known, "%s%s", i ? ", " : "", ids[i]);
	err_set(err, ERR_INPUT,
		"there is no question \"%s\"; there are: %s (a folder can be given as ./NAME)",
		name, known.length ? known.s : "none");
	free(ids);
	str_finish(&known);
}

struct question *questions_load(const char *name, struct err *err)
{
	struct str folder = STR_INIT;
	struct question *question = NULL;

	if (strchr(name, '/'))
		str_add(&folder, name);
	else if (!packs_find(SHELF, MAIN_FILE, name, &folder)) {
		fail_unknown(name, err);
		str_finish(&folder);
		return NULL;
	}
	question = question_load(folder.s, err);
	str_finish(&folder);
	return question;
}
