/*
 * The composer: writing a message.
 *
 * The text at the left; at the side what is true now, to be put into it, and in
 * practice a quiet list of what a good message holds that fills as one writes.
 * A draft that is put aside waits for its audience.
 */
#ifndef GAMEDAY_UI_COMPOSER_H
#define GAMEDAY_UI_COMPOSER_H

#include "base/vec.h"
#include "drill/judge.h"
#include "ui/draw.h"
#include "ui/editor.h"

struct app;

#define COMPOSER_FACTS_MAX 40

struct composer_fact {
	const char *label; /* short, for the list */
	const char *value;
	const char *brief; /* the value where there is little room, or "" */
	const char *text;  /* what goes into the message */
};

struct composer_draft {
	char audience[48];
	char *text;
};

struct composer {
	bool open;
	char audience[48];
	struct editor editor;
	bool in_facts; /* the keys go to the list at the side */
	int fact;
	struct {
		VEC_OF(struct composer_draft);
	} drafts;
	struct str kept; /* the drafts as they were kept last */
	double unkept_s; /* real seconds since */
	/* read by refresh, in the frame arena */
	struct composer_fact facts[COMPOSER_FACTS_MAX];
	int fact_count;
	const char *answers; /* the message that it answers, or NULL */
	bool has_verdict;
	bool blank;    /* nothing to be read but prompts */
	bool unread;   /* the text has changed since it was judged */
	double wait_s; /* real seconds until it may be judged again */
	struct verdict verdict;
};

void composer_init(struct composer *composer);
void composer_finish(struct composer *composer);
void composer_open(struct app *app, const char *audience);
void composer_close(struct app *app);
/* composer_keep.c: takes the drafts of the sitting before; keeps them as they
 * stand when they have changed; the same while time passes. */
void composer_begin(struct app *app);
void composer_keep(struct app *app);
void composer_pass(struct app *app, double real_s);
/* Who reads what is written to an audience: a name. */
const char *composer_reader(const struct app *app, const char *audience);
/* Puts words in at the cursor, apart from what stands before it. */
void composer_put(struct composer *composer, const char *text);
/* Messages begun and not sent, the open one among them. */
size_t composer_drafts(const struct composer *composer);
/* Reads facts, what it answers, and how the text would be read. */
void composer_refresh(struct app *app);
/* Whether it is time to refresh for the sake of the checklist. */
bool composer_wants_reading(const struct composer *composer);
/* Writes the character of a key. */
void composer_key(struct composer *composer, int key);
void composer_act(struct app *app, enum action action);
void composer_draw(const struct app *app, struct surface *surface,
		   struct area area);
/* Columns that the text has. */
int composer_columns(const struct app *app);

#endif
