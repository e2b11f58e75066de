#include "debrief/decisions.h"

#include "debrief/evidence.h"

#include <string.h>

#define TOLD_RECENTLY_S 900 /* a message so old still speaks for a request */

struct finder {
	const struct drill *drill;
	const struct pack *pack;
	const struct inputs *inputs;
	struct arena *arena;
};

/* --- whether something hangs on words ------------------------------------ */

static bool mentions(const struct predicate *p, enum predicate_kind kind,
		     const char *name)
{
	if (!p)
		return false;
	for (size_t i = 0; p->kind == kind && i < p->name_count; i++)
		if (!name || !strcmp(p->names[i], name) ||
		    !strcmp(p->names[i], "any"))
			return true;
	for (size_t i = 0; i < p->item_count; i++)
		if (mentions(&p->items[i], kind, name))
			return true;
	return false;
}

static bool someone_asks(const struct pack *pack, enum predicate_kind kind,
			 const char *name)
{
	for (size_t i = 0; i < pack->inject_count; i++)
		if (pack->injects[i].change_count > 0 &&
		    mentions(pack->injects[i].when, kind, name))
			return true;
	for (size_t i = 0; i < pack->stakeholder_count; i++) {
		const struct pack_stakeholder *who = &pack->stakeholders[i];

		for (size_t j = 0; j < who->rule_count; j++)
			if (mentions(who->rules[j].when, kind, name))
				return true;
	}
	return false;
}

static bool hangs_on_words(const struct pack *pack, const char *audience)
{
	for (size_t i = 0; i < pack->word_effect_count; i++)
		if (!strcmp(pack->word_effects[i].audience, audience))
			return true;
	for (size_t i = 0; i < pack->mitigation_count; i++) {
		const char *id = pack->mitigations[i].approval;
		const struct pack_stakeholder *who =
			id ? pack_stakeholder(pack, id) : NULL;

		if (who && !strcmp(who->audience, audience))
			return true;
	}
	return someone_asks(pack, PREDICATE_TOLD, audience);
}

/* --- how early ----------------------------------------------------------- */

