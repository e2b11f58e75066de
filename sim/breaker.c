#include "sim/breaker.h"

static struct breaker_slice *slice_at(struct breaker *s,
				      const struct breaker_policy *policy,
				      int64_t now_us, int64_t *number)
{
	int64_t length = policy->window_us / STATE_BREAKER_SLICES;
	struct breaker_slice *slice;
	int64_t i;

	if (length < 1)
		length = 1;
	*number = now_us / length - (now_us % length < 0);
	i = *number % STATE_BREAKER_SLICES;
	slice = &s->slice[i < 0 ? i + STATE_BREAKER_SLICES : i];
	if (slice->number != *number)
		*slice = (struct breaker_slice){ .number = *number };
	return slice;
}

bool breaker_allows(struct breaker *s, const struct breaker_policy *policy,
		    int64_t now_us, bool *trial)
{
	*trial = false;
	if (policy->share <= 0.0 || !s->open)
		return true;
	if (now_us < s->open_until_us || s->trial)
		return false;
	s->trial = *trial = true;
	return true;
}

static bool too_many(const struct breaker *s,
		     const struct breaker_policy *policy, int64_t number)
{
	double calls = 0.0, failed = 0.0;

	for (int i = 0; i < STATE_BREAKER_SLICES; i++) {
		const struct breaker_slice *slice = &s->slice[i];

		if (slice->number <= number - STATE_BREAKER_SLICES ||
		    slice->number > number)
			continue;
		calls += slice->calls;
		failed += slice->failed;
	}
	return calls >= policy->least && failed >= policy->share * calls;
}

static void close_again(struct breaker *s)
{
	s->open = false;
	for (int i = 0; i < STATE_BREAKER_SLICES; i++)
		s->slice[i] = (struct breaker_slice){ .number = INT64_MIN };
}

void breaker_start(struct breaker *s)
{
	*s = (struct breaker){ .open = false };
	close_again(s);
}

void breaker_tell(struct breaker *s, const struct breaker_policy *policy,
		  int64_t now_us, bool trial, bool failed)
{
	int64_t number;
	struct breaker_slice *slice = slice_at(s, policy, now_us, &number);

	slice->calls++;
	slice->failed += failed;
	if (trial)
		s->trial = false;
	if (policy->share <= 0.0) {
		s->open = false;
		return;
	}
	if (trial && !failed) {
		close_again(s);
	} else if (trial ||
		   (!s->open && failed && too_many(s, policy, number))) {
		s->open = true;
		s->open_until_us = now_us + policy->open_us;
	}
}

void breaker_forget(struct breaker *s, bool trial)
{
	if (trial)
		s->trial = false;
}
