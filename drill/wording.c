/* Fills the {slots} of a pack's texts. */
#include "drill/drill_internal.h"
#include "drill/figure.h"

#include "base/number.h"

#include <math.h>
#include <string.h>

#define SLOT_MAX 64

static int decimals_of(const struct pack_draw *draws, size_t count,
		       const char *name)
{
	for (size_t i = 0; i < count; i++) {
		if (!strcmp(draws[i].name, name))
			return draws[i].decimals;
	}
	return -1;
}

static void add_hour(const struct drill *drill, int64_t at_s, struct str *out)
{
	char hour[CALENDAR_CLOCK_SIZE];

	str_add(out,
		calendar_format_hour(drill->pack->start_moment + at_s, hour));
}

static bool add_draw(const struct drill *drill, const char *name,
		     struct str *out)
{
	const struct pack *pack = drill->pack;
	const struct pack_variant *variant =
		&pack->variants[drill->cast.variant];
	const char *word = cast_word(&drill->cast, name);
	int decimals;

	if (word) {
		str_add(out, word);
		return true;
	}
	for (size_t i = 0; i < drill->cast.count; i++) {
		if (strcmp(drill->cast.draws[i].name, name))
			continue;
		decimals = decimals_of(variant->draws, variant->draw_count,
				       name);
		if (decimals < 0)
			decimals = decimals_of(pack->draws, pack->draw_count,
					       name);
		if (decimals <= 0 && fabs(drill->cast.draws[i].value) >= 1e4) {
			char number[NUMBER_SIZE];

			str_add(out,
				number_int(llround(drill->cast.draws[i].value),
					   number));
			return true;
		}
		str_addf(out, "%.*f", decimals > 0 ? decimals : 0,
			 drill->cast.draws[i].value);
		return true;
	}
	return false;
}

/* "{trigger_clock}" is the hour of the draw "trigger_s". */
static bool add_clock(const struct drill *drill, const char *name,
		      struct str *out)
{
	char draw[SLOT_MAX];
	size_t length = strlen(name);

	if (!str_ends(name, "_clock"))
		return false;
	if (!strcmp(name, "start_clock")) {
		add_hour(drill, 0, out);
		return true;
	}
	if (!strcmp(name, "trigger_clock")) {
		add_hour(drill, drill->trigger_s, out);
		return true;
	}
	snprintf(draw, sizeof(draw), "%.*s_s", (int)(length - 6), name);
	for (size_t i = 0; i < drill->cast.count; i++) {
		if (strcmp(drill->cast.draws[i].name, draw))
			continue;
		add_hour(drill, (int64_t)drill->cast.draws[i].value, out);
		return true;
	}
	return false;
}

/* In a sentence counts stand without their unit: "{queue} waiting". */
static void add_figure(const struct drill *drill, const char *name,
		       const char *unit, int64_t at_s, struct str *out)
{
	static const char *const spoken[] = { "requests", "workers", "tasks",
					      "people",	  "results", "people/h",
					      "1/s" };
	size_t before = out->length;

	figure_format(unit,
		      at_s == drill->now_s ? figure(drill, name)
					   : figure_at(drill, name, at_s),
		      out);
	for (size_t i = 0; i < sizeof(spoken) / sizeof(*spoken); i++) {
		if (!strcmp(unit, spoken[i]))
			str_truncate(out,
				     before + strcspn(out->s + before, " /"));
	}
}

static bool add_slot(const struct drill *drill, const char *name, int64_t at_s,
		     struct str *out)
{
	const char *unit = figure_unit(name);

	if (!strcmp(name, "unit") || !strcmp(name, "units")) {
		str_add(out, name[4] ? drill->pack->unit.many
				     : drill->pack->unit.one);
		return true;
	}
	if (!strcmp(name, "now")) {
		add_hour(drill, at_s, out);
		return true;
	}
	if (unit) {
		add_figure(drill, name, unit, at_s, out);
		return true;
	}
	return add_draw(drill, name, out) || add_clock(drill, name, out);
}

void drill_word(const struct drill *drill, const char *text, struct str *out)
{
	drill_word_at(drill, text, drill->now_s, out);
}

void drill_word_at(const struct drill *drill, const char *text, int64_t at_s,
		   struct str *out)
{
	while (*text) {
		size_t plain = strcspn(text, "{");
		size_t inner;
		char name[SLOT_MAX];

		str_add_n(out, text, plain);
		text += plain;
		if (!*text)
			break;
		inner = strcspn(text + 1, "{}");
		if (text[1 + inner] != '}' || inner >= sizeof(name)) {
			str_add_char(out, *text++);
			continue;
		}
		memcpy(name, text + 1, inner);
		name[inner] = '\0';
		if (!add_slot(drill, name, at_s, out))
			str_add_n(out, text, inner + 2);
		text += inner + 2;
	}
}
