/*
 * Where scenario packs are found: by path ("." and anything with a slash), in the
 * user's data directory, in the installed one, and in the source tree.
 */
#ifndef GAMEDAY_CLI_PACKS_H
#define GAMEDAY_CLI_PACKS_H

#include "base/err.h"
#include "base/str.h"
#include "scenarios/pack.h"

/* Appends the id of the pack to begin with: the one that the file first.txt in
 * the first of these places that has it names, else the first of the list. */
void packs_first(struct str *id);

/* Loads the pack called name (NULL = the one to begin with), its rubric checked
 * too.  A pack that is found by its name must have that id.  The caller owns
 * it. */
struct pack *packs_load(const char *name, struct err *err);

/* Appends the folder that a name or a path means, whether or not a pack in it
 * can be read. */
bool packs_folder(const char *name, struct str *folder, struct err *err);

/* Ids of all packs that can be found, sorted, without doubles; a NULL-ended
 * array in one block that the caller frees. */
char **packs_list(void);

/* The same of another shelf beside scenarios/ ("questions"), whose folders hold
 * a file of that name.  packs_find() writes the folder of `name` to *folder and
 * says whether it is there. */
bool packs_find(const char *shelf, const char *main_file, const char *name,
		struct str *folder);
char **packs_list_of(const char *shelf, const char *main_file);

/* "$XDG_DATA_HOME/gameday", where records are kept. */
bool packs_user_directory(struct str *out, struct err *err);

#endif
