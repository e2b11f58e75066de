#include "ui/report/render_opinion.h"

void opinion_difference(const struct report_opinion *opinion,
			const struct report_criterion *criterion,
			const struct report_opinion_verdict *verdict,
			struct str *out)
{
	str_addf(out,
		 "%s  %s: %.2f of %.2f here; the model finds it %s (%d of %d).",
		 criterion->id, criterion->title, criterion->score,
		 criterion->max, verdict->met ? "met" : "not met",
		 verdict->votes, opinion->answers);
}

void opinion_sentence(const struct report_opinion *opinion, struct str *out)
{
	if (opinion->abstains != NULL)
		str_addf(out,
			 "%s was asked and abstains: %s. The score stands by "
			 "itself.",
			 opinion->model, opinion->abstains);
	else
		str_addf(out,
			 "%s gives %.1f of %.1f: criteria that at least two of "
			 "three readings found met, each by words that "
			 "stand in what was written. It does not change "
			 "the score.",
			 opinion->model, opinion->score, opinion->max);
}

/* Where a second opinion and the score differ, and by which words. */
static void put_difference(struct page *page,
			   const struct report_criterion *criterion,
			   const struct report_opinion_verdict *verdict,
			   const struct report_opinion *opinion)
{
	struct str line = STR_INIT;

	opinion_difference(opinion, criterion, verdict, &line);
	page->form->paragraph(page, PAGE_PLAIN, line.s);
	if (verdict->quote != NULL)
		page->form->quote(page, "quoted", verdict->quote, false);
	str_finish(&line);
}

static void put_verdicts(struct page *page, const struct report *report)
{
	const struct report_opinion *o = report->opinion;
	size_t n = 0, differing = 0;

	for (size_t p = 0; p < report->part_count; p++) {
		const struct report_part *part = &report->parts[p];

		for (size_t c = 0; c < part->criterion_count; c++, n++) {
			if (!report_opinion_differs(&part->criteria[c],
						    &o->verdicts[n]))
				continue;
			differing++;
			put_difference(page, &part->criteria[c],
				       &o->verdicts[n], o);
		}
	}
	if (differing == 0)
		page->form->paragraph(page, PAGE_PLAIN,
				      "It agrees with the score on every "
				      "criterion that it was asked about.");
}

void render_opinion(struct page *page, const struct report *report)
{
	const struct report_opinion *o = report->opinion;
	struct str line = STR_INIT;

	if (o == NULL)
		return;
	page->form->heading(page, 2, "A second opinion");
	opinion_sentence(o, &line);
	page->form->paragraph(page, PAGE_PLAIN, line.s);
	if (o->abstains == NULL)
		put_verdicts(page, report);
	str_finish(&line);
}
