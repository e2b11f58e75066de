/*
 * A second opinion on a written answer, as part of its report.
 */
#ifndef GAMEDAY_UI_RENDER_OPINION_H
#define GAMEDAY_UI_RENDER_OPINION_H

#include "ui/page.h"

/* Nothing if there is none. */
void render_opinion(struct page *page, const struct report *report);

#endif
