#include "tests/sim/validation.h"

#include "tests/sim/theory.h"
#include "tests/sim/validation_measures.h"

/* The tables of the .def files, read once for each part of a row. */

/* --- words of the models ---------------------------------------------- */

#define SOURCE(rate, to) \
	"'people':{'type':'source','rate_per_s':" rate ",'to':'" to "'}"
#define EXPONENTIAL(mean) "{'law':'exponential','mean':" mean "}"
/* People who come to one pool; more fields of the pool in `fields`. */
#define POOL(rate, servers, service, fields) \
	"{'nodes':{" SOURCE(rate, "pool") ",'pool':{'type':'pool','servers'" \
					  ":" servers \
					  ",'service_s':" service fields "}}}"
/* A closed loop of clients that think for 10 s, and a pool. */
#define CLIENTS(clients, servers) \
	"{'nodes':{'people':{'type':'source','arrivals':'closed','clients':" clients \
	",'think_s':" EXPONENTIAL("10") ",'to':'pool'},'pool':{" \
					"'type':'pool','servers':" servers \
					",'service_s':" EXPONENTIAL("1") "}}}"
/* Two classes of people and one server that prefers the first. */
#define TWO_CLASSES(first, second) \
	"{'attributes':{'class':['first','second']},'nodes':{'a':{'type':" \
	"'source','rate_per_s':" first ",'attributes':{'class':'first'}," \
	"'to':'pool'},'b':{'type':'source','rate_per_s':" second \
	",'attributes':{'class':'second'},'to':'pool'},'pool':{'type':" \
	"'pool','servers':1,'discipline':'priority','priority':{'by':" \
	"'class','order':['first','second']},'service_s':" EXPONENTIAL( \
		"1") "}}}"
/* A limit, and behind it something that takes no time. */
#define LIMIT(rate, fields) \
	"{'nodes':{" SOURCE( \
		rate, \
		"limit") ",'limit':{" fields \
			 ",'to':'end'},'end':{'type':'pool','servers':1000,'service_s':0}}}"
/* A caller and an API. */
#define CALLS(rate, caller, api) \
	"{'nodes':{" SOURCE( \
		rate, \
		"caller") ",'caller':{'type':'caller'," caller \
			  ",'to':'api'},'api':{'type':'api','price':1," api \
			  "}}}"
/* A cache in front of a store that takes as long for everybody. */
#define CACHE(rate, fields, fill) \
	"{'nodes':{" SOURCE( \
		rate, \
		"cache") ",'cache':{'type':'cache'," fields \
			 ",'to':'store'},'store':{'type':'pool','servers':1000000," \
			 "'service_s':" fill "}}}"
/* Optimistic concurrency as Brooker has it: a client needs 40 ms to read,
 * write and hear of it, and of those who have read the same version only the
 * first writes; versions follow each other in 18 ms.  100 clients come at
 * once. */
#define TEN "0,0,0,0,0,0,0,0,0,0"
#define HUNDRED \
	TEN "," TEN "," TEN "," TEN "," TEN "," TEN "," TEN "," TEN "," TEN \
	    "," TEN
#define CONTEND(backoff) \
	"{'nodes':{'people':{'type':'source','arrivals':'recorded'," \
	"'times_s':[" HUNDRED "]," \
	"'press_again':{'on_error':1,'max':1000},'to':'caller'},'caller':{" \
	"'type':'caller','retries':20," backoff "'to':['net','store']},'net':" \
	"{'type':'pool','servers':100000,'service_s':{'law':'lognormal'," \
	"'mean':0.04,'sigma':0.1}},'store':{'type':'pool','servers':1," \
	"'queue':0,'service_s':0.018}}}"

/* The store of Bronson et al.: 30 servers of 100 ms, a timeout of 1 s. */
#define STORE(rate, caller, store) \
	"{'nodes':{'clients':{'type':'source','rate_per_s':" rate \
	",'to':'caller'},'caller':{'type':'caller','timeout_s':1," caller \
	",'to':'store'},'store':{'type':'pool','servers':30," store \
	"'service_s':" EXPONENTIAL("0.1") "}}}"

static const struct validation_change outage[] = {
	{ 20, "store.servers", 0 },
	{ VALIDATION_OUTAGE_END, "store.servers", 30 },
	{ 0, NULL, 0 },
};

/* Failures that begin when the longest window is full. */
#define ERRORS(name, at, share) \
	static const struct validation_change name[] = { \
		{ at, "gate.share", share }, \
		{ 0, NULL, 0 }, \
	}
ERRORS(errors_001, 0, 0.01);
ERRORS(errors_144, 4000, 0.144);
ERRORS(errors_all, 4000, 1);
ERRORS(errors_03, 400, 0.3);

static double storm(double lambda, double retries)
{
	const struct theory_storm s = { lambda, retries, 300, 10, 1, 0.1 };

	return theory_storm_recovery(&s);
}

/* --- the tables ------------------------------------------------------- */

#define MODEL(id, ...)
#define THEORY_PASTE(part, line, expression) \
	static double expected_##part##line(void) \
	{ \
		return expression; \
	}
#define THEORY_AT(part, line, expression) THEORY_PASTE(part, line, expression)
#define AGREES(id, figure, measure, node, expression, precision, source) \
	THEORY_AT(PART, __LINE__, expression)
#define PUBLISHED AGREES
#define COMPARED AGREES
#include "tests/sim/validation_parts.def"
#undef MODEL
#undef AGREES
#undef PUBLISHED
#undef COMPARED

enum {
#define MODEL(id, ...) MODEL_##id,
#define AGREES(...)
#define PUBLISHED(...)
#define COMPARED(...)
#include "tests/sim/validation_parts.def"
	MODELS
#undef MODEL
};

const struct validation_model validation_models[] = {
#define MODEL(id, ...) [MODEL_##id] = { __VA_ARGS__ },
#include "tests/sim/validation_parts.def"
#undef MODEL
#undef AGREES
#undef PUBLISHED
#undef COMPARED
};
const size_t validation_model_count = MODELS;

/* clang-format off */
#define ROW_PASTE(kind, id, figure, measure, node, part, line, precision, \
		  source) \
	{ kind, MODEL_##id, figure, measure, node, expected_##part##line, \
	  precision, source },
/* clang-format on */
#define ROW_AT(kind, id, figure, measure, node, part, line, precision, source) \
	ROW_PASTE(kind, id, figure, measure, node, part, line, precision, \
		  source)
#define MODEL(id, ...)
#define AGREES(id, figure, measure, node, expression, precision, source) \
	ROW_AT(VALIDATION_THEORY, id, figure, measure, node, PART, __LINE__, \
	       precision, source)
#define PUBLISHED(id, figure, measure, node, expression, precision, source) \
	ROW_AT(VALIDATION_PUBLISHED, id, figure, measure, node, PART, \
	       __LINE__, precision, source)
#define COMPARED(id, figure, measure, node, expression, precision, source) \
	ROW_AT(VALIDATION_COMPARED, id, figure, measure, node, PART, __LINE__, \
	       precision, source)
const struct validation_check validation_checks[] = {
#include "tests/sim/validation_parts.def"
};
const size_t validation_check_count = sizeof validation_checks /
				      sizeof validation_checks[0];
