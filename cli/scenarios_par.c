/* gameday scenarios par: searches for par and writes par.json. */
#include "cli/scenarios_par.h"

#include "base/file.h"
#include "base/mem.h"
#include "base/number.h"
#include "cli/packs.h"
#include "debrief/par.h"
#include "scoring/score.h"

#include <math.h>
#include <stdio.h>
#include <unistd.h>

static void tell(void *context, int variant, size_t trial, double loss_usd)
{
	const struct pack *pack = context;
	char money[NUMBER_SIZE];

	if (!isatty(STDERR_FILENO))
		return;
	fprintf(stderr, "\rgameday: %s, trial %zu: %-16s",
		pack->variants[variant].id, trial,
		isinf(loss_usd) ? "no better"
				: number_money(round(loss_usd), money));
}

static void say(const struct pack *pack, int variant, const struct par *par,
		struct str *out)
{
	char was[NUMBER_SIZE], now[NUMBER_SIZE], noise[NUMBER_SIZE];

	str_addf(out,
		 "%-10s loss %s (+-%s), the author's lines %s; %zu trials\n",
		 pack->variants[variant].id,
		 number_money(round(par->loss_usd), now),
		 number_int(llround(par->noise_usd), noise),
		 number_money(round(par->start_usd), was), par->trials);
}

static bool find_all(struct pack *pack, bool keep, struct par *pars,
		     struct arena *arena, struct str *out, struct err *err)
{
	struct par_search search = { .pack = pack,
				     .keep = keep,
				     .judge = score_message_judge(),
				     .tell = tell,
				     .context = pack };

	for (size_t i = 0; i < pack->variant_count; i++) {
		const struct pack_variant *v = &pack->variants[i];
		bool last = keep && v->par_last_count > 0;

		if (v->par_start_count == 0)
			continue;
		if (!par_find(&search, (int)i,
			      last ? v->par_last : v->par_start,
			      last ? v->par_last_count : v->par_start_count,
			      arena, &pars[i], err))
			return false;
		if (isatty(STDERR_FILENO))
			fputs("\r\033[K", stderr);
		say(pack, (int)i, &pars[i], out);
	}
	return true;
}

bool scenarios_par(const char *folder, bool keep, struct str *out,
		   struct err *err)
{
	struct arena arena = ARENA_INIT;
	struct pack *pack = packs_load(folder, err);
	struct str json = STR_INIT, path = STR_INIT;
	struct par *pars = NULL;
	bool good = pack != NULL;

	if (good && !file_is_directory(folder))
		good = err_set(err, ERR_INPUT,
			       "par.json is written into a folder; \"%s\" is "
			       "none",
			       folder);
	if (good) {
		pars = mem_calloc(pack->variant_count + 1, sizeof(*pars));
		good = find_all(pack, keep, pars, &arena, out, err);
	}
	if (good) {
		par_to_json(pack, pars, &json);
		str_addf(&path, "%s/par.json", folder);
		good = file_write(path.s, json.s, json.length, err);
	}
	str_finish(&json);
	str_finish(&path);
	free(pars);
	pack_destroy(pack);
	arena_finish(&arena);
	return good;
}
