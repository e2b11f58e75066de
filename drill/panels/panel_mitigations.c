#include "drill/panels/panel_build.h"

#include "drill/figure.h"

static const char *state_text(struct panel_builder *b,
			      const struct measure *measure)
{
	const char *word = measure_state_word(measure->state);

	if (measure->state == MEASURE_OFF)
		return "";
	if (measure->due_s >= 0)
		return panel_say(b, "%s, until %s", word,
				 panel_clock(b, measure->due_s));
	return word;
}

static enum tone state_tone(const struct measure *measure)
{
	if (measure->state == MEASURE_IN_FORCE)
		return TONE_GOOD;
	if (measure->state == MEASURE_REFUSED)
		return TONE_BAD;
	return measure->state == MEASURE_OFF ? TONE_PLAIN : TONE_WARN;
}

static const char *approver(const struct drill *drill,
			    const struct pack_mitigation *what)
{
	const struct pack_stakeholder *who;

	if (!what->approval)
		return "";
	who = pack_stakeholder(drill->pack, what->approval);
	return who ? who->name : what->approval;
}

static void detail(struct panel_builder *b, const char *what, const char *value)
{
	panel_add_row(b);
	panel_cell(b, TONE_DIM, "%s", what);
	panel_cell(b, TONE_PLAIN, "%s", value);
}

static void add_parameters(struct panel_builder *b,
			   const struct measure *measure)
{
	const struct pack_mitigation *what = measure->what;

	for (size_t i = 0; i < measure_parameters(what); i++) {
		const struct pack_parameter *p = &what->parameters[i];

		detail(b, panel_say(b, "%s=", p->name),
		       panel_say(b, "%.10g %s (%.10g to %.10g)  %s",
				 measure->parameters[i], p->unit, p->low,
				 p->high, p->help ? p->help : ""));
	}
}

/* What it takes, and whom it meets now; never what it would bring. */
static bool one_measure(struct panel_builder *b, const char *id)
{
	const struct drill *drill = b->drill;
	const struct measure *measure = drill_measure(drill, id);
	const struct pack_mitigation *what;

	if (!measure) {
		const char *near = pack_nearest_mitigation(drill->pack, id);

		return err_set(b->err, ERR_INPUT,
			       "there is no measure '%.40s'%s%s", id,
			       near ? "; did you mean " : "", near ? near : "");
	}
	what = measure->what;
	b->panel->title = panel_say(b, "Measure: %s",
				    panel_words(b, what->title));
	b->panel->caption = panel_words(b, what->help);
	panel_column(b, "", COLUMN_TEXT);
	panel_column(b, "", COLUMN_WRAP);
	detail(b, "command", panel_say(b, "apply %s", what->id));
	add_parameters(b, measure);
	detail(b, "takes",
	       what->plan_only ? "longer than this drill: plan it"
			       : panel_value(b, "s", (double)what->lead_s));
	detail(b, "can be undone",
	       what->reversible
		       ? panel_say(b, "yes, in %s",
				   panel_value(b, "s",
					       (double)what->revert_lead_s))
		       : "no");
	detail(b, "approval", what->approval ? approver(drill, what) : "none");
	detail(b, "people who passed through in 10 min",
	       panel_value(b, "people", drill_people_touched(drill, what)));
	if (what->side_effect)
		detail(b, "side effect", panel_words(b, what->side_effect));
	if (what->tradeoff && drill->mode != DRILL_EXAM)
		detail(b, "trade-off", panel_words(b, what->tradeoff));
	detail(b, "now",
	       *state_text(b, measure) ? state_text(b, measure) : "off");
	b->panel->evidence = panel_say(b, "%s: %s", panel_words(b, what->title),
				       measure_state_word(measure->state));
	return true;
}

static bool check_category(struct panel_builder *b, const char *category)
{
	const struct pack *pack = b->drill->pack;
	const char *known[16];
	size_t count = 0;

	for (size_t i = 0; i < pack->mitigation_count; i++) {
		bool there = false;

		if (!strcmp(pack->mitigations[i].category, category))
			return true;
		for (size_t j = 0; j < count; j++)
			there |= !strcmp(known[j],
					 pack->mitigations[i].category);
		if (!there && count < 16)
			known[count++] = pack->mitigations[i].category;
	}
	return panel_wrong(b, "category", category, known, count);
}

static void add(struct panel_builder *b, const struct measure *measure)
{
	const struct pack_mitigation *what = measure->what;
	struct panel_row *row = panel_add_row(b);

	row->id = what->id;
	row->pin = panel_say(b, "id=%s", what->id);
	panel_cell(b, TONE_PLAIN, "%s", what->id);
	panel_cell(b, TONE_PLAIN, "%s", panel_words(b, what->title));
	panel_cell(b, TONE_DIM, "%s",
		   what->plan_only ? "plan" : panel_span(b, what->lead_s));
	panel_cell(b, TONE_DIM, "%s", approver(b->drill, what));
	panel_cell(b, state_tone(measure), "%s", state_text(b, measure));
}

bool panel_mitigations(struct panel_builder *b)
{
	const struct drill *drill = b->drill;
	const char *id = panel_arg(b, "id");
	const char *category = panel_arg(b, "category");

	if (id)
		return one_measure(b, id);
	if (category && !check_category(b, category))
		return false;
	b->panel->title = category ? panel_say(b, "Measures: %s", category)
				   : "Measures";
	b->panel->caption = panel_say(
		b,
		"%d of %d pairs of hands free, %zu waiting. Details with "
		"id=NAME.",
		drill_hands_free(drill), drill->pack->hands,
		drill->queue.count);
	panel_column(b, "measure", COLUMN_TEXT);
	panel_column(b, "what it does", COLUMN_WRAP);
	panel_column(b, "takes", COLUMN_RIGHT);
	panel_column(b, "approval", COLUMN_TEXT);
	panel_column(b, "state", COLUMN_TEXT);
	for (size_t i = 0; i < drill->pack->mitigation_count; i++) {
		const struct measure *measure = &drill->measures[i];

		if (!category || !strcmp(measure->what->category, category))
			add(b, measure);
	}
	b->panel->evidence = panel_say(b, "%d of %d pairs of hands free",
				       drill_hands_free(drill),
				       drill->pack->hands);
	return true;
}
