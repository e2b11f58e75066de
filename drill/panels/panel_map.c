#include "drill/panels/panel_build.h"

bool panel_map(struct panel_builder *b)
{
	const struct pack_screen *screen = &b->drill->pack->screen;

	b->panel->caption = panel_words(b, screen->map_note);
	panel_column(b, "", COLUMN_TEXT);
	for (size_t i = 0; i < screen->map_count; i++) {
		panel_add_row(b);
		panel_cell(b, TONE_PLAIN, "%s", panel_words(b, screen->map[i]));
	}
	b->panel->evidence = "how the system hangs together";
	return true;
}
