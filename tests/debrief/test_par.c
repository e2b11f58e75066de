#include "tests/cmocka_setup.h"
#include "debrief/par.h"
#include "debrief/par_moves.h"
#include "drill/outcome.h"
#include "tests/drill/tiny.h"

#include <string.h>

static struct outcome par, nothing;

static int find_variant(const struct pack *pack, const char *id)
{
	int variant = pack_variant(pack, id);

	assert_true(variant >= 0);
	return variant;
}

static bool has_line(const struct par *found, const char *words)
{
	for (size_t i = 0; i < found->count; i++)
		if (strstr(found->lines[i], words))
			return true;
	return false;
}

static void a_cause_takes_time_to_find(void **state)
{
	struct pack *pack = tiny_pack(NULL);

	(void)state;
	assert_int_equal(par_earliest(pack, pack_mitigation(pack, "spend-cap")),
			 PAR_READ_S);
	assert_true(par_earliest(pack, pack_mitigation(pack, "rollback")) >
		    PAR_READ_S);
	pack_destroy(pack);
}

/* From lines that do the right thing late and a wrong one beside it. */
static void finds_what_is_better(void **state)
{
	static const char *const lines[] = {
		"00:20 pin billing by=preset for=default-preset",
		"04:00 apply spend-cap usd_per_hour=600",
		"09:00 apply rollback",
	};
	struct pack *pack = tiny_pack(NULL);
	const struct par_search search = { .pack = pack,
					   .judge = &tiny_judge,
					   .threads = 1,
					   .trials_max = 60 };
	struct arena arena = ARENA_INIT;
	struct err err = { 0 };
	struct par found, again;
	int variant = find_variant(pack, "preset");

	(void)state;
	assert_true(par_find(&search, variant, lines, 3, &arena, &found, &err));
	assert_true(found.loss_usd < found.start_usd * 0.7);
	assert_true(found.trials > 0 && found.trials <= 60);
	assert_true(has_line(&found, "apply rollback"));
	assert_false(has_line(&found, "09:00 apply rollback"));
	/* the same again, line by line */
	assert_true(par_find(&search, variant, lines, 3, &arena, &again, &err));
	assert_int_equal(found.count, again.count);
	for (size_t i = 0; i < found.count; i++)
		assert_string_equal(found.lines[i], again.lines[i]);
	arena_finish(&arena);
	pack_destroy(pack);
}

static void what_is_refused_is_said(void **state)
{
	static const char *const lines[] = { "01:00 revert rollback" };
	struct pack *pack = tiny_pack(NULL);
	const struct par_search search = { .pack = pack,
					   .judge = &tiny_judge,
					   .threads = 1 };
	struct arena arena = ARENA_INIT;
	struct err err = { 0 };
	struct par found;

	(void)state;
	assert_false(par_find(&search, 0, lines, 1, &arena, &found, &err));
	assert_non_null(strstr(err.message, "refused"));
	arena_finish(&arena);
	pack_destroy(pack);
}

/* The tiny pack with a par.json of this text. */
static struct pack *with_par(const char *json, struct err *err)
{
	struct pack *plain = tiny_pack(NULL), *pack;
	struct pack_file files[8];
	size_t count;
	const struct pack_file *own = pack_files(plain, &count);

	memcpy(files, own, count * sizeof(*files));
	files[count] = (struct pack_file){ "par.json", json, strlen(json) };
	pack = pack_load_files(files, count + 1, "tiny", err);
	pack_destroy(plain);
	return pack;
}

