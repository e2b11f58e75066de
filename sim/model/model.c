#include "sim/model/model.h"

#include "sim/model/model_internal.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

static const char *const type_names[NODE_TYPES] = {
	[NODE_SOURCE] = "source",
	[NODE_POOL] = "pool",
	[NODE_LIMITER] = "limiter",
	[NODE_GATE] = "gate",
	[NODE_REWRITE] = "rewrite",
	[NODE_SPLIT] = "split",
	[NODE_SPEND_CAP] = "spend-cap",
	[NODE_CALLER] = "caller",
	[NODE_API] = "api",
	[NODE_AUTOSCALER] = "autoscaler",
	[NODE_CACHE] = "cache",
	[NODE_ROUTER] = "router",
	[NODE_FAULT] = "fault",
	[NODE_BURN_RATE] = "burn-rate",
	[NODE_GUARDRAIL] = "guardrail",
	[NODE_JOB_QUEUE] = "job-queue",
};

const char *model_type_name(enum node_type type)
{
	return type_names[type];
}

void sim_model_destroy(struct sim_model *model)
{
	if (model == NULL)
		return;
	arena_finish(&model->arena);
	free(model);
}

int sim_model_parameter(const struct sim_model *model, const char *name)
{
	for (int i = 0; i < model->parameter_count; i++) {
		if (strcmp(model->parameter[i].name, name) == 0)
			return i;
	}
	return -1;
}

int sim_model_parameter_count(const struct sim_model *model)
{
	return model->parameter_count;
}

const char *sim_model_parameter_name(const struct sim_model *model, int id)
{
	assert(id >= 0 && id < model->parameter_count);
	return model->parameter[id].name;
}

double sim_model_parameter_default(const struct sim_model *model, int id)
{
	assert(id >= 0 && id < model->parameter_count);
	return model->parameter[id].fallback;
}

bool sim_model_parameter_allows(const struct sim_model *model, int id,
				double value, double *low, double *high)
{
	const struct model_parameter *p;

	assert(id >= 0 && id < model->parameter_count);
	p = &model->parameter[id];
	if (low != NULL)
		*low = p->low;
	if (high != NULL)
		*high = p->high;
	if (!(value >= p->low && value <= p->high))
		return false;
	return !p->integer || value == (double)(int64_t)value;
}

int sim_model_node(const struct sim_model *model, const char *name)
{
	for (int i = 0; i < model->node_count; i++) {
		if (strcmp(model->node[i].name, name) == 0)
			return i;
	}
	return -1;
}

int sim_model_node_count(const struct sim_model *model)
{
	return model->node_count;
}

const char *sim_model_node_name(const struct sim_model *model, int node)
{
	assert(node >= 0 && node < model->node_count);
	return model->node[node].name;
}

const char *sim_model_node_type(const struct sim_model *model, int node)
{
	assert(node >= 0 && node < model->node_count);
	return type_names[model->node[node].type];
}

int sim_model_attribute(const struct sim_model *model, const char *name)
{
	for (int i = 0; i < model->attribute_count; i++) {
		if (strcmp(model->attribute[i].name, name) == 0)
			return i;
	}
	return -1;
}

int sim_model_attribute_count(const struct sim_model *model)
{
	return model->attribute_count;
}

const char *sim_model_attribute_name(const struct sim_model *model, int a)
{
	assert(a >= 0 && a < model->attribute_count);
	return model->attribute[a].name;
}

int sim_model_value(const struct sim_model *model, int a, const char *name)
{
	const struct model_attribute *attribute = &model->attribute[a];

	for (int v = 0; v < attribute->count; v++) {
		if (strcmp(attribute->value[v], name) == 0)
			return v;
	}
	return -1;
}

int sim_model_value_count(const struct sim_model *model, int a)
{
	assert(a >= 0 && a < model->attribute_count);
	return model->attribute[a].count;
}

const char *sim_model_value_name(const struct sim_model *model, int a, int v)
{
	assert(v >= 0 && v < model->attribute[a].count);
	return model->attribute[a].value[v];
}
