#include "drill/panels/panel_build.h"

#include "drill/panels/entries.h"
#include "drill/figure.h"

#define LINES_MAX 1500
#define SHOWN_MAX 60
#define TRACES_EACH 40
#define SPANS_MAX 100

enum level { LEVEL_INFO, LEVEL_WARN, LEVEL_ERROR };

static const char *const levels[] = { "info", "warn", "error" };

struct log_line {
	int64_t at_us;
	enum level level;
	const char *service, *text;
};

struct log {
	struct panel_builder *b;
	size_t count;
	struct log_line lines[LINES_MAX];
};

/* How each answer is written down. */
static const struct {
	enum level level;
	const char *text;
} worded[SIM_OUTCOMES] = {
	[SIM_OUTCOME_OK] = { LEVEL_INFO, "done" },
	[SIM_OUTCOME_TIMEOUT] = { LEVEL_WARN, "no answer in time, gave up on "
					      "the call" },
	[SIM_OUTCOME_QUOTA] = { LEVEL_WARN, "429 QuotaExceeded" },
	[SIM_OUTCOME_CREDIT] = { LEVEL_ERROR, "400 CreditInsufficient" },
	[SIM_OUTCOME_FAILED] = { LEVEL_WARN, "task state failed" },
	[SIM_OUTCOME_LIMITED] = { LEVEL_INFO, "refused by our rate limit" },
	[SIM_OUTCOME_CAPPED] = { LEVEL_WARN, "refused by the spend cap" },
	[SIM_OUTCOME_SHED] = { LEVEL_INFO, "turned away" },
	[SIM_OUTCOME_BREAKER] = { LEVEL_WARN, "circuit breaker open, not "
					      "called" },
	[SIM_OUTCOME_FULL] = { LEVEL_WARN, "queue full" },
};

static void put(struct log *log, int64_t at_us, enum level level,
		const char *service, const char *text)
{
	if (log->count < LINES_MAX)
		log->lines[log->count++] = (struct log_line){ at_us, level,
							      service, text };
}

/* A call to the API that went wrong, or that nobody waited for. */
static void put_span(struct log *log, const struct sim_trace *trace,
		     const struct sim_span *span)
{
	struct panel_builder *b = log->b;
	const char *service = sim_model_node_name(b->drill->pack->model,
						  span->node);
	double took = (double)(span->end_us - span->enter_us) / SECOND_US;

	if (span->attempt == 0 || span->end_us == 0)
		return;
	if (span->orphan && span->usd > 0)
		put(log, span->end_us, LEVEL_INFO, service,
		    panel_say(b,
			      "task of request %u attempt %d finished after "
			      "%s, caller already gone, billed %.4g USD",
			      trace->press, span->attempt, panel_took(b, took),
			      span->usd));
	else if (span->outcome != SIM_OUTCOME_OK && worded[span->outcome].text)
		put(log, span->end_us, worded[span->outcome].level, service,
		    panel_say(b, "request %u attempt %d: %s after %s",
			      trace->press, span->attempt,
			      worded[span->outcome].text, panel_took(b, took)));
}

static void put_trace(struct log *log, const struct sim_trace *trace)
{
	struct panel_builder *b = log->b;
	const struct pack *pack = b->drill->pack;
	struct sim_span spans[SPANS_MAX];
	size_t count = sim_trace_spans(b->drill->world.engine, trace->press,
				       SPANS_MAX, spans);
	bool good = trace->outcome == SIM_OUTCOME_OK;

	for (size_t i = 0; i < count; i++)
		put_span(log, trace, &spans[i]);
	put(log, trace->end_us, good ? LEVEL_INFO : LEVEL_ERROR,
	    sim_model_node_name(pack->model,
				count ? spans[0].node : trace->source),
	    panel_say(b, "request %u answered %s %s after %s, %d calls",
		      trace->press, sim_outcome_status(trace->outcome),
		      sim_outcome_name(trace->outcome),
		      panel_took(b, (double)(trace->end_us - trace->start_us) /
					    SECOND_US),
		      trace->attempts));
}

