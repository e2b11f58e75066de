#include "drill/panels/panel_build.h"

static void add(struct panel_builder *b, const struct plan_item *item)
{
	struct panel_row *row = panel_add_row(b);

	row->id = item->what->id;
	panel_cell(b, TONE_STRONG, "%s", plan_phase_word(item->phase));
	panel_cell(b, TONE_PLAIN, "%s", panel_words(b, item->what->title));
	panel_cell(b, TONE_PLAIN, "%s", item->why);
	panel_cell(b, TONE_PLAIN, "%s", item->tradeoff);
	panel_cell(b, TONE_PLAIN, "%s", item->owner);
	panel_cell(b, TONE_PLAIN, "%s", item->metric);
	panel_cell(b, TONE_PLAIN, "%s", item->rollback);
	panel_cell(b, TONE_PLAIN, "%s", item->due);
}

bool panel_plan(struct panel_builder *b)
{
	static const char *const words[] = { "now", "days", "weeks" };
	const struct drill *drill = b->drill;
	const char *phase = panel_arg(b, "phase");
	bool known = !phase;

	for (int i = 0; i < PLAN_PHASES; i++)
		known |= phase && !strcmp(words[i], phase);
	if (!known)
		return panel_wrong(b, "phase", phase, words, PLAN_PHASES);
	b->panel->caption = "plan PHASE MEASURE why= tradeoff= owner= metric= "
			    "rollback= due=";
	panel_column(b, "when", COLUMN_TEXT);
	panel_column(b, "measure", COLUMN_TEXT);
	panel_column(b, "why", COLUMN_WRAP);
	panel_column(b, "trade-off", COLUMN_WRAP);
	panel_column(b, "owner", COLUMN_TEXT);
	panel_column(b, "metric", COLUMN_TEXT);
	panel_column(b, "rollback", COLUMN_TEXT);
	panel_column(b, "due", COLUMN_TEXT);
	for (int p = 0; p < PLAN_PHASES; p++) {
		if (phase && strcmp(words[p], phase))
			continue;
		for (size_t i = 0; i < drill->plan.count; i++) {
			if ((int)drill->plan.items[i].phase == p)
				add(b, &drill->plan.items[i]);
		}
	}
	b->panel->evidence = panel_say(b, "%zu planned", drill->plan.count);
	return true;
}
