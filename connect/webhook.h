/*
 * A webhook: news of a drill for a chat, posted to an address that the user
 * names, as JSON {"text": "..."}, which the common chat tools take.
 *
 * Nothing here waits.  Posts stand in a bounded queue and go out one after the
 * other, in order, while the caller's loop calls webhook_tick(); a chat that
 * is slow or gone costs the drill nothing but one line of complaint.  Only
 * http and https, no redirects, one more try after a failure that may pass.
 * The address is a secret: messages name its host alone.
 */
#ifndef GAMEDAY_CONNECT_WEBHOOK_H
#define GAMEDAY_CONNECT_WEBHOOK_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

#define WEBHOOK_QUEUE_MAX 64  /* posts waiting; then the oldest is dropped */
#define WEBHOOK_TEXT_MAX 4000 /* bytes of one post; longer ones are cut */

struct webhook;

/* How long things may take, in milliseconds. */
struct webhook_times {
	long connect, whole; /* one try: until connected, altogether */
	long pause;	     /* before the second try */
};

/* Checks the address and readies the queue; nothing is sent yet.  `times` may
 * be NULL for the usual ones (5 s, 10 s, 2 s).  NULL on error.  The caller
 * owns it. */
struct webhook *webhook_create(const char *url,
			       const struct webhook_times *times,
			       struct err *err);
/* Breaks off what is under way and drops what waits. */
void webhook_destroy(struct webhook *webhook);

/* Queues a text; it is cut, escaped for chats and copied. */
void webhook_post(struct webhook *webhook, const char *text);
/* Does what can be done now without waiting; call it every 100 ms or so while
 * webhook_busy() is true. */
void webhook_tick(struct webhook *webhook);
bool webhook_busy(const struct webhook *webhook);
/* For the end of a drill: ticks until all is sent or given up, at most so
 * long.  Whether all is sent or given up. */
bool webhook_flush(struct webhook *webhook, long milliseconds);

/* The first time that posts were lost: one line that says why, else NULL.  It
 * is given once. */
const char *webhook_trouble(struct webhook *webhook);

#endif
