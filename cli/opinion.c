#include "cli/opinion.h"

#include "base/calendar.h"
#include "connect/opinion.h"
#include "scoring/rubric.h"

/* What the report knows of its criteria is what is asked. */
static size_t criteria_of(const struct report *report,
			  struct opinion_criterion *out)
{
	size_t count = 0;

	for (size_t p = 0; p < report->part_count; p++) {
		const struct report_part *part = &report->parts[p];

		for (size_t c = 0; c < part->criterion_count; c++) {
			const struct report_criterion *from =
				&part->criteria[c];

			if (count == OPINION_CRITERIA_MAX)
				return count;
			out[count++] = (struct opinion_criterion){
				from->id, from->title, NULL, from->max
			};
		}
	}
	return count;
}

bool opinion_is_wanted(void)
{
	struct opinion_setup setup;

	return opinion_setup_read(&setup);
}

bool opinion_check(struct err *err)
{
	struct opinion_setup setup;

	return !opinion_setup_read(&setup) || opinion_setup_check(&setup, err);
}

bool opinion_need(struct err *err)
{
	if (!opinion_is_wanted())
		return err_set(err, ERR_INPUT,
			       "--second-opinion needs somebody to ask: set "
			       "GAMEDAY_OPINION_URL and GAMEDAY_OPINION_MODEL");
	return opinion_check(err);
}

/* Asks, and puts what was said to the criteria that were asked about. */
static const struct report *ask(const struct report *report,
				const char *question,
				const struct opinion_criterion *criteria,
				size_t count, const bool *apart,
				const char *text, struct arena *arena,
				struct err *err)
{
	struct report_opinion_verdict *verdicts;
	struct report_opinion *shown;
	struct opinion_setup setup;
	const struct opinion *opinion;
	struct report *whole;
	size_t asked = 0, all = 0;

	if (!opinion_setup_read(&setup))
		return report;
	if (!opinion_setup_check(&setup, err))
		return NULL;
	for (size_t p = 0; p < report->part_count; p++)
		all += report->parts[p].criterion_count;
	opinion = opinion_ask(&setup, question, criteria, count, text, arena);
	verdicts = arena_new(arena, struct report_opinion_verdict, all + 1);
	for (size_t i = 0; i < all; i++) {
		verdicts[i].apart = (apart && apart[i]) || asked == count;
		if (verdicts[i].apart)
			continue;
		verdicts[i].met = opinion->verdict[asked].met;
		verdicts[i].votes = opinion->verdict[asked].votes;
		verdicts[i].quote = opinion->verdict[asked].quote;
		asked++;
	}
	shown = arena_new(arena, struct report_opinion, 1);
	*shown = (struct report_opinion){
		.model = arena_strdup(arena, setup.model),
		.abstains = opinion->abstains,
		.answers = opinion->answers,
		.calls = OPINION_CALLS,
		.score = opinion->score,
		.max = opinion->max,
		.verdicts = verdicts,
	};
	whole = arena_new(arena, struct report, 1);
	*whole = *report;
	whole->opinion = shown;
	return whole;
}

const struct report *opinion_add(const struct report *report,
				 const struct question *question,
				 const char *text, struct arena *arena,
				 struct err *err)
{
	struct opinion_criterion criteria[OPINION_CRITERIA_MAX];

	return ask(report, question->text, criteria,
		   criteria_of(report, criteria), NULL, text, arena, err);
}

/* --- a drill ------------------------------------------------------------- */

/* What words alone can meet; the rest is pins, outcomes and times. */
static const bool in_words[JUDGE_COUNT] = {
	[JUDGE_TRADEOFFS] = true,  [JUDGE_CHOICE] = true,
	[JUDGE_PHASES] = true,	   [JUDGE_GUARDRAILS] = true,
	[JUDGE_OWNERS] = true,	   [JUDGE_MESSAGE] = true,
	[JUDGE_HYPOTHESES] = true, [JUDGE_HONESTY] = true,
};

/* The criteria of words; `apart` of each of the report's criteria whether it
 * is another. */
static size_t criteria_in_words(const struct report *report,
				const struct rubric *rubric,
				struct opinion_criterion *out, bool *apart)
{
	size_t count = 0, n = 0;

	for (size_t p = 0; p < report->part_count; p++)
		for (size_t c = 0; c < report->parts[p].criterion_count;
		     c++, n++) {
			const struct report_criterion *of =
				&report->parts[p].criteria[c];
			const struct rubric_criterion *from =
				rubric_criterion_of(rubric, of->id);

			apart[n] = !from || !in_words[from->judge] ||
				   count == OPINION_CRITERIA_MAX;
			if (!apart[n])
				out[count++] = (struct opinion_criterion){
					of->id, of->title, from->texts.better,
					of->max
				};
		}
	return count;
}

static void put_text(struct str *out, const char *label, const char *text)
{
	if (text && *text)
		str_addf(out, " %s: %s", label, text);
}

/* One thing that the player wrote, with its minute; else nothing. */
static void put_words(struct str *out, const struct pack *pack,
		      const struct event *event)
{
	const struct command *c = event->command;
	const struct pack_mitigation *what;
	char clock[CALENDAR_CLOCK_SIZE];

	if (!c || (!c->text && c->verb != COMMAND_PLAN))
		return;
	calendar_format_clock(event->at_s, clock);
	if (c->verb == COMMAND_PLAN) {
		what = pack_mitigation(pack, c->object);
		str_addf(out, "%s plan, %s: %s.", clock, c->subject,
			 what ? what->title : c->object);
		for (size_t i = 0; i < c->arg_count; i++)
			put_text(out, c->args[i].key, c->args[i].value);
	} else {
		str_addf(out, "%s %s%s%s:", clock, command_word(c->verb),
			 c->subject && *c->subject ? " " : "",
			 c->subject ? c->subject : "");
		str_addf(out, " %s", c->text);
	}
	str_add(out, "\n\n");
}

const char *opinion_drill_text(const struct drill *drill, struct arena *arena)
{
	struct str out = STR_INIT;
	size_t count;
	const struct event *events = drill_events(drill, &count);
	const char *kept;

	for (size_t i = 0; i < count; i++)
		put_words(&out, drill_pack(drill), &events[i]);
	kept = arena_strdup(arena, out.s);
	str_finish(&out);
	return kept;
}

const struct report *opinion_add_drill(const struct report *report,
				       const struct drill *drill,
				       struct arena *arena, struct err *err)
{
	struct opinion_criterion criteria[OPINION_CRITERIA_MAX];
	const struct pack *pack = drill_pack(drill);
	const struct rubric *rubric =
		pack->rubric ? rubric_read(pack->rubric, arena, err) : NULL;
	size_t all = 0, count;
	const char *question;
	bool *apart;

	if (!rubric)
		return pack->rubric ? NULL : report;
	for (size_t p = 0; p < report->part_count; p++)
		all += report->parts[p].criterion_count;
	apart = arena_new(arena, bool, all + 1);
	count = criteria_in_words(report, rubric, criteria, apart);
	question = arena_printf(
		arena,
		"An incident drill, \"%s\"; the cause was: %s. The answer is "
		"what the player wrote in it, with the minute of each: notes on "
		"hypotheses, messages, the plan.",
		report->scenario_title, report->cause);
	return ask(report, question, criteria, count, apart,
		   opinion_drill_text(drill, arena), arena, err);
}
