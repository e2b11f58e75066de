/* What the words on the screen mean. */
#include "ui/glossary.h"
#include "ui/app_internal.h"

#include <string.h>

static const char *const terms[][2] = {
	{ "429", "the API's answer \"too many\": refused, not billed" },
	{ "504",
	  "nobody waited any longer; the task may go on, and be billed" },
	{ "alert", "a figure passed its limit; a diamond below the graphs" },
	{ "answer",
	  "what came of a request: ok, a refusal, or no answer in time" },
	{ "approval", "a yes from a person, which some measures need" },
	{ "at the API",
	  "tasks in the making there, against how many it takes" },
	{ "attempt", "one call of our program to the API for a request" },
	{ "backoff", "waiting longer before each retry" },
	{ "baseline", "the same minute of a usual day; dotted in graphs" },
	{ "billed", "what the task costs us, whether or not anybody waits" },
	{ "break down", "the same figure, for each value of a label; v" },
	{ "breaker", "stops calling the API for a while when calls fail" },
	{ "burn rate", "how many times too fast the error budget is used up" },
	{ "busy", "workers or servers that are at work now" },
	{ "calls", "attempts: how often a request called the API" },
	{ "calls each",
	  "how many attempts one request takes until it is done" },
	{ "cap", "a limit; what is above it is refused or slowed" },
	{ "capacity",
	  "the places there are for work; when all are busy, it queues" },
	{ "cause", "what started it; suspect, rule out or conclude one" },
	{ "channel", "how something reached you: mail, chat, phone" },
	{ "conclude", "to say that this is the cause, with a reason" },
	{ "credit", "money paid ahead to the API; at nought it stops" },
	{ "declare", "to say how bad it is, or that it is over" },
	{ "drill time", "minutes since the page; 00:00 is the page" },
	{ "err", "share of requests that end without what was wanted" },
	{ "error budget", "how many errors the SLO allows in a month" },
	{ "estimated", "the bill before the invoice, some minutes behind" },
	{ "evidence", "what was pinned for a hypothesis or against it" },
	{ "excess", "money above what a usual day costs by now" },
	{ "figure", "a number that the drill knows at each moment" },
	{ "gauge", "a level at a moment: busy, waiting, in flight" },
	{ "hands", "people free to carry out measures; each takes one" },
	{ "hop", "one node on the way of a request" },
	{ "hypothesis", "a suspicion with its evidence" },
	{ "idempotency", "a repeated order makes one thing, not two" },
	{ "in flight", "accepted and not yet done" },
	{ "in force", "a measure that works now" },
	{ "in the making", "tasks that the API has accepted and works on" },
	{ "in/s ok/s refused/s",
	  "requests that come, are done, or are turned away, a second" },
	{ "inject", "something the world sends: mail, call, launch" },
	{ "invoiced", "what the vendor has put on a bill for good" },
	{ "jitter", "a random part in waiting, so that not all call at once" },
	{ "label", "what requests are told apart by: plan, tenant, preset" },
	{ "lead time", "from applying a measure until it works" },
	{ "level", "how grave a log line is: info, warn or error" },
	{ "mark", "a sign below the graphs: what was done, what alarmed" },
	{ "measure", "something that can be done about it; m lists them" },
	{ "metric", "a figure over time; in a plan, what it is judged by" },
	{ "nobody waited",
	  "share of visits that ended after their caller had gone" },
	{ "node", "one part of the system: a service, a queue, a pool" },
	{ "not ok", "share of visits that brought no good answer" },
	{ "ok", "requests that ended as they should" },
	{ "outcomes", "how requests ended: ok, timeout, 429 or rejected" },
	{ "override", "acting without the approval; it is noticed" },
	{ "owner", "who sees to it that something planned is done" },
	{ "p50 p95 p99", "half, 95 or 99 of 100 people wait less than this" },
	{ "page", "the call that began the drill, at 00:00" },
	{ "par", "what a good player brings about on the same drill" },
	{ "pin", "evidence kept with its time, for a hypothesis" },
	{ "plan phase", "minutes after play to plan and to write" },
	{ "preset", "a ready-made set of choices" },
	{ "press", "one request of a person; some press again" },
	{ "queue", "requests that wait for a free worker" },
	{ "queue then", "how long the queue was at the window's beginning" },
	{ "quota", "how many the API takes of us at once or in a minute" },
	{ "rate", "the same money, by the hour" },
	{ "rejected", "refused by our own limits, before the API was asked" },
	{ "request", "one wish of a person that the system works on" },
	{ "retries", "further attempts after one that failed" },
	{ "rollback",
	  "back to the release before; also: the way back of a plan" },
	{ "rubric", "what is scored, and for how many points" },
	{ "runbook", "what the team wrote down for such a day" },
	{ "series", "one line of a graph: a figure, or a figure of one label" },
	{ "service", "the program that wrote a log line" },
	{ "SEV1 SEV2 SEV3", "how bad it is; declared by you" },
	{ "severity", "how bad it is: SEV1 is the worst" },
	{ "share", "its part of the whole, as a bar" },
	{ "shedding", "turning some requests away to serve the others" },
	{ "since your action",
	  "figures when your last measure came into force, and now" },
	{ "SLO", "the level we promised ourselves; red dots in graphs" },
	{ "span", "one stop of a request on its way" },
	{ "stakes", "what this drill counts as loss, in money" },
	{ "state", "where a measure is: asked for, under way, in force" },
	{ "suspect", "to open a hypothesis" },
	{ "task", "what an accepted attempt makes the API do and bill" },
	{ "tenant", "a company that uses the product" },
	{ "there", "workers or servers that there are, busy or not" },
	{ "timeout", "ended because somebody would wait no longer" },
	{ "times normal", "4x is four times what a usual day costs" },
	{ "took", "how long it lasted, from its beginning to its end" },
	{ "took if ok", "how long the visits lasted that ended well" },
	{ "touches now",
	  "how many people a measure would meet at this moment" },
	{ "trace", "one request with all its stops" },
	{ "trade-off", "what a measure costs besides what it brings" },
	{ "trigger", "what changed some minutes before the page" },
	{ "try", "which of a request's attempts it was" },
	{ "unheard",
	  "it ended after its caller had gone; billed all the same" },
	{ "used", "what is busy, as a share of the capacity" },
	{ "usual rate", "what it costs on a usual day at this minute" },
	{ "vendor", "who runs the API" },
	{ "visits", "how often requests came by a node" },
	{ "wait",
	  "seconds from the first press to the result or to giving up" },
	{ "waited", "time in a queue before the work began" },
	{ "waterfall", "the stops of one request under each other, in time" },
	{ "window", "how far back figures and graphs look; [ and ]" },
	{ "with nothing",
	  "share of requests that ended without what was wanted" },
	{ "workers", "machines of ours that take requests from the queue" },
	{ "worksheet",
	  "a calculation whose inputs are the drill's figures; W" },
};

