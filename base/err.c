#include "base/err.h"
#include "base/utf8.h"

#include <stdarg.h>

/* Copies text so that it may go to a terminal, cut between characters. */
static void copy_safely(char *out, size_t size, const char *text)
{
	struct str safe = STR_INIT;
	size_t length;

	utf8_scrub(&safe, text, strlen(text), UTF8_ONE_LINE);
	length = safe.length;
	if (length >= size) {
		length = size - 1;
		while (length > 0 && (safe.s[length] & 0xC0) == 0x80)
			length--;
	}
	memcpy(out, safe.s, length);
	out[length] = '\0';
	str_finish(&safe);
}

__attribute__((format(printf, 6, 0))) static void err_fill(
	struct err *err, enum err_code code, const char *path, int line,
	int column, const char *format, va_list args)
{
	struct err filled = { .code = code, .line = line, .column = column };
	struct str message = STR_INIT;

	/* Into a fresh one first: the arguments may point into *err. */
	str_vaddf(&message, format, args);
	copy_safely(filled.message, sizeof(filled.message), message.s);
	str_finish(&message);
	if (path)
		copy_safely(filled.path, sizeof(filled.path), path);
	*err = filled;
}

bool err_set(struct err *err, enum err_code code, const char *format, ...)
{
	va_list args;

	if (!err)
		return false;
	va_start(args, format);
	err_fill(err, code, NULL, 0, 0, format, args);
	va_end(args);
	return false;
}

bool err_set_at(struct err *err, enum err_code code, const char *path, int line,
		int column, const char *format, ...)
{
	va_list args;

	if (!err)
		return false;
	va_start(args, format);
	err_fill(err, code, path, line, column, format, args);
	va_end(args);
	return false;
}

const char *err_format(const struct err *err, char *buffer, size_t size)
{
	char place[64] = "";

	if (size == 0)
		return buffer;
	if (err->line > 0 && err->column > 0)
		snprintf(place, sizeof(place), "%d:%d", err->line, err->column);
	else if (err->line > 0)
		snprintf(place, sizeof(place), "%d", err->line);

	if (err->path[0] && place[0])
		snprintf(buffer, size, "%s:%s: %s", err->path, place,
			 err->message);
	else if (err->path[0])
		snprintf(buffer, size, "%s: %s", err->path, err->message);
	else if (place[0])
		snprintf(buffer, size, "line %s: %s", place, err->message);
	else
		snprintf(buffer, size, "%s", err->message);
	return buffer;
}

int err_exit_status(const struct err *err)
{
	switch (err->code) {
	case ERR_NONE:
		return 0;
	case ERR_INPUT:
	case ERR_LIMIT:
		return 2;
	case ERR_IO:
	case ERR_STATE:
		break;
	}
	return 1;
}
