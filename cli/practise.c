#include "cli/practise.h"

#include "cli/attempts.h"
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

bool practise_answer(const struct question *question, struct err *err)
{
	struct attempts attempts;
	struct config config;
	struct terminal *terminal = NULL;
	struct rehearsal_options options = {
		.question = question,
		.keep = attempts_keep,
		.renew = attempts_renew,
		.context = &attempts,
	};
	struct rehearsal *rehearsal = NULL;
	struct err unkept = { 0 };
	bool ok = false;

	if (!attempts_open(&attempts, question, err))
		goto done;
	options.begun = attempts.has_begun ? &attempts.begun : NULL;
	options.place = attempts.folder.s;
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
	say_end(rehearsal, &attempts);
	rehearsal_destroy(rehearsal);
done:
	attempts_close(&attempts);
	return ok;
}
