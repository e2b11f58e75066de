/* Trade-offs, reasons and ways back as people write them, for the measures of
 * the shipped pack. */
#include "tests/cmocka_setup.h"

#include <string.h>

#include "scenarios/pack.h"
#include "scoring/plan_text.h"
#include "scoring/rubric.h"

static struct pack *pack;

/* What an item's text is worth at least and at most. */
struct row {
	const char *measure, *text;
	double low, high;
};

/* The worth of a text that stands alone on the plan. */
static double worth(const struct row *row,
		    double (*judge)(const struct review *, size_t,
				    enum plan_fault *),
		    bool why)
{
	struct arena arena = ARENA_INIT;
	struct plan_item item = { .what = pack_mitigation(pack, row->measure) };
	struct review review = {
		.arena = &arena, .pack = pack, .plan = &item, .plan_count = 1
	};
	enum plan_fault fault;
	double value;

	if (!item.what)
		fail_msg("no measure %s", row->measure);
	if (why)
		item.why = row->text;
	else
		item.tradeoff = row->text;
	value = judge(&review, 0, &fault);
	assert_true(value > 0.99 || fault != PLAN_SOUND || value >= 0.5);
	arena_finish(&arena);
	return value;
}

static void check(const struct row *rows, size_t count,
		  double (*judge)(const struct review *, size_t,
				  enum plan_fault *),
		  bool why)
{
	size_t bad = 0;

	for (size_t i = 0; i < count; i++) {
		double value = worth(&rows[i], judge, why);

		if (value >= rows[i].low - 1e-9 && value <= rows[i].high + 1e-9)
			continue;
		bad++;
		print_message("# %s, \"%s\": %.2f, not %.2f to %.2f\n",
			      rows[i].measure, rows[i].text, value, rows[i].low,
			      rows[i].high);
	}
	assert_int_equal(bad, 0);
}

/* clang-format off */
static const struct row tradeoffs[] = {
	/* --- true, in many words --- */
	{ "spend-cap", "Once the money for the hour is gone, people who come are sent away.", 1, 1 },
	{ "spend-cap", "At the busy hour paying customers will get nothing.", 1, 1 },
	{ "spend-cap", "Some creators have to try again later.", 1, 1 },
	{ "own-rate-limit", "Everybody above the rate gets an error, whoever they are.", 1, 1 },
	{ "own-rate-limit", "We bounce honest users as well as the greedy one.", 1, 1 },
	{ "tenant-quota", "Brightline's contract: their job runs into the limit and they will complain.", 1, 1 },
	{ "tenant-quota", "An enterprise client has to wait longer for its batch.", 1, 1 },
	{ "pause-batch", "Tenants who planned on their re-renders fall behind.", 1, 1 },
	{ "pause-batch", "Batch customers get their results a day late.", 1, 1 },
	{ "lower-quality", "Everyone's clips look softer, also of those who pay.", 1, 1 },
	{ "lower-quality", "Pro users paid for 1080p and now get a blurry picture.", 1, 1 },
	{ "lower-quality-free", "Free accounts see uglier videos, fewer will upgrade.", 1, 1 },
	{ "retry-limit", "A request that a third attempt would have saved fails.", 1, 1 },
	{ "retry-limit", "Some people wait longer between the tries.", 1, 1 },
	{ "idempotency-key", "It is rushed code in the hottest path.", 1, 1 },
	{ "circuit-breaker", "While it is open nobody gets a clip.", 1, 1 },
	{ "circuit-breaker", "All users see errors as long as it's open.", 1, 1 },
	{ "load-shed", "We send free users away on purpose.", 1, 1 },
	{ "rollback-release", "The upload fix goes out with the bath water.", 1, 1 },
	{ "vendor-limit", "A bigger possible bill while the leak is open.", 1, 1 },
	{ "suspend-promo", "Genuine newcomers are locked out too.", 1, 1 },
	{ "async-queue", "No instant video any more: people get a mail when it's ready.", 1, 1 },
	{ "top-up", "More cash goes down the same hole, it does not fix anything.", 1, 1 },
	{ "hold-launch", "Product misses its date and the campaign money is lost.", 1, 1 },
	{ "request-cache", "Two people may see an identical clip, and prompts seldom repeat.", 1, 1 },
	{ "off-peak", "Results come next morning.", 1, 1 },
	{ "priority-lanes", "Free users have to be patient when it is full.", 1, 1 },
	{ "budget-alerts", "Too many false alarms and nobody reads them any more.", 1, 1 },
	{ "canary-rollback", "Every release needs longer to reach everyone.", 1, 1 },
	{ "second-vendor", "Clips look different depending on who made them, and there are two invoices.", 1, 1 },
	{ "self-host", "GPUs, half a year and people who can run a model.", 1, 1 },
	{ "committed-use", "We are bound for a year, also if we need fewer clips.", 1, 1 },

	/* --- not true of the measure --- */
	{ "spend-cap", "The database needs a migration with an hour of downtime.", 0, 0.2 },
	{ "pause-batch", "New accounts cannot sign up for a while.", 0, 0.2 },
	{ "lower-quality-free", "Enterprise customers must sign a new contract.", 0, 0.2 },
	{ "async-queue", "The vendor must agree to new prices.", 0, 0.2 },
	{ "budget-alerts", "Users get lower quality.", 0, 0.2 },
	{ "committed-use", "Users wait longer for their clips.", 0, 0.2 },
	{ "vendor-limit", "Quality of the clips gets worse.", 0, 0.2 },
	{ "hold-launch", "Retries make duplicates and the bill grows.", 0, 0.2 },

	/* --- gains, sold as prices --- */
	{ "second-vendor", "It costs less.", 0, 0.2 },
	{ "adaptive-quality", "Better quality for everybody.", 0, 0.2 },
	{ "async-queue", "No waiting at all.", 0, 0.2 },
	{ "spend-cap", "No user is refused and no request fails.", 0, 0.2 },
	{ "retry-limit", "Fewer errors for the users.", 0, 0.2 },

	/* --- fits anything --- */
	{ "second-vendor", "It may have side effects and costs some effort.", 0, 0.3 },
	{ "self-host", "Higher cost and complexity.", 0, 0.3 },
	{ "async-queue", "There is some risk.", 0, 0.3 },
	{ "async-hardening", "It needs time and effort.", 0, 0.3 },
	{ "spend-cap", "Users wait, quality is lower, it costs money, needs work, is risky and makes noise and old results, some fail.", 0, 0.3 },
	{ "async-queue", "", 0, 0 },
	{ "async-queue", "No trade-off here.", 0, 0 },
	{ "async-queue", "wait queue delay notification backlog latency complexity", 0, 0.3 },
};

