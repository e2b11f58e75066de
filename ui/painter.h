/*
 * A painter: surfaces as the bytes that put them on a terminal.
 *
 * It remembers what the terminal shows and says only what differs, in one piece
 * a frame.  The terminal (ui/terminal/terminal.h) and casts (ui/cast.h) are painted by
 * it.
 */
#ifndef GAMEDAY_UI_PAINTER_H
#define GAMEDAY_UI_PAINTER_H

#include "base/str.h"
#include "ui/terminal/surface.h"

struct painter {
	struct style styles[ROLE_COUNT];
	enum color_depth depth;
	int colors; /* of the terminal, at COLOR_16 */
	bool utf8;
	struct surface last; /* what the terminal shows now */
	bool whole;	     /* which is not known: the next frame is whole */
	struct str output;   /* of the last frame */
};

/* No colours and no UTF-8 until it is told: set depth, colors and utf8, then
 * painter_dress(). */
void painter_init(struct painter *painter);
void painter_finish(struct painter *painter);
void painter_dress(struct painter *painter, enum scheme scheme);
/* The bytes of the next frame: the painter's, until the one after. */
const struct str *painter_paint(struct painter *painter,
				const struct surface *surface);

#endif
