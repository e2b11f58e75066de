#include "base/nearest.h"
#include "base/ascii.h"
#include "base/str.h"

#include <stdint.h>

#define WORD_MAX 64

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

size_t nearest_distance(const char *a, const char *b)
{
	/* Rows for the prefixes of a that end two, one and no letters ago. */
	size_t rows[3][WORD_MAX + 1];
	size_t *older = rows[0], *old = rows[1], *now = rows[2];
	size_t n = strlen(a), m = strlen(b);

	if (n > WORD_MAX || m > WORD_MAX)
		return SIZE_MAX;
	for (size_t j = 0; j <= m; j++)
		old[j] = j;
	for (size_t i = 1; i <= n; i++) {
		char x = ascii_lower(a[i - 1]);
		size_t *spare = older;

		now[0] = i;
		for (size_t j = 1; j <= m; j++) {
			char y = ascii_lower(b[j - 1]);
			size_t best = old[j - 1] + (x != y);

			best = least(best, least(old[j], now[j - 1]) + 1);
			if (i > 1 && j > 1 && x == ascii_lower(b[j - 2]) &&
			    ascii_lower(a[i - 2]) == y)
				best = least(best, older[j - 2] + 1);
			now[j] = best;
		}
		older = old;
		old = now;
		now = spare;
	}
	return old[m];
}

const char *nearest_word(const char *word, const char *const *words)
{
	size_t length = strlen(word);
	size_t allowed = length < 3 ? length / 2 : (length + 2) / 3;
	size_t best_distance = SIZE_MAX, begun = 0;
	const char *best = NULL, *beginning = NULL;

	for (; *words; words++) {
		size_t distance = nearest_distance(word, *words);

		if (distance <= allowed && distance < best_distance) {
			best = *words;
			best_distance = distance;
		}
		if (length >= 2 && str_starts_nocase(*words, word)) {
			beginning = *words;
			begun++;
		}
	}
	if (best_distance > 1 && begun == 1)
		return beginning;
	return best;
}
