/*
 * What an event costs, and a request weighs, with many requests in flight.
 *
 *	scale [IN-FLIGHT-MAX [ROUNDS [CUSTOMERS-A-ROUND]]]
 *
 * For 1e3, 1e4, 1e5 and 1e6: a pool where nobody waits, exponential service,
 * and a caller before it that arms a timeout of three mean services for every
 * request (one in twenty passes it).  Arrivals are such that by Little's law
 * so many calls are in service.
 *
 * Only the steady state is timed.  A second source with ten times the rate
 * fills the pool within a tenth of a mean service, then it is silent.
 * Exponential service has no memory, so how old the calls are does not matter
 * to it; three more mean services make the timeouts steady too.  Then the
 * sizes take turns.
 */
#include "bench/harness.h"
#include "bench/subject.h"

#include <math.h>

#define SIZES 4
#define TIMEOUTS_PER_SERVICE 3.0
#define FILL 10.0 /* times the steady rate, on top of it */
/* The million stays ten standard deviations below the servers a pool can have,
 * and its rate, while it fills, below what a source can give. */
#define SERVERS 1000000
static const struct {
	double in_flight, service_s, goal_ns;
	const char *name;
} sizes[SIZES] = {
	{ 1e3, 1.0, 50, "1e3" },
	{ 1e4, 1.0, 70, "1e4" },
	{ 1e5, 10.0, 120, "1e5" },
	{ 0.99e6, 20.0, 230, "1e6" },
};

#define GOAL_BYTES 96

struct flight {
	double in_flight, service_s, rate_per_s;
	struct sim_model *model;
	struct sim_engine *engine;
	/* Of the engine before the first request; of the process. */
	double empty_bytes, resident_before, resident_bytes;
	double events_each;	  /* of a request, in the last round */
	struct harness_series ns; /* for an event, round by round */
	struct harness_series bytes, all_bytes; /* for a request in flight */
};

static void advance_by(struct flight *f, double seconds)
{
	subject_advance(f->engine,
			sim_engine_now(f->engine) + (int64_t)(seconds * 1e6));
}

/* Up to the steady state. */
static void flight_begin(struct flight *f, double in_flight, double service_s)
{
	f->in_flight = in_flight;
	f->service_s = service_s;
	f->rate_per_s = in_flight / service_s;
	f->resident_before = harness_resident_bytes();
	f->model = subject_model(
		"{\"attributes\": {\"kind\": [\"any\"]}, \"nodes\": {"
		"\"people\": {\"type\": \"source\", \"rate_per_s\": %g, "
		"\"attributes\": {\"kind\": \"any\"}, \"to\": \"caller\"},"
		"\"first\": {\"type\": \"source\", \"rate_per_s\": %g, "
		"\"attributes\": {\"kind\": \"any\"}, \"to\": \"caller\"},"
		"\"caller\": {\"type\": \"caller\", \"timeout_s\": %g, "
		"\"retries\": 0, \"to\": \"servers\"},"
		"\"servers\": {\"type\": \"pool\", \"servers\": %d, "
		"\"service_s\": {\"law\": \"exponential\", \"mean\": %g}}}}",
		f->rate_per_s, FILL * f->rate_per_s,
		TIMEOUTS_PER_SERVICE * service_s, SERVERS, service_s);
	f->engine = sim_engine_create(f->model, 1, 0, SIM_SUMMARY);
	f->empty_bytes = (double)sim_engine_bytes(f->engine);
	advance_by(f, service_s * log((FILL + 1.0) / FILL));
	subject_set(f->engine, "first.rate_per_s", 0.0);
	advance_by(f, service_s * TIMEOUTS_PER_SERVICE);
	f->resident_bytes = harness_resident_bytes() - f->resident_before;
}

static void flight_finish(struct flight *f)
{
	sim_engine_destroy(f->engine);
	sim_model_destroy(f->model);
}

/* About so many customers more. */
static void flight_round(struct flight *f, double customers)
{
	uint64_t before = sim_engine_events(f->engine);
	double from = harness_cpu_ns(), ns, events, bytes;

	advance_by(f, customers / f->rate_per_s);
	ns = harness_cpu_ns() - from;
	events = (double)(sim_engine_events(f->engine) - before);
	bytes = (double)sim_engine_bytes(f->engine);
	harness_add(&f->ns, ns / events);
	harness_add(&f->bytes, (bytes - f->empty_bytes) / f->in_flight);
	harness_add(&f->all_bytes, bytes / f->in_flight);
	f->events_each = events / customers;
}

/* Those whose caller has not given up must be as many as theory says. */
static void flight_check(const struct flight *f)
{
	double waiting[SIM_VALUES_MAX];
	double expected = f->in_flight * (1.0 - exp(-TIMEOUTS_PER_SERVICE));

	sim_people_waiting(f->engine, 0, waiting);
	subject_expect("people in flight", waiting[0], expected,
		       6.0 / sqrt(expected));
}

static void print(const struct flight *f, size_t size, bool bytes)
{
	char what[48], remark[64];

	if (bytes) {
		snprintf(what, sizeof(what), "a request of %s in flight",
			 sizes[size].name);
		snprintf(remark, sizeof(remark), "%.1f with all else",
			 harness_median(&f->all_bytes));
	} else {
		snprintf(what, sizeof(what), "an event, %s in flight",
			 sizes[size].name);
		snprintf(remark, sizeof(remark),
			 "%.0f ns/cust, %.1f events each",
			 harness_median(&f->ns) * f->events_each,
			 f->events_each);
	}
	harness_print(&(struct harness_row){
		.what = what,
		.series = bytes ? &f->bytes : &f->ns,
		.decimals = 1,
		.unit = bytes ? "bytes" : "ns",
		.goal = bytes ? GOAL_BYTES : sizes[size].goal_ns,
		.remark = remark });
}

static void print_all(const struct flight *flights, size_t count)
{
	const struct flight *most = &flights[count - 1];
	struct harness_series grown = { 0 };

	for (size_t i = 0; i < count; i++)
		print(&flights[i], i, false);
	for (size_t i = 0; i < count; i++)
		print(&flights[i], i, true);
	harness_add(&grown, most->resident_bytes / most->in_flight);
	harness_print(&(struct harness_row){
		.what = "the process grew, each of the most",
		.series = &grown,
		.decimals = 1,
		.unit = "bytes",
		.remark = "as the system counts" });
}

int main(int argc, char **argv)
{
	int64_t most = harness_argument(argc, argv, 1, 1000000, 1000, 1000000);
	int64_t rounds = harness_argument(argc, argv, 2, 5, 1,
					  HARNESS_ROUNDS_MAX);
	int64_t customers = harness_argument(argc, argv, 3, 300000, 1000,
					     100000000);
	struct flight flights[SIZES] = { 0 };
	size_t count = 0;
	char title[96];

	while (count < SIZES && sizes[count].in_flight <= (double)most) {
		flight_begin(&flights[count], sizes[count].in_flight,
			     sizes[count].service_s);
		count++;
	}
	for (int64_t round = 0; round < rounds; round++)
		for (size_t i = 0; i < count; i++)
			flight_round(&flights[i], (double)customers);
	for (size_t i = 0; i < count; i++)
		flight_check(&flights[i]);

	snprintf(title, sizeof(title),
		 "In flight, a timeout each, %lld rounds of %lld customers",
		 (long long)rounds, (long long)customers);
	harness_heading(title);
	print_all(flights, count);
	for (size_t i = 0; i < count; i++)
		flight_finish(&flights[i]);
	return 0;
}
