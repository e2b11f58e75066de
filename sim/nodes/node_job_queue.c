#include "sim/nodes/node_job_queue.h"

/*
 * Jobs wait in a list, linked by the `aux` of their frames.  Who has a worker
 * has FRAME_HOLDS; who is over and waits for the notification FRAME_ENDED.  A
 * worker begins by an event of its own, so that any number of jobs in a row
 * can fail at once.
 */
static struct job_queue_state *state_of(const struct sim_engine *e, int node)
{
	return &e->state[node].job_queue;
}

static void tell_levels(const struct sim_engine *e, int node)
{
	const struct job_queue_state *s = state_of(e, node);

	stats_level(e->stats, node, STATS_QUEUE, s->waiting, e->now_us);
	stats_level(e->stats, node, STATS_BUSY, s->busy, e->now_us);
}

void job_queue_start(struct sim_engine *e, int node)
{
	state_of(e, node)->first = state_of(e, node)->last = NONE;
}

/* --- workers -------------------------------------------------------------- */

static bool has_worker(const struct sim_engine *e, int node)
{
	return state_of(e, node)->busy < node_value(e, node, JOBS_WORKERS);
}

static void give_worker(struct sim_engine *e, uint32_t index)
{
	struct job *job = job_at(e, index);

	state_of(e, job->top.node)->busy++;
	job->top.flags |= FRAME_HOLDS;
	job->stamp = engine_at(e, e->now_us, EVENT_JOB, index);
	tell_levels(e, job->top.node);
}

/* Workers that are free take those who have waited longest. */
static void take_next(struct sim_engine *e, int node)
{
	struct job_queue_state *s = state_of(e, node);

	while (s->waiting > 0 && has_worker(e, node)) {
		uint32_t index = s->first;

		s->first = job_at(e, index)->top.aux;
		if (s->first == NONE)
			s->last = NONE;
		s->waiting--;
		give_worker(e, index);
	}
}

static void wait_for_worker(struct sim_engine *e, uint32_t index)
{
	struct job *job = job_at(e, index);
	struct job_queue_state *s = state_of(e, job->top.node);

	if (has_worker(e, job->top.node)) {
		give_worker(e, index);
		return;
	}
	job->stamp = 0;
	job->top.aux = NONE;
	if (s->last == NONE)
		s->first = index;
	else
		job_at(e, s->last)->top.aux = index;
	s->last = index;
	s->waiting++;
	tell_levels(e, job->top.node);
}

static void release_worker(struct sim_engine *e, struct job *job)
{
	state_of(e, job->top.node)->busy--;
	job->top.flags &= (uint8_t)~FRAME_HOLDS;
	take_next(e, job->top.node);
	tell_levels(e, job->top.node);
}

/* --- the end of a job ------------------------------------------------------ */

/* The job is over, and the person knows; the answer goes on below. */
static void close(struct sim_engine *e, struct job *job,
		  enum sim_outcome outcome)
{
	int node = job->top.node;

	state_of(e, node)->accepted--;
	if (outcome == SIM_OUTCOME_OK)
		e->state[node].out++;
	record_span_end(e, job, outcome);
	flow_pop(e, job);
}

/* Until the person is notified, in microseconds.  Who polls does so at the
 * same distance since the press. */
static int64_t until_told(const struct sim_engine *e, const struct job *job)
{
	int node = job->top.node;
	const struct law *law = &node_at(e, node)->law[JOBS_NOTIFY];
	int64_t poll = microseconds(node_value(e, node, JOBS_POLL));
	int64_t lag = 0, since;

	if (law->kind != LAW_NONE)
		lag = microseconds(law_sample(
			law, e->value,
			draw_key(e, job, node, job_salt(job), PURPOSE_NOTIFY)));
	if (poll == 0)
		return lag;
	since = e->now_us + lag - job->start_us;
	since = (since + poll - 1) / poll * poll;
	return job->start_us + (since > 0 ? since : poll) - e->now_us;
}

