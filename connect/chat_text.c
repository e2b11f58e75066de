#include "connect/chat_text.h"

#include "base/json.h"
#include "base/utf8.h"

#include <string.h>
#include <strings.h>

static bool calls_everybody(const char *after_at)
{
	static const char *const words[] = { "here", "channel", "all",
					     "everyone" };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (!strncasecmp(after_at, words[i], strlen(words[i])))
			return true;
	return false;
}

static void escape(const char *text, struct str *out)
{
	for (const char *c = text; *c; c++) {
		if (*c == '&')
			str_add(out, "&amp;");
		else if (*c == '<')
			str_add(out, "&lt;");
		else if (*c == '>')
			str_add(out, "&gt;");
		else if (*c == '@' && calls_everybody(c + 1))
			str_add(out, "(at)");
		else
			str_add_char(out, *c);
	}
}

/* The longest beginning that fits and ends with a whole character. */
static size_t cut_at(const char *text, size_t length, size_t max)
{
	size_t at = 0;

	if (length <= max)
		return length;
	while (at < max) {
		uint32_t code;
		size_t n = utf8_decode(text + at, length - at, &code);

		if (at + n > max)
			break;
		at += n;
	}
	return at;
}

void chat_text_json(const char *text, size_t max, struct str *out)
{
	struct str clean = STR_INIT, escaped = STR_INIT;
	struct json_writer w;
	size_t cut;

	utf8_scrub(&clean, text, strlen(text), UTF8_KEEP_NEWLINES);
	cut = cut_at(clean.s, clean.length, max);
	if (cut < clean.length) {
		str_truncate(&clean, cut);
		str_add(&clean, " ...");
	}
	escape(clean.s, &escaped);
	json_writer_init(&w, out, true);
	json_begin_object(&w);
	json_put_member_string(&w, "text", escaped.s);
	json_end_object(&w);
	str_finish(&clean);
	str_finish(&escaped);
}
