/*
 * The findings of `gameday sim`, as a table for people or as JSON.
 */
#ifndef GAMEDAY_CLI_SIM_PRINT_H
#define GAMEDAY_CLI_SIM_PRINT_H

#include "base/str.h"
#include "sim/stats/replicate.h"

/* At most 80 columns wide.  Left out is what does not exist and what is nought
 * in every replication.  `name` is the model's file, for the first
 * line. */
void sim_print_text(const char *name, const struct sim_experiment *x,
		    const struct sim_findings *findings, struct str *out);
/* All of it, with all digits. */
void sim_print_json(const struct sim_experiment *x,
		    const struct sim_findings *findings, struct str *out);

#endif