static void the_file_is_read_while_it_is_fresh(void **state)
{
	struct pack *pack = tiny_pack(NULL), *again;
	struct par pars[2] = { { .lines = { "01:00 apply spend-cap" },
				 .count = 1,
				 .loss_usd = 123.5 } };
	struct str json = STR_INIT;
	struct err err = { 0 };
	size_t count = pack->variants[0].par_count;
	char *engine;

	(void)state;
	assert_int_equal(pack->variant_count, 2);
	assert_int_equal(pack->par_state, PACK_PAR_NONE);
	par_to_json(pack, pars, &json);
	again = with_par(json.s, &err);
	assert_non_null(again);
	assert_int_equal(again->par_state, PACK_PAR_FRESH);
	assert_int_equal(again->variants[0].par_count, 1);
	assert_string_equal(again->variants[0].par[0], "01:00 apply spend-cap");
	assert_true(again->variants[0].par_loss_usd == 123.5);
	assert_int_equal(again->variants[0].par_start_count, count);
	/* not searched: the author's lines stay */
	assert_int_equal(again->variants[1].par_count,
			 pack->variants[1].par_count);
	assert_true(again->hash != pack->hash);
	assert_true(again->par_key == pack->par_key);
	pack_destroy(again);
	/* of another engine: known to be stale, and not used */
	engine = strstr(json.s, "\"engine\": ");
	assert_non_null(engine);
	engine[strlen("\"engine\": ")] = '0';
	again = with_par(json.s, &err);
	assert_non_null(again);
	assert_int_equal(again->par_state, PACK_PAR_STALE);
	assert_int_equal(again->variants[0].par_count, count);
	assert_true(again->variants[0].par_loss_usd == 0);
	/* but still there to be measured again */
	assert_int_equal(again->variants[0].par_last_count, 1);
	pack_destroy(again);
	pack_destroy(pack);
	str_finish(&json);
}

static void a_bad_file_has_its_place(void **state)
{
	static const char *const rows[] = {
		"[]",
		"{\"format\": 2}",
		"{\"format\": 1, \"made_for\": \"x\", \"engine\": 1}",
		("{\"format\": 1, \"made_for\": \"x\", \"engine\": 1, "
		 "\"variants\": {\"preset\": {\"loss_usd\": 1, \"lines\": "
		 "[7]}}}"),
		("{\"format\": 1, \"made_for\": \"x\", \"engine\": 1, "
		 "\"variants\": {}, \"more\": 1}"),
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct err err = { 0 };

		assert_null(with_par(rows[i], &err));
		assert_non_null(strstr(err.path, "par.json"));
	}
}

/* `variants`: so many of it are played, which takes a while. */
static void check_shipped(const char *id, size_t variants)
{
	char folder[512];
	struct err err = { 0 };
	struct pack *pack;

	snprintf(folder, sizeof(folder), "%s/%s", SCENARIOS, id);
	pack = pack_load(folder, &err);
	if (!pack)
		fail_msg("%s", err.message);
	if (pack->par_state != PACK_PAR_FRESH)
		fail_msg("%s/par.json is not of these files and this engine: "
			 "./dev par makes it anew",
			 id);
	for (size_t i = 0; i < pack->variant_count && i < variants; i++) {
		const struct pack_variant *variant = &pack->variants[i];
		struct drill *drill = tiny_drill(pack, variant->id, NULL);

		assert_true(variant->par_loss_usd > 0);
		assert_true(outcome_of_nothing(drill, &nothing, &err));
		assert_true(outcome_of_par(drill, &par, &err));
		if (!(par.loss_usd < nothing.loss_usd * 0.25))
			fail_msg("%s, %s: par loses %.0f of %.0f", id,
				 variant->id, par.loss_usd, nothing.loss_usd);
		drill_destroy(drill);
	}
	pack_destroy(pack);
}

/* What is shipped was made for this engine and these files, and keeps what it
 * promises: most of the loss of doing nothing is averted. */
static void the_shipped_ones_are_fresh(void **state)
{
	(void)state;
	check_shipped("video-cost-spike", SIZE_MAX);
	check_shipped("eta-cache-stampede", 1);
	check_shipped("speech-tail-latency", 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_cause_takes_time_to_find),
		cmocka_unit_test(finds_what_is_better),
		cmocka_unit_test(what_is_refused_is_said),
		cmocka_unit_test(the_file_is_read_while_it_is_fresh),
		cmocka_unit_test(a_bad_file_has_its_place),
		cmocka_unit_test(the_shipped_ones_are_fresh),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
