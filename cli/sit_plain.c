/* Plain text on standard input and output. */
#include "cli/cli.h"
#include "cli/sit.h"

#include "base/mem.h"
#include "cli/worksheets.h"
#include "ui/plain.h"

#include <errno.h>
#include <poll.h>
#include <unistd.h>

#define LINE_MAX_BYTES COMMAND_LINE_MAX
#define TICK_MS 250

struct reader {
	struct str buffer;
	bool ended;
	struct timespec last;
};

static double seconds_since(struct timespec *last)
{
	struct timespec now;
	double passed;

	clock_gettime(CLOCK_MONOTONIC, &now);
	passed = (double)(now.tv_sec - last->tv_sec) +
		 (double)(now.tv_nsec - last->tv_nsec) * 1e-9;
	*last = now;
	return passed;
}

/* Takes what standard input has; waits at most `wait_ms` (-1 = for ever). */
static bool fill(struct reader *reader, int wait_ms, struct err *err)
{
	struct pollfd fd = { .fd = STDIN_FILENO, .events = POLLIN };
	char bytes[4096];
	ssize_t n;

	if (poll(&fd, 1, wait_ms) <= 0)
		return true;
	n = read(STDIN_FILENO, bytes, sizeof(bytes));
	if (n < 0)
		return errno == EINTR ||
		       err_set(err, ERR_IO, "cannot read standard input: %s",
			       strerror(errno));
	if (n == 0)
		reader->ended = true;
	if (reader->buffer.length + (size_t)n > LINE_MAX_BYTES)
		return err_set(
			err, ERR_LIMIT,
			"a line of more than %d bytes; write shorter ones",
			LINE_MAX_BYTES);
	str_add_n(&reader->buffer, bytes, (size_t)n);
	return true;
}

/* The next whole line, or NULL; the last one may lack its newline. */
static char *take_line(struct reader *reader)
{
	char *end = memchr(reader->buffer.s, '\n', reader->buffer.length);
	size_t length;
	char *line;

	if (!end && (!reader->ended || reader->buffer.length == 0))
		return NULL;
	length = end ? (size_t)(end - reader->buffer.s) : reader->buffer.length;
	line = mem_strndup(reader->buffer.s, length);
	str_erase(&reader->buffer, 0, length + (end ? 1 : 0));
	if (length > 0 && line[length - 1] == '\r')
		line[length - 1] = '\0';
	return line;
}

/* At the end of input the drill ends too. */
static bool end_drill(struct session *session, struct err *err)
{
	while (!session->finished)
		if (!session_command(session, "end", NULL, err))
			return false;
	return true;
}

static bool flush(struct str *out, struct err *err)
{
	bool ok = cli_print(out, err);

	str_clear(out);
	return ok;
}

static bool loop(struct plain *plain, struct session *session, bool live,
		 struct chat *chat, struct err *err)
{
	struct reader reader = { .buffer = STR_INIT };
	struct str out = STR_INIT;
	bool ok = true, left = false;

	seconds_since(&reader.last);
	while (ok && !left && !session->finished) {
		char *line = take_line(&reader);

		if (line) {
			left = strcmp(line, "quit") == 0;
			ok = left || plain_line(plain, line, &out, err);
			free(line);
		} else if (reader.ended) {
			ok = end_drill(session, err);
		} else {
			ok = flush(&out, err) &&
			     fill(&reader, live ? TICK_MS : -1, err);
			if (ok && live)
				ok = session_tick(session,
						  seconds_since(&reader.last),
						  err);
			plain_news(plain, &out);
		}
		chat_tick(chat, false);
	}
	ok = flush(&out, err) && ok;
	str_finish(&reader.buffer);
	str_finish(&out);
	return ok && session->finished;
}

bool sit_plain(const struct sitting *sitting, const struct config *config,
	       struct err *err)
{
	struct session session;
	struct plain *plain;
	struct str out = STR_INIT;
	bool live = isatty(STDIN_FILENO), ended = false;

	session_init(&session, sitting->drill, config->speed);
	session.worksheets = &worksheets_shelf;
	plain = plain_create(&session, live);
	if (!sitting->resumed)
		plain_briefing(&session, &out);
	if (plain_line(plain, "", &out, err) && flush(&out, err))
		ended = loop(plain, &session, live, sitting->chat, err);
	plain_destroy(plain);
	str_finish(&out);
	return ended;
}
