#include "debrief/par_moves.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define BEARS_READ 2 /* panels that are read before a cause is acted on */
#define BACK_AT_MOST_S 1800 /* a measure on trial is taken back by then */

static const int64_t shifts[] = { -600, -180, -60, -20, 60, 180, 600 };
static const double factors[] = { 0.5, 0.8, 1.25, 2 };
static const int64_t backs[] = { 300, 600, 1200, 1800 };

#define COUNT(a) (sizeof(a) / sizeof(*(a)))

int64_t par_earliest(const struct pack *pack,
		     const struct pack_mitigation *what)
{
	size_t bears = BEARS_READ;

	if (what->founded_count == 0)
		return PAR_READ_S;
	for (size_t i = 0; i < what->founded_count; i++) {
		const struct pack_cause *cause =
			pack_cause(pack, what->founded_on[i]);

		if (cause && cause->bear_count < bears)
			bears = cause->bear_count;
	}
	return PAR_READ_S * (int64_t)(1 + bears);
}

static bool is_about(const struct command *command, enum command_verb verb,
		     const char *measure)
{
	return command->verb == verb && !strcmp(command->subject, measure);
}

static bool has_apply(const struct course *course, const char *measure)
{
	for (size_t i = 0; i < course->count; i++)
		if (is_about(&course->lines[i], COMMAND_APPLY, measure))
			return true;
	return false;
}

static bool approver_is_told(const struct pack *pack,
			     const struct course *course,
			     const struct pack_mitigation *what)
{
	const struct pack_stakeholder *who =
		what->approval ? pack_stakeholder(pack, what->approval) : NULL;

	for (size_t i = 0; who && i < course->count; i++)
		if (is_about(&course->lines[i], COMMAND_TELL, who->audience))
			return true;
	return !what->approval;
}

static size_t add(struct move moves[MOVES_MAX], size_t count, struct move move)
{
	if (count < MOVES_MAX)
		moves[count++] = move;
	return count;
}

static size_t moves_of_line(const struct pack *pack,
			    const struct course *course, size_t line,
			    struct move *moves, size_t count)
{
	const struct command *c = &course->lines[line];
	const struct pack_mitigation *what;

	if (c->verb != COMMAND_APPLY && c->verb != COMMAND_REVERT)
		return count;
	what = pack_mitigation(pack, c->subject);
	for (size_t i = 0; i < COUNT(shifts); i++)
		count = add(moves, count,
			    (struct move){ .kind = MOVE_SHIFT,
					   .index = line,
					   .seconds = shifts[i] });
	count = add(moves, count,
		    (struct move){ .kind = MOVE_REMOVE, .index = line });
	if (c->verb != COMMAND_APPLY)
		return count;
	for (size_t p = 0; p < what->parameter_count; p++)
		for (size_t i = 0; i < COUNT(factors); i++)
			count = add(moves, count,
				    (struct move){ .kind = MOVE_NUMBER,
						   .index = line,
						   .parameter = p,
						   .factor = factors[i] });
	for (size_t i = 0; what->reversible && i < COUNT(backs); i++)
		count = add(moves, count,
			    (struct move){ .kind = MOVE_REVERT,
					   .index = line,
					   .seconds = backs[i] });
	return count;
}

/* There is evidence for it in this variant, or it needs none, and it does no
 * harm. */
static bool is_called_for(const struct pack *pack, int variant,
			  const struct pack_mitigation *what)
{
	const struct pack_variant *v = &pack->variants[variant];
	enum pack_expect expect = what->expect ? what->expect[variant]
					       : what->expect_all;

	if (expect == PACK_HARMS)
		return false;
	for (size_t i = 0; i < what->founded_count; i++)
		for (size_t k = 0; k < v->cause_count; k++)
			if (!strcmp(what->founded_on[i], v->causes[k]))
				return true;
	return what->founded_count == 0;
}

size_t moves_of(const struct pack *pack, int variant,
		const struct course *course, struct move moves[MOVES_MAX])
{
	size_t count = 0;

	for (size_t i = 0; i < pack->mitigation_count; i++) {
		const struct pack_mitigation *what = &pack->mitigations[i];

		if (what->plan_only || what->effect_count == 0 ||
		    has_apply(course, what->id) ||
		    !is_called_for(pack, variant, what) ||
		    !approver_is_told(pack, course, what))
			continue;
		count = add(moves, count,
			    (struct move){ .kind = MOVE_ADD, .index = i });
		for (size_t k = 0; what->reversible && k < COUNT(backs); k += 2)
			count = add(moves, count,
				    (struct move){ .kind = MOVE_ADD,
						   .index = i,
						   .seconds = backs[k] });
	}
	for (size_t i = 0; i < course->count; i++)
		count = moves_of_line(pack, course, i, moves, count);
	return count;
}

static bool push(struct course *course, const char *measure,
		 enum command_verb verb, int64_t at_s)
{
	if (course->count == PAR_LINES_MAX)
		return false;
	course->lines[course->count++] = (struct command){
		.verb = verb, .subject = measure, .at_s = at_s, .actor = "you"
	};
	return true;
}

