/* A whole drill on a pseudo-terminal: what is on the screen is what was drawn,
 * whatever happens to the terminal. */
#include "tests/cmocka_setup.h"
#include "tests/ui/pseudo.h"
#include "tests/ui/stage.h"
#include "ui/run.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* What the child is to do otherwise. */
struct part {
	const char *term; /* NULL = xterm-256color */
	bool no_mouse;
	bool below_a_shell; /* as its job, so that it can be stopped */
};

static void play(const struct part *part)
{
	struct terminal_options options;
	struct terminal *terminal;
	struct err err = { 0 };
	struct stage stage;

	stage_open(&stage, STAGE_TINY, DRILL_PRACTICE, 24, 80, true);
	terminal_options_init(&options);
	options.mouse = !part->no_mouse;
	terminal = terminal_open(&options, &err);
	if (!terminal)
		_exit(98);
	run_app(terminal, stage.app, NULL, &err);
	terminal_close(terminal);
	/* Memory is looked at elsewhere; leaving at once keeps this fast. */
	_exit(err.code == ERR_NONE ? 7 : 97);
}

/* The least of a shell: runs one job, says when it stopped, and lets it go on
 * at the next line. */
static void be_shell(const struct part *part)
{
	pid_t job;
	int status;

	signal(SIGTTOU, SIG_IGN);
	job = fork();
	if (job == 0) {
		setpgid(0, 0);
		tcsetpgrp(STDIN_FILENO, getpid());
		signal(SIGTTOU, SIG_DFL);
		play(part);
	}
	setpgid(job, job);
	for (;;) {
		char line[80];

		while (waitpid(job, &status, WUNTRACED) < 0 && errno == EINTR)
			;
		if (!WIFSTOPPED(status))
			_exit(WIFEXITED(status) ? WEXITSTATUS(status) : 96);
		tcsetpgrp(STDIN_FILENO, getpgrp());
		if (write(STDOUT_FILENO, "$ stopped\r\n", 11) < 0 ||
		    read(STDIN_FILENO, line, sizeof(line)) < 0)
			_exit(95);
		tcsetpgrp(STDIN_FILENO, job);
		kill(-job, SIGCONT);
	}
}

static void child(void *context)
{
	const struct part *part = context;

	if (part->below_a_shell)
		be_shell(part);
	play(part);
}

static void begin(struct pty *pty, struct part *part)
{
	pty_begin(pty, part->term ? part->term : "xterm-256color", 24, 80,
		  child, part);
	pty_wait_for(pty, "Overview");
	pty_wait_for(pty, "Help");
}

/* Until nothing has come for a while and the program has nothing to do. A text
 * is read again 350 ms after it was. */
static void settle(struct pty *pty)
{
	while (pty_take(pty, 500) || !pty_idle(pty))
		;
}

/* A frame that is written whole looks like the one that came by changes. */
static void assert_whole(struct pty *pty, const char *after)
{
	struct str before = STR_INIT, whole = STR_INIT;

	settle(pty);
	pty_dump(pty, &before);
	pty_type(pty, "\f");
	settle(pty);
	pty_dump(pty, &whole);
	if (strcmp(before.s, whole.s) != 0) {
		fprintf(stderr, "%.2500s\n---\n%.2500s\n", before.s, whole.s);
		fail_msg("broken cells after %s", after);
	}
	str_finish(&before);
	str_finish(&whole);
}

static void leave(struct pty *pty, int expected)
{
	int status;

	pty_type(pty, "q");
	pty_wait_for(pty, "Leave the drill?");
	pty_type(pty, "y");
	status = pty_wait_end(pty);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), expected);
	pty_assert_clean(pty);
	pty_finish(pty);
}

