#include "scoring/report/report_build.h"

#include <math.h>

#include "base/hash.h"

#include <stdlib.h>

static void put_days(struct json_writer *w, const struct forward_line *line,
		     int count)
{
	json_put_key(w, "days");
	json_begin_array(w);
	for (int i = 0; i < count; i++) {
		const struct forward_day *day = &line->days[i];

		json_begin_object(w);
		json_put_member_int(w, "day", i + 1);
		json_put_member_number(w, "usd", day->usd, 2);
		json_put_member_number(w, "budget_usd", day->budget_usd, 2);
		json_put_member_number(w, "error_rate", day->error_rate, 4);
		json_put_member_number(w, "p95_s", day->p95_s, 3);
		json_put_member_number(w, "errors_met", day->errors_met, 4);
		json_put_member_number(w, "p95_met", day->p95_met, 4);
		json_put_member_number(w, "failed_users", day->failed_users, 0);
		json_end_object(w);
	}
	json_end_array(w);
}

static void put_marks(struct json_writer *w, const struct forward_line *line)
{
	json_put_key(w, "marks");
	json_begin_array(w);
	for (size_t i = 0; i < line->mark_count; i++) {
		const struct forward_mark *mark = &line->marks[i];

		json_begin_object(w);
		json_put_member_int(w, "day", mark->day);
		json_put_member_int(w, "at_s", mark->at_s);
		json_put_member_string(w, "kind",
				       forward_kind_word(mark->kind));
		json_put_member_string(w, "label", mark->label);
		json_end_object(w);
	}
	json_end_array(w);
}

static void put_failures(struct json_writer *w, const struct forward_line *line)
{
	json_put_key(w, "failures");
	json_begin_array(w);
	for (size_t i = 0; i < line->failure_count; i++) {
		const struct forward_failure *failure = &line->failures[i];

		json_begin_object(w);
		json_put_member_int(w, "day", failure->day);
		json_put_member_int(w, "at_s", failure->at_s);
		json_put_member_string(w, "objective", failure->objective);
		json_put_member_string(w, "during", failure->during);
		json_put_member_string(w, "text", failure->text);
		json_end_object(w);
	}
	json_end_array(w);
}

static void put_measures(struct json_writer *w, const struct forward_line *line)
{
	json_put_key(w, "measures");
	json_begin_array(w);
	for (size_t i = 0; i < line->measure_count; i++) {
		const struct forward_measure *measure = &line->measures[i];

		json_begin_object(w);
		json_put_member_string(w, "id", measure->id);
		json_put_member_string(w, "title", measure->title);
		json_put_member_int(w, "from_s", measure->from_s);
		json_put_member_number(w, "once_usd", measure->once_usd, 2);
		json_put_member_number(w, "daily_usd", measure->daily_usd, 2);
		json_put_key(w, "late");
		json_put_bool(w, measure->late);
		json_put_member_string(w, "note", measure->note);
		json_end_object(w);
	}
	json_end_array(w);
}

static void put_line(struct json_writer *w, const struct forward_line *line,
		     int days)
{
	char hash[HASH_HEX_SIZE];

	json_begin_object(w);
	json_put_member_string(w, "id", line->id);
	json_put_member_string(w, "title", line->title);
	json_put_member_number(w, "usd", line->usd, 2);
	json_put_member_number(w, "budget_usd", line->budget_usd, 2);
	json_put_member_number(w, "once_usd", line->once_usd, 2);
	json_put_member_number(w, "running_usd", line->running_usd, 2);
	json_put_member_number(w, "error_rate", line->error_rate, 4);
	json_put_member_number(w, "errors_met", line->errors_met, 4);
	json_put_member_number(w, "p95_met", line->p95_met, 4);
	json_put_member_number(w, "failed_users", line->failed_users, 0);
	json_put_key(w, "holds");
	json_put_bool(w, line->holds);
	json_put_member_number(w, "held", line->held, 3);
	put_failures(w, line);
	put_measures(w, line);
	put_marks(w, line);
	put_days(w, line, days);
	json_put_member_number(w, "hours_simulated", line->hours_simulated, 1);
	json_put_member_number(w, "hours", days * 24.0, 0);
	json_put_member_int(w, "windows", (int64_t)line->windows);
	json_put_member_int(w, "slice_min", line->slice_min);
	json_put_member_string(w, "hash", hash_hex(line->hash, hash));
	json_end_object(w);
}

