/* gameday verify: run a recorded drill again and compare. */
#include "cli/cli.h"
#include "cli/recording.h"

#include "base/hash.h"

static bool verify(struct recording *recording, int64_t id, struct str *out,
		   struct err *err)
{
	struct arena arena = ARENA_INIT;
	struct store_drill record;
	struct pack *pack = NULL;
	struct drill *drill = NULL;
	char hash[HASH_HEX_SIZE];
	bool ok =
		store_find(recording->store, id, false, &arena, &record, err) &&
		recording_restore(recording, &record, NULL, &pack, &drill, err);

	if (ok) {
		size_t events;

		drill_events(drill, &events);
		str_addf(out,
			 "drill %lld is as recorded: %zu events, state %s\n",
			 (long long)record.id, events,
			 hash_hex(drill_hash(drill), hash));
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
