#include "base/json.h"
#include "base/utf8.h"

#include <assert.h>
#include <math.h>

#define DECIMALS_MAX 15

void json_writer_init(struct json_writer *w, struct str *out, bool compact)
{
	*w = (struct json_writer){ .out = out, .compact = compact };
}

static void new_line(struct json_writer *w)
{
	if (w->compact)
		return;
	str_add_char(w->out, '\n');
	str_add_repeat(w->out, ' ', 2 * (size_t)w->depth);
}

/* Before a key or a value: the comma and the line it is due. */
static void begin_item(struct json_writer *w)
{
	if (w->after_key) {
		w->after_key = false;
		return;
	}
	if (w->need_comma)
		str_add_char(w->out, ',');
	if (w->depth > 0)
		new_line(w);
}

static void begin(struct json_writer *w, char open)
{
	begin_item(w);
	str_add_char(w->out, open);
	w->depth++;
	w->need_comma = false;
}

static void end(struct json_writer *w, char close)
{
	assert(w->depth > 0 && !w->after_key);
	w->depth--;
	/* Without a comma due, nothing was written: "{}". */
	if (w->need_comma)
		new_line(w);
	str_add_char(w->out, close);
	w->need_comma = true;
}

void json_begin_object(struct json_writer *w)
{
	begin(w, '{');
}

void json_end_object(struct json_writer *w)
{
	end(w, '}');
}

void json_begin_array(struct json_writer *w)
{
	begin(w, '[');
}

void json_end_array(struct json_writer *w)
{
	end(w, ']');
}

static void add_escaped(struct str *out, uint32_t code)
{
	static const char letters[] = "\b\f\n\r\t";
	const char *letter = code && code < 0x20 ? strchr(letters, (int)code)
						 : NULL;

	if (code == '"' || code == '\\')
		str_addf(out, "\\%c", (char)code);
	else if (letter)
		str_addf(out, "\\%c", "bfnrt"[letter - letters]);
	else
		str_addf(out, "\\u%04x", (unsigned)code);
}

/* U+2028 and U+2029 end a line in older JavaScript. */
static bool needs_escape(uint32_t code)
{
	return code < 0x20 || code == '"' || code == '\\' ||
	       (code >= 0x7F && code < 0xA0) || code == 0x2028 ||
	       code == 0x2029;
}

static void add_string(struct str *out, const char *text)
{
	size_t length = strlen(text);

	str_add_char(out, '"');
	while (length > 0) {
		char bytes[4];
		uint32_t code;
		size_t taken = utf8_decode(text, length, &code);

		if (needs_escape(code))
			add_escaped(out, code);
		else
			str_add_n(out, bytes, utf8_encode(code, bytes));
		text += taken;
		length -= taken;
	}
	str_add_char(out, '"');
}

void json_put_key(struct json_writer *w, const char *key)
{
	assert(!w->after_key);
	begin_item(w);
	add_string(w->out, key);
	str_add(w->out, w->compact ? ":" : ": ");
	w->need_comma = true;
	w->after_key = true;
}

static void put_text(struct json_writer *w, const char *text)
{
	begin_item(w);
	str_add(w->out, text);
	w->need_comma = true;
}

void json_put_string(struct json_writer *w, const char *text)
{
	if (!text) {
		json_put_null(w);
		return;
	}
	begin_item(w);
	add_string(w->out, text);
	w->need_comma = true;
}

void json_put_number(struct json_writer *w, double value, int decimals)
{
	char digits[352]; /* DBL_MAX has 309 before the point */
	const char *shown = digits;

	if (!isfinite(value)) {
		json_put_null(w);
		return;
	}
	if (decimals < 0)
		decimals = 0;
	if (decimals > DECIMALS_MAX)
		decimals = DECIMALS_MAX;
	snprintf(digits, sizeof(digits), "%.*f", decimals, value);
	if (*shown == '-' && shown[strspn(shown, "-0.")] == '\0')
		shown++;
	put_text(w, shown);
}

void json_put_int(struct json_writer *w, int64_t value)
{
	char digits[24];

	snprintf(digits, sizeof(digits), "%lld", (long long)value);
	put_text(w, digits);
}

void json_put_u64(struct json_writer *w, uint64_t value)
{
	char digits[24];

	snprintf(digits, sizeof(digits), "\"%llu\"", (unsigned long long)value);
	put_text(w, digits);
}

void json_put_bool(struct json_writer *w, bool value)
{
	put_text(w, value ? "true" : "false");
}

void json_put_null(struct json_writer *w)
{
	put_text(w, "null");
}

void json_put_member_string(struct json_writer *w, const char *key,
			    const char *text)
{
	json_put_key(w, key);
	json_put_string(w, text);
}

void json_put_member_number(struct json_writer *w, const char *key,
			    double value, int decimals)
{
	json_put_key(w, key);
	json_put_number(w, value, decimals);
}

void json_put_member_int(struct json_writer *w, const char *key, int64_t v)
{
	json_put_key(w, key);
	json_put_int(w, v);
}
