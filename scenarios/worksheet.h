/*
 * Worksheets: a calculation that somebody in an incident has to get right.
 *
 * A worksheet is data (a JSON file, docs/worksheets.md): inputs with a unit
 * and a usual value, rows with a formula each, and sentences that hold under a
 * condition.  An input may name a figure of the drill that it is filled from.
 * Units are checked when the worksheet is loaded and whenever somebody enters
 * a value (base/formula.h).
 */
#ifndef GAMEDAY_SCENARIOS_WORKSHEET_H
#define GAMEDAY_SCENARIOS_WORKSHEET_H

#include "base/arena.h"
#include "base/err.h"
#include "base/quantity.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

#define WORKSHEET_LINES_MAX 32	 /* inputs and rows together */
#define WORKSHEET_FROM " (from " /* begins the inputs of a citation */

enum worksheet_source {
	WORKSHEET_USUAL,  /* the worksheet's own value */
	WORKSHEET_LIVE,	  /* from the drill */
	WORKSHEET_ENTERED /* by a person */
};

/* An input, or a row when it has a formula. */
struct worksheet_line {
	const char *name, *title;
	const char *unit_text;
	struct unit unit;
	int decimals;	     /* of what is shown; -1 = as many as matter */
	const char *formula; /* NULL = an input */
	const char *figure;  /* of the drill, or NULL */
	double low, high;    /* of an input, in its unit */
	bool list;	     /* an input that takes several numbers */
	struct quantity usual;
};

struct worksheet_sentence {
	const char *when; /* formula; NULL = always */
	const char *text; /* with {names} of lines */
};

struct worksheet {
	struct arena arena; /* all that is in it */
	const char *id, *title, *about;
	struct worksheet_line *lines; /* inputs first */
	size_t line_count, input_count;
	const struct worksheet_sentence *sentences;
	size_t sentence_count;
};

/* NULL on error; the caller owns it.  `path` is for messages. */
struct worksheet *worksheet_parse(const char *text, size_t length,
				  const char *path, struct err *err);
struct worksheet *worksheet_load(const char *path, struct err *err);
void worksheet_destroy(struct worksheet *sheet);

/* A worksheet being filled in: the values of all its lines. */
struct worksheet_values {
	const struct worksheet *sheet; /* borrowed */
	struct quantity value[WORKSHEET_LINES_MAX];
	enum worksheet_source source[WORKSHEET_LINES_MAX];
};

/* The usual values. */
void worksheet_begin(const struct worksheet *sheet,
		     struct worksheet_values *values);
/* A figure of the drill by its name; its unit as text (unit.h, or "x" and
 * "ratio" for plain numbers).  False when it does not exist now. */
typedef bool worksheet_figure(const void *drill, const char *name,
			      double *value, const char **unit);
/* Fills the inputs that name a figure, as far as it has a value in range. */
void worksheet_fill(struct worksheet_values *values, worksheet_figure *figure,
		    const void *drill);
/* Enters a value as a person writes it; refused when there is no such input,
 * it is of another kind or out of range. */
bool worksheet_enter(struct worksheet_values *values, const char *name,
		     const char *text, struct err *err);
/* Works out the rows, in order. */
bool worksheet_work(struct worksheet_values *values, struct err *err);

/* A value as it is shown: "8,000 streams"; of a list all its numbers. */
void worksheet_show(const struct worksheet_values *values, size_t line,
		    struct str *out);
/* The sentences that hold now, one in a line. */
bool worksheet_say(const struct worksheet_values *values, struct str *out,
		   struct err *err);
/* The place of the line called `name`; line_count when there is none. */
size_t worksheet_line(const struct worksheet *sheet, const char *name);
/* One sentence to cite in a note, a message or a plan: what the row comes to,
 * and the inputs that it rests on.  An input stands for the last row. */
void worksheet_cite(const struct worksheet_values *values, size_t row,
		    struct str *out);
/* The same without the inputs. */
void worksheet_result(const struct worksheet_values *values, size_t row,
		      struct str *out);

#endif
