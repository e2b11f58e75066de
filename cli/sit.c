#include "cli/sit.h"

#include "cli/cli.h"
#include "scoring/score.h"
#include "ui/render.h"

#include <unistd.h>

static void say_how_to_resume(const struct recording *recording)
{
	fprintf(stderr,
		"gameday: drill %lld is kept; `gameday resume` goes on with it\n",
		(long long)recording->id);
}

static bool print_report(const struct report *report, struct err *err)
{
	struct str out = STR_INIT;
	bool ok;

	render_report(report, RENDER_TEXT, 80, &out);
	ok = cli_print(&out, err);
	str_finish(&out);
	return ok;
}

int sit_down(const struct sitting *sitting)
{
	struct arena arena = ARENA_INIT;
	struct err err = { 0 };
	const struct report *report = NULL;
	bool screen = !sitting->plain && isatty(STDIN_FILENO);
	bool ended;
	int status = 0;

	ended = screen ? sit_screen(sitting, &arena, &report, &err)
		       : sit_plain(sitting, &err);
	if (ended && !report)
		report = score_drill(sitting->drill, &arena, &err);
	if (ended && report &&
	    recording_finish(sitting->recording, report, &err)) {
		if (!screen)
			print_report(report, &err);
		news_end(sitting->news, report);
		fprintf(stderr,
			"gameday: %s, %.1f of %.0f; `gameday report` shows it again\n",
			report->decision, report->score, report->max);
	}
	if (err.code != ERR_NONE)
		status = cli_fail(&err);
	if (!ended)
		say_how_to_resume(sitting->recording);
	arena_finish(&arena);
	return status;
}
