#include "cli/chat.h"

#include "base/mem.h"
#include "connect/news.h"
#include "connect/webhook.h"

#define FLUSH_MS 5000

struct chat {
	const struct drill *drill;
	struct webhook *webhook;
	size_t told; /* events so far */
};

struct chat *chat_create(const char *url, struct err *err)
{
	struct webhook *webhook = webhook_create(url, NULL, err);
	struct chat *chat;

	if (!webhook)
		return NULL;
	chat = mem_calloc(1, sizeof(*chat));
	chat->webhook = webhook;
	return chat;
}

void chat_follow(struct chat *chat, const struct drill *drill)
{
	struct str text = STR_INIT;

	if (!chat)
		return;
	chat->drill = drill;
	drill_events(drill, &chat->told);
	news_begin(drill, &text);
	webhook_post(chat->webhook, text.s);
	str_finish(&text);
}

static void post_news(struct chat *chat)
{
	size_t count;
	const struct event *events = drill_events(chat->drill, &count);
	struct str text = STR_INIT;

	for (; chat->told < count; chat->told++) {
		str_clear(&text);
		if (news_event(chat->drill, &events[chat->told], &text))
			webhook_post(chat->webhook, text.s);
	}
	str_finish(&text);
}

static void say_trouble(struct chat *chat)
{
	const char *trouble = webhook_trouble(chat->webhook);

	if (trouble)
		fprintf(stderr, "gameday: %s\n", trouble);
}

void chat_tick(struct chat *chat, bool quiet)
{
	if (!chat)
		return;
	post_news(chat);
	webhook_tick(chat->webhook);
	if (!quiet)
		say_trouble(chat);
}

void chat_end(struct chat *chat, const struct report *report)
{
	struct str text = STR_INIT;

	if (!chat)
		return;
	post_news(chat);
	news_score(report->score, report->max, report->decision, &text);
	webhook_post(chat->webhook, text.s);
	str_finish(&text);
}

void chat_destroy(struct chat *chat)
{
	if (!chat)
		return;
	webhook_flush(chat->webhook, FLUSH_MS);
	say_trouble(chat);
	webhook_destroy(chat->webhook);
	free(chat);
}
