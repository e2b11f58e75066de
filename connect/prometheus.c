#include "connect/prometheus.h"

#include <curl/curl.h>
#include <stdlib.h>

#define CONNECT_MS 5000
#define WHOLE_MS 30000
#define PATH "/api/v1/query_range"

/* --- the address --------------------------------------------------------- */

static bool check_address(struct prometheus *server, struct err *err)
{
	CURLU *parts = curl_url();
	char *scheme = NULL, *host = NULL, *port = NULL;
	bool good;

	good = !curl_url_set(parts, CURLUPART_URL, server->url,
			     CURLU_NON_SUPPORT_SCHEME) &&
	       !curl_url_get(parts, CURLUPART_SCHEME, &scheme, 0) &&
	       !curl_url_get(parts, CURLUPART_HOST, &host, 0) &&
	       (!strcmp(scheme, "http") || !strcmp(scheme, "https"));
	if (good) {
		if (curl_url_get(parts, CURLUPART_PORT, &port, 0))
			port = NULL;
		snprintf(server->host, sizeof(server->host), "%s%s%s", host,
			 port ? ":" : "", port ? port : "");
	}
	curl_free(scheme);
	curl_free(host);
	curl_free(port);
	curl_url_cleanup(parts);
	if (good)
		return true;
	return err_set(err, ERR_INPUT,
		       "that is no address of Prometheus; give one such as "
		       "http://127.0.0.1:9090");
}

bool prometheus_check(struct prometheus *server, struct err *err)
{
	int64_t steps;

	if (!check_address(server, err))
		return false;
	if (server->step_s < CHRONICLE_STEP_MIN_S ||
	    server->step_s > CHRONICLE_STEP_MAX_S)
		return err_set(err, ERR_INPUT,
			       "the step is from %d to %d whole seconds",
			       CHRONICLE_STEP_MIN_S, CHRONICLE_STEP_MAX_S);
	if (server->end_s <= server->start_s)
		return err_set(err, ERR_INPUT,
			       "the end must be later than the start");
	steps = (server->end_s - server->start_s) / server->step_s + 1;
	if (steps > CHRONICLE_STEPS_MAX)
		return err_set(
			err, ERR_LIMIT,
			"that would be %lld steps of %lld s, at most %d "
			"are replayed; take a longer --step or less time",
			(long long)steps, (long long)server->step_s,
			CHRONICLE_STEPS_MAX);
	return true;
}

/* --- one call ------------------------------------------------------------ */

struct answer {
	struct str body;
	bool huge;
};

static size_t keep(char *bytes, size_t size, size_t count, void *context)
{
	struct answer *answer = context;

	if (answer->body.length + size * count > CHRONICLE_BYTES_MAX) {
		answer->huge = true;
		return 0;
	}
	str_add_n(&answer->body, bytes, size * count);
	return size * count;
}

static void add_form(CURL *easy, struct str *form, const char *name,
		     const char *value)
{
	char *escaped = curl_easy_escape(easy, value, 0);

	str_addf(form, "%s%s=%s", form->length ? "&" : "", name,
		 escaped ? escaped : "");
	curl_free(escaped);
}

static void make_form(CURL *easy, const struct prometheus *server,
		      const char *query, struct str *form)
{
	char number[32];

	add_form(easy, form, "query", query);
	snprintf(number, sizeof(number), "%lld", (long long)server->start_s);
	add_form(easy, form, "start", number);
	snprintf(number, sizeof(number), "%lld", (long long)server->end_s);
	add_form(easy, form, "end", number);
	snprintf(number, sizeof(number), "%lld", (long long)server->step_s);
	add_form(easy, form, "step", number);
}

static void prepare(CURL *easy, const struct prometheus *server,
		    const char *url, const struct str *form,
		    struct curl_slist *headers, struct answer *answer)
{
	curl_easy_setopt(easy, CURLOPT_URL, url);
	curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
	curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
	curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(easy, CURLOPT_USERAGENT, "gameday");
	curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "");
	curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers);
	curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS,
			 server->connect_ms > 0 ? server->connect_ms
						: (long)CONNECT_MS);
	curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS,
			 server->whole_ms > 0 ? server->whole_ms
					      : (long)WHOLE_MS);
	curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, keep);
	curl_easy_setopt(easy, CURLOPT_WRITEDATA, answer);
	curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE, (long)form->length);
	curl_easy_setopt(easy, CURLOPT_POSTFIELDS, form->s);
}

static struct curl_slist *make_headers(void)
{
	const char *token = getenv("GAMEDAY_PROMETHEUS_TOKEN");
	struct curl_slist *headers = curl_slist_append(NULL, "Expect:");
	struct str line = STR_INIT;

	if (token && *token) {
		str_addf(&line, "Authorization: Bearer %s", token);
		headers = curl_slist_append(headers, line.s);
	}
	str_finish(&line);
	return headers;
}

/* What the answer is, by its status; bad queries come with a reason that the
 * reader of the body tells. */
static bool judge(const struct prometheus *server, CURLcode code, long status,
		  const struct answer *answer, struct err *err)
{
	if (answer->huge)
		return err_set(err, ERR_LIMIT,
			       "%s answers with more than %u MB; ask for less "
			       "time or a longer --step",
			       server->host, CHRONICLE_BYTES_MAX >> 20);
	if (code != CURLE_OK)
		return err_set(err, ERR_IO, "%s cannot be reached: %s",
			       server->host, curl_easy_strerror(code));
	if (status == 401 || status == 403)
		return err_set(err, ERR_INPUT,
			       "%s wants to know who asks (%ld); put a token "
			       "into GAMEDAY_PROMETHEUS_TOKEN",
			       server->host, status);
	if (status == 200 || status == 400 || status == 422 || status == 503)
		return true;
	return err_set(err, ERR_INPUT,
		       "%s answers %ld to " PATH "; is it Prometheus, and is "
		       "the address that of its start page?",
		       server->host, status);
}

bool prometheus_fetch(const struct prometheus *server, const char *query,
		      struct chronicle_input *out, struct err *err)
{
	struct answer answer = { STR_INIT, false };
	struct str form = STR_INIT, url = STR_INIT;
	struct curl_slist *headers = make_headers();
	CURL *easy = curl_easy_init();
	CURLcode code = CURLE_FAILED_INIT;
	size_t length = strlen(server->url);
	long status = 0;
	bool good;

	while (length > 0 && server->url[length - 1] == '/')
		length--;
	str_addf(&url, "%.*s%s", (int)length, server->url, PATH);
	if (easy) {
		make_form(easy, server, query, &form);
		prepare(easy, server, url.s, &form, headers, &answer);
		code = curl_easy_perform(easy);
		curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
	}
	curl_easy_cleanup(easy);
	curl_slist_free_all(headers);
	good = judge(server, code, status, &answer, err) &&
	       prometheus_read(answer.body.s, answer.body.length, query, out,
			       err);
	str_finish(&answer.body);
	str_finish(&form);
	str_finish(&url);
	return good;
}
