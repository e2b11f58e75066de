/*
 * A scenario pack told to a person or a program.  Causes, variants and par are
 * spoilers: they are left out unless asked for.
 */
#ifndef GAMEDAY_CLI_PACK_TEXT_H
#define GAMEDAY_CLI_PACK_TEXT_H

#include "base/json.h"
#include "base/str.h"
#include "scenarios/pack.h"

#include <stdbool.h>

void pack_text_show(const struct pack *pack, bool spoilers, struct str *out);
void pack_text_json(const struct pack *pack, bool spoilers,
		    struct json_writer *w);

#endif
