/*
 * Prints docs/validation.md: what theory and experiments say against what the
 * engine gives, on all cores.
 */
#include "tests/sim/validation.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Seeds for each that the tests take. */
#define TIMES 3

static const struct {
	const char *group, *title;
} groups[] = {
	{ "servers", "Servers" },
	{ "laws", "Laws of service" },
	{ "orders", "Orders, networks and patience" },
	{ "sharing", "Processor sharing" },
	{ "sources", "Sources and job queues" },
	{ "limits", "Limits" },
	{ "calls", "Callers" },
	{ "caches", "Caches" },
	{ "backoffs", "Backoffs of 100 clients that contend" },
	{ "storms", "Retry storms" },
	{ "remedies", "What ends a retry storm" },
};

static const char introduction[] =
	"# Validation\n"
	"\n"
	"What theory and published experiments say, and what the engine gives.\n"
	"`./dev validate` runs all of it and writes this page; the tests run the\n"
	"same tables with fewer seeds. The models are in\n"
	"[validation_cases.def](../tests/sim/validation_cases.def), the formulas\n"
	"and the works they are from in [theory.h](../tests/sim/theory.h). What is\n"
	"measured is what `gameday sim` prints, and a few figures of our own.\n"
	"\n"
	"Each row is the mean of independent runs with a seed of their own, whose\n"
	"beginning is cut off, with its 95 % confidence interval (Student's t). A\n"
	"figure of theory agrees when it lies in an interval that is wide enough\n"
	"for all rows together to be right 99 times in 100. What was published is\n"
	"rounded, or an approximation: there the mean must lie within what the row\n"
	"allows.\n";

static int failed;

static void print_row(const struct validation_check *check,
		      const struct validation_result *result)
{
	struct str row = STR_INIT;

	validation_row(check, &row);
	str_addf(&row, " %.4g | %.2g |", result->mean, result->half);
	if (check->kind == VALIDATION_PUBLISHED)
		str_addf(&row, " within %.4g |", check->precision);
	else
		str_addf(&row, " %s |",
			 check->kind == VALIDATION_THEORY ? "interval" : "");
	printf("%s%s\n", row.s, result->good ? "" : " **differs**");
	failed += !result->good;
	str_finish(&row);
}

static void print_group(size_t group, struct validation_result *results)
{
	printf("\n## %s\n\n"
	       "| model | figure | source | expected | simulated | ± 95 %% | agrees by |\n"
	       "|---|---|---|---:|---:|---:|---|\n",
	       groups[group].title);
	for (size_t m = 0; m < validation_model_count; m++) {
		if (strcmp(validation_models[m].group, groups[group].group))
			continue;
		validation_run(m, TIMES, 0, results);
		for (size_t i = 0; i < validation_check_count; i++) {
			if (validation_checks[i].model == m)
				print_row(&validation_checks[i], &results[i]);
		}
	}
}

/* Intervals that are too wide would hold everything, and too narrow ones too
 * little. */
static void print_total(const struct validation_result *results)
{
	int inside = 0, all = 0;

	for (size_t i = 0; i < validation_check_count; i++) {
		const struct validation_result *r = &results[i];

		if (validation_checks[i].kind != VALIDATION_THEORY)
			continue;
		all++;
		inside += r->mean - r->half <= r->expected &&
			  r->expected <= r->mean + r->half;
	}
	printf("\n%zu figures, %d of them do not agree. Of %d from theory, %d lie in\n"
	       "their own 95 %% interval; about %.0f should.\n",
	       validation_check_count, failed, all, inside, 0.95 * all);
}

int main(void)
{
	struct validation_result *results = calloc(validation_check_count,
						   sizeof *results);

	if (results == NULL)
		return 1;
	fputs(introduction, stdout);
	for (size_t i = 0; i < sizeof groups / sizeof groups[0]; i++)
		print_group(i, results);
	print_total(results);
	free(results);
	return failed > 0;
}
