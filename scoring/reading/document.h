/*
 * A written answer as a document: blocks of statements.
 *
 * People write prose, lists, tables, headings and quoted messages, mostly in
 * the manner of Markdown.  A block is a paragraph, an item of a list, a row of
 * a table, a heading; a statement is a sentence in it, or in a cell of the row.
 * Wrapped lines are put together again.  A statement that was made before is
 * left out: saying it twice is saying it once.
 */
#ifndef GAMEDAY_SCORING_READING_DOCUMENT_H
#define GAMEDAY_SCORING_READING_DOCUMENT_H

#include "base/arena.h"
#include "scoring/reading/text.h"

#define DOCUMENT_BYTES_MAX TEXT_BYTES_MAX /* what comes later is not read */
#define DOCUMENT_STATEMENTS_MAX 4000
#define DOCUMENT_COLUMNS_MAX 16 /* of a table; the rest joins the last one */

enum block_kind {
	BLOCK_PARAGRAPH,
	BLOCK_HEADING, /* also a line in bold, and a short one that ends in ':' */
	BLOCK_ITEM,
	BLOCK_HEADER, /* first row of a table */
	BLOCK_ROW,
};

struct block {
	enum block_kind kind;
	int level;   /* heading: 1 is the highest; item: its indentation */
	int line;    /* 1-based */
	bool joint;  /* continues the paragraph before it */
	char letter; /* of "(b) ..." at its beginning, in lower case; 0 = none */
	int number;  /* of "3. ..." or "Option 3"; 0 = none */
	bool opens;  /* ends in ':', what follows belongs to it */
	int header;  /* row: block that is its table's header; -1 = none */
	size_t first, count; /* statements */
};

struct statement {
	size_t block;
	int column; /* of a row, else 0 */
	int line;
	const struct text *text;
	const struct text_sentence *sentence;
	const char *quote; /* as it was written, on one line */
	bool quoted;	   /* a message in quotation marks or behind '>' */
	/* Words before the first colon (or the end of a bold lead) near the
	 * beginning: "Manager, now:".  0 = it has no such label. */
	size_t label;
};

struct document {
	const struct block *blocks;
	size_t block_count;
	const struct statement *statements;
	size_t statement_count;
	size_t word_count;
	size_t repeated; /* statements that were left out as said before */
	bool cut;	 /* was longer than is read */
};

/* The text must have been scrubbed (UTF8_KEEP_NEWLINES).  All of it lives in
 * the arena. */
const struct document *document_read(const char *text, struct arena *arena);

#endif
