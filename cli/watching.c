#include "cli/watching.h"

#include <string.h>

/* The report as it was kept; a drill can be watched without one. */
static const struct report *read_report(struct watching *watching,
					struct recording *recording)
{
	struct err ignored = { 0 };
	const char *text = store_report(recording->store, watching->record.id,
					&watching->arena, &ignored);
	struct json_doc *doc = text ? json_parse(text, strlen(text), "report",
						 &ignored)
				    : NULL;
	const struct report *report =
		doc ? report_from_json(doc, &watching->arena, &ignored) : NULL;

	json_destroy(doc);
	return report;
}

static bool load(struct watching *watching, struct recording *recording,
		 struct err *err)
{
	size_t count;
	const struct journal_row *rows;
	struct drill_options options;

	if (!recording_load(recording, &watching->record, &watching->pack,
			    &options, err))
		return false;
	rows = store_rows(recording->store, watching->record.id, &count,
			  &watching->arena, err);
	if (rows)
		watching->playback = playback_create(&options, rows, count,
						     err);
	return watching->playback != NULL;
}

bool watching_init(struct watching *watching, struct recording *recording,
		   int64_t id, struct err *err)
{
	memset(watching, 0, sizeof(*watching));
	arena_init(&watching->arena);
	if (!store_find(recording->store, id, false, &watching->arena,
			&watching->record, err) ||
	    !load(watching, recording, err))
		return false;
	watching->report = read_report(watching, recording);
	return true;
}

void watching_finish(struct watching *watching)
{
	playback_destroy(watching->playback);
	pack_destroy(watching->pack);
	arena_finish(&watching->arena);
}
