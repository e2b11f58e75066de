#include "cli/news.h"

#include "base/mem.h"
#include "connect/webhook.h"
#include "ui/plain.h"

#define FLUSH_MS 5000

struct news {
	const struct drill *drill;
	struct webhook *webhook;
	size_t told; /* events so far */
};

struct news *news_create(const char *url, struct err *err)
{
	struct webhook *webhook = webhook_create(url, NULL, err);
	struct news *news;

	if (!webhook)
		return NULL;
	news = mem_calloc(1, sizeof(*news));
	news->webhook = webhook;
	return news;
}

void news_follow(struct news *news, const struct drill *drill)
{
	if (!news)
		return;
	news->drill = drill;
	drill_events(drill, &news->told);
}

/* What the others in the chat want to know; not every look. */
static bool is_news(const struct event *event)
{
	return event->kind != EVENT_COMMAND ||
	       event->command->verb == COMMAND_TELL ||
	       event->command->verb == COMMAND_DECLARE ||
	       event->command->verb == COMMAND_CONCLUDE;
}

static void post(struct news *news, const struct event *event)
{
	struct str text = STR_INIT;

	if (event->kind == EVENT_COMMAND &&
	    event->command->verb == COMMAND_TELL)
		str_addf(&text, "To %s: %s", event->command->subject,
			 event->command->text);
	else
		plain_event(news->drill, event, &text);
	if (text.length > 0)
		webhook_post(news->webhook, text.s);
	str_finish(&text);
}

void news_tick(struct news *news, bool quiet)
{
	const struct event *events;
	const char *trouble;
	size_t count;

	if (!news)
		return;
	events = drill_events(news->drill, &count);
	for (; news->told < count; news->told++)
		if (is_news(&events[news->told]))
			post(news, &events[news->told]);
	webhook_tick(news->webhook);
	trouble = quiet ? NULL : webhook_trouble(news->webhook);
	if (trouble)
		fprintf(stderr, "gameday: %s\n", trouble);
}

void news_end(struct news *news, const struct report *report)
{
	struct str text = STR_INIT;

	if (!news)
		return;
	str_addf(&text, "The drill has ended: %s, %.1f of %.0f.",
		 report->decision, report->score, report->max);
	webhook_post(news->webhook, text.s);
	str_finish(&text);
}

void news_destroy(struct news *news)
{
	const char *trouble;

	if (!news)
		return;
	webhook_flush(news->webhook, FLUSH_MS);
	trouble = webhook_trouble(news->webhook);
	if (trouble)
		fprintf(stderr, "gameday: %s\n", trouble);
	webhook_destroy(news->webhook);
	free(news);
}