static void put_traces(struct log *log, struct sim_window window)
{
	static const enum sim_trace_kind kinds[] = { SIM_TRACE_FAILED,
						     SIM_TRACE_RETRIED,
						     SIM_TRACE_ALL };
	struct panel_builder *b = log->b;
	struct sim_trace *traces = arena_new(b->arena, struct sim_trace,
					     3 * TRACES_EACH);
	size_t count = 0;

	for (size_t k = 0; k < 3; k++) {
		struct sim_trace *more = traces + count;
		size_t n = sim_traces(b->drill->world.engine, kinds[k], NULL,
				      window, TRACES_EACH, more);
		size_t kept = 0;

		for (size_t i = 0; i < n; i++) {
			bool known = false;

			for (size_t j = 0; j < count; j++)
				known |= traces[j].press == more[i].press;
			if (!known)
				more[kept++] = more[i];
		}
		count += kept;
	}
	for (size_t i = 0; i < count; i++)
		put_trace(log, &traces[i]);
}

/* One line a minute of what the services count themselves. */
static void put_minute(struct log *log, int64_t minute_s)
{
	struct panel_builder *b = log->b;
	const struct drill *drill = b->drill;
	const struct pack_screen *screen = &drill->pack->screen;
	int64_t at_us = minute_s * SECOND_US;
	double refused = sim_metric(drill->world.engine,
				    SIM_METRIC_QUOTA_PER_MIN, NULL,
				    panel_window(minute_s, 60));

	if (refused >= 1)
		put(log, at_us, LEVEL_WARN, screen->caller,
		    panel_say(b,
			      "%.0f calls answered 429 by %s in the last "
			      "minute",
			      refused, screen->api));
	for (size_t i = 0; i < screen->infra_count; i++) {
		int node = sim_model_node(drill->pack->model, screen->infra[i]);
		struct sim_window now = panel_window(minute_s, 5);
		struct sim_window then = panel_window(minute_s - 60, 5);
		double queue = sim_gauge(drill->world.engine, node,
					 SIM_GAUGE_QUEUE, now);
		double before = sim_gauge(drill->world.engine, node,
					  SIM_GAUGE_QUEUE, then);
		double servers = sim_gauge(drill->world.engine, node,
					   SIM_GAUGE_SERVERS, now);
		double fewer = sim_gauge(drill->world.engine, node,
					 SIM_GAUGE_SERVERS, then);

		if (queue >= 20 && queue >= before + 5)
			put(log, at_us, LEVEL_WARN, screen->infra[i],
			    panel_say(b, "%.0f waiting (%+.0f in a minute)",
				      queue, queue - before));
		if (servers > fewer + 0.5 || servers < fewer - 0.5)
			put(log, at_us, LEVEL_INFO, screen->infra[i],
			    panel_say(b, "capacity %.0f -> %.0f", fewer,
				      servers));
	}
}

static void put_entries(struct log *log, int64_t from_s, int64_t to_s)
{
	struct panel_builder *b = log->b;
	struct entry *entries = arena_new(b->arena, struct entry, ENTRIES_MAX);
	size_t count = entries_between(b->drill, from_s, to_s, NULL, "notice",
				       b->arena, entries);

	for (size_t i = 0; i < count; i++)
		put(log, entries[i].at_s * SECOND_US, LEVEL_INFO,
		    entries[i].what->kind, entries[i].text);
}

static int compare(const void *a, const void *b)
{
	const struct log_line *x = a, *y = b;
	int order;

	if (x->at_us != y->at_us)
		return x->at_us > y->at_us ? -1 : 1;
	order = strcmp(x->service, y->service);
	return order ? order : strcmp(x->text, y->text);
}

/* Which lines are wanted. */
struct wanted {
	const char *match; /* has these words; NULL = any */
	const char *line;  /* is this one; NULL = any */
	int level;	   /* at least */
	int64_t last_s;
};

