#include "drill/panels/panel_build.h"

#include <stdlib.h>

/* By number, or by letters that stand in the title; -1 = no such page. */
static int find_page(const struct pack_screen *screen, const char *word)
{
	char *end;
	long number = strtol(word, &end, 10);

	if (!*end && number >= 1 && (size_t)number <= screen->runbook_count)
		return (int)number - 1;
	for (size_t i = 0; i < screen->runbook_count; i++) {
		const char *title = screen->runbook[i].title;

		for (size_t at = 0; *word && title[at]; at++) {
			char part[64];

			snprintf(part, sizeof(part), "%.*s", (int)strlen(word),
				 title + at);
			if (str_equal_nocase(part, word))
				return (int)i;
		}
	}
	return -1;
}

static bool one_page(struct panel_builder *b, const char *word)
{
	const struct pack_screen *screen = &b->drill->pack->screen;
	int page = find_page(screen, word);
	const char *text;

	if (page < 0)
		return err_set(b->err, ERR_INPUT,
			       "the runbook has no page '%.40s'; page= takes a "
			       "number from 1 to %zu or a word of a title",
			       word, screen->runbook_count);
	b->panel->title = panel_say(b, "Runbook: %s",
				    screen->runbook[page].title);
	panel_column(b, "", COLUMN_WRAP);
	text = panel_words(b, screen->runbook[page].text);
	while (*text) {
		size_t length = strcspn(text, "\n");

		panel_add_row(b);
		panel_cell(b, TONE_PLAIN, "%.*s", (int)length, text);
		text += length + (text[length] == '\n');
	}
	b->panel->evidence = panel_say(b, "runbook page \"%s\"",
				       screen->runbook[page].title);
	return true;
}

bool panel_runbook(struct panel_builder *b)
{
	const struct pack_screen *screen = &b->drill->pack->screen;
	const char *word = panel_arg(b, "page");

	if (word)
		return one_page(b, word);
	b->panel->caption = "Open one with page=NUMBER. Somebody wrote these "
			    "once; check before you trust.";
	panel_column(b, "page", COLUMN_RIGHT);
	panel_column(b, "title", COLUMN_WRAP);
	for (size_t i = 0; i < screen->runbook_count; i++) {
		struct panel_row *row = panel_add_row(b);

		row->id = panel_say(b, "%zu", i + 1);
		row->pin = panel_say(b, "page=%zu", i + 1);
		panel_cell(b, TONE_DIM, "%zu", i + 1);
		panel_cell(b, TONE_PLAIN, "%s", screen->runbook[i].title);
	}
	b->panel->evidence = "the runbook's list of pages";
	return true;
}
