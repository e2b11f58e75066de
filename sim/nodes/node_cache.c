#include "sim/engine_internal.h"

#include "sim/chance/ziggurat.h"

#include <assert.h>

/*
 * A cache in front of something slower.  A call asks for one thing; when the
 * cache holds it, the answer is here, else the call goes on and what it brings
 * back is kept for the next ones: it is a fill.
 *
 * A call that finds its answer here, or waits for somebody else's fill, stands
 * at the node with a frame of its own (FRAME_CACHED) until an event sends the
 * answer; so one fill can answer any number of calls.  A fill has a frame
 * (FRAME_FILL) that stays while the call is on its way; when its caller stops
 * waiting it runs on and fills all the same.
 *
 * The same request asks for the same thing at each attempt, and a person at
 * each press.
 */
#define KEY_BITS 20 /* of the thing; above them the value of the attribute */

static struct cache_state *state_of(const struct sim_engine *e, int node)
{
	return &e->state[node].cache;
}

void cache_finish(struct cache_state *s)
{
	cache_table_finish(&s->table);
}

void cache_copy(struct cache_state *to, const struct cache_state *from)
{
	cache_table_copy(&to->table, &from->table);
}

size_t cache_bytes(const struct cache_state *s)
{
	return cache_table_bytes(&s->table);
}

static double most_held(const struct sim_engine *e, int node)
{
	double capacity = node_value(e, node, CACHE_CAPACITY);

	return capacity >= 1.0 ? capacity : CACHE_HELD_MAX;
}

/* Makes room by what was not used for longest. */
static void evict(struct sim_engine *e, int node)
{
	struct cache_table *t = &state_of(e, node)->table;
	double most = most_held(e, node);

	while (t->held > most) {
		stats_count(e->stats, node, STATS_EVICTED);
		cache_drop(t, t->oldest);
	}
}

/* --- what is held already ------------------------------------------------ */

/* The cache whose things are asked for. */
static int owner_of_keys(const struct sim_engine *e, int node)
{
	int target = node_at(e, node)->target;

	return target < 0 ? node : target;
}

static uint32_t key_from(uint32_t thing, uint32_t value)
{
	return value << KEY_BITS | thing;
}

/* As if fetched at some moment of the last TTL. */
static void preload_key(struct sim_engine *e, int node, uint32_t key)
{
	struct cache_table *t = &state_of(e, node)->table;
	uint64_t draw = random_fold(e->seed,
				    node_at(e, node)->key + PURPOSE_WARM);
	double left = node_value(e, node, CACHE_TTL) *
		      random_unit(random_fold(draw, key));
	uint32_t i = cache_find(t, key);

	if (i == CACHE_NONE)
		i = cache_add(t, key);
	if (!t->entry[i].valued || t->entry[i].expires_us <= e->now_us) {
		t->entry[i].valued = true;
		t->entry[i].expires_us = e->now_us + microseconds(left);
	}
	cache_use(t, i);
}

/* The most wanted last, so that it is the last to go. */
static void preload(struct sim_engine *e, int node)
{
	int of = owner_of_keys(e, node);
	int attribute = node_at(e, of)->attribute;
	uint32_t values = 1;
	double things = node_value(e, node, CACHE_WARM) *
			node_value(e, of, CACHE_KEYS);
	double room = most_held(e, node);

	if (attribute >= 0)
		values = (uint32_t)e->model->attribute[attribute].count;
	if (things > room / values)
		things = room / values;
	for (uint32_t k = (uint32_t)(things + 0.5); k-- > 0;) {
		for (uint32_t v = values; v-- > 0;)
			preload_key(e, node, key_from(k, v));
	}
	evict(e, node);
}

void cache_start(struct sim_engine *e, int node)
{
	struct cache_state *s = state_of(e, node);

	cache_table_init(&s->table);
	zipf_init(&s->zipf, node_value(e, node, CACHE_KEYS),
		  node_value(e, node, CACHE_ZIPF));
	preload(e, node);
}

void cache_changed(struct sim_engine *e, int node, int slot, double before)
{
	struct cache_state *s = state_of(e, node);

	if (slot == CACHE_KEYS || slot == CACHE_ZIPF)
		zipf_init(&s->zipf, node_value(e, node, CACHE_KEYS),
			  node_value(e, node, CACHE_ZIPF));
	else if (slot == CACHE_CAPACITY)
		evict(e, node);
	else if (slot == CACHE_GENERATION &&
		 node_value(e, node, CACHE_GENERATION) != before)
		cache_flush(&s->table);
	else if (slot == CACHE_WARM)
		preload(e, node);
}

/* --- what is asked for -------------------------------------------------- */