static void test_changes_are_the_whole_truth(void **state)
{
	/* Keys that lead through views, lists, dialogs and texts. */
	static const char *const keys[] = {
		"2",	  "v",	  "3",	  "\r",	  "4",
		"/e\r",	  "5v",	  "m",	  "jj",	  "\r",
		"\033",	  "i",	  "c",	  "w\r",  "Größe 日本 e\xcc\x81",
		"\t",	  "\r",	  "\033", "\033", "?",
		"graph",  "\033", "\033", "n",	  "1",
		"\033[D", "t"
	};
	struct part part = { 0 };
	struct pty pty;

	(void)state;
	begin(&pty, &part);
	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++) {
		pty_type(&pty, keys[i]);
		/* Esc must not run into the next key. */
		pty_take(&pty, 60);
		if (i % 5 == 4)
			assert_whole(&pty, keys[i]);
	}
	leave(&pty, 7);
}

static void test_little_is_written_for_a_little(void **state)
{
	struct part part = { 0 };
	struct pty pty;
	size_t whole;

	(void)state;
	begin(&pty, &part);
	settle(&pty);
	pty.bytes = 0;
	pty_type(&pty, "\f");
	settle(&pty);
	whole = pty.bytes;
	assert_true(whole > 2000);
	pty_type(&pty, "m");
	settle(&pty);
	pty.bytes = 0;
	pty_type(&pty, ":");
	settle(&pty);
	pty_type(&pty, "n");
	settle(&pty);
	assert_true(pty.bytes > 0);
	assert_true(pty.bytes < 400);
	pty_type(&pty, "\033");
	settle(&pty);
	/* Nothing happens, nothing is written. */
	pty.bytes = 0;
	assert_false(pty_take(&pty, 300));
	assert_int_equal(pty.bytes, 0);
	leave(&pty, 7);
}

static void test_resize_at_any_moment(void **state)
{
	static const int sizes[][2] = { { 50, 190 }, { 24, 79 }, { 60, 200 },
					{ 5, 12 },   { 24, 80 }, { 23, 120 },
					{ 36, 120 }, { 1, 1 },	 { 30, 100 } };
	struct part part = { 0 };
	struct pty pty;

	(void)state;
	begin(&pty, &part);
	for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
		pty_resize(&pty, sizes[i][0], sizes[i][1]);
		pty_type(&pty, i % 2 ? "3" : "m");
		/* Some at once, some after a frame. */
		if (i % 3)
			pty_take(&pty, 120);
	}
	/* What was typed into a screen too small for anything may be lost. */
	settle(&pty);
	pty_type(&pty, "m");
	pty_wait_for(&pty, "Measures");
	assert_whole(&pty, "resizing");
	pty_resize(&pty, 20, 100);
	pty_wait_for(&pty, "needs 80x24, have 100x20");
	pty_resize(&pty, 24, 80);
	pty_wait_for(&pty, "Help");
	leave(&pty, 7);
}

static void test_too_small_still_leaves(void **state)
{
	struct part part = { 0 };
	struct pty pty;
	int status;

	(void)state;
	begin(&pty, &part);
	pty_resize(&pty, 10, 40);
	pty_wait_for(&pty, "needs 80x24");
	pty_type(&pty, "q");
	status = pty_wait_end(&pty);
	assert_int_equal(WEXITSTATUS(status), 7);
	pty_assert_clean(&pty);
	pty_finish(&pty);
}

static void test_suspend_and_go_on(void **state)
{
	struct part part = { .below_a_shell = true };
	struct pty pty;

	(void)state;
	begin(&pty, &part);
	for (int i = 0; i < 2; i++) {
		pty_type(&pty, "\032");
		pty_wait_for(&pty, "$ stopped");
		pty_assert_clean(&pty);
		pty_type(&pty, "fg\r");
		pty_wait_for(&pty, "Help");
		assert_true(pty.other_screen);
		assert_whole(&pty, "a stop");
	}
	leave(&pty, 7);
}

