/*
 * Functions that this project does without, because each has a safer or a
 * deterministic sister: str.h for building text, strtol and strtod with their
 * end checked for numbers, calendar.h for time, random.h for chance.
 *
 * Included before every .c file by the compiler (-include), so that nobody has
 * to remember it.  The system's headers come first; poison stops the names
 * from being used behind this line.
 */
#ifndef GAMEDAY_BASE_BANNED_H
#define GAMEDAY_BASE_BANNED_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#pragma GCC poison strcpy strcat sprintf vsprintf strncpy strncat strtok
#pragma GCC poison atoi atol atof gmtime localtime rand srand system

#endif
