/* What the words on the screen mean. */
#include "ui/app_internal.h"

static const char *const terms[][2] = {
	{ "429", "the API's answer \"too many\": refused, not billed" },
	{ "attempt", "one call of our program to the API for a request" },
	{ "approval", "a yes from a person, which some measures need" },
	{ "baseline", "the same minute of a usual day; dotted in graphs" },
	{ "backoff", "waiting longer before each retry" },
	{ "breaker", "stops calling the API for a while when calls fail" },
	{ "burn rate", "how many times too fast the error budget is used up" },
	{ "cause", "what started it; suspect, rule out or conclude one" },
	{ "drill time", "minutes since the page; 00:00 is the page" },
	{ "hands", "people free to carry out measures; each takes one" },
	{ "hypothesis", "a suspicion with its evidence" },
	{ "idempotency", "a repeated order makes one thing, not two" },
	{ "in force", "a measure that works now" },
	{ "inject", "something the world sends: mail, call, launch" },
	{ "jitter", "a random part in waiting, so that not all call at once" },
	{ "lead time", "from applying a measure until it works" },
	{ "override", "acting without the approval; it is noticed" },
	{ "p50 p95 p99", "half, 95 or 99 of 100 people wait less than this" },
	{ "par", "what a good player brings about on the same drill" },
	{ "pin", "evidence kept with its time, for a hypothesis" },
	{ "press", "one request of a person; some press again" },
	{ "preset", "a ready-made set of choices" },
	{ "SEV1 SEV2 SEV3", "how bad it is; declared by you" },
	{ "shedding", "turning some requests away to serve the others" },
	{ "SLO", "the level we promised ourselves; red dots in graphs" },
	{ "span", "one stop of a request on its way" },
	{ "tenant", "a company that uses the product" },
	{ "trace", "one request with all its stops" },
	{ "trade-off", "what a measure costs besides what it brings" },
};

static void nothing(struct app *app, const char *id)
{
	(void)app;
	(void)id;
}

void app_open_glossary(struct app *app)
{
	dialog_pick(&app->dialog, "What the words mean", nothing);
	for (size_t i = 0; i < sizeof(terms) / sizeof(*terms); i++)
		dialog_add(&app->dialog, terms[i][0], terms[i][0], terms[i][1]);
}
