/* Look-ups by id. */
#include "base/nearest.h"
#include "scenarios/load_internal.h"

#include <string.h>

const struct pack_mitigation *pack_mitigation(const struct pack *pack,
					      const char *id)
{
	for (size_t i = 0; i < pack->mitigation_count; i++)
		if (!strcmp(pack->mitigations[i].id, id))
			return &pack->mitigations[i];
	return NULL;
}

const struct pack_cause *pack_cause(const struct pack *pack, const char *id)
{
	for (size_t i = 0; i < pack->cause_count; i++)
		if (!strcmp(pack->causes[i].id, id))
			return &pack->causes[i];
	return NULL;
}

const struct pack_stakeholder *pack_stakeholder(const struct pack *pack,
						const char *id)
{
	for (size_t i = 0; i < pack->stakeholder_count; i++)
		if (!strcmp(pack->stakeholders[i].id, id))
			return &pack->stakeholders[i];
	return NULL;
}

const struct pack_stakeholder *pack_audience(const struct pack *pack,
					     const char *audience)
{
	for (size_t i = 0; i < pack->stakeholder_count; i++)
		if (!strcmp(pack->stakeholders[i].audience, audience))
			return &pack->stakeholders[i];
	return NULL;
}

int pack_variant(const struct pack *pack, const char *id)
{
	for (size_t i = 0; i < pack->variant_count; i++)
		if (!strcmp(pack->variants[i].id, id))
			return (int)i;
	return -1;
}

const char *pack_nearest_mitigation(const struct pack *pack, const char *id)
{
	const char *ids[LOAD_LIST_MAX + 1] = { NULL };

	for (size_t i = 0; i < pack->mitigation_count; i++)
		ids[i] = pack->mitigations[i].id;
	return nearest_word(id, ids);
}

const char *pack_nearest_cause(const struct pack *pack, const char *id)
{
	const char *ids[LOAD_LIST_MAX + 1] = { NULL };

	for (size_t i = 0; i < pack->cause_count; i++)
		ids[i] = pack->causes[i].id;
	return nearest_word(id, ids);
}