static const struct row reasons[] = {
	{ "spend-cap", "It holds the loss while we look for the cause.", 1, 1 },
	{ "rollback-release", "Four fifths of the bill is the new preset.", 1, 1 },
	{ "async-hardening", "Waiting in a queue beats failing at the limit.", 1, 1 },
	{ "second-vendor", "One vendor's bad day must not be ours.", 1, 1 },
	{ "pause-batch", "Night work can wait.", 0.5, 0.7 },
	{ "async-queue", "It is the best solution and industry standard.", 0, 0.3 },
	{ "async-queue", "This should really help to improve the situation.", 0, 0.3 },
	{ "scale-workers", "More capacity.", 0, 0.3 },
	{ "spend-cap", "scalable resilient synergy cost efficient leverage", 0, 0.2 },
	{ "spend-cap", "ok", 0, 0 },
};
/* clang-format on */

static void true_false_and_general(void **state)
{
	(void)state;
	check(tradeoffs, sizeof(tradeoffs) / sizeof(*tradeoffs), plan_tradeoff,
	      false);
}

static void reasons_with_content(void **state)
{
	(void)state;
	check(reasons, sizeof(reasons) / sizeof(*reasons), plan_reason, true);
}

/* The pack's own sentence, in other words, is true of no other measure more
 * often than chance and kinship allow. */
static void true_of_one_not_of_all(void **state)
{
	static const char words[] =
		"Genuine newcomers are locked out and the campaign is lost.";
	size_t full = 0;

	(void)state;
	for (size_t i = 0; i < pack->mitigation_count; i++) {
		struct row row = { pack->mitigations[i].id, words, 0, 1 };

		full += worth(&row, plan_tradeoff, false) >= 0.9 ? 1 : 0;
	}
	assert_in_range(full, 1, 6);
}

static void a_way_back_that_is_none(void **state)
{
	struct arena arena = ARENA_INIT;
	struct plan_item items[] = {
		{ .what = pack_mitigation(pack, "committed-use"),
		  .rollback = "Switch it off again" },
		{ .what = pack_mitigation(pack, "committed-use"),
		  .rollback = "None: we are bound for a year" },
		{ .what = pack_mitigation(pack, "spend-cap"),
		  .rollback = "Lift the cap" },
	};
	struct review review = {
		.arena = &arena, .pack = pack, .plan = items, .plan_count = 3
	};

	(void)state;
	assert_true(plan_rollback(&review, 0) < 0.5);
	assert_true(plan_rollback(&review, 1) >= 1);
	assert_true(plan_rollback(&review, 2) >= 1);
	arena_finish(&arena);
}

