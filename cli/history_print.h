/*
 * Lists of drills in words: each one, the trend of the parts, the team.
 */
#ifndef GAMEDAY_CLI_HISTORY_PRINT_H
#define GAMEDAY_CLI_HISTORY_PRINT_H

#include "base/str.h"
#include "store/store.h"

/* Drills are newest first, as store_list() has them. */
void history_text(const struct store_drill *drills, size_t count,
		  struct str *out);
/* Of each part, over those that have a report; nothing below two. */
void history_trend(const struct store_drill *drills, size_t count,
		   struct str *out);
void history_json(const struct store_drill *drills, size_t count,
		  struct str *out);
/* A line for each player. */
void history_team_text(const struct store_drill *drills, size_t count,
		       struct str *out);
void history_team_json(const struct store_drill *drills, size_t count,
		       struct str *out);

#endif
