#include "drill/panels/panel_build.h"

static const char *const state_words[] = {
	[HYPOTHESIS_NONE] = "",
	[HYPOTHESIS_OPEN] = "suspected",
	[HYPOTHESIS_RULED_OUT] = "ruled out",
	[HYPOTHESIS_CONCLUDED] = "concluded",
};

static size_t pins_for(const struct drill *drill, const char *cause)
{
	size_t count = 0;

	for (size_t i = 0; i < drill->pins.count; i++)
		count += drill->pins.items[i].cause &&
			 !strcmp(drill->pins.items[i].cause, cause);
	return count;
}

static bool has_loose(const struct drill *drill)
{
	for (size_t i = 0; i < drill->pins.count; i++)
		if (!drill->pins.items[i].cause)
			return true;
	return false;
}

static void add_pins(struct panel_builder *b, const char *cause)
{
	const struct drill *drill = b->drill;

	for (size_t i = 0; i < drill->pins.count; i++) {
		const struct pin *pin = &drill->pins.items[i];

		if (cause ? !pin->cause || strcmp(pin->cause, cause)
			  : pin->cause != NULL)
			continue;
		panel_note(b, "%s %s%s%s: %s", panel_clock(b, pin->at_s),
			   panel_word((enum panel_id)pin->panel),
			   *pin->args ? " " : "", pin->args, pin->evidence);
	}
}

static void add(struct panel_builder *b, const struct hypothesis *h)
{
	enum tone tone = h->state == HYPOTHESIS_OPEN	    ? TONE_STRONG
			 : h->state == HYPOTHESIS_CONCLUDED ? TONE_GOOD
			 : h->state == HYPOTHESIS_RULED_OUT ? TONE_DIM
							    : TONE_PLAIN;
	size_t pins = pins_for(b->drill, h->cause->id);
	struct panel_row *row = panel_add_row(b);

	row->id = h->cause->id;
	panel_cell(b, tone, "%s", h->cause->id);
	panel_cell(b, tone, "%s", h->cause->title);
	panel_cell(b, tone, "%s", state_words[h->state]);
	if (pins)
		panel_cell(b, tone, "%zu", pins);
	else
		panel_cell(b, tone, "%s", "");
	panel_cell(b, TONE_DIM, "%s", h->note ? h->note : "");
}

bool panel_hypotheses(struct panel_builder *b)
{
	const struct drill *drill = b->drill;
	const char *cause = panel_arg(b, "cause");

	if (cause && !pack_cause(drill->pack, cause)) {
		const char *near = pack_nearest_cause(drill->pack, cause);

		return err_set(b->err, ERR_INPUT,
			       "there is no cause '%.40s'%s%s", cause,
			       near ? "; did you mean " : "", near ? near : "");
	}
	b->panel->caption = "suspect one, pin evidence for=it, then rule-out "
			    "or conclude.";
	panel_column(b, "cause", COLUMN_TEXT);
	panel_column(b, "", COLUMN_WRAP);
	panel_column(b, "state", COLUMN_TEXT);
	panel_column(b, "pins", COLUMN_RIGHT);
	panel_column(b, "because", COLUMN_TEXT);
	for (size_t i = 0; i < drill->pack->cause_count; i++) {
		const struct hypothesis *h = &drill->hypotheses[i];

		if (cause && strcmp(cause, h->cause->id))
			continue;
		add(b, h);
		if (cause || h->state != HYPOTHESIS_NONE) {
			if (pins_for(drill, h->cause->id))
				panel_note(b, "%s:", h->cause->id);
			add_pins(b, h->cause->id);
		}
	}
	if (!cause && has_loose(drill)) {
		panel_note(b, "for no cause yet (`tie all CAUSE` counts them "
			      "for one):");
		add_pins(b, NULL);
	}
	b->panel->evidence = panel_say(b, "%zu pin%s", drill->pins.count,
				       drill->pins.count == 1 ? "" : "s");
	return true;
}
