/* Blocks cut into statements. */
#include "base/ascii.h"
#include "base/hash.h"
#include "scoring/reading/document_internal.h"

#include <string.h>

#define LABEL_WORDS 10
#define LEAD_WORDS 4	/* of a sentence that is a label: "Today." */
#define REPEAT_WORDS 5	/* shorter statements may come again */
#define TITLE_WORDS 5	/* of an item that heads the deeper ones below it */
#define TITLE_LEVEL 8	/* as of a short line that ends in a colon */
#define QUOTE_WORDS 3	/* in quotation marks, to be a message */
#define QUOTE_BYTES 400 /* of a statement that is shown */

/* What the reader of words would take for a part of a word, as something that
 * parts words; the length stays, so that places still fit. */
static char *plain_copy(const char *text, struct arena *arena)
{
	char *copy = arena_strdup(arena, text);

	for (char *c = copy; *c; c++) {
		bool spaced = c > copy && c[-1] == ' ';

		if (*c == '_' || *c == '`')
			*c = ' ';
		else if (strncmp(c, "\xc3\x97", 2) == 0) /* times */
			memcpy(c, "x ", 2);
		else if (strncmp(c, "\xe2\x86\x92", 3) == 0) /* arrow */
			memcpy(c, spaced ? "to " : " to", 3);
		else if (strncmp(c, "\xe2\x88", 2) == 0 ||
			 strncmp(c, "\xe2\x89", 2) == 0) /* minus, at most */
			memcpy(c, c[2] ? "   " : "  ", c[2] ? 3 : 2);
	}
	return copy;
}

/* How many quotation marks are open, told place by place. */
struct marks {
	const char *raw;
	size_t at;
	bool straight;
	int curly;
};

/* Whether what stands at `to` is in quotation marks; `to` only grows. */
static bool is_quoted(struct marks *m, size_t to)
{
	for (; m->at < to; m->at++) {
		const char *s = m->raw + m->at;

		if (*s == '"')
			m->straight = !m->straight;
		else if (strncmp(s, "\xe2\x80\x9c", 3) == 0)
			m->curly++;
		else if (strncmp(s, "\xe2\x80\x9d", 3) == 0 && m->curly > 0)
			m->curly--;
	}
	return m->straight || m->curly > 0;
}

static uint64_t hash_of(const struct text *text,
			const struct text_sentence *sentence)
{
	uint64_t hash = HASH_INIT;

	for (size_t i = 0; i < sentence->count; i++)
		hash = hash_text(hash, text->words[sentence->first + i].lower);
	return hash ? hash : 1;
}

/* Whether the statement is new; notes it. */
static bool is_new(struct document_build *build, const struct text *text,
		   const struct text_sentence *sentence)
{
	uint64_t hash = hash_of(text, sentence);
	size_t slot = hash % DOCUMENT_SLOTS;

	if (sentence->count < REPEAT_WORDS)
		return true;
	while (build->seen[slot] != 0) {
		if (build->seen[slot] == hash)
			return false;
		slot = (slot + 1) % DOCUMENT_SLOTS;
	}
	build->seen[slot] = hash;
	return true;
}

static bool has_colon(const char *raw, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if (raw[i] == ':' || strncmp(raw + i, "\xe2\x80\x94", 3) == 0 ||
		    strncmp(raw + i, " - ", 3) == 0)
			return true;
	return false;
}

/* Words of the label that the sentence begins with. */
static size_t label_of(const struct text *text,
		       const struct text_sentence *sentence, const char *shown)
{
	const struct text_word *words = text->words + sentence->first;
	size_t end = words[0].at;

	bool bold = end >= 1 &&
		    (shown[end - 1] == '*' || shown[end - 1] == '_');

	for (size_t i = 0; i < sentence->count && i < LABEL_WORDS; i++) {
		size_t next;

		end = words[i].at + words[i].length;
		next = i + 1 < sentence->count ? words[i + 1].at
					       : end + (shown[end] ? 1 : 0);
		if (has_colon(shown, end, next) ||
		    (bold && shown[end] && strchr("*_", shown[end])) ||
		    (bold && shown[end] && strchr("*_", shown[end + 1])))
			return i + 1;
	}
	return sentence->count <= LEAD_WORDS ? sentence->count : 0;
}

/* Without the stars of bold print. */
static const char *without_stars(char *quote)
{
	char *to = quote;

	for (const char *from = quote; *from; from++) {
		bool star = from[0] == '*' &&
			    (from[1] == '*' || from[1] == ' ' ||
			     from == quote || from[-1] == '*' ||
			     strchr(".,:;)", from[-1]));

		if (!star)
			*to++ = *from;
	}
	*to = '\0';
	return quote;
}

