#include "scoring/reading/document.h"

#include "base/ascii.h"
#include "base/str.h"
#include "base/vec.h"
#include "scoring/reading/document_internal.h"

#include <string.h>

#define WRAPPED 60    /* bytes of a line that was probably wrapped */
#define SHORT_LINE 60 /* bytes of a line that may be a heading */
#define SHORT_WORDS 8
#define VERY_SHORT 30

/* The block being gathered. */
struct gather {
	struct document_build *build;
	struct block block;
	struct str text;
	bool open, quoted;
	bool after_blank;
	bool ended;	  /* the last line ended a sentence */
	const char *next; /* the line after this one */
	int header;	  /* of the table being read; -1 = none */
};

/* "(b)", "**b)**", "b." at the beginning of a line or heading; 0 = none. */
static char letter_of(const char *s)
{
	s += strspn(s, "*#_( ");
	if (!ascii_is_letter(s[0]) || !strchr(").:", s[1]) || s[1] == '\0')
		return 0;
	return ascii_lower(s[0]);
}

/* Whether a text begins with a word in small letters, however written. */
static bool begins_with(const char *s, const char *word)
{
	while (*word && ascii_lower(*s) == *word) {
		s++;
		word++;
	}
	return *word == '\0';
}

/* "3", "12." and the like; 0 = none, or too high to be that of a line. */
static int digits_of(const char *s)
{
	int number = 0;

	for (; ascii_is_digit(*s) && number < 100; s++)
		number = number * 10 + (*s - '0');
	return number < 100 && strchr(").:, ", *s) ? number : 0;
}

/* The number behind "Option 3", "b) Solution C: ..."; 0 = none. */
static int named_number_of(const char *s)
{
	static const char *const names[] = { "option", "solution", "measure",
					     "proposal", "idea" };

	s += strspn(s, "*#_( ");
	if (ascii_is_letter(s[0]) && s[1] && strchr(").", s[1]))
		s += 2;
	s += strspn(s, " *");
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		if (!begins_with(s, names[i]))
			continue;
		s += strlen(names[i]);
		s += strspn(s, " ");
		if (ascii_is_letter(s[0]) && s[1] && strchr(").:, ", s[1]))
			return ascii_lower(s[0]) - 'a' + 1;
		return digits_of(s);
	}
	return 0;
}

/* The number by which other parts of the answer may call it: "3. ...",
 * "Option 3", "Solution C"; 0 = none. */
static int number_of(const char *s)
{
	int named = named_number_of(s);

	return named ? named : digits_of(s + strspn(s, "*#_( "));
}

static void flush(struct gather *g)
{
	if (g->open && g->text.length > 0) {
		char last = g->text.s[g->text.length - 1];

		g->block.opens = last == ':';
		g->block.letter = letter_of(g->text.s);
		if (g->block.number == 0 && g->block.kind == BLOCK_HEADING)
			g->block.number = number_of(g->text.s);
		if (g->block.number == 0 && g->block.kind == BLOCK_PARAGRAPH)
			g->block.number = named_number_of(g->text.s);
		document_add_block(g->build, &g->block, g->text.s, g->quoted);
	}
	g->open = false;
	str_clear(&g->text);
}

static void begin(struct gather *g, enum block_kind kind, int level, int line)
{
	flush(g);
	g->block = (struct block){ .kind = kind,
				   .level = level,
				   .line = line,
				   .joint = !g->after_blank,
				   .header = -1 };
	g->open = true;
	g->after_blank = false;
}

static void append(struct gather *g, const char *text, size_t length)
{
	if (g->text.length > 0)
		str_add_char(&g->text, ' ');
	str_add_n(&g->text, text, length);
	g->ended = length > 0 && strchr(".!?:;|\")*", text[length - 1]) != NULL;
}

static size_t words_in(const char *text, size_t length)
{
	size_t count = 0;
	bool inside = false;

	for (size_t i = 0; i < length; i++) {
		bool space = ascii_is_space(text[i]);

		count += !space && !inside ? 1 : 0;
		inside = !space;
	}
	return count;
}

/* Bytes of a list mark at the line's beginning: "- ", "* ", "3. ", "b) ". */
static size_t list_mark(const char *s, size_t length)
{
	size_t at = 0;

	if (length >= 4 && strncmp(s, "\xe2\x80\xa2", 3) == 0)
		return 3;
	if (length >= 2 && strchr("-*+", s[0]) && s[1] == ' ')
		return 2;
	while (at < length && at < 3 && ascii_is_digit(s[at]))
		at++;
	if (at > 0 && at + 1 < length && strchr(".)", s[at]) &&
	    s[at + 1] == ' ')
		return at + 2;
	return 0;
}

/* Bytes of "(a) ", "a) " or "a. " at the line's beginning. */
static size_t letter_mark(const char *s, size_t length)
{
	size_t open = length > 0 && s[0] == '(' ? 1 : 0;

	if (length < open + 3 || !ascii_is_letter(s[open]) ||
	    !strchr(open ? ")" : ").", s[open + 1]) || s[open + 2] != ' ')
		return 0;
	return open + 3;
}

