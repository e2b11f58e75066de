#include "cli/recording.h"

#include "base/number.h"
#include "cli/packs.h"
#include "scoring/score.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#define SEEN_DRILLS 2 /* so many of the last drills' causes are avoided */

static bool lock_path(const struct recording *recording, struct str *path)
{
	struct err ignored;

	if (!packs_user_directory(path, &ignored))
		return false;
	str_addf(path, "/drill-%lld.lock", (long long)recording->id);
	return true;
}

/* The kernel takes the lock back when the program dies, however it dies. */
static bool lock(struct recording *recording, struct err *err)
{
	struct flock all = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
	struct str path = STR_INIT;
	bool ok = true;

	if (lock_path(recording, &path))
		recording->lock = open(path.s, O_RDWR | O_CREAT | O_CLOEXEC,
				       0600);
	if (recording->lock >= 0 && fcntl(recording->lock, F_SETLK, &all) < 0 &&
	    (errno == EACCES || errno == EAGAIN))
		ok = err_set(
			err, ERR_STATE,
			"drill %lld is being played by another gameday; end or leave it there first",
			(long long)recording->id);
	if (!ok) {
		close(recording->lock);
		recording->lock = -1;
	}
	str_finish(&path);
	return ok;
}

static void unlock(struct recording *recording)
{
	struct str path = STR_INIT;

	if (recording->lock < 0)
		return;
	if (lock_path(recording, &path))
		unlink(path.s);
	close(recording->lock);
	recording->lock = -1;
	str_finish(&path);
}

bool recording_open(struct recording *recording, struct err *err)
{
	struct str folder = STR_INIT;

	recording->journal = NULL;
	recording->lock = -1;
	recording->id = 0;
	recording->store = NULL;
	if (packs_user_directory(&folder, err))
		recording->store = store_open(folder.s, err);
	str_finish(&folder);
	return recording->store != NULL;
}

void recording_leave(struct recording *recording)
{
	unlock(recording);
	store_journal_destroy(recording->journal);
	recording->journal = NULL;
}

void recording_close(struct recording *recording)
{
	recording_leave(recording);
	store_close(recording->store);
	recording->store = NULL;
}

bool recording_begin(struct recording *recording, const struct pack *pack,
		     uint64_t seed, int variant, enum drill_mode mode,
		     struct err *err)
{
	struct store_drill drill = {
		.scenario = pack->id,
		.title = pack->title,
		.seed = seed,
		.variant = pack->variants[variant].id,
		.mode = drill_mode_name(mode),
		.engine_version = SIM_ENGINE_VERSION,
		.scoring_version = SCORING_VERSION,
		.pack_hash = pack->hash,
	};

	if (!store_begin(recording->store, pack, &drill, err))
		return false;
	return recording_reopen(recording, drill.id, err);
}

bool recording_reopen(struct recording *recording, int64_t id, struct err *err)
{
	recording->id = id;
	if (!lock(recording, err))
		return false;
	recording->journal = store_journal_create(recording->store, id);
	return true;
}

unsigned recording_seen(struct recording *recording, const struct pack *pack)
{
	struct arena arena = ARENA_INIT;
	struct err ignored;
	size_t count = 0, met = 0;
	const struct store_drill *drills = store_list(recording->store, &count,
						      &arena, &ignored);
	unsigned seen = 0;

	for (size_t i = 0; drills && i < count && met < SEEN_DRILLS; i++) {
		int variant;

		if (strcmp(drills[i].scenario, pack->id) != 0)
			continue;
		variant = pack_variant(pack, drills[i].variant);
		if (variant >= 0)
			seen |= 1u << variant;
		met++;
	}
	arena_finish(&arena);
	return seen;
}

bool recording_finish(struct recording *recording, const struct report *report,
		      struct err *err)
{
	struct str json = STR_INIT;
	double parts[8];
	size_t count = report->part_count < 8 ? report->part_count : 8;
	bool ok;

	for (size_t i = 0; i < count; i++)
		parts[i] = report->parts[i].score;
	report_to_json(report, &json);
	ok = store_finish(recording->store, recording->id,
			  &(struct store_result){ .report = json.s,
						  .score = report->score,
						  .max = report->max,
						  .decision = report->decision,
						  .parts = parts,
						  .part_count = count },
			  err);
	str_finish(&json);
	return ok;
}

static bool check_engine(const struct store_drill *record, struct err *err)
{
	if (record->engine_version == SIM_ENGINE_VERSION)
		return true;
	return err_set(
		err, ERR_STATE,
		"drill %lld was played with another engine (version %d, this is %d); `gameday report %lld` shows its report unchanged",
		(long long)record->id, record->engine_version,
		SIM_ENGINE_VERSION, (long long)record->id);
}

bool recording_load(struct recording *recording,
		    const struct store_drill *record, struct pack **pack,
		    struct drill_options *options, struct err *err)
{
	struct arena arena = ARENA_INIT;
	char place[64];
	size_t count;
	const struct pack_file *files;

	*pack = NULL;
	snprintf(place, sizeof(place), "drill %lld", (long long)record->id);
	files = store_pack_files(recording->store, record->id, &count, &arena,
				 err);
	if (files)
		*pack = pack_load_files(files, count, place, err);
	arena_finish(&arena);
	if (*pack && !check_engine(record, err)) {
		pack_destroy(*pack);
		*pack = NULL;
	}
	if (!*pack)
		return false;
	*options = (struct drill_options){
		.pack = *pack,
		.seed = record->seed,
		.variant = pack_variant(*pack, record->variant),
		.mode = (enum drill_mode)drill_mode_find(record->mode),
		.judge = score_message_judge(),
	};
	return true;
}

bool recording_restore(struct recording *recording,
		       const struct store_drill *record,
		       const struct journal *journal, struct pack **pack,
		       struct drill **drill, struct err *err)
{
	struct arena arena = ARENA_INIT;
	struct drill_options options;
	size_t count;
	const struct journal_row *rows = NULL;
	bool ok;

	*drill = NULL;
	if (!recording_load(recording, record, pack, &options, err))
		return false;
	rows = store_rows(recording->store, record->id, &count, &arena, err);
	if (rows)
		*drill = drill_create(&options, err);
	ok = *drill && drill_resume(*drill, rows, count, journal, err);
	if (!ok) {
		drill_destroy(*drill);
		pack_destroy(*pack);
		*drill = NULL;
		*pack = NULL;
	}
	arena_finish(&arena);
	return ok;
}

bool recording_replay(uint64_t seed, const char *variant, const char *mode,
		      const struct pack *pack, const struct journal_row *rows,
		      size_t count, struct drill **drill, struct err *err)
{
	const struct drill_options options = {
		.pack = pack,
		.seed = seed,
		.variant = pack_variant(pack, variant),
		.mode = (enum drill_mode)drill_mode_find(mode),
		.judge = score_message_judge(),
	};

	*drill = drill_create(&options, err);
	return *drill && drill_resume(*drill, rows, count, NULL, err);
}

bool recording_number(const char *text, int64_t *id, struct err *err)
{
	*id = 0;
	if (!text)
		return true;
	if (number_parse_int64(text, id) && *id > 0)
		return true;
	return err_set(err, ERR_INPUT,
		       "a drill is a number from `gameday history`, not \"%s\"",
		       text);
}
