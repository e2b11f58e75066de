/* gameday verify: run a recorded drill again and compare. */
#include "cli/cli.h"
#include "cli/recording.h"

#include "base/hash.h"
#include "drill/outcome.h"

#include <string.h>

/* The state is that of the simulation at the full length of the drill, as the
 * report has it. */
static bool state_of(struct recording *recording, int64_t id,
		     const struct drill *drill, struct arena *arena,
		     uint64_t *state, struct err *err)
{
	const struct report *report = NULL;
	struct json_doc *doc = NULL;
	struct outcome *outcome = arena_new(arena, struct outcome, 1);
	const char *text = store_report(recording->store, id, arena, err);
	bool ok = err->code == ERR_NONE && outcome_of(drill, outcome, err);

	*state = outcome->hash;
	if (ok && text) {
		doc = json_parse(text, strlen(text), "report", err);
		report = doc ? report_from_json(doc, arena, err) : NULL;
		ok = report != NULL;
	}
	if (ok && report && report->hash != *state)
		ok = err_set(err, ERR_STATE,
			     "drill %lld runs as recorded, but its report is "
			     "of another state: it is corrupt",
			     (long long)id);
	json_destroy(doc);
	return ok;
}

static bool verify(struct recording *recording, int64_t id, struct str *out,
		   struct err *err)
{
	struct arena arena = ARENA_INIT;
	struct store_drill record;
	struct pack *pack = NULL;
	struct drill *drill = NULL;
	char hash[HASH_HEX_SIZE];
	uint64_t state = 0;
	bool ok =
		store_find(recording->store, id, false, &arena, &record, err) &&
		recording_restore(recording, &record, NULL, &pack, &drill, err);

	if (ok) {
		err->code = ERR_NONE;
		ok = state_of(recording, record.id, drill, &arena, &state, err);
	}

	if (ok) {
		size_t events;

		drill_events(drill, &events);
		str_addf(out,
			 "drill %lld is as recorded: %zu events, state %s\n",
			 (long long)record.id, events, hash_hex(state, hash));
	}
	drill_destroy(drill);
	pack_destroy(pack);
	arena_finish(&arena);
	return ok;
}

static int run(int argc, char **argv)
{
	struct recording recording;
	struct str out = STR_INIT;
	struct err err = { 0 };
	int64_t id;
	int n;
	bool ok;

	if (!cli_parse(&cli_verify, argc, argv, NULL, 0, 1, &n, &err) ||
	    !recording_number(n > 0 ? argv[1] : NULL, &id, &err) ||
	    !recording_open(&recording, &err))
		return cli_fail(&err);
	ok = verify(&recording, id, &out, &err) && cli_print(&out, &err);
	recording_close(&recording);
	str_finish(&out);
	return ok ? 0 : cli_fail(&err);
}

const struct cli_command cli_verify = {
	.name = "verify",
	.usage = "[DRILL]",
	.help = "run a recorded drill again and compare the states",
	.run = run,
};
