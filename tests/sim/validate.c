/*
 * Prints docs/validation.md: what theory and experiments say against what the
 * engine gives, on all cores.
 */
#include "tests/sim/grid.h"
#include "tests/sim/validation.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Seeds for each that the tests take. */
#define TIMES 3

/* A family's row is wrong when one of its draws is. */
static const struct grid_effort effort = { .draws = GRID_DRAWS,
					   .runs = 20,
					   .arrivals = 20000 };

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
	{ "routers", "Routers" },
	{ "faults", "Faults" },
	{ "alerts", "Alerts and guardrails" },
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
	"[validation_cases.def](../tests/sim/validation_cases.def) and\n"
	"[validation_faults.def](../tests/sim/validation_faults.def), the formulas\n"
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

static const char at_random[] =
	"\n## Parameters at random\n"
	"\n"
	"The tables above have the parameters that their authors chose. Here rates,\n"
	"servers, laws and policies are drawn at random for each kind of model\n"
	"([grid.h](../tests/sim/grid.h)), and each draw is compared with its closed\n"
	"form by 20 runs of its own. \"farthest\" is how far the worst draw is off, as\n"
	"a share of what is allowed so that all of them together are right 99 times\n"
	"in 100; \"widest\" is the widest 95 % interval, as a share of the figure.\n"
	"\n"
	"| model | figure | source | draws | in their 95 % | farthest | widest | |\n"
	"|---|---|---|---:|---:|---:|---:|---|\n";

/* Returns how many draws lie in their own interval. */
static int print_family(const struct grid_family *family)
{
	struct str row = STR_INIT;
	double farthest = 0.0, widest = 0.0;
	int inside = 0, wrong = 0;

	for (int draw = 0; draw < effort.draws; draw++) {
		struct str text = STR_INIT;
		struct grid_result r;
		double off;

		grid_run(family, draw, &effort, &text, &r);
		off = fabs(r.mean - r.expected);
		inside += off <= r.half + GRID_ROUNDING * r.expected;
		wrong += !r.good;
		farthest = fmax(farthest, off / r.bound);
		widest = fmax(widest, r.half / r.expected);
		if (!r.good)
			fprintf(stderr, "%s, %s: %g +- %g, expected %g: %s\n",
				family->name, family->figure, r.mean, r.half,
				r.expected, text.s);
		str_finish(&text);
	}
	grid_row(family, &row);
	widest = widest < GRID_ROUNDING ? 0.0 : widest;
	printf("%s %d | %.2f | %.2g %% |%s\n", row.s, inside, farthest,
	       100.0 * widest, wrong > 0 ? " **differs** |" : " |");
	failed += wrong;
	str_finish(&row);
	return inside;
}

static void print_grid(void)
{
	int inside = 0, all = 0;

	fputs(at_random, stdout);
	for (size_t i = 0; i < grid_family_count(); i++) {
		inside += print_family(grid_family(i));
		all += effort.draws;
	}
	printf("\nOf %d draws, %d lie in their own 95 %% interval; about %.0f should.\n",
	       all, inside, 0.95 * all);
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
	print_grid();
	return failed > 0;
}
