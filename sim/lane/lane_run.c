#include "sim/lane/lane.h"
#include "sim/lane/lane_pool.h"
#include "sim/lane/lane_source.h"
#include "sim/sums.h"

/*
 * The loop that stays in the lane, for one arrival or end of a service after
 * the other.  It does what lane_way.c does, less of it for each:
 *
 * - What changes with every event is in one struct that nobody outside of the
 *   loop can see, and goes back to where it belongs at the end.  So the
 *   compiler need not store and read it again around every other store.
 * - The next arrival and the next end of a service are not put on the agenda
 *   and taken off again: they are in the hand.
 * - How long the next in the queue will be served, and how far the arrival
 *   after the next is, has been drawn when it is asked for: a draw belongs to
 *   its key and may be made early.  Which event is next depends on it, and the
 *   processor, which cannot guess that, waits the less for having guessed wrong.
 *
 * Whatever is out of the ordinary ends the loop before it happens.
 */

struct run {
	struct sim_engine *e;
	struct job *jobs;
	struct minute *minute;
	int64_t now_us;
	uint64_t sequence, hash;
	uint32_t free, used; /* jobs, as a slab knows them */
	struct hand hand;
	struct lane_source source;
	struct lane_pool pool;
	struct notes *notes;
};

/* Those that still stand go to the ring. */
static void keep_notes(struct notes *notes, const struct job *jobs)
{
	for (uint32_t i = 0; i < notes->count; i++) {
		struct deadline d = notes->at[i];

		if (jobs[d.job].timer == d.stamp &&
		    !deadlines_put(notes->deadlines, d))
			deadlines_add(notes->deadlines, jobs, d);
	}
	notes->count = 0;
}

static LANE_INLINE uint32_t stamp(struct run *r)
{
	return (uint32_t)r->sequence++;
}

/* --- services ------------------------------------------------------------- */

/* A server begins with the job, whose service has been drawn. */
static LANE_INLINE void begin(struct run *r, uint32_t index)
{
	struct job *job = &r->jobs[index];

	job->top.flags |= FRAME_SERVED;
	job->stamp = stamp(r);
	hand_await_end(&r->hand, event_of(r->now_us + r->pool.ahead_us,
					  job->stamp, EVENT_SERVED, index));
	lane_pool_look_ahead(r->e, &r->pool, r->jobs);
}

static LANE_INLINE void line_up(struct run *r, uint32_t index)
{
	struct job *job = &r->jobs[index];

	job->stamp = stamp(r);
	job->flags |= JOB_WAITING;
	lane_pool_line_up(&r->pool,
			  (struct place){ index, job->stamp, r->now_us });
}

/* A server is free: gives whoever is next to have it, or NONE. */
static LANE_INLINE uint32_t go_on(struct run *r)
{
	struct lane_pool *p = &r->pool;
	uint32_t index;

	if (p->busy > p->servers || p->queue.count == 0) {
		lane_pool_count(p, r->now_us, -1);
		return NONE;
	}
	index = pool_take_first(&p->queue).job;
	r->jobs[index].flags &= (uint8_t)~JOB_WAITING;
	return index;
}

/* --- arrivals ------------------------------------------------------------- */

static LANE_INLINE uint32_t take_job(struct run *r)
{
	uint32_t index = r->free;

	if (index != NONE)
		r->free = r->jobs[index].owner;
	else
		index = r->used++;
	return index;
}

static LANE_INLINE void set_timer(struct run *r, uint32_t index)
{
	struct notes *notes = r->notes;
	int64_t due_us = r->now_us + r->source.lane->timeout_us;
	uint32_t timer = stamp(r);

	r->jobs[index].timer = timer;
	if (notes->count == NOTES_MAX)
		keep_notes(notes, r->jobs);
	notes->at[notes->count++] = (struct deadline){ (uint32_t)due_us, timer,
						       index };
}

/* Who is due comes; when the next one does is in the hand then.  Gives the job if
 * a server is free for it, or NONE; ahead_us is its service or the first's. */
