/*
 * A chat that follows a drill through a webhook.
 */
#ifndef GAMEDAY_CLI_CHAT_H
#define GAMEDAY_CLI_CHAT_H

#include "base/err.h"
#include "drill/drill.h"
#include "scoring/report/report.h"

struct chat;

/* NULL on error (the address). */
struct chat *chat_create(const char *url, struct err *err);
/* Sends what is left, for a few seconds at the most. */
void chat_destroy(struct chat *chat);

/* In all of these a NULL chat is allowed and means that none follows. */

/* Follows the drill from its next event on. */
void chat_follow(struct chat *chat, const struct drill *drill);
/* Posts what is new and does what can be done without waiting; to be called
 * several times a second.  The first trouble is said once on standard error
 * when `quiet` is not set. */
void chat_tick(struct chat *chat, bool quiet);
/* Posts the rest, and the score. */
void chat_end(struct chat *chat, const struct report *report);

#endif
