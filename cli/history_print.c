#include "cli/history_print.h"

#include "base/calendar.h"
#include "base/json.h"
#include "ui/report/page.h"
#include "ui/wrap.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define PARTS_MAX 8
#define TREND_CELLS 40
#define DAY_SIZE 64

static const char *day_of(int64_t moment, char out[DAY_SIZE])
{
	struct calendar_date date = calendar_from_days(moment / 86400);

	snprintf(out, DAY_SIZE, "%04d-%02d-%02d", date.year, date.month,
		 date.day);
	return out;
}

static const char *player_of(const struct store_drill *drill)
{
	return *drill->player	 ? drill->player
	       : drill->imported ? "somebody"
				 : "you";
}

static const char *state_of(const struct store_drill *drill)
{
	return drill->broken_off   ? "broken off"
	       : drill->has_report ? "ended"
	       : drill->ended	   ? "given up"
				   : "open";
}

/* A column of names only where there are others. */
static bool has_others(const struct store_drill *drills, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (drills[i].imported || *drills[i].player)
			return true;
	return false;
}

void history_text(const struct store_drill *drills, size_t count,
		  struct str *out)
{
	bool others = has_others(drills, count);

	if (count == 0) {
		str_add(out, "No drill yet; `gameday play` begins one.\n");
		return;
	}
	str_addf(out, "%5s  %-10s  %-20s  %-8s  ", "drill", "day", "scenario",
		 "mode");
	if (others)
		str_addf(out, "%-12s  ", "player");
	str_addf(out, "%-8s  %5s  %s\n", "decision", "score", "parts");
	for (size_t i = 0; i < count; i++) {
		const struct store_drill *d = &drills[i];
		char day[DAY_SIZE];

		str_addf(out, "%5lld  %-10s  %-20s  %-8s  ", (long long)d->id,
			 day_of(d->started, day), d->scenario, d->mode);
		if (others) {
			wrap_cell(out, player_of(d), 12, false);
			str_add(out, "  ");
		}
		if (d->broken_off) {
			char clock[CALENDAR_CLOCK_SIZE];

			str_addf(out, "%s at %s, not counted\n", state_of(d),
				 calendar_format_clock(d->reached_s, clock));
			continue;
		}
		if (!d->has_report) {
			str_addf(out, "%s\n", state_of(d));
			continue;
		}
		str_addf(out, "%-8s  %5.1f ", d->decision, d->score);
		for (size_t p = 0; p < d->part_count; p++)
			str_addf(out, " %c %.1f", (char)('a' + p), d->parts[p]);
		str_add_char(out, '\n');
	}
}

/* --- trend ----------------------------------------------------------------- */

/* Values of a part, oldest first; part PARTS_MAX is the score. */
static size_t take_values(const struct store_drill *drills, size_t count,
			  size_t part, double *values)
{
	size_t n = 0;

	for (size_t i = count; i-- > 0;) {
		const struct store_drill *d = &drills[i];

		/* Those of others say nothing about one's own way. */
		if (!d->has_report || d->broken_off || d->imported)
			continue;
		if (part == PARTS_MAX)
			values[n++] = d->score;
		else if (part < d->part_count)
			values[n++] = d->parts[part];
	}
	return n;
}

static double mean(const double *values, size_t count)
{
	double sum = 0;

	for (size_t i = 0; i < count; i++)
		sum += values[i];
	return count ? sum / (double)count : NAN;
}

static void put_trend_line(const char *name, const double *values, size_t count,
			   struct str *out)
{
	size_t half = count / 2;
	double high = 0;

	for (size_t i = 0; i < count; i++)
		high = fmax(high, values[i]);
	wrap_cell(out, name, 6, false);
	page_sparkline(values, count, TREND_CELLS, 0, high, out);
	str_addf(out, "  older half %.1f, newer half %.1f, best %.1f\n",
		 mean(values, half), mean(values + half, count - half), high);
}

void history_trend(const struct store_drill *drills, size_t count,
		   struct str *out)
{
	double *values = calloc(count + 1, sizeof(*values));

	for (size_t part = PARTS_MAX + 1; values && part-- > 0;) {
		size_t which = part == PARTS_MAX ? PARTS_MAX
						 : PARTS_MAX - 1 - part;
		size_t n = take_values(drills, count, which, values);
		char name[8] = "score";

		if (n < 2)
			continue;
		if (which == PARTS_MAX)
			str_add(out, "\nTrend, oldest to newest\n");
		else
			snprintf(name, sizeof(name), "%c",
				 (char)('a' + (int)which));
		put_trend_line(name, values, n, out);
	}
	free(values);
}

/* --- JSON ------------------------------------------------------------------ */

