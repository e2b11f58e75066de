#include "scoring/report/report_build.h"

#include <math.h>
#include <string.h>

#include "base/calendar.h"

static const char *const saw_words[REPORT_SAWS] = {
	[REPORT_SAW_NOT_ASKED] = "",	     [REPORT_SAW_PINNED] = "pinned",
	[REPORT_SAW_LOOKED] = "looked at",   [REPORT_SAW_MISREAD] = "misread",
	[REPORT_SAW_MISSED] = "passed over",
};

static const char *const debrief_words[REPORT_DEBRIEFS] = {
	[REPORT_DEBRIEF_SCORE] = "score",
	[REPORT_DEBRIEF_FULL] = "full",
	[REPORT_DEBRIEF_LATER] = "later",
	[REPORT_DEBRIEF_OPEN] = "open",
};

const char *report_saw_word(enum report_saw saw)
{
	return saw_words[saw];
}

const char *report_debrief_word(enum report_debrief debrief)
{
	return debrief_words[debrief];
}

static void put_clock(struct json_writer *w, const char *key, int64_t at_s)
{
	char clock[CALENDAR_CLOCK_SIZE];

	json_put_member_string(w, key, calendar_format_clock(at_s, clock));
}

static void put_counterfactual(struct json_writer *w,
			       const struct report_counterfactual *c)
{
	json_begin_object(w);
	json_put_member_int(w, "seq", c->seq);
	put_clock(w, "at", c->at_s);
	json_put_member_string(w, "action", c->action);
	json_put_member_string(w, "subject", c->subject);
	json_put_member_string(w, "change", c->change);
	if (strcmp(c->change, "earlier") == 0)
		put_clock(w, "to", c->to_s);
	json_put_member_number(w, "loss_usd", c->loss_usd, 2);
	json_put_member_number(w, "loss_noise_usd", c->loss_noise_usd, 2);
	json_put_member_number(w, "loss_seed_usd", c->loss_seed_usd, 2);
	json_put_member_number(w, "excess_usd", c->excess_usd, 2);
	json_put_member_number(w, "failed_users", c->failed_users, 1);
	json_put_member_number(w, "failed_noise_users", c->failed_noise_users,
			       1);
	json_put_member_number(w, "minutes_to_mitigate", c->minutes_to_mitigate,
			       1);
	json_put_key(w, "mitigated");
	json_put_bool(w, c->mitigated);
	json_put_member_int(w, "seeds", c->seeds);
	json_put_key(w, "clear");
	json_put_bool(w, c->clear);
	json_put_key(w, "harmful");
	json_put_bool(w, c->harmful);
	json_put_key(w, "refused");
	json_begin_array(w);
	for (size_t i = 0; i < c->refused_count; i++)
		json_put_string(w, c->refused[i]);
	json_end_array(w);
	json_put_member_string(w, "sentence", c->sentence);
	json_end_object(w);
}

static void put_link(struct json_writer *w, const struct report_link *link)
{
	json_begin_object(w);
	json_put_member_string(w, "text", link->text);
	json_put_member_string(w, "panel", link->panel);
	if (link->at_s == REPORT_NEVER)
		json_put_member_string(w, "at", NULL);
	else
		put_clock(w, "at", link->at_s);
	json_put_member_string(w, "saw", saw_words[link->saw]);
	json_put_member_int(w, "seq", link->seq);
	json_put_member_string(w, "note", link->note);
	json_end_object(w);
}

void report_debrief_to_json(struct json_writer *w, const struct report *report)
{
	json_put_member_string(w, "debrief", debrief_words[report->debrief]);
	json_put_key(w, "counterfactuals");
	json_begin_array(w);
	for (size_t i = 0; i < report->counterfactual_count; i++)
		put_counterfactual(w, &report->counterfactuals[i]);
	json_end_array(w);
	json_put_key(w, "chain");
	json_begin_array(w);
	for (size_t i = 0; i < report->chain_count; i++)
		put_link(w, &report->chain[i]);
	json_end_array(w);
}

static const char *text_of(const struct json *object, const char *key,
			   const char *other, struct arena *arena)
{
	const char *value = json_string_or(json_get(object, key), other);

	return value ? arena_strdup(arena, value) : NULL;
}

