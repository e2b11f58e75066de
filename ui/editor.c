#include "ui/editor.h"
#include "base/mem.h"
#include "base/utf8.h"

#include <string.h>

void editor_init(struct editor *editor, bool one_line)
{
	memset(editor, 0, sizeof(*editor));
	str_init(&editor->text);
	editor->one_line = one_line;
}

static void forget(struct editor *editor, size_t from)
{
	for (size_t i = from; i < editor->undo_count; i++)
		free(editor->undo[i].text);
	editor->undo_count = from;
	if (editor->undo_at > from)
		editor->undo_at = from;
}

void editor_finish(struct editor *editor)
{
	forget(editor, 0);
	str_finish(&editor->text);
}

void editor_set(struct editor *editor, const char *text)
{
	forget(editor, 0);
	str_clear(&editor->text);
	editor->at = 0;
	editor_insert(editor, text, strlen(text));
	forget(editor, 0);
	editor->last = EDITOR_MOVED;
}

static void take_state(struct editor *editor, size_t slot)
{
	editor->undo[slot].text = mem_strdup(editor->text.s);
	editor->undo[slot].at = editor->at;
}

/* Keeps the state before a change, unless it goes on with the last one. */
static void before(struct editor *editor, enum editor_change change)
{
	bool goes_on = change == editor->last && change != EDITOR_OTHER &&
		       editor->undo_at == editor->undo_count;

	editor->last = change;
	if (goes_on)
		return;
	forget(editor, editor->undo_at);
	if (editor->undo_count == EDITOR_UNDO_MAX) {
		free(editor->undo[0].text);
		memmove(editor->undo, editor->undo + 1,
			(EDITOR_UNDO_MAX - 1) * sizeof(*editor->undo));
		editor->undo_count--;
	}
	take_state(editor, editor->undo_count);
	editor->undo_at = ++editor->undo_count;
}

static void show_state(struct editor *editor, const struct editor_state *state)
{
	str_clear(&editor->text);
	str_add(&editor->text, state->text);
	editor->at = state->at;
	editor->last = EDITOR_MOVED;
}

static void undo(struct editor *editor)
{
	if (editor->undo_at == 0)
		return;
	/* The newest state is kept too, for redo. */
	if (editor->undo_at == editor->undo_count &&
	    editor->undo_count < EDITOR_UNDO_MAX) {
		take_state(editor, editor->undo_count);
		editor->undo_count++;
	}
	show_state(editor, &editor->undo[--editor->undo_at]);
}

static void redo(struct editor *editor)
{
	if (editor->undo_at + 1 < editor->undo_count)
		show_state(editor, &editor->undo[++editor->undo_at]);
}

static bool insert(struct editor *editor, const char *text, size_t length,
		   enum editor_change change)
{
	size_t most = editor->one_line ? EDITOR_LINE_MAX : EDITOR_TEXT_MAX;
	struct str clean = STR_INIT;
	bool fits = true;

	utf8_scrub(&clean, text, length,
		   editor->one_line ? UTF8_ONE_LINE : UTF8_KEEP_NEWLINES);
	for (size_t i = 0; editor->one_line && i < clean.length; i++)
		if (clean.s[i] == '\n')
			clean.s[i] = ' ';
	if (clean.length > most - editor->text.length) {
		size_t room = most - editor->text.length;

		while (room > 0 &&
		       ((unsigned char)clean.s[room] & 0xc0) == 0x80)
			room--;
		str_truncate(&clean, room);
		fits = false;
	}
	if (clean.length > 0) {
		before(editor, change);
		str_insert(&editor->text, editor->at, clean.s, clean.length);
		editor->at += clean.length;
	}
	str_finish(&clean);
	return fits;
}

bool editor_insert(struct editor *editor, const char *text, size_t length)
{
	return insert(editor, text, length, EDITOR_OTHER);
}

void editor_erase(struct editor *editor, size_t length)
{
	if (length > editor->text.length - editor->at)
		length = editor->text.length - editor->at;
	if (length == 0)
		return;
	before(editor, EDITOR_DELETED);
	str_erase(&editor->text, editor->at, length);
}

void editor_replace(struct editor *editor, const char *text)
{
	before(editor, EDITOR_OTHER);
	str_clear(&editor->text);
	editor->at = 0;
	editor->last = EDITOR_OTHER;
	insert(editor, text, strlen(text), EDITOR_OTHER);
}

bool editor_key(struct editor *editor, int key)
{
	char bytes[4];

	if (!key_is_text(key))
		return false;
	/* A word at a time can be undone. */
	if (key == ' ' && editor->last == EDITOR_TYPED)
		editor->last = EDITOR_MOVED;
	insert(editor, bytes, utf8_encode((uint32_t)key, bytes), EDITOR_TYPED);
	return true;
}

/* The next and the previous place between characters. */
/* Whether a code point goes with the one before it: marks, skin tones, and the
 * second letter of a flag. */
