#include "sim/telemetry/gauge_store.h"

#include "base/mem.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/*
 * A packed block: its size; for each column where its samples are, from the
 * start of the block, or the one sample that stands for all; for each how they
 * are packed; and the samples.
 */
enum packing { ONE, BYTES, SHORTS, FLOATS };
static const size_t sample_bytes[] = {
	[ONE] = 0,
	[BYTES] = sizeof(uint8_t),
	[SHORTS] = sizeof(uint16_t),
	[FLOATS] = sizeof(float),
};

static size_t place_of(size_t column)
{
	return sizeof(uint32_t) * (1 + column);
}

static size_t packing_of(const struct gauge_store *store, size_t column)
{
	return place_of(store->columns) + column;
}

static uint32_t read_word(const unsigned char *at)
{
	uint32_t word;

	memcpy(&word, at, sizeof word);
	return word;
}

void gauge_store_init(struct gauge_store *store, size_t columns)
{
	*store = (struct gauge_store){ .columns = columns };
}

static size_t blocks(const struct gauge_store *store)
{
	return store->seconds / GAUGE_BLOCK;
}

static size_t open_bytes(const struct gauge_store *store)
{
	return store->columns * GAUGE_BLOCK * sizeof *store->open;
}

void gauge_store_finish(struct gauge_store *store)
{
	for (size_t b = 0; b < blocks(store); b++)
		free(store->block[b]);
	free(store->block);
	free(store->open);
}

/* The blocks' addresses have room for a power of two. */
static bool is_full(size_t count)
{
	return (count & (count - 1)) == 0;
}

void gauge_store_copy(struct gauge_store *to, const struct gauge_store *from)
{
	size_t room = 1;

	*to = *from;
	if (from->open == NULL)
		return;
	to->open = mem_alloc(open_bytes(from));
	memcpy(to->open, from->open, open_bytes(from));
	if (blocks(from) == 0)
		return;
	while (room < blocks(from))
		room *= 2;
	to->block = mem_calloc(room, sizeof *to->block);
	for (size_t b = 0; b < blocks(from); b++) {
		size_t bytes = read_word(from->block[b]);

		to->block[b] = mem_alloc(bytes);
		memcpy(to->block[b], from->block[b], bytes);
	}
}

size_t gauge_store_bytes(const struct gauge_store *store)
{
	return store->bytes + blocks(store) * sizeof *store->block +
	       (store->open != NULL ? open_bytes(store) : 0);
}

float *gauge_store_begin(struct gauge_store *store)
{
	if (store->open == NULL)
		store->open = mem_calloc(1, open_bytes(store));
	return store->open + store->seconds % GAUGE_BLOCK;
}

/* By the bits: what is no number equals nothing, and the zeros are not alike. */
static bool stands_still(const float *samples)
{
	const unsigned char *bytes = (const unsigned char *)samples;

	return memcmp(bytes, bytes + sizeof *samples,
		      (GAUGE_BLOCK - 1) * sizeof *samples) == 0;
}

static uint32_t bits_of(float sample)
{
	uint32_t bits;

	memcpy(&bits, &sample, sizeof bits);
	return bits;
}

/* From here on floats are whole numbers, so that the bits of a small number added
 * to it are the next whole number's. */
#define WHOLE 8388608.0f

/* Asks all of a block, without a jump.  What is below 0 or no number, or has the
 * sign of a zero, is far from a count. */
static enum packing choose(const float *samples)
{
	uint32_t most = 0, sign = 0, other = 0;

	if (stands_still(samples))
		return ONE;
	for (unsigned i = 0; i < GAUGE_BLOCK; i++) {
		uint32_t count = bits_of(samples[i] + WHOLE) - bits_of(WHOLE);

		most = count > most ? count : most;
		sign |= bits_of(samples[i]);
		other |= bits_of(samples[i]) ^ bits_of((float)(int32_t)count);
	}
	if (sign >> 31 != 0 || other != 0 || most > UINT16_MAX)
		return FLOATS;
	return most <= UINT8_MAX ? BYTES : SHORTS;
}

static void put_samples(unsigned char *at, enum packing packing,
			const float *samples)
{
	for (unsigned i = 0; i < GAUGE_BLOCK; i++) {
		uint16_t count = 0;

		if (packing != FLOATS)
			count = (uint16_t)samples[i];
		if (packing == BYTES)
			at[i] = (unsigned char)count;
		else if (packing == SHORTS)
			memcpy(at + i * sizeof count, &count, sizeof count);
		else
			memcpy(at + i * sizeof *samples, &samples[i],
			       sizeof *samples);
	}
}

static unsigned char *pack(const struct gauge_store *store)
{
	size_t head = packing_of(store, store->columns), bytes = head;
	unsigned char *block =
		mem_alloc(head + store->columns * GAUGE_BLOCK * sizeof(float));
	uint32_t size;

	for (size_t c = 0; c < store->columns; c++) {
		const float *samples = store->open + c * GAUGE_BLOCK;
		enum packing packing = choose(samples);
		uint32_t place = (uint32_t)bytes;

		block[packing_of(store, c)] = (unsigned char)packing;
		if (packing == ONE) {
			memcpy(block + place_of(c), samples, sizeof *samples);
			continue;
		}
		memcpy(block + place_of(c), &place, sizeof place);
		put_samples(block + bytes, packing, samples);
		bytes += sample_bytes[packing] * GAUGE_BLOCK;
	}
	size = (uint32_t)bytes;
	memcpy(block, &size, sizeof size);
	return mem_realloc(block, bytes, 1);
}

void gauge_store_end(struct gauge_store *store)
{
	size_t count = blocks(store);

	if (++store->seconds % GAUGE_BLOCK != 0)
		return;
	if (count == 0 || is_full(count))
		store->block = mem_realloc(store->block,
					   count > 0 ? count * 2 : 1,
					   sizeof *store->block);
	store->block[count] = pack(store);
	store->bytes += read_word(store->block[count]);
}

static float sample_at(const unsigned char *samples, enum packing packing,
		       size_t i)
{
	uint16_t count;
	float sample;

	switch (packing) {
	case BYTES:
		return samples[i];
	case SHORTS:
		memcpy(&count, samples + i * sizeof count, sizeof count);
		return count;
	case ONE:
		i = 0;
		break;
	case FLOATS:
		break;
	}
	memcpy(&sample, samples + i * sizeof sample, sizeof sample);
	return sample;
}

/* The samples of a column in a block. */
static const unsigned char *find(const struct gauge_store *store, size_t b,
				 size_t column, enum packing *packing)
{
	const unsigned char *block = store->block[b];

	*packing = (enum packing)block[packing_of(store, column)];
	if (*packing == ONE)
		return block + place_of(column);
	return block + read_word(block + place_of(column));
}

double gauge_store_sum(const struct gauge_store *store, size_t column,
		       size_t from, size_t to)
{
	const float *open = store->open + column * GAUGE_BLOCK;
	size_t packed = blocks(store) * GAUGE_BLOCK;
	double sum = 0.0;

	while (from < to && from < packed) {
		size_t b = from / GAUGE_BLOCK, i = from % GAUGE_BLOCK;
		size_t end = to < (b + 1) * GAUGE_BLOCK ? to - b * GAUGE_BLOCK
							: GAUGE_BLOCK;
		enum packing packing;
		const unsigned char *samples = find(store, b, column, &packing);

		for (; i < end; i++)
			sum += (double)sample_at(samples, packing, i);
		from = b * GAUGE_BLOCK + end;
	}
	for (; from < to; from++)
		sum += (double)open[from - packed];
	return sum;
}
