#include "drill/commands/command_split.h"

#include "base/utf8.h"

#define TOKENS_MAX 4096

static int column_of(const struct parser *p, size_t at)
{
	int column = 1;

	for (size_t i = 0; i < at && p->line[i]; i++)
		column += ((unsigned char)p->line[i] & 0xc0) != 0x80;
	return column;
}

bool command_fail(const struct parser *p, size_t at, const char *what,
		  const char *more)
{
	return err_set_at(p->err, ERR_INPUT, NULL, 0, column_of(p, at), "%s%s",
			  what, more ? more : "");
}

bool command_is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* Reads one quoted stretch from line[at] == '"'; leaves *at behind it. */
static bool read_quoted(struct parser *p, size_t *at, struct str *out)
{
	size_t begin = *at;
	size_t i = begin + 1;

	for (;; i++) {
		char c = p->line[i];

		if (!c)
			return command_fail(p, begin,
					    "this quote is never closed; end "
					    "it with \"",
					    NULL);
		if (c == '"')
			break;
		if (c == '\\') {
			c = p->line[++i];
			if (c == 'n')
				c = '\n';
			else if (c != '"' && c != '\\')
				return command_fail(
					p, i - 1,
					"inside quotes a "
					"backslash goes before \", \\ or "
					"n only",
					NULL);
		}
		str_add_char(out, c);
	}
	*at = i + 1;
	return true;
}

static bool read_token(struct parser *p, size_t *at, struct str *word,
		       struct token *out)
{
	size_t i = *at;

	out->at = i;
	out->equals = 0;
	out->quoted = p->line[i] == '"';
	str_clear(word);
	while (p->line[i] && !command_is_space(p->line[i])) {
		if (p->line[i] == '"') {
			if (!read_quoted(p, &i, word))
				return false;
			continue;
		}
		if (p->line[i] == '=' && !out->equals && !out->quoted)
			out->equals = word->length;
		str_add_char(word, p->line[i++]);
	}
	*at = i;
	return true;
}

char *command_scrub(struct arena *arena, const char *text, size_t length)
{
	struct str safe = STR_INIT;
	char *kept;

	utf8_scrub(&safe, text, length, UTF8_KEEP_NEWLINES);
	kept = arena_strndup(arena, safe.s, safe.length);
	str_finish(&safe);
	return kept;
}

/* What is scrubbed may be longer or shorter: the parts are done apart. */
static void keep_word(struct parser *p, const struct str *word,
		      struct token *token)
{
	size_t equals = token->equals;
	const char *key, *value;

	if (!equals) {
		token->text = command_scrub(p->arena, word->s, word->length);
		return;
	}
	key = command_scrub(p->arena, word->s, equals);
	value = command_scrub(p->arena, word->s + equals + 1,
			      word->length - equals - 1);
	token->text = arena_printf(p->arena, "%s=%s", key, value);
	token->equals = strlen(key);
}

bool command_split(struct parser *p)
{
	struct str word = STR_INIT;
	size_t capacity = 16;
	bool good = true;

	p->tokens = arena_new(p->arena, struct token, capacity);
	for (size_t at = 0; good;) {
		struct token token;

		while (command_is_space(p->line[at]))
			at++;
		if (!p->line[at] || p->line[at] == '#')
			break;
		if (p->count == capacity) {
			struct token *more = arena_new(p->arena, struct token,
						       capacity * 4);

			memcpy(more, p->tokens, capacity * sizeof(*more));
			p->tokens = more;
			capacity *= 4;
		}
		if (p->count == TOKENS_MAX) {
			good = command_fail(p, at,
					    "too many words; put a text in "
					    "quotes",
					    NULL);
			break;
		}
		good = read_token(p, &at, &word, &token);
		if (!good)
			break;
		keep_word(p, &word, &token);
		p->tokens[p->count++] = token;
	}
	str_finish(&word);
	return good;
}

const struct token *command_take(struct parser *p)
{
	return p->next < p->count ? &p->tokens[p->next++] : NULL;
}
