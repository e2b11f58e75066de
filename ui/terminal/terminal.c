#include "ui/terminal/terminal.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "ui/terminal/terminal_internal.h"

#include <curses.h>
#include <term.h>
#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <string.h>
#include <unistd.h>

/* Curses defines `columns` and `lines` away. */
#undef columns
#undef lines

#define ESCAPE_DELAY_MS 25

void terminal_options_init(struct terminal_options *options)
{
	memset(options, 0, sizeof(*options));
	options->scheme = options->depth = options->glyphs = -1;
	options->mouse = 1;
}

/* Sets LC_CTYPE and tells whether it is UTF-8.  Where nobody said anything
 * about a locale, a terminal of today is. */
static bool locale_is_utf8(void)
{
	static const char *const names[] = { "LC_ALL", "LC_CTYPE", "LANG" };
	bool said = false;

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		const char *value = getenv(names[i]);

		said = said || (value && *value);
	}
	setlocale(LC_CTYPE, said ? "" : "C.UTF-8");
	return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

/* COLORFGBG is "foreground;background"; 7 and 15 are light. */
static enum scheme scheme_of_environment(void)
{
	const char *colors = getenv("COLORFGBG");
	const char *last = colors ? strrchr(colors, ';') : NULL;

	return last && (strcmp(last, ";7") == 0 || strcmp(last, ";15") == 0)
		       ? SCHEME_LIGHT
		       : SCHEME_DARK;
}

static void choose_looks(struct terminal *terminal,
			 const struct terminal_options *options)
{
	const char *name = getenv("TERM");
	enum scheme scheme = options->scheme < 0 ? scheme_of_environment()
						 : (enum scheme)options->scheme;

	terminal->painter.colors = tigetnum("colors");
	terminal->painter.depth = scheme_depth(getenv("NO_COLOR"),
					       getenv("COLORTERM"),
					       terminal->painter.colors);
	/* NO_COLOR is for all programs; a word for this one outdoes it. */
	if (options->depth >= 0)
		terminal->painter.depth = (enum color_depth)options->depth;
	terminal->colorless = scheme == SCHEME_MONO ||
			      terminal->painter.depth == COLOR_NONE;
	for (int i = 0; i < ROLE_COUNT; i++)
		terminal->painter.styles[i] =
			options->roles[i].set
				? style_at_depth(&options->roles[i].style,
						 terminal->painter.depth)
				: scheme_style(scheme, terminal->painter.depth,
					       (enum role)i);
	terminal->glyphs = (enum glyph_set)options->glyphs;
	if (options->glyphs < 0) /* the console's font has no braille */
		terminal->glyphs = name && strcmp(name, "linux") == 0
					   ? GLYPHS_BLOCK
					   : GLYPHS_BRAILLE;
	if (!terminal->painter.utf8)
		terminal->glyphs = GLYPHS_ASCII;
}

static bool open_files(struct terminal *terminal, struct err *err)
{
	int in = open("/dev/tty", O_RDONLY | O_CLOEXEC);
	int out = open("/dev/tty", O_WRONLY | O_CLOEXEC);

	if (in >= 0)
		terminal->in = fdopen(in, "r");
	if (out >= 0)
		terminal->out = fdopen(out, "w");
	if (terminal->in && terminal->out)
		return true;
	return err_set(err, ERR_INPUT,
		       "there is no terminal here (/dev/tty: %s); play in "
		       "plain text with --plain",
		       strerror(errno));
}

/* What is needed to place text, asked before curses might exit over it. */
static bool is_able(struct terminal *terminal, struct err *err)
{
	const char *name = getenv("TERM");
	const char *place = NULL;
	int status;

	if (setupterm(NULL, fileno(terminal->out), &status) == OK)
		place = tigetstr("cup");
	if (place && place != (char *)-1 && strncmp(place, "\033[", 2) == 0)
		return true;
	return err_set(err, ERR_INPUT,
		       "the terminal '%s' cannot place the cursor; set TERM "
		       "to what it is, or play in plain text with --plain",
		       name ? name : "");
}

static bool begin_curses(struct terminal *terminal, bool mouse, struct err *err)
{
	terminal->screen = newterm(NULL, terminal->out, terminal->in);
	if (!terminal->screen)
		return err_set(err, ERR_INPUT,
			       "the terminal cannot be set up; play in plain "
			       "text with --plain");
	set_term(terminal->screen);
	raw();
	noecho();
	nonl();
	set_escdelay(ESCAPE_DELAY_MS);
	/* Keys are read from a pad: reading from a window would also draw
	 * it. */
	terminal->pad = newpad(1, 1);
	keypad(terminal->pad, TRUE);
	nodelay(terminal->pad, TRUE);
	terminal_keys_define();
	if (mouse) {
		mousemask(BUTTON1_PRESSED | BUTTON4_PRESSED | BUTTON5_PRESSED,
			  NULL);
		mouseinterval(0);
	}
	refresh();
	fflush(terminal->out);
	terminal_modes(terminal, true);
	return true;
}

