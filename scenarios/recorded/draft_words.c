/*
 * What the guide of a draft says of the recording: where it comes from, what
 * the fit is worth, and what an author must still decide.
 */
#include "scenarios/recorded/draft_internal.h"

#include "base/number.h"

static void add_source(struct drafting *d)
{
	const struct chronicle *r = d->recording;
	const struct course *c = d->course;
	char first[CHRONICLE_TIME_SIZE], last[CHRONICLE_TIME_SIZE];
	char trigger[CHRONICLE_TIME_SIZE], page[CHRONICLE_TIME_SIZE];

	draft_slot(
		d, "source",
		"%s: %zu steps of %lld s, %s to %s. The first step that "
		"departs from the usual is %s; the page is at %s%s.",
		d->options->source, r->count, (long long)r->step_s,
		chronicle_time(r->start_s, first),
		chronicle_time(r->start_s + (int64_t)(r->count - 1) * r->step_s,
			       last),
		chronicle_time(r->start_s + (int64_t)c->trigger * r->step_s,
			       trigger),
		chronicle_time(r->start_s + (int64_t)c->page * r->step_s, page),
		c->page_said ? "" : ", which is a guess");
}

static void add_figures(struct drafting *d)
{
	struct str text = STR_INIT;

	for (int s = 0; s < CHRONICLE_SERIES; s++)
		if (d->recording->has[s])
			str_addf(&text, "| %s | %.4g | %.4g | %s |\n",
				 chronicle_name((enum chronicle_series)s),
				 d->course->usual[s], d->course->worst[s],
				 d->course->departs[s] ? "yes" : "no");
	draft_slot(d, "figures", "%s", text.s);
	str_finish(&text);
}

static void add_fit(struct drafting *d)
{
	const struct fit *fit = d->fit;
	const char *kind = fit_kind_word(fit->kind);
	struct str text = STR_INIT;
	char usual[NUMBER_SIZE], most[NUMBER_SIZE];

	if (fit->low < 0)
		str_add(&text, "No percentile was recorded: the times are made "
			       "up.");
	else if (fit->low == fit->high)
		str_addf(&text,
			 "A lognormal law goes through %s; its spread (sigma "
			 "0.5) is made up.",
			 chronicle_name((enum chronicle_series)fit->low));
	else
		str_addf(&text, "A %s law goes through %s and %s of each step.",
			 kind, chronicle_name((enum chronicle_series)fit->low),
			 chronicle_name((enum chronicle_series)fit->high));
	if (fit->check >= 0)
		str_addf(&text,
			 " It misses %s, which it was not fitted to, by %s in "
			 "the middle and by %s at most.",
			 chronicle_name((enum chronicle_series)fit->check),
			 number_percent(fit->miss_usual, usual),
			 number_percent(fit->miss_most, most));
	else if (!fit->guessed)
		str_add(&text, " No third percentile was there to check it.");
	if (d->scale > 1)
		str_addf(&text,
			 " One simulated request stands for %.0f real ones.",
			 d->scale);
	draft_slot(d, "fit", "%s", text.s);
	str_finish(&text);
}

static void add_gap(struct str *out, const char *what)
{
	str_addf(out, "- GAP: %s\n", what);
}

/* What this recording leaves open; what every recording does stands in the
 * skeleton. */
static void add_gaps(struct drafting *d)
{
	const struct chronicle *r = d->recording;
	struct str text = STR_INIT;

	if (!d->course->page_said)
		add_gap(&text, "when the page came: 12 minutes after the first "
			       "departure is a guess (import with --page).");
	if (d->fit->guessed)
		add_gap(&text, "how the times spread: two percentiles at least "
			       "say so (import p50 and p95).");
	if (!r->has[CHRONICLE_ERRORS])
		add_gap(&text, "failures: none were recorded, so none are "
			       "replayed (service.fail_share).");
	if (!r->has[CHRONICLE_COST])
		add_gap(&text, "money: none was recorded; 0.001 USD a request "
			       "is made up (service.price, budget).");
	if (r->filled > 0)
		str_addf(&text,
			 "- GAP: %zu values were missing and are those before "
			 "them.\n",
			 r->filled);
	if ((int64_t)d->course->trigger * r->step_s < 900)
		add_gap(&text, "the quarter of an hour before the trigger was "
			       "not recorded in full; it is filled with the "
			       "usual values.");
	draft_slot(d, "gaps", "%s", text.s);
	str_finish(&text);
}

void draft_words(struct drafting *d)
{
	add_source(d);
	add_figures(d);
	add_fit(d);
	add_gaps(d);
}
