/* From what curses reads to keys. */
#include "ui/terminal/terminal_internal.h"

#include <curses.h>

/* Sequences that terminfo has no or no common name for, as most terminals
 * send them. */
enum {
	CODE_FIRST = KEY_MAX + 1,
	CODE_PASTE_BEGIN = CODE_FIRST,
	CODE_PASTE_END,
	CODE_KEYS
};

static const struct {
	const char *sequence;
	int key;
} sequences[] = {
	{ "\033[1;5D", UI_KEY_CTRL_LEFT },
	{ "\033[1;5C", UI_KEY_CTRL_RIGHT },
	{ "\033[1;3D", UI_KEY_CTRL_LEFT },
	{ "\033[1;3C", UI_KEY_CTRL_RIGHT },
	{ "\033[1;5A", UI_KEY_CTRL_UP },
	{ "\033[1;5B", UI_KEY_CTRL_DOWN },
	{ "\033[1;2D", UI_KEY_SHIFT_LEFT },
	{ "\033[1;2C", UI_KEY_SHIFT_RIGHT },
	{ "\033[1;2A", UI_KEY_SHIFT_UP },
	{ "\033[1;2B", UI_KEY_SHIFT_DOWN },
	{ "\033[1;5H", UI_KEY_CTRL_HOME },
	{ "\033[1;5F", UI_KEY_CTRL_END },
	{ "\033Od", UI_KEY_CTRL_LEFT },
	{ "\033Oc", UI_KEY_CTRL_RIGHT },
	{ "\033[H", UI_KEY_HOME },
	{ "\033[F", UI_KEY_END },
	{ "\033[1~", UI_KEY_HOME },
	{ "\033[4~", UI_KEY_END },
	{ "\033[A", UI_KEY_UP },
	{ "\033[B", UI_KEY_DOWN },
	{ "\033[C", UI_KEY_RIGHT },
	{ "\033[D", UI_KEY_LEFT },
	{ "\033[Z", UI_KEY_SHIFT_TAB },
};

#define SEQUENCE_COUNT (sizeof(sequences) / sizeof(*sequences))

static const struct {
	int code, key;
} codes[] = {
	{ KEY_ENTER, UI_KEY_ENTER },
	{ KEY_BTAB, UI_KEY_SHIFT_TAB },
	{ KEY_BACKSPACE, UI_KEY_BACKSPACE },
	{ KEY_DC, UI_KEY_DELETE },
	{ KEY_IC, UI_KEY_INSERT },
	{ KEY_UP, UI_KEY_UP },
	{ KEY_DOWN, UI_KEY_DOWN },
	{ KEY_LEFT, UI_KEY_LEFT },
	{ KEY_RIGHT, UI_KEY_RIGHT },
	{ KEY_HOME, UI_KEY_HOME },
	{ KEY_END, UI_KEY_END },
	{ KEY_PPAGE, UI_KEY_PAGE_UP },
	{ KEY_NPAGE, UI_KEY_PAGE_DOWN },
	{ KEY_SLEFT, UI_KEY_SHIFT_LEFT },
	{ KEY_SRIGHT, UI_KEY_SHIFT_RIGHT },
	{ KEY_SR, UI_KEY_SHIFT_UP },
	{ KEY_SF, UI_KEY_SHIFT_DOWN },
	{ KEY_A1, UI_KEY_HOME },
	{ KEY_A3, UI_KEY_PAGE_UP },
	{ KEY_C1, UI_KEY_END },
	{ KEY_C3, UI_KEY_PAGE_DOWN },
};

void terminal_keys_define(void)
{
	define_key("\033[200~", CODE_PASTE_BEGIN);
	define_key("\033[201~", CODE_PASTE_END);
	for (size_t i = 0; i < SEQUENCE_COUNT; i++)
		define_key(sequences[i].sequence, CODE_KEYS + (int)i);
}

int terminal_paste_begin(void)
{
	return CODE_PASTE_BEGIN;
}

int terminal_paste_end(void)
{
	return CODE_PASTE_END;
}

static int key_of_code(int code)
{
	if (code >= CODE_KEYS && code < CODE_KEYS + (int)SEQUENCE_COUNT)
		return sequences[code - CODE_KEYS].key;
	if (code >= KEY_F(1) && code <= KEY_F(12))
		return UI_KEY_F1 + code - KEY_F(1);
	for (size_t i = 0; i < sizeof(codes) / sizeof(*codes); i++)
		if (codes[i].code == code)
			return codes[i].key;
	return 0;
}

int terminal_key(bool is_code, unsigned value)
{
	if (is_code)
		return key_of_code((int)value);
	switch (value) {
	case '\r':
	case '\n':
		return UI_KEY_ENTER;
	case '\t':
		return UI_KEY_TAB;
	case 27:
		return UI_KEY_ESCAPE;
	case 127:
	case 8:
		return UI_KEY_BACKSPACE;
	default:
		return value < UI_KEY_FIRST ? (int)value : 0;
	}
}
