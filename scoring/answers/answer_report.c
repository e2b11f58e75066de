/* The report of a written answer, worded. */
#include "scoring/answers/answer_internal.h"

#include <math.h>

#include "base/str.h"

#define STRENGTHS_MAX 6
#define WEAKNESSES_MAX 8
#define PRACTISE_MAX 3
#define STRONG 0.75 /* share of a criterion that reads as a strength */
#define WEAK 0.5
#define PARTLY 0.3 /* share from which "nothing" would be unfair */
#define PART_GOOD 0.75
#define PART_FAIR 0.4
#define NOTHING 0.08 /* share of a part below which nothing is in it */
#define FULL 0.95

static double round_to(double value, double step)
{
	return floor(value / step + 0.5) * step;
}

/* "the bill by customer, and what a finished clip costs" */
static void add_names(struct str *out, const struct answer_criterion *c,
		      bool met)
{
	size_t count = 0, added = 0;

	for (size_t i = 0; i < c->find_count; i++)
		count += c->finds[i].worth > 0 &&
					 (c->finds[i].share > 0.5) == met
				 ? 1
				 : 0;
	for (size_t i = 0; i < c->find_count; i++) {
		const struct answer_find *find = &c->finds[i];

		if (find->worth <= 0 || (find->share > 0.5) != met)
			continue;
		str_addf(out, "%s%s",
			 added == 0	      ? ""
			 : added + 1 == count ? " and "
					      : ", ",
			 find->name);
		added++;
	}
}

static const char *word_why(const struct answer_criterion *c,
			    struct arena *arena)
{
	struct str text = STR_INIT, got = STR_INIT, missing = STR_INIT;
	const char *out;

	add_names(&got, c, true);
	add_names(&missing, c, false);
	if (got.length > 0)
		str_addf(&text, "There is: %s.", got.s);
	else
		str_add(&text, "Nothing that counts was found.");
	if (missing.length > 0 && c->share < FULL)
		str_addf(&text, " Missing or thin: %s.", missing.s);
	for (size_t i = 0; i < c->find_count; i++)
		if (c->finds[i].worth < 0 && c->finds[i].share > 0.5)
			str_addf(&text, " It loses by: %s.", c->finds[i].name);
	out = arena_strdup(arena, text.s);
	str_finish(&text);
	str_finish(&got);
	str_finish(&missing);
	return out;
}

static bool has_evidence(const struct report_criterion *out, const char *quote)
{
	for (size_t i = 0; i < out->evidence_count; i++)
		if (out->evidence[i].quote == quote)
			return true;
	return false;
}

static void add_evidence(struct answer *answer, const struct answer_find *find,
			 struct report_criterion *out,
			 struct report_evidence *list)
{
	if (find->share <= 0)
		return;
	for (size_t i = 0; i < find->count; i++) {
		const struct answer_statement *s = find->statements[i];

		if (out->evidence_count == ANSWER_EVIDENCE_MAX ||
		    has_evidence(out, s->statement->quote))
			continue;
		list[out->evidence_count++] = (struct report_evidence){
			.seq = (uint32_t)(s - answer->statements + 1),
			.at_s = s->statement->line,
			.quote = s->statement->quote,
			.against = find->worth < 0,
		};
	}
}

static void put_criterion(struct answer *answer,
			  const struct answer_criterion *c,
			  struct report_criterion *out)
{
	struct report_evidence *list = arena_new(
		answer->arena, struct report_evidence, ANSWER_EVIDENCE_MAX);

	out->id = c->criterion->id;
	out->title = c->criterion->title;
	out->max = c->criterion->points;
	out->score = round_to(c->share * out->max, 0.01);
	out->why = word_why(c, answer->arena);
	out->better = c->share < FULL ? c->criterion->better : NULL;
	out->evidence = list;
	for (size_t i = 0; i < c->find_count; i++)
		add_evidence(answer, &c->finds[i], out, list);
}

static void put_parts(struct answer *answer,
		      const struct answer_criterion *criteria,
		      struct report *report)
{
	const struct question *q = answer->question;
	struct report_part *parts = arena_new(answer->arena, struct report_part,
					      q->part_count + 1);
	size_t at = 0;

	report->parts = parts;
	report->part_count = q->part_count;
	for (size_t p = 0; p < q->part_count; p++) {
		const struct question_part *part = &q->parts[p];
		struct report_criterion *list =
			arena_new(answer->arena, struct report_criterion,
				  part->criterion_count + 1);

		parts[p].id = part->id;
		parts[p].title = part->title;
		parts[p].criteria = list;
		parts[p].criterion_count = part->criterion_count;
		for (size_t c = 0; c < part->criterion_count; c++) {
			put_criterion(answer, &criteria[at++], &list[c]);
			parts[p].score += list[c].score;
			parts[p].max += list[c].max;
		}
		parts[p].red_flag = parts[p].score < NOTHING * parts[p].max;
		report->score += parts[p].score;
		report->max += parts[p].max;
	}
	report->max = round_to(report->max, 0.1);
	report->score = round_to(report->score, 0.1);
}

struct ranked {
	double weight;
	const char *text;
};

/* The heaviest texts, equal ones in their order. */
static const char *const *rank(struct ranked *items, size_t count, size_t max,
			       struct arena *arena, size_t *kept)
{
	const char **out = arena_new(arena, const char *, max + 1);

