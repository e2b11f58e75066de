/* The player's plan in the report, step by step. */
#include "scoring/report/report_build.h"

void report_plan(struct report *report, const struct review *review)
{
	size_t count;
	const struct plan_item *items = drill_plan(review->drill, &count);
	struct report_step *steps = arena_new(review->arena, struct report_step,
					      count + 1);

	for (int phase = 0; phase < PLAN_PHASES; phase++)
		for (size_t i = 0; i < count; i++) {
			const struct plan_item *item = &items[i];

			if ((int)item->phase != phase)
				continue;
			steps[report->plan_count++] = (struct report_step){
				.seq = item->seq,
				.phase = plan_phase_word(item->phase),
				.id = item->what->id,
				.title = item->what->title,
				.why = item->why,
				.tradeoff = item->tradeoff,
				.owner = item->owner,
				.metric = item->metric,
				.rollback = item->rollback,
				.due = item->due,
			};
		}
	report->plan = steps;
}

void report_plan_to_json(struct json_writer *w, const struct report *report)
{
	json_put_key(w, "plan");
	json_begin_array(w);
	for (size_t i = 0; i < report->plan_count; i++) {
		const struct report_step *step = &report->plan[i];

		json_begin_object(w);
		json_put_member_int(w, "seq", step->seq);
		json_put_member_string(w, "phase", step->phase);
		json_put_member_string(w, "measure", step->id);
		json_put_member_string(w, "title", step->title);
		json_put_member_string(w, "why", step->why);
		json_put_member_string(w, "tradeoff", step->tradeoff);
		json_put_member_string(w, "owner", step->owner);
		json_put_member_string(w, "metric", step->metric);
		json_put_member_string(w, "rollback", step->rollback);
		json_put_member_string(w, "due", step->due);
		json_end_object(w);
	}
	json_end_array(w);
}

void report_plan_from_json(const struct json *root, struct arena *arena,
			   struct report *out)
{
	const struct json *items = json_get(root, "plan");
	struct report_step *steps = arena_new(arena, struct report_step,
					      json_count(items) + 1);

	for (const struct json *i = json_first(items); i; i = json_next(i))
		steps[out->plan_count++] = (struct report_step){
			.seq = report_read_seq(i),
			.phase = report_read_text(i, "phase", arena),
			.id = report_read_text(i, "measure", arena),
			.title = report_read_text(i, "title", arena),
			.why = report_read_text(i, "why", arena),
			.tradeoff = report_read_text(i, "tradeoff", arena),
			.owner = report_read_text(i, "owner", arena),
			.metric = report_read_text(i, "metric", arena),
			.rollback = report_read_text(i, "rollback", arena),
			.due = report_read_text(i, "due", arena),
		};
	out->plan = steps;
}
