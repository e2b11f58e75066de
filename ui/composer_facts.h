/*
 * Facts for the composer: what is true at this moment, ready to be put into a
 * message with the time it was true.
 */
#ifndef GAMEDAY_UI_COMPOSER_FACTS_H
#define GAMEDAY_UI_COMPOSER_FACTS_H

struct app;

/* Fills composer.facts; texts live in the frame arena. */
void composer_read_facts(struct app *app);

#endif
