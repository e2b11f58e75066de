#include "scoring/score.h"

#include <string.h>

#include "base/json.h"

void message_report_to_json(const struct message_report *report,
			    struct str *out)
{
	struct json_writer w;

	json_writer_init(&w, out, false);
	json_begin_object(&w);
	json_put_member_string(&w, "audience", report->audience);
	json_put_member_number(&w, "score", report->verdict.score, 1);
	json_put_member_number(&w, "max", 10, 1);
	json_put_key(&w, "elements");
	json_begin_object(&w);
	for (size_t i = 0; i < VERDICT_ELEMENT_COUNT; i++)
		json_put_member_number(
			&w, verdict_element_key((enum verdict_element)i),
			report->verdict.elements[i], 2);
	json_end_object(&w);
	json_put_key(&w, "why");
	json_begin_object(&w);
	for (size_t i = 0; i < VERDICT_ELEMENT_COUNT; i++)
		json_put_member_string(
			&w, verdict_element_key((enum verdict_element)i),
			report->why[i]);
	json_end_object(&w);
	json_put_key(&w, "cap");
	if (report->verdict.cap < 10)
		json_put_number(&w, report->verdict.cap, 1);
	else
		json_put_null(&w);
	json_put_member_string(&w, "cap_reason", report->cap_reason);
	json_put_key(&w, "claims");
	json_begin_array(&w);
	for (size_t i = 0; i < report->claim_count; i++) {
		json_begin_object(&w);
		json_put_member_string(&w, "quote", report->claims[i].quote);
		json_put_member_number(&w, "says", report->claims[i].says, 3);
		json_put_member_number(&w, "truth", report->claims[i].truth, 3);
		json_put_member_string(&w, "unit", report->claims[i].unit);
		json_put_key(&w, "ok");
		json_put_bool(&w, report->claims[i].ok);
		json_end_object(&w);
	}
	json_end_array(&w);
	json_put_key(&w, "advice");
	json_begin_array(&w);
	for (size_t i = 0; i < report->advice_count; i++)
		json_put_string(&w, report->advice[i]);
	json_end_array(&w);
	json_end_object(&w);
	str_add_char(out, '\n');
}
