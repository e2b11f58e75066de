#include "drill/panels/entries.h"

#include "drill/drill_internal.h"

static int compare(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;

	if (x->at_s != y->at_s)
		return x->at_s < y->at_s ? -1 : 1;
	return strcmp(x->what->text, y->what->text);
}

static size_t add(const struct drill *drill, const struct pack_entry *entries,
		  size_t entry_count, struct entry *out, size_t count)
{
	for (size_t i = 0; i < entry_count && count < ENTRIES_MAX; i++)
		out[count++] = (struct entry){
			.at_s = (int64_t)cast_number(&drill->cast,
						     entries[i].at_s),
			.what = &entries[i],
		};
	return count;
}

static const char *worded(const struct drill *drill, const char *text,
			  struct arena *arena)
{
	struct str out = STR_INIT;
	const char *kept;

	drill_word(drill, text, &out);
	kept = arena_strdup(arena, out.s);
	str_finish(&out);
	return kept;
}

size_t entries_between(const struct drill *drill, int64_t from_s, int64_t to_s,
		       const char *kind, const char *but, struct arena *arena,
		       struct entry out[ENTRIES_MAX])
{
	const struct pack *pack = drill->pack;
	const struct pack_variant *variant =
		&pack->variants[drill->cast.variant];
	size_t all = add(drill, pack->entries, pack->entry_count, out, 0);
	size_t count = 0;

	all = add(drill, variant->entries, variant->entry_count, out, all);
	for (size_t i = 0; i < all; i++) {
		const char *is = out[i].what->kind;

		if (out[i].at_s < from_s || out[i].at_s > to_s ||
		    (kind && strcmp(is, kind)) || (but && !strcmp(is, but)))
			continue;
		out[count] = out[i];
		out[count].text = worded(drill, out[i].what->text, arena);
		out[count].who = worded(
			drill, out[i].what->who ? out[i].what->who : "", arena);
		count++;
	}
	if (count > 1)
		qsort(out, count, sizeof(*out), compare);
	return count;
}
