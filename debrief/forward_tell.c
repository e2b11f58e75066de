#include "debrief/forward_tell.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/calendar.h"
#include "base/number.h"
#include "base/str.h"

#define HOUR_S INT64_C(3600)
#define DAY_H 24

const char *forward_word(const struct drill *drill, const char *text,
			 struct arena *arena)
{
	struct str words = STR_INIT;
	const char *kept;

	drill_word(drill, text, &words);
	kept = arena_strdup(arena, words.s);
	str_finish(&words);
	return kept;
}

static int day_of(int hour)
{
	return hour / DAY_H + 1;
}

/* "Wed 18 Mar, 14:05" */
static const char *when(const struct month *month, int hour,
			struct arena *arena)
{
	int64_t moment = month_moment(month->pack, hour);
	struct calendar_date date = calendar_from_days(moment / 86400);
	char clock[CALENDAR_CLOCK_SIZE];

	return arena_printf(
		arena, "%s %d %s, %s",
		calendar_weekday_name(calendar_weekday(moment / 86400)),
		date.day, calendar_month_name(date.month),
		calendar_format_hour(moment, clock));
}

/* "day 9 (Wed 18 Mar, 14:05)" */
static const char *day_and_time(const struct month *month, int hour,
				struct arena *arena)
{
	return arena_printf(arena, "day %d (%s)", day_of(hour),
			    when(month, hour, arena));
}

/* As it is said: "95th". */
static const char *percentile_of(const struct pack *pack)
{
	return forward_limits(pack).percentile == SIM_METRIC_P99 ? "99th"
								 : "95th";
}

/* "4 min 26 s", "242 ms" */
static const char *word_wait(double seconds, char out[NUMBER_SIZE])
{
	if (seconds >= 1)
		return number_duration(seconds, out);
	snprintf(out, NUMBER_SIZE, "%.0f ms", seconds * 1000);
	return out;
}

/*
 * Failures.
 */
static const char *const objective_words[] = {
	[FORWARD_ERRORS] = "errors",
	[FORWARD_P95] = "p95",
	[FORWARD_MONEY] = "money",
};

static const char *const spell_words[] = {
	[MONTH_ORDINARY] = NULL,
	[MONTH_LAUNCH] = "launch",
	[MONTH_SLOWDOWN] = "slowdown",
};

static const char *of_days(const struct month *month,
			   const struct forward_fault *fault,
			   struct arena *arena)
{
	if (fault->spell != MONTH_ORDINARY)
		return "";
	if (fault->days == 1)
		return "; on one day";
	return arena_printf(arena, "; on %d of %d days", fault->days,
			    month->hours / DAY_H);
}

static const char *fault_text(const struct month *month,
			      const struct forward_fault *fault,
			      struct arena *arena)
{
	static const char *const during[] = {
		[MONTH_ORDINARY] = "",
		[MONTH_LAUNCH] = ", in the launch,",
		[MONTH_SLOWDOWN] = ", in the vendor's slowdown,",
	};
	char value[NUMBER_SIZE], limit[NUMBER_SIZE];
	const char *at = day_and_time(month, fault->hour, arena);

	switch (fault->objective) {
	case FORWARD_ERRORS:
		return arena_printf(
			arena,
			"From %s%s %s of the requests fail, where the "
			"objective allows %s%s.",
			at, during[fault->spell],
			number_percent(fault->value, value),
			number_percent(fault->limit, limit),
			of_days(month, fault, arena));
	case FORWARD_P95:
		return arena_printf(
			arena,
			"From %s%s the %s percentile reaches %s, where the "
			"objective is %s%s.",
			at, during[fault->spell], percentile_of(month->pack),
			word_wait(fault->value, value),
			word_wait(fault->limit, limit),
			of_days(month, fault, arena));
	default:
		return arena_printf(
			arena,
			"Bill and measures come to %s, where the budget of "
			"the days is %s; day %d is the first over its share.",
			number_money(round(fault->value), value),
			number_money(round(fault->limit), limit),
			day_of(fault->hour));
	}
}

static void tell_failures(const struct month *month,
			  const struct forward_fault *faults, size_t count,
			  struct arena *arena, struct forward_line *line)
{
	struct forward_failure *failures =
		arena_new(arena, struct forward_failure, count + 1);

