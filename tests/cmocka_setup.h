/*
 * What cmocka needs before it is included, in the order it needs it.
 *
 * A test file includes this first, then the header it tests:
 *
 *	#include "tests/cmocka_setup.h"
 *	#include "base/str.h"
 */
#ifndef GAMEDAY_TESTS_CMOCKA_SETUP_H
#define GAMEDAY_TESTS_CMOCKA_SETUP_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#endif
