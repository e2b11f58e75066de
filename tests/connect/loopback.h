/*
 * A chat to test against: a small HTTP server on the loopback interface, in a
 * thread of the test.
 */
#ifndef GAMEDAY_TESTS_CONNECT_LOOPBACK_H
#define GAMEDAY_TESTS_CONNECT_LOOPBACK_H

#include <stddef.h>

#define LOOPBACK_REQUESTS_MAX 128
#define LOOPBACK_SILENT 0 /* takes the request and never answers */

struct loopback;

/* Answers the n-th request with statuses[n]; those after the last with the
 * last. */
struct loopback *loopback_start(const int *statuses, size_t count);
/* Ends the thread; what was recorded stays until loopback_free. */
/* From now on the n-th request that is answered with 200 gets bodies[n], those
 * after the last the last. */
void loopback_say(struct loopback *server, const char *const *bodies,
		  size_t count);
void loopback_stop(struct loopback *server);
void loopback_free(struct loopback *server);

/* "http://127.0.0.1:PORT/hook/secret" */
const char *loopback_url(const struct loopback *server);
/* Requests so far; whole texts, head and body. */
size_t loopback_count(struct loopback *server);
const char *loopback_request(struct loopback *server, size_t index);

#endif
