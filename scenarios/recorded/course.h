/*
 * The course of a recorded incident: what was usual, when it began to depart
 * from that, and when somebody would have been paged.
 *
 * What is usual is the middle value of the steps before the trigger.  A step
 * departs when one of its series lies further from the usual than five times
 * the usual distance (the median absolute deviation, scaled to a standard
 * deviation: Rousseeuw and Croux, JASA 88, 1993) and than a quarter of the
 * usual value, or a hundredth for a share.  Where three steps in a row depart
 * the incident begins.
 */
#ifndef GAMEDAY_SCENARIOS_RECORDED_COURSE_H
#define GAMEDAY_SCENARIOS_RECORDED_COURSE_H

#include "scenarios/recorded/chronicle.h"

#define COURSE_PAGE_AFTER_S 720 /* the trigger, when nobody says */
#define COURSE_RUN 3		/* steps that depart one after the other */

struct course {
	size_t trigger; /* step */
	size_t page;	/* step; can lie behind the last one */
	bool page_said; /* by the author, and not guessed */
	double usual[CHRONICLE_SERIES];
	/* From the trigger on: how many times the usual its middle value is
	 * within the ten minutes after the page; which series departed. */
	double worst[CHRONICLE_SERIES];
	bool departs[CHRONICLE_SERIES];
	enum chronicle_series headline; /* the one furthest from the usual */
};

/* Finds it.  `page_s` is the time of the page since 1970, or NAN.  Refuses a
 * recording in which nothing departs, and a page outside it or not 10 to 20
 * minutes after the trigger. */
bool course_find(const struct chronicle *recording, double page_s,
		 struct course *out, struct err *err);

#endif
