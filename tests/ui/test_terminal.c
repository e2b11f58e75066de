/* The real terminal code on a pseudo-terminal, seen by libvterm. */
#include "tests/cmocka_setup.h"
#include "tests/ui/pseudo.h"
#include "ui/run.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

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

static void child_of(void *context)
{
	run_child(context != NULL);
}

static void begin(struct pty *pty, const char *term, bool die)
{
	pty_begin(pty, term, 24, 80, child_of, die ? pty : NULL);
}

static void test_start_choose_and_leave(void **state)
{
	struct pty pty;
	int status;

	(void)state;
	begin(&pty, "xterm-256color", false);
	pty_wait_for(&pty, "Enter choose");
	assert_true(pty_shows(&pty, "Größe 日本 e\xcc\x81!"));
	assert_true(pty.other_screen);
	assert_false(pty.cursor);
	pty_type(&pty, "\033[B"); /* down, and what stands below changes */
	pty_wait_for(&pty, "About the second.");
	pty_type(&pty, "\r");
	status = pty_wait_end(&pty);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 1);
	pty_assert_clean(&pty);
	pty_finish(&pty);
}

static void test_resize(void **state)
{
	struct pty pty;
	int status;

	(void)state;
	begin(&pty, "xterm-256color", false);
	pty_wait_for(&pty, "Enter choose");
	pty_resize(&pty, 40, 132);
	pty_wait_for(&pty, "Enter choose");
	pty_resize(&pty, 8, 30);
	pty_wait_for(&pty, "needs 40x18");
	pty_type(&pty, "q");
	status = pty_wait_end(&pty);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 91);
	pty_finish(&pty);
}

static void test_escape_needs_no_second_key(void **state)
{
	struct pty pty;
	int status;

	(void)state;
	begin(&pty, "xterm-256color", false);
	pty_wait_for(&pty, "Enter choose");
	pty_type(&pty, "\033");
	status = pty_wait_end(&pty);
	assert_int_equal(WEXITSTATUS(status), 91);
	pty_assert_clean(&pty);
	pty_finish(&pty);
}

static void test_polite_signals(void **state)
{
	static const int signals[] = { SIGTERM, SIGINT, SIGHUP };

	(void)state;
	for (size_t i = 0; i < sizeof(signals) / sizeof(*signals); i++) {
		struct pty pty;
		int status;

		begin(&pty, "xterm-256color", false);
		pty_wait_for(&pty, "Enter choose");
		kill(pty.child, signals[i]);
		status = pty_wait_end(&pty);
		assert_true(WIFEXITED(status));
		assert_int_equal(WEXITSTATUS(status), 91);
		pty_assert_clean(&pty);
		pty_finish(&pty);
	}
}

static void test_crash_leaves_a_clean_terminal(void **state)
{
	struct pty pty;
	int status;

	(void)state;
	begin(&pty, "xterm-256color", true);
	status = pty_wait_end(&pty);
	assert_true(WIFSIGNALED(status));
	assert_int_equal(WTERMSIG(status), SIGABRT);
	pty_assert_clean(&pty);
	pty_finish(&pty);
}

static void test_dumb_terminal_is_refused(void **state)
{
	struct pty pty;
	int status;

	(void)state;
	begin(&pty, "dumb", false);
	status = pty_wait_end(&pty);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 98);
	assert_false(pty.other_screen);
	pty_finish(&pty);
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