static bool is_bold_line(const char *s, size_t length)
{
	if (length < 5 || strncmp(s, "**", 2) != 0)
		return false;
	while (length > 0 && strchr(":.", s[length - 1]))
		length--;
	return length > 4 && strncmp(s + length - 2, "**", 2) == 0 &&
	       strstr(s + 2, "**") == s + length - 2;
}

/* Whether what follows a short line shows that it is no wrapped one. */
static bool stands_alone(const char *next, size_t length)
{
	next += strspn(next, " \t");
	return *next == '\0' || *next == '\n' ||
	       (length <= VERY_SHORT && !(*next >= 'a' && *next <= 'z'));
}

/* A short line on its own that ends in a colon, or in nothing, after a blank
 * one. */
static bool is_label_line(const struct gather *g, const char *s, size_t length)
{
	if (length > SHORT_LINE || words_in(s, length) > SHORT_WORDS)
		return false;
	if (s[length - 1] == ':')
		return true;
	return g->after_blank && stands_alone(g->next, length) &&
	       (ascii_is_alnum(s[length - 1]) || s[length - 1] == ')');
}

static void take_heading(struct gather *g, const char *s, size_t length,
			 int level, int line)
{
	begin(g, BLOCK_HEADING, level, line);
	append(g, s, length);
	flush(g);
	g->after_blank = true;
}

static bool take_hashes(struct gather *g, const char *s, size_t length,
			int line)
{
	size_t level = strspn(s, "#");

	if (level == 0 || level > 6 || s[level] != ' ')
		return false;
	take_heading(g, s + level + 1, length - level - 1, (int)level, line);
	return true;
}

static bool is_rule(const char *s, size_t length)
{
	return length > 0 && strspn(s, "|-: =*_") >= length;
}

static void take_row(struct gather *g, const char *s, size_t length, int line)
{
	bool first = g->header < 0;

	begin(g, first ? BLOCK_HEADER : BLOCK_ROW, 0, line);
	g->block.header = g->header;
	if (first)
		g->header = (int)g->build->blocks.count;
	append(g, s, length);
	flush(g);
}

static void take_prose(struct gather *g, const char *s, size_t length, int line,
		       int indent)
{
	size_t mark = list_mark(s, length), letter = letter_mark(s, length);

	if (mark > 0) {
		begin(g, BLOCK_ITEM, indent, line);
		g->block.number = number_of(s);
		append(g, s + mark, length - mark);
	} else if (is_bold_line(s, length)) {
		take_heading(g, s, length, 7, line);
	} else if (is_label_line(g, s + letter, length - letter)) {
		take_heading(g, s, length, letter > 0 ? 5 : 8, line);
	} else if (g->open && letter == 0 && !g->after_blank &&
		   (!g->ended || named_number_of(s) == 0) &&
		   (!g->ended || g->block.kind == BLOCK_ITEM ||
		    g->text.length >= WRAPPED * 2)) {
		append(g, s, length);
	} else {
		begin(g, BLOCK_PARAGRAPH, 0, line);
		append(g, s, length);
	}
}

static void take_line(struct gather *g, const char *s, size_t length, int line)
{
	int indent = 0;
	bool quoted = false;

	while (length > 0 && (*s == ' ' || *s == '\t' || *s == '>')) {
		quoted |= *s == '>';
		indent += *s == ' ' ? 1 : 0;
		s++;
		length--;
	}
	while (length > 0 && ascii_is_space(s[length - 1]))
		length--;
	if (length == 0 || strncmp(s, "```", 3) == 0) {
		flush(g);
		g->after_blank = true;
		g->header = -1;
		return;
	}
	if (*s == '|') {
		if (!is_rule(s, length))
			take_row(g, s, length, line);
		return;
	}
	g->header = -1;
	if (is_rule(s, length) || take_hashes(g, s, length, line))
		return;
	take_prose(g, s, length, line, indent);
	g->quoted = quoted;
}

/* Bytes before `max` that end with a sentence: half a one may look new. */
static size_t whole_sentences(const char *text, size_t max)
{
	size_t length = max;

	while (length > 0 && !strchr(".!?\n", text[length - 1]))
		length--;
	return length > 0 ? length : max;
}

const struct document *document_read(const char *text, struct arena *arena)
{
	struct document *document = arena_new(arena, struct document, 1);
	struct document_build build = { .arena = arena };
	struct gather g = { .build = &build,
			    .text = STR_INIT,
			    .after_blank = true,
			    .header = -1 };
	size_t length = strlen(text);
	int line = 1;

	document->cut = length > DOCUMENT_BYTES_MAX;
	if (document->cut)
		length = whole_sentences(text, DOCUMENT_BYTES_MAX);
	text = arena_strndup(arena, text, length);
	for (const char *at = text; *at; line++) {
		size_t count = strcspn(at, "\n");

		/* A copy, so that looking ahead ends with the line. */
		char *copy = arena_strndup(arena, at, count);

		g.next = at + count + (at[count] == '\n' ? 1 : 0);
		take_line(&g, copy, count, line);
		at += count + (at[count] == '\n' ? 1 : 0);
	}
	flush(&g);
	str_finish(&g.text);
	document_finish(&build, document);
	return document;
}
