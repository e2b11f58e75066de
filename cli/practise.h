/*
 * Practising a written answer in the terminal UI.
 */
#ifndef GAMEDAY_CLI_PRACTISE_H
#define GAMEDAY_CLI_PRACTISE_H

#include "base/err.h"
#include "scoring/answers/question.h"

/* Until the player leaves or the terminal is gone; what was written is kept
 * (cli/attempts.h), and standard error says where. */
bool practise_answer(const struct question *question, struct err *err);

#endif