static uint32_t key_of(const struct sim_engine *e, const struct job *job,
		       int node)
{
	int of = owner_of_keys(e, node);
	int attribute = node_at(e, of)->attribute;
	uint32_t person = flow_person(e, job);
	uint64_t who = person == NONE ? job->key : person_at(e, person)->key;
	uint32_t thing;

	thing = zipf_draw(&state_of(e, of)->zipf,
			  random_fold(who,
				      node_at(e, of)->key + PURPOSE_THING));
	return key_from(thing, attribute < 0 ? 0 : job->value[attribute]);
}

/* XFetch: the nearer its end, and the longer a fill takes, the likelier does a
 * call treat a fresh value as expired. */
static bool refreshes_early(const struct sim_engine *e, const struct job *job,
			    int node, const struct cache_entry *c)
{
	double beta = node_value(e, node, CACHE_EARLY);
	double before;

	if (beta <= 0.0 || e->now_us < c->failed_us ||
	    (c->fill != CACHE_NONE && node_flag(e, node, CACHE_COALESCE)))
		return false;
	before = beta * (double)c->took_us *
		 ziggurat_exponential(
			 draw_key(e, job, node, job_salt(job), PURPOSE_EARLY));
	return (double)(c->expires_us - e->now_us) <= before;
}

/* Whether a value that is no longer fresh is better than none. */
static bool is_usable(const struct sim_engine *e, int node,
		      const struct cache_entry *c)
{
	return c->valued &&
	       e->now_us <
		       c->expires_us +
			       microseconds(node_value(e, node, CACHE_STALE));
}

static enum cache_lookup look_up(const struct sim_engine *e,
				 const struct job *job, int node, uint32_t i)
{
	const struct cache_entry *c;

	if (i == CACHE_NONE)
		return CACHE_MISS;
	c = &state_of(e, node)->table.entry[i];
	if (c->valued && e->now_us < c->expires_us)
		return refreshes_early(e, job, node, c) ? CACHE_REFRESH
							: CACHE_HIT;
	if (e->now_us < c->failed_us)
		return is_usable(e, node, c) ? CACHE_STALE_HIT : CACHE_NEGATIVE;
	if (c->fill == CACHE_NONE)
		return CACHE_MISS;
	if (is_usable(e, node, c))
		return CACHE_STALE_HIT;
	return node_flag(e, node, CACHE_COALESCE) ? CACHE_JOIN : CACHE_MISS;
}

/* --- answers from here -------------------------------------------------- */

static void answer_from_here(struct sim_engine *e, uint32_t index, int node,
			     enum sim_outcome outcome)
{
	struct job *job = job_at(e, index);
	const struct law *law = &node_at(e, node)->law[CACHE_HIT_TIME];
	double seconds = 0.0;

	if (law->kind != LAW_NONE)
		seconds = law_sample(law, e->value,
				     draw_key(e, job, node, job_salt(job),
					      PURPOSE_SERVICE));
	flow_push(e, job, FRAME_CACHED, node);
	job->top.outcome = (uint8_t)outcome;
	job->stamp = engine_at(e, e->now_us + microseconds(seconds),
			       EVENT_ANSWER, index);
}

/* The job waits for the fill, behind those who do so already. */
static void join(struct sim_engine *e, uint32_t index, int node, uint32_t f)
{
	struct cache_state *s = state_of(e, node);
	struct cache_fill *fill = &s->table.fill[f];
	struct job *job = job_at(e, index);

	flow_push(e, job, FRAME_CACHED, node)->link = NONE;
	job->stamp = 0;
	if (fill->first == NONE)
		fill->first = index;
	else
		job_at(e, fill->last)->top.link = index;
	fill->last = index;
	s->waiting++;
}

void cache_left(struct sim_engine *e, struct job *job, enum sim_outcome outcome)
{
	if (outcome == SIM_OUTCOME_OK)
		e->state[job->top.node].out++;
	record_span_end(e, job, outcome);
	flow_pop(e, job);
}

/* --- fills -------------------------------------------------------------- */

/* Goes on; `entry` is none when the answer is not to be kept. */
static void begin_fill(struct sim_engine *e, uint32_t index, int node,
		       uint32_t entry)
{
	struct cache_table *t = &state_of(e, node)->table;
	struct job *job = job_at(e, index);

	if (entry != CACHE_NONE && t->entry[entry].fills == 0)
		stats_count(e->stats, node, STATS_FIRST_FILLS);
	flow_push(e, job, FRAME_FILL, node)->aux = cache_begin(t, entry,
							       e->now_us);
	flow_next(e, index);
}

static int64_t time_to_live(const struct sim_engine *e, const struct job *job,
			    int node)
{
	double seconds = node_value(e, node, CACHE_TTL);
	double jitter = node_value(e, node, CACHE_TTL_JITTER);
	double u;

	if (jitter > 0.0) {
		u = random_unit(
			draw_key(e, job, node, job->top.salt, PURPOSE_TTL));
		seconds *= 1.0 + jitter * (2.0 * u - 1.0);
	}
	return microseconds(seconds);
}

