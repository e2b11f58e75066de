/* gameday forget, gameday anonymise: drills, and names, that should not stay. */
#include "cli/cli.h"
#include "cli/drafts.h"
#include "cli/recording.h"

#include "base/hash.h"
#include "store/parcel.h"

#include <ctype.h>
#include <string.h>
#include <unistd.h>

/* Asks on the terminal; without one the answer must have been given. */
static bool agreed(bool yes, const char *question, struct err *err)
{
	char answer[16] = "";

	if (yes)
		return true;
	if (!isatty(STDIN_FILENO))
		return err_set(err, ERR_INPUT,
			       "%s; say --yes where nobody can be asked",
			       question);
	fprintf(stderr, "%s. Go on? [y/N] ", question);
	if (!fgets(answer, sizeof(answer), stdin) ||
	    (answer[0] != 'y' && answer[0] != 'Y'))
		return err_set(err, ERR_STATE, "nothing was changed");
	return true;
}

/* --- forget ---------------------------------------------------------------- */

static bool forget(struct recording *recording, int64_t id, bool yes,
		   struct err *err)
{
	struct arena arena = ARENA_INIT;
	struct store_drill drill;
	char question[160];
	bool ok = store_find(recording->store, id, false, &arena, &drill, err);

	if (ok) {
		snprintf(question, sizeof(question),
			 "drill %lld (%s) would be forgotten for good",
			 (long long)drill.id, drill.scenario);
		/* The lock says whether somebody plays it. */
		ok = agreed(yes, question, err) &&
		     recording_reopen(recording, drill.id, err) &&
		     store_forget(recording->store, drill.id, err);
		recording_leave(recording);
		if (ok)
			drafts_forget(drill.id);
		if (ok)
			printf("drill %lld (%s) is forgotten\n",
			       (long long)drill.id, drill.scenario);
	}
	arena_finish(&arena);
	return ok;
}

static int run_forget(int argc, char **argv)
{
	bool yes = false;
	const struct cli_option options[] = {
		{ .name = "yes", .flag = &yes },
	};
	struct recording recording;
	struct err err = { 0 };
	int64_t id;
	int n;
	bool ok = cli_parse(&cli_forget, argc, argv, options, 1,
			    CLI_OPERANDS_MAX, &n, &err);

	if (ok && n == 0)
		ok = err_set(&err, ERR_INPUT,
			     "forget wants the number of a drill");
	if (!ok || !recording_open(&recording, &err))
		return cli_fail(&err);
	for (int i = 1; ok && i <= n; i++)
		ok = recording_number(argv[i], &id, &err) &&
		     forget(&recording, id, yes, &err);
	recording_close(&recording);
	return ok ? 0 : cli_fail(&err);
}

const struct cli_command cli_forget = {
	.name = "forget",
	.usage = "DRILL... [--yes]",
	.help = "delete drills for good",
	.run = run_forget,
};

/* --- anonymise ------------------------------------------------------------- */

#define NAMES_MAX 32
#define KEY_SETTING "alias-key"
#define ALIAS_PREFIX "player-"
#define ALIAS_LETTERS 5
#define ALIAS_SIZE (sizeof(ALIAS_PREFIX) + ALIAS_LETTERS)

struct names {
	const char *items[NAMES_MAX];
	size_t count;
};

/* An alias hangs on the name and on a key that this store alone has: the same
 * person is the same in all of its drills, and another one in another store. */
static const char *alias_of(const char *key, const char *name,
			    char out[ALIAS_SIZE])
{
	static const char letters[] = "abcdefghijkmnpqrstuvwxyz23456789";
	uint64_t hash = random_mix(hash_text(hash_text(HASH_INIT, key), name));

	snprintf(out, ALIAS_SIZE, "%s", ALIAS_PREFIX);
	for (size_t i = 0; i < ALIAS_LETTERS; i++, hash >>= 5)
		out[strlen(ALIAS_PREFIX) + i] = letters[hash & 31];
	out[ALIAS_SIZE - 1] = '\0';
	return out;
}

