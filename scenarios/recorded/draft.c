#include "scenarios/recorded/draft.h"

#include "scenarios/recorded/draft_internal.h"

#include "base/calendar.h"
#include "base/file.h"
#include "base/json.h"

#include <math.h>
#include <stdarg.h>

#define WARM_UP_S 300
#define NORMAL_S 600	   /* shown before the trigger, at least */
#define HISTORY_MAX_S 3600 /* before the trigger */
#define LENGTH_MIN_S 1200
#define LENGTH_MAX_S 3600
#define PRICE_GUESS 0.001 /* USD a request, when no money was recorded */
#define HOURS_A_MONTH 730
#define FILE_MAX (256u << 10)

bool draft_id(const char *id, struct err *err)
{
	size_t length = strlen(id);

	if (length > 0 && length <= 64 && id[0] != '-' &&
	    strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789-") == length)
		return true;
	return err_set(err, ERR_INPUT,
		       "\"%.80s\" cannot be a scenario's name; it is made of "
		       "small letters, digits and '-', at most 64",
		       id);
}

void draft_slot(struct drafting *d, const char *name, const char *format, ...)
{
	struct slot slot = { .name = name };
	struct str text = STR_INIT;
	va_list args;

	va_start(args, format);
	str_vaddf(&text, format, args);
	va_end(args);
	slot.text = arena_strdup(d->arena, text.s);
	str_finish(&text);
	vec_push(&d->slots, slot);
}

/* --- what is set when ---------------------------------------------------- */

/* The state of the system in one step, as the model's parameters say it. */
struct state {
	double rate;	    /* of the usual senders, 1/s in the model */
	double new_rate;    /* of the new one */
	struct fit_law law; /* of the service */
	struct fit_law own; /* of our part; mean 0: takes no time */
	double fails;	    /* of the service */
	double loses;	    /* our part */
	double price;
};

static double at_or(const struct drafting *d, int series, size_t i,
		    double else_)
{
	return d->recording->has[series] ? d->recording->value[series][i]
					 : else_;
}

static double price_at(const struct drafting *d, size_t i)
{
	double rate = d->recording->value[CHRONICLE_RATE][i];

	if (!d->recording->has[CHRONICLE_COST] || !(rate > 0))
		return d->usual_price;
	return d->recording->value[CHRONICLE_COST][i] / 3600 / rate;
}

static struct state usual_state(const struct drafting *d)
{
	return (struct state){
		.rate = d->course->usual[CHRONICLE_RATE] / d->scale,
		.law = d->usual,
		.own = { FIT_LOGNORMAL, { 0, FIT_SIGMA_GUESS } },
		.fails = d->course->usual[CHRONICLE_ERRORS],
		.price = d->usual_price,
	};
}

/* As it was recorded. */
static struct state recorded_state(const struct drafting *d, size_t i)
{
	struct state state = usual_state(d);

	state.rate = d->recording->value[CHRONICLE_RATE][i] / d->scale;
	state.law = d->fit->law[i];
	state.fails = at_or(d, CHRONICLE_ERRORS, i, 0);
	state.price = price_at(d, i);
	return state;
}

/* The same figures by other means: what is beyond the usual is ours, and
 * comes from one sender.  Means and variances of independent times add up. */
static struct state own_state(const struct drafting *d, size_t i)
{
	struct state state = recorded_state(d, i), usual = usual_state(d);
	double mean = fit_mean(&state.law) - fit_mean(&usual.law);
	double variance = fit_variance(&state.law) - fit_variance(&usual.law);

	if (mean > 0.01 * fit_mean(&usual.law)) {
		state.own = fit_moments(mean, variance);
		state.law = usual.law;
	}
	if (state.fails > usual.fails && usual.fails < 1) {
		state.loses = (state.fails - usual.fails) / (1 - usual.fails);
		state.fails = usual.fails;
	}
	if (d->course->departs[CHRONICLE_RATE] && state.rate > usual.rate) {
		state.new_rate = state.rate - usual.rate;
		state.rate = usual.rate;
	}
	return state;
}

static void add_set(struct str *out, const char *name, double now, double was,
		    bool first)
{
	if (!first && fabs(now - was) <= 0.002 * fabs(was))
		return;
	str_addf(out, "%s\"%s\": %.6g", str_ends(out->s, "{") ? "" : ", ", name,
		 now);
}

static const char *const law_paths[FIT_KINDS][2] = {
	[FIT_LOGNORMAL] = { "service.task_s.mean", "service.task_s.sigma" },
	[FIT_WEIBULL] = { "service.task_s.scale", "service.task_s.shape" },
};

/* "a": 1, "b": 2: the parameters that differ from those before, or all. */
static void add_state(struct str *out, const struct state *now,
		      const struct state *was, bool first)
{
	const char *const *law = law_paths[now->law.kind];

	add_set(out, "people.rate_per_s", now->rate, was->rate, first);
	add_set(out, "sender.rate_per_s", now->new_rate, was->new_rate, first);
	for (int n = 0; n < 2; n++)
		add_set(out, law[n], now->law.number[n], was->law.number[n],
			first);
	add_set(out, "workers.service_s.mean", now->own.number[0],
		was->own.number[0], first);
	add_set(out, "workers.service_s.sigma", now->own.number[1],
		was->own.number[1], first);
	add_set(out, "service.fail_share", now->fails, was->fails, first);
	add_set(out, "reply.share", now->loses, was->loses, first);
	add_set(out, "service.price", now->price, was->price, first);
}

static void add_event(struct str *out, int64_t at_s, const struct state *now,
		      const struct state *was, bool first)
{
	char clock[CALENDAR_CLOCK_SIZE];
	struct str sets = STR_INIT;

	str_add(&sets, "{");
	add_state(&sets, now, was, first);
	if (sets.length > 1)
		str_addf(out, "%s{\"at\": \"%s\", \"set\": %s}}",
			 out->length ? ",\n      " : "",
			 calendar_format_clock(at_s, clock), sets.s);
	str_finish(&sets);
}

static int64_t second_of(const struct drafting *d, size_t step)
{
	return ((int64_t)step - (int64_t)d->course->page) *
	       d->recording->step_s;
}

/* The common time line: as recorded up to the trigger, and the usual after
 * it, which is what the incident is compared with. */
static void add_timeline(struct drafting *d)
{
	struct state was = usual_state(d), now = was;
	struct str text = STR_INIT;

	for (size_t i = d->from; i < d->course->trigger; i++) {
		now = recorded_state(d, i);
		add_event(&text, second_of(d, i), &now, &was, i == d->from);
		was = now;
	}
	now = usual_state(d);
	add_event(&text, second_of(d, d->course->trigger), &now, &was, true);
	draft_slot(d, "timeline", "%s", text.s);
	str_finish(&text);
}

static void add_variant(struct drafting *d, const char *slot,
			struct state (*state_at)(const struct drafting *,
						 size_t))
{
	struct state was = usual_state(d);
	struct str text = STR_INIT;

	for (size_t i = d->course->trigger; i < d->until; i++) {
		struct state now = state_at(d, i);

		add_event(&text, second_of(d, i), &now, &was,
			  i == d->course->trigger);
		was = now;
	}
	draft_slot(d, slot, "%s", text.s);
	str_finish(&text);
}

/* --- the rest ------------------------------------------------------------ */

static void choose_times(struct drafting *d)
{
	const struct chronicle *r = d->recording;
	const struct course *c = d->course;
	int64_t lead = (int64_t)(c->page - c->trigger) * r->step_s;
	int64_t before = (int64_t)c->trigger * r->step_s, after;

	before = before < NORMAL_S + WARM_UP_S ? NORMAL_S + WARM_UP_S : before;
	before = before > HISTORY_MAX_S ? HISTORY_MAX_S : before;
	d->history_s = lead + before;
	d->from = c->trigger > (size_t)(before / r->step_s)
			  ? c->trigger - (size_t)(before / r->step_s)
			  : 0;
	after = ((int64_t)r->count - (int64_t)c->page) * r->step_s;
	d->length_s = after < LENGTH_MIN_S   ? LENGTH_MIN_S
		      : after > LENGTH_MAX_S ? LENGTH_MAX_S
					     : after;
	d->until = c->page + (size_t)(d->length_s / r->step_s);
	d->until = d->until > r->count ? r->count : d->until;
}

static void choose_scale(struct drafting *d)
{
	const struct chronicle *r = d->recording;
	double sum = 0;

	for (size_t i = d->from; i < d->until; i++)
		sum += r->value[CHRONICLE_RATE][i] * (double)r->step_s;
	d->scale = fmax(1, ceil(sum / DRAFT_REQUESTS));
}

/* The middle value of the price before the trigger. */
static double usual_price(const struct drafting *d)
{
	double price[CHRONICLE_STEPS_MAX];

	if (!d->recording->has[CHRONICLE_COST])
		return PRICE_GUESS;
	for (size_t i = 0; i < d->course->trigger; i++)
		price[i] = price_at(d, i);
	return fit_median(price, d->course->trigger);
}

static const struct {
	const char *figure, *says;
} headlines[CHRONICLE_SERIES] = {
	[CHRONICLE_RATE] = { "people_per_s", "{people_per_s} come in" },
	[CHRONICLE_P50] = { "p50_s", "the median answer takes {p50_s}" },
	[CHRONICLE_P90] = { "p95_s", "p95 is {p95_s}" },
	[CHRONICLE_P95] = { "p95_s", "p95 is {p95_s}" },
	[CHRONICLE_P99] = { "p99_s", "p99 is {p99_s}" },
	[CHRONICLE_ERRORS] = { "error_rate", "{error_rate} of requests fail" },
	[CHRONICLE_COST] = { "spend_usd_per_hour",
			     "we spend {spend_usd_per_hour}" },
};

static void add_headline(struct drafting *d)
{
	const struct course *c = d->course;
	double usual = c->usual[c->headline], worst = c->worst[c->headline];
	double p95 = fit_quantile(&d->usual, 0.95);

	if (c->headline == CHRONICLE_P90) {
		worst *= p95 / usual;
		usual = p95;
	}
	draft_slot(d, "page_figure", "%s", headlines[c->headline].figure);
	draft_slot(d, "page_says", "%s", headlines[c->headline].says);
	draft_slot(d, "page_above", "%.6g", usual + 0.5 * (worst - usual));
	draft_slot(d, "page_below", "%.6g", usual + 0.25 * (worst - usual));
	draft_slot(d, "p95_max", "%.6g", 1.5 * p95);
	draft_slot(d, "error_max", "%.6g",
		   fmax(0.01, 2 * c->usual[CHRONICLE_ERRORS]));
	draft_slot(d, "timeout", "%.3g", 2 * fit_quantile(&d->usual, 0.99));
	draft_slot(d, "hedge_after", "%.3g", p95);
}

static void add_law(struct drafting *d)
{
	const struct fit_law *law = &d->usual;
	const char *kind = fit_kind_word(law->kind);
	struct str set = STR_INIT;

	draft_slot(d, "law", "{\"law\": \"%s\", \"%s\": %.6g, \"%s\": %.6g}",
		   kind, fit_number_word(law->kind, 0), law->number[0],
		   fit_number_word(law->kind, 1), law->number[1]);
	for (int n = 0; n < 2; n++)
		str_addf(&set, "\"%s\": %.6g, ", law_paths[law->kind][n],
			 law->number[n]);
	draft_slot(d, "usual_law", "%s", set.s);
	str_finish(&set);
}

static void add_money(struct drafting *d, int64_t page_unix)
{
	double hourly = d->usual_price * 3600 *
			d->course->usual[CHRONICLE_RATE];
	struct calendar_date date = calendar_from_days(page_unix / 86400);
	double hours = (date.day - 1) * 24 + (double)(page_unix % 86400) / 3600;

	draft_slot(d, "price", "%.6g", d->usual_price);
	draft_slot(d, "month_usd", "%.0f", ceil(hourly * HOURS_A_MONTH));
	draft_slot(d, "month_to_date_usd", "%.0f", ceil(hourly * hours));
}

static void add_numbers(struct drafting *d)
{
	const struct chronicle *r = d->recording;
	int64_t page_unix = r->start_s + (int64_t)d->course->page * r->step_s;
	char clock[CALENDAR_CLOCK_SIZE], time[CHRONICLE_TIME_SIZE];
	const char *start = chronicle_time(page_unix, time);

	draft_slot(d, "id", "%s", d->options->id);
	draft_slot(d, "start", "%.16s", start);
	draft_slot(d, "hour", "%.4f", (double)(page_unix % 86400) / 3600);
	draft_slot(d, "length", "%s",
		   calendar_format_clock(d->length_s, clock));
	draft_slot(d, "history", "%s",
		   calendar_format_clock(d->history_s, clock));
	draft_slot(d, "warm_up", "%s", calendar_format_clock(WARM_UP_S, clock));
	draft_slot(d, "trigger", "%s",
		   calendar_format_clock(second_of(d, d->course->trigger),
					 clock));
	draft_slot(d, "scale", "%.0f", d->scale);
	draft_slot(d, "rate", "%.6g",
		   d->course->usual[CHRONICLE_RATE] / d->scale);
	draft_slot(d, "fails", "%.6g", d->course->usual[CHRONICLE_ERRORS]);
	draft_slot(d, "quota", "%.6g",
		   fmax(0.1,
			0.1 * d->course->usual[CHRONICLE_RATE] / d->scale));
	add_money(d, page_unix);
}

/* A JSON string without its quotes. */
static void add_title(struct drafting *d)
{
	struct str text = STR_INIT;
	struct json_writer w;

	json_writer_init(&w, &text, true);
	json_put_string(&w, d->options->title);
	draft_slot(d, "title", "%.*s", (int)(text.length - 2), text.s + 1);
	str_finish(&text);
}

/* --- files --------------------------------------------------------------- */

static const struct {
	const char *name, *from;
} files[DRAFT_FILES] = {
	{ "scenario.json", "scenario.json.in" },
	{ "stakeholders.json", "stakeholders.json.in" },
	{ "rubric.json", "rubric.json.in" },
	{ "guide.md", "guide.md.in" },
};

/* The text with its slots filled.  A slot that nobody fills is a mistake in
 * the skeleton. */
static bool fill(const struct drafting *d, const char *path, const char *text,
		 struct str *out, struct err *err)
{
	int line = 1;

	while (*text) {
		const char *end = *text == '@' ? strchr(text + 1, '@') : NULL;
		size_t length = end ? (size_t)(end - text - 1) : 0, i = 0;

		line += *text == '\n';
		if (!end) {
			str_add_char(out, *text++);
			continue;
		}
		while (i < d->slots.count &&
		       (strlen(d->slots.items[i].name) != length ||
			strncmp(d->slots.items[i].name, text + 1, length) != 0))
			i++;
		if (i == d->slots.count)
			return err_set_at(err, ERR_INPUT, path, line, 0,
					  "nothing fills the slot @%.*s@",
					  (int)(length > 40 ? 40 : length),
					  text + 1);
		str_add(out, d->slots.items[i].text);
		text = end + 1;
	}
	return true;
}

static bool make_file(const struct drafting *d, int n, struct draft *out,
		      struct err *err)
{
	struct str path = STR_INIT, skeleton = STR_INIT, text = STR_INIT;
	bool good;

	str_addf(&path, "%s/%s", d->options->skeleton, files[n].from);
	good = file_read(path.s, FILE_MAX, &skeleton, err) &&
	       fill(d, path.s, skeleton.s, &text, err);
	out->file[n] = (struct draft_file){
		.name = files[n].name,
		.text = arena_strndup(d->arena, text.s, text.length),
		.length = text.length,
	};
	str_finish(&path);
	str_finish(&skeleton);
	str_finish(&text);
	return good;
}

bool draft_make(const struct chronicle *recording, const struct course *course,
		const struct fit *fit, const struct draft_options *options,
		struct arena *arena, struct draft *out, struct err *err)
{
	struct drafting d = { .recording = recording,
			      .course = course,
			      .fit = fit,
			      .options = options,
			      .arena = arena };
	bool good = draft_id(options->id, err);

	memset(out, 0, sizeof(*out));
	d.usual = fit_usual(recording, fit, course->trigger);
	d.usual_price = usual_price(&d);
	choose_times(&d);
	choose_scale(&d);
	add_numbers(&d);
	add_title(&d);
	add_law(&d);
	add_headline(&d);
	add_timeline(&d);
	add_variant(&d, "behind", recorded_state);
	add_variant(&d, "ours", own_state);
	draft_words(&d);
	for (int n = 0; good && n < DRAFT_FILES; n++)
		good = make_file(&d, n, out, err);
	out->scale = d.scale;
	out->skipped = recording->count - (d.until - d.from);
	vec_finish(&d.slots);
	return good;
}