/* True when the person is told now. */
static bool end(struct sim_engine *e, uint32_t index, enum sim_outcome outcome)
{
	struct job *job = job_at(e, index);
	int64_t lag = until_told(e, job);

	if (outcome != SIM_OUTCOME_OK)
		stats_count(e->stats, job->top.node, STATS_DEAD);
	if (lag == 0) {
		close(e, job, outcome);
		return true;
	}
	job->top.flags |= FRAME_ENDED;
	job->top.outcome = (uint8_t)outcome;
	job->stamp = engine_at(e, e->now_us + lag, EVENT_JOB, index);
	return false;
}

static int64_t backoff(const struct sim_engine *e, const struct job *job)
{
	int node = job->top.node;
	const struct law *law = &node_at(e, node)->law[JOBS_BACKOFF];
	double cap = node_value(e, node, JOBS_BACKOFF_CAP);
	double seconds = 0.0;

	if (law->kind != LAW_NONE)
		seconds = law_sample(law, e->value,
				     draw_key(e, job, node, job_salt(job),
					      PURPOSE_BACKOFF));
	for (int i = 1; i < job->top.number && seconds < cap; i++)
		seconds *= node_value(e, node, JOBS_BACKOFF_FACTOR);
	return microseconds(seconds < cap ? seconds : cap);
}

bool job_queue_returned(struct sim_engine *e, uint32_t index,
			enum sim_outcome outcome)
{
	struct job *job = job_at(e, index);
	int node = job->top.node;

	release_worker(e, job);
	if (outcome == SIM_OUTCOME_OK)
		record_fact(e, FACT_SERVED, job->key, (uint64_t)node);
	else if (job->top.number < node_value(e, node, JOBS_ATTEMPTS)) {
		state_of(e, node)->retrying++;
		job->stamp = engine_at(e, e->now_us + backoff(e, job),
				       EVENT_JOB, index);
		return false;
	}
	return end(e, index, outcome);
}

/* --- coming, and being done ------------------------------------------------ */

/* How long the job has waited for its first attempt. */
static void tell_wait(const struct sim_engine *e, const struct job *job)
{
	int node = job->top.node;
	uint32_t visit;

	if (e->stats == NULL || job->span == NONE)
		return;
	if (job->flags & JOB_TRACED) {
		stats_took(e->stats, node, STATS_WAITING,
			   e->now_us - span_since(e, job, node));
		return;
	}
	visit = stats_visit_of(e->stats, job->span, node);
	if (visit != STATS_NO_VISIT)
		stats_took(e->stats, node, STATS_WAITING,
			   e->now_us - e->stats->visit[visit].enter_us);
}

static void begin(struct sim_engine *e, uint32_t index)
{
	struct job *job = job_at(e, index);
	int node = job->top.node;

	if (node_flag(e, node, JOBS_DROP) && flow_is_orphan(e, job)) {
		stats_count(e->stats, node, STATS_DROPPED);
		release_worker(e, job);
		close(e, job, SIM_OUTCOME_GAVE_UP);
		flow_answer(e, index, SIM_OUTCOME_GAVE_UP);
		return;
	}
	if (job->top.number == 0) {
		tell_wait(e, job);
		record_span_start(e, job);
	}
	job->top.number++;
	job->top.step = 0;
	stats_count(e->stats, node, STATS_ATTEMPTS);
	flow_next(e, index);
}

void job_queue_due(struct sim_engine *e, uint32_t index)
{
	struct job *job = job_at(e, index);
	enum sim_outcome outcome = (enum sim_outcome)job->top.outcome;

	if (job->top.flags & FRAME_ENDED) {
		close(e, job, outcome);
		flow_answer(e, index, outcome);
	} else if (job->top.flags & FRAME_HOLDS) {
		begin(e, index);
	} else {
		state_of(e, job->top.node)->retrying--;
		wait_for_worker(e, index);
	}
}