static bool add_measure(const struct pack *pack, struct course *course,
			const struct move *move)
{
	const struct pack_mitigation *what = &pack->mitigations[move->index];
	int64_t at_s = par_earliest(pack, what);

	return push(course, what->id, COMMAND_APPLY, at_s) &&
	       (move->seconds == 0 ||
		push(course, what->id, COMMAND_REVERT, at_s + move->seconds));
}

static bool remove_line(struct course *course, size_t line)
{
	const struct command gone = course->lines[line];
	size_t count = 0;

	for (size_t i = 0; i < course->count; i++) {
		bool goes = i == line ||
			    (gone.verb == COMMAND_APPLY &&
			     is_about(&course->lines[i], COMMAND_REVERT,
				      gone.subject));

		if (!goes)
			course->lines[count++] = course->lines[i];
	}
	course->count = count;
	return true;
}

static bool shift_line(const struct pack *pack, struct course *course,
		       size_t line, int64_t by_s)
{
	struct command *c = &course->lines[line];
	int64_t was_s = c->at_s, at_s = was_s + by_s;
	int64_t least = par_earliest(pack, pack_mitigation(pack, c->subject));

	if (at_s < least)
		at_s = least;
	if (at_s == was_s || at_s >= pack->length_s)
		return false;
	for (size_t i = 0; i < course->count; i++)
		if (c->verb == COMMAND_REVERT &&
		    is_about(&course->lines[i], COMMAND_APPLY, c->subject) &&
		    at_s < course->lines[i].at_s + PAR_LOOK_S)
			return false;
	c->at_s = at_s;
	return true;
}

/* To three digits, so that people can read it. */
static double plain(double value)
{
	double unit = 1;

	while (unit * 1000 <= fabs(value))
		unit *= 10;
	while (unit > 1e-6 && fabs(value) < unit * 100)
		unit /= 10;
	return round(value / unit) * unit;
}

/* Retries, places: what has whole numbers on both ends from 1 on. */
static bool is_counted(const struct pack_parameter *p)
{
	return p->high > 1 && fabs(p->fallback - round(p->fallback)) < 1e-9 &&
	       fabs(p->low - round(p->low)) < 1e-9;
}

static bool change_number(const struct pack *pack, struct course *course,
			  const struct move *move, struct arena *arena)
{
	struct command *c = &course->lines[move->index];
	const struct pack_parameter *p =
		&pack_mitigation(pack, c->subject)->parameters[move->parameter];
	const char *given = command_arg(c, p->name);
	double was = given ? strtod(given, NULL) : p->fallback;
	double value = plain(was * move->factor);
	size_t arg = 0;

	if (is_counted(p))
		value = round(value);
	value = value < p->low ? p->low : value > p->high ? p->high : value;
	while (arg < c->arg_count && strcmp(c->args[arg].key, p->name))
		arg++;
	if (arg == COMMAND_ARGS_MAX || fabs(value - was) < 1e-9)
		return false;
	c->args[arg] = (struct command_arg){
		p->name, arena_printf(arena, "%.6g", value)
	};
	if (arg == c->arg_count)
		c->arg_count++;
	return true;
}

static bool take_back(const struct pack *pack, struct course *course,
		      const struct move *move)
{
	const struct command *c = &course->lines[move->index];
	int64_t at_s = c->at_s + move->seconds;

	for (size_t i = 0; i < course->count; i++)
		if (is_about(&course->lines[i], COMMAND_REVERT, c->subject))
			return false;
	return move->seconds <= BACK_AT_MOST_S && at_s < pack->length_s &&
	       push(course, c->subject, COMMAND_REVERT, at_s);
}

bool move_try(const struct pack *pack, const struct course *from,
	      const struct move *move, struct arena *arena, struct course *to)
{
	bool good = false;

	*to = *from;
	switch (move->kind) {
	case MOVE_ADD:
		good = add_measure(pack, to, move);
		break;
	case MOVE_REMOVE:
		good = remove_line(to, move->index);
		break;
	case MOVE_SHIFT:
		good = shift_line(pack, to, move->index, move->seconds);
		break;
	case MOVE_NUMBER:
		good = change_number(pack, to, move, arena);
		break;
	case MOVE_REVERT:
		good = take_back(pack, to, move);
		break;
	}
	if (good)
		course_settle(pack, to);
	return good;
}

void course_settle(const struct pack *pack, struct course *course)
{
	for (size_t i = 0; i < course->count; i++) {
		struct command *c = &course->lines[i];
		const struct pack_mitigation *what =
			c->verb == COMMAND_APPLY
				? pack_mitigation(pack, c->subject)
				: NULL;

		if (what && c->at_s < par_earliest(pack, what))
			c->at_s = par_earliest(pack, what);
	}
	/* by insertion: those of one second keep their order */
	for (size_t i = 1; i < course->count; i++) {
		struct command c = course->lines[i];
		size_t k = i;

		while (k > 0 && course->lines[k - 1].at_s > c.at_s) {
			course->lines[k] = course->lines[k - 1];
			k--;
		}
		course->lines[k] = c;
	}
}
