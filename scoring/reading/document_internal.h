/*
 * Building a document: document.c finds the blocks, document_statements.c
 * cuts them into statements.
 */
#ifndef GAMEDAY_SCORING_READING_DOCUMENT_INTERNAL_H
#define GAMEDAY_SCORING_READING_DOCUMENT_INTERNAL_H

#include "base/vec.h"
#include "scoring/reading/document.h"

#include <stdint.h>

#define DOCUMENT_SLOTS 8192 /* a power of two, more than twice the statements */

struct document_build {
	struct arena *arena;
	struct {
		VEC_OF(struct block);
	} blocks;
	struct {
		VEC_OF(struct statement);
	} statements;
	size_t word_count, repeated;
	uint64_t seen[DOCUMENT_SLOTS]; /* hashes of statements; 0 = free */
};

/* Adds a block and its statements.  `text` is on one line. */
void document_add_block(struct document_build *build, const struct block *block,
			const char *text, bool quoted);
/* Hands what was built to the document. */
void document_finish(struct document_build *build, struct document *document);

#endif
