#include "base/workers.h"

#include <pthread.h>
#include <signal.h>
#include <unistd.h>

#define THREADS_MAX 16

struct crew {
	workers_job *job;
	void *context;
	size_t count;
	const atomic_bool *cancel;
	atomic_size_t next;
	atomic_bool left_out;
};

static void *work(void *argument)
{
	struct crew *crew = argument;

	for (;;) {
		size_t index;

		if (atomic_load(&crew->next) >= crew->count)
			break;
		if (crew->cancel && atomic_load(crew->cancel)) {
			atomic_store(&crew->left_out, true);
			break;
		}
		index = atomic_fetch_add(&crew->next, 1);
		if (index >= crew->count)
			break;
		crew->job(index, crew->context);
	}
	return NULL;
}

static size_t crew_size(unsigned threads, size_t count)
{
	size_t size = threads;

	if (size == 0) {
		long cores = sysconf(_SC_NPROCESSORS_ONLN);

		size = cores > 0 ? (size_t)cores : 1;
	}
	if (size > THREADS_MAX)
		size = THREADS_MAX;
	return size > count ? count : size;
}

bool workers_run(size_t count, workers_job *job, void *context,
		 unsigned threads, const atomic_bool *cancel)
{
	struct crew crew = {
		.job = job, .context = context, .count = count, .cancel = cancel
	};
	pthread_t others[THREADS_MAX];
	size_t size = crew_size(threads, count), started = 0;
	sigset_t all, before;

	atomic_init(&crew.next, 0);
	atomic_init(&crew.left_out, false);

	/* Signals stay with the thread that asked: it owns the terminal. */
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	while (started + 1 < size &&
	       pthread_create(&others[started], NULL, work, &crew) == 0)
		started++;
	pthread_sigmask(SIG_SETMASK, &before, NULL);

	/* This thread works too, so a refused thread costs time alone. */
	work(&crew);
	for (size_t i = 0; i < started; i++)
		pthread_join(others[i], NULL);
	return !atomic_load(&crew.left_out);
}
