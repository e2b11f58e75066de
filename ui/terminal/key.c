#include "ui/terminal/key.h"
#include "base/utf8.h"

#include <stdio.h>
#include <string.h>

static const char *const names[] = {
#define K(id, name) [UI_KEY_##id - UI_KEY_FIRST] = name,
	UI_KEYS(K)
#undef K
};

#define NAME_COUNT (sizeof(names) / sizeof(*names))

const char *key_label(int key, char name[KEY_NAME_MAX])
{
	const char *alt = key & UI_KEY_ALT ? "alt-" : "";
	char text[5] = "";

	key &= ~UI_KEY_ALT;
	if (key >= UI_KEY_FIRST && key < UI_KEY_END_OF_KEYS)
		snprintf(name, KEY_NAME_MAX, "%s%s", alt,
			 names[key - UI_KEY_FIRST]);
	else if (key == ' ')
		snprintf(name, KEY_NAME_MAX, "%sspace", alt);
	else if (key >= 1 && key <= 26)
		snprintf(name, KEY_NAME_MAX, "%sctrl-%c", alt, 'a' + key - 1);
	else if (key == 0x1f)
		snprintf(name, KEY_NAME_MAX, "%sctrl-_", alt);
	else {
		text[utf8_encode((uint32_t)key, text)] = '\0';
		snprintf(name, KEY_NAME_MAX, "%s%s", alt, text);
	}
	return name;
}

int key_parse(const char *name, size_t length)
{
	uint32_t code;

	if (length > 4 && strncmp(name, "alt-", 4) == 0) {
		int key = key_parse(name + 4, length - 4);

		return key && !(key & UI_KEY_ALT) ? key | UI_KEY_ALT : 0;
	}
	for (size_t i = 0; i < NAME_COUNT; i++)
		if (strlen(names[i]) == length &&
		    strncmp(names[i], name, length) == 0)
			return UI_KEY_FIRST + (int)i;
	if (length == 5 && strncmp(name, "space", 5) == 0)
		return ' ';
	if (length == 6 && strncmp(name, "ctrl-", 5) == 0) {
		if (name[5] >= 'a' && name[5] <= 'z')
			return name[5] - 'a' + 1;
		return name[5] == '_' ? 0x1f : 0;
	}
	if (length == 0 || utf8_decode(name, length, &code) != length ||
	    code < 0x20)
		return 0;
	return (int)code;
}

bool key_is_text(int key)
{
	return key >= 0x20 && key != 0x7f && key < UI_KEY_FIRST &&
	       !(key >= 0x80 && key < 0xa0);
}
