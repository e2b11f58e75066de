/* What a drill came to and what the loss is made of: in words, and to and from
 * JSON. */
#include "scoring/report/report_build.h"

#include <math.h>
#include <string.h>

#include "base/number.h"

#define WORTH_NAMING 0.5 /* USD; less is nothing */

static const struct {
	const char *key, *words;
	size_t offset;
} parts[REPORT_LOSS_PARTS] = {
	{ "excess_usd", "money spent above normal",
	  offsetof(struct report_loss, excess_usd) },
	{ "failed_usd", "people who left with nothing",
	  offsetof(struct report_loss, failed_usd) },
	{ "degraded_usd", "people who got something worse",
	  offsetof(struct report_loss, degraded_usd) },
	{ "credits_usd", "service credits",
	  offsetof(struct report_loss, credits_usd) },
	{ "measures_usd", "what measures cost once",
	  offsetof(struct report_loss, measures_usd) },
};

double report_loss_part(const struct report_loss *loss, size_t part)
{
	double value;

	memcpy(&value, (const char *)loss + parts[part].offset, sizeof(value));
	return value;
}

const char *report_loss_words(size_t part)
{
	return parts[part].words;
}

const char *report_loss_sentence(const struct report_loss *loss,
				 struct arena *arena)
{
	struct str text = STR_INIT;
	bool told[REPORT_LOSS_PARTS] = { false };
	const char *kept;

	for (size_t n = 0; n < REPORT_LOSS_PARTS; n++) {
		size_t best = REPORT_LOSS_PARTS;
		char money[NUMBER_SIZE];

		for (size_t i = 0; i < REPORT_LOSS_PARTS; i++)
			if (!told[i] &&
			    report_loss_part(loss, i) > WORTH_NAMING &&
			    (best == REPORT_LOSS_PARTS ||
			     report_loss_part(loss, i) >
				     report_loss_part(loss, best)))
				best = i;
		if (best == REPORT_LOSS_PARTS)
			break;
		told[best] = true;
		number_money(round(report_loss_part(loss, best)), money);
		str_addf(&text, "%s%s for %s", text.length > 0 ? ", " : "",
			 money, parts[best].words);
	}
	kept = arena_strdup(arena, text.s);
	str_finish(&text);
	return kept;
}

static void put_parts(struct json_writer *w, const struct report_loss *loss)
{
	json_put_key(w, "parts");
	json_begin_object(w);
	for (size_t i = 0; i < REPORT_LOSS_PARTS; i++)
		json_put_member_number(w, parts[i].key,
				       report_loss_part(loss, i), 2);
	json_end_object(w);
}

static void put_rival(struct json_writer *w, const char *key,
		      const struct report_rival *rival, bool there)
{
	json_put_key(w, key);
	if (!there) {
		json_put_null(w);
		return;
	}
	json_begin_object(w);
	json_put_member_number(w, "excess_usd", rival->excess_usd, 2);
	json_put_member_number(w, "failed_users", rival->failed_users, 0);
	json_put_member_number(w, "loss_usd", rival->loss_usd, 2);
	put_parts(w, &rival->parts);
	json_end_object(w);
}

void report_outcome_to_json(struct json_writer *w, const struct report *report)
{
	const struct report_outcome *o = &report->outcome;

	json_put_key(w, "outcome");
	json_begin_object(w);
	json_put_member_number(w, "minutes_to_diagnose", o->minutes_to_diagnose,
			       1);
	json_put_member_number(w, "minutes_to_mitigate", o->minutes_to_mitigate,
			       1);
	json_put_member_number(w, "excess_usd", o->excess_usd, 2);
	json_put_member_number(w, "failed_users", o->failed_users, 0);
	json_put_member_number(w, "loss_usd", o->loss_usd, 2);
	put_parts(w, &o->parts);
	json_put_member_number(w, "spend_ratio_end", o->spend_ratio_end, 3);
	json_put_member_number(w, "error_rate_end", o->error_rate_end, 4);
	json_put_member_number(w, "p95_s_end", o->p95_s_end, 2);
	json_end_object(w);
	put_rival(w, "nothing", &report->nothing, true);
	put_rival(w, "par", &report->par, report->has_par);
}

/* What is not there never happened, or is nought. */
static double number_or(const struct json *object, const char *key,
			double other)
{
	return json_number_or(json_get(object, key), other);
}

static struct report_loss read_parts(const struct json *object)
{
	const struct json *member = json_get(object, "parts");
	struct report_loss loss = { 0 };

	for (size_t i = 0; i < REPORT_LOSS_PARTS; i++) {
		double value = number_or(member, parts[i].key, 0);

		memcpy((char *)&loss + parts[i].offset, &value, sizeof(value));
	}
	return loss;
}

static void read_rival(const struct json *object, struct report_rival *out)
{
	out->excess_usd = number_or(object, "excess_usd", 0);
	out->failed_users = number_or(object, "failed_users", 0);
	out->loss_usd = number_or(object, "loss_usd", 0);
	out->parts = read_parts(object);
}

void report_outcome_from_json(const struct json *root, struct report *out)
{
	const struct json *o = json_get(root, "outcome");

	out->outcome = (struct report_outcome){
		.minutes_to_diagnose = number_or(o, "minutes_to_diagnose", NAN),
		.minutes_to_mitigate = number_or(o, "minutes_to_mitigate", NAN),
		.excess_usd = number_or(o, "excess_usd", 0),
		.failed_users = number_or(o, "failed_users", 0),
		.loss_usd = number_or(o, "loss_usd", 0),
		.spend_ratio_end = number_or(o, "spend_ratio_end", NAN),
		.error_rate_end = number_or(o, "error_rate_end", NAN),
		.p95_s_end = number_or(o, "p95_s_end", NAN),
		.parts = read_parts(o),
	};
	read_rival(json_get(root, "nothing"), &out->nothing);
	out->has_par = json_type(json_get(root, "par")) == JSON_OBJECT;
	if (out->has_par)
		read_rival(json_get(root, "par"), &out->par);
}
