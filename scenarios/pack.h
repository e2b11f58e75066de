/*
 * A scenario pack, loaded.
 *
 * A pack is a folder of data: scenario.json, stakeholders.json, rubric.json,
 * guide.md and scripts/.  This header is its form in memory; docs/pack-format.md
 * its form on disk.  Everything here is immutable, lives in the pack's arena
 * and is borrowed by all the rooms above.  All texts are scrubbed.
 *
 * Texts may hold {name} slots: a figure of the drill ("{spend_usd_per_hour}"),
 * a draw of the seed ("{who}") or "{now}"; drill/wording.h fills them.
 */
#ifndef GAMEDAY_SCENARIOS_PACK_H
#define GAMEDAY_SCENARIOS_PACK_H

#include "base/err.h"
#include "base/json.h"
#include "base/vec.h"
#include "scenarios/predicate.h"
#include "sim/model/model.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PACK_FORMAT 1
#define PACK_FILE_MAX (2u << 20)
#define PACK_ID_MAX 64	      /* letters, of every id */
#define PACK_PARAMETERS_MAX 4 /* of one measure */

/* A number in a pack: written out, or "$name" of a draw or a parameter. */
struct pack_number {
	double value;
	const char *name; /* without the $; NULL = value counts */
};

/* One change of one model parameter. */
enum pack_change_verb { PACK_SET, PACK_SCALE, PACK_ADD };
struct pack_change {
	enum pack_change_verb verb;
	int parameter;		    /* id in the model */
	const char *parameter_draw; /* node name part is this draw; else NULL */
	const char *path;	    /* as written, may hold "{draw}" */
	struct pack_number number;
};

/* Changes at a time of the drill (seconds; negative = before the page). */
struct pack_event {
	struct pack_number at_s;
	const struct pack_change *changes;
	size_t change_count;
};

/* A random variable of the seed. */
enum pack_draw_kind { PACK_DRAW_UNIFORM, PACK_DRAW_PICK };
struct pack_draw {
	const char *name;
	enum pack_draw_kind kind;
	double low, high;	    /* uniform */
	int decimals;		    /* rounded to so many */
	const char *const *choices; /* pick: words */
	size_t choice_count;
};

/* A line of the change log, a notice of the vendor, a log line. */
struct pack_entry {
	struct pack_number at_s;
	const char *kind; /* "deploy", "flag", "config", "notice" ... */
	const char *who;
	const char *text;
};

/* What a panel must show to count as evidence. */
struct pack_evidence {
	const char *panel;
	const char *key;	   /* e.g. "by"; NULL = any look at it */
	const char *const *values; /* e.g. preset, attempt */
	size_t value_count;
};

struct pack_cause {
	const char *id, *title;
	const char *explain;		   /* for the debrief */
	const struct pack_evidence *bears; /* for or against it */
	size_t bear_count;
	const char *const *words; /* how people name it, lower case */
	size_t word_count;
};

/* What comes again in the weeks after the drill. */
struct pack_again {
	bool weekday[7]; /* 0 = Monday */
	int hour, hours; /* local hour of the day, and for so long */
	/* 0 = all the time; else begins so often within these hours, */
	double every_s;
	double for_s; /* and ends after so long; 0 = what is changed stays */
	const struct pack_change *changes;
	size_t change_count;
};

/* What is left of a cause when the drill is over. */
struct pack_later {
	const char *text;		   /* in words, or NULL */
	const struct pack_change *changes; /* from the end of the drill on */
	size_t change_count;
	const struct pack_again *again;
	size_t again_count;
};

/* Some hours of one day after the drill that are not like others. */
struct pack_spell {
	const char *title;
	int day;	 /* 1 = the first 24 hours; 0 = there is none */
	int hour, hours; /* local hour of the day, and for so long */
	double traffic;	 /* times the normal */
	double p95_s;	 /* objective for latency meanwhile; 0 = as ever */
	const struct pack_change *changes;
	size_t change_count;
};

