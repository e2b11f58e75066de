#include "scoring/lint/deep.h"

#include "scoring/lint/deep_internal.h"

#include "scoring/score.h"

const char *deep_variant(struct lint *l, size_t variant)
{
	return lint_where(l, "variants", l->pack->variants[variant].id);
}

struct drill *deep_drill(struct lint *l, size_t variant, uint64_t seed)
{
	struct drill_options options = { .pack = l->pack,
					 .seed = seed,
					 .variant = (int)variant,
					 .mode = DRILL_PRACTICE,
					 .judge = score_message_judge() };
	struct err err = { 0 };
	struct drill *drill = drill_create(&options, &err);

	if (!drill)
		lint_say(l, deep_variant(l, variant),
			 "mend the model until it runs",
			 "cannot be simulated up to the page: %s", err.message);
	return drill;
}

void lint_deep(struct lint *l, const struct deep_script *scripts, size_t count)
{
	struct deep d = { .lint = l,
			  .scripts = scripts,
			  .script_count = count };

	d.came = mem_calloc(l->pack->inject_count + 1, sizeof(*d.came));
	d.paging = mem_calloc(l->pack->alert_count + 1, sizeof(*d.paging));
	deep_headline(&d);
	deep_effects(&d);
	deep_par(&d);
	deep_injects(&d);
	free(d.came);
	free(d.paging);
	vec_finish(&d.ranges);
}
