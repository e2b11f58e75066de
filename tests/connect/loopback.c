#include "tests/connect/loopback.h"

#include <arpa/inet.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define REQUEST_MAX 16384

struct loopback {
	int listener, wake[2]; /* a byte in wake ends the thread */
	pthread_t thread;
	pthread_mutex_t lock;
	char url[64];
	const int *statuses;
	size_t status_count;
	const char *const *bodies;
	size_t body_count, said;
	char *requests[LOOPBACK_REQUESTS_MAX];
	size_t count;
	int silent[LOOPBACK_REQUESTS_MAX]; /* left open */
	size_t silent_count;
};

/* Waits until fd can be read; 0 when the thread is to end. */
static int wait_for(struct loopback *server, int fd)
{
	struct pollfd fds[2] = { { fd, POLLIN, 0 },
				 { server->wake[0], POLLIN, 0 } };

	poll(fds, 2, -1);
	return !(fds[1].revents & POLLIN);
}

/* A whole request as text, or NULL. */
static char *read_request(struct loopback *server, int fd)
{
	char *text = calloc(1, REQUEST_MAX + 1);
	size_t used = 0;

	while (used < REQUEST_MAX && wait_for(server, fd)) {
		ssize_t n = read(fd, text + used, REQUEST_MAX - used);
		const char *end, *length;

		if (n <= 0)
			break;
		used += (size_t)n;
		end = strstr(text, "\r\n\r\n");
		length = strstr(text, "Content-Length:");
		if (end && length &&
		    used >= (size_t)(end + 4 - text) +
				    strtoul(length + 15, NULL, 10))
			return text;
	}
	free(text);
	return NULL;
}

static void answer(int fd, int status, const char *body)
{
	char text[256];
	int n = snprintf(text, sizeof(text),
			 "HTTP/1.1 %d Whatever\r\nContent-Length: %zu\r\n"
			 "Location: http://127.0.0.1:1/elsewhere\r\n"
			 "Connection: close\r\n\r\n",
			 status, strlen(body));

	if (write(fd, text, (size_t)n) != n ||
	    write(fd, body, strlen(body)) != (ssize_t)strlen(body))
		perror("loopback");
}

/* What is said with the next 200. */
static const char *next_body(struct loopback *server)
{
	size_t n = server->said++;

	if (!server->bodies)
		return "ok";
	return server
		->bodies[n < server->body_count ? n : server->body_count - 1];
}

static void serve(struct loopback *server, int fd)
{
	char *request = read_request(server, fd);
	size_t n;
	int status;

	if (!request) {
		close(fd);
		return;
	}
	pthread_mutex_lock(&server->lock);
	n = server->count < server->status_count ? server->count
						 : server->status_count - 1;
	status = server->statuses[n];
	if (server->count < LOOPBACK_REQUESTS_MAX)
		server->requests[server->count++] = request;
	pthread_mutex_unlock(&server->lock);
	if (status == LOOPBACK_SILENT) {
		server->silent[server->silent_count++] = fd;
		return;
	}
	answer(fd, status, status == 200 ? next_body(server) : "ok");
	close(fd);
}

static void *run(void *context)
{
	struct loopback *server = context;

	while (wait_for(server, server->listener)) {
		int fd = accept(server->listener, NULL, NULL);

		if (fd >= 0)
			serve(server, fd);
	}
	return NULL;
}

struct loopback *loopback_start(const int *statuses, size_t count)
{
	struct loopback *server = calloc(1, sizeof(*server));
	struct sockaddr_in address = { .sin_family = AF_INET };
	socklen_t size = sizeof(address);

	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	server->statuses = statuses;
	server->status_count = count;
	server->listener = socket(AF_INET, SOCK_STREAM, 0);
	pthread_mutex_init(&server->lock, NULL);
	if (pipe(server->wake) ||
	    bind(server->listener, (struct sockaddr *)&address, size) ||
	    listen(server->listener, 64) ||
	    getsockname(server->listener, (struct sockaddr *)&address, &size) ||
	    pthread_create(&server->thread, NULL, run, server)) {
		perror("loopback");
		abort();
	}
	snprintf(server->url, sizeof(server->url),
		 "http://127.0.0.1:%d/hook/secret", ntohs(address.sin_port));
	return server;
}

void loopback_say(struct loopback *server, const char *const *bodies,
		  size_t count)
{
	pthread_mutex_lock(&server->lock);
	server->bodies = bodies;
	server->body_count = count;
	pthread_mutex_unlock(&server->lock);
}

void loopback_stop(struct loopback *server)
{
	if (server->listener < 0)
		return;
	if (write(server->wake[1], "x", 1) != 1)
		abort();
	pthread_join(server->thread, NULL);
	close(server->listener);
	server->listener = -1;
	for (size_t i = 0; i < server->silent_count; i++)
		close(server->silent[i]);
	close(server->wake[0]);
	close(server->wake[1]);
}

void loopback_free(struct loopback *server)
{
	loopback_stop(server);
	for (size_t i = 0; i < server->count; i++)
		free(server->requests[i]);
	pthread_mutex_destroy(&server->lock);
	free(server);
}

const char *loopback_url(const struct loopback *server)
{
	return server->url;
}

size_t loopback_count(struct loopback *server)
{
	size_t count;

	pthread_mutex_lock(&server->lock);
	count = server->count;
	pthread_mutex_unlock(&server->lock);
	return count;
}

const char *loopback_request(struct loopback *server, size_t index)
{
	const char *request;

	pthread_mutex_lock(&server->lock);
	request = server->requests[index];
	pthread_mutex_unlock(&server->lock);
	return request;
}