static void nothing(struct app *app, const char *id)
{
	(void)app;
	(void)id;
}

static bool in_pack(const struct pack *pack, const char *term)
{
	for (size_t i = 0; i < pack->term_count; i++)
		if (strcmp(pack->glossary[i].term, term) == 0)
			return true;
	return false;
}

/* The scenario's own words come before those of the screen. */
void app_open_glossary(struct app *app)
{
	const struct pack *pack = app->pack;

	dialog_pick(&app->dialog, "What the words mean", nothing);
	for (size_t i = 0; i < pack->term_count; i++)
		dialog_add(&app->dialog, pack->glossary[i].term,
			   pack->glossary[i].term, pack->glossary[i].plain);
	for (size_t i = 0; i < sizeof(terms) / sizeof(*terms); i++)
		if (!in_pack(pack, terms[i][0]))
			dialog_add(&app->dialog, terms[i][0], terms[i][0],
				   terms[i][1]);
}

int glossary_print(const struct pack *pack, const char *part, struct str *out)
{
	int found = 0;

	for (size_t i = 0; i < pack->term_count; i++)
		if (str_has_nocase(pack->glossary[i].term, part)) {
			str_addf(out, "  %s: %s\n", pack->glossary[i].term,
				 pack->glossary[i].plain);
			found++;
		}
	for (size_t i = 0; i < sizeof(terms) / sizeof(*terms); i++)
		if (!in_pack(pack, terms[i][0]) &&
		    str_has_nocase(terms[i][0], part)) {
			str_addf(out, "  %s: %s\n", terms[i][0], terms[i][1]);
			found++;
		}
	return found;
}
