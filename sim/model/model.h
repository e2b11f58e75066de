/*
 * A model: the system that is simulated, as data.
 *
 * A model is a graph of named nodes.  A request enters at a source, and each
 * node calls the next one and gets its answer back, as services do: a pool
 * holds a server until the call behind it has returned, a caller gives up
 * after its timeout while the call it made runs on.  docs/model-format.md
 * describes every node and field.
 *
 * Every number in a node is a parameter that can be changed while the engine
 * runs.  Its name is its place in the file: "caller.timeout_s",
 * "api.price.1080p8", "people-free.press_again.on_slow".
 *
 * A model is immutable after parsing and may be shared between threads.
 */
#ifndef GAMEDAY_SIM_MODEL_MODEL_H
#define GAMEDAY_SIM_MODEL_MODEL_H

#include "base/err.h"
#include "base/json.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SIM_NODES_MAX 64
#define SIM_PARAMETERS_MAX 2048
#define SIM_ATTRIBUTES_MAX 6 /* plan, tenant, preset ... */
#define SIM_VALUES_MAX 32    /* of one attribute */

struct sim_model;

/* Parses the value `at` of the document; unknown fields, dangling names,
 * numbers out of range and call cycles are refused with their place.  NULL on
 * error.  The caller owns the model; the document may go away. */
struct sim_model *sim_model_parse(const struct json_doc *doc,
				  const struct json *at, struct err *err);
void sim_model_destroy(struct sim_model *model);

/* Parameters. -1 if there is none of that name. */
int sim_model_parameter(const struct sim_model *model, const char *name);
int sim_model_parameter_count(const struct sim_model *model);
const char *sim_model_parameter_name(const struct sim_model *model, int id);
double sim_model_parameter_default(const struct sim_model *model, int id);
/* Whether the value is one that the parameter can take; `low` and `high` tell
 * the range for a message. */
bool sim_model_parameter_allows(const struct sim_model *model, int id,
				double value, double *low, double *high);

/* Nodes, in the order of the file. -1 if there is none of that name. */
int sim_model_node(const struct sim_model *model, const char *name);
int sim_model_node_count(const struct sim_model *model);
const char *sim_model_node_name(const struct sim_model *model, int node);
const char *sim_model_node_type(const struct sim_model *model, int node);

/* Attributes of a request and the values they can take, in file order. */
int sim_model_attribute(const struct sim_model *model, const char *name);
int sim_model_attribute_count(const struct sim_model *model);
const char *sim_model_attribute_name(const struct sim_model *model, int a);
int sim_model_value(const struct sim_model *model, int a, const char *name);
int sim_model_value_count(const struct sim_model *model, int a);
const char *sim_model_value_name(const struct sim_model *model, int a, int v);

#endif
