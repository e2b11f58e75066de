#include "base/stem.h"

#include "base/mem.h"

#include <libstemmer.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct stemmer {
	struct sb_stemmer *snowball;
};

struct stemmer *stemmer_create(void)
{
	struct stemmer *stemmer = mem_calloc(1, sizeof(*stemmer));

	/* NULL only for want of memory, or when the library was built
	 * without English: words are then compared as they are. */
	stemmer->snowball = sb_stemmer_new("english", "UTF_8");
	return stemmer;
}

void stemmer_destroy(struct stemmer *stemmer)
{
	if (!stemmer)
		return;
	sb_stemmer_delete(stemmer->snowball);
	free(stemmer);
}

const char *stemmer_stem(struct stemmer *stemmer, const char *word,
			 char out[STEM_SIZE])
{
	size_t length = strnlen(word, STEM_SIZE - 1);
	const sb_symbol *stem = NULL;

	if (stemmer->snowball && length < STEM_SIZE - 1)
		stem = sb_stemmer_stem(stemmer->snowball,
				       (const sb_symbol *)word, (int)length);
	if (stem) {
		word = (const char *)stem;
		length = (size_t)sb_stemmer_length(stemmer->snowball);
	}
	snprintf(out, STEM_SIZE, "%.*s", (int)length, word);
	return out;
}
