/*
 * What a cache holds and what it is fetching.
 *
 * An entry is found by its key through a hash table with chains, and what is
 * held stands in a list from the least to the most recently used, whose end
 * is evicted when the cache is full (LRU).  An entry of which a fill is under
 * way is here, too, so that others can wait for that fill; while it holds
 * nothing it is not in the list and takes nobody's place.
 *
 * All parts refer to each other by index, so a copy of the memory is a copy of
 * the table.  A pointer to an entry or fill is good until the next one is
 * added.  Nothing ever follows the order of the hash.
 *
 * An entry takes 48 bytes and 4 to 8 of the hash table; the owner bounds how
 * many there are (CACHE_HELD_MAX, and one for each fill).
 */
#ifndef GAMEDAY_SIM_NODES_CACHE_TABLE_H
#define GAMEDAY_SIM_NODES_CACHE_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define CACHE_NONE UINT32_MAX
#define CACHE_HELD_MAX 1000000u
#define CACHE_NO_FAILURE INT64_MIN

/* What a call finds here. */
enum cache_lookup {
	CACHE_HIT,	 /* a fresh value */
	CACHE_STALE_HIT, /* one that is not fresh, but good enough */
	CACHE_NEGATIVE,	 /* a failure */
	CACHE_JOIN,	 /* a fill under way; it waits for that */
	CACHE_REFRESH,	 /* a fresh value, which it fetches anew early */
	CACHE_MISS,	 /* nothing; it fetches the value */
};

struct cache_entry {
	int64_t expires_us; /* of the value */
	int64_t failed_us;  /* until then the failure is remembered */
	uint32_t key;
	uint32_t took_us; /* the last fill that succeeded */
	uint32_t fill;	  /* the first one under way, or none */
	uint32_t fills;	  /* how many are under way */
	uint32_t older, newer;
	uint32_t chain;	 /* next of the same hash; free: next free */
	bool listed;	 /* it holds a value or a failure */
	bool valued;	 /* it holds a value, fresh or not */
	uint8_t outcome; /* the failure */
};
_Static_assert(sizeof(struct cache_entry) == 48, "as the header says");

/* Fetching a value, and the jobs that wait for it, first come first. */
struct cache_fill {
	int64_t since_us;
	uint32_t entry;	      /* none: the value is not to be kept */
	uint32_t first, last; /* first: when free, next free */
};

struct cache_table {
	struct cache_entry *entry;
	struct cache_fill *fill;
	uint32_t *bucket; /* first entry of a hash */
	uint32_t buckets; /* a power of two, or 0 */
	uint32_t entries_capacity, entries_used, entries_free;
	uint32_t fills_capacity, fills_used, fills_free;
	uint32_t entries, held, fills; /* that there are now */
	uint32_t oldest, newest;
};

void cache_table_init(struct cache_table *table);
void cache_table_finish(struct cache_table *table);
void cache_table_copy(struct cache_table *to, const struct cache_table *from);
size_t cache_table_bytes(const struct cache_table *table);

/* The entry of a key, or none. */
uint32_t cache_find(const struct cache_table *table, uint32_t key);
/* A new entry that holds nothing; the key must not be there. */
uint32_t cache_add(struct cache_table *table, uint32_t key);
/* It holds something, and was used just now. */
void cache_use(struct cache_table *table, uint32_t i);
/* It holds nothing any more.  Without a fill under way it is gone. */
void cache_drop(struct cache_table *table, uint32_t i);
/* Nothing is held; fills that are under way will fill nothing. */
void cache_flush(struct cache_table *table);

/* A fill of an entry (or of none) begins; gives it. */
uint32_t cache_begin(struct cache_table *table, uint32_t i, int64_t now_us);
/* It is over.  The entry stays, even when it holds nothing. */
void cache_end(struct cache_table *table, uint32_t fill);

#endif
