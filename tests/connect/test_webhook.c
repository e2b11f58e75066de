#include "tests/cmocka_setup.h"

#include "connect/webhook.h"
#include "tests/connect/loopback.h"

#include <stdlib.h>
#include <string.h>

#define LONG_MS 20000 /* ends a test that would hang, no more */

static const struct webhook_times quick = { 2000, 5000, 1 };

static struct webhook *open_to(const struct loopback *server,
			       const struct webhook_times *times)
{
	struct err err = { 0 };
	struct webhook *webhook = webhook_create(loopback_url(server), times,
						 &err);

	if (!webhook)
		fail_msg("%s", err.message);
	return webhook;
}

static const char *body_of(const char *request)
{
	const char *end = strstr(request, "\r\n\r\n");

	return end ? end + 4 : "";
}

static void test_posts_in_order(void **state)
{
	const int statuses[] = { 200, 204, 200 };
	struct loopback *server = loopback_start(statuses, 3);
	struct webhook *webhook = open_to(server, &quick);
	const char *first;

	(void)state;
	assert_false(webhook_busy(webhook));
	webhook_post(webhook, "one \"quoted\" line");
	webhook_post(webhook, "two");
	webhook_post(webhook, "three");
	assert_true(webhook_busy(webhook));
	assert_true(webhook_flush(webhook, LONG_MS));
	assert_false(webhook_busy(webhook));
	assert_null(webhook_trouble(webhook));
	webhook_destroy(webhook);
	assert_int_equal(loopback_count(server), 3);
	first = loopback_request(server, 0);
	assert_int_equal(strncmp(first, "POST /hook/secret HTTP/1.1\r\n", 28),
			 0);
	assert_non_null(
		strstr(first, "\r\nContent-Type: application/json\r\n"));
	assert_null(strstr(first, "Expect:"));
	assert_string_equal(body_of(first),
			    "{\"text\":\"one \\\"quoted\\\" line\"}");
	assert_string_equal(body_of(loopback_request(server, 1)),
			    "{\"text\":\"two\"}");
	assert_string_equal(body_of(loopback_request(server, 2)),
			    "{\"text\":\"three\"}");
	loopback_free(server);
}

static void test_tries_twice(void **state)
{
	const int statuses[] = { 503, 200 };
	struct loopback *server = loopback_start(statuses, 2);
	struct webhook *webhook = open_to(server, &quick);

	(void)state;
	webhook_post(webhook, "hello");
	assert_true(webhook_flush(webhook, LONG_MS));
	assert_null(webhook_trouble(webhook));
	webhook_destroy(webhook);
	assert_int_equal(loopback_count(server), 2);
	assert_string_equal(body_of(loopback_request(server, 0)),
			    body_of(loopback_request(server, 1)));
	loopback_free(server);
}

/* Then it gives up, says so once, and goes on with the next. */
static void test_gives_up(void **state)
{
	const int statuses[] = { 500, 500, 500, 500, 200 };
	struct loopback *server = loopback_start(statuses, 5);
	struct webhook *webhook = open_to(server, &quick);
	const char *trouble;

	(void)state;
	webhook_post(webhook, "one");
	webhook_post(webhook, "two");
	webhook_post(webhook, "three");
	assert_true(webhook_flush(webhook, LONG_MS));
	trouble = webhook_trouble(webhook);
	assert_non_null(trouble);
	assert_non_null(strstr(trouble, "127.0.0.1"));
	assert_non_null(strstr(trouble, "it answers 500"));
	/* The address is a secret. */
	assert_null(strstr(trouble, "secret"));
	assert_null(webhook_trouble(webhook));
	webhook_destroy(webhook);
	assert_int_equal(loopback_count(server), 5);
	assert_string_equal(body_of(loopback_request(server, 4)),
			    "{\"text\":\"three\"}");
	loopback_free(server);
}

static void test_wrong_address_is_not_retried(void **state)
{
	const int statuses[] = { 404 };
	struct loopback *server = loopback_start(statuses, 1);
	struct webhook *webhook = open_to(server, &quick);

	(void)state;
	webhook_post(webhook, "hello");
	assert_true(webhook_flush(webhook, LONG_MS));
	assert_non_null(strstr(webhook_trouble(webhook), "it answers 404"));
	webhook_destroy(webhook);
	assert_int_equal(loopback_count(server), 1);
	loopback_free(server);
}

static void test_follows_no_redirect(void **state)
{
	const int statuses[] = { 302 };
	struct loopback *server = loopback_start(statuses, 1);
	struct webhook *webhook = open_to(server, &quick);

	(void)state;
	webhook_post(webhook, "hello");
	assert_true(webhook_flush(webhook, LONG_MS));
	assert_non_null(strstr(webhook_trouble(webhook), "302, a redirect"));
	webhook_destroy(webhook);
	assert_int_equal(loopback_count(server), 1);
	loopback_free(server);
}

