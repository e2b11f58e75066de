#include "scoring/report/report_build.h"

#include <math.h>
#include <string.h>

#include "base/number.h"
#include "scoring/contradiction.h"

#define STRENGTHS_MAX 6
#define WEAKNESSES_MAX 8
#define PRACTISE_MAX 3
#define FLAGGED_STORIES 3 /* contradictions that are named */
#define PART_GOOD 0.8	  /* share of a part's points that reads as good */
#define PART_FAIR 0.45

struct ranked {
	double weight;
	const char *text;
};

/* Texts by weight, the heaviest first; equal ones in their order. */
static const char *const *rank(const struct ranked *items, size_t count,
			       size_t max, struct arena *arena, size_t *kept)
{
	const char **out = arena_new(arena, const char *, max + 1);
	bool *used = arena_new(arena, bool, count + 1);

	for (*kept = 0; *kept < max; (*kept)++) {
		size_t best = count;

		for (size_t i = 0; i < count; i++)
			if (!used[i] && items[i].text &&
			    (best == count ||
			     items[i].weight > items[best].weight + 1e-9))
				best = i;
		if (best == count)
			break;
		used[best] = true;
		out[*kept] = items[best].text;
	}
	return out;
}

static const struct report_part *part_of(const struct report *report,
					 const struct rubric_part *part)
{
	for (size_t i = 0; i < report->part_count; i++)
		if (strcmp(report->parts[i].id, part->id) == 0)
			return &report->parts[i];
	return NULL;
}

/* Parts with nothing in them, then what was told in two ways. */
static void word_red_flags(struct report *report, const struct rubric *rubric,
			   const struct review *review)
{
	struct contradiction found[CONTRADICTIONS_MAX];
	size_t count = contradictions_find(review, found);
	const char **flags = arena_new(review->arena, const char *,
				       rubric->part_count + FLAGGED_STORIES);

	for (size_t i = 0; i < rubric->part_count; i++)
		if (report->parts[i].red_flag)
			flags[report->red_flag_count++] =
				rubric->parts[i].red_flag;
	for (size_t i = 0; i < count && i < FLAGGED_STORIES; i++)
		flags[report->red_flag_count++] =
			arena_printf(review->arena, "**Contradiction:** %s",
				     contradiction_line(review, &found[i]));
	report->red_flags = flags;
}

/* A part that is empty altogether is named as a whole, not by each of its
 * criteria. */
static void word_sides(struct report *report, const struct rubric *rubric,
		       const struct judged_list *judged, struct arena *arena)
{
	size_t count = judged->count + rubric->part_count;
	struct ranked *strong = arena_new(arena, struct ranked, count);
	struct ranked *weak = arena_new(arena, struct ranked, count);
	struct ranked *train = arena_new(arena, struct ranked, count);
	size_t weak_count = 0;

	for (size_t i = 0; i < judged->count; i++) {
		const struct judged *j = &judged->items[i];
		double points = j->criterion->points;
		double lost = points * (1 - j->share);

		strong[i] = (struct ranked){ points * j->share, j->strength };
		if (!part_of(report, j->part)->red_flag)
			weak[weak_count++] = (struct ranked){ lost,
							      j->weakness };
		train[i] = (struct ranked){ lost, j->practise };
	}
	for (size_t i = 0; i < rubric->part_count; i++)
		if (report->parts[i].red_flag)
			weak[weak_count++] = (struct ranked){
				report->parts[i].max, rubric->parts[i].red_flag
			};
	report->strengths = rank(strong, judged->count, STRENGTHS_MAX, arena,
				 &report->strength_count);
	report->weaknesses = rank(weak, weak_count, WEAKNESSES_MAX, arena,
				  &report->weakness_count);
	report->practise = rank(train, judged->count, PRACTISE_MAX, arena,
				&report->practise_count);
}

static void add_sentence(struct str *out, const char *sentence)
{
	if (!sentence || !*sentence)
		return;
	if (out->length > 0 && out->s[out->length - 1] != '\n')
		str_add_char(out, ' ');
	str_add(out, sentence);
}

/* What it cost, against doing nothing and against par. */
static void word_outcome(const struct report *report,
			 const struct review *review, struct str *out)
{
	const char *parts;
	char own[NUMBER_SIZE], nothing[NUMBER_SIZE], par[NUMBER_SIZE];
	struct str s = STR_INIT;

	number_money(round(review->own->loss_usd), own);
	number_money(round(review->nothing->loss_usd), nothing);
	str_addf(&s,
		 "From the page to the end of the %lld minutes the incident "
		 "cost %s, where doing nothing would have cost %s",
		 (long long)(review->pack->length_s / 60), own, nothing);
	if (review->par)
		str_addf(&s, " and the par run %s",
			 number_money(round(review->par->loss_usd), par));
	str_add(&s, "; ");
	number_int(llround(review->own->failed_users), own);
	number_int(llround(review->nothing->failed_users), nothing);
	str_addf(&s, "%s people left with nothing, against %s.", own, nothing);
	parts = report_loss_sentence(&report->outcome.parts, review->arena);
	if (*parts)
		str_addf(&s, " The loss is made of %s.", parts);
	add_sentence(out, s.s);
	str_finish(&s);
}

void report_word(struct report *report, const struct review *review,
		 const struct rubric *rubric, const struct judged_list *judged)
{
	struct str text = STR_INIT;

	word_red_flags(report, rubric, review);
	word_sides(report, rubric, judged, review->arena);
	/* What was good, then what was not, then what it came to. */
	for (int good = 1; good >= 0; good--) {
		for (size_t i = 0; i < report->part_count; i++) {
			const struct report_part *part = &report->parts[i];
			double share = part->score / part->max;
			bool is_good = share >= PART_GOOD;

			if (is_good != (good == 1))
				continue;
			add_sentence(&text, is_good ? rubric->parts[i].good
					    : share >= PART_FAIR
						    ? rubric->parts[i].fair
						    : rubric->parts[i].poor);
		}
		if (good == 1 && text.length > 0)
			str_add(&text, "\n\n");
	}
	word_outcome(report, review, &text);
	add_sentence(&text, strcmp(report->decision, "PASS") == 0
				    ? rubric->passed
				    : rubric->failed);
	report->reasoning = arena_strdup(review->arena, text.s);
	str_finish(&text);
}