static void test_editor(void **state)
{
	struct part part = { 0 };
	struct pty pty;

	(void)state;
	setenv("VISUAL",
	       "printf 'in the editor'; read x; "
	       "printf 'written\\nelsewhere\\n' >",
	       1);
	begin(&pty, &part);
	pty_type(&pty, "w\r");
	pty_wait_for(&pty, "Write here");
	pty_type(&pty, "\017");
	pty_wait_for(&pty, "in the editor");
	pty_assert_clean(&pty);
	pty_type(&pty, "\r");
	pty_wait_for(&pty, "elsewhere");
	assert_true(pty.other_screen);
	/* One that fails leaves the draft. */
	unsetenv("VISUAL");
	pty_type(&pty, "\033");
	pty_wait_for(&pty, "brings it back");
	pty_type(&pty, "q");
	pty_wait_for(&pty, "1 unsent draft");
	pty_type(&pty, "y");
	pty_wait_end(&pty);
	pty_assert_clean(&pty);
	pty_finish(&pty);
}

static void test_signals(void **state)
{
	static const int signals[] = { SIGTERM, SIGHUP, SIGINT,
				       SIGSEGV, SIGBUS, SIGABRT };

	(void)state;
	for (size_t i = 0; i < sizeof(signals) / sizeof(*signals); i++) {
		struct part part = { 0 };
		struct pty pty;
		int status;

		begin(&pty, &part);
		kill(pty.child, signals[i]);
		status = pty_wait_end(&pty);
		pty_assert_clean(&pty);
		if (i < 3) {
			assert_true(WIFEXITED(status));
			assert_int_equal(WEXITSTATUS(status), 7);
		} else {
			assert_true(WIFSIGNALED(status));
			assert_int_equal(WTERMSIG(status), signals[i]);
		}
		pty_finish(&pty);
	}
}

static void test_mouse_can_be_left_to_the_terminal(void **state)
{
	/* Two ways to say where: libvterm sees the second switched on. */
	struct part modern = { 0 };
	struct part old = { .term = "tmux-256color" };
	struct part none = { .term = "tmux-256color", .no_mouse = true };
	struct pty pty;

	(void)state;
	begin(&pty, &modern);
	pty_type(&pty, "\033[<0;48;2M\033[<0;48;2m"); /* on the tab Infra */
	pty_wait_for(&pty, "6Infra");
	pty_wait_for(&pty, "Infrastructure");
	leave(&pty, 7);
	begin(&pty, &old);
	assert_int_not_equal(pty.mouse, VTERM_PROP_MOUSE_NONE);
	pty_type(&pty, "\033[M P\"");
	pty_wait_for(&pty, "Infrastructure");
	leave(&pty, 7);
	begin(&pty, &none);
	assert_int_equal(pty.mouse, VTERM_PROP_MOUSE_NONE);
	leave(&pty, 7);
}

static void test_paste_comes_whole(void **state)
{
	struct part part = { 0 };
	struct pty pty;

	(void)state;
	begin(&pty, &part);
	pty_type(&pty, "w\r");
	pty_wait_for(&pty, "Write here");
	pty_type(&pty,
		 "\033[200~SEV1 since 14:02.\rNext word at 14:30.\033[201~");
	pty_wait_for(&pty, "Next word at 14:30.");
	assert_true(pty_shows(&pty, "SEV1 since 14:02."));
	pty_type(&pty, "\033");
	pty_wait_for(&pty, "brings it back");
	pty_type(&pty, "q");
	pty_wait_for(&pty, "1 unsent draft");
	pty_type(&pty, "y");
	pty_wait_end(&pty);
	pty_finish(&pty);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_changes_are_the_whole_truth),
		cmocka_unit_test(test_little_is_written_for_a_little),
		cmocka_unit_test(test_resize_at_any_moment),
		cmocka_unit_test(test_too_small_still_leaves),
		cmocka_unit_test(test_suspend_and_go_on),
		cmocka_unit_test(test_editor),
		cmocka_unit_test(test_signals),
		cmocka_unit_test(test_mouse_can_be_left_to_the_terminal),
		cmocka_unit_test(test_paste_comes_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
