/*
 * What of a drill is news to a chat, in words.
 */
#ifndef GAMEDAY_CONNECT_NEWS_H
#define GAMEDAY_CONNECT_NEWS_H

#include "base/str.h"
#include "drill/drill.h"

#include <stdbool.h>

/* Appends the line with which a chat is told that a drill begins. */
void news_begin(const struct drill *drill, struct str *out);
/* Appends what a chat is told of an event: alerts, injects, messages that were
 * sent, severities, measures that came into force, the end.  False when it is
 * no news; then nothing is appended. */
bool news_event(const struct drill *drill, const struct event *event,
		struct str *out);
/* "Score: 7.0 of 10.0, PASS." */
void news_score(double score, double max, const char *decision,
		struct str *out);

#endif
