#include "drill/panels/panel_build.h"

#include "drill/panels/entries.h"

#define KINDS_MAX 16
#define NOTICE "notice" /* those of the vendor have their own panel */

static size_t kinds_of(const struct drill *drill, const char **out)
{
	const struct pack *pack = drill->pack;
	size_t count = 0;

	for (size_t i = 0; i < pack->entry_count + pack->variant_count; i++) {
		const struct pack_variant *variant =
			i < pack->entry_count
				? NULL
				: &pack->variants[i - pack->entry_count];
		size_t n = variant ? variant->entry_count : 1;
		const struct pack_entry *entries = variant ? variant->entries
							   : &pack->entries[i];

		for (size_t j = 0; j < n; j++) {
			bool known = !strcmp(entries[j].kind, NOTICE);

			for (size_t k = 0; k < count; k++)
				known |= !strcmp(out[k], entries[j].kind);
			if (!known && count < KINDS_MAX)
				out[count++] = entries[j].kind;
		}
	}
	return count;
}

static bool check_kind(struct panel_builder *b, const char *kind)
{
	const char *kinds[KINDS_MAX];
	size_t count = kinds_of(b->drill, kinds);

	for (size_t i = 0; kind && i < count; i++) {
		if (!strcmp(kinds[i], kind))
			return true;
	}
	return !kind || panel_wrong(b, "kind", kind, kinds, count);
}

static void add(struct panel_builder *b, int64_t at_s, const char *kind,
		const char *who, const char *text)
{
	struct panel_row *row = panel_add_row(b);

	row->pin = panel_say(b, "kind=%s at=%s", kind, panel_clock(b, at_s));
	panel_cell(b, TONE_PLAIN, "%s", panel_hour(b, at_s));
	panel_cell(b, TONE_DIM, "%s", panel_clock(b, at_s));
	panel_cell(b, TONE_PLAIN, "%s", kind);
	panel_cell(b, TONE_PLAIN, "%s", who);
	panel_cell(b, TONE_PLAIN, "%s", text);
}

/* What the team itself changed since the page. */
static void add_own(struct panel_builder *b)
{
	for (size_t i = b->drill->events.count; i-- > 0;) {
		const struct event *event = &b->drill->events.items[i];

		if (event->kind != EVENT_LANDED &&
		    event->kind != EVENT_REVERTED)
			continue;
		add(b, event->at_s, "measure", "you",
		    panel_say(b, "%s: %s", event->text,
			      event_word(event->kind)));
		panel_last_row(b)->pin = NULL;
	}
}

/* When the one change was that is asked for; INT64_MAX = all of them. */
static bool read_moment(struct panel_builder *b, int64_t *at_s)
{
	const char *text = panel_arg(b, "at");

	*at_s = INT64_MAX;
	return !text || calendar_parse_clock(text, at_s) ||
	       err_set(b->err, ERR_INPUT,
		       "at= takes the minute of a change as MM:SS, not '%.40s'",
		       text);
}

bool panel_changes(struct panel_builder *b)
{
	const struct drill *drill = b->drill;
	const char *kind = panel_arg(b, "kind");
	int64_t all = drill->now_s + 30 * 86400;
	struct entry *entries = arena_new(b->arena, struct entry, ENTRIES_MAX);
	struct str text = STR_INIT;
	int64_t last, at_s;
	size_t count;

	if (!check_kind(b, kind) || !read_moment(b, &at_s) ||
	    !panel_seconds(b, "last", all, 60, all, &last))
		return false;
	b->panel->title = kind ? panel_say(b, "Changes: %s", kind) : "Changes";
	b->panel->caption = "What was changed and by whom, newest first; that "
			    "one came before another proves nothing.";
	panel_column(b, "at", COLUMN_TEXT);
	panel_column(b, "minute", COLUMN_RIGHT);
	panel_column(b, "kind", COLUMN_TEXT);
	panel_column(b, "who", COLUMN_TEXT);
	panel_column(b, "what", COLUMN_WRAP);
	if (!kind && at_s == INT64_MAX)
		add_own(b);
	count = entries_between(drill, drill->now_s - last, drill->now_s, kind,
				NOTICE, b->arena, entries);
	for (size_t i = count; i-- > 0;) {
		if (at_s != INT64_MAX && entries[i].at_s != at_s)
			continue;
		add(b, entries[i].at_s, entries[i].what->kind, entries[i].who,
		    entries[i].text);
		str_addf(&text, "%s%s %s", text.length ? "; " : "",
			 panel_hour(b, entries[i].at_s), entries[i].text);
	}
	b->panel->evidence = arena_strdup(b->arena,
					  text.length ? text.s : "no changes");
	str_finish(&text);
	return true;
}
