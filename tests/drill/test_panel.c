#include "tests/cmocka_setup.h"
#include "drill/panels/panel.h"
#include "tests/drill/tiny.h"

#include "drill/figure.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const struct panel *read_panel(const struct drill *drill,
				      const char *line, struct arena *arena,
				      struct err *err)
{
	struct command command;

	if (!command_parse(line, arena, &command, err))
		return NULL;
	return panel_read(drill, (enum panel_id)panel_find(command.subject),
			  command.args, command.arg_count, arena, err);
}

static const char *const good[] = {
	"look overview",
	"look metrics",
	"look metrics metric=error_rate",
	"look metrics metric=p95_s by=plan last=15:00 window=01:00",
	"look metrics metric=spend_usd_per_hour by=tenant last=10",
	"look traces",
	"look traces filter=slow",
	"look traces filter=failed by=hop",
	"look traces by=plan last=20:00",
	"look logs",
	"look logs level=warn last=10:00",
	"look logs match=frame",
	"look billing",
	"look billing by=attempt",
	"look billing by=tenant last=25:00",
	"look infra",
	"look infra node=workers last=20:00",
	"look changes",
	"look changes kind=deploy last=30:00",
	"look vendor",
	"look inbox",
	"look inbox from=manager",
	"look timeline",
	"look map",
	"look runbook",
	"look runbook page=2",
	"look runbook page=scal",
	"look mitigations",
	"look mitigations id=tenant-quota",
	"look mitigations category=contain",
	"look hypotheses",
	"look hypotheses cause=growth",
	"look plan",
	"look plan phase=days",
};

static void check(const struct panel *panel, const char *line)
{
	if (!panel->title || !panel->caption || !panel->evidence)
		fail_msg("%s: something is missing", line);
	for (size_t i = 0; i < panel->row_count; i++) {
		for (size_t j = 0; j < panel->column_count; j++) {
			const char *text = panel->rows[i].cells[j].text;

			if (!text || strchr(text, '\n') || strchr(text, '{'))
				fail_msg("%s: row %zu: '%s'", line, i,
					 text ? text : "nothing");
		}
	}
}

static void all_can_be_read(void **state)
{
	struct pack *pack = tiny_pack(NULL);
	struct drill *drill = tiny_drill(pack, "preset", NULL);

	(void)state;
	for (int round = 0; round < 2; round++) {
		for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++) {
			struct arena arena = ARENA_INIT;
			struct err err = { 0 };
			const struct panel *panel = read_panel(drill, good[i],
							       &arena, &err);

			if (!panel)
				fail_msg("%s: %s", good[i], err.message);
			check(panel, good[i]);
			arena_finish(&arena);
		}
		/* again when something has happened */
		if (round > 0)
			break;
		tiny_do(drill, "01:00", "suspect growth");
		tiny_do(drill, "01:00", "pin vendor");
		tiny_do(drill, "01:00", "apply rollback");
		tiny_do(drill, "01:00", "plan days tenant-quota");
		tiny_do(drill, "01:00", "tell manager \"one\\ntwo\"");
		tiny_go(drill, "09:00");
	}
	drill_destroy(drill);
	pack_destroy(pack);
}

static const struct {
	const char *line, *says;
} bad[] = {
	{ "look metrics metric=eror_rate", "did you mean 'error_rate'?" },
	{ "look metrics metric=p95_s by=colour", "plan, tenant or preset" },
	{ "look metrics last=soon metric=p95_s", "MM:SS" },
	{ "look traces filter=odd", "all, slow, failed or retried" },
	{ "look traces id=x", "no request" },
	{ "look traces id=99999999", "no request" },
	{ "look logs level=loud", "info, warn or error" },
	{ "look billing by=colour", "attempt" },
	{ "look infra node=gateway", "workers, frame or painter" },
	{ "look changes kind=magic", "deploy" },
	{ "look inbox from=nobody", "nobody here" },
	{ "look runbook page=9", "no page" },
	{ "look mitigations id=x", "no measure" },
	{ "look mitigations category=x", "contain or reliability" },
	{ "look hypotheses cause=x", "no cause" },
	{ "look plan phase=x", "now, days or weeks" },
};