static LANE_INLINE uint32_t come(struct run *r)
{
	struct lane_source *s = &r->source;
	uint64_t key = poisson_draw(s->stream, POINT_KEY);
	uint32_t index = take_job(r);
	struct job *job = &r->jobs[index];
	bool waits = r->pool.busy >= r->pool.servers;
	int64_t next_us;

	next_us = lane_source_next(r->e, s);
	r->hand.arrival = event_of(next_us, stamp(r), EVENT_ARRIVAL, s->node);
	r->hash = fact_fold(r->hash, r->now_us, s->fact_came, key);
	s->came++;
	*job = s->lane->job;
	job->key = key;
	job->start_us = r->now_us;
	if (s->lane->values) {
		person_values(r->e, key, (int)s->node, job->value);
		sums_values_came(r->e, job->value);
	}
	if (s->timeouts)
		set_timer(r, index);
	if (!waits || r->pool.queue.count == 0)
		r->pool.ahead_us = lane_pool_draw(r->e, &r->pool, job);
	if (waits) {
		line_up(r, index);
		return NONE;
	}
	lane_pool_count(&r->pool, r->now_us, 1);
	return index;
}

/* --- ends of services ----------------------------------------------------- */

/* Whether the job is as the source's own are when they leave. */
static LANE_INLINE bool is_own(const struct run *r, const struct job *job)
{
	const struct job *own = &r->source.lane->job;

	return job->owner == own->owner && job->flags == own->flags &&
	       job->top.kind == own->top.kind &&
	       job->top.node == own->top.node &&
	       job->top.below == own->top.below && job->top.aux == own->top.aux;
}

/* Whether the job leaves by the lane; it is counted where it came from. */
static LANE_INLINE bool goes_back(struct run *r, const struct job *job)
{
	if (is_own(r, job)) {
		r->source.left++;
		return true;
	}
	if (!lane_goes_back(r->e, job))
		return false;
	lane_count_out(r->e, job);
	return true;
}

/* The service of the job is over, and it leaves. */
static LANE_INLINE void leave(struct run *r, uint32_t index)
{
	struct job *job = &r->jobs[index];

	r->hash = fact_fold(r->hash, r->now_us, r->pool.fact_served, job->key);
	r->hash = fact_fold(r->hash, r->now_us,
			    fact_of(FACT_LEFT, (uint64_t)SIM_OUTCOME_OK << 1),
			    job->key);
	r->pool.served++;
	r->minute->histogram[histogram_step(r->now_us - job->start_us)]++;
	if (r->source.lane->values)
		sums_values_left(
			r->e, &(struct leaving){ .value = job->value,
						 .outcome = SIM_OUTCOME_OK });
	job->stamp = job->timer = 0;
	job->flags = 0;
	job->owner = r->free;
	r->free = index;
}

/* --- the loop ------------------------------------------------------------- */

/* The loop goes by the source, and notes its deadlines. */
static LANE_INLINE void begin_source(struct run *r, uint32_t node)
{
	struct deadlines *deadlines;

	lane_source_begin(r->e, &r->source, node);
	if (!r->source.timeouts)
		return;
	deadlines = &r->source.lane->caller->caller.deadlines;
	if (r->notes->deadlines != deadlines)
		keep_notes(r->notes, r->jobs);
	r->notes->deadlines = deadlines;
}

static LANE_INLINE void begin_run(struct run *r, struct sim_engine *e,
				  struct event arrival, int64_t until_us)
{
	int64_t end_us = until_us < e->next_second_us ? until_us + 1
						      : e->next_second_us;

	r->e = e;
	r->jobs = job_at(e, 0);
	r->minute = sums_now(e);
	r->now_us = e->now_us;
	r->sequence = e->sequence;
	r->hash = e->record.hash;
	r->free = e->slab[SLAB_JOBS].free;
	r->used = e->slab[SLAB_JOBS].used;
	if (e->record.minute_end_us < end_us)
		end_us = e->record.minute_end_us;
	r->hand = (struct hand){ .e = e,
				 .end_us = end_us,
				 .arrival = arrival,
				 .ends = EVENT_NOBODY };
	hand_look(&r->hand);
	begin_source(r, event_index(arrival));
	lane_pool_begin(e, &r->pool, r->source.lane->to,
			r->source.lane->job.top.at);
}

static LANE_INLINE void end_run(const struct run *r)
{
	struct sim_engine *e = r->e;
	struct slab *slab = &e->slab[SLAB_JOBS];

	lane_source_end(e, &r->source, r->hand.arrival);
	lane_pool_end(e, &r->pool);
	if (r->hand.ends.time != EVENT_NOBODY.time)
		agenda_push(&e->agenda, r->hand.ends);
	e->now_us = r->now_us;
	e->sequence = r->sequence;
	e->record.hash = r->hash;
	slab->free = r->free;
	slab->used = r->used;
	if (slab->live + SLAB_MARGIN > slab->capacity)
		e->slab_low = true;
}

/* Whether the first of the agenda is an end of a service of the pool, and
 * counts. */
