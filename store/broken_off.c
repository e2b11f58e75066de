/*
 * Which drills were broken off: they ended before half of their length, and
 * nobody had decided or written anything.  Found out from the record, so that
 * it holds of old ones and of those from elsewhere, too.
 */
#include "store/store_internal.h"

#include "base/calendar.h"
#include "base/json.h"
#include "drill/commands/command.h"

#include <string.h>

/* Looking round, and what goes by itself. */
static bool says_nothing(const char *line)
{
	static const char *const words[COMMAND_VERB_COUNT] = {
#define V(id, word, usage, help) [COMMAND_##id] = word,
		COMMAND_VERBS(V)
#undef V
	};
	static const enum command_verb quiet[] = {
		COMMAND_LOOK, COMMAND_TRACE, COMMAND_PIN, COMMAND_TIE,
		COMMAND_ROLE, COMMAND_WAIT,  COMMAND_END,
	};
	size_t length = strcspn(line, " ");

	for (size_t i = 0; i < sizeof(quiet) / sizeof(*quiet); i++)
		if (strlen(words[quiet[i]]) == length &&
		    strncmp(words[quiet[i]], line, length) == 0)
			return true;
	return false;
}

/* *quiet: no input is a decision or a text. */
static bool read_inputs(struct store *store, int64_t drill, bool *quiet,
			struct err *err)
{
	sqlite3_stmt *statement =
		store_prepare(store, err,
			      "SELECT text FROM journal WHERE drill = ?"
			      " AND kind = 'input' ORDER BY position",
			      "i", drill);
	bool row = true, good = statement != NULL;

	*quiet = true;
	while (good && row && *quiet) {
		good = store_step(store, statement, &row, err);
		if (good && row)
			*quiet = says_nothing((
				const char *)sqlite3_column_text(statement, 0));
	}
	sqlite3_finalize(statement);
	return good;
}

/* The report's series goes over the full length, whenever it ended; 0 when it
 * has none. */
static int64_t length_of(const char *report)
{
	struct err ignored = { 0 };
	struct json_doc *doc = json_parse(report, strlen(report), "report",
					  &ignored);
	const struct json *series = doc ? json_get(json_root(doc), "series")
					: NULL;
	int64_t at_s = 0, last_s = 0;

	for (const struct json *i = json_first(series); i; i = json_next(i))
		if (calendar_parse_clock(json_string_or(json_get(i, "at"), ""),
					 &at_s) &&
		    at_s > last_s)
			last_s = at_s;
	json_destroy(doc);
	return last_s;
}

bool store_find_broken_off(struct store *store, struct store_drill *drill,
			   struct err *err)
{
	struct arena arena = ARENA_INIT;
	const char *report;
	bool quiet;

	drill->broken_off = false;
	if (!drill->has_report)
		return true;
	if (!read_inputs(store, drill->id, &quiet, err))
		return false;
	report = quiet ? store_report(store, drill->id, &arena, err) : NULL;
	drill->broken_off = report && 2 * drill->reached_s < length_of(report);
	arena_finish(&arena);
	return true;
}