void report_forward_to_json(struct json_writer *w, const struct report *report)
{
	const struct forward *forward = report->forward;

	json_put_key(w, "forward");
	if (!forward) {
		json_put_null(w);
		return;
	}
	json_begin_object(w);
	json_put_member_string(w, "start", forward->start);
	json_put_member_int(w, "days", forward->day_count);
	json_put_member_number(w, "error_limit", forward->error_limit, 4);
	json_put_member_number(w, "p95_limit_s", forward->p95_limit_s, 3);
	json_put_member_string(w, "percentile", forward->percentile);
	json_put_key(w, "planned");
	json_put_bool(w, forward->planned);
	json_put_key(w, "sentences");
	json_begin_array(w);
	for (size_t i = 0; i < forward->sentence_count; i++)
		json_put_string(w, forward->sentences[i]);
	json_end_array(w);
	json_put_key(w, "lines");
	json_begin_array(w);
	for (size_t i = 0; i < forward->line_count; i++)
		put_line(w, &forward->lines[i], forward->day_count);
	json_end_array(w);
	json_end_object(w);
}

/*
 * And back.
 */
static const char *text(const struct json *object, const char *key,
			struct arena *arena)
{
	const char *value = json_string_or(json_get(object, key), NULL);

	return value ? arena_strdup(arena, value) : NULL;
}

static const char *word(const struct json *object, const char *key,
			struct arena *arena)
{
	const char *value = text(object, key, arena);

	return value ? value : "";
}

static double number(const struct json *object, const char *key)
{
	return json_number_or(json_get(object, key), 0);
}

static int64_t whole(const struct json *object, const char *key)
{
	double value = number(object, key);

	return value > -1e12 && value < 1e12 ? (int64_t)value : 0;
}

static bool truth(const struct json *object, const char *key)
{
	return json_bool_or(json_get(object, key), false);
}

static void read_days(const struct json *items, int count, struct arena *arena,
		      struct forward_line *out)
{
	struct forward_day *days = arena_new(arena, struct forward_day,
					     (size_t)count + 1);
	int n = 0;

	for (const struct json *i = json_first(items); i && n < count;
	     i = json_next(i))
		days[n++] = (struct forward_day){
			.usd = number(i, "usd"),
			.budget_usd = number(i, "budget_usd"),
			.error_rate = number(i, "error_rate"),
			.p95_s = json_number_or(json_get(i, "p95_s"), NAN),
			.errors_met = number(i, "errors_met"),
			.p95_met = number(i, "p95_met"),
			.failed_users = number(i, "failed_users"),
		};
	out->days = days;
}

static void read_marks(const struct json *items, struct arena *arena,
		       struct forward_line *out)
{
	struct forward_mark *marks = arena_new(arena, struct forward_mark,
					       json_count(items) + 1);

	for (const struct json *i = json_first(items); i; i = json_next(i)) {
		int kind = forward_kind_find(word(i, "kind", arena));

		marks[out->mark_count++] = (struct forward_mark){
			.day = (int)whole(i, "day"),
			.at_s = whole(i, "at_s"),
			.kind = kind < 0 ? FORWARD_MEASURE
					 : (enum forward_kind)kind,
			.label = word(i, "label", arena),
		};
	}
	out->marks = marks;
}

static void read_failures(const struct json *items, struct arena *arena,
			  struct forward_line *out)
{
	struct forward_failure *failures =
		arena_new(arena, struct forward_failure, json_count(items) + 1);

