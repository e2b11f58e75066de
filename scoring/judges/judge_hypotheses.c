#include "scoring/judges/judges.h"

#include <string.h>

/* How the points are split. */
#define FOR_RIGHT 0.38	   /* the right cause concluded */
#define FOR_PART 0.65	   /* of it: true, but not what began it */
#define FOR_BECAUSE 0.07   /* with a note that names the evidence */
#define FOR_RULED_OUT 0.25 /* others closed, on evidence */
#define FOR_CHECK 0.15	   /* the usual suspect looked at */
#define FOR_IMPACT 0.15	   /* impact before causes */
#define PER_WRONG 0.25	   /* lost for each wrong conclusion */
#define RULE_OUT 2	   /* so many ruled out is a method */
#define RULE_OUT_BARE 0.8  /* of one that says nothing of what was seen */

static bool has_pin_for(const struct review *review,
			const struct pack_cause *cause, uint32_t *seq)
{
	for (size_t i = 0; i < review->pin_count; i++) {
		const struct pin *pin = &review->pins[i];

		if (review_pin_speaks(review, pin, cause)) {
			*seq = pin->seq;
			return true;
		}
	}
	return false;
}

/* The note of a conclusion that is true. */
static double judge_because(const struct review *review,
			    const struct hypothesis *h, struct finding *finding)
{
	if (note_names_evidence(review, h)) {
		finding_got(finding, "what it rests on");
		return FOR_BECAUSE;
	}
	finding_missing(finding, "what the conclusion rests on");
	if (!finding->advice)
		finding->advice =
			"Write with a conclusion what you saw: which figure, "
			"on which screen, against what is normal.";
	return 0;
}

static void tell_wrong(const struct review *review, struct finding *finding)
{
	for (size_t i = 0; i < review->pack->cause_count; i++) {
		const struct hypothesis *h = &review->hypotheses[i];

		if (h->state == HYPOTHESIS_CONCLUDED && !h->right &&
		    !h->contributes)
			finding_note(finding,
				     "\"%s\" was concluded, and was not it.",
				     h->cause->title);
	}
}

/* A cause that is true, the whole of it or a part.  Without evidence it was a
 * lucky guess. */
static double judge_conclusion(const struct review *review,
			       const struct hypothesis *h,
			       struct finding *finding)
{
	double value = h->right ? FOR_RIGHT : FOR_PART * FOR_RIGHT;
	uint32_t seq;

	if (!has_pin_for(review, h->cause, &seq)) {
		value /= 3;
		finding_missing(finding, "a pin that bears on it");
	}
	if (!finding->quote)
		finding->quote = h->note;
	return value + judge_because(review, h, finding);
}

static void tell_part(const struct hypothesis *h, struct finding *finding)
{
	finding_note(finding,
		     "\"%s\" is true: it keeps the trouble going. It did not "
		     "begin it.",
		     h->cause->title);
}

static double judge_conclusions(const struct review *review,
				struct finding *finding)
{
	double value = 0, part = 0;

	for (size_t i = 0; i < review->pack->cause_count; i++) {
		const struct hypothesis *h = &review->hypotheses[i];

		if (h->state != HYPOTHESIS_CONCLUDED)
			continue;
		finding_cite(finding, h->seq, NULL,
			     !h->right && !h->contributes);
		if (h->right) {
			finding_got(finding, "the right cause concluded");
			value = judge_conclusion(review, h, finding);
		} else if (h->contributes && !review->concluded_right) {
			finding_got(finding, "what keeps it going concluded");
			part = judge_conclusion(review, h, finding);
			tell_part(h, finding);
		}
	}
	if (value <= 0)
		finding_missing(finding, part > 0
						 ? "what began it"
						 : "the right cause concluded");
	if (review->concluded_wrong > 0)
		tell_wrong(review, finding);
	return (value > 0 ? value : part) -
	       PER_WRONG * (double)review->concluded_wrong;
}

