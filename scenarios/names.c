#include "scenarios/load_internal.h"

#include "base/nearest.h"

#include <string.h>

const char *names_word(enum names_kind kind)
{
	static const char *const words[] = {
#define N(id, word) [NAMES_##id] = word,
		NAMES_KINDS(N)
#undef N
	};
	return words[kind];
}

/* --- gathering ----------------------------------------------------------- */

static bool names_have(const struct names *names, const char *text)
{
	for (size_t i = 0; i < names->count; i++)
		if (!strcmp(names->items[i], text))
			return true;
	return false;
}

static void names_add(struct load *l, enum names_kind kind, const char *text)
{
	struct names *names = &l->names[kind];

	/* One more than counts, for the NULL that ends the list. */
	if (names->count + 1 >= names->capacity) {
		size_t capacity = names->capacity ? names->capacity * 2 : 16;
		const char **items = arena_new(l->arena, const char *,
					       capacity);

		for (size_t i = 0; i < names->count; i++)
			items[i] = names->items[i];
		names->items = items;
		names->capacity = capacity;
	}
	names->items[names->count++] = text;
}

/* Ids of a list of objects; what is no list or has no id is met by the second
 * pass. */
static bool gather_ids(struct load *l, const struct json_doc *doc,
		       const char *key, enum names_kind kind)
{
	const struct json *list = json_get(json_root(doc), key);

	for (const struct json *item = json_first(list); item;
	     item = json_next(item)) {
		const struct json *id = json_get(item, "id");
		const char *text = json_string_or(id, NULL);

		if (!text)
			continue;
		if (names_have(&l->names[kind], text))
			return json_fail(doc, id, l->err,
					 "there are two of the %s '%s'; "
					 "give one another id",
					 names_word(kind), text);
		names_add(l, kind, text);
	}
	return true;
}

/* Alerts and injects share one space of names, because conditions ask for
 * either by id. */
static bool gather_happenings(struct load *l, const struct json_doc *scenario)
{
	const struct names *alerts = &l->names[NAMES_ALERT];
	const struct names *injects = &l->names[NAMES_INJECT];

	for (size_t i = 0; i < alerts->count; i++)
		names_add(l, NAMES_HAPPENING, alerts->items[i]);
	for (size_t i = 0; i < injects->count; i++) {
		const struct json *list = json_get(json_root(scenario),
						   "injects");

		if (names_have(alerts, injects->items[i]))
			return json_fail(scenario, list, l->err,
					 "the inject '%s' has the id of an "
					 "alert; give it another",
					 injects->items[i]);
		names_add(l, NAMES_HAPPENING, injects->items[i]);
	}
	return true;
}

static void gather_audiences(struct load *l, const struct json_doc *doc)
{
	static const char *const usual[] = { "manager",	  "product", "finance",
					     "customers", "support", "vendor",
					     NULL };
	const struct json *list = json_get(json_root(doc), "stakeholders");

	for (int i = 0; usual[i]; i++)
		names_add(l, NAMES_AUDIENCE, usual[i]);
	for (const struct json *item = json_first(list); item;
	     item = json_next(item)) {
		const char *audience =
			json_string_or(json_get(item, "audience"), NULL);

		if (audience &&
		    !names_have(&l->names[NAMES_AUDIENCE], audience))
			names_add(l, NAMES_AUDIENCE, audience);
	}
}

static void gather_model(struct load *l)
{
	const struct sim_model *model = l->pack->model;

	for (int i = 0; i < sim_model_node_count(model); i++)
		names_add(l, NAMES_NODE, sim_model_node_name(model, i));
	for (int i = 0; i < sim_model_attribute_count(model); i++) {
		const char *name = sim_model_attribute_name(model, i);

		names_add(l, NAMES_ATTRIBUTE, name);
		names_add(l, NAMES_BILL, name);
	}
	names_add(l, NAMES_BILL, "attempt");
	for (int i = 0; i < sim_model_parameter_count(model); i++)
		names_add(l, NAMES_PARAMETER,
			  sim_model_parameter_name(model, i));
}

bool load_gather(struct load *l, const struct json_doc *scenario,
		 const struct json_doc *stakeholders)
{
	/* The words of drill/panels/panel.h that show something to pin. */
	static const char *const panels[] = {
		"overview", "metrics",	"traces",  "logs",
		"billing",  "infra",	"changes", "vendor",
		"inbox",    "timeline", "map",	   "runbook",
	};

	for (size_t i = 0; i < sizeof(panels) / sizeof(panels[0]); i++)
		names_add(l, NAMES_PANEL, panels[i]);
	gather_model(l);
	gather_audiences(l, stakeholders);
	return gather_ids(l, scenario, "causes", NAMES_CAUSE) &&
	       gather_ids(l, scenario, "variants", NAMES_VARIANT) &&
	       gather_ids(l, scenario, "mitigations", NAMES_MITIGATION) &&
	       gather_ids(l, scenario, "alerts", NAMES_ALERT) &&
	       gather_ids(l, scenario, "injects", NAMES_INJECT) &&
	       gather_ids(l, stakeholders, "stakeholders", NAMES_STAKEHOLDER) &&
	       gather_happenings(l, scenario);
}

bool load_unknown(struct load *l, const struct json *value, const char *word,
		  const char *text, const char *const *known)
{
	const char *nearest = nearest_word(text, known);

	if (!nearest)
		return json_fail(l->doc, value, l->err, "there is no %s '%s'",
				 word, text);
	return json_fail(l->doc, value, l->err,
			 "there is no %s '%s'; did you mean '%s'?", word, text,
			 nearest);
}

bool load_known(struct load *l, const struct json *value, const char *text,
		enum names_kind kind)
{
	static const char *const none[] = { NULL };
	const struct names *names = &l->names[kind];

	return names_have(names, text) ||
	       load_unknown(l, value, names_word(kind), text,
			    names->items ? names->items : none);
}