static int64_t later(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

/* The command before it about the same measure: the two cannot change places.
 * An input may stand at that second, behind it. */
static int64_t after_the_one_before(const struct finder *f, size_t index)
{
	const struct command *own = f->inputs->items[index].command;

	for (size_t i = index; i-- > 0;) {
		const struct command *c = f->inputs->items[i].command;

		if ((c->verb == COMMAND_APPLY || c->verb == COMMAND_REVERT) &&
		    !strcmp(c->subject, own->subject))
			return f->inputs->items[i].at_s + 1;
	}
	return 0;
}

static bool approver_wants_suspicion(const struct finder *f,
				     const struct pack_mitigation *what)
{
	const struct pack_stakeholder *who =
		what->approval ? pack_stakeholder(f->pack, what->approval)
			       : NULL;

	for (size_t i = 0; who && i < who->rule_count; i++)
		if (mentions(who->rules[i].when, PREDICATE_SUSPECTED, NULL) ||
		    mentions(who->rules[i].when, PREDICATE_CONCLUDED, NULL))
			return true;
	return false;
}

static int64_t earliest_apply(const struct finder *f, size_t index,
			      const struct pack_mitigation *what)
{
	int64_t at_s = f->inputs->items[index].at_s;
	int64_t known_s = evidence_first_for(f->drill, what, at_s);
	int64_t named_s = evidence_named_for(f->drill, what, at_s);
	int64_t floor_s = DECISION_READ_S;

	if (known_s >= 0)
		floor_s = known_s + DECISION_READ_S;
	if (approver_wants_suspicion(f, what) && named_s >= 0)
		floor_s = later(floor_s, named_s + 1);
	return later(floor_s, after_the_one_before(f, index));
}

static int64_t earliest_revert(const struct finder *f, size_t index)
{
	const struct input *input = &f->inputs->items[index];
	int64_t floor_s = after_the_one_before(f, index);
	size_t count;
	const struct event *events = drill_events(f->drill, &count);

	for (size_t i = 0; i < count && events[i].seq < input->seq; i++)
		if (events[i].kind == EVENT_LANDED &&
		    !strcmp(events[i].subject, input->command->subject))
			floor_s = later(floor_s,
					events[i].at_s + DECISION_WRITE_S);
	return floor_s;
}

/* The message to the approver that went with the request, before it or, when
 * they asked back, behind it: soon, or else the next there was. */
static size_t message_for(const struct finder *f, size_t index,
			  const char *audience)
{
	int64_t at_s = f->inputs->items[index].at_s;
	size_t best = SIZE_MAX;

	for (size_t i = 0; i < f->inputs->count; i++) {
		const struct input *input = &f->inputs->items[i];

		if (input->command->verb != COMMAND_TELL ||
		    strcmp(input->command->subject, audience) ||
		    input->at_s < at_s - TOLD_RECENTLY_S)
			continue;
		if (i < index || best == SIZE_MAX)
			best = i;
	}
	return best;
}

static void bring_along(const struct finder *f, size_t index,
			struct decision *decision)
{
	const struct pack_mitigation *what = decision->what;
	const struct pack_stakeholder *who =
		what->approval ? pack_stakeholder(f->pack, what->approval)
			       : NULL;
	size_t message = who ? message_for(f, index, who->audience) : SIZE_MAX;

	if (message == SIZE_MAX)
		return;
	decision->company[0] = message;
	decision->floors[0] = DECISION_WRITE_S;
	decision->company_count = 1;
}

static bool ever_landed(const struct finder *f, size_t index)
{
	const struct input *input = &f->inputs->items[index];
	size_t count;
	const struct event *events = drill_events(f->drill, &count);

	for (size_t i = 0; i < count; i++)
		if (events[i].seq > input->seq &&
		    events[i].kind == EVENT_LANDED &&
		    !strcmp(events[i].subject, input->command->subject))
			return true;
	return false;
}

/* Whoever was told before gets an update, which speaks of its own time. */
static bool is_update(const struct finder *f, size_t index)
{
	const struct command *own = f->inputs->items[index].command;

	for (size_t i = 0; i < index; i++) {
		const struct command *c = f->inputs->items[i].command;

		if (c->verb == COMMAND_TELL &&
		    !strcmp(c->subject, own->subject))
			return true;
	}
	return false;
}

static int64_t earliest_words(const struct finder *f, size_t index)
{
	int64_t at_s = f->inputs->items[index].at_s;
	int64_t seen_s = evidence_first(f->drill, at_s);

	if (is_update(f, index))
		return at_s;
	return (seen_s >= 0 ? seen_s : 0) + DECISION_WRITE_S;
}

static void keep_if_worth_asking(const struct finder *f,
				 struct decision *decision, int64_t earliest_s)
{
	int64_t at_s = f->inputs->items[decision->input].at_s;

	decision->earliest_s = at_s - earliest_s >= DECISION_WORTH_S
				       ? earliest_s
				       : -1;
}

/* --- which --------------------------------------------------------------- */

/* A title of the pack may have slots. */
static const char *worded(const struct finder *f, const char *title,
			  const char *behind)
{
	struct str text = STR_INIT;
	const char *kept;

	drill_word(f->drill, title, &text);
	str_add(&text, behind);
	kept = arena_strdup(f->arena, text.s);
	str_finish(&text);
	return kept;
}

static bool is_decision(const struct finder *f, size_t index,
			struct decision *out)
{
	const struct command *c = f->inputs->items[index].command;

	*out = (struct decision){ .input = index, .earliest_s = -1 };
	switch (c->verb) {
	case COMMAND_APPLY:
		out->what = pack_mitigation(f->pack, c->subject);
		out->title = worded(f, out->what->title, "");
		keep_if_worth_asking(f, out,
				     earliest_apply(f, index, out->what));
		bring_along(f, index, out);
		out->never_landed = !ever_landed(f, index);
		return true;
	case COMMAND_REVERT:
		out->what = pack_mitigation(f->pack, c->subject);
		out->title = worded(f, out->what->title, ": taken back");
		keep_if_worth_asking(f, out, earliest_revert(f, index));
		return true;
	case COMMAND_TELL:
		out->title = arena_printf(f->arena, "Message to %s",
					  c->subject);
		keep_if_worth_asking(f, out, earliest_words(f, index));
		return hangs_on_words(f->pack, c->subject);
	case COMMAND_DECLARE:
		out->title = arena_printf(f->arena, "Declared %s", c->subject);
		keep_if_worth_asking(f, out, DECISION_READ_S);
		return someone_asks(f->pack, PREDICATE_DECLARED, c->subject);
	default:
		return false;
	}
}

/* A message that went with a request says so: without it there is no yes. */
static void name_requests(const struct finder *f, struct decision *items,
			  size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct decision *told = NULL;

		for (size_t j = 0; items[i].company_count > 0 && j < count; j++)
			if (items[j].input == items[i].company[0])
				told = &items[j];
		if (!told || told->carries)
			continue;
		told->carries = &items[i];
		told->title = arena_printf(f->arena,
					   "%s, with the request for %s",
					   told->title, items[i].title);
	}
}

/* Told soon after it was asked for, as one is who asks back. */
static bool message_within(const struct finder *f, const struct decision *asked,
			   const struct decision *told)
{
	return f->inputs->items[told->input].at_s -
		       f->inputs->items[asked->input].at_s <=
	       TOLD_RECENTLY_S;
}

/* Another message to the approver, which the request's own leaned on: what
 * hangs on it is the first measure that they had to allow from then on. */
static void name_later_requests(const struct finder *f, struct decision *items,
				size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct command *told =
			f->inputs->items[items[i].input].command;

		if (told->verb != COMMAND_TELL || items[i].carries)
			continue;
		for (size_t j = 0; j < count && !items[i].carries; j++) {
			const struct pack_mitigation *what = items[j].what;
			const struct pack_stakeholder *who =
				what && what->approval
					? pack_stakeholder(f->pack,
							   what->approval)
					: NULL;

			if (who && !strcmp(who->audience, told->subject) &&
			    !items[j].never_landed &&
			    f->inputs->items[items[j].input].command->verb ==
				    COMMAND_APPLY &&
			    (j > i || message_within(f, &items[j], &items[i])))
				items[i].carries = &items[j];
		}
	}
}

void decisions_of(const struct drill *drill, const struct inputs *inputs,
		  struct arena *arena, struct decisions *out)
{
	struct finder f = { drill, drill_pack(drill), inputs, arena };
	struct decision *items = arena_new(arena, struct decision,
					   inputs->count + 1);
	size_t count = 0;

	for (size_t i = 0; i < inputs->count; i++)
		if (is_decision(&f, i, &items[count]))
			count++;
	name_requests(&f, items, count);
	name_later_requests(&f, items, count);
	*out = (struct decisions){ items, count };
}