/* The weeks after the drill, in which the plan is tried out. */
struct pack_forward {
	int days;
	double week[7];	    /* traffic of a weekday; Monday first */
	const int *traffic; /* parameters: the rates that this moves */
	size_t traffic_count;
	double due_days[3]; /* typical, of a plan for now, days, weeks */
	const struct pack_change *changes; /* from the end of the drill on */
	size_t change_count;
	struct pack_spell launch, slowdown;
};

/* A link of what really happened. */
struct pack_link {
	const char *text;	    /* with slots, as of when it first showed */
	struct pack_evidence shows; /* where; panel NULL = no panel does */
	const struct predicate *when; /* a figure that tells since when; NULL =
					 since the trigger */
	bool at_end; /* its slots are as of the end of the drill */
};

struct pack_variant {
	const char *id, *title;
	const char *const *causes; /* ids that are right to conclude */
	size_t cause_count;
	const char *const *contributors; /* also true, not the cause */
	size_t contributor_count;
	struct pack_number trigger_s;
	const struct pack_draw *draws;
	size_t draw_count;
	const struct pack_event *timeline;
	size_t timeline_count;
	const struct pack_entry *entries; /* change log and vendor */
	size_t entry_count;
	const struct pack_link *chain; /* what really happened */
	size_t chain_count;
	/* Script lines of the par run: what the search found (par.json), or,
	 * where that is missing or stale, what the pack's author wrote. */
	const char *const *par;
	size_t par_count;
	const char *const *par_plan; /* its plan for the weeks after */
	size_t par_plan_count;
	struct pack_later later;
	double par_loss_usd;	      /* expected, of what was found; else 0 */
	const char *const *par_start; /* the author's: where a search begins */
	size_t par_start_count;
	const char *const *par_last; /* found last, stale or not */
	size_t par_last_count;
};

struct pack_parameter {
	const char *name, *unit, *help;
	double fallback, low, high;
};

enum pack_expect { PACK_EXPECT_NONE, PACK_HELPS, PACK_NEUTRAL, PACK_HARMS };

struct pack_mitigation {
	const char *id, *title, *help;
	const char *category;	   /* contain reliability capacity long-term */
	const char *const *phases; /* where it can be planned: now days weeks */
	size_t phase_count;
	bool plan_only; /* too slow for the drill itself */
	int64_t lead_s, revert_lead_s;
	bool reversible;
	const char *approval; /* stakeholder id or NULL */
	double cost_usd;      /* one-time */
	double daily_usd;     /* while it is in force, for the forward run */
	double ready_days;    /* of work, until a plan can be in force */
	double lasts_days; /* a stopgap: taken back after so long; 0 = stays */
	const struct pack_parameter *parameters;
	size_t parameter_count;
	const struct pack_change *effects;
	size_t effect_count;
	const char *side_effect;
	const char *tradeoff; /* the true one, shown in practice */
	/* Concepts that a true trade-off names: each is a list of words parted
	 * by '|'; one of them must be there. */
	const char *const *tradeoff_concepts;
	size_t tradeoff_concept_count;
	const char *const *founded_on; /* causes whose evidence calls for it;
					   none = right without a diagnosis */
	size_t founded_count;
	enum pack_expect expect_all;
	const enum pack_expect *expect; /* per variant, in pack order */
	const char *touches_attribute;	/* people touched: attribute, values */
	const char *const *touches;
	size_t touch_count;
	bool external; /* names a move away from the API */
};

struct pack_slo {
	const char *id, *title, *figure;
	double max;
	double objective; /* e.g. 0.98 of requests, for burn rates; 0 = none */
};

struct pack_alert {
	const char *id, *title, *text;
	const char *severity;		      /* page, ticket, info */
	const struct predicate *when, *clear; /* clear may be NULL */
};

struct pack_inject {
	const char *id, *from, *channel; /* stakeholder id; mail chat press */
	const char *subject, *text;
	const struct predicate *when;
	const char *expects; /* audience that should be told, or NULL */
	int64_t within_s;    /* and in what time */
	const struct pack_change *changes; /* the world moves too */
	size_t change_count;
	bool repeats;
};

struct pack_intent {
	const char *id;
	const char *title;	  /* shown in the list of what they know */
	const char *const *words; /* '|'-parted alternatives; all must be met */
	size_t word_count;
	const struct predicate *when; /* NULL = always */
	const char *answer;
};