	for (const struct json *i = json_first(items); i; i = json_next(i))
		failures[out->failure_count++] = (struct forward_failure){
			.day = (int)whole(i, "day"),
			.at_s = whole(i, "at_s"),
			.objective = word(i, "objective", arena),
			.during = text(i, "during", arena),
			.text = word(i, "text", arena),
		};
	out->failures = failures;
}

static void read_measures(const struct json *items, struct arena *arena,
			  struct forward_line *out)
{
	struct forward_measure *measures =
		arena_new(arena, struct forward_measure, json_count(items) + 1);

	for (const struct json *i = json_first(items); i; i = json_next(i))
		measures[out->measure_count++] = (struct forward_measure){
			.id = word(i, "id", arena),
			.title = word(i, "title", arena),
			.from_s = whole(i, "from_s"),
			.once_usd = number(i, "once_usd"),
			.daily_usd = number(i, "daily_usd"),
			.late = truth(i, "late"),
			.note = text(i, "note", arena),
		};
	out->measures = measures;
}

static void read_line(const struct json *i, int days, struct arena *arena,
		      struct forward_line *out)
{
	*out = (struct forward_line){
		.id = word(i, "id", arena),
		.title = word(i, "title", arena),
		.usd = number(i, "usd"),
		.budget_usd = number(i, "budget_usd"),
		.once_usd = number(i, "once_usd"),
		.running_usd = number(i, "running_usd"),
		.error_rate = number(i, "error_rate"),
		.errors_met = json_number_or(json_get(i, "errors_met"), NAN),
		.p95_met = json_number_or(json_get(i, "p95_met"), NAN),
		.failed_users = number(i, "failed_users"),
		.holds = truth(i, "holds"),
		.held = number(i, "held"),
		.hours_simulated = number(i, "hours_simulated"),
		.windows = (size_t)fmax(0, (double)whole(i, "windows")),
		.slice_min = (int)whole(i, "slice_min"),
		.hash = strtoull(word(i, "hash", arena), NULL, 16),
	};
	read_days(json_get(i, "days"), days, arena, out);
	read_marks(json_get(i, "marks"), arena, out);
	read_failures(json_get(i, "failures"), arena, out);
	read_measures(json_get(i, "measures"), arena, out);
}

#define DAYS_MAX 366

void report_forward_from_json(const struct json *root, struct arena *arena,
			      struct report *out)
{
	const struct json *object = json_get(root, "forward");
	const struct json *lines = json_get(object, "lines");
	const struct json *sentences = json_get(object, "sentences");
	struct forward *forward;
	struct forward_line *line;
	const char **words;

	if (json_type(object) != JSON_OBJECT)
		return;
	forward = arena_new(arena, struct forward, 1);
	line = arena_new(arena, struct forward_line, json_count(lines) + 1);
	words = arena_new(arena, const char *, json_count(sentences) + 1);
	*forward = (struct forward){
		.start = word(object, "start", arena),
		.day_count = (int)fmin(fmax(number(object, "days"), 0),
				       DAYS_MAX),
		.error_limit = json_number_or(json_get(object, "error_limit"),
					      NAN),
		.p95_limit_s = json_number_or(json_get(object, "p95_limit_s"),
					      NAN),
		.percentile = strcmp(word(object, "percentile", arena), "p99")
				      ? "p95"
				      : "p99",
		/* older records do not say so */
		.planned = json_bool_or(json_get(object, "planned"), true),
		.lines = line,
		.sentences = words,
	};
	for (const struct json *i = json_first(lines); i; i = json_next(i))
		read_line(i, forward->day_count, arena,
			  &line[forward->line_count++]);
	for (const struct json *i = json_first(sentences); i; i = json_next(i))
		words[forward->sentence_count++] =
			arena_strdup(arena, json_string_or(i, ""));
	out->forward = forward;
}
