/* A rubric's sentence with what a judge found.  What would tell of an empty list
 * is left out with its clause: nobody wants to read "missing: nothing". */
#include "scoring/judges/judges.h"

#include <string.h>

/* Where one clause ends and another begins. */
static const char *const breaks[] = { "; ", ", such as " };

static const struct finding_slot *slot_at(const struct finding *finding,
					  const char *at, size_t *length)
{
	*length = *at == '{' ? strcspn(at, "}") : 0;
	for (size_t i = 0; *length > 0 && i < finding->slot_count; i++)
		if (strlen(finding->slots[i].name) == *length - 1 &&
		    strncmp(finding->slots[i].name, at + 1, *length - 1) == 0)
			return &finding->slots[i];
	return NULL;
}

/* The length of a clause break at `at`, or 0. */
static size_t break_at(const char *at)
{
	for (size_t i = 0; i < sizeof(breaks) / sizeof(*breaks); i++)
		if (strncmp(at, breaks[i], strlen(breaks[i])) == 0)
			return strlen(breaks[i]);
	return 0;
}

static bool ends_sentence(const char *at)
{
	return *at == '.' && (at[1] == ' ' || at[1] == '\0');
}

/* " (" before a slot that stands in brackets, or NULL. */
static char *bracket_of(char *text, char *slot)
{
	for (char *at = slot; at > text; at--) {
		if (at[-1] == ')')
			return NULL;
		if (at[-1] == '(')
			return at - 1;
	}
	return NULL;
}

/* What goes with an empty slot: from *from up to *to. */
static void clause_of(char *text, char *slot, char **from, char **to)
{
	char *bracket = bracket_of(text, slot), *heading;

	*to = slot;
	if (bracket) {
		*from = bracket > text && bracket[-1] == ' ' ? bracket - 1
							     : bracket;
		*to += strcspn(slot, ")");
		*to += **to == ')';
		return;
	}
	for (*from = slot; *from > text; (*from)--)
		if (break_at(*from) || ends_sentence(*from - 1))
			break;
	while (**to && !break_at(*to) && !ends_sentence(*to))
		(*to)++;
	if (break_at(*from)) /* a later clause: the full stop stays */
		return;
	heading = strstr(*from, ":** ");
	if (heading && heading < slot) {
		*from = heading + strlen(":**");
		if (break_at(*to)) {
			*to += break_at(*to) - 1;
		} else {
			*heading = '.';
			*to += **to == '.';
		}
		return;
	}
	/* The first clause goes with its break, a sentence with its stop. */
	if (**from == ' ')
		(*from)++;
	*to += break_at(*to) > 0 ? break_at(*to) : **to == '.';
	if (**to == ' ')
		(*to)++;
}

static char *first_empty(const struct finding *finding, char *text)
{
	size_t length;

	for (char *at = text; *at; at++) {
		const struct finding_slot *slot = slot_at(finding, at, &length);

		if (slot && !*slot->text)
			return at;
	}
	return NULL;
}

static char *without_empty(const struct finding *finding, const char *text,
			   struct arena *arena)
{
	char *left = arena_strdup(arena, text), *slot, *from, *to;
	size_t length;

	while ((slot = first_empty(finding, left)) != NULL) {
		clause_of(left, slot, &from, &to);
		memmove(from, to, strlen(to) + 1);
		if (*from >= 'a' && *from <= 'z' &&
		    (from == left || (from >= left + 2 && from[-2] == '.')))
			*from = (char)(*from - 'a' + 'A');
	}
	length = strlen(left);
	while (length > 0 && left[length - 1] == ' ')
		left[--length] = '\0';
	return left;
}

const char *finding_fill(const struct finding *finding, const char *text,
			 struct arena *arena)
{
	struct str out = STR_INIT;
	const char *filled;
	size_t length;

	if (!text)
		return NULL;
	for (const char *at = without_empty(finding, text, arena); *at;) {
		const struct finding_slot *slot = slot_at(finding, at, &length);

		if (slot && at[length] == '}') {
			str_add(&out, slot->text);
			at += length + 1;
		} else {
			str_add_char(&out, *at++);
		}
	}
	filled = arena_strdup(arena, out.s);
	str_finish(&out);
	return filled;
}
