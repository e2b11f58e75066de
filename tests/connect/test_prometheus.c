/*
 * Prometheus as a server on the loopback interface plays it, well and badly.
 */
#include "tests/cmocka_setup.h"

#include "connect/prometheus.h"
#include "tests/connect/loopback.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define QUERY "sum(rate(requests_total[1m]))"

#define SUCCESS(result) \
	"{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\"," \
	"\"result\":[" result "]}}"
#define SERIES(values) "{\"metric\":{},\"values\":[" values "]}"

struct asked {
	struct chronicle chronicle;
	struct chronicle_input *input;
	struct err err;
	char request[2048];
	bool good;
};

static struct asked *ask(int status, const char *body)
{
	struct loopback *server = loopback_start(&status, 1);
	struct prometheus from = { .url = loopback_url(server),
				   .start_s = 1772000040,
				   .end_s = 1772003640,
				   .step_s = 60,
				   .connect_ms = 300,
				   .whole_ms = 300 };
	struct asked *asked = calloc(1, sizeof(*asked));

	assert_non_null(asked);
	chronicle_init(&asked->chronicle);
	asked->input = chronicle_add(&asked->chronicle,
				     chronicle_column("rate_per_s"), "test",
				     &asked->err);
	loopback_say(server, &body, 1);
	assert_true(prometheus_check(&from, &asked->err));
	asked->good = prometheus_fetch(&from, QUERY, asked->input, &asked->err);
	if (loopback_count(server) > 0)
		snprintf(asked->request, sizeof(asked->request), "%s",
			 loopback_request(server, 0));
	loopback_free(server);
	return asked;
}

static void drop(struct asked *asked)
{
	chronicle_finish(&asked->chronicle);
	free(asked);
}

static void values_become_points(void **state)
{
	struct asked *asked = ask(200,
				  SUCCESS(SERIES("[1772000040,\"12.5\"],"
						 "[1772000100.5,\"NaN\"],"
						 "[1772000160,\"+Inf\"]")));
	const struct chronicle_point *points;

	(void)state;
	if (!asked->good)
		fail_msg("%s", asked->err.message);
	points = asked->input->points.items;
	assert_int_equal(asked->input->points.count, 3);
	assert_true(fabs(points[0].at_s - 1772000040) < 1e-6);
	assert_true(fabs(points[0].value - 12.5) < 1e-12);
	assert_true(fabs(points[1].at_s - 1772000100.5) < 1e-6);
	assert_true(isnan(points[1].value));
	assert_true(isnan(points[2].value));
	drop(asked);
}

static void it_is_asked_as_its_interface_says(void **state)
{
	struct asked *asked = ask(200, SUCCESS(""));

	(void)state;
	assert_ptr_equal(strstr(asked->request,
				"POST /hook/secret/api/v1/query_range HTTP/1"),
			 asked->request);
	assert_non_null(
		strstr(asked->request,
		       "query=sum%28rate%28requests_total%5B1m%5D%29%29&"
		       "start=1772000040&end=1772003640&step=60"));
	assert_null(strstr(asked->request, "Authorization"));
	drop(asked);
}

static void each_trouble_has_one_clear_error(void **state)
{
	static const struct {
		int status;
		const char *body, *says;
	} cases[] = {
		{ 200, "<html>hello</html>", "is not Prometheus" },
		{ 200, "{\"status\":\"ok\"}", "is not Prometheus" },
		{ 404, "", "answers 404" },
		{ 302, "", "answers 302" },
		{ 401, "", "GAMEDAY_PROMETHEUS_TOKEN" },
		{ 200,
		  "{\"status\":\"error\",\"errorType\":\"bad_data\","
		  "\"error\":\"parse error at char 7\"}",
		  "is refused: parse error at char 7" },
		{ 200, SUCCESS(""), "gives nothing in that time" },
		{ 200, SUCCESS(SERIES("[1,\"2\"]") "," SERIES("[1,\"3\"]")),
		  "gives 2 series; put sum(...) around it" },
		{ 200, SUCCESS(SERIES("")), "without plain numbers" },
		{ 200, SUCCESS(SERIES("[1]")), "not pairs of time and number" },
		{ 200, SUCCESS(SERIES("[1,2]")), "not pairs of time" },
		{ 200,
		  "{\"status\":\"success\",\"data\":{\"resultType\":"
		  "\"scalar\",\"result\":[1,\"2\"]}}",
		  "of type scalar" },
		{ LOOPBACK_SILENT, "", "cannot be reached: Timeout" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct asked *asked = ask(cases[i].status, cases[i].body);

		if (asked->good)
			fail_msg("taken: %s", cases[i].body);
		if (!strstr(asked->err.message, cases[i].says))
			fail_msg("not \"%s\" but: %s", cases[i].says,
				 asked->err.message);
		if (strstr(asked->err.message, "secret"))
			fail_msg("tells the address: %s", asked->err.message);
		drop(asked);
	}
}

static void a_huge_answer_is_not_heard_out(void **state)
{
	size_t size = CHRONICLE_BYTES_MAX + 4096;
	char *body = malloc(size + 1);
	struct asked *asked;

	(void)state;
	assert_non_null(body);
	memset(body, ' ', size);
	body[size] = '\0';
	asked = ask(200, body);
	assert_false(asked->good);
	assert_non_null(strstr(asked->err.message, "more than 8 MB"));
	free(body);
	drop(asked);
}

static void nobody_there_is_said(void **state)
{
	struct prometheus from = { .url = "http://127.0.0.1:1",
				   .start_s = 0,
				   .end_s = 3600,
				   .step_s = 60 };
	struct chronicle_input input = { 0 };
	struct err err = { 0 };

	(void)state;
	assert_true(prometheus_check(&from, &err));
	assert_false(prometheus_fetch(&from, QUERY, &input, &err));
	assert_non_null(strstr(err.message, "127.0.0.1:1 cannot be reached"));
	assert_int_equal(err.code, ERR_IO);
}

static void what_cannot_be_asked_is_refused_before(void **state)
{
	static const struct {
		struct prometheus from;
		const char *says;
	} cases[] = {
		{ { .url = "prometheus", .end_s = 60, .step_s = 60 },
		  "no address of Prometheus" },
		{ { .url = "ftp://there", .end_s = 60, .step_s = 60 },
		  "no address of Prometheus" },
		{ { .url = "http://there", .end_s = 60 }, "the step is from" },
		{ { .url = "http://there",
		    .start_s = 60,
		    .end_s = 60,
		    .step_s = 60 },
		  "later than the start" },
		{ { .url = "http://there", .end_s = 86400, .step_s = 15 },
		  "5761 steps of 15 s" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct prometheus from = cases[i].from;
		struct err err = { 0 };

		assert_false(prometheus_check(&from, &err));
		assert_non_null(strstr(err.message, cases[i].says));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values_become_points),
		cmocka_unit_test(it_is_asked_as_its_interface_says),
		cmocka_unit_test(each_trouble_has_one_clear_error),
		cmocka_unit_test(a_huge_answer_is_not_heard_out),
		cmocka_unit_test(nobody_there_is_said),
		cmocka_unit_test(what_cannot_be_asked_is_refused_before),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
