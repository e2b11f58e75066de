/* Times when the terminal belongs to somebody else: the shell, an editor. */
#include "base/file.h"
#include "ui/editor.h"
#include "ui/terminal/terminal_internal.h"

#include <curses.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void leave(struct terminal *terminal)
{
	terminal_modes(terminal, false);
	endwin();
	fflush(terminal->out);
}

static void come_back(struct terminal *terminal)
{
	refresh();
	fflush(terminal->out);
	terminal_modes(terminal, true);
	terminal_repaint(terminal);
}

void terminal_suspend(struct terminal *terminal)
{
	leave(terminal);
	terminal_signals_stop();
	come_back(terminal);
}

static bool write_draft(int fd, const char *text, struct err *err)
{
	size_t length = strlen(text);

	while (length > 0) {
		ssize_t done = write(fd, text, length);

		if (done < 0 && errno != EINTR)
			return err_set(err, ERR_IO,
				       "the draft cannot be written: %s",
				       strerror(errno));
		if (done > 0) {
			text += done;
			length -= (size_t)done;
		}
	}
	return true;
}

/* The editor's value may be a command with arguments, so a shell reads it. */
static void run_editor(const char *path)
{
	const char *editor = getenv("VISUAL");
	int tty = open("/dev/tty", O_RDWR);
	char script[1024];

	if (!editor || !*editor)
		editor = getenv("EDITOR");
	if (!editor || !*editor)
		editor = "vi";
	if (tty >= 0) {
		dup2(tty, STDIN_FILENO);
		dup2(tty, STDOUT_FILENO);
		dup2(tty, STDERR_FILENO);
	}
	snprintf(script, sizeof(script), "%.900s \"$1\"", editor);
	execl("/bin/sh", "sh", "-c", script, "sh", path, (char *)NULL);
	_exit(127);
}

static bool wait_for_editor(const char *path, struct err *err)
{
	pid_t child = fork();
	int status;

	if (child < 0)
		return err_set(err, ERR_IO, "the editor cannot be started: %s",
			       strerror(errno));
	if (child == 0)
		run_editor(path);
	while (waitpid(child, &status, 0) < 0)
		if (errno != EINTR)
			return err_set(err, ERR_IO, "the editor was lost: %s",
				       strerror(errno));
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return true;
	if (WIFEXITED(status) && WEXITSTATUS(status) == 127)
		return err_set(err, ERR_INPUT,
			       "$VISUAL or $EDITOR cannot be run; the draft "
			       "is as it was");
	return err_set(err, ERR_STATE,
		       "the editor did not end well; the draft is as it was");
}

char *terminal_edit(struct terminal *terminal, const char *text,
		    struct err *err)
{
	const char *folder = getenv("TMPDIR");
	char path[512];
	struct str edited = STR_INIT;
	bool done;
	int fd;

	snprintf(path, sizeof(path), "%.400s/gameday-XXXXXX",
		 folder && *folder ? folder : "/tmp");
	fd = mkstemp(path);
	if (fd < 0) {
		err_set(err, ERR_IO, "no draft can be put in %s: %s", path,
			strerror(errno));
		return NULL;
	}
	done = write_draft(fd, text, err);
	close(fd);
	if (done) {
		leave(terminal);
		done = wait_for_editor(path, err);
		come_back(terminal);
	}
	done = done && file_read(path, EDITOR_TEXT_MAX, &edited, err);
	unlink(path);
	if (!done) {
		str_finish(&edited);
		return NULL;
	}
	return str_detach(&edited);
}
