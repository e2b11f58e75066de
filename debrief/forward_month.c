#include "debrief/forward_month.h"

#include <limits.h>
#include <math.h>
#include <string.h>

#include "base/calendar.h"

#define HOUR_S 3600
#define DAY_H 24
#define WEEK_H (7 * DAY_H)

#define SETTLING 1	 /* hours after a border that are simulated whole */
#define WORK_H 72	 /* so many hours are simulated, if slices allow it */
#define WORK_EVENTS 18e6 /* fewer, when they are so busy */
#define NO_WINDOW -1

/* Minutes of an hour; whole ones, because sums are kept by the minute. */
static const int slices[] = { 60, 30, 20, 15, 12, 10, 6, 5, 4, 3, 2 };
#define SLICES (sizeof(slices) / sizeof(*slices))

int64_t month_moment(const struct pack *pack, int hour)
{
	return pack->start_moment + pack->length_s + (int64_t)hour * HOUR_S;
}

bool month_is_again(const struct pack_again *again, int64_t moment)
{
	int64_t hour = moment / HOUR_S;

	for (int since = 0; since < again->hours; since++) {
		int64_t began = hour - since;

		if (began % DAY_H == again->hour &&
		    again->weekday[calendar_weekday(began / DAY_H)])
			return true;
	}
	return false;
}

static int hour_at(int64_t at_s)
{
	return (int)((at_s + HOUR_S - 1) / HOUR_S);
}

int month_hour(const struct planned *planned)
{
	return hour_at(planned->from_s);
}

int month_end(const struct planned *planned)
{
	return planned->until_s == INT64_MAX ? INT_MAX
					     : hour_at(planned->until_s);
}

/* The first hour of the spell: the first to begin at or after its time, on its
 * day. */
static int spell_hour(const struct pack *pack, const struct pack_spell *spell)
{
	int hour = (spell->day - 1) * DAY_H;

	for (int i = 0; i < DAY_H; i++) {
		int64_t moment = month_moment(pack, hour + i);
		int64_t since = (moment / HOUR_S) % DAY_H - spell->hour;

		if (since == 0)
			return hour + i;
	}
	return hour;
}

static void mark_spell(const struct pack *pack, const struct pack_spell *spell,
		       enum month_spell kind, int hours, enum month_spell *out)
{
	int first;

	if (!spell->day)
		return;
	first = spell_hour(pack, spell);
	for (int i = 0; i < spell->hours && first + i < hours; i++)
		out[first + i] = kind;
}

static void mark_borders(const struct planned_list *plan,
			 const enum month_spell *spell, int hours, bool *border)
{
	border[0] = true;
	for (size_t i = 0; i < plan->count; i++) {
		const struct planned *planned = &plan->items[i];

		if (planned->leaves)
			continue;
		if (month_hour(planned) < hours)
			border[month_hour(planned)] = true;
		if (month_end(planned) < hours)
			border[month_end(planned)] = true;
	}
	for (int i = 1; i < hours; i++)
		border[i] |= spell[i] != spell[i - 1];
}

/* What the windows are made from. */
struct making {
	const enum month_spell *spell;
	const bool *border, *bursts;
	bool whole; /* all hours */
	int hours;
	int *window; /* of each hour */
	struct month_window *windows;
	size_t count;
	int whole_count;
};

static void add_window(struct making *m, int hour, int minutes)
{
	m->window[hour] = (int)m->count;
	m->windows[m->count++] = (struct month_window){ hour, minutes, 1 };
	m->whole_count += minutes ? 1 : 0;
}

/* From a border to the next one; gives that. */
static int make_stretch(struct making *m, int from)
{
	int of_week[WEEK_H];
	int hour = from;

	for (int i = 0; i < WEEK_H; i++)
		of_week[i] = NO_WINDOW;
	do {
		int *same = &of_week[hour % WEEK_H];

		if (m->whole || m->spell[hour] != MONTH_ORDINARY ||
		    hour < from + SETTLING) {
			add_window(m, hour, 60);
		} else if (*same == NO_WINDOW) {
			*same = (int)m->count;
			add_window(m, hour, m->bursts[hour] ? 60 : 0);
		} else {
			m->window[hour] = *same;
			m->windows[*same].stands++;
		}
		hour++;
	} while (hour < m->hours && !m->border[hour]);
	return hour;
}

/* Of the hours that are not whole: minutes that the work allows. */
static int slice_for(int sliced, int whole, double events_per_hour)
{
	double work_h = fmin(WORK_H, WORK_EVENTS / fmax(events_per_hour, 1));

	for (size_t i = 0; i < SLICES; i++)
		if (sliced * slices[i] <= (work_h - whole) * 60)
			return slices[i];
	return slices[SLICES - 1];
}

/* What begins once an hour and stays can be told by a slice as well. */
static bool is_often(const struct pack_again *again)
{
	return again->every_s > 0 &&
	       (again->every_s < HOUR_S || again->for_s > 0);
}

/* Hours in which something begins every few minutes. */
static void mark_bursts(const struct pack *pack, const struct pack_later *later,
			int hours, bool *bursts)
{
	for (size_t i = 0; i < later->again_count; i++)
		for (int h = 0; is_often(&later->again[i]) && h < hours; h++)
			bursts[h] |= month_is_again(&later->again[i],
						    month_moment(pack, h));
}

struct month month_of(const struct pack *pack, const struct pack_later *later,
		      const struct planned_list *plan, double events_per_hour,
		      struct arena *arena)
{
	bool whole = events_per_hour <= 0;
	int hours = pack->forward.days * DAY_H;
	enum month_spell *spell = arena_new(arena, enum month_spell, hours);
	bool *border = arena_new(arena, bool, hours);
	bool *bursts = arena_new(arena, bool, hours);
	struct making m = {
		.spell = spell,
		.border = border,
		.bursts = bursts,
		.whole = whole,
		.hours = hours,
		.window = arena_new(arena, int, hours),
		.windows = arena_new(arena, struct month_window, hours),
	};
	int slice;

	mark_spell(pack, &pack->forward.launch, MONTH_LAUNCH, hours, spell);
	mark_spell(pack, &pack->forward.slowdown, MONTH_SLOWDOWN, hours, spell);
	mark_borders(plan, spell, hours, border);
	mark_bursts(pack, later, hours, bursts);
	for (int hour = 0; hour < hours;)
		hour = make_stretch(&m, hour);
	slice = whole ? 60
		      : slice_for((int)m.count - m.whole_count, m.whole_count,
				  events_per_hour);
	for (size_t i = 0; i < m.count; i++)
		if (!m.windows[i].minutes)
			m.windows[i].minutes = slice;
	return (struct month){
		.pack = pack,
		.hours = hours,
		.slice_min = slice,
		.spell = spell,
		.window = m.window,
		.windows = m.windows,
		.window_count = m.count,
	};
}
