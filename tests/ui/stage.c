#include "tests/ui/stage.h"

#include "tests/cmocka_setup.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "scoring/score.h"
#include "ui/worksheet_ask.h"

#include <stdlib.h>
#include <string.h>

static const struct report *score(void *context, struct err *err)
{
	struct stage *stage = context;

	return stage->report ? stage->report
			     : score_drill(stage->drill, &stage->arena, err);
}

static const struct report *news(void *context, size_t *done, size_t *total)
{
	struct stage *stage = context;
	const struct report *better = stage->better;

	stage->better = NULL;
	*done = stage->done;
	*total = stage->total;
	return better;
}

static struct worksheet *load_sheet(const char *name, struct err *err)
{
	char path[512];

	snprintf(path, sizeof(path), "%s/worksheets/%s/worksheet.json",
		 getenv("GAMEDAY_DATA_DIR"), name);
	return worksheet_load(path, err);
}

static char **list_sheets(void)
{
	static char ids[][24] = { "capacity", "forecast-error",
				  "latency-budget", "spend-forecast" };
	const size_t count = sizeof(ids) / sizeof(*ids);
	char **list = mem_calloc(count + 1, sizeof(*list));

	for (size_t i = 0; i < count; i++)
		list[i] = ids[i];
	return list;
}

static const struct worksheet_shelf shelf = { .load = load_sheet,
					      .list = list_sheets };

void stage_open(struct stage *stage, const char *pack, enum drill_mode mode,
		int rows, int columns, bool begun)
{
	struct str folder = STR_INIT;
	struct err err = { 0 };
	struct drill_options options = { .seed = 7, .mode = mode };
	struct app_options wanted = { .session = &stage->session,
				      .score = score,
				      .news = news,
				      .context = stage,
				      .judge = score_message_judge() };

	arena_init(&stage->arena);
	stage->report = stage->better = NULL;
	stage->done = stage->total = 0;
	str_addf(&folder, "%s/%s", getenv("GAMEDAY_DATA_DIR"), pack);
	stage->pack = pack_load(folder.s, &err);
	if (!stage->pack)
		fail_msg("%s: %s", folder.s, err.message);
	str_finish(&folder);
	options.pack = stage->pack;
	options.variant = pack_variant(stage->pack, "preset");
	options.judge = score_message_judge();
	stage->drill = drill_create(&options, &err);
	if (!stage->drill)
		fail_msg("%s", err.message);
	session_init(&stage->session, stage->drill, 3);
	stage->session.worksheets = &shelf;
	stage->app = app_create(&wanted);
	surface_init(&stage->surface, rows, columns);
	app_resize(stage->app, rows, columns);
	if (!begun)
		return;
	stage_type(stage, "<enter>");
	if (mode != DRILL_EXAM)
		stage_type(stage, "<space>");
}

void stage_close(struct stage *stage)
{
	app_destroy(stage->app);
	drill_destroy(stage->drill);
	pack_destroy(stage->pack);
	surface_finish(&stage->surface);
	arena_finish(&stage->arena);
}

void stage_resize(struct stage *stage, int rows, int columns)
{
	surface_resize(&stage->surface, rows, columns);
	app_resize(stage->app, rows, columns);
}

void stage_type(struct stage *stage, const char *keys)
{
	while (*keys) {
		const char *end = *keys == '<' ? strchr(keys, '>') : NULL;
		uint32_t code;

		if (end) {
			int key = key_parse(keys + 1, (size_t)(end - keys) - 1);

			if (key == 0)
				fail_msg("no key %s", keys);
			app_key(stage->app, key);
			keys = end + 1;
		} else {
			keys += utf8_decode(keys, strlen(keys), &code);
			app_key(stage->app, (int)code);
		}
	}
}

void stage_wait(struct stage *stage, int seconds)
{
	struct err err = { 0 };

	if (!drill_advance(stage->drill, drill_now(stage->drill) + seconds,
			   &err))
		fail_msg("%s", err.message);
	app_tick(stage->app, 0.01);
}

void stage_draw(struct stage *stage, bool roles, struct str *out)
{
	app_settle(stage->app);
	app_draw(stage->app, &stage->surface);
	surface_dump(&stage->surface, roles, out);
}

bool stage_shows(struct stage *stage, const char *text)
{
	struct str screen = STR_INIT;
	bool found;

	stage_draw(stage, false, &screen);
	found = strstr(screen.s, text) != NULL;
	str_finish(&screen);
	return found;
}
