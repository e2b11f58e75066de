/* A style as somebody writes it. */
#include "ui/terminal/role.h"

#include <stdlib.h>
#include <string.h>

/* One word of a style; NULL = good. */
static const char *parse_word(const char *word, size_t length, bool *on,
			      int *colors, struct style *style)
{
	static const struct {
		const char *name;
		unsigned attribute;
	} attributes[] = {
		{ "bold", STYLE_BOLD },		  { "dim", STYLE_DIM },
		{ "underline", STYLE_UNDERLINE }, { "italic", STYLE_ITALIC },
		{ "reverse", STYLE_REVERSE },
	};
	int32_t color = ROLE_NONE;

	if (length == 2 && strncmp(word, "on", 2) == 0) {
		*on = true;
		return NULL;
	}
	for (size_t i = 0; i < sizeof(attributes) / sizeof(*attributes); i++)
		if (strlen(attributes[i].name) == length &&
		    strncmp(word, attributes[i].name, length) == 0) {
			style->attributes |= attributes[i].attribute;
			return NULL;
		}
	if (*word == '#' && length == 7 &&
	    strspn(word + 1, "0123456789abcdefABCDEF") >= 6)
		color = (int32_t)strtol(word + 1, NULL, 16);
	else if (length != 7 || strncmp(word, "default", 7) != 0)
		return "a colour is #rrggbb or default; behind it may stand: "
		       "on #rrggbb, bold, dim, underline, italic, reverse";
	if (*on ? *colors & 2 : *colors & 1)
		return "there are two colours; the one of the background "
		       "comes behind \"on\"";
	*(*on ? &style->background : &style->foreground) = color;
	*colors |= *on ? 2 : 1;
	return NULL;
}

const char *style_parse(const char *text, struct style *style)
{
	bool on = false;
	int colors = 0;

	*style = (struct style){ ROLE_NONE, ROLE_NONE, 0 };
	text += strspn(text, " \t");
	if (!*text)
		return "there is no colour; write one, like #f0b429, or "
		       "default";
	while (*text) {
		size_t length = strcspn(text, " \t");
		const char *wrong = parse_word(text, length, &on, &colors,
					       style);

		if (wrong)
			return wrong;
		text += length;
		text += strspn(text, " \t");
	}
	return on && !(colors & 2) ? "there is no colour behind \"on\"" : NULL;
}
