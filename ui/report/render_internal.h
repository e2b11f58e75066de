/*
 * What the tellers of the report share.  Each tells one section, in whatever
 * form the page has.
 */
#ifndef GAMEDAY_UI_REPORT_RENDER_INTERNAL_H
#define GAMEDAY_UI_REPORT_RENDER_INTERNAL_H

#include "ui/report/page.h"
#include "ui/report/render.h"

/* Text, Markdown or HTML. */
const struct page_form *render_form(enum render_format format);

/* --- render_words.c ------------------------------------------------------- */

void render_say(struct page *page, enum page_mood mood, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* A heading of level 3 and items; nothing when there are none. */
void render_list(struct page *page, const char *title, const char *const *texts,
		 size_t count);
/* "12.5 min" or "never" */
#define RENDER_MINUTES_SIZE 32
const char *render_minutes(double minutes, char out[RENDER_MINUTES_SIZE]);
/* "+1,234", "-20", "0" */
#define RENDER_SIGNED_SIZE 64
const char *render_signed(double value, char out[RENDER_SIGNED_SIZE]);
/* "2026-03-10 14:35 UTC" of a second of the drill; the clock where the report
 * does not know its date. */
#define RENDER_MOMENT_SIZE 48
const char *render_moment(const struct report *report, int64_t at_s,
			  char out[RENDER_MOMENT_SIZE]);
/* Only "14:35", UTC. */
const char *render_hour(const struct report *report, int64_t at_s,
			char out[RENDER_MOMENT_SIZE]);

/* --- sections ------------------------------------------------------------- */

/* Says so when the report is that of a drill still open elsewhere; nothing
 * otherwise. */
void render_unfinished(struct page *page, const struct report *report);
void render_verdict(struct page *page, const struct report *report);
void render_hour_chart(struct page *page, const struct report *report);
void render_outcome(struct page *page, const struct report *report);
void render_parts(struct page *page, const struct report *report);
void render_letters(struct page *page, const struct report *report);
void render_counterfactuals(struct page *page, const struct report *report);
void render_forward(struct page *page, const struct report *report);
void render_chain(struct page *page, const struct report *report);
void render_practise(struct page *page, const struct report *report);
/* Everything marked, with its time of day. */
void render_timeline(struct page *page, const struct report *report);
/* Which record it is. */
void render_source(struct page *page, const struct report *report);
/* Actions: the player's own steps, and where there are none proposals that say
 * so. */
/* exercises: also what the player would practise. */
void render_actions(struct page *page, const struct report *report,
		    bool exercises);
/* Rated P: nothing to be done about it. */
bool render_performed(double score, double max);

/* --- whole reports, beginning and end included ---------------------------- */

void render_aar(struct page *page, const struct report *report);
void render_postmortem(struct page *page, const struct report *report);

#endif
