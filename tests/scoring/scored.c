#include "tests/scoring/scored.h"

#include "tests/cmocka_setup.h"

#include <string.h>

#include "base/file.h"
#include "drill/commands/script.h"

#define FILE_MAX (1u << 20)

static void read_into(struct str *text, const char *path)
{
	struct err err = { 0 };

	if (!file_read(path, FILE_MAX, text, &err))
		fail_msg("%s: %s", path, err.message);
}

char *scored_rubric(void)
{
	struct str text = STR_INIT;

	read_into(&text, TEST_DATA "/rubric-tiny.json");
	return str_detach(&text);
}

struct pack *scored_pack(const char *rubric)
{
	static const char *const names[] = { "scenario.json",
					     "stakeholders.json", "guide.md" };
	struct str texts[3] = { STR_INIT, STR_INIT, STR_INIT };
	struct pack_file files[4];
	struct err err = { 0 };
	struct pack *pack;
	char path[512];

	for (size_t i = 0; i < 3; i++) {
		snprintf(path, sizeof(path), TEST_DATA "/packs/tiny/%s",
			 names[i]);
		read_into(&texts[i], path);
		files[i] = (struct pack_file){ names[i], texts[i].s,
					       texts[i].length };
	}
	if (rubric)
		files[3] = (struct pack_file){ "rubric.json", rubric,
					       strlen(rubric) };
	pack = pack_load_files(files, rubric ? 4 : 3, "tiny", &err);
	if (!pack)
		fail_msg("%s:%d: %s", err.path, err.line, err.message);
	for (size_t i = 0; i < 3; i++)
		str_finish(&texts[i]);
	return pack;
}

void scored_play(struct scored *scored, struct pack *pack, uint64_t seed,
		 const char *variant, const char *lines)
{
	struct drill_options options = {
		.pack = pack,
		.seed = seed,
		.variant = pack_variant(pack, variant),
		.judge = score_message_judge(),
	};
	struct err err = { 0 };
	struct script script;

	memset(scored, 0, sizeof(*scored));
	arena_init(&scored->arena);
	scored->drill = drill_create(&options, &err);
	if (!scored->drill)
		fail_msg("%s", err.message);
	if (!script_parse("script", lines, &scored->arena, &script, &err) ||
	    !script_run(scored->drill, &script, false, &err))
		fail_msg("line %d: %s", err.line, err.message);
	scored->report = score_drill(scored->drill, &scored->arena, &err);
	if (!scored->report)
		fail_msg("%s", err.message);
}

void scored_run(struct scored *scored, const char *variant, const char *lines)
{
	char *rubric = scored_rubric();
	struct pack *pack = scored_pack(rubric);

	scored_play(scored, pack, 7, variant, lines);
	scored->pack = pack;
	free(rubric);
}

void scored_finish(struct scored *scored)
{
	drill_destroy(scored->drill);
	arena_finish(&scored->arena);
	pack_destroy(scored->pack);
}

const struct report_criterion *scored_criterion(const struct scored *scored,
						const char *id)
{
	for (size_t i = 0; i < scored->report->part_count; i++) {
		const struct report_part *part = &scored->report->parts[i];

		for (size_t k = 0; k < part->criterion_count; k++)
			if (strcmp(part->criteria[k].id, id) == 0)
				return &part->criteria[k];
	}
	fail_msg("there is no criterion %s", id);
	return NULL;
}

double scored_share(const struct scored *scored, const char *id)
{
	const struct report_criterion *c = scored_criterion(scored, id);

	return c->score / c->max;
}

double scored_part(const struct scored *scored, const char *id)
{
	for (size_t i = 0; i < scored->report->part_count; i++)
		if (strcmp(scored->report->parts[i].id, id) == 0)
			return scored->report->parts[i].score;
	fail_msg("there is no part %s", id);
	return 0;
}

bool scored_says(const char *const *lines, size_t count, const char *words)
{
	for (size_t i = 0; i < count; i++)
		if (strstr(lines[i], words))
			return true;
	return false;
}
