#include "tests/scenarios/lab_grid.h"

#include "base/mem.h"
#include "base/workers.h"

#include <stdlib.h>
#include <string.h>

static void see_one(size_t i, void *context)
{
	struct lab_grid *grid = context;

	grid->good[i] = grid->see(grid->pack, i % grid->seeds + 1,
				  (int)(i / grid->seeds),
				  grid->seen + i * grid->size);
}

struct lab_grid *lab_grid_create(const char *pack, size_t variants,
				 size_t seeds, size_t size, lab_see *see)
{
	struct lab_grid *grid = mem_calloc(1, sizeof *grid);

	grid->pack = lab_load(pack);
	assert_int_equal(grid->pack->variant_count, variants);
	grid->see = see;
	grid->seeds = seeds;
	grid->size = size;
	grid->seen = mem_calloc(variants * seeds, size);
	grid->good = mem_calloc(variants * seeds, sizeof *grid->good);
	workers_run(variants * seeds, see_one, grid, 0, NULL);
	return grid;
}

void lab_grid_destroy(struct lab_grid *grid)
{
	if (!grid)
		return;
	pack_destroy(grid->pack);
	free(grid->seen);
	free(grid->good);
	free(grid);
}

const void *lab_grid_at(const struct lab_grid *grid, size_t variant,
			size_t seed)
{
	return grid->seen + (variant * grid->seeds + seed) * grid->size;
}

double lab_grid_mean(const struct lab_grid *grid, size_t variant, size_t offset)
{
	double sum = 0.0;

	for (size_t s = 0; s < grid->seeds; s++) {
		const char *seen = lab_grid_at(grid, variant, s);
		double value;

		assert_true(grid->good[variant * grid->seeds + s]);
		memcpy(&value, seen + offset, sizeof value);
		sum += value / (double)grid->seeds;
	}
	return sum;
}

bool lab_within(double value, double low, double high)
{
	bool within = value >= low && value <= high;

	if (!within)
		print_message("%g is not within %g and %g\n", value, low, high);
	return within;
}