static void keep_value(struct sim_engine *e, const struct job *job, int node,
		       const struct cache_fill *fill)
{
	struct cache_table *t = &state_of(e, node)->table;
	struct cache_entry *c = &t->entry[fill->entry];
	int64_t live = time_to_live(e, job, node);
	int64_t took = e->now_us - fill->since_us;

	if (live <= 0) {
		cache_drop(t, fill->entry);
		return;
	}
	c->valued = true;
	c->expires_us = e->now_us + live;
	c->took_us = took < UINT32_MAX ? (uint32_t)took : UINT32_MAX;
	c->failed_us = CACHE_NO_FAILURE;
	cache_use(t, fill->entry);
	evict(e, node);
}

/* Remembers that there is nothing to be had; gives what to answer instead. */
static enum sim_outcome keep_failure(struct sim_engine *e, int node,
				     uint32_t entry, enum sim_outcome outcome)
{
	struct cache_table *t = &state_of(e, node)->table;
	struct cache_entry *c = &t->entry[entry];
	double seconds = node_value(e, node, CACHE_NEGATIVE_TTL);
	bool usable = is_usable(e, node, c);

	if (seconds > 0.0 && outcome != SIM_OUTCOME_GAVE_UP) {
		c->failed_us = e->now_us + microseconds(seconds);
		c->outcome = (uint8_t)outcome;
		cache_use(t, entry);
		evict(e, node);
	} else if (!c->listed) {
		cache_drop(t, entry);
	}
	return usable ? SIM_OUTCOME_OK : outcome;
}

enum sim_outcome cache_filled(struct sim_engine *e, uint32_t index,
			      enum sim_outcome outcome)
{
	struct job *job = job_at(e, index);
	int node = job->top.node;
	struct cache_state *s = state_of(e, node);
	struct cache_fill fill = s->table.fill[job->top.aux];

	cache_end(&s->table, job->top.aux);
	if (fill.entry != CACHE_NONE && outcome == SIM_OUTCOME_OK)
		keep_value(e, job, node, &fill);
	else if (fill.entry != CACHE_NONE)
		outcome = keep_failure(e, node, fill.entry, outcome);
	while (fill.first != NONE) {
		uint32_t next = job_at(e, fill.first)->top.link;

		flow_answer_soon(e, fill.first, outcome);
		s->waiting--;
		fill.first = next;
	}
	cache_left(e, job, outcome);
	return outcome;
}

/* --- the node ----------------------------------------------------------- */

static void count_lookup(struct sim_engine *e, const struct job *job, int node,
			 enum cache_lookup what)
{
	struct cache_state *s = state_of(e, node);

	s->lookups++;
	s->hits += what == CACHE_HIT || what == CACHE_STALE_HIT;
	stats_count(e->stats, node,
		    (enum stats_count)((int)STATS_HIT + (int)what));
	record_fact(e, FACT_LOOKUP, job->key,
		    (uint64_t)node << 8 | (uint64_t)what);
}

void cache_enter(struct sim_engine *e, uint32_t index, int node)
{
	struct job *job = job_at(e, index);
	struct cache_table *t = &state_of(e, node)->table;
	uint32_t key, i = CACHE_NONE;
	enum cache_lookup what = CACHE_MISS;
	bool on = node_flag(e, node, CACHE_ON);

	if (on) {
		key = key_of(e, job, node);
		i = cache_find(t, key);
		what = look_up(e, job, node, i);
	}
	count_lookup(e, job, node, what);
	record_span(e, job, node);
	switch (what) {
	case CACHE_HIT:
	case CACHE_STALE_HIT:
		cache_use(t, i);
		answer_from_here(e, index, node, SIM_OUTCOME_OK);
		break;
	case CACHE_NEGATIVE:
		cache_use(t, i);
		answer_from_here(e, index, node,
				 (enum sim_outcome)t->entry[i].outcome);
		break;
	case CACHE_JOIN:
		join(e, index, node, t->entry[i].fill);
		break;
	case CACHE_MISS:
	case CACHE_REFRESH:
		if (on && i == CACHE_NONE)
			i = cache_add(t, key);
		begin_fill(e, index, node, i);
		break;
	}
}

double cache_level(const struct sim_engine *e, int node)
{
	const struct cache_state *s = state_of(e, node);

	return s->lookups > 0 ? (double)s->hits / (double)s->lookups : s->ratio;
}

void cache_second(struct sim_engine *e, int node)
{
	struct cache_state *s = state_of(e, node);

	s->ratio = cache_level(e, node);
	s->lookups = s->hits = 0;
}
