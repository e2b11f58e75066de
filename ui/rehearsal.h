/*
 * A rehearsal: a written answer practised on the screen.
 *
 * The question stands beside the text, and a clock counts what is taken of the
 * time that the question suggests; nothing stops when it is over.  Sent, the
 * answer is graded (scoring/answers/answer.h) and its report can be read; then come the
 * follow-ups one by one, and at last the model answer beside one's own.
 *
 * Like an app (ui/app.h) it turns keys into actions and draws itself on a
 * surface; it knows no files: whoever runs it keeps the texts.
 */
#ifndef GAMEDAY_UI_REHEARSAL_H
#define GAMEDAY_UI_REHEARSAL_H

#include "base/arena.h"
#include "base/err.h"
#include "scoring/answers/question.h"
#include "scoring/report/report.h"
#include "ui/terminal/keymap.h"
#include "ui/terminal/surface.h"

#include <stdbool.h>
#include <stddef.h>

#define REHEARSAL_TEXTS_MAX (1 + QUESTION_FOLLOW_UPS_MAX)

/* What is kept of it: the answer, then the replies to the follow-ups. */
struct rehearsal_text {
	const char *text; /* never NULL */
	double seconds;	  /* real time that was taken for it */
	bool sent;
};

struct rehearsal_record {
	struct rehearsal_text texts[REHEARSAL_TEXTS_MAX];
	size_t count;
};

struct rehearsal_options {
	const struct question *question;      /* borrowed */
	const struct rehearsal_record *begun; /* to go on with; copied; or NULL */
	const char *place; /* where it is kept, for the reader; copied */
	/* Keeps the record; the texts are valid during the call.  NULL = it is
	 * not kept. */
	bool (*keep)(void *context, const struct rehearsal_record *record,
		     struct err *err);
	/* What is kept from now on is another attempt: where, or NULL with the
	 * reason.  NULL = there is one only. */
	const char *(*renew)(void *context, struct err *err);
	void *context;
	/* The report with a second opinion on the answer, or the report itself,
	 * in the arena; asked once for each answer that is sent, and may take
	 * its time.  NULL = nobody is asked. */
	const struct report *(*opinion)(void *context,
					const struct report *report,
					const char *text, struct arena *arena);
	const struct keymap *keymap; /* NULL = the defaults; copied */
};

struct rehearsal;

struct rehearsal *rehearsal_create(const struct rehearsal_options *options);
void rehearsal_destroy(struct rehearsal *rehearsal); /* takes NULL */

/* As those of the app; they return its flags (enum app_flags). */
unsigned rehearsal_resize(struct rehearsal *rehearsal, int rows, int columns);
unsigned rehearsal_key(struct rehearsal *rehearsal, int key);
unsigned rehearsal_paste(struct rehearsal *rehearsal, const char *text,
			 size_t length);
unsigned rehearsal_mouse(struct rehearsal *rehearsal, int row, int column,
			 int button);
/* Real time has passed: the clock moves while the text can be written. */
unsigned rehearsal_tick(struct rehearsal *rehearsal, double real_s);
void rehearsal_draw(const struct rehearsal *rehearsal, struct surface *surface);

/* For APP_EDITOR: the text, and what came back after so much real time (NULL
 * when that failed, with the reason). */
const char *rehearsal_editor_text(const struct rehearsal *rehearsal);
void rehearsal_editor_done(struct rehearsal *rehearsal, const char *text,
			   double real_s, const struct err *err);

/* Keeps what there is now; true when nothing was begun. */
bool rehearsal_keep(struct rehearsal *rehearsal, struct err *err);
/* Of the answer, once it was sent; NULL before.  Lives as long as the
 * rehearsal. */
const struct report *rehearsal_report(const struct rehearsal *rehearsal);

#endif
