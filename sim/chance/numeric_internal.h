/*
 * The table of numeric_exp(), made by scripts/make-exp-table.
 */
#ifndef GAMEDAY_SIM_CHANCE_NUMERIC_INTERNAL_H
#define GAMEDAY_SIM_CHANCE_NUMERIC_INTERNAL_H

#define NUMERIC_POWERS 128

/* 2^(j/128) is power * (1 + rest). */
struct power_of_two {
	double power, rest;
};

extern const struct power_of_two numeric_powers[NUMERIC_POWERS];

#endif