static bool is_alias(const char *name)
{
	return strncmp(name, ALIAS_PREFIX, strlen(ALIAS_PREFIX)) == 0 &&
	       strlen(name) == ALIAS_SIZE - 1;
}

/* The store's key, made when it is first needed. */
static const char *alias_key(struct store *store, struct arena *arena,
			     struct err *err)
{
	const char *key = store_setting(store, KEY_SETTING, arena, err);
	char hex[2][HASH_HEX_SIZE];
	uint64_t words[2]; /* of chance */
	FILE *chance;
	size_t got;

	if (key || err->code)
		return key;
	chance = fopen("/dev/urandom", "rb");
	got = chance ? fread(words, sizeof(words), 1, chance) : 0;
	if (chance)
		fclose(chance);
	if (got != 1) {
		err_set(err, ERR_IO, "/dev/urandom gives no random numbers");
		return NULL;
	}
	key = arena_printf(arena, "%s%s", hash_hex(words[0], hex[0]),
			   hash_hex(words[1], hex[1]));
	return store_set(store, KEY_SETTING, key, err) ? key : NULL;
}

static void add_name(struct names *names, const char *name)
{
	if (!name || strlen(name) < 2 || strcmp(name, "you") == 0 ||
	    is_alias(name) || names->count == NAMES_MAX)
		return;
	for (size_t i = 0; i < names->count; i++)
		if (strcmp(names->items[i], name) == 0)
			return;
	names->items[names->count++] = name;
}

static int take_name(void *context, char *const *words, int count,
		     struct err *err)
{
	if (count < 1) {
		err_set(err, ERR_INPUT, "--name wants a name behind it");
		return -1;
	}
	add_name(context, words[0]);
	return 1;
}

/* Letters, digits and what UTF-8 adds. */
static bool in_word(char c)
{
	return isalnum((unsigned char)c) || (unsigned char)c >= 0x80 ||
	       c == '_';
}

/* The text with every name, as a whole word, by its alias. */
static const char *replaced(const char *text, const struct names *names,
			    const char *key, struct arena *arena)
{
	struct str out = STR_INIT;
	const char *at = text, *kept;
	char alias[ALIAS_SIZE];

	while (text && *at) {
		size_t n = names->count, length = 0;

		for (size_t i = 0; i < names->count; i++) {
			length = strlen(names->items[i]);
			if (strncmp(at, names->items[i], length) == 0 &&
			    !in_word(at[length]) &&
			    (at == text || !in_word(at[-1]))) {
				n = i;
				break;
			}
		}
		if (n < names->count) {
			str_add(&out, alias_of(key, names->items[n], alias));
			at += length;
		} else {
			str_add_char(&out, *at++);
		}
	}
	kept = out.length ? arena_strdup(arena, out.s) : text;
	str_finish(&out);
	return kept;
}

/* Whose names the record has: actors, and those who were given a role. */
static void find_names(const struct store_record *record, struct names *names,
		       struct arena *arena)
{
	add_name(names, record->drill.player);
	for (size_t i = 0; i < record->row_count; i++) {
		const struct journal_row *row = &record->rows[i];
		struct command command;

		if (row->kind != JOURNAL_INPUT)
			continue;
		add_name(names, row->actor);
		if (command_parse(row->text, arena, &command, NULL) &&
		    command.verb == COMMAND_ROLE)
			add_name(names, command.object);
	}
}

/* Who played: without a name one's own self or, of a drill from elsewhere,
 * somebody, who may be another one in each. */
static const char *player_alias(const struct store_record *record,
				const char *key, char out[ALIAS_SIZE])
{
	const char *player = record->drill.player;
	char hex[HASH_HEX_SIZE];

	if (is_alias(player))
		return player;
	if (!*player && record->drill.imported)
		player = hash_hex(parcel_hash(record), hex);
	return alias_of(key, player, out);
}