/* Says how far ruling out went. */
static void tell_ruled_out(const struct review *review, double need,
			   size_t founded, size_t bare, struct finding *finding)
{
	const char *names[] = { "nothing", "one", "two", "three" };

	if ((double)founded >= need)
		finding_got(finding, "others ruled out on evidence");
	else if (founded > 0)
		finding_missing(
			finding,
			arena_printf(review->arena,
				     "more than %s ruled out on evidence",
				     names[founded < 3 ? founded : 3]));
	else
		finding_missing(finding, "others ruled out on evidence");
	if (bare > 0 && (double)founded < need)
		finding_note(finding,
			     "What was ruled out without a pin that bears on "
			     "it does not count: %zu.",
			     bare);
}

static double judge_ruled_out(const struct review *review,
			      const struct rubric_criterion *criterion,
			      struct finding *finding)
{
	double need = setting_number(criterion, "rule_out", RULE_OUT);
	double count = 0;
	size_t founded = 0, bare = 0;

	for (size_t i = 0; i < review->pack->cause_count; i++) {
		const struct hypothesis *h = &review->hypotheses[i];
		uint32_t seq;

		if (h->state != HYPOTHESIS_RULED_OUT || h->right)
			continue;
		if (!has_pin_for(review, h->cause, &seq)) {
			finding_cite(finding, h->seq, NULL, true);
			bare++;
			continue;
		}
		founded++;
		count += note_names_evidence(review, h) ? 1 : RULE_OUT_BARE;
		finding_cite(finding, h->seq, NULL, false);
	}
	tell_ruled_out(review, need, founded, bare, finding);
	return FOR_RULED_OUT * (count >= need ? 1 : count / need);
}

/* One of the causes that must not go unchecked was looked at. */
static double judge_check(const struct review *review,
			  const struct rubric_criterion *criterion,
			  struct finding *finding)
{
	const struct json *list = setting(criterion, "check");
	const char *usual = NULL;
	uint32_t seq = 0;

	for (const struct json *item = json_first(list); item;
	     item = json_next(item)) {
		const struct pack_cause *cause =
			pack_cause(review->pack, json_string_or(item, ""));

		if (cause && has_pin_for(review, cause, &seq)) {
			finding_got(finding, "the usual suspect checked");
			finding_cite(finding, seq, NULL, false);
			return FOR_CHECK;
		}
		if (cause && !usual)
			usual = cause->title;
	}
	finding_missing(finding,
			usual ? arena_printf(review->arena,
					     "the usual suspect checked "
					     "(\"%s\")",
					     usual)
			      : "the usual suspect checked");
	return 0;
}

/* The size of it was looked at, or declared, before causes were named. */
static double judge_impact(const struct review *review,
			   const struct rubric_criterion *criterion,
			   struct finding *finding)
{
	const struct json *panels = setting(criterion, "impact");
	int64_t by = setting_clock(criterion, "impact_by", 300);

	for (size_t i = 0; i < review->event_count; i++) {
		const struct event *e = &review->events[i];
		const struct command *c = e->command;

		if (!c || e->at_s > by)
			continue;
		if (c->verb == COMMAND_CONCLUDE || c->verb == COMMAND_APPLY)
			break;
		if (c->verb == COMMAND_DECLARE ||
		    ((c->verb == COMMAND_LOOK || c->verb == COMMAND_PIN) &&
		     review_in_list(panels, c->subject))) {
			finding_got(finding, "impact first");
			finding_cite(finding, e->seq, NULL, false);
			return FOR_IMPACT;
		}
	}
	finding_missing(finding, "impact first");
	return 0;
}

void judge_hypotheses(const struct review *review,
		      const struct rubric_criterion *criterion,
		      struct finding *finding)
{
	double method;

	finding->share = judge_conclusions(review, finding);
	method = judge_ruled_out(review, criterion, finding) +
		 judge_check(review, criterion, finding) +
		 judge_impact(review, criterion, finding);
	/* Method without a conclusion is half a method. */
	if (review->first_conclusion_s < 0)
		method /= 3;
	finding->share += method;
}