struct terminal *terminal_open(const struct terminal_options *options,
			       struct err *err)
{
	struct terminal *terminal = mem_calloc(1, sizeof(*terminal));

	painter_init(&terminal->painter);
	str_init(&terminal->paste);
	terminal->painter.utf8 = locale_is_utf8();
	if (!open_files(terminal, err) || !is_able(terminal, err)) {
		terminal_close(terminal);
		return NULL;
	}
	/* Before curses, which puts its own handlers only over defaults. */
	terminal_signals_begin(terminal);
	if (!begin_curses(terminal, options->mouse != 0, err)) {
		terminal_signals_end();
		terminal_close(terminal);
		return NULL;
	}
	choose_looks(terminal, options);
	return terminal;
}

void terminal_close(struct terminal *terminal)
{
	if (!terminal)
		return;
	if (terminal->screen) {
		if (!terminal->end_of_input)
			terminal_modes(terminal, false);
		endwin();
		delwin(terminal->pad);
		delscreen(terminal->screen);
		terminal_signals_end();
	}
	if (terminal->in)
		fclose(terminal->in);
	if (terminal->out)
		fclose(terminal->out);
	painter_finish(&terminal->painter);
	str_finish(&terminal->paste);
	free(terminal);
}

int terminal_fd(const struct terminal *terminal)
{
	return fileno(terminal->in);
}

void terminal_size(const struct terminal *terminal, int *rows, int *across)
{
	(void)terminal;
	*rows = LINES;
	*across = COLS;
}

enum glyph_set terminal_glyphs(const struct terminal *terminal)
{
	return terminal->glyphs;
}

bool terminal_is_colorless(const struct terminal *terminal)
{
	return terminal->colorless;
}

/* Everything up to the closing bracket. */
static void read_paste(struct terminal *terminal)
{
	int waited = 0;

	str_clear(&terminal->paste);
	while (waited < 20) {
		wint_t value;
		int kind = wget_wch(terminal->pad, &value);
		char bytes[4];

		if (kind == ERR) { /* the rest is still on its way */
			napms(5);
			waited++;
			continue;
		}
		waited = 0;
		if (kind == KEY_CODE_YES && (int)value == terminal_paste_end())
			return;
		if (value == '\r')
			value = '\n';
		if (kind == OK &&
		    terminal->paste.length < TERMINAL_PASTE_MAX - 4)
			str_add_n(&terminal->paste, bytes,
				  utf8_encode((uint32_t)value, bytes));
	}
}

static bool read_mouse(struct terminal_event *event)
{
	MEVENT mouse;

	if (getmouse(&mouse) != OK)
		return false;
	event->kind = TERMINAL_MOUSE;
	event->row = mouse.y;
	event->column = mouse.x;
	event->button = mouse.bstate & BUTTON1_PRESSED	 ? 1
			: mouse.bstate & BUTTON4_PRESSED ? 4
			: mouse.bstate & BUTTON5_PRESSED ? 5
							 : 0;
	return event->button != 0;
}

/* ESC with a key right behind it is Alt. */
static int read_alt(struct terminal *terminal)
{
	wint_t value;
	int kind = wget_wch(terminal->pad, &value);
	int key;

	if (kind == ERR)
		return UI_KEY_ESCAPE;
	key = terminal_key(kind == KEY_CODE_YES, value);
	return key ? key | UI_KEY_ALT : UI_KEY_ESCAPE;
}

bool terminal_read(struct terminal *terminal, struct terminal_event *event)
{
	wint_t value;
	int kind;

	memset(event, 0, sizeof(*event));
	while ((kind = wget_wch(terminal->pad, &value)) != ERR) {
		bool is_code = kind == KEY_CODE_YES;

		if (is_code && value == KEY_RESIZE) {
			terminal->painter.whole = true;
			event->kind = TERMINAL_RESIZE;
			return true;
		}
		if (is_code && value == KEY_MOUSE) {
			if (read_mouse(event))
				return true;
			continue;
		}
		if (is_code && (int)value == terminal_paste_begin()) {
			read_paste(terminal);
			event->kind = TERMINAL_PASTE;
			event->text = terminal->paste.s;
			event->length = terminal->paste.length;
			return true;
		}
		event->key = terminal_key(is_code, value);
		if (event->key == UI_KEY_ESCAPE)
			event->key = read_alt(terminal);
		if (event->key)
			return true;
	}
	return false;
}

enum terminal_wish terminal_signal(struct terminal *terminal)
{
	bool woken;
	enum terminal_wish wish = terminal_signals_take(&woken);

	if (woken) { /* stopped and continued by somebody else */
		refresh();
		terminal_modes(terminal, true);
		terminal_repaint(terminal);
	}
	return terminal->end_of_input ? TERMINAL_END_OF_INPUT : wish;
}