/* The frame that the job's line ends with; FRAME_NONE if it has none. */
static struct frame *bottom_of(const struct sim_engine *e, struct job *job)
{
	struct frame *f = &job->top;

	while (f->kind != FRAME_NONE && f->below != NONE)
		f = frame_at(e, f->below);
	return f;
}

/* The line ends without a word, as that of an orphan does. */
static void silence(struct sim_engine *e, struct job *root)
{
	struct frame *bottom = bottom_of(e, root);
	uint32_t ghost;

	if (bottom->kind == FRAME_NONE) {
		flow_push(e, root, FRAME_GHOST, 0)->number = 1;
		return;
	}
	ghost = frame_new(e);
	*frame_at(e, ghost) = (struct frame){
		.below = NONE, .aux = NONE, .kind = FRAME_GHOST, .number = 1
	};
	bottom->below = ghost;
}

static struct job *root_of(const struct sim_engine *e, struct job *job)
{
	while (job->flags & JOB_NESTED)
		job = job_at(e, job->owner);
	return job;
}

/* The press goes on in a job of its own, which is returned; the line that
 * called has lost it.  When it had none (a repeated call, or one that nobody
 * waits for) neither has the new job: its work is for nobody. */
static uint32_t hand_over(struct sim_engine *e, uint32_t index, int node)
{
	uint32_t work_index = job_new(e);
	struct job *job = job_at(e, index), *work = job_at(e, work_index);
	struct job *root = root_of(e, job);
	bool orphan = bottom_of(e, root)->kind == FRAME_GHOST;
	uint32_t salt = job_salt(job);

	if (!orphan)
		person_acknowledge(e, index);
	*work = *job;
	work->owner = root->owner;
	work->stamp = work->timer = 0;
	work->flags = (uint8_t)(root->flags & JOB_PERSON);
	work->flags |= job->flags &
		       (JOB_DEGRADED | JOB_ACKNOWLEDGED | JOB_TRACED);
	work->top = (struct frame){ .below = NONE, .aux = NONE };
	if (work->flags & JOB_PERSON)
		person_at(e, work->owner)->refs++;
	if (orphan) {
		work->flags |= JOB_ORPHAN;
		silence(e, work);
	} else {
		silence(e, root);
	}
	if (!(work->flags & JOB_TRACED))
		work->span = NONE;
	record_span(e, work, node);
	flow_push(e, work, FRAME_QUEUED, node)->salt = salt;
	return work_index;
}

/* The call repeats one that has been accepted: it has the same idempotency
 * key.  Remembers the key. */
static bool is_known(const struct sim_engine *e, uint32_t key, int node)
{
	uint64_t bit = UINT64_C(1) << node;
	bool known;

	if (key == NONE)
		return false;
	known = (key_at(e, key)->queued & bit) != 0;
	key_at(e, key)->queued |= bit;
	return known;
}

void job_queue_enter(struct sim_engine *e, uint32_t index, int node)
{
	struct job_queue_state *s = state_of(e, node);
	const struct frame *caller = flow_caller(e, job_at(e, index));
	uint32_t key = caller == NULL ? NONE : caller->aux;
	double most = node_value(e, node, JOBS_BACKLOG);

	if (!has_worker(e, node) && s->waiting + s->retrying >= most) {
		flow_refuse(e, index, node, SIM_OUTCOME_FULL);
		return;
	}
	if (!is_known(e, key, node)) {
		s->accepted++;
		wait_for_worker(e, hand_over(e, index, node));
	}
	flow_answer(e, index, SIM_OUTCOME_OK);
}

void job_queue_changed(struct sim_engine *e, int node, int slot)
{
	if (slot != JOBS_WORKERS)
		return;
	stats_level(e->stats, node, STATS_SERVERS,
		    node_value(e, node, JOBS_WORKERS), e->now_us);
	take_next(e, node);
}
