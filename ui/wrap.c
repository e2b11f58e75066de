#include "ui/wrap.h"

#include "base/utf8.h"

size_t wrap_next(const char *text, int cells, const char **next)
{
	size_t length = strcspn(text, "\n");
	size_t fit = utf8_fit(text, length, cells);
	size_t end = fit;

	if (fit == length) {
		*next = text + length + (text[length] == '\n' ? 1 : 0);
		return length;
	}
	if (text[fit] != ' ') {
		while (end > 0 && text[end - 1] != ' ')
			end--;
		if (end == 0) { /* one long word */
			uint32_t code;

			if (fit == 0) /* wider than the whole line */
				fit = utf8_decode(text, length, &code);
			*next = text + fit;
			return fit;
		}
	}
	*next = text + end;
	while (**next == ' ')
		(*next)++;
	while (end > 0 && text[end - 1] == ' ')
		end--;
	return end;
}

void wrap_text(struct str *out, const char *text, int first, int indent,
	       int width)
{
	int margin = first;

	do {
		const char *next;
		int room = width - margin > 8 ? width - margin : 8;
		size_t length = wrap_next(text, room, &next);

		if (length > 0) {
			str_add_repeat(out, ' ', (size_t)margin);
			str_add_n(out, text, length);
		}
		str_add_char(out, '\n');
		text = next;
		margin = indent;
	} while (*text);
}

void wrap_cell(struct str *out, const char *text, int cells, bool right)
{
	size_t length = strlen(text);
	int width = utf8_text_width(text, length);
	size_t pad;

	if (width > cells) {
		length = utf8_fit(text, length, cells - 1);
		width = utf8_text_width(text, length) + 1;
		pad = cells > width ? (size_t)(cells - width) : 0;
		str_add_n(out, text, length);
		str_add(out, "…");
		str_add_repeat(out, ' ', pad);
		return;
	}
	pad = (size_t)(cells - width);
	if (right)
		str_add_repeat(out, ' ', pad);
	str_add_n(out, text, length);
	if (!right)
		str_add_repeat(out, ' ', pad);
}
