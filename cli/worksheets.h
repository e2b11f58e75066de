/*
 * Where worksheets are found: by path (anything with a slash), and in the
 * folder worksheets/ of the places where packs are looked for (packs.h).
 */
#ifndef GAMEDAY_CLI_WORKSHEETS_H
#define GAMEDAY_CLI_WORKSHEETS_H

#include "base/err.h"
#include "ui/worksheet_ask.h"

/* Loads the worksheet called name.  The caller owns it; NULL on error. */
struct worksheet *worksheets_load(const char *name, struct err *err);
/* Ids of all that can be found, sorted, without doubles; a NULL-ended array in
 * one block that the caller frees. */
char **worksheets_list(void);
/* Both, for a drill. */
extern const struct worksheet_shelf worksheets_shelf;

#endif
