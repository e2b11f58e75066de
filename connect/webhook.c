#include "connect/webhook.h"

#include "base/mem.h"
#include "base/str.h"
#include "connect/chat_text.h"

#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define TRIES 2
#define ANSWER_MAX (64u << 10) /* bytes of an answer that we hear out */
#define HOST_MAX 128

struct webhook {
	char *url;
	char host[HOST_MAX]; /* for messages; the rest is a secret */
	struct webhook_times times;
	CURLM *multi;
	CURL *easy; /* of the post under way; NULL = none */
	struct curl_slist *headers;
	char *queue[WEBHOOK_QUEUE_MAX]; /* JSON bodies; [0] goes first */
	size_t count;
	int tries;	    /* of queue[0] so far */
	int64_t not_before; /* of the next try, in ms of now_ms() */
	size_t answered;    /* bytes of the answer so far */
	char reason[256];   /* of the last try */
	char trouble[512];
	bool told; /* trouble has been given */
};

static int64_t now_ms(void)
{
	struct timespec at;

	clock_gettime(CLOCK_MONOTONIC, &at);
	return (int64_t)at.tv_sec * 1000 + at.tv_nsec / 1000000;
}

/* --- the address --------------------------------------------------------- */

/* Whether the parts of the address will do; the host goes to webhook->host. */
static bool check_parts(CURLU *parts, struct webhook *webhook, struct err *err)
{
	char *scheme = NULL, *host = NULL;
	bool good;

	if (curl_url_get(parts, CURLUPART_SCHEME, &scheme, 0) ||
	    curl_url_get(parts, CURLUPART_HOST, &host, 0)) {
		curl_free(scheme);
		return err_set(err, ERR_INPUT,
			       "the webhook has no host; give an address such "
			       "as https://chat.example.com/hooks/...");
	}
	good = !strcmp(scheme, "http") || !strcmp(scheme, "https");
	if (!good)
		err_set(err, ERR_INPUT,
			"the webhook begins with %.20s:, but must with http: "
			"or https:",
			scheme);
	snprintf(webhook->host, sizeof(webhook->host), "%s", host);
	curl_free(scheme);
	curl_free(host);
	return good;
}

static bool check_url(struct webhook *webhook, const char *url, struct err *err)
{
	CURLU *parts = curl_url();
	bool good = !curl_url_set(parts, CURLUPART_URL, url,
				  CURLU_NON_SUPPORT_SCHEME);

	if (good)
		good = check_parts(parts, webhook, err);
	else
		err_set(err, ERR_INPUT,
			"the webhook is no address; give one such as "
			"https://chat.example.com/hooks/...");
	curl_url_cleanup(parts);
	return good;
}

/* --- one post ------------------------------------------------------------ */

/* The answer is of no interest, and of bounded length. */
static size_t drop_answer(char *bytes, size_t size, size_t count, void *context)
{
	struct webhook *webhook = context;

	(void)bytes;
	webhook->answered += size * count;
	return webhook->answered > ANSWER_MAX ? 0 : size * count;
}

static void start(struct webhook *webhook)
{
	CURL *easy = curl_easy_init();

	if (!easy)
		return;
	webhook->answered = 0;
	curl_easy_setopt(easy, CURLOPT_URL, webhook->url);
	curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
	curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
	curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(easy, CURLOPT_USERAGENT, "gameday");
	curl_easy_setopt(easy, CURLOPT_HTTPHEADER, webhook->headers);
	curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS,
			 webhook->times.connect);
	curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, webhook->times.whole);
	curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, drop_answer);
	curl_easy_setopt(easy, CURLOPT_WRITEDATA, webhook);
	curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE,
			 (long)strlen(webhook->queue[0]));
	curl_easy_setopt(easy, CURLOPT_POSTFIELDS, webhook->queue[0]);
	if (curl_multi_add_handle(webhook->multi, easy)) {
		curl_easy_cleanup(easy);
		return;
	}
	webhook->easy = easy;
	webhook->tries++;
}

static void stop(struct webhook *webhook)
{
	if (!webhook->easy)
		return;
	curl_multi_remove_handle(webhook->multi, webhook->easy);
	curl_easy_cleanup(webhook->easy);
	webhook->easy = NULL;
}

static void drop_first(struct webhook *webhook)
{
	free(webhook->queue[0]);
	webhook->count--;
	memmove(webhook->queue, webhook->queue + 1,
		webhook->count * sizeof(webhook->queue[0]));
	webhook->tries = 0;
	webhook->not_before = 0;
}

static void complain(struct webhook *webhook, const char *why)
{
	if (webhook->trouble[0])
		return; /* once is enough */
	snprintf(webhook->trouble, sizeof(webhook->trouble),
		 "webhook at %s: %s; posts are lost, the drill goes on",
		 webhook->host, why);
}