static bool is_wanted(const struct log_line *line, const struct wanted *wanted)
{
	if ((int)line->level < wanted->level ||
	    (wanted->line && strcmp(line->text, wanted->line)))
		return false;
	return !wanted->match || str_has_nocase(line->text, wanted->match) ||
	       str_has_nocase(line->service, wanted->match);
}

static void say_evidence(struct panel_builder *b, size_t found,
			 const size_t counts[3], bool one)
{
	const struct panel_row *newest = b->rows.count ? b->rows.items : NULL;

	if (one && newest)
		b->panel->evidence =
			panel_say(b, "log %s %s %s: %s", newest->cells[0].text,
				  newest->cells[1].text, newest->cells[2].text,
				  newest->cells[3].text);
	else
		b->panel->evidence = panel_say(
			b, "%s: %zu lines, %zu warnings, %zu errors%s%s",
			b->panel->title, found, counts[1], counts[2],
			newest ? "; newest: " : "",
			newest ? newest->cells[3].text : "");
}

static void show(struct panel_builder *b, struct log *log,
		 const struct wanted *wanted)
{
	static const enum tone tones[] = { TONE_DIM, TONE_WARN, TONE_BAD };
	size_t shown = 0, found = 0, counts[3] = { 0 };

	qsort(log->lines, log->count, sizeof(*log->lines), compare);
	panel_column(b, "at", COLUMN_TEXT);
	panel_column(b, "level", COLUMN_TEXT);
	panel_column(b, "service", COLUMN_TEXT);
	panel_column(b, "message", COLUMN_WRAP);
	for (size_t i = 0; i < log->count; i++) {
		const struct log_line *line = &log->lines[i];

		if (!is_wanted(line, wanted))
			continue;
		found++;
		counts[line->level]++;
		if (shown == SHOWN_MAX)
			continue;
		shown++;
		panel_add_row(b)->pin = panel_say(
			b, "level=%s last=%s line=%s", levels[line->level],
			panel_clock(b, wanted->last_s),
			panel_quoted(b, line->text));
		panel_cell(b, TONE_DIM, "%s", panel_time(b, line->at_us));
		panel_cell(b, tones[line->level], "%s", levels[line->level]);
		panel_cell(b, TONE_PLAIN, "%s", line->service);
		panel_cell(b, TONE_PLAIN, "%s", line->text);
	}
	if (found > shown)
		panel_note(b, "%zu older lines match", found - shown);
	say_evidence(b, found, counts, wanted->line != NULL);
}

bool panel_logs(struct panel_builder *b)
{
	const struct drill *drill = b->drill;
	struct wanted wanted = { .match = panel_arg(b, "match"),
				 .line = panel_arg(b, "line") };
	const char *level = panel_arg(b, "level");
	struct log *log;
	int64_t last_s;

	while (level && wanted.level < 3 && strcmp(levels[wanted.level], level))
		wanted.level++;
	if (wanted.level == 3)
		return panel_wrong(b, "level", level, levels, 3);
	if (!panel_seconds(b, "last", 300, 60,
			   drill->now_s + drill->pack->history_s - 60, &last_s))
		return false;
	log = arena_new(b->arena, struct log, 1);
	log->b = b;
	put_traces(log, panel_window(drill->now_s, last_s));
	for (int64_t s = drill->now_s - last_s + 60; s <= drill->now_s; s += 60)
		put_minute(log, s);
	put_entries(log, drill->now_s - last_s, drill->now_s);
	b->panel->title = panel_say(b, "Logs%s%s, last %s",
				    wanted.match ? " with " : "",
				    wanted.match ? wanted.match : "",
				    panel_span(b, last_s));
	b->panel->caption = "A sample of the requests, and what the services "
			    "count each minute; newest first.";
	wanted.last_s = last_s;
	show(b, log, &wanted);
	return true;
}
