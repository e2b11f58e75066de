#include "drill/drill_internal.h"

#define TOLD_RECENTLY_S 900
#define TOLD_WELL 6.0
#define TOLD_SHORTENS 0.075 /* of the waiting, per point of the score */
#define NOTICED_AFTER_S 120
#define EXPLAIN_WITHIN_S 600

static const struct pack_stakeholder *approver(const struct drill *drill,
					       size_t index)
{
	return pack_stakeholder(drill->pack,
				drill->measures[index].what->approval);
}

/* When they will answer, given how well they are told by now. */
static int64_t answer_time(const struct drill *drill, size_t index)
{
	const struct pack_stakeholder *who = approver(drill, index);
	const struct measure_run *run = &drill->runs[index];
	double low = (double)who->approval_low_s;
	double takes = run->patience *
		       (double)(who->approval_high_s - who->approval_low_s);
	double score = message_best(drill, who->audience,
				    drill->now_s - TOLD_RECENTLY_S);

	if (score >= TOLD_WELL) {
		takes *= 1 - TOLD_SHORTENS * score;
		low *= 1 - TOLD_SHORTENS * score * 0.5;
	}
	return run->asked_s + (int64_t)(low + takes);
}

void approval_ask(struct drill *drill, size_t index, uint32_t cause)
{
	struct measure *measure = &drill->measures[index];
	struct measure_run *run = &drill->runs[index];
	const struct pack_stakeholder *who = approver(drill, index);
	const char *text = arena_printf(
		&drill->arena, "%s is asked to approve: %s", who->name,
		drill_text(drill, measure->what->title));

	measure->state = MEASURE_ASKING;
	measure->since_s = drill->now_s;
	measure->due_s = -1;
	run->asked_s = drill->now_s;
	run->asked_back = false;
	run->patience = drill_draw(drill, "approval", measure->what->id,
				   run->times_asked++);
	run->decide_s = answer_time(drill, index);
	run->asked_seq = drill_log(drill, EVENT_APPROVAL_ASKED, who->id,
				   measure->what->id, text, cause)
				 ->seq;
}

/* A message reached them: who waited to be told thinks again, who thinks
 * anyway thinks faster. */
void approval_told(struct drill *drill, const char *audience)
{
	for (size_t i = 0; i < drill->pack->mitigation_count; i++) {
		struct measure_run *run = &drill->runs[i];
		const struct pack_stakeholder *who;
		int64_t sooner;

		if (drill->measures[i].state != MEASURE_ASKING)
			continue;
		who = approver(drill, i);
		if (strcmp(who->audience, audience))
			continue;
		if (run->asked_back) {
			run->asked_back = false;
			run->asked_s = drill->now_s;
			run->patience = 0;
			run->decide_s = drill->now_s + who->approval_low_s / 2;
			continue;
		}
		sooner = answer_time(drill, i);
		if (sooner <= drill->now_s)
			sooner = drill->now_s + 1;
		if (sooner < run->decide_s)
			run->decide_s = sooner;
	}
}

void approval_overridden(struct drill *drill, size_t index, uint32_t cause)
{
	struct measure *measure = &drill->measures[index];
	const struct pack_stakeholder *who = approver(drill, index);
	const char *title = drill_text(drill, measure->what->title);

	drill->runs[index].decide_s = -1;
	drill->runs[index].asked_back = false;
	drill_log(drill, EVENT_OVERRIDE, who->id, measure->what->id,
		  arena_printf(&drill->arena, "%s, without the word of %s",
			       title, who->name),
		  cause);
	person_say_later(
		drill,
		(struct reply){
			.due_s = drill->now_s + NOTICED_AFTER_S,
			.who = who,
			.kind = "notice",
			.subject = arena_printf(&drill->arena, "%s: without me",
						title),
			.text = arena_printf(
				&drill->arena,
				"I see that \"%s\" went ahead without my approval. "
				"Tell me why it could not wait, what it does to our "
				"users and the money, and when you will look at it "
				"again.",
				title),
			.cause = cause,
			.wants_answer_s = EXPLAIN_WITHIN_S,
		});
}

static const struct pack_rule *rule_for(const struct drill *drill,
					const struct pack_stakeholder *who,
					const struct pack_mitigation *what)
{
	for (size_t i = 0; i < who->rule_count; i++) {
		const struct pack_rule *rule = &who->rules[i];
		bool meant = rule->measure_count == 0;

		for (size_t j = 0; j < rule->measure_count; j++)
			meant |= !strcmp(rule->measures[j], what->id);
		if (meant &&
		    (!rule->when || condition_holds(drill, rule->when, 0)))
			return rule;
	}
	return NULL;
}

static void say(struct drill *drill, const struct pack_stakeholder *who,
		const char *subject, const char *text, uint32_t seq,
		bool wants_answer)
{
	size_t message = message_add(
		drill,
		(struct message){
			.seq = seq,
			.from = who->id,
			.to = "you",
			.channel = "chat",
			.subject = subject,
			.text = text,
			.wanted_by_s = wants_answer
					       ? drill->now_s + EXPLAIN_WITHIN_S
					       : -1,
		});

	if (wants_answer)
		want_add(drill, who->audience, message,
			 drill->now_s + EXPLAIN_WITHIN_S);
}

static void set_condition(struct drill *drill, size_t index,
			  const struct pack_rule *rule)
{
	struct measure *measure = &drill->measures[index];

	for (size_t i = 0; i < measure_parameters(measure->what); i++) {
		if (rule->set_parameter &&
		    !strcmp(measure->what->parameters[i].name,
			    rule->set_parameter))
			measure->parameters[i] = rule->set_value;
	}
}

static void decide(struct drill *drill, size_t index)
{
	struct measure *measure = &drill->measures[index];
	struct measure_run *run = &drill->runs[index];
	const struct pack_stakeholder *who = approver(drill, index);
	const struct pack_rule *rule = rule_for(drill, who, measure->what);
	enum pack_decision decision = rule ? rule->decision : PACK_APPROVE;
	static const enum event_kind kinds[] = {
		[PACK_APPROVE] = EVENT_APPROVED,
		[PACK_ASK_BACK] = EVENT_ASKED_BACK,
		[PACK_REFUSE] = EVENT_REFUSED,
		[PACK_CONDITION] = EVENT_APPROVED,
	};
	const char *text = rule && rule->text ? drill_text(drill, rule->text)
					      : "Go ahead.";
	uint32_t seq = drill_log(drill, kinds[decision], who->id,
				 measure->what->id, text, run->asked_seq)
			       ->seq;

	run->decide_s = -1;
	/* Whoever decides has heard what they had asked about. */
	message_answered(drill, who->audience);
	say(drill, who, drill_text(drill, measure->what->title), text, seq,
	    decision == PACK_ASK_BACK);
	if (decision == PACK_ASK_BACK) {
		run->asked_back = true;
		run->asked_back_s = drill->now_s;
		return;
	}
	if (decision == PACK_REFUSE) {
		measure->state = run->in_force ? MEASURE_IN_FORCE
					       : MEASURE_REFUSED;
		measure->since_s = drill->now_s;
		return;
	}
	if (decision == PACK_CONDITION)
		set_condition(drill, index, rule);
	measure_enqueue(drill, index, seq);
}

void approval_tick(struct drill *drill)
{
	for (size_t i = 0; i < drill->pack->mitigation_count; i++) {
		const struct measure_run *run = &drill->runs[i];

		if (drill->measures[i].state == MEASURE_ASKING &&
		    run->decide_s >= 0 && run->decide_s <= drill->now_s)
			decide(drill, i);
	}
}
