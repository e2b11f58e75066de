#include "sim/nodes/cache_table.h"

#include "base/mem.h"
#include "base/random.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

void cache_table_init(struct cache_table *t)
{
	*t = (struct cache_table){ .entries_free = CACHE_NONE,
				   .fills_free = CACHE_NONE,
				   .oldest = CACHE_NONE,
				   .newest = CACHE_NONE };
}

void cache_table_finish(struct cache_table *t)
{
	free(t->entry);
	free(t->fill);
	free(t->bucket);
}

static void *copy_of(const void *from, size_t capacity, size_t used,
		     size_t size)
{
	void *to;

	if (capacity == 0)
		return NULL;
	to = mem_alloc(mem_product(capacity, size));
	if (used > 0)
		memcpy(to, from, used * size);
	return to;
}

void cache_table_copy(struct cache_table *to, const struct cache_table *from)
{
	*to = *from;
	to->entry = copy_of(from->entry, from->entries_capacity,
			    from->entries_used, sizeof *from->entry);
	to->fill = copy_of(from->fill, from->fills_capacity, from->fills_used,
			   sizeof *from->fill);
	to->bucket = copy_of(from->bucket, from->buckets, from->buckets,
			     sizeof *from->bucket);
}

size_t cache_table_bytes(const struct cache_table *t)
{
	return t->entries_capacity * sizeof *t->entry +
	       t->fills_capacity * sizeof *t->fill +
	       t->buckets * sizeof *t->bucket;
}

/* --- the hash table ----------------------------------------------------- */

static uint32_t *bucket_of(const struct cache_table *t, uint32_t key)
{
	return &t->bucket[random_mix(key) & (t->buckets - 1)];
}

uint32_t cache_find(const struct cache_table *t, uint32_t key)
{
	uint32_t i;

	if (t->buckets == 0)
		return CACHE_NONE;
	i = *bucket_of(t, key);
	while (i != CACHE_NONE && t->entry[i].key != key)
		i = t->entry[i].chain;
	return i;
}

static void hang(struct cache_table *t, uint32_t i)
{
	uint32_t *first = bucket_of(t, t->entry[i].key);

	t->entry[i].chain = *first;
	*first = i;
}

static void empty_buckets(struct cache_table *t)
{
	for (uint32_t b = 0; b < t->buckets; b++)
		t->bucket[b] = CACHE_NONE;
}

/* Twice the buckets; every entry there is (all that were used) hangs anew. */
static void more_buckets(struct cache_table *t)
{
	assert(t->entries_free == CACHE_NONE);
	t->buckets = t->buckets > 0 ? t->buckets * 2 : 16;
	t->bucket = mem_realloc(t->bucket, t->buckets, sizeof *t->bucket);
	empty_buckets(t);
	for (uint32_t i = 0; i < t->entries_used; i++)
		hang(t, i);
}

uint32_t cache_add(struct cache_table *t, uint32_t key)
{
	uint32_t i = t->entries_free;

	assert(cache_find(t, key) == CACHE_NONE);
	/* With an entry free there are fewer than there were buckets for. */
	if (i != CACHE_NONE) {
		t->entries_free = t->entry[i].chain;
	} else {
		if (t->entries_used == t->buckets)
			more_buckets(t);
		if (t->entries_used == t->entries_capacity) {
			t->entries_capacity = t->buckets;
			t->entry = mem_realloc(t->entry, t->entries_capacity,
					       sizeof *t->entry);
		}
		i = t->entries_used++;
	}
	t->entry[i] = (struct cache_entry){ .failed_us = CACHE_NO_FAILURE,
					    .key = key,
					    .fill = CACHE_NONE,
					    .older = CACHE_NONE,
					    .newer = CACHE_NONE };
	hang(t, i);
	t->entries++;
	return i;
}

static void remove_entry(struct cache_table *t, uint32_t i)
{
	uint32_t *at = bucket_of(t, t->entry[i].key);

	while (*at != i)
		at = &t->entry[*at].chain;
	*at = t->entry[i].chain;
	t->entry[i].chain = t->entries_free;
	t->entries_free = i;
	t->entries--;
}

/* --- the list of what is held ------------------------------------------- */

static void unlink_entry(struct cache_table *t, uint32_t i)
{
	struct cache_entry *e = &t->entry[i];

	if (e->older != CACHE_NONE)
		t->entry[e->older].newer = e->newer;
	else
		t->oldest = e->newer;
	if (e->newer != CACHE_NONE)
		t->entry[e->newer].older = e->older;
	else
		t->newest = e->older;
}

void cache_use(struct cache_table *t, uint32_t i)
{
	struct cache_entry *e = &t->entry[i];

	if (e->listed && t->newest == i)
		return;
	if (e->listed)
		unlink_entry(t, i);
	else
		t->held++;
	e->listed = true;
	e->older = t->newest;
	e->newer = CACHE_NONE;
	if (t->newest != CACHE_NONE)
		t->entry[t->newest].newer = i;
	else
		t->oldest = i;
	t->newest = i;
}

void cache_drop(struct cache_table *t, uint32_t i)
{
	struct cache_entry *e = &t->entry[i];

	if (e->listed) {
		unlink_entry(t, i);
		t->held--;
	}
	e->listed = e->valued = false;
	e->failed_us = CACHE_NO_FAILURE;
	if (e->fills == 0)
		remove_entry(t, i);
}

void cache_flush(struct cache_table *t)
{
	t->entries_used = t->entries = t->held = 0;
	t->entries_free = t->oldest = t->newest = CACHE_NONE;
	empty_buckets(t);
	for (uint32_t f = 0; f < t->fills_used; f++)
		t->fill[f].entry = CACHE_NONE;
}

/* --- fills -------------------------------------------------------------- */

uint32_t cache_begin(struct cache_table *t, uint32_t i, int64_t now_us)
{
	uint32_t f = t->fills_free;

	if (f != CACHE_NONE) {
		t->fills_free = t->fill[f].first;
	} else {
		if (t->fills_used == t->fills_capacity) {
			t->fills_capacity += t->fills_capacity / 2 + 16;
			t->fill = mem_realloc(t->fill, t->fills_capacity,
					      sizeof *t->fill);
		}
		f = t->fills_used++;
	}
	t->fill[f] = (struct cache_fill){ now_us, i, CACHE_NONE, CACHE_NONE };
	t->fills++;
	if (i == CACHE_NONE)
		return f;
	t->entry[i].fills++;
	if (t->entry[i].fill == CACHE_NONE)
		t->entry[i].fill = f;
	return f;
}

void cache_end(struct cache_table *t, uint32_t f)
{
	uint32_t i = t->fill[f].entry;

	if (i != CACHE_NONE) {
		t->entry[i].fills--;
		if (t->entry[i].fill == f)
			t->entry[i].fill = CACHE_NONE;
	}
	t->fill[f].entry = CACHE_NONE;
	t->fill[f].first = t->fills_free;
	t->fills_free = f;
	t->fills--;
}