static LANE_INLINE bool first_is_end(const struct run *r)
{
	struct event first = r->hand.first;
	const struct job *job = &r->jobs[event_index(first)];

	return event_kind(first) == EVENT_SERVED &&
	       job->top.at == r->pool.node && job->stamp == event_stamp(first);
}

/* One event; false when the next is not the loop's. */
static LANE_INLINE bool step(struct run *r)
{
	struct hand *hand = &r->hand;
	bool comes = hand_comes(hand), at_hand = true;
	struct event next = comes ? hand->arrival : hand->ends;
	uint32_t index;

	if (next.time >= hand->limit_us) {
		at_hand = event_before(next, hand->first);
		comes &= at_hand;
		if (!at_hand)
			next = hand->first;
		if (next.time >= hand->end_us || (!at_hand && !first_is_end(r)))
			return false;
	}
	index = event_index(next);
	if (comes ? !lane_pool_has_room(&r->pool)
		  : !goes_back(r, &r->jobs[index]))
		return false;
	r->now_us = next.time;
	if (comes) {
		index = come(r);
	} else {
		if (at_hand)
			hand->ends = EVENT_NOBODY;
		else
			hand_take_first(hand);
		leave(r, index);
		index = go_on(r);
	}
	if (index != NONE)
		begin(r, index);
	return true;
}

/* If the next event is an arrival of another source to the same pool, that
 * source is the loop's from now on. */
static LANE_INLINE bool change_source(struct run *r)
{
	struct hand *hand = &r->hand;
	struct event first = hand->first;
	uint32_t node = event_index(first);

	if (event_kind(first) != EVENT_ARRIVAL || first.time >= hand->end_us ||
	    !event_before(first, hand->arrival) ||
	    !event_before(first, hand->ends) ||
	    r->e->state[node].source.armed != event_stamp(first) ||
	    r->e->lane[node].to != r->pool.lane ||
	    !lane_source_may_run(r->e, node))
		return false;
	hand_take_first(hand);
	lane_source_end(r->e, &r->source, hand->arrival);
	begin_source(r, node);
	hand->arrival = first;
	hand_look(hand);
	return true;
}

/* The first arrival is no part of the loop: so it always goes on.  True if it
 * was all in the lane. */
static bool arrive(struct sim_engine *e, int source, struct event *arrival)
{
	struct source_state *s = &e->state[source].source;
	uint64_t key = poisson_draw(s->layer[0].stream, POINT_KEY);

	poisson_next_point(e, source, 0);
	s->next_us = s->layer[0].next_us;
	s->armed = engine_stamp(e);
	*arrival = event_of(s->next_us, s->armed, EVENT_ARRIVAL,
			    (uint32_t)source);
	e->events++;
	return lane_come(e, &e->lane[source], key);
}

/* Whether the next event is likely to be the loop's: to begin and end it costs
 * more than one event. */
static bool is_worth_it(struct sim_engine *e, const struct lane *lane,
			struct event arrival)
{
	const struct event *first = agenda_first(&e->agenda, engine_stale, e);
	const struct pool_state *pool = &lane->to->pool->pool;

	if (first == NULL || event_before(arrival, *first))
		return pool->busy < pool->servers ||
		       pool->waiting < lane->to->room;
	if (event_kind(*first) == EVENT_SERVED)
		return lane_goes_back(e, job_at(e, event_index(*first)));
	return event_kind(*first) == EVENT_ARRIVAL;
}

/* How many events may follow: until somebody looks at what grows slowly, and
 * as long as there are jobs. */
static uint32_t room_for_events(const struct sim_engine *e)
{
	const struct slab *jobs = &e->slab[SLAB_JOBS];
	uint32_t most = (uint32_t)(-e->events % ENGINE_LOOK_EVERY);
	uint32_t free = jobs->capacity - jobs->live;

	return most < free ? most : free;
}

void lane_run(struct sim_engine *e, int source, int64_t until_us)
{
	const struct lane *lane = &e->lane[source];
	struct event arrival;
	struct notes notes;
	struct run r;
	uint32_t most;

	if (!arrive(e, source, &arrival) ||
	    !lane_source_may_run(e, (uint32_t)source) ||
	    !is_worth_it(e, lane, arrival)) {
		agenda_push(&e->agenda, arrival);
		return;
	}
	most = room_for_events(e);
	notes.deadlines = NULL;
	notes.count = 0;
	r.notes = &notes;
	begin_run(&r, e, arrival, until_us);
	while (most > 0) {
		if (step(&r))
			most--;
		else if (!change_source(&r))
			break;
	}
	keep_notes(&notes, r.jobs);
	end_run(&r);
}