	for (*kept = 0; *kept < max; (*kept)++) {
		size_t best = count;

		for (size_t i = 0; i < count; i++)
			if (items[i].weight > 0 &&
			    (best == count ||
			     items[i].weight > items[best].weight + 1e-9))
				best = i;
		if (best == count)
			break;
		items[best].weight = 0;
		out[*kept] = items[best].text;
	}
	return out;
}

/* What is wrong, and the sentence that is. */
static const char *word_harm(struct answer *answer,
			     const struct question_harm *harm,
			     const struct answer_find *find)
{
	const struct statement *s;

	if (harm->unless || find->count == 0)
		return harm->weakness;
	s = find->statements[0]->statement;
	return arena_printf(answer->arena, "%s (line %d: \"%s\")",
			    harm->weakness, s->line, s->quote);
}

/* The criterion's own sentence says that it is not there at all; who has half
 * of it is told what the other half is. */
static const char *word_weakness(struct answer *answer,
				 const struct answer_criterion *c)
{
	struct str missing = STR_INIT;
	const char *out = c->criterion->weakness;

	add_names(&missing, c, false);
	if (c->share >= PARTLY && missing.length > 0)
		out = arena_printf(answer->arena,
				   "**%s, in part:** missing or thin: %s.",
				   c->criterion->title, missing.s);
	str_finish(&missing);
	return out;
}

static void word_sides(struct answer *answer,
		       const struct answer_criterion *criteria, size_t count,
		       const struct answer_find *harms, struct report *report)
{
	const struct question *q = answer->question;
	size_t most = count + q->part_count + q->harm_count + 1, weak_count = 0;
	struct ranked *strong = arena_new(answer->arena, struct ranked, most);
	struct ranked *weak = arena_new(answer->arena, struct ranked, most);
	struct ranked *train = arena_new(answer->arena, struct ranked, most);
	const char **flags = arena_new(answer->arena, const char *, most);

	for (size_t i = 0; i < count; i++) {
		const struct answer_criterion *c = &criteria[i];
		double points = c->criterion->points;
		size_t part = (size_t)(c->part - q->parts);

		if (c->share >= STRONG)
			strong[i] = (struct ranked){ points * c->share,
						     c->criterion->strength };
		if (c->share < WEAK && !report->parts[part].red_flag)
			weak[weak_count++] =
				(struct ranked){ points * (1 - c->share),
						 word_weakness(answer, c) };
		if (c->share < WEAK)
			train[i] = (struct ranked){ points * (1 - c->share),
						    c->criterion->better };
	}
	for (size_t p = 0; p < q->part_count; p++) {
		if (!report->parts[p].red_flag)
			continue;
		weak[weak_count++] = (struct ranked){ report->parts[p].max,
						      q->parts[p].red_flag };
		flags[report->red_flag_count++] = q->parts[p].red_flag;
	}
	for (size_t h = 0; h < q->harm_count; h++)
		if (harms[h].share >= WEAK)
			weak[weak_count++] = (struct ranked){
				1, word_harm(answer, &q->harms[h], &harms[h])
			};
	report->red_flags = flags;
	report->strengths = rank(strong, count, STRENGTHS_MAX, answer->arena,
				 &report->strength_count);
	report->weaknesses = rank(weak, weak_count, WEAKNESSES_MAX,
				  answer->arena, &report->weakness_count);
	report->practise = rank(train, count, PRACTISE_MAX, answer->arena,
				&report->practise_count);
}

static void add_sentence(struct str *out, const char *sentence)
{
	if (out->length > 0)
		str_add_char(out, ' ');
	str_add(out, sentence);
}

static void word_reasoning(struct answer *answer, struct report *report)
{
	const struct question *q = answer->question;
	struct str text = STR_INIT;

	for (size_t p = 0; p < q->part_count; p++) {
		double share = report->parts[p].score / report->parts[p].max;

		if (report->parts[p].red_flag)
			continue;

		add_sentence(&text, share >= PART_GOOD	 ? q->parts[p].good
				    : share >= PART_FAIR ? q->parts[p].fair
							 : q->parts[p].poor);
	}
	if (answer->copied > 0)
		add_sentence(&text, "Sentences that repeat the question or its "
				    "criteria earn nothing.");
	if (answer->listed > 0)
		add_sentence(&text, "Catchwords in a row earn next to nothing: "
				    "say what you would do with them.");
	if (answer->document->repeated > 0)
		add_sentence(&text, "What is said twice counts once.");
	if (answer->document->cut)
		add_sentence(&text, "Only the first 64 KB were read.");
	add_sentence(&text, report->score >= q->pass ? q->passed : q->failed);
	report->reasoning = arena_strdup(answer->arena, text.s);
	str_finish(&text);
}

const struct report *answer_report(struct answer *answer,
				   const struct answer_criterion *criteria,
				   size_t count,
				   const struct answer_find *harms)
{
	const struct question *q = answer->question;
	struct report *report = arena_new(answer->arena, struct report, 1);

	report->written = true;
	report->scenario = q->id;
	report->scenario_title = q->title;
	report->follow_ups = q->follow_ups;
	report->follow_up_count = q->follow_up_count;
	report->scoring_version = SCORING_VERSION;
	report->pass = q->pass;
	put_parts(answer, criteria, report);
	report->decision = report->score >= q->pass - 1e-9 ? "PASS" : "FAIL";
	word_sides(answer, criteria, count, harms, report);
	word_reasoning(answer, report);
	return report;
}
