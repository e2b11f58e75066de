/*
 * Where questions for written answers are found: by path (anything with a
 * slash), and in the folder questions/ of the places where packs are looked
 * for (packs.h).
 */
#ifndef GAMEDAY_CLI_QUESTIONS_H
#define GAMEDAY_CLI_QUESTIONS_H

#include "base/err.h"
#include "scoring/answers/question.h"

/* Loads the question called name.  The caller owns it; NULL on error. */
struct question *questions_load(const char *name, struct err *err);
/* Ids of all that can be found, sorted, without doubles; a NULL-ended array in
 * one block that the caller frees. */
char **questions_list(void);

#endif
