/*
 * Asking the view of a message.
 */
#include "scoring/messages/message_internal.h"

#include "base/str.h"

void view_fault(struct message_view *v, enum fault_kind kind, const char *quote,
		const char *note)
{
	if (v->fault_count < FAULTS_MAX)
		v->faults[v->fault_count++] = (struct fault){ kind, note,
							      quote };
}

bool view_has(const struct message_view *v, enum fault_kind kind)
{
	for (size_t i = 0; i < v->fault_count; i++)
		if (v->faults[i].kind == kind)
			return true;
	return false;
}

bool view_claims(const struct message_view *v, enum claim_unit unit)
{
	for (size_t i = 0; i < v->claim_count; i++)
		if (v->claims[i].unit == unit)
			return true;
	return false;
}

bool view_mentions(const struct message_view *v, const char *words,
		   const struct text_sentence **where)
{
	const struct text *read = text_read(words, v->arena);
	struct str pattern = STR_INIT;
	bool hit;

	for (size_t k = 0; k < read->word_count; k++)
		str_addf(&pattern, "%s%s", k ? " " : "", read->words[k].lower);
	hit = pattern.length > 0 && text_mentions(v->text, pattern.s, where);
	str_finish(&pattern);
	return hit;
}

const char *view_mentions_any(const struct message_view *v,
			      const char *const *words, size_t count)
{
	const struct text_sentence *where;

	for (size_t i = 0; i < count; i++)
		if (view_mentions(v, words[i], &where))
			return where->quote;
	return NULL;
}

const char *view_figure(const struct message_view *v, const struct claim *claim)
{
	const struct text_sentence *s = claim->sentence;
	size_t first = claim->word > s->first + 2 ? claim->word - 2 : s->first;
	size_t last = claim->word + 3 < s->first + s->count
			      ? claim->word + 3
			      : s->first + s->count - 1;
	const struct text_word *from = &v->text->words[first];
	const struct text_word *to = &v->text->words[last];
	char *quote = arena_strndup(v->arena, v->text->raw + from->at,
				    text_word_end(v->text->raw, to) - from->at);

	for (char *c = quote; *c; c++)
		if (*c == '\n')
			*c = ' ';
	return quote;
}