static void rewrite(struct store_record *record, const struct names *names,
		    const char *key, struct arena *arena)
{
	char alias[ALIAS_SIZE];
	struct journal_row *rows = arena_new(arena, struct journal_row,
					     record->row_count + 1);

	for (size_t i = 0; i < record->row_count; i++) {
		rows[i] = record->rows[i];
		rows[i].actor = replaced(rows[i].actor, names, key, arena);
		rows[i].text = replaced(rows[i].text, names, key, arena);
	}
	/* by what the record was, before its rows change */
	record->drill.player = arena_strdup(arena,
					    player_alias(record, key, alias));
	record->rows = rows;
	record->report = replaced(record->report, names, key, arena);
}

/* A record that no longer derives what it did would be worth nothing. */
static bool still_plays(const struct store_record *record, struct err *err)
{
	struct pack *pack = pack_load_files(record->files, record->file_count,
					    "record", err);
	struct drill *drill = NULL;
	struct err why = { 0 };
	bool ok = pack &&
		  recording_replay(record->drill.seed, record->drill.variant,
				   record->drill.mode, pack, record->rows,
				   record->row_count, &drill, &why);

	drill_destroy(drill);
	pack_destroy(pack);
	return ok || err_set(err, ERR_STATE,
			     "without these names drill %lld would no longer "
			     "be as recorded (%.200s); forget it instead",
			     (long long)record->drill.id, why.message);
}

static bool anonymise(struct recording *recording, int64_t id, bool yes,
		      const struct names *given, struct str *out,
		      struct err *err)
{
	struct arena arena = ARENA_INIT;
	struct names names = *given;
	struct store_record record;
	const char *key = NULL;
	char question[160];
	bool ok = store_load(recording->store, id, &arena, &record, err);

	if (ok) {
		find_names(&record, &names, &arena);
		snprintf(question, sizeof(question),
			 "%zu name%s in drill %lld would be replaced for good",
			 names.count, names.count == 1 ? "" : "s",
			 (long long)record.drill.id);
		ok = agreed(yes, question, err) &&
		     recording_reopen(recording, record.drill.id, err);
	}
	if (ok) {
		key = alias_key(recording->store, &arena, err);
		ok = key != NULL;
	}
	if (ok) {
		rewrite(&record, &names, key, &arena);
		ok = still_plays(&record, err) &&
		     store_keep(recording->store, &record, err);
		recording_leave(recording);
	}
	if (ok)
		str_addf(out, "drill %lld: %zu name%s replaced; played by %s\n",
			 (long long)record.drill.id, names.count,
			 names.count == 1 ? "" : "s", record.drill.player);
	arena_finish(&arena);
	return ok;
}

static int run_anonymise(int argc, char **argv)
{
	bool yes = false;
	struct names names = { .count = 0 };
	const struct cli_option options[] = {
		{ .name = "name", .take = take_name, .context = &names },
		{ .name = "yes", .flag = &yes },
	};
	struct recording recording;
	struct str out = STR_INIT;
	struct err err = { 0 };
	int64_t id;
	int n;
	bool ok = cli_parse(&cli_anonymise, argc, argv, options, 2,
			    CLI_OPERANDS_MAX, &n, &err);

	if (ok && n == 0)
		ok = err_set(&err, ERR_INPUT,
			     "anonymise wants the number of a drill");
	if (!ok || !recording_open(&recording, &err))
		return cli_fail(&err);
	for (int i = 1; ok && i <= n; i++)
		ok = recording_number(argv[i], &id, &err) &&
		     anonymise(&recording, id, yes, &names, &out, &err);
	ok = cli_print(&out, ok ? &err : NULL) && ok;
	recording_close(&recording);
	str_finish(&out);
	return ok ? 0 : cli_fail(&err);
}

const struct cli_command cli_anonymise = {
	.name = "anonymise",
	.usage = "DRILL... [--name NAME] [--yes]",
	.help = "take the names of players out of drills",
	.run = run_anonymise,
};