static void put_drill(struct json_writer *w, const struct store_drill *d)
{
	json_begin_object(w);
	json_put_member_int(w, "drill", d->id);
	json_put_member_string(w, "scenario", d->scenario);
	json_put_key(w, "seed");
	json_put_u64(w, d->seed);
	json_put_member_string(w, "mode", d->mode);
	json_put_member_int(w, "started", d->started);
	json_put_member_string(w, "player", *d->player ? d->player : NULL);
	json_put_key(w, "imported");
	json_put_bool(w, d->imported);
	json_put_member_string(w, "state", state_of(d));
	if (d->has_report) {
		json_put_member_string(w, "variant", d->variant);
		json_put_member_string(w, "decision", d->decision);
		json_put_member_number(w, "score", d->score, 1);
		json_put_key(w, "parts");
		json_begin_array(w);
		for (size_t p = 0; p < d->part_count; p++)
			json_put_number(w, d->parts[p], 2);
		json_end_array(w);
	}
	json_end_object(w);
}

void history_json(const struct store_drill *drills, size_t count,
		  struct str *out)
{
	struct json_writer w;

	json_writer_init(&w, out, false);
	json_begin_array(&w);
	for (size_t i = 0; i < count; i++)
		put_drill(&w, &drills[i]);
	json_end_array(&w);
	str_add_char(out, '\n');
}

/* --- the team -------------------------------------------------------------- */

/* What one player's drills come to. */
struct member {
	const char *name;
	size_t drills, scored, passed, part_count;
	double score, best, parts[PARTS_MAX]; /* sums, but for best */
	int64_t last;
};

static void add_up(const struct store_drill *drills, size_t count,
		   struct member *member)
{
	for (size_t i = 0; i < count; i++) {
		const struct store_drill *d = &drills[i];

		if (strcmp(player_of(d), member->name) != 0)
			continue;
		member->drills++;
		if (d->started > member->last)
			member->last = d->started;
		if (!d->has_report || d->broken_off)
			continue;
		member->scored++;
		member->passed += strcmp(d->decision, "PASS") == 0;
		member->score += d->score;
		member->best = fmax(member->best, d->score);
		member->part_count = d->part_count;
		for (size_t p = 0; p < d->part_count && p < PARTS_MAX; p++)
			member->parts[p] += d->parts[p];
	}
}

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct member *)a)->name,
		      ((const struct member *)b)->name);
}

/* Each player once, by name; the caller frees them. */
static struct member *find_members(const struct store_drill *drills,
				   size_t count, size_t *found)
{
	struct member *members = calloc(count + 1, sizeof(*members));

	*found = 0;
	for (size_t i = 0; members && i < count; i++) {
		const char *name = player_of(&drills[i]);
		size_t at = 0;

		while (at < *found && strcmp(members[at].name, name) != 0)
			at++;
		if (at < *found)
			continue;
		members[*found].name = name;
		add_up(drills, count, &members[(*found)++]);
	}
	if (members)
		qsort(members, *found, sizeof(*members), by_name);
	return members;
}

void history_team_text(const struct store_drill *drills, size_t count,
		       struct str *out)
{
	size_t found;
	struct member *members = find_members(drills, count, &found);

	str_addf(out, "%-20s  %6s  %6s  %5s  %5s  %-10s  %s\n", "player",
		 "drills", "passed", "mean", "best", "last", "parts, mean");
	for (size_t i = 0; i < found; i++) {
		const struct member *m = &members[i];
		double n = m->scored ? (double)m->scored : 1;
		char day[DAY_SIZE];

		wrap_cell(out, m->name, 20, false);
		str_addf(out, "  %6zu  %6zu  ", m->drills, m->passed);
		if (m->scored == 0) {
			str_addf(out, "%5s  %5s  %s\n", "-", "-",
				 day_of(m->last, day));
			continue;
		}
		str_addf(out, "%5.1f  %5.1f  %s ", m->score / n, m->best,
			 day_of(m->last, day));
		for (size_t p = 0; p < m->part_count; p++)
			str_addf(out, " %c %.1f", (char)('a' + p),
				 m->parts[p] / n);
		str_add_char(out, '\n');
	}
	free(members);
}

void history_team_json(const struct store_drill *drills, size_t count,
		       struct str *out)
{
	size_t found;
	struct member *members = find_members(drills, count, &found);
	struct json_writer w;

	json_writer_init(&w, out, false);
	json_begin_array(&w);
	for (size_t i = 0; i < found; i++) {
		const struct member *m = &members[i];
		double n = m->scored ? (double)m->scored : NAN;

		json_begin_object(&w);
		json_put_member_string(&w, "player", m->name);
		json_put_member_int(&w, "drills", (int64_t)m->drills);
		json_put_member_int(&w, "scored", (int64_t)m->scored);
		json_put_member_int(&w, "passed", (int64_t)m->passed);
		json_put_member_number(&w, "mean", m->score / n, 2);
		json_put_member_number(&w, "best", m->scored ? m->best : NAN,
				       1);
		json_put_member_int(&w, "last", m->last);
		json_put_key(&w, "parts");
		json_begin_array(&w);
		for (size_t p = 0; p < m->part_count; p++)
			json_put_number(&w, m->parts[p] / n, 2);
		json_end_array(&w);
		json_end_object(&w);
	}
	json_end_array(&w);
	str_add_char(out, '\n');
	free(members);
}
