/* gameday history: past drills and how the parts went. */
#include "cli/cli.h"
#include "cli/recording.h"

#include "base/calendar.h"
#include "base/json.h"

static void format_day(int64_t moment, char *out, size_t size)
{
	struct calendar_date date = calendar_from_days(moment / 86400);

	snprintf(out, size, "%04d-%02d-%02d", date.year, date.month, date.day);
}

static void put_text(const struct store_drill *drills, size_t count,
		     struct str *out)
{
	if (count == 0) {
		str_add(out, "No drill yet; `gameday play` begins one.\n");
		return;
	}
	str_addf(out, "%5s  %-10s  %-20s  %-8s  %-8s  %5s  %s\n", "drill",
		 "day", "scenario", "mode", "decision", "score", "parts");
	for (size_t i = 0; i < count; i++) {
		const struct store_drill *d = &drills[i];
		char day[64];

		format_day(d->started, day, sizeof(day));
		str_addf(out, "%5lld  %-10s  %-20s  %-8s  ", (long long)d->id,
			 day, d->scenario, d->mode);
		if (!d->has_report) {
			str_addf(out, "%s\n", d->ended ? "given up" : "open");
			continue;
		}
		str_addf(out, "%-8s  %5.1f ", d->decision, d->score);
		for (size_t p = 0; p < d->part_count; p++)
			str_addf(out, " %c %.1f", (char)('a' + p), d->parts[p]);
		str_add_char(out, '\n');
	}
}

/* Mean of each part over the older and the newer half: the trend. */
static void put_trend(const struct store_drill *drills, size_t count,
		      struct str *out)
{
	double sums[2][8] = { { 0 } };
	size_t n[2] = { 0, 0 }, scored = 0, seen = 0, parts = 0;

	for (size_t i = 0; i < count; i++)
		scored += drills[i].has_report;
	if (scored < 4)
		return;
	for (size_t i = 0; i < count; i++) {
		int half;

		if (!drills[i].has_report)
			continue;
		half = seen++ < scored / 2 ? 1 : 0; /* newest first */
		n[half]++;
		parts = drills[i].part_count;
		for (size_t p = 0; p < parts; p++)
			sums[half][p] += drills[i].parts[p];
	}
	str_add(out, "\nTrend, older half to newer half:");
	for (size_t p = 0; p < parts; p++)
		str_addf(out, "  %c %.1f -> %.1f", (char)('a' + p),
			 sums[0][p] / (double)n[0], sums[1][p] / (double)n[1]);
	str_add_char(out, '\n');
}

static void put_json(const struct store_drill *drills, size_t count,
		     struct str *out)
{
	struct json_writer w;

	json_writer_init(&w, out, false);
	json_begin_array(&w);
	for (size_t i = 0; i < count; i++) {
		const struct store_drill *d = &drills[i];

		json_begin_object(&w);
		json_put_member_int(&w, "drill", d->id);
		json_put_member_string(&w, "scenario", d->scenario);
		json_put_key(&w, "seed");
		json_put_u64(&w, d->seed);
		json_put_member_string(&w, "mode", d->mode);
		json_put_member_int(&w, "started", d->started);
		json_put_member_string(&w, "state",
				       d->has_report ? "ended"
				       : d->ended    ? "given up"
						     : "open");
		if (d->has_report) {
			json_put_member_string(&w, "variant", d->variant);
			json_put_member_string(&w, "decision", d->decision);
			json_put_member_number(&w, "score", d->score, 1);
			json_put_key(&w, "parts");
			json_begin_array(&w);
			for (size_t p = 0; p < d->part_count; p++)
				json_put_number(&w, d->parts[p], 2);
			json_end_array(&w);
		}
		json_end_object(&w);
	}
	json_end_array(&w);
	str_add_char(out, '\n');
}

static int run(int argc, char **argv)
{
	const char *format = "text";
	const struct cli_option options[] = {
		{ .name = "format", .value = &format },
	};
	struct recording recording;
	struct arena arena = ARENA_INIT;
	struct str out = STR_INIT;
	struct err err = { 0 };
	const struct store_drill *drills;
	size_t count;
	int n;
	bool json, ok = false;

	if (!cli_parse(&cli_history, argc, argv, options, 1, 0, &n, &err))
		return cli_fail(&err);
	json = strcmp(format, "json") == 0;
	if (!json && strcmp(format, "text") != 0) {
		err_set(&err, ERR_INPUT, "--format is text or json, not \"%s\"",
			format);
		return cli_fail(&err);
	}
	if (!recording_open(&recording, &err))
		return cli_fail(&err);
	drills = store_list(recording.store, &count, &arena, &err);
	if (drills && json)
		put_json(drills, count, &out);
	else if (drills)
		put_text(drills, count, &out);
	if (drills && !json)
		put_trend(drills, count, &out);
	ok = drills && cli_print(&out, &err);
	recording_close(&recording);
	arena_finish(&arena);
	str_finish(&out);
	return ok ? 0 : cli_fail(&err);
}

const struct cli_command cli_history = {
	.name = "history",
	.usage = "[--format text|json]",
	.help = "past drills, and the trend per part",
	.run = run,
};
