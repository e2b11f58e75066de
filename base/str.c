#include "base/str.h"
#include "base/ascii.h"
#include "base/mem.h"

#include <assert.h>
#include <stdint.h>

#define STR_FIRST 32

/* What every empty str points at.  Never written to: capacity 0 says that the
 * memory is not the str's own. */
char str_empty[1];

void str_init(struct str *str)
{
	*str = (struct str)STR_INIT;
}

void str_finish(struct str *str)
{
	if (str->capacity)
		free(str->s);
	str_init(str);
}

void str_clear(struct str *str)
{
	str_truncate(str, 0);
}

void str_reserve(struct str *str, size_t extra)
{
	size_t wanted, grown;

	assert(extra < SIZE_MAX / 4 && str->length < SIZE_MAX / 4);
	wanted = str->length + extra + 1;
	if (wanted <= str->capacity)
		return;
	grown = str->capacity ? str->capacity : STR_FIRST;
	while (grown < wanted)
		grown *= 2;
	str->s = mem_realloc(str->capacity ? str->s : NULL, grown, 1);
	str->s[str->length] = '\0';
	str->capacity = grown;
}

void str_truncate(struct str *str, size_t length)
{
	if (length >= str->length)
		return;
	str->length = length;
	str->s[length] = '\0';
}

void str_add(struct str *str, const char *text)
{
	str_add_n(str, text, strlen(text));
}

void str_add_n(struct str *str, const char *bytes, size_t length)
{
	if (length == 0)
		return;
	str_reserve(str, length);
	memcpy(str->s + str->length, bytes, length);
	str->length += length;
	str->s[str->length] = '\0';
}

void str_add_char(struct str *str, char c)
{
	str_add_n(str, &c, 1);
}

void str_add_repeat(struct str *str, char c, size_t count)
{
	if (count == 0)
		return;
	str_reserve(str, count);
	memset(str->s + str->length, c, count);
	str->length += count;
	str->s[str->length] = '\0';
}

void str_addf(struct str *str, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	str_vaddf(str, format, args);
	va_end(args);
}

void str_vaddf(struct str *str, const char *format, va_list args)
{
	char small[256];
	va_list again;
	int length;

	va_copy(again, args);
	length = vsnprintf(small, sizeof(small), format, args);
	if (length > 0 && (size_t)length < sizeof(small)) {
		str_add_n(str, small, (size_t)length);
	} else if (length > 0) {
		str_reserve(str, (size_t)length);
		vsnprintf(str->s + str->length, (size_t)length + 1, format,
			  again);
		str->length += (size_t)length;
	}
	va_end(again);
}

void str_insert(struct str *str, size_t at, const char *bytes, size_t length)
{
	assert(at <= str->length);
	if (length == 0)
		return;
	str_reserve(str, length);
	memmove(str->s + at + length, str->s + at, str->length - at + 1);
	memcpy(str->s + at, bytes, length);
	str->length += length;
}

void str_erase(struct str *str, size_t at, size_t length)
{
	if (at >= str->length || length == 0)
		return;
	if (length > str->length - at)
		length = str->length - at;
	memmove(str->s + at, str->s + at + length,
		str->length - at - length + 1);
	str->length -= length;
}

char *str_detach(struct str *str)
{
	char *text = str->capacity ? str->s : mem_strdup("");

	str_init(str);
	return text;
}

bool str_starts(const char *text, const char *prefix)
{
	return strncmp(text, prefix, strlen(prefix)) == 0;
}

bool str_ends(const char *text, const char *suffix)
{
	size_t length = strlen(text), tail = strlen(suffix);

	return tail <= length && strcmp(text + length - tail, suffix) == 0;
}

bool str_equal_nocase(const char *a, const char *b)
{
	while (*a && ascii_lower(*a) == ascii_lower(*b)) {
		a++;
		b++;
	}
	return ascii_lower(*a) == ascii_lower(*b);
}

bool str_starts_nocase(const char *text, const char *prefix)
{
	while (*prefix && ascii_lower(*text) == ascii_lower(*prefix)) {
		text++;
		prefix++;
	}
	return *prefix == '\0';
}

bool str_has_nocase(const char *text, const char *part)
{
	for (; *text; text++)
		if (str_starts_nocase(text, part))
			return true;
	return *part == '\0';
}
