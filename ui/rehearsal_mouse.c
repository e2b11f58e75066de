/* The mouse in a rehearsal: keys of the footer, and the wheel. */
#include "ui/app.h"
#include "ui/rehearsal_internal.h"

unsigned rehearsal_mouse(struct rehearsal *r, int row, int column, int button)
{
	struct surface surface;
	const struct hit *hit;

	r->flags = APP_REDRAW;
	if (rehearsal_too_small(r))
		return 0;
	if (button == 1) {
		surface_init(&surface, r->rows, r->columns);
		rehearsal_draw(r, &surface);
		hit = surface_hit_at(&surface, row, column);
		if (hit && hit->kind == HIT_ACTION)
			rehearsal_do(r, (enum action)hit->value);
		surface_finish(&surface);
		return r->flags;
	}
	if (button != 4 && button != 5)
		return 0;
	for (int i = 0; i < 3; i++)
		rehearsal_scroll(r, button == 4 ? ACTION_UP : ACTION_DOWN);
	return APP_REDRAW;
}
