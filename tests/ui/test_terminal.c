/* The real terminal code on a pseudo-terminal, seen by libvterm. */
#include "tests/cmocka_setup.h"
#include "ui/run.h"

#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vterm.h>

#define WAIT_MS 5000

struct pty {
	int fd;
	pid_t child;
	VTerm *vterm;
	VTermScreen *screen;
	bool other_screen, cursor;
};

static int on_property(VTermProp property, VTermValue *value, void *context)
{
	struct pty *pty = context;

	if (property == VTERM_PROP_ALTSCREEN)
		pty->other_screen = value->boolean;
	if (property == VTERM_PROP_CURSORVISIBLE)
		pty->cursor = value->boolean;
	return 1;
}

static const VTermScreenCallbacks callbacks = { .settermprop = on_property };

static const struct home_item items[] = {
	{ "Play", "The first", "60 minutes", "About the first." },
	{ NULL, "Größe 日本 e\xcc\x81!", "", "About the second." },
};

/* What runs on the other side: the home screen; its choice is the status. */
static void run_child(bool die)
{
	struct home home = { "test", items, 2, 0 };
	struct terminal_options options;
	struct terminal *terminal;
	struct err err = { 0 };
	int chosen;

	terminal_options_init(&options);
	terminal = terminal_open(&options, &err);
	if (!terminal)
		_exit(98);
	if (die)
		abort();
	chosen = run_home(terminal, &home, &err);
	terminal_close(terminal);
	_exit(chosen < 0 ? 90 - chosen : chosen);
}

static void begin(struct pty *pty, const char *term, bool die)
{
	struct winsize size = { .ws_row = 24, .ws_col = 80 };

	memset(pty, 0, sizeof(*pty));
	pty->child = forkpty(&pty->fd, NULL, NULL, &size);
	assert_true(pty->child >= 0);
	if (pty->child == 0) {
		setenv("TERM", term, 1);
		setenv("LC_ALL", "C.UTF-8", 1);
		unsetenv("NO_COLOR");
		run_child(die);
	}
	pty->vterm = vterm_new(24, 80);
	vterm_set_utf8(pty->vterm, 1);
	pty->screen = vterm_obtain_screen(pty->vterm);
	vterm_screen_enable_altscreen(pty->screen, 1);
	vterm_screen_set_callbacks(pty->screen, &callbacks, pty);
	vterm_screen_reset(pty->screen, 1);
}

static void finish(struct pty *pty)
{
	vterm_free(pty->vterm);
	close(pty->fd);
}

/* Takes what the child wrote; false when nothing comes any more. */
static bool take(struct pty *pty, int wait_ms)
{
	struct pollfd poller = { .fd = pty->fd, .events = POLLIN };
	char bytes[4096];
	ssize_t count;

	if (poll(&poller, 1, wait_ms) <= 0)
		return false;
	count = read(pty->fd, bytes, sizeof(bytes));
	if (count <= 0)
		return false;
	vterm_input_write(pty->vterm, bytes, (size_t)count);
	return true;
}

static bool shows(struct pty *pty, const char *text)
{
	static char screen[64 * 1024];
	VTermRect all = { 0, 60, 0, 200 };
	size_t length;
	int rows, columns;

	vterm_get_size(pty->vterm, &rows, &columns);
	all.end_row = rows;
	all.end_col = columns;
	length = vterm_screen_get_text(pty->screen, screen, sizeof(screen) - 1,
				       all);
	screen[length] = '\0';
	return strstr(screen, text) != NULL;
}

static void wait_for(struct pty *pty, const char *text)
{
	while (!shows(pty, text))
		if (!take(pty, WAIT_MS))
			fail_msg("'%s' does not come", text);
}

static void type(struct pty *pty, const char *keys)
{
	assert_int_equal(write(pty->fd, keys, strlen(keys)), strlen(keys));
}

/* Waits for the end and gives the status of waitpid. */
static int wait_end(struct pty *pty)
{
	int status = 0;

	while (take(pty, WAIT_MS))
		;
	assert_int_equal(waitpid(pty->child, &status, 0), pty->child);
	return status;
}

static void assert_clean(struct pty *pty)
{
	assert_false(pty->other_screen);
	assert_true(pty->cursor);
}

static void test_start_choose_and_leave(void **state)
{
	struct pty pty;
	int status;

	(void)state;
	begin(&pty, "xterm-256color", false);
	wait_for(&pty, "Enter choose");
	assert_true(shows(&pty, "Größe 日本 e\xcc\x81!"));
	assert_true(pty.other_screen);
	assert_false(pty.cursor);
	type(&pty, "\033[B"); /* down, and what stands below changes */
	wait_for(&pty, "About the second.");
	type(&pty, "\r");
	status = wait_end(&pty);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 1);
	assert_clean(&pty);
	finish(&pty);
}

static void test_resize(void **state)
{
	struct winsize size = { .ws_row = 40, .ws_col = 132 };
	struct pty pty;
	int status;

	(void)state;
	begin(&pty, "xterm-256color", false);
	wait_for(&pty, "Enter choose");
	vterm_set_size(pty.vterm, 40, 132);
	vterm_screen_reset(pty.screen, 1);
	assert_int_equal(ioctl(pty.fd, TIOCSWINSZ, &size), 0);
	wait_for(&pty, "Enter choose");
	size = (struct winsize){ .ws_row = 8, .ws_col = 30 };
	vterm_set_size(pty.vterm, 8, 30);
	vterm_screen_reset(pty.screen, 1);
	assert_int_equal(ioctl(pty.fd, TIOCSWINSZ, &size), 0);
	wait_for(&pty, "needs 40x16");
	type(&pty, "q");
	status = wait_end(&pty);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 91);
	finish(&pty);
}

static void test_escape_needs_no_second_key(void **state)
{
	struct pty pty;
	int status;

	(void)state;
	begin(&pty, "xterm-256color", false);
	wait_for(&pty, "Enter choose");
	type(&pty, "\033");
	status = wait_end(&pty);
	assert_int_equal(WEXITSTATUS(status), 91);
	assert_clean(&pty);
	finish(&pty);
}

static void test_polite_signals(void **state)
{
	static const int signals[] = { SIGTERM, SIGINT, SIGHUP };

	(void)state;
	for (size_t i = 0; i < sizeof(signals) / sizeof(*signals); i++) {
		struct pty pty;
		int status;

		begin(&pty, "xterm-256color", false);
		wait_for(&pty, "Enter choose");
		kill(pty.child, signals[i]);
		status = wait_end(&pty);
		assert_true(WIFEXITED(status));
		assert_int_equal(WEXITSTATUS(status), 91);
		assert_clean(&pty);
		finish(&pty);
	}
}

static void test_crash_leaves_a_clean_terminal(void **state)
{
	struct pty pty;
	int status;

	(void)state;
	begin(&pty, "xterm-256color", true);
	status = wait_end(&pty);
	assert_true(WIFSIGNALED(status));
	assert_int_equal(WTERMSIG(status), SIGABRT);
	assert_clean(&pty);
	finish(&pty);
}

static void test_dumb_terminal_is_refused(void **state)
{
	struct pty pty;
	int status;

	(void)state;
	begin(&pty, "dumb", false);
	status = wait_end(&pty);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 98);
	assert_false(pty.other_screen);
	finish(&pty);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_start_choose_and_leave),
		cmocka_unit_test(test_resize),
		cmocka_unit_test(test_escape_needs_no_second_key),
		cmocka_unit_test(test_polite_signals),
		cmocka_unit_test(test_crash_leaves_a_clean_terminal),
		cmocka_unit_test(test_dumb_terminal_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
