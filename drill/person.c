#include "drill/drill_internal.h"

#include "base/ascii.h"
#include "base/random.h"

#define ANSWERS_MAX 2 /* matters that one reply goes into */

static bool is_first_name(const char *name, const char *word)
{
	return *word && str_starts_nocase(name, word) &&
	       name[strlen(word)] == ' ';
}

const struct pack_stakeholder *person_find(const struct drill *drill,
					   const char *word)
{
	const struct pack *pack = drill->pack;
	const struct pack_stakeholder *found = pack_stakeholder(pack, word);

	for (size_t i = 0; !found && i < pack->stakeholder_count; i++) {
		const struct pack_stakeholder *who = &pack->stakeholders[i];

		if (str_equal_nocase(who->name, word) ||
		    str_equal_nocase(who->audience, word) ||
		    is_first_name(who->name, word))
			found = who;
	}
	return found;
}

size_t person_index(const struct drill *drill,
		    const struct pack_stakeholder *who)
{
	return (size_t)(who - drill->pack->stakeholders);
}

double drill_draw(const struct drill *drill, const char *purpose,
		  const char *who, int n)
{
	uint64_t key = random_fold(drill->cast.seed, random_key_text(purpose));

	key = random_fold(key, random_key_text(who));
	return random_unit(random_fold(key, (uint64_t)n));
}

void person_say_later(struct drill *drill, struct reply reply)
{
	vec_push(&drill->replies, reply);
}

void person_ask(struct drill *drill, const struct pack_stakeholder *who,
		const char *question, uint32_t cause)
{
	int n = drill->questions[person_index(drill, who)]++;
	double share = drill_draw(drill, "reply", who->id, n);
	double span = (double)(who->reply_high_s - who->reply_low_s);

	person_say_later(drill,
			 (struct reply){
				 .due_s = drill->now_s + who->reply_low_s +
					  (int64_t)(share * span),
				 .who = who,
				 .question = question,
				 .kind = "",
				 .cause = cause,
				 .wants_answer_s = -1,
			 });
}

static bool is_letter(char c)
{
	return ascii_is_alnum(c) || (unsigned char)c >= 0x80;
}

static bool starts_with_letters(const char *text, const char *letters,
				size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (ascii_lower(text[i]) != ascii_lower(letters[i]))
			return false;
	return true;
}

/* Whether some word of the text begins with these letters. */
static bool has_word(const char *text, const char *word, size_t length)
{
	for (size_t i = 0; text[i]; i++)
		if ((i == 0 || !is_letter(text[i - 1])) &&
		    starts_with_letters(text + i, word, length))
			return true;
	return false;
}

static bool has_one_of(const char *text, const char *alternatives)
{
	while (*alternatives) {
		size_t length = strcspn(alternatives, "|");

		if (length > 0 && has_word(text, alternatives, length))
			return true;
		alternatives += length + (alternatives[length] == '|');
	}
	return false;
}

/* How many of its words the question has, when it has them all; a question
 * that is the title itself (chosen from the list) goes before all else. */
static size_t match(const struct pack_intent *intent, const char *question)
{
	if (str_equal_nocase(intent->title, question) ||
	    str_equal_nocase(intent->id, question))
		return SIZE_MAX;
	for (size_t i = 0; i < intent->word_count; i++) {
		if (!has_one_of(question, intent->words[i]))
			return 0;
	}
	return intent->word_count;
}

static const struct pack_intent *best_intent(const struct drill *drill,
					     const struct pack_stakeholder *who,
					     const char *question,
					     const struct pack_intent *other,
					     size_t *score)
{
	const struct pack_intent *best = NULL;

	*score = 0;
	for (size_t i = 0; i < who->intent_count; i++) {
		const struct pack_intent *intent = &who->intents[i];
		size_t found = match(intent, question);

		if (intent == other || found <= *score ||
		    (other && !strcmp(intent->title, other->title)) ||
		    (intent->when && !condition_holds(drill, intent->when, 0)))
			continue;
		*score = found;
		best = intent;
	}
	return best;
}

static void add_known(const struct drill *drill,
		      const struct pack_stakeholder *who, struct str *out)
{
	size_t count = 0;
	const char *last = "";

	for (size_t i = 0; i < who->intent_count; i++) {
		const struct pack_intent *intent = &who->intents[i];

		if ((intent->when &&
		     !condition_holds(drill, intent->when, 0)) ||
		    !strcmp(last, intent->title))
			continue;
		str_add(out, count++ ? "; " : "\nI can tell you about: ");
		str_add(out, intent->title);
		last = intent->title;
	}
}

static const char *answer(struct drill *drill, const struct reply *reply)
{
	const struct pack_stakeholder *who = reply->who;
	const struct pack_intent *intent = NULL;
	struct str text = STR_INIT;
	const char *kept;

	for (int i = 0; i < ANSWERS_MAX; i++) {
		size_t score;

		intent = best_intent(drill, who, reply->question, intent,
				     &score);
		if (!intent)
			break;
		if (text.length)
			str_add_char(&text, '\n');
		drill_word(drill, intent->answer, &text);
		if (score == SIZE_MAX)
			break;
	}
	if (text.length == 0) {
		drill_word(drill, who->fallback ? who->fallback : "", &text);
		add_known(drill, who, &text);
	}
	kept = arena_strdup(&drill->arena, text.s);
	str_finish(&text);
	return kept;
}

static void say(struct drill *drill, const struct reply *reply)
{
	const char *text = reply->question ? answer(drill, reply)
					   : drill_text(drill, reply->text);
	int64_t by_s = reply->wants_answer_s < 0
			       ? -1
			       : drill->now_s + reply->wants_answer_s;
	uint32_t seq = drill_log(drill, EVENT_REPLY, reply->who->id,
				 reply->kind, text, reply->cause)
			       ->seq;
	size_t message = message_add(
		drill, (struct message){
			       .seq = seq,
			       .from = reply->who->id,
			       .to = "you",
			       .channel = "chat",
			       .subject = reply->question ? reply->question
							  : reply->subject,
			       .text = text,
			       .answers = reply->cause,
			       .wanted_by_s = by_s,
		       });

	if (by_s >= 0)
		want_add(drill, reply->who->audience, message, by_s);
}

void person_tick(struct drill *drill)
{
	for (size_t i = 0; i < drill->replies.count;) {
		struct reply reply = drill->replies.items[i];

		if (reply.due_s > drill->now_s) {
			i++;
			continue;
		}
		vec_remove(&drill->replies, i);
		say(drill, &reply);
	}
}
