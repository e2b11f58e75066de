#include "drill/drill_internal.h"
#include "drill/commands/measure_args.h"
#include "drill/commands/verb.h"

static bool same_numbers(const double *a, const double *b)
{
	for (size_t i = 0; i < MEASURE_PARAMETERS_MAX; i++)
		if (a[i] < b[i] || a[i] > b[i])
			return false;
	return true;
}

static bool possible(const struct drill *drill, const struct measure *measure,
		     const struct measure_args *args, struct err *err)
{
	char since[CALENDAR_CLOCK_SIZE];
	const struct measure_run *run =
		&drill->runs[measure_index(drill, measure->what)];
	const char *id = measure->what->title;

	calendar_format_clock(measure->since_s, since);
	switch (measure->state) {
	case MEASURE_ASKING:
		if (args->override)
			return true;
		return err_set(err, ERR_STATE,
			       "%s waits for approval since %s; override=yes "
			       "acts without it",
			       id, since);
	case MEASURE_WAITING:
		if (args->first)
			return true;
		return err_set(err, ERR_STATE,
			       "%s waits for a free pair of hands since %s; "
			       "first=yes puts it at the front",
			       id, since);
	case MEASURE_UNDER_WAY:
		return err_set(err, ERR_STATE, "%s is under way since %s", id,
			       since);
	case MEASURE_REVERTING:
		return err_set(err, ERR_STATE,
			       "%s is being taken back since %s; wait until "
			       "that is done",
			       id, since);
	case MEASURE_IN_FORCE:
		if (!same_numbers(run->active, args->values))
			return true;
		return err_set(err, ERR_STATE, "%s is in force since %s%s", id,
			       since,
			       measure->what->parameter_count
				       ? " with just these numbers"
				       : "");
	case MEASURE_OFF:
	case MEASURE_REFUSED:
		break;
	}
	return true;
}

static bool decide(const struct drill *drill, const struct command *command,
		   struct err *err)
{
	const struct pack_mitigation *what =
		verb_measure(drill, command->subject, err);
	struct measure_args args;

	if (!what)
		return false;
	if (what->plan_only)
		return err_set(err, ERR_STATE,
			       "%s takes longer than this drill lasts; plan it "
			       "instead: plan days %s why=\"...\"",
			       what->id, what->id);
	if (!measure_args_read(drill, what, command, &args, err))
		return false;
	return possible(drill, drill_measure(drill, what->id), &args, err);
}

static void apply(struct drill *drill, const struct command *command,
		  uint32_t seq)
{
	const struct pack_mitigation *what = pack_mitigation(drill->pack,
							     command->subject);
	size_t index = measure_index(drill, what);
	struct measure *measure = &drill->measures[index];
	struct measure_args args;

	if (!measure_args_read(drill, what, command, &args, NULL))
		return;
	if (measure->state == MEASURE_WAITING) {
		measure_to_front(drill, index);
		return;
	}
	if (measure->state != MEASURE_ASKING || args.some)
		memcpy(measure->parameters, args.values, sizeof(args.values));
	measure->seq = seq;
	measure->overridden = args.override && what->approval;
	if (measure->overridden)
		approval_overridden(drill, index, seq);
	measure_request(drill, index, seq);
	if (args.first && measure->state == MEASURE_WAITING)
		measure_to_front(drill, index);
}

const struct verb verb_apply = { .decide = decide, .apply = apply };
