/*
 * Messages in an answer, read as messages.
 *
 * What stands in quotation marks and is said to one audience is put together
 * and given to the reader of messages (score.h).  An answer has no simulator
 * behind it, so nothing can be held against facts: what counts is which
 * elements the message has, before truth would take from them.
 */
#include "scoring/answers/answer_internal.h"

#include "base/str.h"
#include "scoring/score.h"

#define ELEMENT_THERE 0.5

/* The audience of a quoted statement, if it is one that messages know. */
static const char *reader_of(const struct answer *answer,
			     const struct answer_statement *s)
{
	const struct question_context *c = &answer->question->context;

	for (size_t a = 0; a < c->audience_count; a++)
		if (s->statement->quoted && s->audiences == 1u << a &&
		    score_is_audience(c->audiences[a].id))
			return c->audiences[a].id;
	return NULL;
}

static unsigned read_message(struct answer *answer, const char *reader,
			     size_t first, size_t end)
{
	static const struct facts nothing;
	const struct message_report *report;
	struct str text = STR_INIT;
	unsigned found = 0;

	for (size_t i = first; i < end; i++)
		str_addf(&text, "%s%s", i > first ? " " : "",
			 answer->statements[i].statement->quote);
	report = score_message(reader, arena_strdup(answer->arena, text.s),
			       &nothing, answer->arena);
	for (unsigned e = 0; e < VERDICT_ELEMENT_COUNT; e++)
		if (report->verdict.written[e] >= ELEMENT_THERE)
			found |= 1u << e;
	str_finish(&text);
	return found;
}

void answer_read_messages(struct answer *answer)
{
	for (size_t i = 0; i < answer->count;) {
		const char *reader = reader_of(answer, &answer->statements[i]);
		size_t end = i + 1;
		unsigned says;

		while (reader && end < answer->count &&
		       reader_of(answer, &answer->statements[end]) == reader)
			end++;
		says = reader ? read_message(answer, reader, i, end) : 0;
		for (; i < end; i++)
			answer->statements[i].says = says;
	}
}
