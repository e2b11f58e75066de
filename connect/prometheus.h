/*
 * Prometheus, asked for what it has recorded.
 *
 * One range query for each series, by POST to /api/v1/query_range below the
 * server's address (Prometheus' HTTP API, which Thanos, Mimir and
 * VictoriaMetrics speak as well).  The query must give one series; its values
 * become points of a recording.  Waits for the answer.
 *
 * http or https, no redirects.  A name and password may stand in the address,
 * a bearer token in GAMEDAY_PROMETHEUS_TOKEN; messages name the host alone.
 */
#ifndef GAMEDAY_CONNECT_PROMETHEUS_H
#define GAMEDAY_CONNECT_PROMETHEUS_H

#include "scenarios/recorded/chronicle.h"

#define PROMETHEUS_HOST_SIZE 128

struct prometheus {
	const char *url;	/* "http://127.0.0.1:9090" */
	int64_t start_s, end_s; /* since 1970 */
	int64_t step_s;
	long connect_ms, whole_ms; /* how long it may take; 0 = 5 s, 30 s */
	char host[PROMETHEUS_HOST_SIZE];
};

/* Checks the address, the times and how many steps that would be; fills in the
 * host. */
bool prometheus_check(struct prometheus *server, struct err *err);
/* Asks, after a check, and adds the points to `out`. */
bool prometheus_fetch(const struct prometheus *server, const char *query,
		      struct chronicle_input *out, struct err *err);

/* Reads the body of an answer.  Says in one line what it is instead of one
 * series of numbers: no JSON of Prometheus, its error, another type, no series
 * or several. */
bool prometheus_read(const char *body, size_t length, const char *query,
		     struct chronicle_input *out, struct err *err);

#endif