enum pack_decision { PACK_APPROVE, PACK_ASK_BACK, PACK_REFUSE, PACK_CONDITION };
struct pack_rule {
	const struct predicate *when; /* NULL = always */
	const char *const *measures;  /* none = every measure they approve */
	size_t measure_count;
	enum pack_decision decision;
	const char *text;
	const char *set_parameter; /* condition: parameter of the measure */
	double set_value;
};

struct pack_stakeholder {
	const char *id, *name, *title, *audience;
	const char *wants, *fallback;
	bool outside; /* vendor, press, customers */
	int64_t reply_low_s, reply_high_s;
	int64_t approval_low_s, approval_high_s;
	const struct pack_intent *intents;
	size_t intent_count;
	const struct pack_rule *rules;
	size_t rule_count;
};

/* What a good message to an audience does to the world: a change scaled
 * between none (score 0) and full (score 10). */
struct pack_word_effect {
	const char *audience;
	double min_score;
	const struct pack_change *changes; /* full size */
	size_t change_count;
	const char *hastens; /* inject that comes sooner, or NULL */
	int64_t hasten_s;
};

struct pack_stakes {
	const char *text;
	const char *attribute;	  /* failed and degraded by this: "plan" */
	const double *failed_usd; /* per value of the attribute */
	const double *degraded_usd;
	double credit_usd;	  /* service credits owed ... */
	double credit_error_rate; /* ... for each minute worse than this */
	const char *credit_value; /* ... for this value of the attribute */
};

struct pack_budget {
	double month_usd,
		month_to_date_usd; /* at the page, without the spike */
	double usage_lag_s, invoice_lag_s;
};

struct pack_page { /* a runbook entry */
	const char *title, *text;
	bool stale;
};

/* What people come for, as texts name it: "clip", "clips". */
struct pack_unit {
	const char *one, *many;
};

/* A row of the overview, and from where on it is worth a look (above; 0 =
 * never). */
struct pack_line {
	const char *title, *figure;
	double times; /* the figure is shown so many times, 1 if not given */
	double warn, bad; /* above, as it is shown */
};

/* What to show where, so that no node is named in C. */
struct pack_screen {
	const char *api, *caller, *workers, *post; /* node names */
	const char *const *infra; /* nodes in the infra panel */
	size_t infra_count;
	const char *const *bill_by; /* attributes, plus "attempt" */
	size_t bill_by_count;
	const char *const *labels; /* attributes that metrics group by */
	size_t label_count;
	const char *client_timeout; /* parameter: the caller's timeout */
	const char *credit;	    /* api node with prepaid credit, or NULL */
	const struct pack_line *overview; /* none = the usual rows */
	size_t overview_count;
	const char *const *map; /* lines of the system map */
	size_t map_count;
	const struct pack_page *runbook;
	size_t runbook_count;
	const char *map_note;
	/* Customers and machines whose names outsiders must not read. */
	const char *const *private_words;
	size_t private_count;
};

/* Whether par.json was made for this pack and this engine. */
enum pack_par_state { PACK_PAR_NONE, PACK_PAR_STALE, PACK_PAR_FRESH };

/* A term of the scenario and what it means in plain words. */
struct pack_term {
	const char *term, *plain; /* the term in small letters */
};

/* What one unit of another currency is worth in the pack's own. */
struct pack_rate {
	const char *currency; /* "EUR" */
	double worth;
};

/* How people of the scenario call things, for whoever reads what they write:
 * what they come for and what fails, who is hit, what they meet, the outside
 * supplier, and terms that everybody in the house knows.  id, key in the JSON */
#define PACK_SPEECH(S) \
	S(THING, "things") \
	S(PEOPLE, "people") \
	S(SYMPTOM, "symptoms") \
	S(SUPPLIER, "supplier") \
	S(EVERYDAY, "everyday")

enum pack_speech_kind {
#define S(id, key) SPEECH_##id,
	PACK_SPEECH(S)
#undef S
		SPEECH_COUNT
};

#define PACK_SPEECH_BYTES 60 /* of one name */

