/* What goes out to the terminal. */
#include "ui/terminal/terminal_internal.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

void terminal_write(struct terminal *terminal, const char *bytes, size_t length)
{
	int fd = fileno(terminal->out);

	while (length > 0) {
		ssize_t done = write(fd, bytes, length);

		if (done > 0) {
			bytes += done;
			length -= (size_t)done;
		} else if (errno == EAGAIN) {
			struct pollfd slow = { .fd = fd, .events = POLLOUT };

			poll(&slow, 1, 1000);
		} else if (errno != EINTR) {
			terminal->end_of_input = true;
			return;
		}
	}
}

void terminal_modes(struct terminal *terminal, bool on)
{
	/* No wrapping at the margin, pastes in brackets. */
	const char *modes = on ? "\033[?7l\033[?2004h"
			       : "\033[0m\033[?25h\033[?7h\033[?2004l";

	terminal_write(terminal, modes, strlen(modes));
}

void terminal_show(struct terminal *terminal, const struct surface *surface)
{
	const struct str *frame = painter_paint(&terminal->painter, surface);

	terminal_write(terminal, frame->s, frame->length);
}

void terminal_repaint(struct terminal *terminal)
{
	terminal->painter.whole = true;
}