static int64_t clock_of(const struct json *object, const char *key,
			int64_t other)
{
	const char *text = json_string_or(json_get(object, key), NULL);
	int64_t seconds;

	return text && calendar_parse_clock(text, &seconds) ? seconds : other;
}

static double number_of(const struct json *object, const char *key)
{
	return json_number_or(json_get(object, key), 0);
}

static uint32_t seq_of(const struct json *object)
{
	double value = number_of(object, "seq");

	return value > 0 && value < 4e9 ? (uint32_t)value : 0;
}

static size_t word_of(const struct json *object, const char *key,
		      const char *const *words, size_t count)
{
	const char *word = json_string_or(json_get(object, key), "");

	for (size_t i = 0; i < count; i++)
		if (strcmp(words[i], word) == 0)
			return i;
	return 0;
}

static void read_counterfactual(const struct json *object, struct arena *arena,
				struct report_counterfactual *out)
{
	const struct json *refused = json_get(object, "refused");
	const char **lines = arena_new(arena, const char *,
				       json_count(refused) + 1);
	double seeds = number_of(object, "seeds");

	*out = (struct report_counterfactual){
		.seq = seq_of(object),
		.at_s = clock_of(object, "at", 0),
		.action = text_of(object, "action", "", arena),
		.subject = text_of(object, "subject", "", arena),
		.change = text_of(object, "change", "removed", arena),
		.to_s = clock_of(object, "to", 0),
		.loss_usd = number_of(object, "loss_usd"),
		.loss_noise_usd = number_of(object, "loss_noise_usd"),
		.loss_seed_usd = number_of(object, "loss_seed_usd"),
		.excess_usd = number_of(object, "excess_usd"),
		.failed_users = number_of(object, "failed_users"),
		.failed_noise_users = number_of(object, "failed_noise_users"),
		.minutes_to_mitigate = json_number_or(
			json_get(object, "minutes_to_mitigate"), NAN),
		.mitigated = json_bool_or(json_get(object, "mitigated"), false),
		.seeds = seeds > 0 && seeds < 1e6 ? (int)seeds : 0,
		.clear = json_bool_or(json_get(object, "clear"), false),
		.harmful = json_bool_or(json_get(object, "harmful"), false),
		.refused = lines,
		.sentence = text_of(object, "sentence", "", arena),
	};
	for (const struct json *i = json_first(refused); i; i = json_next(i))
		lines[out->refused_count++] =
			arena_strdup(arena, json_string_or(i, ""));
}

/* A link of an older record is a text alone. */
static void read_link(const struct json *item, struct arena *arena,
		      struct report_link *out)
{
	if (json_type(item) == JSON_STRING) {
		*out = (struct report_link){
			.text = arena_strdup(arena, json_string_or(item, "")),
			.at_s = REPORT_NEVER,
		};
		return;
	}
	*out = (struct report_link){
		.text = text_of(item, "text", "", arena),
		.panel = text_of(item, "panel", NULL, arena),
		.at_s = clock_of(item, "at", REPORT_NEVER),
		.saw = (enum report_saw)word_of(item, "saw", saw_words,
						REPORT_SAWS),
		.seq = seq_of(item),
		.note = text_of(item, "note", NULL, arena),
	};
}

void report_debrief_from_json(const struct json *root, struct arena *arena,
			      struct report *out)
{
	const struct json *items = json_get(root, "counterfactuals");
	const struct json *links = json_get(root, "chain");
	struct report_counterfactual *list = arena_new(
		arena, struct report_counterfactual, json_count(items) + 1);
	struct report_link *chain = arena_new(arena, struct report_link,
					      json_count(links) + 1);

	out->debrief = (enum report_debrief)word_of(
		root, "debrief", debrief_words, REPORT_DEBRIEFS);
	for (const struct json *i = json_first(items); i; i = json_next(i))
		read_counterfactual(i, arena,
				    &list[out->counterfactual_count++]);
	for (const struct json *i = json_first(links); i; i = json_next(i))
		read_link(i, arena, &chain[out->chain_count++]);
	out->counterfactuals = list;
	out->chain = chain;
}
