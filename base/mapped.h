/*
 * Large arrays that grow.
 *
 * From a megabyte on (MAPPED_FROM) an array is mapped by itself: it grows where
 * it stands, or moves without being copied, so growing in small steps costs
 * little; the system may back it with large pages, which spares page faults and
 * misses of the address cache; and freed, it goes back to the system whole.
 * Smaller ones are malloc's, and all of them where there is no mremap().
 */
#ifndef GAMEDAY_BASE_MAPPED_H
#define GAMEDAY_BASE_MAPPED_H

#include <stddef.h>

#define MAPPED_FROM ((size_t)1 << 20) /* bytes */

/* An array of `bytes` with the contents of the old one, which had `old_bytes`
 * (NULL and 0: none); what is new is not set.  Never NULL: without memory the
 * program ends (mem.h).  It is the caller's, to be freed with its size. */
void *mapped_resize(void *old, size_t old_bytes, size_t bytes);
/* Takes NULL. */
void mapped_free(void *memory, size_t bytes);

#endif
