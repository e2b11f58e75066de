/*
 * The home screen: what `gameday` without a command shows.
 */
#ifndef GAMEDAY_CLI_HOME_H
#define GAMEDAY_CLI_HOME_H

/* Lets the user choose (on a terminal) or says what there is (elsewhere).
 * Exit status. */
int home_run(void);

#endif
