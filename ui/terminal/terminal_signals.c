/*
 * Signals of the terminal.
 *
 * A handler may do next to nothing: the polite signals set a flag that the
 * loop asks for; those that kill write a string that was prepared while all
 * was well, put the line discipline back, and die as they would have.
 */
#include "base/mem.h"
#include "ui/terminal/terminal_internal.h"

#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

static volatile sig_atomic_t want_quit, want_stop, woken, told_to_end;

/* Cursor, colours, wrapping, paste and mouse modes, the other screen. */
static const char reset[] = "\033[0m\033[?25h\033[?7h\033[?2004l\033[?1000l"
			    "\033[?1006l\033[?1l\033>\033[?1049l";

static int reset_fd = -1;
static struct termios shell_modes;
static bool have_modes;

static const int polite[] = { SIGTERM, SIGINT, SIGHUP, SIGTSTP, SIGCONT };
static const int fatal[] = { SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL, SIGQUIT };

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

static struct sigaction old_polite[COUNT(polite)], old_fatal[COUNT(fatal)];

static void on_polite(int number)
{
	if (number == SIGTSTP)
		want_stop = 1;
	else if (number == SIGCONT)
		woken = 1;
	else
		want_quit = told_to_end = 1;
}

bool terminal_told_to_end(void)
{
	return told_to_end;
}

static void put_right(void)
{
	if (reset_fd < 0)
		return;
	if (write(reset_fd, reset, sizeof(reset) - 1) < 0) {
		/* The terminal is gone, and so is the need. */
	}
	if (have_modes)
		tcsetattr(reset_fd, TCSANOW, &shell_modes);
	reset_fd = -1;
}

static void on_fatal(int number)
{
	put_right();
	/* SA_RESETHAND has brought the default back. */
	raise(number);
}

void terminal_signals_begin(struct terminal *terminal)
{
	struct sigaction action;

	want_quit = want_stop = woken = 0;
	reset_fd = fileno(terminal->out);
	have_modes = tcgetattr(reset_fd, &shell_modes) == 0;
	memset(&action, 0, sizeof(action));
	sigemptyset(&action.sa_mask);
	action.sa_handler = on_polite;
	for (size_t i = 0; i < COUNT(polite); i++)
		sigaction(polite[i], &action, &old_polite[i]);
	action.sa_handler = on_fatal;
	action.sa_flags = (int)SA_RESETHAND;
	for (size_t i = 0; i < COUNT(fatal); i++)
		sigaction(fatal[i], &action, &old_fatal[i]);
	mem_on_exhaustion(put_right);
}

void terminal_signals_end(void)
{
	mem_on_exhaustion(NULL);
	reset_fd = -1;
	for (size_t i = 0; i < COUNT(polite); i++)
		sigaction(polite[i], &old_polite[i], NULL);
	for (size_t i = 0; i < COUNT(fatal); i++)
		sigaction(fatal[i], &old_fatal[i], NULL);
}

enum terminal_wish terminal_signals_take(bool *was_woken)
{
	*was_woken = woken;
	woken = 0;
	if (want_quit) {
		want_quit = 0;
		return TERMINAL_QUIT;
	}
	if (want_stop) {
		want_stop = 0;
		return TERMINAL_STOP;
	}
	return TERMINAL_GO_ON;
}

void terminal_signals_stop(void)
{
	struct sigaction action, old;

	memset(&action, 0, sizeof(action));
	sigemptyset(&action.sa_mask);
	action.sa_handler = SIG_DFL;
	sigaction(SIGTSTP, &action, &old);
	/* The whole job stops, as with any program at the terminal. */
	kill(0, SIGTSTP);
	sigaction(SIGTSTP, &old, NULL);
	woken = 0;
}