	for (size_t i = 0; i < count; i++)
		failures[i] = (struct forward_failure){
			.day = day_of(faults[i].hour),
			.at_s = faults[i].hour * HOUR_S,
			.objective = objective_words[faults[i].objective],
			.during = spell_words[faults[i].spell],
			.text = fault_text(month, &faults[i], arena),
		};
	line->failures = failures;
	line->failure_count = count;
	line->holds = count == 0;
}

/*
 * Measures and marks.
 */
static const char *note_on(const struct month *month,
			   const struct planned *planned, struct arena *arena)
{
	char due[NUMBER_SIZE], work[NUMBER_SIZE];
	int hour = month_hour(planned);

	if (planned->until_s != INT64_MAX && hour < month->hours)
		return arena_printf(arena, "a stopgap, taken back after %s",
				    number_duration((double)(planned->until_s -
							     planned->from_s),
						    work));
	if (planned->stands)
		return "in force since the drill";
	if (planned->leaves)
		return "was being taken back when the drill ended";
	if (planned->under_way)
		return "was under way when the drill ended";
	if (planned->late)
		return arena_printf(
			arena, "due after %s, but it takes %s: %s",
			number_duration((double)planned->due_s, due),
			number_duration((double)planned->from_s, work),
			hour < month->hours
				? arena_printf(arena, "in force from day %d",
					       day_of(hour))
				: "too late to count here");
	if (hour >= month->hours)
		return arena_printf(
			arena, "due after %s: too late to count here",
			number_duration((double)planned->due_s, due));
	return NULL;
}

static struct forward_mark mark_at(int hour, enum forward_kind kind,
				   const char *label)
{
	return (struct forward_mark){ day_of(hour), hour * HOUR_S, kind,
				      label };
}

static size_t mark_spells(const struct drill *drill, const struct month *month,
			  struct arena *arena, struct forward_mark *marks,
			  size_t count)
{
	const struct pack_forward *forward = &month->pack->forward;

	for (int h = 0; h < month->hours; h++) {
		bool launch = month->spell[h] == MONTH_LAUNCH;

		if (month->spell[h] == MONTH_ORDINARY ||
		    (h > 0 && month->spell[h] == month->spell[h - 1]))
			continue;
		marks[count++] =
			mark_at(h, launch ? FORWARD_LAUNCH : FORWARD_SLOWDOWN,
				forward_word(drill,
					     launch ? forward->launch.title
						    : forward->slowdown.title,
					     arena));
	}
	return count;
}

static void sort_marks(struct forward_mark *marks, size_t count)
{
	for (size_t i = 1; i < count; i++) {
		struct forward_mark moved = marks[i];
		size_t k = i;

		for (; k > 0 && marks[k - 1].at_s > moved.at_s; k--)
			marks[k] = marks[k - 1];
		marks[k] = moved;
	}
}

#define SPELLS_MAX 8

static void tell_measures(const struct drill *drill, const struct month *month,
			  const struct planned_list *plan, struct arena *arena,
			  struct forward_line *line)
{
	struct forward_measure *measures =
		arena_new(arena, struct forward_measure, plan->count + 1);
	struct forward_mark *marks = arena_new(arena, struct forward_mark,
					       plan->count + SPELLS_MAX);
	size_t mark_count = 0;

	for (size_t i = 0; i < plan->count; i++) {
		const struct planned *planned = &plan->items[i];
		const char *title = forward_word(drill, planned->what->title,
						 arena);
		int hour = month_hour(planned);

		measures[i] = (struct forward_measure){
			.id = planned->what->id,
			.title = title,
			.from_s = planned->from_s,
			.once_usd = planned->stands || planned->leaves
					    ? 0
					    : planned->what->cost_usd,
			.daily_usd = planned->what->daily_usd,
			.late = planned->late,
			.note = note_on(month, planned, arena),
		};
		if (!planned->stands && !planned->leaves && hour < month->hours)
			marks[mark_count++] = mark_at(hour, FORWARD_MEASURE,
						      title);
	}
	line->measures = measures;
	line->measure_count = plan->count;
	line->mark_count = mark_spells(drill, month, arena, marks, mark_count);
	sort_marks(marks, line->mark_count);
	line->marks = marks;
}

void forward_tell_line(const struct drill *drill, const struct month *month,
		       const struct planned_list *plan,
		       const struct forward_fault *faults, size_t count,
		       struct arena *arena, struct forward_line *line)
{
	tell_failures(month, faults, count, arena, line);
	tell_measures(drill, month, plan, arena, line);
}
