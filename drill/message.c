#include "drill/drill_internal.h"

#define PROMISE_GRACE_S 120
#define PROMISE_EARLY_S 300 /* an update so much sooner keeps it too */

/* Those that a company always has, whoever stands for them in a pack. */
static const char *const usual[] = { "manager",	  "product", "finance",
				     "customers", "support", "vendor" };
#define USUAL (sizeof(usual) / sizeof(*usual))

const struct message *drill_messages(const struct drill *drill, size_t *count)
{
	*count = drill->messages.count;
	return drill->messages.items;
}

void drill_mark_read(struct drill *drill)
{
	for (size_t i = 0; i < drill->messages.count; i++)
		drill->messages.items[i].read = true;
}

size_t drill_unread(const struct drill *drill)
{
	size_t unread = 0;

	for (size_t i = 0; i < drill->messages.count; i++)
		unread += !drill->messages.items[i].read;
	return unread;
}

int64_t drill_promise(const struct drill *drill, const char *audience)
{
	for (size_t i = 0; i < drill->promises.count; i++) {
		if (!strcmp(drill->promises.items[i].audience, audience))
			return drill->promises.items[i].due_s;
	}
	return -1;
}

size_t message_add(struct drill *drill, struct message message)
{
	message.at_s = drill->now_s;
	vec_push(&drill->messages, message);
	return drill->messages.count - 1;
}

void message_audiences(const struct drill *drill, const char **out, size_t max,
		       size_t *count)
{
	const struct pack *pack = drill->pack;

	*count = 0;
	for (size_t i = 0; i < USUAL && *count < max; i++)
		out[(*count)++] = usual[i];
	for (size_t i = 0; i < pack->stakeholder_count; i++) {
		const char *audience = pack->stakeholders[i].audience;
		bool known = false;

		for (size_t j = 0; j < *count; j++)
			known |= !strcmp(out[j], audience);
		if (!known && *count < max)
			out[(*count)++] = audience;
	}
}

const char *message_audience(const struct drill *drill, const char *word)
{
	const struct pack_stakeholder *who;

	for (size_t i = 0; i < USUAL; i++) {
		if (!strcmp(usual[i], word))
			return usual[i];
	}
	who = pack_audience(drill->pack, word);
	if (!who)
		who = person_find(drill, word);
	return who ? who->audience : NULL;
}

double message_best(const struct drill *drill, const char *audience,
		    int64_t since_s)
{
	double best = -1;

	for (size_t i = 0; i < drill->messages.count; i++) {
		const struct message *message = &drill->messages.items[i];

		if (message->has_verdict && message->at_s >= since_s &&
		    !strcmp(message->to, audience) &&
		    message->verdict.score > best)
			best = message->verdict.score;
	}
	return best;
}

/* A better message than the best so far moves the world by the difference. */
static void words_act(struct drill *drill, const char *audience, double score)
{
	const struct pack *pack = drill->pack;

	for (size_t i = 0; i < pack->word_effect_count; i++) {
		const struct pack_word_effect *effect = &pack->word_effects[i];
		struct layer layer;

		if (strcmp(effect->audience, audience) ||
		    score < effect->min_score || score <= drill->words[i])
			continue;
		drill->words[i] = score;
		if (effect->change_count > 0) {
			layer = world_layer(&drill->cast, effect->changes,
					    effect->change_count, NULL, NULL, 0,
					    &drill->arena);
			layer.kind = LAYER_WORDS;
			layer.index = i;
			layer.strength = score / 10;
			world_put(&drill->world, layer);
		}
		for (size_t j = 0; effect->hastens && j < pack->inject_count;
		     j++) {
			if (!strcmp(pack->injects[j].id, effect->hastens))
				drill->injects[j].sooner_s =
					(int64_t)((double)effect->hasten_s *
						  score / 10);
		}
	}
}

static void forget_promise(struct drill *drill, const char *audience,
			   int64_t due_before_s)
{
	for (size_t i = 0; i < drill->promises.count; i++) {
		if (!strcmp(drill->promises.items[i].audience, audience) &&
		    drill->promises.items[i].due_s <= due_before_s) {
			vec_remove(&drill->promises, i);
			return;
		}
	}
}

static void promised(struct drill *drill, const char *audience, int64_t due_s,
		     uint32_t seq)
{
	/* told early enough before the time that was promised, with no new
	 * time: the old one still stands */
	if (due_s <= drill->now_s) {
		forget_promise(drill, audience, drill->now_s + PROMISE_EARLY_S);
		return;
	}
	forget_promise(drill, audience, INT64_MAX);
	vec_push(&drill->promises,
		 ((struct promise){
			 .audience = audience, .due_s = due_s, .cause = seq }));
}

void message_answered(struct drill *drill, const char *audience)
{
	for (size_t i = drill->wants.count; i-- > 0;) {
		struct want *want = &drill->wants.items[i];

		if (strcmp(want->audience, audience))
			continue;
		drill->messages.items[want->message].wanted_by_s = -1;
		vec_remove(&drill->wants, i);
	}
}

static const char *channel_to(const char *audience)
{
	if (!strcmp(audience, "customers"))
		return "status";
	if (!strcmp(audience, "press"))
		return "press";
	return "mail";
}

void message_told(struct drill *drill, const struct command *command,
		  uint32_t seq, const struct verdict *verdict,
		  const struct facts *facts)
{
	const char *audience = command->subject;
	size_t index;

	index = message_add(drill, (struct message){
					   .seq = seq,
					   .from = "you",
					   .to = audience,
					   .channel = channel_to(audience),
					   .subject = "",
					   .text = command->text,
					   .read = true,
					   .has_verdict = true,
					   .verdict = *verdict,
					   .facts = facts,
					   .wanted_by_s = -1,
				   });
	drill_log(drill, EVENT_VERDICT, NULL, audience, NULL, seq)->value =
		verdict->score;
	message_answered(drill, audience);
	promised(drill, audience, verdict->next_update_s, seq);
	words_act(drill, audience, verdict->score);
	approval_told(drill, audience);
	reaction_to(drill, &drill->messages.items[index]);
}

void promise_tick(struct drill *drill)
{
	for (size_t i = 0; i < drill->promises.count;) {
		struct promise promise = drill->promises.items[i];
		char due[CALENDAR_CLOCK_SIZE];

		if (drill->now_s < promise.due_s + PROMISE_GRACE_S) {
			i++;
			continue;
		}
		vec_remove(&drill->promises, i);
		calendar_format_clock(promise.due_s, due);
		drill_log(drill, EVENT_PROMISE_BROKEN, NULL, promise.audience,
			  arena_printf(&drill->arena,
				       "the news promised to %s for %s did not "
				       "come",
				       promise.audience, due),
			  promise.cause);
	}
}