static const char *quote_of(const struct text *text,
			    const struct text_sentence *sentence,
			    const char *shown, struct arena *arena)
{
	const struct text_word *first = &text->words[sentence->first];
	const struct text_word *last = first + sentence->count - 1;
	size_t from = first->at, to = text_word_end(shown, last);

	while (from > 0 && strchr("(\"$", shown[from - 1]))
		from--;
	while (shown[to] && strchr(".!?%)\"", shown[to]))
		to++;
	if (to - from > QUOTE_BYTES) {
		to = from + QUOTE_BYTES;
		while (to > from && shown[to] != ' ')
			to--;
		return without_stars(arena_printf(
			arena, "%.*s ...", (int)(to - from), shown + from));
	}
	return without_stars(arena_strndup(arena, shown + from, to - from));
}

static void add_statements(struct document_build *build, const char *shown,
			   int column, bool quoted)
{
	const struct text *text = text_read(plain_copy(shown, build->arena),
					    build->arena);
	const struct block *block =
		&build->blocks.items[build->blocks.count - 1];
	struct marks marks = { .raw = shown };

	for (size_t i = 0; i < text->sentence_count; i++) {
		const struct text_sentence *s = &text->sentences[i];
		size_t middle = s->first + s->count / 2;
		struct statement statement = {
			.block = build->blocks.count - 1,
			.column = column,
			.line = block->line,
			.text = text,
			.sentence = s,
			.quoted = quoted,
		};

		if (build->statements.count == DOCUMENT_STATEMENTS_MAX)
			return;
		if (!is_new(build, text, s)) {
			build->repeated++;
			continue;
		}
		statement.quoted |= is_quoted(&marks, text->words[middle].at) &&
				    s->count > QUOTE_WORDS;
		statement.label = label_of(text, s, shown);
		statement.quote = quote_of(text, s, shown, build->arena);
		build->word_count += s->count;
		vec_push(&build->statements, statement);
	}
}

/* The cells of a row, each read by itself. */
static void add_cells(struct document_build *build, const char *text)
{
	int column = 0;
	const char *at = text + (*text == '|' ? 1 : 0);

	while (*at) {
		size_t length = column == DOCUMENT_COLUMNS_MAX - 1
					? strlen(at)
					: strcspn(at, "|");

		add_statements(build, arena_strndup(build->arena, at, length),
			       column, false);
		at += length;
		at += *at == '|' ? 1 : 0;
		column++;
	}
}

void document_add_block(struct document_build *build, const struct block *block,
			const char *text, bool quoted)
{
	struct block *added;
	size_t first = build->statements.count;

	vec_push(&build->blocks, *block);
	if (block->kind == BLOCK_ROW || block->kind == BLOCK_HEADER)
		add_cells(build, text);
	else
		add_statements(build, arena_strdup(build->arena, text), 0,
			       quoted);
	added = &build->blocks.items[build->blocks.count - 1];
	added->first = first;
	added->count = build->statements.count - first;
}

/* A short item above deeper ones is their heading: "1. Triage (30 min)". */
static void raise_headings(struct document_build *build)
{
	struct block *blocks = build->blocks.items;

	for (size_t b = 0; b + 1 < build->blocks.count; b++) {
		bool above = blocks[b].kind == BLOCK_ITEM &&
			     blocks[b + 1].kind == BLOCK_ITEM &&
			     blocks[b + 1].level > blocks[b].level;

		if (above && blocks[b].count == 1 && !blocks[b].opens &&
		    build->statements.items[blocks[b].first].sentence->count <=
			    TITLE_WORDS) {
			blocks[b].kind = BLOCK_HEADING;
			blocks[b].level = TITLE_LEVEL;
		}
	}
}

void document_finish(struct document_build *build, struct document *document)
{
	struct block *blocks = arena_new(build->arena, struct block,
					 build->blocks.count + 1);
	struct statement *statements = arena_new(build->arena, struct statement,
						 build->statements.count + 1);

	raise_headings(build);
	if (build->blocks.count > 0)
		memcpy(blocks, build->blocks.items,
		       build->blocks.count * sizeof(*blocks));
	if (build->statements.count > 0)
		memcpy(statements, build->statements.items,
		       build->statements.count * sizeof(*statements));
	document->blocks = blocks;
	document->block_count = build->blocks.count;
	document->statements = statements;
	document->statement_count = build->statements.count;
	document->word_count = build->word_count;
	document->repeated = build->repeated;
	vec_finish(&build->blocks);
	vec_finish(&build->statements);
}