struct pack_speech {
	/* In small letters, words parted by blanks; a word may end in '*'. */
	struct {
		const char *const *items;
		size_t count;
	} lists[SPEECH_COUNT];
};
const char *pack_speech_key(enum pack_speech_kind kind);
/* Whether a text can stand in such a list. */
bool pack_speech_is_name(const char *text);

struct pack {
	const char *id, *title, *summary, *version;
	const char *start;    /* "2026-03-10T14:05" local at 00:00 */
	int64_t start_moment; /* seconds since 1970, local */
	int utc_offset_min;
	const char *zone;
	const char *currency;
	const struct pack_rate *rates; /* of other currencies */
	size_t rate_count;
	const struct pack_term *glossary;
	size_t term_count;
	int64_t length_s, history_s, warm_up_s; /* history includes warm-up */
	int hands;
	const char *const *briefing;
	size_t briefing_count;
	const struct sim_model *model;
	struct pack_unit unit;
	struct pack_speech speech; /* empty lists = as the reader has them */
	struct pack_stakes stakes;
	struct pack_budget budget;
	struct pack_screen screen;
	const struct pack_slo *slos;
	size_t slo_count;
	const struct pack_alert *alerts;
	size_t alert_count;
	const struct pack_cause *causes;
	size_t cause_count;
	const struct pack_draw *draws;
	size_t draw_count;
	const struct pack_event *timeline; /* in every variant */
	size_t timeline_count;
	const struct pack_entry *entries;
	size_t entry_count;
	const struct pack_variant *variants;
	size_t variant_count;
	const struct pack_mitigation *mitigations;
	size_t mitigation_count;
	const struct pack_inject *injects;
	size_t inject_count;
	const struct pack_word_effect *word_effects;
	size_t word_effect_count;
	struct pack_forward forward;
	const struct pack_stakeholder *stakeholders;
	size_t stakeholder_count;
	const struct json_doc *rubric; /* read by scoring/ */
	const char *guide;	       /* Markdown, spoilers and all */
	uint64_t hash;		       /* over the bytes of all files */
	enum pack_par_state par_state;
	uint64_t par_key; /* over the files that par depends on */
};

/* The bytes of a pack's files, as a folder or a record holds them. */
struct pack_file {
	const char *name; /* "scenario.json" */
	const char *bytes;
	size_t length;
};

/* Loads from a folder / from bytes (a recorded drill).  `place` is put before
 * file names in messages.  NULL on error; the caller owns the pack. */
struct pack *pack_load(const char *folder, struct err *err);
struct pack *pack_load_files(const struct pack_file *files, size_t count,
			     const char *place, struct err *err);
void pack_destroy(struct pack *pack);
/* The same, for who writes a pack: on error `all` gets every mistake that could
 * be found, in the order of the files, and err the first of them.  Of the model
 * it is the first mistake, which hides the rest of the pack.  The caller
 * finishes the vector. */
#define PACK_MISTAKES_MAX 100
struct pack_mistakes {
	VEC_OF(struct err);
};
struct pack *pack_load_all(const char *folder, struct pack_mistakes *all,
			   struct err *err);
struct pack *pack_load_files_all(const struct pack_file *files, size_t count,
				 const char *place, struct pack_mistakes *all,
				 struct err *err);
/* The files it was loaded from, for the record; borrowed. */
const struct pack_file *pack_files(const struct pack *pack, size_t *count);

/* Look-ups by id; NULL or -1 when there is none. */
const struct pack_mitigation *pack_mitigation(const struct pack *pack,
					      const char *id);
const struct pack_cause *pack_cause(const struct pack *pack, const char *id);
const struct pack_stakeholder *pack_stakeholder(const struct pack *pack,
						const char *id);
int pack_variant(const struct pack *pack, const char *id);
/* The stakeholder who is an audience, NULL for one nobody stands for. */
const struct pack_stakeholder *pack_audience(const struct pack *pack,
					     const char *audience);
/* The name among the pack's ids that is nearest to a mistyped one, or NULL. */
const char *pack_nearest_mitigation(const struct pack *pack, const char *id);
const char *pack_nearest_cause(const struct pack *pack, const char *id);

#endif
