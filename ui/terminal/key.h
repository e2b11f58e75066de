/*
 * Keys, whatever terminal they come from.
 *
 * A key is a Unicode code point, or one of enum key for those that are none,
 * with UI_KEY_ALT added when Alt was held (or ESC came first).  Its name
 * ("a", "ctrl-s", "alt-b", "pageup") is what the keymap, the footer and the
 * help show.
 */
#ifndef GAMEDAY_UI_TERMINAL_KEY_H
#define GAMEDAY_UI_TERMINAL_KEY_H

#include <stdbool.h>
#include <stddef.h>

/* id, name.  Control letters are their code points 1 to 26. */
/* clang-format off */
#define UI_KEYS(K) \
	K(ENTER, "enter") K(TAB, "tab") K(SHIFT_TAB, "shift-tab") \
	K(ESCAPE, "esc") K(BACKSPACE, "backspace") K(DELETE, "delete") \
	K(INSERT, "insert") K(UP, "up") K(DOWN, "down") K(LEFT, "left") \
	K(RIGHT, "right") K(HOME, "home") K(END, "end") \
	K(PAGE_UP, "pageup") K(PAGE_DOWN, "pagedown") \
	K(CTRL_LEFT, "ctrl-left") K(CTRL_RIGHT, "ctrl-right") \
	K(CTRL_UP, "ctrl-up") K(CTRL_DOWN, "ctrl-down") \
	K(CTRL_HOME, "ctrl-home") K(CTRL_END, "ctrl-end") \
	K(SHIFT_LEFT, "shift-left") K(SHIFT_RIGHT, "shift-right") \
	K(SHIFT_UP, "shift-up") K(SHIFT_DOWN, "shift-down") \
	K(F1, "f1") K(F2, "f2") K(F3, "f3") K(F4, "f4") K(F5, "f5") K(F6, "f6") \
	K(F7, "f7") K(F8, "f8") K(F9, "f9") K(F10, "f10") K(F11, "f11") K(F12, "f12")
/* clang-format on */

#define UI_KEY_FIRST 0x110000 /* behind the last code point */
#define UI_KEY_ALT 0x1000000

enum key {
	UI_KEY_BEFORE = UI_KEY_FIRST - 1,
#define K(id, name) UI_KEY_##id,
	UI_KEYS(K)
#undef K
		UI_KEY_END_OF_KEYS
};

#define KEY_NAME_MAX 24
/* Writes the name of a key; returns name. */
const char *key_label(int key, char name[KEY_NAME_MAX]);
/* The key of that name (length bytes), 0 if there is none. */
int key_parse(const char *name, size_t length);
/* A key that writes a character into a text. */
bool key_is_text(int key);

#endif
