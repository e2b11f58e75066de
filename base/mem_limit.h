/*
 * How much memory this process may come to use.
 *
 * A kernel that runs out of memory kills without a word, so whoever takes a lot
 * asks first and stops with an error of its own.
 */
#ifndef GAMEDAY_BASE_MEM_LIMIT_H
#define GAMEDAY_BASE_MEM_LIMIT_H

#include <stdint.h>

/* Bytes: the least of the machine's memory, the limit of the control group (a
 * container's) and that of the process (ulimit -v).  UINT64_MAX where none of
 * them is known. */
uint64_t mem_limit(void);

#endif
