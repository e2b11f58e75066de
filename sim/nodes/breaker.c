#include "sim/nodes/breaker.h"

#include "sim/telemetry/tally.h"

static bool too_many(const struct breaker *s,
		     const struct breaker_policy *policy, int64_t now_us)
{
	struct tally_sum calls = tally_sum(&s->calls, policy->window_us,
					   now_us);

	return calls.all >= policy->least &&
	       calls.some >= policy->share * calls.all;
}

bool breaker_is_open(const struct breaker *s,
		     const struct breaker_policy *policy, int64_t now_us)
{
	if (policy->share <= 0.0)
		return false;
	return policy->retries ? too_many(s, policy, now_us) : s->open;
}

bool breaker_allows(struct breaker *s, const struct breaker_policy *policy,
		    int64_t now_us, bool *trial)
{
	*trial = false;
	if (policy->share <= 0.0 || policy->retries || !s->open)
		return true;
	if (now_us < s->open_until_us || s->trial)
		return false;
	s->trial = *trial = true;
	return true;
}

void breaker_start(struct breaker *s)
{
	*s = (struct breaker){ .open = false };
	tally_clear(&s->calls);
}

void breaker_tell(struct breaker *s, const struct breaker_policy *policy,
		  int64_t now_us, bool trial, bool failed)
{
	tally_count(&s->calls, policy->window_us, now_us, 1, failed);
	if (trial)
		s->trial = false;
	if (policy->share <= 0.0 || policy->retries) {
		s->open = false;
		return;
	}
	if (trial && !failed) {
		s->open = false;
		tally_clear(&s->calls);
	} else if (trial ||
		   (!s->open && failed && too_many(s, policy, now_us))) {
		s->open = true;
		s->open_until_us = now_us + policy->open_us;
	}
}

void breaker_forget(struct breaker *s, bool trial)
{
	if (trial)
		s->trial = false;
}
