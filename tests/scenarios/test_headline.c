/*
 * The headline of the main scenario comes out of its model: for each cause,
 * whatever the seed, spend rises to about four times normal within twenty
 * minutes of the trigger, and people wait too long or are refused.
 *
 * No variant may reach that by setting a price or a time of ours directly.
 */
#include "tests/cmocka_setup.h"

#include "tests/scenarios/lab.h"

#include "base/mem.h"
#include "base/workers.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define SEEDS 100
#define SHARE_NEEDED 0.95
#define MINUTE INT64_C(60)
#define WARM_UP (10 * MINUTE)
#define VARIANTS_MAX 8

struct headline {
	double ratio; /* spend to normal, minutes 10 to 20 */
	double p95_s, error_rate, refused_429;
	double normal_usd_per_hour, normal_p95_s, normal_error_rate;
	bool bad;
};

struct grid {
	struct pack *pack;
	double timeout_s; /* the client's, before anything */
	struct headline headline[VARIANTS_MAX][SEEDS];
};

static void measure(struct headline *out, const struct lab *lab,
		    const struct lab *normal)
{
	int64_t from = lab_trigger(lab) + 10 * MINUTE;
	int64_t to = lab_trigger(lab) + 20 * MINUTE;

	out->ratio = lab_metric(lab, SIM_METRIC_SPEND, from, to) /
		     lab_metric(normal, SIM_METRIC_SPEND, from, to);
	out->p95_s = lab_metric(lab, SIM_METRIC_P95, from, to);
	out->error_rate = lab_metric(lab, SIM_METRIC_ERROR_RATE, from, to);
	out->refused_429 = lab_metric(lab, SIM_METRIC_QUOTA_RATE, from, to);
	from -= 10 * MINUTE;
	out->normal_usd_per_hour = lab_metric(normal, SIM_METRIC_SPEND_RATE,
					      from, to);
	out->normal_p95_s = lab_metric(normal, SIM_METRIC_P95, from, to);
	out->normal_error_rate = lab_metric(normal, SIM_METRIC_ERROR_RATE, from,
					    to);
	out->bad = lab->bad || normal->bad;
}

/* A seed's normal run serves all variants: only they change anything. */
static void run_seed(size_t i, void *context)
{
	struct grid *grid = context;
	const struct pack *pack = grid->pack;
	int64_t trigger, first = 0, last = INT64_MIN;
	struct lab lab[VARIANTS_MAX], normal;
	struct cast cast;

	for (size_t v = 0; v < pack->variant_count; v++) {
		cast_init(&cast, pack, i + 1, (int)v);
		trigger = (int64_t)cast_number(&cast,
					       pack->variants[v].trigger_s);
		lab_start(&lab[v], pack, i + 1, (int)v, false,
			  trigger - WARM_UP);
		lab_until(&lab[v], trigger + 20 * MINUTE);
		first = trigger < first ? trigger : first;
		last = trigger > last ? trigger : last;
	}
	lab_start(&normal, pack, i + 1, 0, true, first - WARM_UP);
	lab_until(&normal, last + 20 * MINUTE);
	for (size_t v = 0; v < pack->variant_count; v++) {
		measure(&grid->headline[v][i], &lab[v], &normal);
		lab_stop(&lab[v]);
	}
	lab_stop(&normal);
}

static int set_up(void **state)
{
	struct grid *grid = mem_calloc(1, sizeof *grid);
	int timeout;

	grid->pack = lab_pack();
	timeout = sim_model_parameter(grid->pack->model,
				      grid->pack->screen.client_timeout);
	grid->timeout_s = sim_model_parameter_default(grid->pack->model,
						      timeout);
	assert_true(grid->pack->variant_count <= VARIANTS_MAX);
	workers_run(SEEDS, run_seed, grid, 0, NULL);
	*state = grid;
	return 0;
}

static int tear_down(void **state)
{
	struct grid *grid = *state;

	if (grid == NULL)
		return 0;
	pack_destroy(grid->pack);
	free(grid);
	return 0;
}

static bool is_headline(const struct grid *grid, const struct headline *h)
{
	return !h->bad && h->ratio >= 3.5 && h->ratio <= 4.5 &&
	       (h->p95_s > grid->timeout_s || h->error_rate >= 0.1 ||
		h->refused_429 >= 0.1);
}

static void check_variant(const struct grid *grid, const char *id)
{
	int variant = pack_variant(grid->pack, id);
	int good = 0;

	for (size_t i = 0; i < SEEDS; i++) {
		const struct headline *h = &grid->headline[variant][i];

		good += is_headline(grid, h);
		if (!is_headline(grid, h))
			print_message("%s, seed %zu: spend x%.2f, p95 %.0f s, "
				      "errors %.2f, 429s %.2f\n",
				      id, i + 1, h->ratio, h->p95_s,
				      h->error_rate, h->refused_429);
	}
	assert_true(good >= SHARE_NEEDED * SEEDS);
}

static void preset_makes_the_headline(void **state)
{
	check_variant(*state, "preset");
}

static void tenant_makes_the_headline(void **state)
{
	check_variant(*state, "tenant");
}

static void vendor_makes_the_headline(void **state)
{
	check_variant(*state, "vendor");
}

static void abuse_makes_the_headline(void **state)
{
	check_variant(*state, "abuse");
}

static void retry_makes_the_headline(void **state)
{
	check_variant(*state, "retry");
}

/* Normal is what the briefing says: about 10,800 USD an hour, a minute for the
 * slow ones, one error in a hundred. */
static void normal_is_normal(void **state)
{
	const struct grid *grid = *state;
	double usd = 0.0, p95 = 0.0, errors = 0.0;

	for (size_t i = 0; i < SEEDS; i++) {
		usd += grid->headline[0][i].normal_usd_per_hour / SEEDS;
		p95 += grid->headline[0][i].normal_p95_s / SEEDS;
		errors += grid->headline[0][i].normal_error_rate / SEEDS;
	}
	assert_true(usd > 10300.0 && usd < 11300.0);
	assert_true(p95 > 58.0 && p95 < 68.0);
	assert_true(errors > 0.004 && errors < 0.016);
}

static bool begins(const char *text, const char *with)
{
	return strncmp(text, with, strlen(with)) == 0;
}

/* What the world changes in a variant: how many people want what, settings of
 * the caller, how late the vendor reports.  Never a price, the time a clip
 * takes, or a service time of ours. */
static void no_variant_sets_cost_or_latency(void **state)
{
	const struct grid *grid = *state;
	const struct pack *pack = grid->pack;

	for (size_t v = 0; v < pack->variant_count; v++) {
		const struct pack_variant *variant = &pack->variants[v];

		for (size_t i = 0; i < variant->timeline_count; i++) {
			const struct pack_event *event = &variant->timeline[i];

			for (size_t c = 0; c < event->change_count; c++) {
				const char *path = event->changes[c].path;

				assert_true(begins(path, "people-") ||
					    begins(path, "batch-") ||
					    begins(path, "promo.") ||
					    begins(path, "launch-") ||
					    begins(path, "caller.") ||
					    begins(path, "vidu.report_lag_s."));
			}
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(preset_makes_the_headline),
		cmocka_unit_test(tenant_makes_the_headline),
		cmocka_unit_test(vendor_makes_the_headline),
		cmocka_unit_test(abuse_makes_the_headline),
		cmocka_unit_test(retry_makes_the_headline),
		cmocka_unit_test(normal_is_normal),
		cmocka_unit_test(no_variant_sets_cost_or_latency),
	};

	return cmocka_run_group_tests_name("scenarios/headline", tests, set_up,
					   tear_down);
}