static void wrong_arguments(void **state)
{
	struct pack *pack = tiny_pack(NULL);
	struct drill *drill = tiny_drill(pack, "preset", NULL);

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		struct arena arena = ARENA_INIT;
		struct err err = { 0 };

		if (read_panel(drill, bad[i].line, &arena, &err))
			fail_msg("%s: was taken", bad[i].line);
		if (!strstr(err.message, bad[i].says))
			fail_msg("%s: %s", bad[i].line, err.message);
		arena_finish(&arena);
	}
	drill_destroy(drill);
	pack_destroy(pack);
}

static const char *cell(const struct panel *panel, const char *first,
			size_t column)
{
	for (size_t i = 0; i < panel->row_count; i++) {
		if (!strcmp(panel->rows[i].cells[0].text, first))
			return panel->rows[i].cells[column].text;
	}
	fail_msg("no row %s", first);
	return NULL;
}

/* The cause is to be seen, and nowhere is it named. */
static void tells_the_variants_apart(void **state)
{
	struct pack *pack = tiny_pack(NULL);
	struct drill *preset = tiny_drill(pack, "preset", NULL);
	struct drill *tenant = tiny_drill(pack, "tenant", NULL);
	struct arena arena = ARENA_INIT;
	const struct panel *panel;

	(void)state;
	tiny_go(preset, "02:00");
	tiny_go(tenant, "02:00");
	panel = read_panel(preset, "look billing by=preset", &arena, NULL);
	assert_string_equal(panel->rows[0].cells[0].text, "large");
	panel = read_panel(tenant, "look billing by=preset", &arena, NULL);
	assert_string_equal(panel->rows[0].cells[0].text, "small");
	panel = read_panel(tenant, "look billing by=tenant", &arena, NULL);
	assert_string_not_equal(panel->rows[0].cells[0].text, "self-serve");
	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++) {
		panel = read_panel(preset, good[i], &arena, NULL);
		assert_null(strstr(panel->caption, "default size"));
	}
	drill_destroy(preset);
	drill_destroy(tenant);
	pack_destroy(pack);
	arena_finish(&arena);
}

static void shows_since_your_action(void **state)
{
	struct pack *pack = tiny_pack(NULL);
	struct drill *drill = tiny_drill(pack, "preset", NULL);
	struct arena arena = ARENA_INIT;
	const struct panel *panel;

	(void)state;
	panel = read_panel(drill, "look overview", &arena, NULL);
	assert_int_equal(panel->column_count, 5);
	tiny_do(drill, "00:00", "apply rollback");
	tiny_go(drill, "06:00");
	panel = read_panel(drill, "look overview", &arena, NULL);
	assert_int_equal(panel->column_count, 6);
	assert_non_null(strstr(cell(panel, "spend against normal", 4), "->"));
	drill_destroy(drill);
	pack_destroy(pack);
	arena_finish(&arena);
}

/* A row of the pack's own: the price of ten, judged as it is shown. */
static void rows_show_a_figure_many_times(void **state)
{
	static const struct pack_line rows[] = {
		{ .title = "one", .figure = "people_per_s", .bad = 0.1 },
		{ .title = "ten",
		  .figure = "people_per_s",
		  .times = 10,
		  .bad = 1e6 },
	};
	struct pack *pack = tiny_pack(NULL);
	struct drill *drill;
	struct arena arena = ARENA_INIT;
	const struct panel *panel;
	double one, ten;

	(void)state;
	pack->screen.overview = rows;
	pack->screen.overview_count = 2;
	drill = tiny_drill(pack, "preset", NULL);
	panel = read_panel(drill, "look overview", &arena, NULL);
	one = strtod(cell(panel, "one", 1), NULL);
	ten = strtod(cell(panel, "ten", 1), NULL);
	assert_true(one > 0.2);
	assert_true(fabs(ten - 10 * one) < 0.06);
	assert_string_equal(cell(panel, "one", 4), "!!");
	assert_string_equal(cell(panel, "ten", 4), "");
	drill_destroy(drill);
	pack_destroy(pack);
	arena_finish(&arena);
}

