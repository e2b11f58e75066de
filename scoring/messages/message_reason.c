/*
 * Why a message is capped: the fault that does it, and its sentence.
 */
#include "scoring/messages/message_internal.h"

#include <string.h>

#include "base/utf8.h"

/* The fault that the cap is for; NULL = it has none. */
static const struct fault *capping(const struct message_view *v)
{
	static const enum fault_kind kinds[] = {
		FAULT_EMPTY, FAULT_OTHER, FAULT_LEAK, FAULT_BLAME, FAULT_FALSE,
	};

	for (size_t k = 0; k < sizeof(kinds) / sizeof(*kinds); k++)
		for (size_t i = 0; i < v->fault_count; i++)
			if (v->faults[i].kind == kinds[k])
				return &v->faults[i];
	return NULL;
}

/* As much of a text as fits, with dots where it was cut, on whole letters. */
static void clip(char *out, size_t size, const char *text)
{
	size_t length = strlen(text), kept = 0;

	while (kept < length) {
		uint32_t code;
		size_t step = utf8_decode(text + kept, length - kept, &code);

		if (kept + step + 4 > size)
			break;
		kept += step;
	}
	memcpy(out, text, kept);
	memcpy(out + kept, kept < length ? "..." : "", kept < length ? 4 : 1);
}

void message_reason(const struct message_view *v, struct verdict *out)
{
	const struct fault *fault = capping(v);

	if (!fault)
		return;
	clip(out->quote, sizeof(out->quote), fault->quote ? fault->quote : "");
	clip(out->note, sizeof(out->note), fault->note);
}

const char *message_cap_reason(const struct message_view *v)
{
	const struct fault *fault = capping(v);

	return fault ? arena_printf(v->arena,
				    "Capped at %.0f of 10, because it %s.",
				    v->verdict.cap, fault->note)
		     : NULL;
}
