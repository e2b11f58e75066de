#include "tests/ui/pseudo.h"

#include "tests/cmocka_setup.h"
#include "base/utf8.h"

#include <poll.h>
#include <stdio.h>
#include <pty.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#define WAIT_MS 8000

static int on_property(VTermProp property, VTermValue *value, void *context)
{
	struct pty *pty = context;

	if (property == VTERM_PROP_ALTSCREEN)
		pty->other_screen = value->boolean;
	if (property == VTERM_PROP_CURSORVISIBLE)
		pty->cursor = value->boolean;
	if (property == VTERM_PROP_MOUSE)
		pty->mouse = value->number;
	return 1;
}

static const VTermScreenCallbacks callbacks = { .settermprop = on_property };

void pty_begin(struct pty *pty, const char *term, int rows, int columns,
	       void (*child)(void *context), void *context)
{
	struct winsize size = { .ws_row = (unsigned short)rows,
				.ws_col = (unsigned short)columns };

	memset(pty, 0, sizeof(*pty));
	pty->child = forkpty(&pty->fd, NULL, NULL, &size);
	assert_true(pty->child >= 0);
	if (pty->child == 0) {
		setenv("TERM", term, 1);
		setenv("LC_ALL", "C.UTF-8", 1);
		unsetenv("NO_COLOR");
		unsetenv("COLORTERM");
		child(context);
		_exit(99);
	}
	pty->vterm = vterm_new(rows, columns);
	vterm_set_utf8(pty->vterm, 1);
	pty->screen = vterm_obtain_screen(pty->vterm);
	vterm_screen_enable_altscreen(pty->screen, 1);
	vterm_screen_set_callbacks(pty->screen, &callbacks, pty);
	vterm_screen_reset(pty->screen, 1);
}

void pty_finish(struct pty *pty)
{
	vterm_free(pty->vterm);
	close(pty->fd);
}

bool pty_take(struct pty *pty, int wait_ms)
{
	struct pollfd poller = { .fd = pty->fd, .events = POLLIN };
	char bytes[4096];
	ssize_t count;

	if (poll(&poller, 1, wait_ms) <= 0)
		return false;
	count = read(pty->fd, bytes, sizeof(bytes));
	if (count <= 0)
		return false;
	pty->bytes += (size_t)count;
	vterm_input_write(pty->vterm, bytes, (size_t)count);
	return true;
}

bool pty_idle(const struct pty *pty)
{
	char path[64], line[256] = "";
	const char *state;
	FILE *file;

	snprintf(path, sizeof(path), "/proc/%d/stat", (int)pty->child);
	file = fopen(path, "r");
	if (!file)
		return true;
	state = fgets(line, sizeof(line), file) ? strrchr(line, ')') : NULL;
	fclose(file);
	return !state || (state[2] != 'R' && state[2] != 'D');
}

bool pty_shows(struct pty *pty, const char *text)
{
	static char screen[256 * 1024];
	VTermRect all = { 0, 0, 0, 0 };
	size_t length;

	vterm_get_size(pty->vterm, &all.end_row, &all.end_col);
	length = vterm_screen_get_text(pty->screen, screen, sizeof(screen) - 1,
				       all);
	screen[length] = '\0';
	return strstr(screen, text) != NULL;
}

void pty_wait_for(struct pty *pty, const char *text)
{
	while (!pty_shows(pty, text))
		if (!pty_take(pty, WAIT_MS))
			fail_msg("'%s' does not come", text);
}

void pty_type(struct pty *pty, const char *keys)
{
	assert_int_equal(write(pty->fd, keys, strlen(keys)), strlen(keys));
}

void pty_resize(struct pty *pty, int rows, int columns)
{
	struct winsize size = { .ws_row = (unsigned short)rows,
				.ws_col = (unsigned short)columns };

	vterm_set_size(pty->vterm, rows, columns);
	vterm_screen_reset(pty->screen, 1);
	assert_int_equal(ioctl(pty->fd, TIOCSWINSZ, &size), 0);
}

static void add_looks(const VTermScreenCell *cell, struct str *out)
{
	str_addf(out, "%d%d%d%d:%d,%d ", cell->attrs.bold,
		 cell->attrs.underline, cell->attrs.reverse, cell->width,
		 cell->fg.indexed.idx, cell->bg.indexed.idx);
}

void pty_dump(struct pty *pty, struct str *out)
{
	struct str marks = STR_INIT, *looks = &marks;
	int rows, columns;

	vterm_get_size(pty->vterm, &rows, &columns);
	for (int row = 0; row < rows; row++) {
		for (int column = 0; column < columns; column++) {
			VTermPos at = { row, column };
			VTermScreenCell cell;

			vterm_screen_get_cell(pty->screen, at, &cell);
			for (int i = 0;
			     i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i] &&
			     cell.chars[i] != (uint32_t)-1;
			     i++) {
				char bytes[4];

				str_add_n(out, bytes,
					  utf8_encode(cell.chars[i], bytes));
			}
			if (!cell.chars[0])
				str_add_char(out, ' ');
			add_looks(&cell, looks);
		}
		str_add_char(out, '\n');
	}
	str_add(out, marks.s);
	str_finish(&marks);
}

int pty_wait_end(struct pty *pty)
{
	int status = 0;

	while (pty_take(pty, WAIT_MS))
		;
	assert_int_equal(waitpid(pty->child, &status, 0), pty->child);
	return status;
}

void pty_assert_clean(struct pty *pty)
{
	assert_false(pty->other_screen);
	assert_true(pty->cursor);
	assert_int_equal(pty->mouse, VTERM_PROP_MOUSE_NONE);
}