static bool has_note(const struct panel *panel, const char *part)
{
	for (size_t i = 0; i < panel->note_count; i++)
		if (strstr(panel->notes[i], part))
			return true;
	return false;
}

/* What orders servers by itself is told from what rolls back by itself. */
static void says_what_acts_by_itself(void **state)
{
	static const struct tiny_edit watched[] = {
		{ "\"frame\": {\n        \"type\": \"pool\"",
		  "\"scaler\": {\"type\": \"autoscaler\", \"pool\": \"frame\", "
		  "\"target\": 0.7, \"max\": 9},\n"
		  "\"burn\": {\"type\": \"burn-rate\", \"node\": \"frame\", "
		  "\"target\": 0.95},\n"
		  "\"guard\": {\"type\": \"guardrail\", \"node\": \"burn\", "
		  "\"metric\": \"burn_rate\", \"limit\": 2, \"for_s\": 600, "
		  "\"set\": {\"caller.retries\": 0}},\n"
		  "\"frame\": {\n        \"type\": \"pool\"" },
		{ NULL, NULL },
	};
	struct pack *pack = tiny_pack(watched);
	struct drill *drill = tiny_drill(pack, "preset", NULL);
	struct arena arena = ARENA_INIT;
	const struct panel *panel;

	(void)state;
	panel = read_panel(drill, "look infra", &arena, NULL);
	assert_true(has_note(panel, "scaler keeps utilisation at 70 %"));
	assert_false(has_note(panel, "burn keeps"));
	assert_true(has_note(panel, "guard acts by itself above 2 for 10 min"));
	drill_destroy(drill);
	pack_destroy(pack);
	arena_finish(&arena);
}

static void exam_hides_trade_offs(void **state)
{
	struct pack *pack = tiny_pack(NULL);
	struct drill_options options = {
		.pack = pack, .seed = 7, .variant = 0, .mode = DRILL_EXAM
	};
	struct drill *drill = drill_create(&options, NULL);
	struct arena arena = ARENA_INIT;
	const struct panel *panel;

	(void)state;
	panel = read_panel(drill, "look mitigations id=rollback", &arena, NULL);
	for (size_t i = 0; i < panel->row_count; i++)
		assert_string_not_equal(panel->rows[i].cells[0].text,
					"trade-off");
	drill_destroy(drill);
	pack_destroy(pack);
	arena_finish(&arena);
}

static void a_trace_opens(void **state)
{
	struct pack *pack = tiny_pack(NULL);
	struct drill *drill = tiny_drill(pack, "preset", NULL);
	struct arena arena = ARENA_INIT;
	const struct panel *panel =
		read_panel(drill, "look traces filter=retried", &arena, NULL);
	struct command_arg id = { "id", NULL };

	(void)state;
	assert_true(panel->row_count > 3);
	id.value = panel->rows[0].id;
	panel = panel_read(drill, PANEL_TRACES, &id, 1, &arena, NULL);
	assert_non_null(panel);
	assert_non_null(strstr(cell(panel, "workers", 5), "="));
	assert_non_null(strstr(panel->evidence, "longest hop"));
	drill_destroy(drill);
	pack_destroy(pack);
	arena_finish(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_can_be_read),
		cmocka_unit_test(wrong_arguments),
		cmocka_unit_test(tells_the_variants_apart),
		cmocka_unit_test(shows_since_your_action),
		cmocka_unit_test(rows_show_a_figure_many_times),
		cmocka_unit_test(says_what_acts_by_itself),
		cmocka_unit_test(exam_hides_trade_offs),
		cmocka_unit_test(a_trace_opens),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
