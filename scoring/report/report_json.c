#include "scoring/report/report.h"

#include "scoring/report/report_build.h"

#include "base/calendar.h"
#include "base/hash.h"

static void put_clock(struct json_writer *w, const char *key, int64_t at_s)
{
	char clock[CALENDAR_CLOCK_SIZE];

	json_put_member_string(w, key, calendar_format_clock(at_s, clock));
}

static void put_list(struct json_writer *w, const char *key,
		     const char *const *items, size_t count)
{
	json_put_key(w, key);
	json_begin_array(w);
	for (size_t i = 0; i < count; i++)
		json_put_string(w, items[i]);
	json_end_array(w);
}

static void put_evidence(struct json_writer *w, const struct report_evidence *e,
			 bool written)
{
	json_begin_object(w);
	json_put_member_int(w, "seq", e->seq);
	if (written)
		json_put_member_int(w, "line", e->at_s);
	else
		put_clock(w, "at", e->at_s);
	json_put_member_string(w, "quote", e->quote);
	json_put_key(w, "against");
	json_put_bool(w, e->against);
	json_end_object(w);
}

static void put_criterion(struct json_writer *w,
			  const struct report_criterion *c, bool written)
{
	json_begin_object(w);
	json_put_member_string(w, "id", c->id);
	json_put_member_string(w, "title", c->title);
	json_put_member_number(w, "score", c->score, 2);
	json_put_member_number(w, "max", c->max, 2);
	json_put_member_string(w, "why", c->why);
	json_put_member_string(w, "better", c->better);
	json_put_key(w, "evidence");
	json_begin_array(w);
	for (size_t i = 0; i < c->evidence_count; i++)
		put_evidence(w, &c->evidence[i], written);
	json_end_array(w);
	json_end_object(w);
}

static void put_parts(struct json_writer *w, const struct report *report)
{
	json_put_key(w, "parts");
	json_begin_object(w);
	for (size_t i = 0; i < report->part_count; i++) {
		const struct report_part *part = &report->parts[i];

		json_put_key(w, part->id);
		json_begin_object(w);
		json_put_member_string(w, "title", part->title);
		json_put_member_number(w, "score", part->score, 2);
		json_put_member_number(w, "max", part->max, 2);
		json_put_key(w, "red_flag");
		json_put_bool(w, part->red_flag);
		json_put_key(w, "criteria");
		json_begin_array(w);
		for (size_t k = 0; k < part->criterion_count; k++)
			put_criterion(w, &part->criteria[k], report->written);
		json_end_array(w);
		json_end_object(w);
	}
	json_end_object(w);
}

static void put_series(struct json_writer *w, const struct report *report)
{
	json_put_key(w, "series");
	json_begin_array(w);
	for (size_t i = 0; i < report->minute_count; i++) {
		const struct report_minute *m = &report->minutes[i];

		json_begin_object(w);
		put_clock(w, "at", m->at_s);
		json_put_member_number(w, "spend_usd_per_hour",
				       m->spend_usd_per_hour, 2);
		json_put_member_number(w, "spend_ratio", m->spend_ratio, 3);
		json_put_member_number(w, "error_rate", m->error_rate, 4);
		json_put_member_number(w, "p95_s", m->p95_s, 2);
		json_put_member_number(w, "attempts_per_job",
				       m->attempts_per_job, 3);
		json_put_member_number(w, "http_429_per_min",
				       m->http_429_per_min, 2);
		json_end_object(w);
	}
	json_end_array(w);
}

static void put_head(struct json_writer *w, const struct report *report)
{
	json_put_member_string(w, "scenario", report->scenario);
	json_put_member_string(w, "scenario_title", report->scenario_title);
	if (report->written)
		return;
	json_put_key(w, "seed");
	json_put_u64(w, report->seed);
	json_put_member_string(w, "variant", report->variant);
	json_put_member_string(w, "variant_title", report->variant_title);
	json_put_member_string(w, "cause", report->cause);
	json_put_member_string(w, "player", report->player);
	json_put_member_string(w, "mode", report->mode);
	json_put_member_string(w, "start", report->start);
	json_put_member_string(w, "zone", report->zone);
	json_put_member_int(w, "start_utc_s", report->start_utc_s);
	json_put_member_int(w, "began_s", report->began_s);
}

static void put_verdict(struct json_writer *w, const struct report *report)
{
	json_put_member_string(w, "decision", report->decision);
	json_put_member_number(w, "score", report->score, 1);
	json_put_member_number(w, "max", report->max, 1);
	json_put_member_number(w, "pass", report->pass, 1);
}

/* What only a drill has. */
static void put_drill(struct json_writer *w, const struct report *report)
{
	char hash[HASH_HEX_SIZE];

	report_outcome_to_json(w, report);
	report_messages_to_json(w, report);
	report_marks_to_json(w, report);
	report_plan_to_json(w, report);
	report_debrief_to_json(w, report);
	report_forward_to_json(w, report);
	put_series(w, report);
	json_put_member_int(w, "engine_version", report->engine_version);
	json_put_member_int(w, "scoring_version", report->scoring_version);
	json_put_member_string(w, "hash", hash_hex(report->hash, hash));
}

void report_to_json(const struct report *report, struct str *out)
{
	struct json_writer w;

	json_writer_init(&w, out, false);
	json_begin_object(&w);
	put_head(&w, report);
	put_verdict(&w, report);
	put_parts(&w, report);
	put_list(&w, "strengths", report->strengths, report->strength_count);
	put_list(&w, "weaknesses", report->weaknesses, report->weakness_count);
	put_list(&w, "red_flags", report->red_flags, report->red_flag_count);
	json_put_member_string(&w, "reasoning", report->reasoning);
	put_list(&w, "practise", report->practise, report->practise_count);
	if (report->written) {
		report_opinion_to_json(&w, report);
		put_list(&w, "follow_ups", report->follow_ups,
			 report->follow_up_count);
		json_put_member_int(&w, "scoring_version",
				    report->scoring_version);
	} else {
		put_drill(&w, report);
		if (report->opinion)
			report_opinion_to_json(&w, report);
	}
	json_end_object(&w);
	str_add_char(out, '\n');
}
