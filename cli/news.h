/*
 * News of a drill for a chat: what happens, as it happens, to a webhook.
 */
#ifndef GAMEDAY_CLI_NEWS_H
#define GAMEDAY_CLI_NEWS_H

#include "base/err.h"
#include "drill/drill.h"
#include "scoring/report.h"

struct news;

/* NULL on error (the address). */
struct news *news_create(const char *url, struct err *err);
/* Follows the drill from its next event on. */
void news_follow(struct news *news, const struct drill *drill);
/* Sends what is left, for a few seconds at the most. */
void news_destroy(struct news *news);

/* Posts what is new and does what can be done without waiting; to be called
 * several times a second.  NULL news is allowed and does nothing.  The first
 * trouble is said once on standard error when `quiet` is not set. */
void news_tick(struct news *news, bool quiet);
void news_end(struct news *news, const struct report *report);

#endif
