/*
 * What the files of the rehearsal share.
 */
#ifndef GAMEDAY_UI_REHEARSAL_INTERNAL_H
#define GAMEDAY_UI_REHEARSAL_INTERNAL_H

#include "ui/editor.h"
#include "ui/rehearsal.h"
#include "ui/sheet.h"

#define REHEARSAL_WIDE 110 /* columns from which on two texts stand abreast */

/* Steps: writing text i is 2i, what became of it 2i + 1; the comparison with
 * the model answer is behind them all. */
struct rehearsal {
	struct rehearsal_options options;
	const struct question *question;
	struct keymap keymap;
	int rows, columns;
	unsigned flags; /* of the call under way */

	struct {
		char *text;
		double seconds;
		bool sent;
	} texts[REHEARSAL_TEXTS_MAX];
	size_t count;
	char *place;
	size_t step;
	size_t reached; /* the furthest step */
	bool standing;	/* the start page is open and the clock stands */
	bool again;	/* an empty reply was sent once */

	struct editor editor;
	bool changed;	 /* since it was kept */
	double unkept_s; /* writing time since then */

	/* Texts at the sides, each with its first row: beside the editor only
	 * the first, in the comparison one's own and the model answer. */
	struct sheet sheets[2];
	int tops[2];
	int side;     /* which of them scrolls */
	bool reading; /* beside the editor: the keys scroll the question */

	struct arena arena;
	const struct report *report;
	bool wants_opinion; /* the report is on the screen without it */
	const struct report_part *replies[REHEARSAL_TEXTS_MAX];

	char toast[256];
	enum role toast_role;
	double toast_s;
};

size_t rehearsal_last_step(const struct rehearsal *rehearsal);
bool rehearsal_writes(const struct rehearsal *rehearsal);
bool rehearsal_compares(const struct rehearsal *rehearsal);
/* Which text the step is about. */
size_t rehearsal_text_of(const struct rehearsal *rehearsal);
/* Minutes suggested for it; 0 = not said. */
double rehearsal_minutes(const struct rehearsal *rehearsal, size_t text);
size_t rehearsal_words(const char *text);
bool rehearsal_begun(const struct rehearsal *rehearsal);
bool rehearsal_too_small(const struct rehearsal *rehearsal);
/* "12:40 of 45 min", "46:10, 1:10 over 45 min" */
void rehearsal_clock(const struct rehearsal *rehearsal, size_t text,
		     struct str *out);

/* Areas of the screen. */
struct area rehearsal_body(const struct rehearsal *rehearsal);
struct area rehearsal_editor_area(const struct rehearsal *rehearsal);
struct area rehearsal_sheet_area(const struct rehearsal *rehearsal, int which);

/* rehearsal_record.c: takes over what stands in the editor. */
void rehearsal_take(struct rehearsal *r);
/* The texts of a record; NULL = empty ones. */
void rehearsal_set(struct rehearsal *r, const struct rehearsal_record *begun);

/* rehearsal_sheet.c: writes the sheets of the step anew. */
void rehearsal_fill(struct rehearsal *rehearsal);

/* rehearsal.c */
/* Does an action where the text is, where it is read, or on the screen. */
void rehearsal_do(struct rehearsal *r, enum action action);
void rehearsal_scroll(struct rehearsal *r, enum action action);

#endif
