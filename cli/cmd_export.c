/* gameday export, gameday import: a drill as one file, and back. */
#include "cli/cli.h"
#include "cli/recording.h"

#include "base/file.h"
#include "base/utf8.h"
#include "sim/engine.h"
#include "store/parcel.h"

#include <string.h>

#define PLAYER_CELLS 40

/* --- export ---------------------------------------------------------------- */

/* The name as it may stand in a list. */
static bool read_player(const char *text, struct str *out, struct err *err)
{
	utf8_scrub(out, text, strlen(text), UTF8_ONE_LINE);
	if (utf8_text_width(out->s ? out->s : "", out->length) <= PLAYER_CELLS)
		return true;
	return err_set(err, ERR_INPUT,
		       "--player is a name of at most %d characters",
		       PLAYER_CELLS);
}

static bool export_drill(int64_t id, const char *path, const char *player,
			 struct err *err)
{
	struct arena arena = ARENA_INIT;
	struct str out = STR_INIT, name = STR_INIT;
	struct recording recording;
	struct store_record record;
	bool ok;

	if (!recording_open(&recording, err))
		return false;
	ok = store_load(recording.store, id, &arena, &record, err) &&
	     (!player || read_player(player, &name, err));
	if (ok && player)
		record.drill.player = name.s;
	if (ok)
		parcel_write(&record, &out);
	if (ok && out.length > PARCEL_SIZE_MAX)
		ok = err_set(err, ERR_LIMIT,
			     "drill %lld is too large for one file",
			     (long long)record.drill.id);
	ok = ok && file_write(path, out.s, out.length, err);
	recording_close(&recording);
	arena_finish(&arena);
	str_finish(&out);
	str_finish(&name);
	return ok;
}

static int run_export(int argc, char **argv)
{
	const char *player = NULL;
	const struct cli_option options[] = {
		{ .name = "player", .value = &player },
	};
	struct err err = { 0 };
	int64_t id;
	int n;
	bool ok = cli_parse(&cli_export, argc, argv, options, 1, 2, &n, &err);

	if (ok && n < 2)
		ok = err_set(&err, ERR_INPUT,
			     "export wants a drill and a file (- for standard "
			     "output); usage: gameday export %s",
			     cli_export.usage);
	ok = ok && recording_number(argv[1], &id, &err) &&
	     export_drill(id, argv[2], player, &err);
	return ok ? 0 : cli_fail(&err);
}

const struct cli_command cli_export = {
	.name = "export",
	.usage = "DRILL FILE [--player NAME]",
	.help = "write a drill into one file, to be handed on",
	.run = run_export,
};

/* --- import ---------------------------------------------------------------- */

/* The pack in it is whole and of that hash, and has that variant and mode. */
static bool check_pack(const struct store_record *record, const char *path,
		       struct pack **pack, struct err *err)
{
	*pack = pack_load_files(record->files, record->file_count, path, err);
	if (!*pack)
		return false;
	if ((*pack)->hash != record->drill.pack_hash)
		return err_set_at(err, ERR_INPUT, path, 0, 0,
				  "holds another scenario than it says");
	if (pack_variant(*pack, record->drill.variant) < 0 ||
	    drill_mode_find(record->drill.mode) < 0 ||
	    strcmp((*pack)->id, record->drill.scenario) != 0)
		return err_set_at(err, ERR_INPUT, path, 0, 0,
				  "has a variant, mode or scenario that its "
				  "pack does not know");
	return true;
}

/* Plays it again, if this engine is the one that played it. */
static bool check_rows(const struct store_record *record,
		       const struct pack *pack, const char *path, bool *checked,
		       struct err *err)
{
	struct drill *drill = NULL;
	struct err why = { 0 };
	bool ok;

	*checked = record->drill.engine_version == SIM_ENGINE_VERSION;
	if (!*checked)
		return true;
	ok = recording_replay(record->drill.seed, record->drill.variant,
			      record->drill.mode, pack, record->rows,
			      record->row_count, &drill, &why);
	drill_destroy(drill);
	return ok || err_set_at(err, ERR_INPUT, path, 0, 0,
				"was not played as it says: %s", why.message);
}

static bool import_file(struct recording *recording, const char *path,
			struct str *out, struct err *err)
{
	struct arena arena = ARENA_INIT;
	struct str text = STR_INIT;
	struct store_record record;
	struct pack *pack = NULL;
	int64_t same = 0;
	bool checked = false;
	bool ok = file_read(path, PARCEL_SIZE_MAX, &text, err) &&
		  parcel_read(text.s ? text.s : "", text.length, path, &arena,
			      &record, err) &&
		  check_pack(&record, path, &pack, err) &&
		  check_rows(&record, pack, path, &checked, err);

	if (ok)
		same = store_same(recording->store, &record, err);
	if (same > 0) {
		str_addf(out, "%s is drill %lld, which is here already\n", path,
			 (long long)same);
	} else if (ok && same == 0) {
		record.drill.id = 0;
		record.drill.imported = true;
		ok = store_keep(recording->store, &record, err);
		if (ok)
			str_addf(out, "%s is now drill %lld%s\n", path,
				 (long long)record.drill.id,
				 checked ? ", played as it says"
					 : ", played with another engine: not "
					   "checked");
	}
	pack_destroy(pack);
	arena_finish(&arena);
	str_finish(&text);
	return ok && same >= 0;
}

static int run_import(int argc, char **argv)
{
	struct recording recording;
	struct str out = STR_INIT;
	struct err err = { 0 };
	int n, status = 0;

	if (!cli_parse(&cli_import, argc, argv, NULL, 0, CLI_OPERANDS_MAX, &n,
		       &err))
		return cli_fail(&err);
	if (n == 0) {
		err_set(&err, ERR_INPUT,
			"import wants a file that `gameday export` wrote");
		return cli_fail(&err);
	}
	if (!recording_open(&recording, &err))
		return cli_fail(&err);
	/* One bad file keeps none of the others out. */
	for (int i = 1; i <= n; i++)
		if (!import_file(&recording, argv[i], &out, &err))
			status = cli_fail(&err);
	if (!cli_print(&out, &err))
		status = cli_fail(&err);
	recording_close(&recording);
	str_finish(&out);
	return status;
}

const struct cli_command cli_import = {
	.name = "import",
	.usage = "FILE...",
	.help = "take in drills that were exported, each checked and kept once",
	.run = run_import,
};