/* A chat that takes the post and says nothing: ticks come back at once, and
 * the post ends with its time. */
static void test_silent(void **state)
{
	const int statuses[] = { LOOPBACK_SILENT };
	const struct webhook_times short_times = { 100, 100, 1 };
	struct loopback *server = loopback_start(statuses, 1);
	struct webhook *webhook = open_to(server, &short_times);

	(void)state;
	webhook_post(webhook, "hello");
	assert_false(webhook_flush(webhook, 0));
	for (int i = 0; i < 10; i++)
		webhook_tick(webhook);
	assert_true(webhook_flush(webhook, LONG_MS));
	assert_non_null(strstr(webhook_trouble(webhook), "posts are lost"));
	webhook_destroy(webhook);
	loopback_free(server);
}

/* Nothing waits: with a silent chat and the usual long times, a great many
 * ticks pass long before the first try is over. */
static void test_tick_does_not_wait(void **state)
{
	const int statuses[] = { LOOPBACK_SILENT };
	const struct webhook_times forever = { 600000, 600000, 600000 };
	struct loopback *server = loopback_start(statuses, 1);
	struct webhook *webhook = open_to(server, &forever);

	(void)state;
	webhook_post(webhook, "hello");
	for (int i = 0; i < 1000; i++)
		webhook_tick(webhook);
	assert_true(webhook_busy(webhook));
	assert_null(webhook_trouble(webhook));
	webhook_destroy(webhook);
	loopback_free(server);
}

static void test_nobody_listens(void **state)
{
	const int statuses[] = { 200 };
	struct loopback *server = loopback_start(statuses, 1);
	struct webhook *webhook = open_to(server, &quick);

	(void)state;
	loopback_stop(server);
	webhook_post(webhook, "hello");
	assert_true(webhook_flush(webhook, LONG_MS));
	assert_non_null(strstr(webhook_trouble(webhook), "connect"));
	webhook_destroy(webhook);
	loopback_free(server);
}

/* The queue is bounded: the oldest go, the newest arrive. */
static void test_queue_is_bounded(void **state)
{
	const int statuses[] = { 200 };
	struct loopback *server = loopback_start(statuses, 1);
	struct webhook *webhook = open_to(server, &quick);
	char text[32];

	(void)state;
	for (int i = 0; i < WEBHOOK_QUEUE_MAX + 10; i++) {
		snprintf(text, sizeof(text), "post %d", i);
		webhook_post(webhook, text);
	}
	assert_true(webhook_flush(webhook, LONG_MS));
	assert_non_null(strstr(webhook_trouble(webhook), "does not keep up"));
	webhook_destroy(webhook);
	assert_int_equal(loopback_count(server), WEBHOOK_QUEUE_MAX);
	assert_string_equal(body_of(loopback_request(server, 0)),
			    "{\"text\":\"post 10\"}");
	snprintf(text, sizeof(text), "{\"text\":\"post %d\"}",
		 WEBHOOK_QUEUE_MAX + 9);
	assert_string_equal(
		body_of(loopback_request(server, WEBHOOK_QUEUE_MAX - 1)), text);
	loopback_free(server);
}

static void test_addresses(void **state)
{
	static const struct {
		const char *url, *says;
	} bad[] = {
		{ "", "is no address" },
		{ "chat.example.com/hook", "is no address" },
		{ "ftp://chat.example.com/hook", "begins with ftp:" },
		{ "file:///etc/passwd", "no host" },
		{ "http://", "" },
		{ "http://chat example.com/", "is no address" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct err err = { 0 };
		struct webhook *webhook = webhook_create(bad[i].url, NULL,
							 &err);

		if (webhook || !strstr(err.message, bad[i].says) ||
		    err_exit_status(&err) != 2)
			fail_msg("\"%s\": \"%s\"", bad[i].url, err.message);
	}
	webhook_destroy(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_posts_in_order),
		cmocka_unit_test(test_tries_twice),
		cmocka_unit_test(test_gives_up),
		cmocka_unit_test(test_wrong_address_is_not_retried),
		cmocka_unit_test(test_follows_no_redirect),
		cmocka_unit_test(test_silent),
		cmocka_unit_test(test_tick_does_not_wait),
		cmocka_unit_test(test_nobody_listens),
		cmocka_unit_test(test_queue_is_bounded),
		cmocka_unit_test(test_addresses),
	};
	static const char *const proxies[] = { "http_proxy", "https_proxy",
					       "all_proxy", "HTTPS_PROXY",
					       "ALL_PROXY" };

	/* The loopback is reached without one. */
	for (size_t i = 0; i < sizeof(proxies) / sizeof(proxies[0]); i++)
		unsetenv(proxies[i]);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
