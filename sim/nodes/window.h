/*
 * A window that lets a number of requests pass, then no more until the next.
 *
 * Windows begin at whole multiples of their length, for all alike.  One that
 * slides also counts those of the window before, as if they had been spread
 * evenly over it: the share of them that would lie within the last length.  So
 * nobody gets twice the limit through around the turn of a window.
 */
#ifndef GAMEDAY_SIM_NODES_WINDOW_H
#define GAMEDAY_SIM_NODES_WINDOW_H

#include "sim/nodes/node_state.h"

#include <stdbool.h>
#include <stdint.h>

/* Nothing has passed. */
static inline struct window window_new(void)
{
	return (struct window){ .number = INT64_MIN };
}

/* The window as it is now. */
static inline struct window window_at(const struct window *window,
				      int64_t length_us, int64_t now_us)
{
	int64_t number = now_us / length_us - (now_us % length_us < 0);
	struct window now = { .number = number };

	if (window->number == number)
		now = *window;
	else if (window->number == number - 1)
		now.before = window->passed;
	return now;
}

/* How many count now, of a window that window_at() gave. */
static inline double window_count(const struct window *window,
				  int64_t length_us, int64_t now_us,
				  bool slides)
{
	int64_t left_us = (window->number + 1) * length_us - now_us;

	if (!slides)
		return window->passed;
	return window->passed +
	       window->before * (double)left_us / (double)length_us;
}

/* Lets one more pass unless the limit is reached. */
static inline bool window_take(struct window *window, int64_t length_us,
			       int64_t now_us, bool slides, double limit)
{
	*window = window_at(window, length_us, now_us);
	if (window_count(window, length_us, now_us, slides) >= limit)
		return false;
	window->passed++;
	return true;
}

#endif
