#include "ui/keymap.h"
#include "ui/key.h"

#include <string.h>

/* Parses words into out; the offset of a wrong one goes to *wrong. */
static bool parse_keys(const char *text, int out[KEYMAP_KEYS_MAX],
		       const char **wrong)
{
	int count = 0;

	memset(out, 0, sizeof(int) * KEYMAP_KEYS_MAX);
	for (;;) {
		size_t length;

		text += strspn(text, " \t");
		length = strcspn(text, " \t");
		if (length == 0)
			return true;
		*wrong = text;
		if (count == KEYMAP_KEYS_MAX)
			return false;
		out[count] = key_parse(text, length);
		if (out[count] == 0)
			return false;
		count++;
		text += length;
	}
}

void keymap_init(struct keymap *keymap)
{
	const char *wrong;

	for (int i = 0; i < ACTION_COUNT; i++)
		parse_keys(action_info((enum action)i)->keys, keymap->keys[i],
			   &wrong);
}

bool keymap_bind(struct keymap *keymap, const char *name, const char *keys,
		 struct err *err)
{
	enum action action = action_find(name);
	int parsed[KEYMAP_KEYS_MAX];
	const char *wrong = keys;

	if (action == ACTION_NONE)
		return err_set(err, ERR_INPUT,
			       "there is no action '%s'; ? lists them", name);
	if (!parse_keys(keys, parsed, &wrong))
		return err_set(err, ERR_INPUT,
			       "'%.*s' is no key, or there are more than %d; "
			       "write them like: x ctrl-s alt-b pageup space",
			       (int)strcspn(wrong, " \t"), wrong,
			       KEYMAP_KEYS_MAX);
	memcpy(keymap->keys[action], parsed, sizeof(parsed));
	return true;
}

static bool read_line(struct keymap *keymap, const char *line, size_t length,
		      struct err *err)
{
	char text[256];
	char *equals, *end;

	if (length >= sizeof(text))
		return err_set(err, ERR_LIMIT, "the line is too long");
	memcpy(text, line, length);
	text[length] = '\0';
	line = text + strspn(text, " \t\r");
	if (*line == '\0' || *line == '#')
		return true;
	equals = strchr(text, '=');
	if (!equals)
		return err_set(err, ERR_INPUT, "expected: action = key key");
	end = equals;
	while (end > line && (end[-1] == ' ' || end[-1] == '\t'))
		end--;
	*end = '\0';
	equals[strcspn(equals + 1, "\r") + 1] = '\0';
	return keymap_bind(keymap, line, equals + 1, err);
}

bool keymap_read(struct keymap *keymap, const char *path, const char *text,
		 struct err *err)
{
	for (int number = 1; *text; number++) {
		size_t length = strcspn(text, "\n");
		struct err wrong = { 0 };

		if (!read_line(keymap, text, length, &wrong))
			return err_set_at(err, wrong.code, path, number, 0,
					  "%s", wrong.message);
		text += length + (text[length] == '\n');
	}
	return true;
}

static bool has_key(const struct keymap *keymap, int action, int key)
{
	for (int i = 0; i < KEYMAP_KEYS_MAX; i++)
		if (keymap->keys[action][i] == key)
			return true;
	return false;
}

enum action keymap_action(const struct keymap *keymap, unsigned contexts,
			  int key)
{
	enum action found = ACTION_NONE;
	unsigned narrowest = ~0u;

	if (key == 0)
		return ACTION_NONE;
	for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++) {
		unsigned common = action_info((enum action)i)->contexts &
				  contexts;

		common &= ~common + 1; /* its narrowest */
		if (common && common < narrowest && has_key(keymap, i, key)) {
			found = (enum action)i;
			narrowest = common;
		}
	}
	return found;
}

void keymap_key(const struct keymap *keymap, enum action action,
		struct str *out)
{
	char name[KEY_NAME_MAX];

	if (keymap->keys[action][0])
		str_add(out, key_label(keymap->keys[action][0], name));
}

void keymap_keys(const struct keymap *keymap, enum action action,
		 struct str *out)
{
	char name[KEY_NAME_MAX];

	for (int i = 0; i < KEYMAP_KEYS_MAX; i++)
		if (keymap->keys[action][i])
			str_addf(out, "%s%s", i ? " / " : "",
				 key_label(keymap->keys[action][i], name));
}
