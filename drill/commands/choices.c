#include "drill/commands/choices.h"

#include "base/nearest.h"

void choices_hint(const char *word, const char *const *words, size_t count,
		  struct str *out)
{
	const char *ended[CHOICES_MAX + 1];
	const char *nearest;
	size_t n = 0;

	for (; n < count && n < CHOICES_MAX; n++)
		ended[n] = words[n];
	ended[n] = NULL;
	nearest = nearest_word(word, ended);
	if (nearest)
		str_addf(out, "; did you mean '%s'?", nearest);
}

void choices_list(const char *const *words, size_t count, struct str *out)
{
	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			str_add(out, i + 1 == count ? " or " : ", ");
		str_add(out, words[i]);
	}
}
