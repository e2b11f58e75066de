#include "tests/drill/tiny.h"

#include "tests/cmocka_setup.h"

#include "base/calendar.h"
#include "base/file.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

#define FILE_MAX (1u << 20)

static void edit(struct str *text, const struct tiny_edit *edit, size_t *found)
{
	const char *at = strstr(text->s, edit->from);
	size_t place;

	if (!at)
		return;
	(*found)++;
	place = (size_t)(at - text->s);
	str_erase(text, place, strlen(edit->from));
	str_insert(text, place, edit->to, strlen(edit->to));
}

struct pack *tiny_pack(const struct tiny_edit *edits)
{
	static const char *const names[] = { "scenario.json",
					     "stakeholders.json", "guide.md" };
	struct str texts[3] = { STR_INIT, STR_INIT, STR_INIT };
	struct pack_file files[3];
	struct err err = { 0 };
	struct pack *pack;
	char path[512];

	for (int i = 0; i < 3; i++) {
		snprintf(path, sizeof(path), "%s/%s", TINY_PACK, names[i]);
		if (!file_read(path, FILE_MAX, &texts[i], &err))
			fail_msg("%s", err.message);
	}
	for (const struct tiny_edit *e = edits; e && e->from; e++) {
		size_t found = 0;

		for (int i = 0; i < 2; i++)
			edit(&texts[i], e, &found);
		if (found != 1)
			fail_msg("'%s' stands %zu times in the pack", e->from,
				 found);
	}
	for (int i = 0; i < 3; i++)
		files[i] = (struct pack_file){ names[i], texts[i].s,
					       texts[i].length };
	pack = pack_load_files(files, 3, "tiny", &err);
	if (!pack)
		fail_msg("%s:%d: %s", err.path, err.line, err.message);
	for (int i = 0; i < 3; i++)
		str_finish(&texts[i]);
	return pack;
}

static void score(void *context, const char *audience, const char *text,
		  const struct facts *facts, struct verdict *out)
{
	const char *score = strstr(text, "score "), *next;

	(void)context;
	(void)audience;
	(void)facts;
	*out = (struct verdict){ .cap = 10, .next_update_s = -1 };
	out->score = score ? strtod(score + 6, NULL) : 5;
	if (strstr(text, "false")) {
		out->cap = 4;
		snprintf(out->quote, sizeof(out->quote), "It is {false}.");
		snprintf(out->note, sizeof(out->note), "is not so");
	}
	next = strstr(text, "next ");
	if (next)
		calendar_parse_clock(next + 5, &out->next_update_s);
}

const struct judge tiny_judge = { .message = score };

struct drill *tiny_drill(const struct pack *pack, const char *variant,
			 const struct journal *journal)
{
	struct drill_options options = {
		.pack = pack,
		.seed = 7,
		.variant = pack_variant(pack, variant),
		.journal = journal,
		.judge = &tiny_judge,
	};
	struct err err = { 0 };
	struct drill *drill = drill_create(&options, &err);

	if (!drill)
		fail_msg("%s", err.message);
	return drill;
}

void tiny_go(struct drill *drill, const char *at)
{
	struct err err = { 0 };
	int64_t at_s;

	assert_true(calendar_parse_clock(at, &at_s));
	if (!drill_advance(drill, at_s, &err))
		fail_msg("%s: %s", at, err.message);
}

static bool submit(struct drill *drill, const char *at, const char *line,
		   struct err *err)
{
	struct arena arena = ARENA_INIT;
	struct command command;
	bool good;

	tiny_go(drill, at);
	good = command_parse(line, &arena, &command, err) &&
	       drill_submit(drill, &command, NULL, err);
	arena_finish(&arena);
	return good;
}

void tiny_do(struct drill *drill, const char *at, const char *line)
{
	struct err err = { 0 };

	if (!submit(drill, at, line, &err))
		fail_msg("%s %s: %s", at, line, err.message);
}

void tiny_refused(struct drill *drill, const char *at, const char *line,
		  const char *says)
{
	struct err err = { 0 };
	uint64_t before;

	tiny_go(drill, at);
	before = drill_hash(drill);
	if (submit(drill, at, line, &err))
		fail_msg("%s %s: was taken", at, line);
	if (!strstr(err.message, says))
		fail_msg("%s %s: '%s' does not say '%s'", at, line, err.message,
			 says);
	assert_int_equal(drill_hash(drill), before);
}

const struct event *tiny_event(const struct drill *drill, enum event_kind kind,
			       const char *subject, int n)
{
	size_t count;
	const struct event *events = drill_events(drill, &count);

	for (size_t i = 0; i < count; i++) {
		if (events[i].kind == kind &&
		    (!subject || !strcmp(events[i].subject, subject)) &&
		    --n == 0)
			return &events[i];
	}
	return NULL;
}

enum measure_state tiny_state(const struct drill *drill, const char *measure)
{
	return drill_measure(drill, measure)->state;
}

static bool commit(void *context, const struct journal_row *rows, size_t count,
		   struct err *err)
{
	struct tiny_journal *journal = context;

	if (journal->broken)
		return err_set(err, ERR_IO, "the disk is full");
	journal->commits++;
	for (size_t i = 0; i < count; i++) {
		struct journal_row row = rows[i];

		row.actor = mem_strdup(row.actor);
		row.role = mem_strdup(row.role);
		row.text = mem_strdup(row.text);
		if (journal->count == journal->capacity) {
			journal->capacity = journal->capacity * 2 + 64;
			journal->rows = mem_realloc(
				journal->rows, journal->capacity, sizeof(row));
		}
		journal->rows[journal->count++] = row;
	}
	return true;
}

void tiny_journal_init(struct tiny_journal *journal)
{
	memset(journal, 0, sizeof(*journal));
	journal->journal.context = journal;
	journal->journal.commit = commit;
}

void tiny_journal_finish(struct tiny_journal *journal)
{
	for (size_t i = 0; i < journal->count; i++) {
		free((char *)journal->rows[i].actor);
		free((char *)journal->rows[i].role);
		free((char *)journal->rows[i].text);
	}
	free(journal->rows);
}