static bool goes_with(uint32_t before, uint32_t code)
{
	bool flag = before >= 0x1f1e6 && before <= 0x1f1ff;

	return (code >= 0x20 && utf8_width(code) == 0) ||
	       (code >= 0x1f3fb && code <= 0x1f3ff) ||
	       (flag && code >= 0x1f1e6 && code <= 0x1f1ff);
}

static size_t next_place(const struct editor *editor, size_t at)
{
	const struct str *text = &editor->text;
	uint32_t before, code;

	if (at >= text->length)
		return text->length;
	at += utf8_decode(text->s + at, text->length - at, &before);
	while (at < text->length) {
		size_t taken = utf8_decode(text->s + at, text->length - at,
					   &code);

		if (!goes_with(before, code))
			break;
		/* A flag has two letters, and no third. */
		before = code >= 0x1f1e6 && code <= 0x1f1ff ? 0 : before;
		at += taken;
	}
	return at;
}

/* One code point back, over the marks on it. */
static size_t step_back(const struct editor *editor, size_t at)
{
	const struct str *text = &editor->text;
	uint32_t code;

	while (at > 0) {
		do
			at--;
		while (at > 0 && ((unsigned char)text->s[at] & 0xc0) == 0x80);
		utf8_decode(text->s + at, text->length - at, &code);
		if (code < 0x20 || utf8_width(code) != 0)
			break;
	}
	return at;
}

static size_t previous_place(const struct editor *editor, size_t at)
{
	size_t one = step_back(editor, at);
	size_t two = step_back(editor, one);

	return next_place(editor, two) == at ? two : one;
}

/* Letters, digits and everything beyond ASCII make words. */
static bool in_word(const struct editor *editor, size_t at)
{
	unsigned char c = (unsigned char)editor->text.s[at];

	return c >= 0x80 || (c >= '0' && c <= '9') ||
	       ((c | 32) >= 'a' && (c | 32) <= 'z') || c == '_';
}

static size_t word_left(const struct editor *editor)
{
	size_t at = editor->at;

	while (at > 0 && !in_word(editor, at - 1))
		at--;
	while (at > 0 && in_word(editor, at - 1))
		at--;
	return at;
}

static size_t word_right(const struct editor *editor)
{
	size_t at = editor->at;

	while (at < editor->text.length && !in_word(editor, at))
		at++;
	while (at < editor->text.length && in_word(editor, at))
		at++;
	return at;
}

static size_t line_start(const struct editor *editor)
{
	size_t at = editor->at;

	while (at > 0 && editor->text.s[at - 1] != '\n')
		at--;
	return at;
}

static size_t line_end(const struct editor *editor)
{
	return editor->at + strcspn(editor->text.s + editor->at, "\n");
}

/* Deletes [from, to) and leaves the cursor at from. */
static void erase(struct editor *editor, size_t from, size_t to,
		  enum editor_change change)
{
	if (from >= to)
		return;
	before(editor, change);
	str_erase(&editor->text, from, to - from);
	editor->at = from;
}

static bool act_move(struct editor *editor, enum action action)
{
	switch (action) {
	case ACTION_CHAR_LEFT:
		editor->at = previous_place(editor, editor->at);
		break;
	case ACTION_CHAR_RIGHT:
		editor->at = next_place(editor, editor->at);
		break;
	case ACTION_WORD_LEFT:
		editor->at = word_left(editor);
		break;
	case ACTION_WORD_RIGHT:
		editor->at = word_right(editor);
		break;
	case ACTION_LINE_START:
		editor->at = line_start(editor);
		break;
	case ACTION_LINE_END:
		editor->at = line_end(editor);
		break;
	case ACTION_TEXT_START:
		editor->at = 0;
		break;
	case ACTION_TEXT_END:
		editor->at = editor->text.length;
		break;
	default:
		return false;
	}
	editor->last = EDITOR_MOVED;
	return true;
}

bool editor_act(struct editor *editor, enum action action)
{
	size_t at = editor->at;

	switch (action) {
	case ACTION_DELETE_BACK:
		erase(editor, previous_place(editor, at), at, EDITOR_DELETED);
		return true;
	case ACTION_DELETE:
		erase(editor, at, next_place(editor, at), EDITOR_DELETED);
		return true;
	case ACTION_DELETE_WORD_BACK:
		erase(editor, word_left(editor), at, EDITOR_OTHER);
		return true;
	case ACTION_DELETE_WORD:
		erase(editor, at, word_right(editor), EDITOR_OTHER);
		return true;
	case ACTION_DELETE_LINE_END:
		erase(editor, at,
		      line_end(editor) > at ? line_end(editor)
					    : next_place(editor, at),
		      EDITOR_OTHER);
		return true;
	case ACTION_CLEAR_LINE:
		erase(editor, 0, editor->text.length, EDITOR_OTHER);
		return true;
	case ACTION_UNDO:
		undo(editor);
		return true;
	case ACTION_REDO:
		redo(editor);
		return true;
	case ACTION_NEW_LINE:
		if (!editor->one_line)
			insert(editor, "\n", 1, EDITOR_OTHER);
		return true;
	default:
		return act_move(editor, action);
	}
}
