#include "connect/opinion.h"

#include "connect/opinion_internal.h"

#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define TRIES 2
#define ANSWER_MAX (1u << 20) /* bytes of an answer that we hear out */
#define TIMEOUT_MS 60000
#define PAUSE_MS 2000
#define CONNECT_MS 10000

bool opinion_setup_read(struct opinion_setup *out)
{
	*out = (struct opinion_setup){
		.url = getenv("GAMEDAY_OPINION_URL"),
		.model = getenv("GAMEDAY_OPINION_MODEL"),
		.key = getenv("GAMEDAY_OPINION_KEY"),
	};
	return out->url != NULL && out->url[0] != '\0';
}

/* Answers are private, so they leave the machine encrypted or not at all. */
static bool is_safe(const char *scheme, const char *host)
{
	return strcmp(scheme, "https") == 0 ||
	       (strcmp(scheme, "http") == 0 &&
		(strcmp(host, "localhost") == 0 ||
		 strcmp(host, "127.0.0.1") == 0 || strcmp(host, "[::1]") == 0));
}

bool opinion_setup_check(const struct opinion_setup *setup, struct err *err)
{
	CURLU *parts = curl_url();
	char *scheme = NULL, *host = NULL;
	bool good;

	good = !curl_url_set(parts, CURLUPART_URL, setup->url,
			     CURLU_NON_SUPPORT_SCHEME) &&
	       !curl_url_get(parts, CURLUPART_SCHEME, &scheme, 0) &&
	       !curl_url_get(parts, CURLUPART_HOST, &host, 0) &&
	       is_safe(scheme, host);
	curl_free(scheme);
	curl_free(host);
	curl_url_cleanup(parts);
	if (!good)
		return err_set(err, ERR_INPUT,
			       "GAMEDAY_OPINION_URL must be an address such as "
			       "https://api.example.com/v1/chat/completions, "
			       "or one of this machine with http:");
	if (setup->model == NULL || setup->model[0] == '\0')
		return err_set(err, ERR_INPUT,
			       "GAMEDAY_OPINION_MODEL must name the model that "
			       "is to be asked");
	return true;
}

/* --- one call ------------------------------------------------------------ */

static size_t keep_answer(char *bytes, size_t size, size_t count, void *context)
{
	struct str *answer = context;

	if (answer->length + size * count > ANSWER_MAX)
		return 0;
	str_add_n(answer, bytes, size * count);
	return size * count;
}

static struct curl_slist *headers_of(const struct opinion_setup *setup)
{
	struct curl_slist *headers =
		curl_slist_append(NULL, "Content-Type: application/json");
	struct str line = STR_INIT;

	if (setup->key != NULL && setup->key[0] != '\0') {
		str_addf(&line, "Authorization: Bearer %s", setup->key);
		headers = curl_slist_append(headers, line.s);
	}
	str_finish(&line);
	return headers;
}

static CURL *prepare(const struct opinion_setup *setup,
		     struct curl_slist *headers, const struct str *body,
		     struct str *answer)
{
	CURL *easy = curl_easy_init();

	if (easy == NULL)
		return NULL;
	curl_easy_setopt(easy, CURLOPT_URL, setup->url);
	curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
	curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
	curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(easy, CURLOPT_USERAGENT, "gameday");
	curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers);
	curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, (long)CONNECT_MS);
	curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS,
			 setup->timeout_ms > 0 ? setup->timeout_ms
					       : (long)TIMEOUT_MS);
	curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, keep_answer);
	curl_easy_setopt(easy, CURLOPT_WRITEDATA, answer);
	curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE, (long)body->length);
	curl_easy_setopt(easy, CURLOPT_POSTFIELDS, body->s);
	return easy;
}

/* One try.  True when there is an answer to read; else the reason, and whether
 * it may pass. */
static bool post(const struct opinion_setup *setup, const struct str *body,
		 struct str *answer, bool *may_pass, struct err *err)
{
	struct curl_slist *headers = headers_of(setup);
	CURL *easy = prepare(setup, headers, body, answer);
	CURLcode code = easy ? curl_easy_perform(easy) : CURLE_FAILED_INIT;
	long status = 0;

	if (easy != NULL)
		curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
	curl_easy_cleanup(easy);
	curl_slist_free_all(headers);
	*may_pass = status == 429 || status >= 500;
	if (code == CURLE_WRITE_ERROR)
		return err_set(err, ERR_IO, "the answer is too long");
	if (code != CURLE_OK)
		return err_set(err, ERR_IO, "%s", curl_easy_strerror(code));
	if (status != 200)
		return err_set(err, ERR_IO, "the endpoint answers %ld", status);
	return true;
}

static void pause_for(long milliseconds)
{
	struct timespec time = { milliseconds / 1000,
				 milliseconds % 1000 * 1000000 };

	nanosleep(&time, NULL);
}

static bool call(const struct opinion_setup *setup,
		 const struct opinion_case *of, const struct str *body,
		 struct opinion_vote *vote, struct arena *arena,
		 struct err *err)
{
	struct str answer = STR_INIT;
	bool may_pass = true;
	bool ok = false;

	for (int n = 0; n < TRIES && !ok && may_pass; n++) {
		if (n > 0)
			pause_for(setup->pause_ms > 0 ? setup->pause_ms
						      : PAUSE_MS);
		str_clear(&answer);
		ok = post(setup, body, &answer, &may_pass, err);
	}
	ok = ok && opinion_read(of, answer.s, answer.length, vote, arena, err);
	str_finish(&answer);
	return ok;
}

/* --- the opinion --------------------------------------------------------- */

/* Met is what more than half of the answers prove. */
static void count(const struct opinion_case *of,
		  const struct opinion_vote *votes, struct opinion *opinion)
{
	for (size_t i = 0; i < of->count; i++) {
		struct opinion_verdict *verdict = &opinion->verdict[i];

		opinion->max += of->criteria[i].max;
		for (int n = 0; n < opinion->answers; n++) {
			if (!votes[n].met[i])
				continue;
			verdict->votes++;
			verdict->quote = votes[n].quote[i];
		}
		verdict->met = 2 * verdict->votes > opinion->answers;
		if (verdict->met)
			opinion->score += of->criteria[i].max;
		else
			verdict->quote = NULL;
	}
}

const struct opinion *opinion_ask(const struct opinion_setup *setup,
				  const char *question,
				  const struct opinion_criterion *criteria,
				  size_t n, const char *text,
				  struct arena *arena)
{
	struct opinion_case of = { question, criteria, n, text };
	struct opinion_vote *votes = arena_new(arena, struct opinion_vote,
					       OPINION_CALLS);
	struct opinion *opinion = arena_new(arena, struct opinion, 1);
	struct str body = STR_INIT;
	struct err err = { 0 };

	opinion->verdict = arena_new(arena, struct opinion_verdict, n);
	if (n == 0 || n > OPINION_CRITERIA_MAX ||
	    strlen(text) > OPINION_TEXT_MAX) {
		opinion->abstains = "the answer is too long to be sent";
		return opinion;
	}
	opinion_request(&of, setup->model, &body);
	for (int i = 0; i < OPINION_CALLS; i++) {
		if (call(setup, &of, &body, &votes[opinion->answers], arena,
			 &err))
			opinion->answers++;
	}
	str_finish(&body);
	if (2 * opinion->answers > OPINION_CALLS)
		count(&of, votes, opinion);
	else
		opinion->abstains = arena_strdup(arena, err.message);
	return opinion;
}
