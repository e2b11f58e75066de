/* The texts of a rehearsal, as they are kept. */
#include "base/mem.h"
#include "ui/rehearsal_internal.h"

#include <stdlib.h>

void rehearsal_take(struct rehearsal *r)
{
	size_t i = rehearsal_text_of(r);

	if (!rehearsal_writes(r))
		return;
	free(r->texts[i].text);
	r->texts[i].text = mem_strdup(r->editor.text.s);
}

bool rehearsal_keep(struct rehearsal *r, struct err *err)
{
	struct rehearsal_record record = { .count = r->count };

	rehearsal_take(r);
	r->changed = false;
	r->unkept_s = 0;
	if (!r->options.keep || !rehearsal_begun(r))
		return true;
	for (size_t i = 0; i < r->count; i++)
		record.texts[i] = (struct rehearsal_text){ r->texts[i].text,
							   r->texts[i].seconds,
							   r->texts[i].sent };
	return r->options.keep(r->options.context, &record, err);
}

void rehearsal_set(struct rehearsal *r, const struct rehearsal_record *begun)
{
	for (size_t i = 0; i < r->count; i++) {
		bool known = begun && i < begun->count;

		free(r->texts[i].text);
		r->texts[i].text = mem_strdup(known ? begun->texts[i].text
						    : "");
		r->texts[i].seconds = known ? begun->texts[i].seconds : 0;
		r->texts[i].sent = known && begun->texts[i].sent;
	}
}
