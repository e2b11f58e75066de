#include "scoring/contradiction.h"

#include <string.h>

#include "scoring/messages/message_internal.h"
#include "scoring/phrases.h"

#define TOLD_MAX 64

/* A message of the player, read once. */
struct told {
	const struct message *message;
	const struct message_view *view;
};

/* Two figures of one thing that cannot both have been right. */
static bool figures_differ(const struct claim *a, const struct claim *b)
{
	bool both_right = a->check == CLAIM_RIGHT && b->check == CLAIM_RIGHT;

	return !both_right && claims_conflict(a, b);
}

static bool by_figures(const struct told *a, const struct told *b,
		       struct contradiction *out)
{
	for (size_t i = 0; i < a->view->claim_count; i++) {
		const struct claim *one = &a->view->claims[i];

		for (size_t k = 0; k < b->view->claim_count; k++) {
			const struct claim *other = &b->view->claims[k];

			if (!figures_differ(one, other) ||
			    claims_tell_change(b->view->claims,
					       b->view->claim_count, one))
				continue;
			out->first_quote = one->sentence->quote;
			out->second_quote = other->sentence->quote;
			out->about = claim_about(one->unit);
			return true;
		}
	}
	return false;
}

/* The sentence that says it; an all-clear is more than its words. */
static const struct text_sentence *said(const struct told *told,
					const char *phrases)
{
	return phrases == say_all_clear ? view_all_clear(told->view)
					: view_says(told->view, phrases);
}

/* One says a thing and the other the contrary; either may be the first. */
static bool by_statements(const struct told *a, const struct told *b,
			  struct contradiction *out)
{
	static const struct {
		const char *yes, *no, *about;
	} things[] = {
		{ say_all_clear, say_not_over, "whether it is over" },
		{ say_knows_cause, say_cause_not_known,
		  "whether the cause is known" },
		{ say_refund_promised, say_refund_denied,
		  "whether there are refunds" },
	};

	for (size_t i = 0; i < sizeof(things) / sizeof(*things); i++) {
		const struct text_sentence *yes = said(a, things[i].yes);
		const struct text_sentence *no = NULL;

		if (yes)
			text_mentions(b->view->text, things[i].no, &no);
		if (!no || said(b, things[i].yes)) {
			no = NULL;
			yes = said(b, things[i].yes);
			if (!yes || said(a, things[i].yes) ||
			    !text_mentions(a->view->text, things[i].no, &no))
				continue;
			out->first_quote = no->quote;
			out->second_quote = yes->quote;
		} else {
			out->first_quote = yes->quote;
			out->second_quote = no->quote;
		}
		out->about = things[i].about;
		return true;
	}
	return false;
}

/* The true cause to the one, a wrong one to the other. */
static bool by_cause(const struct told *a, const struct told *b,
		     struct contradiction *out)
{
	const struct text_sentence *one = message_named_cause(a->view);
	const struct text_sentence *other = message_named_cause(b->view);

	if (!one || !other ||
	    message_cause_is_wrong(a->view, one) ==
		    message_cause_is_wrong(b->view, other))
		return false;
	out->first_quote = one->quote;
	out->second_quote = other->quote;
	out->about = "the cause";
	return true;
}

/* What changed in between excuses a difference of state. */
static bool is_same_state(const struct told *a, const struct told *b)
{
	return facts_stable(a->message->facts) ==
		       facts_stable(b->message->facts) &&
	       a->message->facts->root_cause_known ==
		       b->message->facts->root_cause_known;
}

static bool contradict(const struct told *a, const struct told *b,
		       struct contradiction *out)
{
	if (strcmp(a->message->to, b->message->to) == 0 ||
	    b->message->at_s - a->message->at_s > FACTS_TOGETHER_S)
		return false;
	*out = (struct contradiction){ .first = a->message,
				       .second = b->message };
	return by_figures(a, b, out) || by_cause(a, b, out) ||
	       (is_same_state(a, b) && by_statements(a, b, out));
}

static size_t read_all(const struct review *review, struct told *told)
{
	size_t count = 0;

	for (size_t i = 0; i < review->message_count && count < TOLD_MAX; i++) {
		const struct message *m = &review->messages[i];
		int who = audience_find(m->to);

		if (!review_is_players(m) || !m->facts)
			continue;
		told[count++] = (struct told){
			m, message_view(who < 0 ? AUDIENCE_TEAM
						: (enum audience)who,
					m->text, m->facts, review->arena)
		};
	}
	return count;
}

size_t contradictions_find(const struct review *review,
			   struct contradiction *out)
{
	struct told told[TOLD_MAX];
	size_t count = read_all(review, told), found = 0;

	for (size_t k = 1; k < count; k++)
		for (size_t i = 0; i < k && found < CONTRADICTIONS_MAX; i++)
			if (contradict(&told[i], &told[k], &out[found]))
				found++;
	return found;
}

const char *contradiction_line(const struct review *review,
			       const struct contradiction *found)
{
	const struct message *a = found->first, *b = found->second;

	return arena_printf(review->arena,
			    "Two stories about %s: at %02d:%02d %s heard "
			    "\"%.140s\", at %02d:%02d %s heard \"%.140s\".",
			    found->about, (int)(a->at_s / 60),
			    (int)(a->at_s % 60), a->to, found->first_quote,
			    (int)(b->at_s / 60), (int)(b->at_s % 60), b->to,
			    found->second_quote);
}