/* Something measured with a figure or a comparison is a metric. */
static void figures_and_comparisons(void **state)
{
	static const struct {
		const char *metric;
		double low, high;
	} rows[] = {
		{ "open calls below 70 of 80", 1, 1 },
		{ "recovers within 60 s", 1, 1 },
		{ "below 1.1", 1, 1 },
		{ "fewer than 3 pages a night", 1, 1 },
		{ "attempts for each order", 0.6, 1 },
		{ "happiness", 0, 0.1 },
		{ "it works well", 0, 0.1 },
		{ "done within 3 days", 0, 0.1 },
		{ "42", 0.3, 0.3 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct arena arena = ARENA_INIT;
		struct plan_item item = {
			.what = pack_mitigation(pack, "spend-cap"),
			.metric = rows[i].metric,
		};
		struct review review = { .arena = &arena,
					 .pack = pack,
					 .plan = &item,
					 .plan_count = 1 };
		double worth = plan_metric(&review, 0);

		if (worth < rows[i].low || worth > rows[i].high)
			fail_msg("%s: %g", rows[i].metric, worth);
		arena_finish(&arena);
	}
}

/* A way back in any words; and none, where none is needed. */
static void ways_back(void **state)
{
	static const struct {
		const char *way;
		double low, high;
	} rows[] = {
		{ "raise the bound", 1, 1 },
		{ "none needed", 0.9, 1 },
		{ "none needed, because it ends by itself", 1, 1 },
		{ "loosen the bound", 1, 1 },
		{ "reconfigure Paystone's clients", 0.8, 1 },
		{ "none", 0, 0.3 },
		{ "n/a", 0, 0.3 },
		{ "we will see", 0, 0.3 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct arena arena = ARENA_INIT;
		struct plan_item item = {
			.what = pack_mitigation(pack, "spend-cap"),
			.rollback = rows[i].way,
		};
		struct review review = { .arena = &arena,
					 .pack = pack,
					 .plan = &item,
					 .plan_count = 1 };
		double worth = plan_rollback(&review, 0);

		if (worth < rows[i].low || worth > rows[i].high)
			fail_msg("%s: %g", rows[i].way, worth);
		arena_finish(&arena);
	}
}

static void someone_is_nobody(void **state)
{
	static const struct {
		const char *owner;
		bool owned;
	} owners[] = {
		{ "Sam", true },
		{ "Platform team", true },
		{ "the team lead", true },
		{ "me", true },
		{ "tbd", false },
		{ "someone", false },
		{ "To be decided.", false },
		{ "the team", false },
		{ "?", false },
		{ "", false },
	};
	struct arena arena = ARENA_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(owners) / sizeof(*owners); i++) {
		struct plan_item item = { .what = &pack->mitigations[0],
					  .owner = owners[i].owner };
		struct review review = { .arena = &arena,
					 .pack = pack,
					 .plan = &item,
					 .plan_count = 1 };

		if (plan_owned(&review, 0) != owners[i].owned)
			fail_msg("owner \"%s\"", owners[i].owner);
	}
	arena_finish(&arena);
}

/* Counts the names of a list that are no measure and no category. */
static void count_names(const struct json *list, size_t *known, size_t *unknown)
{
	static const char *const categories[] = { "contain", "reliability",
						  "capacity", "long-term" };

	for (const struct json *name = json_first(list); name;
	     name = json_next(name)) {
		const char *id = json_string_or(name, "");
		bool found = pack_mitigation(pack, id) != NULL;

		for (size_t k = 0; k < 4; k++)
			found |= strcmp(categories[k], id) == 0;
		if (!found)
			print_message("# no measure: %s\n", id);
		*(found ? known : unknown) += 1;
	}
}

/* A rule of order with a misspelt name would never be broken. */
static void rules_of_order_name_what_there_is(void **state)
{
	struct err err = { 0 };
	struct json_doc *doc = json_parse_file(
		SCENARIOS "/video-cost-spike/rubric.json", &err);
	struct arena arena = ARENA_INIT;
	const struct rubric *rubric = rubric_read(doc, &arena, &err);
	size_t known = 0, unknown = 0;

	(void)state;
	assert_non_null(rubric);
	for (size_t p = 0; p < rubric->part_count; p++) {
		const struct rubric_part *part = &rubric->parts[p];

		for (size_t c = 0; c < part->criterion_count; c++) {
			const struct json *rule = json_first(
				json_get(part->criteria[c].settings, "order"));

			for (; rule; rule = json_next(rule)) {
				count_names(json_get(rule, "first"), &known,
					    &unknown);
				count_names(json_get(rule, "then"), &known,
					    &unknown);
			}
		}
	}
	assert_int_equal(unknown, 0);
	assert_true(known >= 4);
	arena_finish(&arena);
	json_destroy(doc);
}

static int load(void **state)
{
	struct err err = { 0 };

	(void)state;
	pack = pack_load(SCENARIOS "/video-cost-spike", &err);
	if (!pack)
		print_message("# %s: %s\n", err.path, err.message);
	return pack ? 0 : -1;
}

static int unload(void **state)
{
	(void)state;
	pack_destroy(pack);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(true_false_and_general),
		cmocka_unit_test(reasons_with_content),
		cmocka_unit_test(true_of_one_not_of_all),
		cmocka_unit_test(a_way_back_that_is_none),
		cmocka_unit_test(figures_and_comparisons),
		cmocka_unit_test(ways_back),
		cmocka_unit_test(someone_is_nobody),
		cmocka_unit_test(rules_of_order_name_what_there_is),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