/* --- how it went --------------------------------------------------------- */

enum fate { SENT, MAY_PASS, FOR_GOOD };

static enum fate judge(struct webhook *webhook, CURLcode code)
{
	long status = 0;

	if (code != CURLE_OK) {
		snprintf(webhook->reason, sizeof(webhook->reason), "%s",
			 curl_easy_strerror(code));
		return MAY_PASS;
	}
	curl_easy_getinfo(webhook->easy, CURLINFO_RESPONSE_CODE, &status);
	if (status >= 200 && status < 300)
		return SENT;
	snprintf(webhook->reason, sizeof(webhook->reason),
		 status >= 300 && status < 400
			 ? "it answers %ld, a redirect, which is not followed"
			 : "it answers %ld",
		 status);
	return status >= 500 || status == 429 ? MAY_PASS : FOR_GOOD;
}

static void finish(struct webhook *webhook, CURLcode code)
{
	enum fate fate = judge(webhook, code);

	stop(webhook);
	if (fate == MAY_PASS && webhook->tries < TRIES) {
		webhook->not_before = now_ms() + webhook->times.pause;
		return;
	}
	if (fate != SENT)
		complain(webhook, webhook->reason);
	drop_first(webhook);
}

static void hear(struct webhook *webhook)
{
	CURLMsg *message;
	int left;

	while ((message = curl_multi_info_read(webhook->multi, &left)))
		if (message->msg == CURLMSG_DONE &&
		    message->easy_handle == webhook->easy)
			finish(webhook, message->data.result);
}

/* --- what the loop calls ------------------------------------------------- */

void webhook_tick(struct webhook *webhook)
{
	int running;

	if (!webhook->easy && webhook->count > 0 &&
	    now_ms() >= webhook->not_before)
		start(webhook);
	if (!webhook->easy)
		return;
	curl_multi_perform(webhook->multi, &running);
	hear(webhook);
}

bool webhook_busy(const struct webhook *webhook)
{
	return webhook->count > 0;
}

bool webhook_flush(struct webhook *webhook, long milliseconds)
{
	int64_t until = now_ms() + milliseconds;

	for (;;) {
		int64_t left = until - now_ms();

		webhook_tick(webhook);
		if (!webhook_busy(webhook) || left <= 0)
			return !webhook_busy(webhook);
		curl_multi_poll(webhook->multi, NULL, 0,
				left < 20 ? (int)left : 20, NULL);
	}
}

void webhook_post(struct webhook *webhook, const char *text)
{
	struct str body = STR_INIT;

	if (webhook->count == WEBHOOK_QUEUE_MAX) {
		/* Old news is worth less than new. */
		complain(webhook, "it does not keep up");
		stop(webhook);
		drop_first(webhook);
	}
	chat_text_json(text, WEBHOOK_TEXT_MAX, &body);
	webhook->queue[webhook->count++] = str_detach(&body);
}

const char *webhook_trouble(struct webhook *webhook)
{
	if (!webhook->trouble[0] || webhook->told)
		return NULL;
	webhook->told = true;
	return webhook->trouble;
}

/* --- beginning and end --------------------------------------------------- */

struct webhook *webhook_create(const char *url,
			       const struct webhook_times *times,
			       struct err *err)
{
	static const struct webhook_times usual = { 5000, 10000, 2000 };
	struct webhook *webhook;

	if (curl_global_init(CURL_GLOBAL_DEFAULT)) {
		err_set(err, ERR_IO, "libcurl could not be started");
		return NULL;
	}
	webhook = mem_calloc(1, sizeof(*webhook));
	webhook->times = times ? *times : usual;
	if (!check_url(webhook, url, err)) {
		webhook_destroy(webhook);
		return NULL;
	}
	webhook->url = mem_strdup(url);
	webhook->multi = curl_multi_init();
	webhook->headers = curl_slist_append(webhook->headers,
					     "Content-Type: application/json");
	/* No question beforehand whether the body is welcome. */
	webhook->headers = curl_slist_append(webhook->headers, "Expect:");
	if (webhook->multi && webhook->headers)
		return webhook;
	err_set(err, ERR_IO, "libcurl could not be started");
	webhook_destroy(webhook);
	return NULL;
}

void webhook_destroy(struct webhook *webhook)
{
	if (!webhook)
		return;
	stop(webhook);
	while (webhook->count > 0)
		drop_first(webhook);
	curl_multi_cleanup(webhook->multi);
	curl_slist_free_all(webhook->headers);
	free(webhook->url);
	free(webhook);
	curl_global_cleanup();
}
