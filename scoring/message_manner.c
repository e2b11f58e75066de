#include "scoring/message_internal.h"

#include "scoring/phrases.h"

#define LONG_SENTENCE 55 /* words: too long to read in a hurry */
#define LONG_MEAN 28

static size_t jargon_terms(const struct message_view *v)
{
	size_t count = text_count(v->text, say_jargon);

	if (!v->rule->public) {
		size_t known = text_count(v->text, say_everyday);

		count -= known < count ? known : count;
	}
	return count;
}

static void read_language(struct message_view *v)
{
	const struct text *t = v->text;
	size_t longest = 0, terms = jargon_terms(v);
	double mean = t->sentence_count ? (double)t->word_count /
						  (double)t->sentence_count
					: 0;
	double value = 1;
	const char *why = "plain and readable";
	size_t allowed = (size_t)v->rule->jargon_allowed;

	for (size_t i = 0; i < t->sentence_count; i++)
		if (t->sentences[i].count > longest)
			longest = t->sentences[i].count;
	if (longest > LONG_SENTENCE || mean > LONG_MEAN) {
		value -= 0.5;
		why = "its sentences are too long";
	}
	if (terms > allowed) {
		value -= terms >= allowed + 3 ? 1 : 0.5;
		why = "uses terms that they do not know";
	}
	if (value > 0.5 &&
	    (view_has(v, FAULT_PANIC) || view_has(v, FAULT_OTHER) ||
	     view_has(v, FAULT_LEAK))) {
		value = 0.5;
		why = "is not worded for them";
	}
	v->verdict.elements[VERDICT_LANGUAGE] = value < 0 ? 0 : value;
	v->why[VERDICT_LANGUAGE] = why;
}

static void read_tone(struct message_view *v)
{
	double value = 1;
	const char *why = "calm and matter-of-fact";

	if (view_has(v, FAULT_PLAYS_DOWN) || view_has(v, FAULT_PROMISE)) {
		value = 0.5;
		why = "does not fit how serious it is";
	}
	if (view_has(v, FAULT_PANIC) || view_has(v, FAULT_BLAME) ||
	    view_has(v, FAULT_ACCUSES) ||
	    (view_has(v, FAULT_PLAYS_DOWN) && v->text->exclamations > 1)) {
		value = 0;
		why = view_has(v, FAULT_PANIC) ? "alarms" : "blames";
		why = view_has(v, FAULT_PLAYS_DOWN) ? "makes light of it" : why;
	}
	v->verdict.elements[VERDICT_TONE] = value;
	v->why[VERDICT_TONE] = why;
}

static void read_safety(struct message_view *v)
{
	double value = 1;
	const char *why = "nothing in it does harm";

	if (view_has(v, FAULT_PLAYS_DOWN) && view_has(v, FAULT_FALSE)) {
		value = 0.5;
		why = "lulls them with what is not true";
	}
	if (view_has(v, FAULT_LEAK) || view_has(v, FAULT_BLAME) ||
	    view_has(v, FAULT_ACCUSES) || view_has(v, FAULT_PROMISE) ||
	    view_has(v, FAULT_PANIC) ||
	    (view_has(v, FAULT_OTHER) && v->rule->outside)) {
		value = 0;
		why = "does harm when it is read";
	}
	if (v->verdict.all_clear && view_has(v, FAULT_FALSE)) {
		value = 0;
		why = "sends people back to what does not work";
	}
	v->verdict.elements[VERDICT_SAFETY] = value;
	v->why[VERDICT_SAFETY] = why;
}

void message_read_manner(struct message_view *v)
{
	read_language(v);
	read_tone(v);
	read_safety(v);
}
