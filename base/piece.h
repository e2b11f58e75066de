/*
 * Memory in pieces of one size, for what grows long and is given up as a whole:
 * the tables of an engine.
 *
 * The process has one store of them.  It takes blocks of 32 pieces from the
 * system, in large pages where it has them, so that there is one page fault for
 * a block and not one for every 4 KB.  What is given back stays there for who
 * takes next, up to PIECES_KEPT; a re-run so uses the memory of the one before it.
 */
#ifndef GAMEDAY_BASE_PIECE_H
#define GAMEDAY_BASE_PIECE_H

#include <stddef.h>

#define PIECE_BYTES ((size_t)64 << 10)
#define PIECES_KEPT 512u /* free ones: 32 MB */

/* A piece, not set, aligned for any type; the caller's, to be given back.  Never
 * NULL (mem.h).  Any thread may take and give. */
void *piece_take(void);
/* Takes NULL. */
void piece_give(void *piece);
/* Pieces in the store that nobody has. */
size_t pieces_free(void);

#endif
