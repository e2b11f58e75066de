#include "debrief/rerun.h"

#include "drill/fork.h"

#include <string.h>

static bool is_input(const struct event *event)
{
	if (!event->command)
		return false;
	switch (event->command->verb) {
	case COMMAND_LOOK:
	case COMMAND_TRACE:
	case COMMAND_NOTE:
	case COMMAND_END:
	case COMMAND_WAIT:
		return false;
	default:
		return true;
	}
}

static const struct verdict *verdict_of(const struct drill *drill, uint32_t seq,
					struct arena *arena)
{
	size_t count;
	const struct message *messages = drill_messages(drill, &count);

	for (size_t i = 0; i < count; i++) {
		struct verdict *kept;

		if (messages[i].seq != seq || !messages[i].has_verdict)
			continue;
		kept = arena_new(arena, struct verdict, 1);
		*kept = messages[i].verdict;
		return kept;
	}
	return NULL;
}

void inputs_of(const struct drill *drill, struct arena *arena,
	       struct inputs *out)
{
	size_t events;
	const struct event *event = drill_events(drill, &events);
	struct input *items = arena_new(arena, struct input, events + 1);
	size_t count = 0;

	for (size_t i = 0; i < events; i++) {
		if (!is_input(&event[i]))
			continue;
		items[count++] = (struct input){
			.command = event[i].command,
			.verdict = verdict_of(drill, event[i].seq, arena),
			.seq = event[i].seq,
			.at_s = event[i].at_s,
		};
	}
	*out = (struct inputs){ items, count };
}

/* In order of time; what is put to a second comes before what was there. */
static void insert(struct input *items, size_t *count, struct input input)
{
	size_t i = (*count)++;

	while (i > 0 && items[i - 1].at_s >= input.at_s) {
		items[i] = items[i - 1];
		i--;
	}
	items[i] = input;
}

static int64_t moved_to(const struct inputs *inputs, const struct edit *edit,
			size_t index)
{
	int64_t sooner = inputs->items[edit->index].at_s - edit->to_s;

	if (index == edit->index)
		return edit->to_s;
	for (size_t i = 0; i < edit->company_count; i++) {
		int64_t at_s = inputs->items[index].at_s;
		int64_t to_s = at_s - sooner;

		if (edit->company[i] != index)
			continue;
		if (to_s < edit->floors[i])
			to_s = edit->floors[i];
		return to_s < at_s ? to_s : at_s;
	}
	return -1;
}

static bool is_moved(const struct edit *edit, size_t index)
{
	for (size_t i = 0; i < edit->company_count; i++)
		if (edit->company[i] == index)
			return true;
	return index == edit->index;
}

static void put_moved(const struct inputs *inputs, const struct edit *edit,
		      struct input *items, size_t *count)
{
	/* backwards, so that those of one second keep their order */
	for (size_t i = inputs->count; i-- > 0;) {
		struct input input = inputs->items[i];

		if (!is_moved(edit, i))
			continue;
		input.at_s = moved_to(inputs, edit, i);
		insert(items, count, input);
	}
}

struct inputs inputs_edit(const struct inputs *inputs, const struct edit *edit,
			  struct arena *arena, size_t *same, int64_t *until_s)
{
	struct input *items = arena_new(arena, struct input, inputs->count + 1);
	size_t count = 0, i = 0;

	for (size_t k = 0; k < inputs->count; k++)
		if (edit->change == EDIT_NONE ||
		    (edit->change == EDIT_REMOVED ? k != edit->index
						  : !is_moved(edit, k)))
			items[count++] = inputs->items[k];
	if (edit->change == EDIT_EARLIER)
		put_moved(inputs, edit, items, &count);
	while (i < count && i < inputs->count &&
	       items[i].seq == inputs->items[i].seq &&
	       items[i].at_s == inputs->items[i].at_s)
		i++;
	*same = i;
	*until_s = i < inputs->count ? inputs->items[i].at_s : 0;
	if (i < count && (i == inputs->count || items[i].at_s < *until_s))
		*until_s = items[i].at_s;
	return (struct inputs){ items, count };
}

void worth_of(const struct outcome *outcome, struct worth *out)
{
	*out = (struct worth){
		.loss_usd = outcome->loss_usd,
		.excess_usd = outcome->excess_usd,
		.failed_users = outcome->failed_users,
		.minutes_to_mitigate = outcome->minutes_to_mitigate,
		.hash = outcome->hash,
	};
}

void walk_init(struct walk *walk, const struct drill *page,
	       const struct inputs *inputs)
{
	*walk = (struct walk){ .drill = drill_copy(page), .inputs = inputs };
}

void walk_finish(struct walk *walk)
{
	drill_destroy(walk->drill);
	walk->drill = NULL;
}

static void keep_refusal(struct refusals *refusals, const struct input *input,
			 const struct err *why)
{
	if (!refusals || refusals->count == REFUSALS_MAX)
		return;
	refusals->items[refusals->count++] = (struct refusal){
		input, arena_strdup(refusals->arena, why->message)
	};
}

static bool put_in(struct drill *drill, const struct input *input,
		   struct refusals *refusals, struct err *err)
{
	struct err why = { 0 };

	if (input->at_s > drill_now(drill) &&
	    !drill_advance(drill, input->at_s, err))
		return false;
	if (!drill_submit_again(drill, input->command, input->verdict, &why))
		keep_refusal(refusals, input, &why);
	return true;
}

bool walk_to(struct walk *walk, size_t count, int64_t until_s, struct err *err)
{
	while (walk->next < count) {
		/* on another seed a command may be refused: so it was there */
		if (!put_in(walk->drill, &walk->inputs->items[walk->next], NULL,
			    err))
			return false;
		walk->next++;
	}
	return until_s <= drill_now(walk->drill) ||
	       drill_advance(walk->drill, until_s, err);
}

bool rerun_from(const struct walk *walk, const struct inputs *list, size_t same,
		struct outcome *out, struct refusals *refusals, struct err *err)
{
	struct drill *copy = drill_copy(walk->drill);
	bool good = true;

	for (size_t i = same; good && i < list->count; i++)
		good = put_in(copy, &list->items[i], refusals, err);
	good = good && outcome_run_on(copy, out, err);
	drill_destroy(copy);
	return good;
}
