#include "ui/terminal/keymap.h"
#include "ui/terminal/key.h"

#include <string.h>

/* Where letters are text. */
#define WRITING \
	(CONTEXT_EDIT | CONTEXT_COMPOSER | CONTEXT_LINE | CONTEXT_FORM | \
	 CONTEXT_PICK)

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
	for (int i = 0; i < KEYMAP_KEYS_MAX; i++)
		if (key_is_text(parsed[i]) &&
		    (action_info(action)->contexts & WRITING))
			return err_set(err, ERR_INPUT,
				       "'%c' is written where '%s' is done; "
				       "take a key with ctrl- or alt-, or one "
				       "like f5",
				       parsed[i] < 0x7f ? parsed[i] : '?',
				       name);
	memcpy(keymap->keys[action], parsed, sizeof(parsed));
	return true;
}

/* Two actions want the same key in the same place: which key, or 0. */
static int common_key(const struct keymap *keymap, int a, int b)
{
	if (action_info((enum action)a)->contexts !=
	    action_info((enum action)b)->contexts)
		return 0;
	for (int i = 0; i < KEYMAP_KEYS_MAX; i++)
		for (int j = 0; j < KEYMAP_KEYS_MAX; j++)
			if (keymap->keys[a][i] &&
			    keymap->keys[a][i] == keymap->keys[b][j])
				return keymap->keys[a][i];
	return 0;
}

bool keymap_check(const struct keymap *keymap, struct err *err)
{
	if (!keymap->keys[ACTION_QUIT][0])
		return err_set(err, ERR_INPUT,
			       "'quit' must have a key, or nobody can leave");
	for (int a = ACTION_NONE + 1; a < ACTION_COUNT; a++)
		for (int b = a + 1; b < ACTION_COUNT; b++) {
			int key = common_key(keymap, a, b);
			char name[KEY_NAME_MAX];

			if (key)
				return err_set(
					err, ERR_INPUT,
					"the key %s is for '%s' and for '%s'; "
					"give one of them another",
					key_label(key, name),
					action_info((enum action)a)->name,
					action_info((enum action)b)->name);
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

void keymap_words(const struct keymap *keymap, enum action action,
		  struct str *out)
{
	char name[KEY_NAME_MAX];

	for (int i = 0; i < KEYMAP_KEYS_MAX; i++)
		if (keymap->keys[action][i])
			str_addf(out, " %s",
				 key_label(keymap->keys[action][i], name));
}
