#include "scoring/report/report_build.h"

#include <string.h>

#include "base/number.h"

#define FULL 0.9    /* share from which a criterion reads as met */
#define LITTLE 0.15 /* and below which as not met */
#define STRONG 0.8  /* share that is worth praising */
#define WEAK 0.5    /* and that is worth naming */

/* The sentence of the special case, else the criterion's own. */
#define TEXT_OF(finding, criterion, field) \
	(special_texts(finding, criterion) && \
			 special_texts(finding, criterion)->field \
		 ? special_texts(finding, criterion)->field \
		 : (criterion)->texts.field)

static const struct rubric_texts *special_texts(
	const struct finding *finding, const struct rubric_criterion *criterion)
{
	for (size_t i = 0; finding->special && i < criterion->case_count; i++)
		if (strcmp(criterion->cases[i].name, finding->special) == 0)
			return &criterion->cases[i].texts;
	return NULL;
}

/* The first sentence or so of what the player wrote. */
static const char *short_quote(const char *quote, struct arena *arena)
{
	size_t length = strcspn(quote, "\n");

	/* The sentence around it has a full stop of its own. */
	while (length > 0 && strchr(". ", quote[length - 1]))
		length--;
	if (length > 140) {
		length = 140;
		while (length > 100 && quote[length] != ' ')
			length--;
		/* Never inside a character. */
		while (length > 0 &&
		       ((unsigned char)quote[length] & 0xc0) == 0x80)
			length--;
		return arena_printf(arena, "%.*s ...", (int)length, quote);
	}
	return arena_strndup(arena, quote, length);
}

static const char *why_of(const struct finding *finding,
			  const struct rubric_criterion *criterion)
{
	if (finding->share >= FULL)
		return TEXT_OF(finding, criterion, full);
	return finding->share <= LITTLE && !finding->tell_part
		       ? TEXT_OF(finding, criterion, none)
		       : TEXT_OF(finding, criterion, part);
}

static const char *reason_of(const struct finding *finding,
			     const struct rubric_criterion *criterion,
			     struct arena *arena)
{
	return finding->reason
		       ? finding->reason
		       : finding_fill(finding, why_of(finding, criterion),
				      arena);
}

/* A weakness that names nothing says that all of it is missing.  Of what was
 * found in part the reason is told instead, so that the two agree. */
static const char *fault_of(const struct finding *finding,
			    const struct rubric_criterion *criterion,
			    struct arena *arena)
{
	const char *all = TEXT_OF(finding, criterion, weakness);
	const char *part = TEXT_OF(finding, criterion, part);

	if (finding->fault)
		return finding->fault;
	if (all && part && !strchr(all, '{') && finding->got.count > 0 &&
	    why_of(finding, criterion) == part)
		return arena_printf(arena, "**%s:** %s", criterion->title,
				    finding_fill(finding, part, arena));
	return finding_fill(finding, all, arena);
}

static const char *merit_of(const struct finding *finding,
			    const struct rubric_criterion *criterion,
			    struct arena *arena)
{
	return finding->merit
		       ? finding->merit
		       : finding_fill(finding,
				      TEXT_OF(finding, criterion, strength),
				      arena);
}

static const char *with_note(const char *why, const struct finding *finding,
			     struct arena *arena)
{
	return finding->note && why
		       ? arena_printf(arena, "%s %s", why, finding->note)
		       : why;
}

static double rounded(double points)
{
	/* Two decimals, so that what is shown adds up. */
	return (double)(long long)(points * 100 + 0.5) / 100;
}

static const struct report_evidence *keep_evidence(
	const struct finding *finding, struct arena *arena)
{
	struct report_evidence *kept = arena_new(arena, struct report_evidence,
						 finding->evidence_count + 1);

	memcpy(kept, finding->evidence,
	       finding->evidence_count * sizeof(*kept));
	return kept;
}

static void judge_criterion(const struct review *review,
			    const struct rubric_criterion *criterion,
			    struct finding_blame *blame,
			    struct report_criterion *out, struct judged *judged)
{
	struct finding f = { .blame = blame };
	struct arena *arena = review->arena;

	judge(review, criterion, &f);
	finding_slot(&f, "got", "%s", finding_words(&f.got, arena));
	finding_slot(&f, "missing", "%s", finding_words(&f.missing, arena));
	finding_slot(&f, "quote", "%s",
		     f.quote ? short_quote(f.quote, arena) : "");
	*out = (struct report_criterion){
		.id = criterion->id,
		.title = criterion->title,
		.score = rounded(f.share * criterion->points),
		.max = criterion->points,
		.why = with_note(reason_of(&f, criterion, arena), &f, arena),
		.evidence = keep_evidence(&f, arena),
		.evidence_count = f.evidence_count,
	};
	if (f.share < STRONG)
		out->better =
			f.advice ? f.advice
				 : finding_fill(&f,
						TEXT_OF(&f, criterion, better),
						arena);
	*judged = (struct judged){
		.criterion = criterion,
		.share = f.share,
		.strength = f.share >= STRONG ? merit_of(&f, criterion, arena)
					      : NULL,
		.weakness = f.share < WEAK ? fault_of(&f, criterion, arena)
					   : NULL,
		.better = out->better,
		.practise = f.share < STRONG ? TEXT_OF(&f, criterion, practise)
					     : NULL,
	};
}

static size_t criteria_of(const struct rubric *rubric)
{
	size_t count = 0;

	for (size_t i = 0; i < rubric->part_count; i++)
		count += rubric->parts[i].criterion_count;
	return count;
}

void report_judge(struct report *report, const struct review *review,
		  const struct rubric *rubric, struct judged_list *judged)
{
	struct arena *arena = review->arena;
	struct report_part *parts = arena_new(arena, struct report_part,
					      rubric->part_count);

	struct finding_blame *blame;

	judged->items = arena_new(arena, struct judged, criteria_of(rubric));
	judged->count = 0;
	blame = arena_new(arena, struct finding_blame, 1);
	for (size_t i = 0; i < rubric->part_count; i++) {
		const struct rubric_part *part = &rubric->parts[i];
		struct report_criterion *criteria =
			arena_new(arena, struct report_criterion,
				  part->criterion_count + 1);

		for (size_t k = 0; k < part->criterion_count; k++) {
			struct judged *j = &judged->items[judged->count++];

			judge_criterion(review, &part->criteria[k], blame,
					&criteria[k], j);
			j->part = part;
			parts[i].score += criteria[k].score;
		}
		parts[i].id = part->id;
		parts[i].title = part->title;
		parts[i].score = rounded(parts[i].score);
		parts[i].max = rounded(part->points);
		parts[i].red_flag = parts[i].score <= 0;
		parts[i].criteria = criteria;
		parts[i].criterion_count = part->criterion_count;
		report->score += parts[i].score;
		report->max += parts[i].max;
	}
	report->parts = parts;
	report->part_count = rubric->part_count;
	report->pass = rubric->pass;
	/* One decimal is shown, and it decides. */
	report->score = (double)(long long)(report->score * 10 + 0.5 + 1e-9) /
			10;
	report->max = rounded(report->max);
	report->decision = report->score >= rubric->pass ? "PASS" : "FAIL";
}
