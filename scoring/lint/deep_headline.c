/*
 * The headline: in each variant somebody who does nothing is paged, and by the
 * same alert, or the page would give the variant away.
 */
#include "scoring/lint/deep_internal.h"

#include <string.h>

/* Runs on with nobody doing anything; false after a complaint. */
static bool advance(struct deep *d, struct drill *drill, size_t variant,
		    int64_t until_s)
{
	struct err err = { 0 };

	while (drill_now(drill) < until_s) {
		int64_t next = drill_now(drill) + 10;

		if (!drill_advance(drill, next < until_s ? next : until_s,
				   &err)) {
			lint_say(d->lint, deep_variant(d->lint, variant),
				 "mend the model until it runs to its end",
				 "stops at second %lld: %s",
				 (long long)drill_now(drill), err.message);
			return false;
		}
		deep_watch(d, drill);
	}
	return true;
}

static bool fired(const struct drill *drill, const char *alert)
{
	size_t count;
	const struct event *events = drill_events(drill, &count);

	for (size_t i = 0; i < count; i++)
		if (events[i].kind == EVENT_ALERT &&
		    !strcmp(events[i].subject, alert))
			return true;
	return false;
}

/* Which alerts page; those that do not in this run page not in all. */
static size_t note_pages(struct deep *d, const struct drill *drill)
{
	const struct pack *pack = d->lint->pack;
	size_t pages = 0;

	for (size_t i = 0; i < pack->alert_count; i++) {
		const struct pack_alert *alert = &pack->alerts[i];
		bool here = !strcmp(alert->severity, "page") &&
			    fired(drill, alert->id);

		pages += here;
		d->paging[i] = d->paging[i] && here;
	}
	return pages;
}

static void check_variant(struct deep *d, size_t variant, size_t *silent)
{
	struct lint *l = d->lint;

	for (uint64_t s = 0; s < DEEP_SEEDS; s++) {
		struct drill *drill = deep_drill(l, variant, DEEP_SEED + s);
		bool good = drill && advance(d, drill, variant,
					     DEEP_PAGED_BY_S < l->pack->length_s
						     ? DEEP_PAGED_BY_S
						     : l->pack->length_s);

		if (good && note_pages(d, drill) == 0) {
			(*silent)++;
			lint_say(l, deep_variant(l, variant),
				 "make its timeline stronger or the alert's "
				 "limit lower",
				 "its headline does not emerge: with seed %d "
				 "no alert pages within %d seconds",
				 (int)(DEEP_SEED + s), DEEP_PAGED_BY_S);
			drill_destroy(drill);
			return;
		}
		/* One run to the end is enough for what else is asked. */
		if (good && s == 0)
			advance(d, drill, variant, l->pack->length_s);
		if (good)
			deep_note_injects(d, drill);
		drill_destroy(drill);
		if (!good)
			return;
	}
}

void deep_headline(struct deep *d)
{
	const struct pack *pack = d->lint->pack;
	size_t silent = 0;
	bool together = false;

	for (size_t i = 0; i < pack->alert_count; i++)
		d->paging[i] = true;
	for (size_t v = 0; v < pack->variant_count; v++)
		check_variant(d, v, &silent);
	for (size_t i = 0; i < pack->alert_count; i++)
		together |= d->paging[i];
	if (!together && silent == 0)
		lint_say(d->lint, "alerts",
			 "let one alert see what all variants have in common",
			 "no alert pages in every variant, so that the page "
			 "tells which one it is");
}
