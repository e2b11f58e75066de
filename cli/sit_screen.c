/* The terminal UI. */
#include "cli/sit.h"

#include "cli/chat.h"
#include "cli/debriefing.h"
#include "cli/drafts.h"
#include "scoring/score.h"
#include "cli/worksheets.h"
#include "ui/run.h"

struct scorer {
	const struct drill *drill;
	struct rivals_ahead *ahead;
	struct arena *arena;
	const struct report **report;
	struct debriefing **debriefing; /* NULL = the score alone */
	int64_t id;			/* of the drill in the store */
};

static const struct report *score(void *context, struct err *err)
{
	struct scorer *scorer = context;

	*scorer->report = score_drill_ahead(scorer->drill, scorer->ahead, NULL,
					    scorer->arena, err);
	if (*scorer->report && scorer->debriefing)
		*scorer->debriefing =
			debriefing_start(scorer->drill, scorer->ahead,
					 *scorer->report, REPORT_DEBRIEF_FULL);
	return *scorer->report;
}

static const struct report *news(void *context, size_t *done, size_t *total)
{
	struct scorer *scorer = context;

	if (!scorer->debriefing || !*scorer->debriefing)
		return NULL;
	if (!debriefing_progress(*scorer->debriefing, done, total))
		*done = *total = 0;
	return debriefing_news(*scorer->debriefing);
}

static bool keep_drafts(void *context, const struct message_draft *drafts,
			size_t count, struct err *err)
{
	const struct scorer *scorer = context;

	return drafts_keep(scorer->id, drafts, count, err);
}

static void send_news(void *context)
{
	/* The screen is full: trouble is not said on it. */
	chat_tick(context, true);
}

bool sit_screen(const struct sitting *sitting, const struct config *config,
		struct arena *arena, const struct report **report,
		struct debriefing **debriefing, struct err *err)
{
	struct scorer scorer = { sitting->drill,
				 sitting->ahead,
				 arena,
				 report,
				 sitting->score_only ? NULL : debriefing,
				 sitting->recording->id };
	struct message_draft drafts[MESSAGE_DRAFTS_MAX];
	struct run_hook hook = { sitting->chat, send_news };
	struct session session;
	struct app_options wanted = {
		.session = &session,
		.score = score,
		.news = news,
		.keep_drafts = keep_drafts,
		.context = &scorer,
		.drafts = drafts,
		.draft_count = drafts_read(scorer.id, arena, drafts),
		.judge = score_message_judge(),
		.keymap = &config->keymap,
		.resumed = sitting->resumed,
	};
	struct terminal *terminal;
	struct app *app;

	terminal = terminal_open(&config->terminal, err);
	if (!terminal)
		return false;
	session_init(&session, sitting->drill, config->speed);
	session.worksheets = &worksheets_shelf;
	app = app_create(&wanted);
	run_app(terminal, app, &hook, err);
	app_keep_drafts(app);
	app_destroy(app);
	terminal_close(terminal);
	return session.finished;
}
