/*
 * M/M/1: one server, arrivals at random, 90 % busy.
 *
 *	mm1 [CUSTOMERS [ROUNDS]]
 *
 * The reference loop of bench/reference.h and the engine with summary
 * telemetry (its histogram of people's time is on), each without timeouts and
 * with one armed for every customer, in turn.  A run begins with nothing, not
 * even memory; only the model is parsed before.  The engine runs for the time
 * in which as many come on average, and what came is counted.
 */
#include "bench/harness.h"
#include "bench/reference.h"
#include "bench/subject.h"

#include <math.h>

#define ARRIVALS_PER_S 900.0
#define SERVICE_S 0.001
#define SOJOURN_S (1.0 / (1.0 / SERVICE_S - ARRIVALS_PER_S))
/* A hundred mean sojourns: armed for everybody, passed by nobody. */
#define TIMEOUT_S 1.0

#define GOAL 1.5     /* engine with timeouts to reference without */
#define STRETCH 1.15 /* both with timeouts */

/* Of both kinds of subject, so that one table of cases serves. */
struct subject {
	struct reference_setup setup;  /* of the reference */
	const struct sim_model *model; /* of the engine, NULL = reference */
	int64_t until_us;
	double customers, events, middle_s; /* of the last run */
};

static double reference_median_s(const struct reference_result *result,
				 double customers)
{
	uint64_t below = 0;
	unsigned bucket = 0;

	while ((double)(below += result->histogram[bucket]) < customers / 2.0)
		bucket++;
	return (double)reference_bucket_ns(bucket) * 1e-9;
}

static void run_reference(void *context)
{
	struct subject *s = context;
	struct reference_result result;

	reference_run(&s->setup, &result);
	s->customers = (double)s->setup.customers;
	s->events = (double)result.events;
	s->middle_s = reference_median_s(&result, s->customers);
}

static void run_engine(void *context)
{
	struct subject *s = context;
	struct sim_engine *engine = sim_engine_create(s->model, s->setup.seed,
						      0, SIM_SUMMARY);

	subject_advance(engine, s->until_us);
	s->customers = subject_people(engine);
	s->events = (double)sim_engine_events(engine);
	s->middle_s = sim_metric(engine, SIM_METRIC_P50, NULL,
				 (struct sim_window){ 0, s->until_us });
	sim_engine_destroy(engine);
}

static struct sim_model *model(bool timeouts)
{
	return subject_model(
		"{\"nodes\": {"
		"\"people\": {\"type\": \"source\", \"rate_per_s\": %g, "
		"\"to\": \"%s\"},"
		"%s"
		"\"server\": {\"type\": \"pool\", \"servers\": 1, "
		"\"service_s\": {\"law\": \"exponential\", \"mean\": %g}}}}",
		ARRIVALS_PER_S, timeouts ? "caller" : "server",
		timeouts ? "\"caller\": {\"type\": \"caller\", "
			   "\"timeout_s\": 1, \"retries\": 0, "
			   "\"to\": \"server\"},"
			 : "",
		SERVICE_S);
}

static void print_case(const char *what, const struct harness_case *c)
{
	const struct subject *s = c->context;
	struct harness_series events = c->ns;
	char remark[64];

	for (size_t i = 0; i < events.count; i++)
		events.value[i] /= s->events;
	snprintf(remark, sizeof(remark), "%.1f ns/event, %.1f events each",
		 harness_median(&events), s->events / s->customers);
	harness_print(&(struct harness_row){ .what = what,
					     .series = &c->ns,
					     .per = s->customers,
					     .decimals = 1,
					     .unit = "ns/cust",
					     .remark = remark });
}

static void print_ratio(const char *what, const struct harness_case *a,
			const struct harness_case *b, double goal,
			const char *remark)
{
	const struct subject *x = a->context, *y = b->context;
	struct harness_series ratio;

	harness_ratio(&ratio, &a->ns, y->customers / x->customers, &b->ns);
	harness_print(&(struct harness_row){ .what = what,
					     .series = &ratio,
					     .decimals = 2,
					     .unit = "x",
					     .goal = goal,
					     .remark = remark });
}

enum { PLAIN, ARMED, ENGINE_PLAIN, ENGINE_ARMED, CASES };
static const char *const names[CASES] = {
	[PLAIN] = "reference",
	[ARMED] = "reference, timeout each",
	[ENGINE_PLAIN] = "engine",
	[ENGINE_ARMED] = "engine, timeout each",
};

static void prepare(int64_t customers, struct sim_model *const *models,
		    struct subject *subjects, struct harness_case *cases)
{
	for (int i = 0; i < CASES; i++) {
		subjects[i] = (struct subject){
			.setup = { .arrivals_per_s = ARRIVALS_PER_S,
				   .service_s = SERVICE_S,
				   .customers = (uint64_t)customers,
				   .seed = 1,
				   .timeout_s = i == ARMED ? TIMEOUT_S : 0.0 },
			.model = models[i],
			.until_us = (int64_t)((double)customers /
					      ARRIVALS_PER_S * 1e6),
		};
		cases[i] = (struct harness_case){
			.run = models[i] != NULL ? run_engine : run_reference,
			.context = &subjects[i],
		};
	}
}

/* That all have done the work they were timed for.  Many customers make the
 * median good; few make it a guess. */
static void check(int64_t customers, const struct subject *subjects)
{
	double tolerance = 0.03 + 100.0 / sqrt((double)customers);

	for (int i = 0; i < CASES; i++) {
		subject_expect(names[i], subjects[i].customers,
			       (double)customers, tolerance);
		subject_expect(names[i], subjects[i].middle_s,
			       SOJOURN_S * log(2.0), tolerance);
	}
}

int main(int argc, char **argv)
{
	int64_t customers = harness_argument(argc, argv, 1, 1000000, 1000,
					     100000000);
	int64_t rounds = harness_argument(argc, argv, 2, 9, 1,
					  HARNESS_ROUNDS_MAX);
	struct sim_model *const models[CASES] = {
		[ENGINE_PLAIN] = model(false),
		[ENGINE_ARMED] = model(true),
	};
	struct subject subjects[CASES];
	struct harness_case cases[CASES];
	char title[96];

	prepare(customers, models, subjects, cases);
	harness_interleave(cases, CASES, (size_t)rounds);
	check(customers, subjects);

	snprintf(title, sizeof(title), "M/M/1, %lld customers, %lld rounds",
		 (long long)customers, (long long)rounds);
	harness_heading(title);
	for (int i = 0; i < CASES; i++)
		print_case(names[i], &cases[i]);
	print_ratio("timeouts cost the reference", &cases[ARMED], &cases[PLAIN],
		    0.0, NULL);
	print_ratio("engine / reference", &cases[ENGINE_PLAIN], &cases[PLAIN],
		    0.0, NULL);
	print_ratio("engine, timeouts / reference", &cases[ENGINE_ARMED],
		    &cases[PLAIN], GOAL, NULL);
	print_ratio("both with timeouts", &cases[ENGINE_ARMED], &cases[ARMED],
		    STRETCH, "stretch");
	for (int i = 0; i < CASES; i++)
		sim_model_destroy(models[i]);
	return 0;
}
