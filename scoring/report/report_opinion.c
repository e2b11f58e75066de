#include "scoring/report/report_build.h"

/* A second opinion in the JSON of the report. */

/* The score knows degrees and the opinion does not: half is the border. */
bool report_opinion_differs(const struct report_criterion *criterion,
			    const struct report_opinion_verdict *verdict)
{
	return !verdict->apart &&
	       verdict->met != (criterion->score >= 0.5 * criterion->max);
}

static void put_criterion(struct json_writer *w,
			  const struct report_criterion *criterion,
			  const struct report_opinion_verdict *verdict)
{
	json_begin_object(w);
	json_put_member_string(w, "id", criterion->id);
	json_put_key(w, "met");
	json_put_bool(w, verdict->met);
	json_put_member_int(w, "votes", verdict->votes);
	json_put_member_string(w, "quote", verdict->quote);
	json_put_key(w, "differs");
	json_put_bool(w, report_opinion_differs(criterion, verdict));
	json_end_object(w);
}

void report_opinion_to_json(struct json_writer *w, const struct report *report)
{
	const struct report_opinion *o = report->opinion;
	size_t n = 0;

	json_put_key(w, "second_opinion");
	if (o == NULL) {
		json_put_null(w);
		return;
	}
	json_begin_object(w);
	json_put_member_string(w, "model", o->model);
	json_put_member_string(w, "abstains", o->abstains);
	json_put_member_int(w, "calls", o->calls);
	json_put_member_int(w, "answers", o->answers);
	json_put_member_number(w, "score", o->score, 1);
	json_put_member_number(w, "max", o->max, 1);
	json_put_key(w, "criteria");
	json_begin_array(w);
	for (size_t p = 0; p < report->part_count && !o->abstains; p++) {
		const struct report_part *part = &report->parts[p];

		for (size_t c = 0; c < part->criterion_count; c++, n++)
			if (!o->verdicts[n].apart)
				put_criterion(w, &part->criteria[c],
					      &o->verdicts[n]);
	}
	json_end_array(w);
	json_end_object(w);
}
