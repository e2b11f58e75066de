/*
 * Dialogs: a question, a list to choose from, a line, a form.
 *
 * One at a time lies over the view and has the keys.  What comes of it goes to
 * the function it was opened with, after the dialog has closed, so that one may
 * open the next.
 */
#ifndef GAMEDAY_UI_DIALOG_H
#define GAMEDAY_UI_DIALOG_H

#include "base/vec.h"
#include "ui/draw.h"
#include "ui/editor.h"

#include <stdbool.h>

struct app;

#define DIALOG_TEXT_MAX 1024
#define FORM_FIELDS_MAX 8
#define FORM_CHOICES_MAX 40
#define DIALOG_HISTORY_MAX 100

enum dialog_kind {
	DIALOG_NONE,
	DIALOG_CONFIRM,
	DIALOG_PICK,
	DIALOG_LINE,
	DIALOG_FORM
};

/* One row of a list to choose from.  Texts are the dialog's own copies. */
struct pick_item {
	char *id, *label, *detail, *key; /* key: shown at the right */
	const char *heading;		 /* begins a group; NULL = goes on */
	bool disabled;			 /* listed, but cannot be chosen */
};

struct form_field {
	const char *name; /* of the command's argument; static or pack's */
	char label[48];
	char help[160];
	bool is_choice;
	const char *choices[FORM_CHOICES_MAX]; /* values, pack's or static */
	const char *titles[FORM_CHOICES_MAX];  /* shown for them */
	int choice_count, choice;
	struct editor editor;
};

struct dialog {
	enum dialog_kind kind;
	int below; /* rows of the screen above the keys to be left free */
	char title[96];
	char text[DIALOG_TEXT_MAX];
	char error[DIALOG_TEXT_MAX];
	char subject[512];    /* what it is about, for whoever opened it */
	struct editor editor; /* the line, or the list's filter */
	/* list */
	struct {
		VEC_OF(struct pick_item);
	} items;
	int selected; /* among those that the filter leaves */
	/* What Enter does with a filter that leaves nothing; NULL = nothing.
	 * And how the list says so. */
	void (*unlisted)(struct app *app, const char *text);
	const char *unlisted_word;
	/* line */
	bool at_bottom;	   /* in place of the footer, not in a box */
	bool replace;	   /* the line is marked: the next letter replaces it */
	struct area place; /* of the line in the view; no columns = none */
	char prompt[16];
	int history; /* lines back */
	/* form */
	struct form_field fields[FORM_FIELDS_MAX];
	int field_count, field;
	char verb[24]; /* what doing it is called */

	void (*confirmed)(struct app *app);
	void (*chosen)(struct app *app, const char *id);
	void (*entered)(struct app *app, const char *text);
	void (*changed)(struct app *app, const char *text); /* may be NULL */
	void (*complete)(struct app *app); /* Tab in a line; may be NULL */
	/* Esc in a line or a form, before it closes; NULL = in a line the same
	 * as changed to nothing. */
	void (*left)(struct app *app);
	/* Does what the form says; false keeps it open, with dialog.error. */
	bool (*submit)(struct app *app);
};

void dialog_init(struct dialog *dialog);
void dialog_finish(struct dialog *dialog);
/* Closes it and forgets all it held. */
void dialog_close(struct dialog *dialog);

void dialog_confirm(struct dialog *dialog, const char *title, const char *text,
		    void (*confirmed)(struct app *app));
void dialog_line(struct dialog *dialog, const char *title, const char *text,
		 void (*entered)(struct app *app, const char *text));
void dialog_pick(struct dialog *dialog, const char *title,
		 void (*chosen)(struct app *app, const char *id));
void dialog_add(struct dialog *dialog, const char *id, const char *label,
		const char *detail);
struct pick_item *dialog_last(struct dialog *dialog);
void dialog_form(struct dialog *dialog, const char *title, const char *verb,
		 bool (*submit)(struct app *app));
struct form_field *dialog_field(struct dialog *dialog, const char *name,
				const char *label, const char *help,
				const char *value);
struct form_field *dialog_choice(struct dialog *dialog, const char *name,
				 const char *label, const char *help);
void form_add_choice(struct form_field *field, const char *value,
		     const char *title);
/* A field by its name; NULL if there is none. */
struct form_field *dialog_find_field(struct dialog *dialog, const char *name);
/* The value of a field by its name, "" if there is none. */
const char *form_value(const struct dialog *dialog, const char *name);

/* Contexts whose actions it takes (enum context). */
unsigned dialog_contexts(const struct dialog *dialog);
/* A key that is an action, or text. */
void dialog_act(struct app *app, struct dialog *dialog, enum action action);
void dialog_key(struct app *app, struct dialog *dialog, int key);
void dialog_paste(struct app *app, struct dialog *dialog, const char *text,
		  size_t length);
/* The items that the filter leaves: index of the n-th, -1 behind the last. */
int dialog_nth(const struct dialog *dialog, int n);
void dialog_draw(const struct dialog *dialog, struct surface *surface);

#endif
