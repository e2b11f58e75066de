#include "scenarios/draw.h"

#include "base/calendar.h"
#include "base/random.h"

#include <assert.h>
#include <math.h>
#include <string.h>

/* The same 64 bits for the same seed and words, whatever else is drawn. */
static uint64_t key_of(uint64_t seed, const char *variant, const char *name)
{
	uint64_t key = random_fold(random_key_text("cast"), seed);

	key = random_fold(key, random_key_text(variant));
	return random_fold(key, random_key_text(name));
}

static size_t pick(uint64_t key, size_t count)
{
	size_t index = (size_t)(random_unit(key) * (double)count);

	return index < count ? index : count - 1;
}

int cast_pick_variant(const struct pack *pack, uint64_t seed, unsigned avoid)
{
	int allowed[sizeof(unsigned) * 8];
	size_t count = 0, bits = sizeof(unsigned) * 8;

	assert(pack->variant_count > 0);
	for (size_t i = 0; i < pack->variant_count && i < bits; i++)
		if (!(avoid & 1u << i))
			allowed[count++] = (int)i;
	if (count == 0)
		return cast_pick_variant(pack, seed, 0);
	return allowed[pick(key_of(seed, "", "variant"), count)];
}

/* --- draws --------------------------------------------------------------- */

/* To the nearest whole number, halves away from zero. */
static int64_t whole(double value)
{
	return (int64_t)(value < 0 ? value - 0.5 : value + 0.5);
}

static double rounded(double value, int decimals)
{
	double scale = 1;

	for (int i = 0; i < decimals; i++)
		scale *= 10;
	return (double)whole(value * scale) / scale;
}

static void draw_into(struct cast *cast, const struct pack_draw *draw)
{
	const char *variant = cast->pack->variants[cast->variant].id;
	uint64_t key = key_of(cast->seed, variant, draw->name);
	size_t slot = 0;

	/* A variant's own draw takes the place of the pack's. */
	while (slot < cast->count &&
	       strcmp(cast->draws[slot].name, draw->name) != 0)
		slot++;
	if (slot == cast->count)
		cast->count++;
	assert(slot < CAST_DRAWS_MAX);
	cast->draws[slot].name = draw->name;
	if (draw->kind == PACK_DRAW_PICK) {
		size_t choice = pick(key, draw->choice_count);

		cast->draws[slot].value = (double)choice;
		cast->draws[slot].word = draw->choices[choice];
		return;
	}
	cast->draws[slot].word = NULL;
	cast->draws[slot].value =
		rounded(draw->low + (draw->high - draw->low) * random_unit(key),
			draw->decimals);
}

void cast_init(struct cast *cast, const struct pack *pack, uint64_t seed,
	       int variant)
{
	const struct pack_variant *own = &pack->variants[variant];

	assert(variant >= 0 && (size_t)variant < pack->variant_count);
	memset(cast, 0, sizeof(*cast));
	cast->pack = pack;
	cast->seed = seed;
	cast->variant = variant;
	for (size_t i = 0; i < pack->draw_count; i++)
		draw_into(cast, &pack->draws[i]);
	for (size_t i = 0; i < own->draw_count; i++)
		draw_into(cast, &own->draws[i]);
}

static int find_drawn(const struct cast *cast, const char *name)
{
	for (size_t i = 0; i < cast->count; i++)
		if (!strcmp(cast->draws[i].name, name))
			return (int)i;
	return -1;
}

const char *cast_word(const struct cast *cast, const char *name)
{
	int i = find_drawn(cast, name);

	return i < 0 ? NULL : cast->draws[i].word;
}

double cast_number(const struct cast *cast, struct pack_number number)
{
	int i = number.name ? find_drawn(cast, number.name) : -1;

	if (!number.name)
		return number.value;
	return i < 0 ? NAN : cast->draws[i].value;
}

int cast_parameter(const struct cast *cast, const struct pack_change *change)
{
	const char *word, *begin, *end;
	char path[256];
	int n;

	if (!change->parameter_draw)
		return change->parameter;
	word = cast_word(cast, change->parameter_draw);
	begin = strchr(change->path, '{');
	end = begin ? strchr(begin, '}') : NULL;
	if (!word || !end)
		return -1;
	n = snprintf(path, sizeof(path), "%.*s%s%s",
		     (int)(begin - change->path), change->path, word, end + 1);
	if (n < 0 || (size_t)n >= sizeof(path))
		return -1;
	return sim_model_parameter(cast->pack->model, path);
}

/* --- timeline ------------------------------------------------------------ */

static size_t add_events(const struct cast *cast,
			 const struct pack_event *events, size_t count,
			 size_t n, size_t max, struct cast_change *out)
{
	for (size_t i = 0; i < count; i++) {
		double at_s = cast_number(cast, events[i].at_s);

		for (size_t j = 0; j < events[i].change_count && n < max; j++) {
			const struct pack_change *change =
				&events[i].changes[j];

			out[n++] = (struct cast_change){
				.at_us = whole(at_s * 1e6),
				.parameter = cast_parameter(cast, change),
				.verb = change->verb,
				.value = cast_number(cast, change->number),
			};
		}
	}
	return n;
}

size_t cast_changes(const struct cast *cast)
{
	const struct pack *pack = cast->pack;
	const struct pack_variant *own = &pack->variants[cast->variant];
	size_t n = 0;

	for (size_t i = 0; i < pack->timeline_count; i++)
		n += pack->timeline[i].change_count;
	for (size_t i = 0; i < own->timeline_count; i++)
		n += own->timeline[i].change_count;
	return n;
}

size_t cast_timeline(const struct cast *cast, bool quiet, size_t max,
		     struct cast_change *out)
{
	const struct pack *pack = cast->pack;
	const struct pack_variant *own = &pack->variants[cast->variant];
	size_t n = add_events(cast, pack->timeline, pack->timeline_count, 0,
			      max, out);

	if (!quiet)
		n = add_events(cast, own->timeline, own->timeline_count, n, max,
			       out);
	/* By time; what is written first stays first (insertion sort). */
	for (size_t i = 1; i < n; i++) {
		struct cast_change moved = out[i];
		size_t j = i;

		for (; j > 0 && out[j - 1].at_us > moved.at_us; j--)
			out[j] = out[j - 1];
		out[j] = moved;
	}
	return n;
}
