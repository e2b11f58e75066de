#include "scenarios/lint.h"

#include "base/calendar.h"
#include "base/json.h"
#include "scenarios/lint_internal.h"

#include <stdarg.h>
#include <string.h>

/* --- complaining --------------------------------------------------------- */

const char *lint_where(struct lint *l, const char *list, const char *id)
{
	return arena_printf(l->arena, "%s/%s", list, id);
}

void lint_say(struct lint *l, const char *where, const char *fix,
	      const char *format, ...)
{
	struct pack_complaint complaint = { .where = where, .fix = fix };
	struct str text = STR_INIT;
	va_list args;

	va_start(args, format);
	str_vaddf(&text, format, args);
	va_end(args);
	complaint.what = arena_strdup(l->arena, text.s);
	str_finish(&text);
	vec_push(&l->complaints, complaint);
}

void lint_begin(struct lint *l, const struct pack *pack, struct arena *arena)
{
	*l = (struct lint){ .pack = pack, .arena = arena };
}

const struct pack_complaint *lint_end(struct lint *l, size_t *count)
{
	struct pack_complaint *out;

	*count = l->complaints.count;
	out = arena_new(l->arena, struct pack_complaint, *count + 1);
	for (size_t i = 0; i < *count; i++)
		out[i] = l->complaints.items[i];
	lint_place(l->pack, out, *count, l->arena);
	vec_finish(&l->complaints);
	vec_finish(&l->used);
	return out;
}

void lint_use(struct lint *l, const char *name)
{
	if (!lint_used(l, name))
		vec_push(&l->used, name);
}

bool lint_used(const struct lint *l, const char *name)
{
	for (size_t i = 0; i < l->used.count; i++)
		if (!strcmp(l->used.items[i], name))
			return true;
	return false;
}

void lint_words(struct lint *l, const char *where, const char *const *words,
		size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const char *text = words[i];
		size_t length = strlen(text);

		if (text[0] == '|' || text[length - 1] == '|' ||
		    strstr(text, "||"))
			lint_say(
				l, where,
				"write a word between the two bars, or take one bar away",
				"\"%s\" has an empty word, which everything "
				"would match",
				text);
		for (size_t j = 0; j < length; j++) {
			if (text[j] < 'A' || text[j] > 'Z')
				continue;
			lint_say(l, where, "write it in small letters",
				 "\"%s\" has a capital letter; words are "
				 "compared in lower case",
				 text);
			break;
		}
	}
}

/* --- the pack as a whole ------------------------------------------------- */

/* Profiles follow the hour of the day, which stands in two places. */
static void check_hour(struct lint *l)
{
	const struct pack *pack = l->pack;
	int64_t second = pack->start_moment % 86400;
	double says, is = (double)second / 3600;
	size_t count;
	const struct pack_file *files = pack_files(pack, &count);
	struct json_doc *doc = json_parse(files[0].bytes, files[0].length, NULL,
					  NULL);
	const struct json *model = json_get(json_root(doc), "model");
	const struct json *clock = json_get(model, "clock");

	says = json_number_or(json_get(clock, "hour_at_zero"), is);
	if (says < is - 0.25 || says > is + 0.25)
		lint_say(l, "model/clock", "write the hour of \"start\" there",
			 "hour_at_zero is %.2f, but the drill starts at %.2f",
			 says, is);
	json_destroy(doc);
}

static void check_runbook(struct lint *l)
{
	const struct pack_screen *screen = &l->pack->screen;
	size_t stale = 0;

	for (size_t i = 0; i < screen->runbook_count; i++)
		stale += screen->runbook[i].stale;
	if (stale == 0)
		lint_say(
			l, "screen/runbook",
			"mark the page that is out of date with \"stale\": true, or write one",
			"no page is stale; a real runbook has one");
	else if (stale == screen->runbook_count)
		lint_say(l, "screen/runbook", "write a page that is right",
			 "every page is stale");
}

static void check_alerts(struct lint *l)
{
	bool pages = false;

	for (size_t i = 0; i < l->pack->alert_count; i++)
		pages |= !strcmp(l->pack->alerts[i].severity, "page");
	if (!pages)
		lint_say(
			l, "alerts",
			"give the alert that wakes people \"severity\": \"page\"",
			"none has the severity \"page\"; a drill begins with "
			"one");
}

static void check_whole(struct lint *l)
{
	if (!l->pack->rubric)
		lint_say(l, "rubric.json", "write one: docs/scoring.md",
			 "is missing; without it nothing is scored");
	if (!*l->pack->guide)
		lint_say(l, "guide.md",
			 "write one: what happens, why, and how to tell",
			 "is missing; a facilitator needs to know what is "
			 "going on");
	check_hour(l);
	check_runbook(l);
	check_alerts(l);
}

const struct pack_complaint *pack_lint(const struct pack *pack,
				       const char *const *figures,
				       struct arena *arena, size_t *count)
{
	struct lint l;

	lint_begin(&l, pack, arena);
	l.figures = figures;
	check_whole(&l);
	lint_causes(&l);
	lint_texts(&l);
	lint_variants(&l);
	lint_measures(&l);
	lint_people(&l);
	lint_hidden(&l);
	lint_gaps(&l);
	return lint_end(&l, count);
}
