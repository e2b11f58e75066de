#include "bench/played.h"

#include "base/file.h"
#include "bench/harness.h"
#include "drill/commands/script.h"

#define SCRIPT_BYTES_MAX (1u << 20)
#define SEED 7

static void judge_alike(void *context, const char *audience, const char *text,
			const struct facts *facts, struct verdict *out)
{
	(void)context;
	(void)audience;
	(void)text;
	(void)facts;
	*out = (struct verdict){ .score = 7, .cap = 10, .next_update_s = -1 };
}

static const struct judge judge = { .message = judge_alike };

struct drill *played_drill(const struct pack *pack, const char *variant,
			   const char *path, struct arena *arena,
			   struct err *err)
{
	struct drill_options options = {
		.pack = pack,
		.seed = SEED,
		.variant = pack_variant(pack, variant),
		.judge = &judge,
	};
	struct str text = STR_INIT;
	struct script script;
	struct drill *drill = NULL;

	if (file_read(path, SCRIPT_BYTES_MAX, &text, err) &&
	    script_parse(path, text.s, arena, &script, err))
		drill = drill_create(&options, err);
	if (drill && !script_run(drill, &script, true, err)) {
		drill_destroy(drill);
		drill = NULL;
	}
	str_finish(&text);
	return drill;
}

void played_print(const char *what, double value, double goal, const char *unit,
		  const char *remark)
{
	struct harness_series series = { { value }, 1 };

	harness_print(&(struct harness_row){ .what = what,
					     .series = &series,
					     .decimals = 2,
					     .unit = unit,
					     .goal = goal,
					     .remark = remark });
}
