#include "scoring/messages/message_internal.h"

#include <math.h>
#include <string.h>

#define CAP_NONE 10.0
#define CAP_FALSE 4.0
#define CAP_LEAK 3.0
#define CAP_OTHER 1.0

static double cap_of(const struct message_view *v)
{
	if (view_has(v, FAULT_EMPTY) || view_has(v, FAULT_OTHER))
		return CAP_OTHER;
	if (view_has(v, FAULT_LEAK) || view_has(v, FAULT_BLAME))
		return CAP_LEAK;
	return view_has(v, FAULT_FALSE) ? CAP_FALSE : CAP_NONE;
}

static void at_most(struct message_view *v, enum verdict_element element,
		    double most, const char *why)
{
	if (v->verdict.elements[element] <= most)
		return;
	v->verdict.elements[element] = most;
	v->why[element] = why;
	v->held[element] = true;
}

/* Nothing in it holds that a reader could go by. */
static bool is_hollow(const struct message_view *v)
{
	return view_has(v, FAULT_FALSE) &&
	       (v->right == 0 || v->right < v->wrong);
}

/* A falsehood takes the element that it stands in; what nobody can read, or
 * has read before, is worth less.  The rest of a message that is false, harmful
 * or meant for others is the cap's business: its elements still say what stands
 * in the message. */
static void settle_elements(struct message_view *v)
{
	static const enum verdict_element readable[] = {
		VERDICT_STATUS,
		VERDICT_IMPACT,
		VERDICT_ACTION,
		VERDICT_KNOWLEDGE,
	};

	for (size_t i = 0; i < VERDICT_ELEMENT_COUNT; i++) {
		if (!v->denied[i])
			continue;
		v->verdict.elements[i] = 0;
		v->why[i] = v->denied[i];
	}
	if (is_hollow(v))
		for (size_t i = 0; i < 4; i++)
			at_most(v, readable[i], 0, "rests on what is false");
	if (v->verdict.elements[VERDICT_LANGUAGE] <= 0)
		for (size_t i = 0; i < 4; i++)
			at_most(v, readable[i], 0.5,
				"is there, in words that they cannot read");
	if (view_has(v, FAULT_CONFLICTS))
		at_most(v, VERDICT_NUMBERS, 0.5,
			"differs from what others were told");
	if (view_has(v, FAULT_REPEATS)) {
		at_most(v, VERDICT_STATUS, 0.5, "says what they knew already");
		at_most(v, VERDICT_ACTION, 0, "says nothing new");
		at_most(v, VERDICT_KNOWLEDGE, 0, "says nothing new");
	}
}

const struct message_view *message_view(enum audience audience,
					const char *text,
					const struct facts *facts,
					struct arena *arena)
{
	struct message_view *v = arena_new(arena, struct message_view, 1);
	double sum = 0;
	const char *gap;

	v->arena = arena;
	v->audience = audience;
	v->rule = audience_rule(audience);
	v->facts = facts;
	v->text = text_read_as(message_without_gaps(text, arena, &gap),
			       facts->speech, arena);
	v->claim_count = claims_read(v->text, facts, v->claims);
	if (gap)
		view_fault(v, FAULT_UNFINISHED, gap,
			   "is a prompt that nobody has answered");
	message_find_falsehoods(v);
	message_find_leaks(v);
	message_find_audience(v);
	message_read_elements(v);
	memcpy(v->verdict.written, v->verdict.elements,
	       sizeof(v->verdict.written));
	settle_elements(v);
	for (size_t i = 0; i < VERDICT_ELEMENT_COUNT; i++)
		sum += v->verdict.elements[i];
	v->verdict.cap = cap_of(v);
	v->verdict.score = fmin(sum, v->verdict.cap);
	return v;
}

static void judge_message(void *context, const char *audience, const char *text,
			  const struct facts *facts, struct verdict *out)
{
	struct arena arena = ARENA_INIT;
	int who = audience_find(audience);

	(void)context;
	/* Somebody without a rubric of their own reads as the team does. */
	const struct message_view *v =
		message_view(who < 0 ? AUDIENCE_TEAM : (enum audience)who, text,
			     facts, &arena);

	*out = v->verdict;
	message_reason(v, out);
	arena_finish(&arena);
}

const struct judge *score_message_judge(void)
{
	static const struct judge judge = { .message = judge_message };

	return &judge;
}

const struct message_report *score_message(const char *audience,
					   const char *text,
					   const struct facts *facts,
					   struct arena *arena)
{
	int who = audience_find(audience);
	const struct message_view *v =
		message_view(who < 0 ? AUDIENCE_TEAM : (enum audience)who, text,
			     facts, arena);
	struct message_report *report = arena_new(arena, struct message_report,
						  1);
	struct report_claim *claims = arena_new(arena, struct report_claim,
						v->claim_count + 1);
	struct report_fault *faults = arena_new(arena, struct report_fault,
						v->fault_count + 1);
	const char **advice = arena_new(arena, const char *, 16);

	for (size_t i = 0; i < v->claim_count; i++) {
		const struct claim *claim = &v->claims[i];

		if (claim->check == CLAIM_UNCHECKED)
			continue;
		claims[report->claim_count++] = (struct report_claim){
			.quote = view_figure(v, claim),
			.unit = claim_unit_name(claim->unit),
			.says = claim->says,
			.truth = claim->truth,
			.ok = claim->check == CLAIM_RIGHT,
		};
	}
	for (size_t i = 0; i < v->fault_count; i++)
		faults[report->fault_count++] = (struct report_fault){
			.quote = v->faults[i].quote,
			.note = v->faults[i].note,
		};
	report->audience = audience_name(v->audience);
	report->faults = faults;
	report->verdict = v->verdict;
	memcpy(report->why, v->why, sizeof(report->why));
	report->claims = claims;
	report->advice = advice;
	report->advice_count = message_advice(v, 16, advice);
	report->cap_reason = v->verdict.cap < CAP_NONE ? message_cap_reason(v)
						       : NULL;
	return report;
}
