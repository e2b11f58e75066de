/* Usage lines, taken apart. */
#include "cli/docs.h"

#include <string.h>

/* The next word without its brackets; *closed when one ends behind it. */
static bool next_word(const char **usage, char word[USAGE_WORD_MAX],
		      bool *closed)
{
	const char *begin = *usage + strspn(*usage, " ");
	size_t length = strcspn(begin, " ");

	*usage = begin + length;
	if (length == 0)
		return false;
	while (length > 0 && *begin == '[') {
		begin++;
		length--;
	}
	*closed = false;
	while (length > 0 && begin[length - 1] == ']') {
		length--;
		*closed = true;
	}
	if (length >= USAGE_WORD_MAX)
		length = USAGE_WORD_MAX - 1;
	memcpy(word, begin, length);
	word[length] = '\0';
	return true;
}

bool usage_next(const char **usage, struct usage_item *item)
{
	char word[USAGE_WORD_MAX];
	const char *behind;
	bool closed;

	memset(item, 0, sizeof(*item));
	do {
		if (!next_word(usage, word, &closed))
			return false;
	} while (strcmp(word, "|") == 0 || strcmp(word, "...") == 0);
	if (*word != '-') {
		memcpy(item->value, word, sizeof(word));
		return true;
	}
	memcpy(item->option, word, sizeof(word));
	behind = *usage;
	if (!closed && next_word(&behind, word, &closed) && *word != '-' &&
	    *word != '|') {
		memcpy(item->value, word, sizeof(word));
		*usage = behind;
	}
	return true;
}

bool usage_is_choice(const char *value)
{
	return strchr(value, '|') != NULL;
}

bool usage_is_file(const char *value)
{
	return strcmp(value, "FILE") == 0 || strcmp(value, "FACTS") == 0 ||
	       strcmp(value, "MODEL") == 0 || strcmp(value, "PATH") == 0;
}
