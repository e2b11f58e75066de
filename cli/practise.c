#include "cli/practise.h"

#include "cli/attempts.h"
#include "cli/opinion.h"
#include "cli/settings.h"
#include "ui/run.h"

#include <stdio.h>

/* What it came to, behind the screen that is gone. */
static void say_end(const struct rehearsal *rehearsal,
		    const struct attempts *attempts)
{
	const struct report *report = rehearsal_report(rehearsal);

	if (report)
		fprintf(stderr, "%s, %.1f of %.0f. ", report->decision,
			report->score, report->max);
	if (attempts->lock >= 0)
		fprintf(stderr, "What you wrote is in %s\n",
			attempts->folder.s);
	else if (report)
		fprintf(stderr, "\n");
}

/* What the callbacks of the rehearsal get. */
struct practice {
	struct attempts attempts;
	const struct question *question;
};

static bool keep(void *context, const struct rehearsal_record *record,
		 struct err *err)
{
	struct practice *practice = context;

	return attempts_keep(&practice->attempts, record, err);
}

static const char *renew(void *context, struct err *err)
{
	struct practice *practice = context;

	return attempts_renew(&practice->attempts, err);
}

/* A setting that is wrong was refused before the screen opened. */
static const struct report *opinion(void *context, const struct report *report,
				    const char *text, struct arena *arena)
{
	const struct practice *practice = context;
	struct err err = { 0 };
	const struct report *both = opinion_add(report, practice->question,
						text, arena, &err);

	return both ? both : report;
}

bool practise_answer(const struct question *question, struct err *err)
{
	struct practice practice = { .question = question };
	struct attempts *attempts = &practice.attempts;
	struct config config;
	struct terminal *terminal = NULL;
	struct rehearsal_options options = {
		.question = question,
		.keep = keep,
		.renew = renew,
		.opinion = opinion_is_wanted() ? opinion : NULL,
		.context = &practice,
	};
	struct rehearsal *rehearsal = NULL;
	struct err unkept = { 0 };
	bool ok = false;

	if (!attempts_open(attempts, question, err) || !opinion_check(err))
		goto done;
	options.begun = attempts->has_begun ? &attempts->begun : NULL;
	options.place = attempts->folder.s;
	if (!settings_load(&config, err))
		goto done;
	options.keymap = &config.keymap;
	terminal = terminal_open(&config.terminal, err);
	if (!terminal)
		goto done;
	rehearsal = rehearsal_create(&options);
	ok = run_rehearsal(terminal, rehearsal, err);
	/* Also when the terminal went away in the middle of a word. */
	if (!rehearsal_keep(rehearsal, &unkept) && ok) {
		*err = unkept;
		ok = false;
	}
	terminal_close(terminal);
	say_end(rehearsal, attempts);
	rehearsal_destroy(rehearsal);
done:
	attempts_close(attempts);
	return ok;
}
